"""A list of words as a tree of letters finds what the plain alternation finds, the longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.word_trees import tree_of

WORDS = st.lists(st.text("abđ .(", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("abđ .(", max_size=8))
def test_finds_the_longest(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    for behind in ("", "(?![^\\W_])"):
        expected = re.search(f"(?:{plain}){behind}", text)
        found = re.search(f"(?:{tree_of(words)}){behind}", text)
        assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SỞ Y TẾ", "SỞ Y TẾ"),  # every letter in the other case
        ("sở y tế", "sở y tế"),
        ("Sở y", "Sở"),  # the longer word is cut short
        ("Bộ", None),
    ],
)
def test_any_case(text: str, found: str | None) -> None:
    match = re.match(tree_of(["Sở", "Sở Y tế"], any_case=True), text)
    assert (match and match[0]) == found

"""Folding for search: what is typed on any keyboard meets what was written in any spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.search_fold import search_fold, search_terms

FOLDED = [
    ("290-QĐ/TW", "290 qd tw", "separators are blanks"),
    ("290 - qd/tw", "290 qd tw", "blanks around them do not matter"),
    ("290qd/TW", "290 qd tw", "digits part from letters"),
    ("45/2013/QH13", "45 2013 qh 13", "letters part from digits"),
    ("04-NQ/TW", "4 nq tw", "one zero before a single digit is dropped"),
    ("4-NQ/TW", "4 nq tw", "as in the number without it"),
    ("030/2025/QĐ-UBND", "030 2025 qd ubnd", "other zeros mark another series"),
    ("Quy chế công tác DÂN VẬN", "quy che cong tac dan van", "tone marks and case"),
    ("Đảng đoàn, ưỡn ỹ ằ", "dang doan uon y a", "đ, horns and breves"),
    ("Uỷ ban – Ủy ban", "uy ban uy ban", "a dash is a blank"),
    ("hệ\u00a0thống\u200bchính", "he thong chinh", "so is a space that does not break or show"),
    ("…", "", "nothing to look for"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FOLDED, ids=[case[2] for case in FOLDED])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_search_fold(text, expected, why, form):
    assert search_fold(unicodedata.normalize(form, text)) == expected


@given(st.text())
def test_folding_ends_in_plain_words_and_changes_nothing_twice(text):
    folded = search_fold(text)
    assert all(word.isascii() and word.isalnum() for word in folded.split(" ") if word)
    assert search_fold(folded) == folded


TERMS = [
    ("290qd dân  vận", ("290 qd", "dan", "van"), "a phrase for each word"),
    ("vận vận", ("van",), "a word given twice is looked for once"),
    ("- / …", (), "no words"),
]


@pytest.mark.parametrize(("words", "expected", "why"), TERMS, ids=[case[2] for case in TERMS])
def test_search_terms(words, expected, why):
    assert search_terms(words) == expected

"""What the search box offers."""

from __future__ import annotations

import pytest

from luocdo.viz.found import found_words

DOCUMENTS = {
    "rules": {"number": "290-QĐ/TW", "date": "2010-02-25", "title": "Quy chế công tác dân vận của hệ thống chính trị"},
    "plan": {"number": "614/KH-UBND", "date": "2020-03-24", "province": "Gia Lai", "title": "Kế hoạch cải cách"},
}


@pytest.mark.parametrize(
    ("words", "found", "left_out"),
    [
        ("quy che dan van", ["rules"], ""),
        ("quy chee dan van", ["rules"], "chee"),
        ("xyzzy 614/KH-UBND", ["plan"], "xyzzy"),
        ("xyzzy", [], ""),
        ("xyzzy qwerty", [], ""),
        # Each stands somewhere, nowhere together: nothing was mistyped.
        ("dan van cai cach", [], ""),
    ],
)
def test_a_mistyped_word_is_left_out_and_told(graph, words, found, left_out):
    told = found_words(graph(DOCUMENTS, []), words, "2024-01-01", "vi")
    assert [each["id"] for each in told["documents"]] == found
    assert told["left_out"] == left_out

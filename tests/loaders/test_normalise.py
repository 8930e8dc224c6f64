"""The view that patterns match on: same words, same offsets, whatever the characters."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.normalise import View, squeeze

SAME_LENGTH = [
    ("Quyết\u00a0định", "Quyết định", "a blank that does not break"),
    ("Quyết\u200bđịnh", "Quyết định", "a zero-width blank parts words too"),
    ("**Điều 1**", "  Điều 1  ", "bold marks"),
    ("| a | b |", "  a   b  ", "table bars"),
    ("12–KH", "12-KH", "en dash"),
    ("12—KH", "12-KH", "em dash"),
    ("12\u2011KH", "12-KH", "a hyphen that does not break"),
    ("12−KH", "12-KH", "minus"),
    ("NĐ-СР", "NĐ-CP", "Cyrillic Es and Er"),
    ("ТТ-ВНХ", "TT-BHX", "Cyrillic capitals"),
    ("QÐ", "QĐ", "Icelandic eth"),
    ("uỷ ban", "ủy ban", "the tone mark on the second vowel"),
    ("Uỷ ban", "Ủy ban", "the same with a capital"),
    ("UỶ BAN", "ỦY BAN", "the same in capitals"),
    ("a\tb", "a b", "tabulator"),
    ("a\u2028b", "a b", "line separator"),
    ("a\u00adb", "a b", "soft hyphen"),
    ("12/QĐ\u00adUBND", "12/QĐ-UBND", "a soft hyphen that a PDF has for the hyphen of a number"),
    ("2011\u00ad2020", "2011-2020", "and between years"),
    ("\u00ad Sở Nội vụ", "- Sở Nội vụ", "and before an item"),
    ("a\ufeffb", "a b", "byte order mark inside"),
    ("trang\n12\nsau", "trang\n  \nsau", "a page number alone on its line"),
    ("trang\n- 12 -\nsau", "trang\n      \nsau", "a page number between dashes"),
    ("thường", "thường", "plain words stay"),
    ("NĂM 2012 -\n2013\nTrong", "NĂM 2012 -\n2013\nTrong", "a year that ends a span is no page number"),
    ("năm 2013\ntrong", "năm 2013\ntrong", "a year at the end of a line is no page number"),
    ("2 CÔNG BÁO/Số 15/Ngày 04-02-2026", "2 " + " " * 30, "a gazette head; the page number is not alone"),
]


@pytest.mark.parametrize(("text", "seen", "why"), SAME_LENGTH)
def test_characters_are_replaced_one_for_one(text: str, seen: str, why: str) -> None:
    view = View(text)
    assert view.text == seen, why
    assert len(view.text) == len(text)
    assert [view.original(offset) for offset in range(len(text) + 1)] == list(range(len(text) + 1))


def test_the_flat_view_has_no_line_ends() -> None:
    view = View("Nghị định số\n04/2015/NĐ-CP")
    assert view.flat == "Nghị định số 04/2015/NĐ-CP"
    assert view.text == "Nghị định số\n04/2015/NĐ-CP"


def test_decomposed_text_is_matched_composed() -> None:
    text = unicodedata.normalize("NFD", "Quyết định số 12/QĐ-UBND ngày 03/3/2020")
    view = View(text)
    assert view.flat == "Quyết định số 12/QĐ-UBND ngày 03/3/2020"
    start = view.flat.index("12/QĐ-UBND")
    here, there = view.original(start), view.original(start + len("12/QĐ-UBND"))
    assert text[here:there] == "12/QĐ-UBND"


def test_windows_line_ends_are_one_line_end() -> None:
    text = "Nghị định số\r\n04/2015/NĐ-CP"
    view = View(text)
    assert view.text == "Nghị định số\n04/2015/NĐ-CP"
    assert text[view.original(view.text.index("04")) :] == "04/2015/NĐ-CP"


def test_a_mark_in_front_of_any_letter_is_kept() -> None:
    assert View("\u0301abc").text.endswith("abc")


@given(st.text(max_size=80))
def test_offsets_lead_back_in_order(text: str) -> None:
    view = View(text)
    assert view.length == len(text)
    back = [view.original(offset) for offset in range(len(view.text) + 1)]
    assert back == sorted(back)
    assert back[0] == 0
    assert all(view.original(view.shown(at)) == at for at in back)
    assert back[-1] == len(text)


@given(st.text(alphabet="aeâêôơuưyđ \n\u0301\u0300\u0323\u0309\u0302\u031b", max_size=60))
def test_a_letter_and_its_marks_stay_together(text: str) -> None:
    """The stretch of the original behind each character composes to that character."""
    view = View(text)
    composed = unicodedata.normalize("NFC", text)
    assert view.flat == composed.replace("\n", " ").replace("uỷ", "ủy")
    offsets = [view.original(at) for at in range(len(composed) + 1)]
    pieces = [text[here:there] for here, there in pairwise(offsets)]
    assert "".join(pieces) == text
    for letter, piece in zip(composed, pieces, strict=True):
        assert not piece or letter in unicodedata.normalize("NFC", piece)


@given(st.text(max_size=60))
def test_squeeze_leaves_single_blanks(text: str) -> None:
    assert squeeze(text) == " ".join(text.split())

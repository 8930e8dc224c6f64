"""A quote keeps what it is shown for."""

from __future__ import annotations

import pytest

from luocdo.app.quotes import LONGEST, shortened

FAR = "Tiếp tục quán triệt, thực hiện " + "các văn bản của Trung ương và của tỉnh, " * 5
CASES = [
    ("Căn cứ Quyết định số 290-QĐ/TW.", "Căn cứ", "290-QĐ/TW", "Căn cứ Quyết định số 290-QĐ/TW.", "a short one stays"),
    ("Hai\n  dòng", "", None, "Hai dòng", "blanks are one blank"),
    ("TIÊU ĐỀ " * 30 + "Căn cứ Luật Giá.", "căn cứ", None, "… Căn cứ Luật Giá.", "from its cue on"),
    (f"{FAR}như Quyết định số 290- QĐ/TW.", "thực hiện", "290-QĐ/TW", "290- QĐ/TW.", "a number far behind its cue"),
    (f"{FAR}như Kế hoạch số 04/KH-UBND.", "", "4/KH-UBND", "04/KH-UBND.", "a zero before it"),
]


@pytest.mark.parametrize(("quote", "cue", "number", "end", "why"), CASES)
def test_what_it_is_shown_for_is_kept(quote, cue, number, end, why):
    short = shortened(quote, cue, number)
    assert short.endswith(end), why
    assert len(short) <= LONGEST + len("… …")
    if len(short) < len(" ".join(quote.split())):
        assert short.startswith("… ")


def test_a_number_is_no_part_of_a_longer_one():
    quote = f"{FAR}Kế hoạch số 1290-QĐ/TW và {FAR}Quyết định số 290-QĐ/TW."
    assert shortened(quote, "", "290-QĐ/TW").endswith("Quyết định số 290-QĐ/TW.")


def test_without_its_number_a_quote_begins_at_its_head():
    assert shortened("Chữ " * 100, "", "290-QĐ/TW").startswith("Chữ Chữ")

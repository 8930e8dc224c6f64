"""The scan for numbers: what is one, where it stands, and what it reads as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.number import normalise_number
from luocdo.loaders.symbols import find_symbols

FOUND = [
    ("số 290-QĐ/TW ngày", ["290-QĐ/TW"], "Party"),
    ("số 614/KH-UBND ngày", ["614/KH-UBND"], "State"),
    ("số 04/2015/NĐ-CP ngày", ["04/2015/NĐ-CP"], "normative"),
    ("số 45/2013/QH13;", ["45/2013/QH13"], "assembly"),
    ("số 1234/BGDĐT-VP;", ["1234/BGDĐT-VP"], "letter"),
    ("số 66.7/2025/NQ-CP;", ["66.7/2025/NQ-CP"], "decimal"),
    ("số 12a/2019/TT-BTC;", ["12a/2019/TT-BTC"], "a letter behind the serial"),
    ("số 217, 218-QĐ/TW;", ["217-QĐ/TW", "218-QĐ/TW"], "one symbol for two"),
    ("số 5, 6 và 7-NQ/TW;", ["5-NQ/TW", "6-NQ/TW", "7-NQ/TW"], "one symbol for three"),
    ("số 18-NQ/TW, 19-NQ/TW.", ["18-NQ/TW", "19-NQ/TW"], "two whole ones"),
    ("số 290- QĐ/TW", ["290-QĐ/TW"], "a blank behind the hyphen"),
    ("số 614 /KH-UBND", ["614/KH-UBND"], "a blank before the slash"),
    ("số 614/ KH-UBND", ["614/KH-UBND"], "a blank behind the slash"),
    ("số 12/NĐ - CP", ["12/NĐ-CP"], "a loose hyphen"),
    ("số 149/2018/NĐ- CP", ["149/2018/NĐ-CP"], "a broken line inside the symbol"),
    ("số 49/2025TT-BCT", ["49/2025/TT-BCT"], "a lost slash"),
    ("số 79/2025/NĐCP", ["79/2025/NĐ-CP"], "a lost hyphen"),
    ("số 194-CP", ["194-CP"], "no slash"),
    ("số 05-KH-TU", ["05-KH/TU"], "two hyphens"),
    ("số 515/KH-BCA-BNN&MT", ["515/KH-BCA-BNN&MT"], "an ampersand"),
    ("số 12/QĐ-UBND.", ["12/QĐ-UBND"], "a full stop behind"),
    ("(số 12/QĐ-UBND)", ["12/QĐ-UBND"], "in brackets"),
    ("số:12/QĐ-UBND", ["12/QĐ-UBND"], "no blank behind the colon"),
]
NOT_FOUND = [
    ("ngày 25/02/2010", "a day"),
    ("24/7", "round the clock"),
    ("60 km/h", "a speed"),
    ("3/4 số hộ", "a ratio"),
    ("150.000 đồng/người", "an amount"),
    ("Mẫu số 01/ĐK", "a form"),
    ("QCVN 40/2011/BTNMT", "a standard"),
    ("TCVN 14423:2025", "a standard"),
    ("2026 - 2030", "a run of years"),
    ("biển số 29/B1-345", "a plate"),
    ("tài khoản số 112/VCB-HN", "an account"),
    ("/KH-UBND", "no serial"),
    ("số /QĐ-UBND", "a blank number"),
]


@pytest.mark.parametrize(("flat", "numbers", "why"), FOUND)
def test_numbers_are_found(flat: str, numbers: list[str], why: str) -> None:
    assert [normalise_number(found.raw) for found in find_symbols(flat)] == numbers, why


@pytest.mark.parametrize(("flat", "why"), NOT_FOUND)
def test_other_figures_are_not(flat: str, why: str) -> None:
    assert find_symbols(flat) == [], why


@given(
    st.integers(1, 99_999),
    st.sampled_from(["/KH-UBND", "-QĐ/TW", "/2019/NĐ-CP", "/2013/QH13", "/QĐ-TTg", "-CTr/TU", "/BNV-TCBC"]),
    st.text(alphabet="abcđếư ,;.()\n", max_size=20),
    st.text(alphabet="abcđếư ,;()\n", max_size=20),
)
def test_a_number_is_found_between_any_words(serial: int, symbol: str, before: str, behind: str) -> None:
    text = f"{before} Quyết định số {serial}{symbol} {behind}".replace("\n", " ")
    found = find_symbols(text)
    assert [text[each.start : each.end] for each in found] == [f"{serial}{symbol}"]


@given(st.text(alphabet="0123456789/-.,AĐQBNUDCPTWKHsố ngày&", max_size=60))
def test_spans_lie_in_the_text_in_order(flat: str) -> None:
    found = find_symbols(flat)
    assert found == sorted(found)
    for each in found:
        assert flat[each.start].isdigit()
        assert 0 <= each.start < each.end <= len(flat)

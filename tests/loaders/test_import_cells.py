"""Cells of other people's tables: numbers, types, days, places, documents in running text."""

from __future__ import annotations

import pytest

from luocdo.loaders.import_cells import listed_documents, number_in, read_day, text_of, type_named, unit_of

NUMBERS = [
    ("59/2023/NĐ-CP", "59/2023/NĐ-CP", None, "a number alone"),
    ("1977 /QĐ-UBND", "1977/QĐ-UBND", None, "a blank in it"),
    ("1830 QĐ-UBND", "1830/QĐ-UBND", None, "a blank for the slash"),
    ("2403/QÐ-UBND", "2403/QĐ-UBND", None, "an Icelandic letter"),
    ("Nghị định số 96/2026/NĐ-CP Quy định chi tiết một luật", "96/2026/NĐ-CP", "Nghị định", "in a title"),
    ("Nghị định 85/2026/NĐ-CP Về bảo hiểm", "85/2026/NĐ-CP", "Nghị định", "without the word số"),
    ("NGHỊ ĐỊNH SỐ 232/2025/NĐ-CP SỬA ĐỔI NGHỊ ĐỊNH SỐ 24/2012/NĐ-CP", "232/2025/NĐ-CP", "Nghị định", "its own first"),
    ("Luật Sửa đổi Luật Doanh nghiệp số 76/2025/QH15", "76/2025/QH15", "Luật", "a law's stands last"),
    (
        "Thông tư liên tịch số 01/2014/TTLT-UBDT-BTC Hướng dẫn",
        "01/2014/TTLT-UBDT-BTC",
        "Thông tư liên tịch",
        "long type",
    ),
    ("nghi-dinh-so-158-2025-nd-cp-45240", "158/2025/NĐ-CP", "Nghị định", "in an address"),
    ("luat-so-51-2024-qh15-43559", "51/2024/QH15", "Luật", "a law's in an address"),
    ("van-ban-hop-nhat-so-1546-vbhn-bldtbxh-41718", "1546/VBHN-BLĐTBXH", "Văn bản hợp nhất", "no year in it"),
    ("thong-bao-so-02-2023-tb-lpqt-39022", None, None, "an organ that is not known"),
    ("nghi-dinh-so-14-2024-tt-btc-1", None, None, "the address contradicts itself"),
    ("Luật Công ty số Không số", None, None, "a law of before numbers"),
    ("Hiến pháp năm 2013", None, None, "what has no number"),
    ("Quyết định Bãi bỏ 03 danh mục tài sản", None, None, "a count is no number"),
    ("12/BCĐ (CAT-PC02)", None, None, "a remark in it"),
    ("2023", None, None, "a year"),
    ("", None, None, "nothing"),
]


@pytest.mark.parametrize(("cell", "number", "type_name", "why"), NUMBERS, ids=[case[3] for case in NUMBERS])
def test_the_number_in_a_cell(cell, number, type_name, why):
    found = number_in(cell)
    assert (found.number, found.type) == (number, type_name) if number else found is None


ALL = ("y-m-d", "d/m/y", "m/d/y")
DAYS = [
    ("2021-01-31", ("y-m-d",), "2021-01-31"),
    ("2021-01-31T00:00:00", ("y-m-d",), "2021-01-31"),
    ("31/01/2021", ("d/m/y",), "2021-01-31"),
    ("1.2.2021", ("d/m/y",), "2021-02-01"),
    ("1/2/2021", ("m/d/y",), "2021-01-02"),
    ("31/01/2021", ("m/d/y", "d/m/y"), "2021-01-31"),
    ("31/01/2021", ("y-m-d",), None),
    ("30/02/2021", ALL, None),
    ("01/02/21", ALL, None),
    ("Tháng 9/2025", ALL, None),
    ("", ALL, None),
]


@pytest.mark.parametrize(("cell", "forms", "day"), DAYS)
def test_a_day_in_its_form(cell, forms, day):
    assert read_day(cell, forms) == day


@pytest.mark.parametrize("value", [None, "", " … "[:1], "...", "-", "NULL", "nan", float("nan")])
def test_cells_that_mean_nothing(value):
    assert text_of(value) == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [("Nghị định", "Nghị định"), ("NGHỊ ĐỊNH", "Nghị định"), ("nghi_dinh", "Nghị định"), ("Law", None), ("", None)],
)
def test_the_type_that_words_stand_for(words, name):
    assert type_named(words) == name


UNITS = [
    ("59/2023/NĐ-CP", None, None, "", "the centre's needs no place"),
    ("25-NQ/TW", "Gia Lai", None, "", "nor does a central Party number"),
    ("614/KH-UBND", "Gia Lai", None, "gia-lai", "the column tells"),
    ("614/KH-UBND", "Tỉnh Gia Lai", None, "gia-lai", "with its kind"),
    ("614/KH-UBND", None, "Ủy ban nhân dân tỉnh Gia Lai", "gia-lai", "the issuer tells"),
    (
        "614/KH-UBND",
        None,
        "UBND huyện Chư Sê tỉnh Gia Lai",
        "gia-lai/huyen-chu-se",
        "a district's is not the province's",
    ),
    ("614/KH-UBND", "Toàn quốc", None, None, "no place"),
    ("614/KH-UBND", None, "Ủy ban nhân dân", None, "nobody's"),
]


@pytest.mark.parametrize(("number", "place", "issuer", "unit", "why"), UNITS, ids=[case[4] for case in UNITS])
def test_of_which_place_a_number_is(number, place, issuer, unit, why):
    assert unit_of(number, place, issuer, "2020-03-24") == unit


A, B = (
    "Nghị quyết số 1/2021/NQ-HĐND ngày 06/10/2021 của HĐND tỉnh An Giang",
    "Nghị quyết số 2/2022/NQ-HĐND ngày 07/12/2022",
)
WHOSE = " của HĐND tỉnh Kiên Giang"
TEXTS = [
    (A, ["1/2021/NQ-HĐND an-giang"], "one"),
    (
        f"{A} quy định một việc; {B}{WHOSE} quy định việc khác.",
        ["1/2021/NQ-HĐND an-giang", "2/2022/NQ-HĐND kien-giang"],
        "two",
    ),
    (f"{A} sửa đổi Quy định kèm theo {B}{WHOSE}", ["1/2021/NQ-HĐND an-giang"], "the second is in the first's title"),
    (f"{A} bãi bỏ {B}{WHOSE}", ["1/2021/NQ-HĐND an-giang"], "what a document ends is not listed with it"),
    (
        f"Nghị quyết quy định một việc (thay thế {B} và {A})",
        ["1/2021/NQ-HĐND an-giang", "2/2022/NQ-HĐND an-giang"],
        "a draft",
    ),
    (f"Nghị quyết bãi bỏ {B}{WHOSE} quy định một việc", ["2/2022/NQ-HĐND kien-giang"], "a draft that only ends one"),
    (f"Số thứ tự 9 Danh mục kèm theo {A}", [], "a list that is kept with one"),
    ("Nghị quyết quy định mức thu", [], "none"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TEXTS, ids=[case[2] for case in TEXTS])
def test_the_documents_that_running_text_lists(text, expected, why):
    assert sorted(f"{each.number} {each.unit}" for each in listed_documents(text)) == sorted(expected)


def test_a_document_of_another_kind_is_left_out_by_the_words_behind_it():
    text = f"{A} quy định một việc; {B}{WHOSE} về việc đính chính Nghị quyết số 1/2021/NQ-HĐND"
    assert [each.number for each in listed_documents(text, ("đính chính",))] == ["1/2021/NQ-HĐND"]

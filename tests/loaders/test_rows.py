"""Which mentions of one text are one document."""

from __future__ import annotations

import pytest

from luocdo.loaders.mentions import find_mentions
from luocdo.loaders.rows import group, name_key

# Each row is (number or None, date, how many mentions).
ROWS = [
    (
        "Nghị định số 04/2015/NĐ-CP ngày 09/01/2015; Nghị định số 4/2015/NĐ-CP",
        [("04/2015/NĐ-CP", "2015-01-09", 2)],
        "one zero before a single digit says nothing",
    ),
    (
        "Quyết định số 030/2025/QĐ-UBND; Quyết định số 30/2025/QĐ-UBND",
        [("030/2025/QĐ-UBND", None, 1), ("30/2025/QĐ-UBND", None, 1)],
        "other zeros do",
    ),
    (
        "Nghị quyết số 25-NQ/TW ngày 12/3/2003; Nghị quyết số 25-NQ/TW ngày 03/6/2013",
        [("25-NQ/TW", "2003-03-12", 1), ("25-NQ/TW", "2013-06-03", 1)],
        "Party numbers come again in each term",
    ),
    (
        "Nghị quyết số 25-NQ/TW ngày 12/3/2003; Nghị quyết số 25-NQ/TW",
        [("25-NQ/TW", "2003-03-12", 2)],
        "without a day it is the one before",
    ),
    (
        "Nghị quyết số 25-NQ/TW; Nghị quyết số 25-NQ/TW ngày 12/3/2003",
        [("25-NQ/TW", "2003-03-12", 2)],
        "or the one behind",
    ),
    (
        "Nghị quyết số 25-NQ/TW ngày 12/3/2003; số 25-NQ/TW ngày 03/6/2013; Nghị quyết số 25-NQ/TW",
        [("25-NQ/TW", "2003-03-12", 1), ("25-NQ/TW", "2013-06-03", 2)],
        "of two, the last before",
    ),
    (
        "Kế hoạch số 12/KH-UBND ngày 03/3/2020; Kế hoạch số 12/KH-UBND ngày 04/4/2021",
        [("12/KH-UBND", "2020-03-03", 1), ("12/KH-UBND", "2021-04-04", 1)],
        "numbers without a year come again each year",
    ),
    (
        "Kết luận số 43-KL/TW ngày 07/01/2019; Kết luận số 43/KL/TW ngày 07/01/2019",
        [("43-KL/TW", "2019-01-07", 2)],
        "separators say nothing",
    ),
    (
        "Luật Đất đai số 31/2024/QH15; Luật Đất đai",
        [("31/2024/QH15", None, 2)],
        "a name that the text numbers",
    ),
    (
        "Luật Đất đai số 31/2024/QH15; Luật Đất đai năm 2013",
        [("31/2024/QH15", None, 1), (None, None, 1)],
        "the same name of another year",
    ),
    (
        "Luật Đất đai năm 2013; Luật Đất đai 2013",
        [(None, None, 2)],
        "one name and year in two spellings",
    ),
    (
        "Nghị quyết Đại hội XIII của Đảng; Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII",
        [(None, None, 2)],
        "one congress in two wordings",
    ),
    (
        "Kế hoạch số 12-KH/BCĐ ngày 03/3/2020; Kế hoạch số 12/KH-BCĐ ngày 03/3/2020",
        [("12-KH/BCĐ", "2020-03-03", 2)],
        "steering boards take both separators",
    ),
]


@pytest.mark.parametrize(("text", "rows", "why"), ROWS)
def test_mentions_are_grouped(text: str, rows: list[tuple[str | None, str | None, int]], why: str) -> None:
    assert [(row.number, row.date, len(row.hits)) for row in group(find_mentions(text))] == rows, why


NAMES = [
    ("Luật Đất đai", "Luật Đất đai năm 2013", True, "the year"),
    ("Luật Đất đai", "LUẬT ĐẤT ĐAI", True, "case"),
    ("Luật về Giá", "Luật Giá", True, "về"),
    ("Luật Hoà giải", "Luật Hòa giải", True, "placement of the tone mark"),
    ("Luật Phòng cháy, chữa cháy", "Luật phòng cháy và chữa cháy", True, "và or a comma"),
    ("Luật Đất đai", "Luật Giá", False, "another law"),
    ("Bộ luật Dân sự", "Bộ luật Tố tụng dân sự", False, "a longer name"),
    ("Nghị quyết Đại hội XII của Đảng", "Nghị quyết Đại hội XIII của Đảng", False, "another congress"),
    (
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIII",
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII",
        False,
        "a provincial congress is not the national one",
    ),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), NAMES)
def test_names_of_one_instrument_share_a_key(one: str, other: str, same: bool, why: str) -> None:
    assert (name_key(one) == name_key(other)) is same, why


def test_an_amending_law_changed_none_that_is_younger() -> None:
    text = (
        "Căn cứ Luật Viên chức ngày 24 tháng 6 năm 2025; người đã theo Luật Viên chức năm 2008, được sửa đổi tại "
        "Luật sửa đổi, bổ sung một số điều của Luật Viên chức và Luật Giá năm 2019 thì được miễn."
    )
    rows = group(find_mentions(text))
    assert [(row.hits[0].name, row.year, len(row.hits)) for row in rows if row.name_key == "viên chức"] == [
        ("Luật Viên chức", 2025, 1),
        ("Luật Viên chức", 2008, 2),
    ]


def test_rows_stand_in_order_of_first_mention() -> None:
    text = "Luật Giá; Quyết định số 5/QĐ-UBND; Hiến pháp năm 2013; Quyết định số 5/QĐ-UBND; Luật Giá"
    rows = group(find_mentions(text))
    starts = [row.hits[0].start for row in rows]
    assert starts == sorted(starts)
    assert [[hit.start for hit in row.hits] for row in rows] == [sorted(h.start for h in row.hits) for row in rows]

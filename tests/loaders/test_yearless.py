"""Which one year a document's work is of, by its title."""

from __future__ import annotations

import pytest

from luocdo.loaders.yearless import year_of_work

TITLES = [
    ("Kế hoạch tiếp công dân năm 2023", 2023, 2023, "a plan of its year"),
    ("Kế hoạch tiếp công dân năm 2024", 2023, 2024, "a plan of the year to come"),
    ("Kế hoạch tiếp công dân năm 2023", None, 2023, "a blank date"),
    ("Về việc tiếp công dân", 2023, 2023, "no year is the year of issue"),
    ("Thực hiện Nghị quyết số 12/2019/NQ-HĐND ngày 05 tháng 7 năm 2019", 2023, 2023, "a cited document's year is none"),
    ("Thực hiện Kế hoạch ngày 05/7/2019 về tiếp công dân", 2023, 2023, "a cited day is none"),
    ("Tổng kết công tác năm 2022", 2023, None, "a year that is over"),
    ("Kế hoạch giai đoạn 2021 - 2025", 2023, None, "several years"),
    ("Kế hoạch 2021-2025", 2023, None, "several years, bare"),
    ("Đề án trồng rừng đến năm 2023", 2023, None, "up to a year"),
    ("Kế hoạch năm 2023 và năm 2024", 2023, None, "two years"),
    ("Chiến lược trồng rừng", 2023, None, "a strategy is of many years"),
    ("Kế hoạch năm học 2023", 2023, None, "a school year"),
    (None, 2023, None, "no title"),
]


@pytest.mark.parametrize(("title", "issued", "year", "why"), TITLES, ids=[why for *_, why in TITLES])
def test_year_of_work(title: str | None, issued: int | None, year: int | None, why: str) -> None:
    assert year_of_work(title, issued) == year, why

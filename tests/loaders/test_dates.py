"""Days as documents write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.dates import PLAIN_DAY, day_of, iso_day

DAYS = [
    ("ngày 25/02/2010", "2010-02-25", 2010, "slashes"),
    ("ngày 24/3/2020", "2020-03-24", 2020, "no leading zero"),
    ("ngày 12-12-2013", "2013-12-12", 2013, "hyphens"),
    ("ngày 12.12.2013", "2013-12-12", 2013, "full stops"),
    ("ngày 13 tháng 02 năm 2018", "2018-02-13", 2018, "spelled out"),
    ("Ngày 13 tháng 02 năm 2018", "2018-02-13", 2018, "a capital"),
    ("NGÀY 13 THÁNG 02 NĂM 2018", "2018-02-13", 2018, "capitals"),
    ("ngày 13  tháng 02  năm 2018", "2018-02-13", 2018, "more blanks"),
    ("ngày 31tháng 3 năm 2019", "2019-03-31", 2019, "a blank lost"),
    ("ngày 5 tháng 5, năm 2004", "2004-05-05", 2004, "a comma before the year"),
    ("ngày 16/6/22", "2022-06-16", 2022, "two digits of this century"),
    ("ngày 16/6/93", "1993-06-16", 1993, "two digits of the last one"),
    ("ngày 31/02/2021", None, 2021, "no such day: the year still counts"),
    ("ngày 29/02/2019", None, 2019, "no leap year"),
    ("ngày 29/02/2020", "2020-02-29", 2020, "a leap year"),
    ("ngày 12/13/2020", None, 2020, "no such month"),
    ("ngày    tháng 10 năm 2025", None, 2025, "the day left blank"),
    ("ngày … tháng … năm 2025", None, 2025, "day and month dotted"),
]
NO_DAYS = [
    ("ngày 5 làm việc", "a number of days"),
    ("ngày ký", "no day at all"),
    ("Hằng ngày, 3/4 số hộ", "a ratio"),
    ("ngày 25/02", "no year"),
]


@pytest.mark.parametrize(("text", "day", "year", "why"), DAYS)
def test_day_is_read(text: str, day: str | None, year: int, why: str) -> None:
    match = PLAIN_DAY.fullmatch(text)
    assert match is not None, why
    assert day_of(match) == (day, year), why


@pytest.mark.parametrize(("text", "why"), NO_DAYS)
def test_other_numbers_are_no_days(text: str, why: str) -> None:
    assert PLAIN_DAY.search(text) is None, why


@given(st.dates(min_value=date(1945, 9, 2), max_value=date(2199, 12, 31)))
def test_every_day_is_read_in_both_forms(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for words in (f"ngày {number}/{month}/{year}", f"ngày {number:02d} tháng {month:02d} năm {year}"):
        match = PLAIN_DAY.fullmatch(words)
        assert match is not None
        assert day_of(match) == (day.isoformat(), year)


@given(st.integers(-10, 3000), st.integers(-5, 20), st.integers(-5, 40))
def test_days_that_are_none_give_none(year: int, month: int, day: int) -> None:
    found = iso_day(year, month, day)
    assert found is None or found == f"{year:04d}-{month:02d}-{day:02d}"

"""Deadlines on a calendar: fixed terms, and what recurs within a range."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.queries.due_days import due_days

FIXED = [
    ({"date": "2020-05-30"}, ("2020-05-30", "2020-05-30"), "a day"),
    ({"quarter": "2018-Q3"}, ("2018-07-01", "2018-09-30"), "a quarter is due by its last day"),
    ({"month": "2024-02"}, ("2024-02-01", "2024-02-29"), "a month of a leap year"),
    ({"year": "2019"}, ("2019-01-01", "2019-12-31"), "a year"),
    ({"from": "2018", "to": "2021"}, ("2018-01-01", "2021-12-31"), "years"),
    ({"from": "2018-Q1", "to": "2018-06-15"}, ("2018-01-01", "2018-06-15"), "ends of two forms"),
    ({"to": "2022-11"}, ("2022-11-01", "2022-11-30"), "an end alone"),
    ({"after": {"event": "ngày nhận đủ hồ sơ", "days": 15, "working": True}}, None, "an event has no day"),
    ({"date": "2023-02-30"}, None, "a day that is none"),
    ({"text": "đột xuất"}, None, "words alone"),
]
ROUNDS = [
    ({"recurs": "yearly", "month": 10, "day": 31}, ["2021-10-31", "2022-10-31"], "a day of each year"),
    ({"recurs": "yearly", "month": 2, "day": 30}, ["2022-02-28"], "the month's last day where it has no such"),
    ({"recurs": "yearly", "month": 11}, ["2021-11-30", "2022-11-30"], "a month of each year"),
    ({"recurs": "yearly"}, ["2021-12-31"], "each year whole; that of 2022 is not over"),
    ({"recurs": "half-yearly"}, ["2021-12-31", "2022-06-30"], "halves"),
    ({"recurs": "half-yearly", "month": 6, "day": 15}, ["2021-12-15", "2022-06-15"], "a day of each half"),
    ({"recurs": "quarterly"}, ["2021-09-30", "2021-12-31", "2022-03-31", "2022-06-30", "2022-09-30"], "quarters"),
    ({"recurs": "quarterly", "day": 10}, ["2021-12-10", "2022-03-10", "2022-06-10", "2022-09-10"],
     "the day is that of a quarter's last month"),
]  # fmt: skip


@pytest.mark.parametrize(("deadline", "expected", "why"), FIXED, ids=[case[2] for case in FIXED])
def test_a_fixed_term_is_itself_whatever_the_range(
    deadline: dict[str, Any], expected: tuple[str, str] | None, why: str
) -> None:
    found = due_days(deadline, "2030-01-01", "2031-01-01")
    assert [(each.first, each.last) for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(("deadline", "expected", "why"), ROUNDS, ids=[case[2] for case in ROUNDS])
def test_what_recurs_is_expanded_within_a_range(deadline: dict[str, Any], expected: list[str], why: str) -> None:
    assert [each.last for each in due_days(deadline, "2021-09-12", "2022-11-30")] == expected


def test_months_and_weeks() -> None:
    monthly = due_days({"recurs": "monthly", "day": 31}, "2024-01-15", "2024-04-01")
    assert [each.last for each in monthly] == ["2024-01-31", "2024-02-29", "2024-03-31"]
    mondays = due_days({"recurs": "weekly", "weekday": 1}, "2024-01-16", "2024-02-01")
    assert [each.last for each in mondays] == ["2024-01-22", "2024-01-29"]
    weeks = due_days({"recurs": "weekly"}, "2024-01-16", "2024-01-31")
    assert [(each.first, each.last) for each in weeks] == [("2024-01-15", "2024-01-21"), ("2024-01-22", "2024-01-28")]


@pytest.mark.parametrize("rhythm", ["yearly", "quarterly", "monthly", "weekly"])
def test_a_range_without_end_does_not_hang(rhythm: str) -> None:
    found = due_days({"recurs": rhythm}, "2020-01-01", "9999-12-31")
    assert found[-1].last < "2072"
    assert found[0].last >= "2020-01-01"

"""Deadlines in words, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.queries.deadline_words import say_deadline, say_deadlines

SAID = [
    ({"date": "2020-05-30"}, "30/05/2020", "2020-05-30"),
    ({"quarter": "2018-Q3"}, "quý III/2018", "Q3 2018"),
    ({"month": "2025-12"}, "tháng 12/2025", "2025-12"),
    ({"year": "2018"}, "năm 2018", "2018"),
    ({"from": "2018", "to": "2020-Q1"}, "năm 2018 – quý I/2020", "2018 – Q1 2020"),
    ({"recurs": "yearly", "month": 10, "day": 31}, "hằng năm, ngày 31/10", "yearly, by 31/10"),
    ({"recurs": "monthly", "day": 10}, "hằng tháng, ngày 10", "monthly, by day 10"),
    ({"recurs": "weekly", "weekday": 1}, "hằng tuần, thứ Hai", "weekly, Monday"),
    ({"recurs": "half-yearly"}, "6 tháng một lần", "half-yearly"),
    ({"after": {"event": "x"}, "text": "15 ngày kể\ntừ khi nhận"}, "15 ngày kể từ khi nhận", "15 ngày kể từ khi nhận"),
]


@pytest.mark.parametrize(("deadline", "vietnamese", "english"), SAID, ids=[case[1] for case in SAID])
def test_a_deadline_is_said(deadline: dict[str, Any], vietnamese: str, english: str) -> None:
    assert (say_deadline(deadline), say_deadline(deadline, "en")) == (vietnamese, english)


def test_deadlines_that_read_alike_are_said_once() -> None:
    assert say_deadlines([{"year": "2018"}, {"date": "2019-01-02"}, {"year": "2018"}]) == "năm 2018; 02/01/2019"

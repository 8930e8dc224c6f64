"""When a deadline falls due: its days on a calendar, and a recurrence as the days of its rounds.

A deadline has one of the contract's shapes. `{"quarter": "2018-Q3"}` is due by 2018-09-30; `{"recurs": "yearly",
"month": 10, "day": 31}` by every 31 October. One counted from an event (`after`) has no day on a calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from luocdo.graph.model import Record

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTHS_APART = {"yearly": 12, "half-yearly": 6, "quarterly": 3, "monthly": 1}
_DAYS_OF_A_WEEK = 7
_LONGEST = 50
"""Years: no rhythm is followed further from the first day asked for; none was kept up so long."""


class Due(Record, frozen=True):
    """The first and the last day of a term, ISO; a single day is both. What is due is due by the last."""

    first: str
    last: str


def due_days(deadline: Mapping[str, Any], begin: str, until: str) -> tuple[Due, ...]:
    """The terms a deadline sets, oldest first: a fixed one whenever it is, rounds whose last day lies between
    two ISO days, both included."""
    if "recurs" in deadline:
        return tuple(each for each in _rounds(deadline, begin, until) if begin <= each.last <= until)
    fixed = _fixed(deadline)
    return (fixed,) if fixed else ()


def _fixed(deadline: Mapping[str, Any]) -> Due | None:
    """The one term of a deadline that does not recur; None if it has no day."""
    for shape in ("date", "quarter", "month", "year"):
        if shape in deadline:
            return _span(str(deadline[shape]))
    first, last = (_span(str(deadline[end])) if deadline.get(end) else None for end in ("from", "to"))
    if first and last:
        return Due(first.first, last.last)
    return last


def _span(words: str) -> Due | None:
    """`2020-05-30`, `2018-Q3`, `2025-12` or `2018` as first and last day; None for a day that is none."""
    quarter = _QUARTER.fullmatch(words)
    try:
        if quarter:
            return _months(int(quarter[1]), int(quarter[2]) * 3 - 2, 3)
        parts = [int(part) for part in words.split("-")]
        if len(parts) == 1:
            return _months(parts[0], 1, 12)
        if len(parts) == 2:
            return _months(parts[0], parts[1], 1)
        day = date(*parts).isoformat()
    except (ValueError, TypeError):
        return None
    return Due(day, day)


def _months(year: int, month: int, count: int) -> Due:
    """A term of whole months; `month` is its first."""
    last = month + count - 1
    return Due(date(year, month, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat())


def _rounds(deadline: Mapping[str, Any], begin: str, until: str) -> Iterator[Due]:
    """The rounds of a recurrence from the year of `begin` to the year of `until`."""
    first = int(begin[:4])
    last = min(int(until[:4]), first + _LONGEST)
    if deadline["recurs"] == "weekly":
        yield from _weeks(deadline.get("weekday"), begin, min(until, f"{last}-12-31"))
        return
    apart = _MONTHS_APART[deadline["recurs"]]
    for year in range(first, last + 1):
        for month in range(1, 13, apart):
            yield _round(year, month, apart, deadline)


def _round(year: int, month: int, apart: int, deadline: Mapping[str, Any]) -> Due:
    """One round, which begins in `month`: all of it, or the month or day that is named."""
    named, day = deadline.get("month"), deadline.get("day")
    if named is None and day is None:
        return _months(year, month, apart)
    # Without a month (`ngày 10 của tháng cuối quý`) the day is that of the round's last month.
    at = month + (named - 1) % apart if named else month + apart - 1
    if day is None:
        return _months(year, at, 1)
    due = date(year, at, min(day, monthrange(year, at)[1])).isoformat()
    return Due(due, due)


def _weeks(weekday: int | None, begin: str, until: str) -> Iterator[Due]:
    """The named weekday (1 Monday to 7) of each week, or the week itself, Monday to Sunday."""
    monday = date.fromisoformat(begin)
    monday -= timedelta(days=monday.weekday())
    while monday.isoformat() <= until:
        first = monday + timedelta(days=(weekday or 1) - 1)
        last = first if weekday else monday + timedelta(days=_DAYS_OF_A_WEEK - 1)
        yield Due(first.isoformat(), last.isoformat())
        monday += timedelta(days=_DAYS_OF_A_WEEK)

"""Ends of terms as ISO days, months, quarters and years: what a match gives, and by which day a term is over."""

from __future__ import annotations

import re
from typing import Any

from luocdo.loaders.dates import iso_day
from luocdo.loaders.deadline_forms import ROMAN

Deadline = dict[str, Any]


def last_day(deadline: Deadline) -> str:
    """The last day of a month, quarter or period, or one that compares like it."""
    last: str = next(deadline[key] for key in ("date", "to", "month", "quarter") if key in deadline)
    year, _, part = last.partition("-")
    if part.startswith("Q"):
        return f"{year}-{int(part[1:]) * 3:02d}-31"
    return last if len(part) > len("12") else f"{last}-31"


def point_of(found: re.Match[str], year: int | None) -> str | None:
    """One end of a period: `2025-11-20`, `2025-10`, `2014-Q2`, `2018`; `year` where the words give none."""
    if found["year"]:
        return found["year"]
    if found["quarter"]:
        own = found["qy"] or year
        return f"{own}-Q{ROMAN[found['quarter'].upper()]}" if own else None
    if found["month"]:
        own = found["my"] or year
        return f"{own}-{int(found['month']):02d}" if own and 1 <= int(found["month"]) <= 12 else None
    own = found["y"] or found["yw"] or year
    return iso_day(int(own), int(found["m"] or found["mw"]), int(found["d"])) if own else None

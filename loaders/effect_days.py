"""The day an effect begins: the one its clause says, else the day the document itself takes effect."""

from __future__ import annotations

import re

from luocdo.loaders.dates import DAY, day_of

_FROM = re.compile(rf"(?:kể\s+)?từ\s+{DAY}", re.VERBOSE)
_WITH_ANOTHER = re.compile(
    r"kể\s+từ\s+(?:ngày|khi|thời\s+điểm)\s+(?!ký|ban\s+hành)(?:(?!\bnày\b)[^;.]){0,400}?\bcó\s+hiệu\s+lực"
)


def day_said(clause: str) -> str | None:
    """The day a clause names: `hết hiệu lực kể từ ngày 01 tháng 7 năm 2025`; None if it names none."""
    found = _FROM.search(clause)
    return day_of(found)[0] if found else None


def begins_with_another(clause: str) -> bool:
    """`Kể từ ngày Nghị định số … có hiệu lực`: on a day that another document sets and this text does not tell."""
    return _WITH_ANOTHER.search(clause) is not None

"""Days as documents write them: `25/02/2010`, `ngày 13 tháng 02 năm 2018`, `ngày    tháng 10 năm 2025`."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

# A day, month and year after the word `ngày`, or the same with the day left blank. `ngày 18 ngày 5 năm
# 2004`, `31tháng 3` and `thảng` are slips that real texts hold.
# The mark of a footnote may stand right behind a year, `20213`; `20210` is a slip, since no mark begins with 0.
# Nothing is given back once read (`*+`): what follows a blank or a digit here never begins with one.
DAY = r"""(?: ngày | Ngày | NGÀY ) \s*+ (?:
      (?P<d>\d{1,2}+) \s*+
      (?: (?P<mark>[/.-]) \s*+ (?P<m>\d{1,2}+) \s*+ (?P=mark) \s*+ (?P<y>\d{4}(?!0)|\d{2}(?!\d|/))
        | (?: t h? [áaảà] ng | THÁNG | Tháng | ngày ) \s*+ (?P<mw>\d{1,2}+) \s*+
          ,? \s*+ (?: n [ăa] m | NĂM | Năm | / ) \s*+ (?P<yw>\d{4}) (?!0) )
    | [….\s]*+ (?: tháng | THÁNG ) \s*+ (?P<mb>\d{1,2})?+ [….\s]*+ (?: năm | NĂM ) \s*+ (?P<yb>\d{4}) (?!0)
    )"""
BARE_DAY = r"(?P<d>\d{1,2}+) \s*+ (?P<sep>[/.-]) \s*+ (?P<m>\d{1,2}+) \s*+ (?P=sep) \s*+ (?P<y>\d{4})(?![\d/-])"
PLAIN_DAY = re.compile(DAY, re.VERBOSE)


@lru_cache(maxsize=16_384)
def iso_day(year: int, month: int, day: int) -> str | None:
    """`2020-03-24`, or None if there is no such day."""
    if not (1 <= month <= 12 and 1900 <= year <= 2200 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def day_of(match: re.Match[str]) -> tuple[str | None, int | None]:
    """The day and the year a match of DAY gives; day None where it is blank or impossible."""
    day, month, year, spelled_month, spelled_year, blank = match.group("d", "m", "y", "mw", "yw", "yb")
    if day is None:
        return None, int(blank)
    month, full = month or spelled_month, int(year or spelled_year)
    if full < 100:
        full += 1900 if full >= 45 else 2000
    return iso_day(full, int(month), int(day)), full

"""Months and quarters without a year, in a document whose work is of one year: `Quý III`, `Tháng 5 - tháng 12`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from luocdo.loaders.dates import iso_day
from luocdo.loaders.deadline_forms import ROMAN, Q

Deadline = dict[str, Any]

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# A title tells the year of its work; the day of a document it cites does not.
_CITED = re.compile(r"tháng\s*\d{1,2}\s*(?:,\s*)?năm\s*\d{4}|\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|/\d{4}/", re.IGNORECASE)
_YEARS_LONG = re.compile(
    r"giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|chiến\s+lược|tầm\s+nhìn|(?:đến|tới|từ|sau|các)\s+năm|năm\s+học|hằng\s+năm|hàng\s+năm"
    r"|20\d\d\s*[-–]\s*(?:năm\s*)?20\d\d",
    re.IGNORECASE,
)
# What follows makes it another year's, each year's, or no month: `quý I hằng năm`, `tháng 6 năm sau`, `tháng 01 lần`.
_OTHER = (
    r"(?![\w/])(?!\s*[-/,.]?\s*(?:năm\s*)?20\d\d)(?!\s*(?:của\s+|trong\s+)?(?:hằng|hàng|mỗi|các|từng)\s+năm)"
    r"(?!\s*(?:của\s+)?năm\s+(?:sau|trước|tiếp|liền|kế|học))(?!\s*(?:lần|cuộc|kỳ|đợt|buổi|ngày|giờ))"
)
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_TO = r"\s*(?:-|đến|tới)\s*(?:hết\s+)?"
_NO_MONTH = re.compile(r"(?:\d|hằng|hàng|mỗi|một|vài|các|từ|sau)\s*\Z", re.IGNORECASE)
_MONTH_SPAN = re.compile(rf"(?:từ\s+)?tháng\s*(?P<a>{_MONTH}){_TO}(?:tháng\s*)?(?P<b>{_MONTH}){_OTHER}", re.IGNORECASE)
_QUARTER_SPAN = re.compile(rf"(?:từ\s+)?quý\s*(?P<a>{Q}){_TO}(?:quý\s*)?(?P<b>{Q}){_OTHER}", re.IGNORECASE)
_MONTHS = re.compile(
    rf"tháng\s*(?P<list>{_MONTH}(?:\s*(?:,|;|và)\s*(?:tháng\s*)?{_MONTH}{_OTHER})*){_OTHER}", re.IGNORECASE
)
_QUARTERS = re.compile(rf"quý\s*(?P<list>{Q}(?:\s*(?:,|;|và)\s*(?:quý\s*)?{Q}(?!\w))*){_OTHER}", re.IGNORECASE)
_DAY = re.compile(
    r"(?:(?:\A|trước|đến|hết|chậm\s+nhất|xong)\s*)(?P<d>\d{1,2})\s*/\s*(?P<m>\d{1,2})(?!\d|\s*[/.]\s*\d)", re.IGNORECASE
)
_ROUND_THE_CLOCK = "24/7"
_BEGUN_BY = re.compile(r"(?:trong|vào|hoàn thành|xong|hết)\s+(?:nửa\s+)?(?:đầu\s+|cuối\s+)?\Z", re.IGNORECASE)


def year_of_work(title: str | None, issued: int | None) -> int | None:
    """The one year whose work a document gives out, by its title and the year it was issued in; None if unsure.

    Without a year in the title it is that of the issue; a plan may be issued in the December before its year.
    """
    if title is None:
        return None
    said = _CITED.sub(" ", title)
    if _YEARS_LONG.search(said):
        return None
    years = {int(year) for year in _YEAR.findall(said)}
    if not years:
        return issued
    year = years.pop()
    return year if not years and (issued is None or issued <= year <= issued + 1) else None


def without_year(said: str, year: int, *, is_time: bool) -> Iterator[tuple[tuple[int, int], Deadline]]:
    """Span and deadline of what stands without a year: in a column of times all, in a sentence `trong quý IV` alone."""
    if any(int(other) != year for other in _YEAR.findall(said)):
        return
    if not is_time:
        for found in _QUARTERS.finditer(said):
            if _BEGUN_BY.search(said, max(0, found.start() - 30), found.start()):
                yield from _each(found, "quarter", year)
        return
    if said.strip(" .;") != _ROUND_THE_CLOCK:
        for found in _DAY.finditer(said):
            if day := iso_day(year, int(found["m"]), int(found["d"])):
                yield found.span(), {"date": day}
    for found in _MONTH_SPAN.finditer(said):
        if int(found["a"]) < int(found["b"]):
            yield found.span(), {"from": f"{year}-{int(found['a']):02d}", "to": f"{year}-{int(found['b']):02d}"}
    for found in _QUARTER_SPAN.finditer(said):
        if ROMAN[found["a"].upper()] < ROMAN[found["b"].upper()]:
            yield (
                found.span(),
                {"from": f"{year}-Q{ROMAN[found['a'].upper()]}", "to": f"{year}-Q{ROMAN[found['b'].upper()]}"},
            )
    for found in _MONTHS.finditer(said):
        if not _NO_MONTH.search(said, max(0, found.start() - 8), found.start()):
            yield from _each(found, "month", year)
    for found in _QUARTERS.finditer(said):
        yield from _each(found, "quarter", year)


def _each(found: re.Match[str], unit: str, year: int) -> Iterator[tuple[tuple[int, int], Deadline]]:
    if unit == "month":
        values = [f"{year}-{int(each):02d}" for each in re.findall(r"\d+", found["list"])]
    else:
        values = [f"{year}-Q{ROMAN[each]}" for each in re.findall(Q, re.sub("(?i)quý", "", found["list"]).upper())]
    for value in values:
        yield found.span(), {unit: value}

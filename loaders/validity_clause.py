"""From when and until when a document holds, by its own effect clause or its title's period."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from luocdo.loaders.dates import BARE_DAY, DAY, day_of, iso_day

_MARK = "hiệu lực"
_BEFORE = 320
_AFTER = 260
_MOST = 400
"""Mentions of `hiệu lực` looked at in one text; a real one has at most some eighty."""

# `Nghị định này có`, `Quyết định này được … thông qua ngày … và có`, `Quyết định này thay thế …; có`.
_SUBJECT = re.compile(
    r"(?P<type>[A-ZĐ][\w ]{1,24}?)\s+này\b(?P<mid>(?:(?!\.\s|;|\bnày\b).){0,240}?)\s*(?:;\s*(?:và\s+)?)?\bcó\s+\Z",
    re.DOTALL,
)
# `1. Nghị quyết có hiệu lực`, at the start of a sentence.
_BARE_SUBJECT = re.compile(
    r"(?:[.:;]\s|\s\s|hành\s)\s*(?P<type>Nghị quyết|Quyết định|Thông tư|Nghị định|Chỉ thị|Quy định|Quy chế"
    r"|Luật|Pháp lệnh)\s+có\s+\Z"
)
# Said of the day the document takes effect, not that it does: `kể từ ngày Thông tư này có hiệu lực`.
_REFERS = re.compile(
    r"(?:ngày|khi|sau|trước|lúc|thời điểm|[Đđ]iều \w+|[Kk]hoản \w+|[Đđ]iểm \w+|của|theo|tại|cho đến)\s+"
    r"(?:mà\s+)?\Z"
)
_REACH_REFERS = 60
_START = re.compile(
    rf"""\s*(?: thi\ hành | pháp\ lý | áp\ dụng | thực\ hiện )? \s* ,? \s*
    (?: sau \s+ (?P<count>\d+) \s* (?:\([^)]{{1,30}}\) \s*)? (?P<unit>ngày|tháng) \s*,? \s* )?
    (?: \(?kể\s+từ | bắt\ đầu\ (?:kể\ )?từ | từ | vào | kể )\s*
    (?: (?:sau\s+)? (?:ngày|khi) \s+ (?:được\s+)?
        (?P<signed> ký | ban\ hành | thông\ qua | Quốc\ hội | Hội\ đồng )
      | {DAY} )""",
    re.VERBOSE,
)
_BARE_START = re.compile(rf"\s*(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+{BARE_DAY}", re.VERBOSE)
_UNTIL = re.compile(rf"(?: cho )? \s* đến \s+ (?: hết \s+ )? {DAY}", re.VERBOSE)
_UNTIL_YEAR = re.compile(r"đến\s+hết\s+năm\s+(\d{4})")
_APPLIED = re.compile(rf"áp\s+dụng\s+(?:kể\s+)?từ\s+{DAY}", re.VERBOSE)
# `riêng khoản 1 Điều 2 áp dụng từ ngày …` tells the day of that part alone.
_OF_PART = re.compile(r"\b(?:[Rr]iêng|[Đđ]iều\s+\d|[Kk]hoản\s+\d|[Đđ]iểm\s+[a-zđ]\b|[Pp]hụ\s+lục)[^.;]*\Z")
# `Nghị định này hết hiệu lực từ ngày 01 tháng 3 năm 2027`: the day before is its last.
_ENDS = rf"hết\ hiệu\ lực (?:\s+thi\s+hành)? \s+ (?:kể\s+)?từ \s+ {DAY}"
_AND_ENDS = re.compile(rf"\b(?:và|,)\s+ {_ENDS}", re.VERBOSE)
_OWN_END = re.compile(rf"(?P<type>[A-ZĐ][\w ]{{1,24}}?) \s+ này \s+ (?:sẽ\s+)? {_ENDS}", re.VERBOSE)
_SENTENCE_END = re.compile(r"[.;](?=\s)")

# Types that hold for a period: a plan for 2020 is over when the year is; a law of 2020 is not.
_PERIODIC = re.compile(r"(?:kế hoạch|chương trình|phương án|đề án|dự án)")
_PERIOD = re.compile(
    r"(?:giai đoạn|thời kỳ|các năm|trong năm|từ năm|năm học|năm)\s+(?P<first>(?:19|20)\d\d)"
    r"(?:\s*(?:[-–,]|đến|đến năm|và)\s*(?:năm\s+)?(?P<last>(?:19|20)\d\d))?"
)
_LAW_BEFORE = re.compile(
    r"(?:(?<!pháp )luật|pháp lệnh|hiến pháp|tháng \d{1,2}|kết luận|nghị quyết|chỉ thị)\b[^,;]{0,60}\Z"
)
# `Chiến lược … đến năm 2030, tầm nhìn đến năm 2050`: the days of what a plan carries out.
_STRATEGY = re.compile(r"chiến lược|quy hoạch")
_BEYOND = re.compile(r"\s*(?:,|và)\s*tầm nhìn")
_OUTLOOK = re.compile(r"(?:tầm nhìn|định hướng|những năm)(?: đến)?\s*\Z")
_YEAR_AT_END = re.compile(r"(?<![-–]) (?<![-–] )((?:19|20)\d\d)\s*\Z")


_DECISIONS = ("quyết định", "quy định", "quy chế")
"""At Party bodies a Quy định is issued with or as a Quyết định: each may speak of the other as itself."""


class Validity(NamedTuple):
    """ISO days; `span` is the clause in the view."""

    effective_from: str | None = None
    applies_from: str | None = None
    expires: str | None = None
    span: tuple[int, int] = (0, 0)


def read_validity(flat: str, start: int, end: int, type_: str | None, issued: str | None) -> Validity:
    """The document's own effect clause between two offsets; `issued` is its date, for `kể từ ngày ký`.

    A clause that speaks of another type is a quotation: a letter that says `Nghị quyết này có hiệu lực`.
    """
    place = start
    for _ in range(_MOST):
        place = flat.find(_MARK, place, end)
        if place < 0:
            break
        found = _clause(flat, max(start, place - _BEFORE), place, end, issued)
        if found is not None and _is_own(flat[found.span[0] : place], type_):
            return found if found.expires else found._replace(expires=_own_end(flat, place, end, type_))
        place += len(_MARK)
    return Validity()


def _own_end(flat: str, start: int, end: int, type_: str | None) -> str | None:
    """The last day by a sentence of its own behind the effect clause."""
    place = flat.find(" này hết hiệu lực", start, end)
    while place >= 0:
        own = _OWN_END.search(flat, max(start, place - 26), min(end, place + 90))
        if own and _is_own(own["type"], type_) and not _REFERS.search(flat, max(0, own.start() - 60), own.start()):
            return _day_before(own)
        place = flat.find(" này hết hiệu lực", place + 1, end)
    return None


def _day_before(clause: re.Match[str]) -> str | None:
    day = day_of(clause)[0]
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


def _is_own(words: str, type_: str | None) -> bool:
    """Whether the type word of a clause is the document's own."""
    if type_ is None:
        return True
    spoken, own = words.casefold(), type_.casefold()
    if own in _DECISIONS:
        return any(word in spoken for word in _DECISIONS)
    return own in spoken or own.split()[0] in spoken.split()


def _clause(flat: str, floor: int, place: int, end: int, issued: str | None) -> Validity | None:
    before = flat[floor:place]
    if not before.rstrip().endswith("có"):
        return None
    subject = _last_subject(before)
    if subject is None or _REFERS.search(before, max(0, subject - _REACH_REFERS), subject):
        return None
    behind = place + len(_MARK)
    window = flat[behind : min(end, behind + _AFTER)]
    begin = _START.match(window) or _BARE_START.match(window)
    if begin is None:
        return None
    stop = _SENTENCE_END.search(window, begin.end())
    rest = window[begin.end() : stop.start() if stop else len(window)]
    applied = _APPLIED.search(window, begin.end())
    if applied and _OF_PART.search(window, begin.end(), applied.start()):
        applied = None
    last = behind + (stop.start() if stop else begin.end())
    return Validity(
        _first_day(begin, issued),
        day_of(applied)[0] if applied else None,
        _last_day(rest),
        (floor + subject, last),
    )


def _last_subject(before: str) -> int | None:
    """Where the type word of the last `… này có` begins in the words before `hiệu lực`."""
    bare = _BARE_SUBJECT.search(before, max(0, len(before) - 60))
    if bare is not None:
        return bare.start("type")
    cut = before.rfind(" này")
    if cut < 0:
        return None
    line = max(before.rfind(mark, 0, cut) for mark in (". ", "; ", ": ", "  "))
    match = _SUBJECT.search(before, max(0, line, cut - 30))
    return match.start("type") if match else None


def _first_day(begin: re.Match[str], issued: str | None) -> str | None:
    groups = begin.groupdict()
    if "signed" not in groups:
        return iso_day(int(begin["y"]), int(begin["m"]), int(begin["d"]))
    base = issued if begin["signed"] else day_of(begin)[0]
    if base is None or begin["count"] is None:
        return base
    return _later(base, int(begin["count"]), begin["unit"])


def _later(day: str, count: int, unit: str) -> str | None:
    """`sau 45 ngày`, `sau 6 tháng`: the day that lies so much later; None beyond the calendar's years."""
    if count > 3_660:
        return None
    start = date.fromisoformat(day)
    if unit == "ngày":
        return (start + timedelta(days=count)).isoformat()
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    return iso_day(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _last_day(rest: str) -> str | None:
    if ends := _AND_ENDS.search(rest):
        return _day_before(ends)
    until = _UNTIL.search(rest)
    if until:
        return day_of(until)[0]
    year = _UNTIL_YEAR.search(rest)
    return f"{year[1]}-12-31" if year else None


def title_period_end(type_: str | None, title: str | None) -> str | None:
    """The last day of a plan's period by its title: `năm 2020`, `giai đoạn 2018-2022`; None for other types.

    The year of a law it carries out is none: `Kế hoạch thi hành Luật … năm 2024` goes on after 2024.
    """
    title = (title or "").lower()
    if not _PERIODIC.search((type_ or "").lower()) and not _PERIODIC.search(title, 0, 70):
        return None
    last: str | None = None
    periods = list(_PERIOD.finditer(title))
    for period in periods:
        if _OUTLOOK.search(title, 0, period.start()):
            continue
        if _STRATEGY.search(title, 0, period.start()) and _BEYOND.match(title, period.end()):
            continue
        if _LAW_BEFORE.search(title, 0, period.start()) and period["last"] is None:
            continue
        last = period["last"] or period["first"]
    if not periods and (year := _YEAR_AT_END.search(title)):
        last = year[1]
    return f"{last}-12-31" if last else None

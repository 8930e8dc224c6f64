"""By when something is due: days, months, quarters, years, periods and recurrences, in the contract's shapes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from luocdo.graph.data_files import load
from luocdo.loaders.dates import iso_day

FILE = "deadlines.yaml"
Deadline = dict[str, Any]

_DAY = (
    r"(?P<d>\d{1,2})\s*(?:[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})(?!\d)"
    r"|tháng\s*(?P<mw>\d{1,2})\s*,?\s*(?:năm|/)\s*(?P<yw>\d{4}))"
)
_FULL = re.compile(rf"(?:ngày\s*)?(?<![\d/]){_DAY}", re.IGNORECASE)
_PACKED = re.compile(
    r"(?:ngày\s*)?(?<![\d/])(?P<d>\d{1,2})\s*/\s*\((?P<months>\d{1,2}(?:\s*[/,;]\s*\d{1,2})+)\)\s*/\s*(?P<y>\d{4})"
)
_YEARLESS = re.compile(
    r"ngày\s*(?P<d>\d{1,2})\s*(?:/\s*(?P<m>\d{1,2})(?!\d|\s*[/.-]\s*\d)|tháng\s*(?P<mw>\d{1,2})(?!\d|\s*,?\s*(?:năm|/)\s*\d))",
    re.IGNORECASE,
)
_MONTH_EACH_YEAR = re.compile(r"(?<!\d )(?<!ngày \d\d )tháng\s*(?P<m>\d{1,2})\s+(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE)
_LATER_YEAR = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s*tháng\s*(?P<mw>\d{1,2})\s+(?:của\s+)?năm\s+(?:sau|liền|tiếp|kế)")
_NEXT_MONTH = r"(?:của\s+)?tháng\s+(?:sau|tiếp|kế|liền)"
_IN_QUARTER = r"(?:của\s+)?tháng\s+(?:cuối|đầu)(?:\s+cùng)?\s+(?:của\s+)?(?:mỗi\s+|hằng\s+|hàng\s+)?quý"
_DAY_OF_MONTH = re.compile(
    rf"ngày\s*(?P<d>\d{{1,2}})(?!\s*[/\d])\s+"
    rf"(?:(?P<monthly>hằng\s+tháng|hàng\s+tháng|mỗi\s+tháng|{_NEXT_MONTH})|(?P<quarterly>{_IN_QUARTER}))",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_Q = r"(?:IV|III|II|I|[1-4])"
_QUARTERS = re.compile(
    rf"quý\s*(?P<list>{_Q}(?:\s*(?:,|và|;)\s*(?:quý\s*)?{_Q}(?![\w]))*)\s*(?P<to>(?:-|đến)\s*(?:hết\s*)?(?:quý\s*)?(?P<last>{_Q})\s*)?(?:/|năm|,\s*năm|-|\s)\s*(?P<y>20\d\d)",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"tháng\s*(?P<m>\d{1,2})\s*(?:/|-|năm)\s*(?P<y>20\d\d)", re.IGNORECASE)
_MONTH_LIST = re.compile(r"tháng\s*(?P<m>\d{1,2})(?![\d/])(?!\s*năm)", re.IGNORECASE)
_FROM = re.compile(r"từ\s*(?=(?:nay|ngày|tháng|quý|năm|\d))|trong\s+khoảng\s+thời\s+gian\s+từ\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:,\s*)?(?:đến|tới|-)\s*(?:hết\s+|cuối\s+|khoảng\s+|trước\s+)?", re.IGNORECASE)
_POINT = re.compile(
    r"(?:ngày\s*)?(?:(?P<d>\d{1,2})\s*(?:/\s*(?P<m>\d{1,2})(?:\s*/\s*(?P<y>\d{4}))?|tháng\s*(?P<mw>\d{1,2})(?:\s*năm\s*(?P<yw>\d{4}))?))(?![\d/])"
    r"|tháng\s*(?P<month>\d{1,2})(?:\s*(?:/|năm)\s*(?P<my>\d{4}))?"
    rf"|quý\s*(?P<quarter>{_Q})(?:\s*(?:/|năm)\s*(?P<qy>\d{{4}}))?"
    r"|(?:năm\s*)?(?P<year>20\d\d)(?![\d/])",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:ngày\s*)?(\d{1,2})(?![\d/])")
"""`từ ngày 08 đến ngày 10 tháng 12 năm 2025`: the first day has the month of the last."""
_YEARS = re.compile(r"năm\s*(?P<list>20\d\d(?:\s*(?:,|và|;)\s*(?:năm\s*)?20\d\d)*)(?!\s*[-/\d])", re.IGNORECASE)
_YEAR_RANGE = re.compile(
    r"(?:giai\s+đoạn|năm|từ)?\s*(?<!\d)(?P<a>20\d\d)\s*[-]\s*(?:năm\s*)?(?P<b>20\d\d)(?!\d)", re.IGNORECASE
)
# A cell of a table of times: `8/2014`, `2014`.
_BARE_TIME = re.compile(r"(?:(?P<month>0?[1-9]|1[0-2])\s*/\s*)?(?P<year>20\d\d)")
_DONE_IN_YEAR = re.compile(
    r"(?:hoàn\s+thành|xong)\s+(?:việc\s+)?(?:trong|trước|vào|đến hết|hết)\s+năm\s+(?P<y>20\d\d)", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?P<n>\d{1,3})\s*(?:\([^()]{2,20}\)\s*)?(?P<unit>ngày\s+làm\s+việc|ngày|tháng|giờ)\s*,?\s*(?:kể\s+từ|tính\s+từ|sau)\s+(?:khi\s+|thời\s+điểm\s+)?(?P<event>[^,.;:()]{3,110})",
    re.IGNORECASE,
)
# What a report covers is no day on which it is due: `thời gian chốt số liệu tính từ ngày …`.
_DATA_PERIOD = re.compile(
    r"(?:số\s+liệu|kỳ\s+báo\s+cáo|định\s+kỳ|hàng\s+năm|hằng\s+năm)[^.;()]{0,40}tính\s+từ[^.;()]{0,160}"
    r"|chốt\s+số\s+liệu[^.;()]{0,160}",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WEEKLY = re.compile(
    r"(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|bẩy)|chủ\s+(?P<sunday>nhật))\s*,?\s*(?:hằng|hàng|mỗi)\s+tuần",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;]\s+(?=[A-ZĐÀ-Ỹ])")
_NOT_DUE = re.compile(r"(?:số|tính\s+từ|hiệu\s+lực|kể\s+từ|ban\s+hành|ký)\s*(?:từ\s+|kể\s+từ\s+)?\Z", re.IGNORECASE)


_LONGEST = 8_000
"""No paragraph is longer; what is longer is looked at so far only."""


class When(NamedTuple):
    """The document's own day, as far as known: what lies before it is no deadline."""

    day: str | None
    year: int | None


@cache
def _words() -> dict[str, list[str]]:
    return {key: value for key, value in load(FILE).items() if isinstance(value, list)}


@cache
def _weekdays() -> dict[str, int]:
    found: dict[str, int] = load(FILE)["weekdays"]
    return found


@cache
def _any(part: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_words()[part], key=len, reverse=True)))


@cache
def _due() -> re.Pattern[str]:
    """A word that makes what follows the end of a term; an hour or a bracket may stand between."""
    listed = "|".join(re.escape(word) for word in sorted(_words()["before"], key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=\W)|^)(?:{listed})[\s:(]*(?:(?:khoảng|cuối|đầu|giữa|vào|là)\s+)?(?:\d{{1,2}}\s*(?:h|giờ|g)\s*\d{{0,2}}\s*(?:phút)?,?\s*)?(?:ngày\s+)?\Z"
    )


def find_deadlines(said: str, when: When, *, is_time: bool = False) -> list[Deadline]:
    """All deadlines that a paragraph's words set, in order of place.

    `is_time`: the words stand in a column or behind a label of times, so that a bare year or day is one.
    """
    return _Reader(said[:_LONGEST], when, is_time=is_time).read()


class _Reader:
    """Walks over one paragraph; what was read once is not read again as something shorter."""

    def __init__(self, said: str, when: When, *, is_time: bool) -> None:
        self._said, self._when, self._is_time = said, when, is_time
        self._taken: list[tuple[int, int]] = []
        self._found: list[tuple[int, Deadline]] = []

    def read(self) -> list[Deadline]:
        said = self._said
        if "uần" in said:
            self._weekly()
        if _DIGIT.search(said):
            self._dated()
        if not self._found and (self._is_time or "áo cáo" in said):
            self._recurrences()
        return [deadline for _, deadline in sorted(self._found, key=lambda each: each[0])]

    def _dated(self) -> None:
        """The forms that hold a figure."""
        said = self._said
        if "(" in said:
            self._packed()
        if "ính từ" in said or "ố liệu" in said:
            self._taken += [found.span() for found in _DATA_PERIOD.finditer(said)]
        if "kể từ" in said or "tính từ" in said or "sau khi" in said or "ngày sau" in said:
            self._after()
        if "từ" in said or "Từ" in said:
            self._periods()
        if "gày" in said or "/" in said or "áng" in said:
            self._days()
        if "uý" in said or "UÝ" in said:
            self._quarters()
        if "áng" in said:
            self._months()
        if "năm" in said or "Năm" in said or self._is_time:
            self._years()

    # --- each form --------------------------------------------------------------------------------

    def _weekly(self) -> None:
        for found in _WEEKLY.finditer(self._said):
            day = 7 if found["sunday"] else _weekdays()[found["day"].casefold()]
            self._add(found, {"recurs": "weekly", "weekday": day})

    def _packed(self) -> None:
        for found in _PACKED.finditer(self._said):
            for month in re.findall(r"\d+", found["months"]):
                day = iso_day(int(found["y"]), int(month), int(found["d"]))
                if day:
                    self._found.append((found.start(), {"date": day, "text": found[0]}))
            self._taken.append(found.span())

    def _after(self) -> None:
        for found in _AFTER.finditer(self._said):
            unit = " ".join(found["unit"].split()).casefold()
            key = {"tháng": "months", "giờ": "hours"}.get(unit, "days")
            after: dict[str, Any] = {"event": found["event"].strip(), key: int(found["n"])}
            if unit == "ngày làm việc":
                after["working"] = True
            self._add(found, {"after": after})

    def _periods(self) -> None:
        for opening in _FROM.finditer(self._said):
            first = _POINT.match(self._said, opening.end())
            alone = _ALONE.match(self._said, opening.end()) if first is None else None
            opened = first or alone
            if opened is None or self._is_taken(opened.span()):
                continue
            between = _TO.match(self._said, opened.end())
            last = _POINT.match(self._said, between.end()) if between else None
            if last is None:
                continue
            if last["year"] and not self._is_time:
                self._taken.append((opening.start(), last.end()))
                continue
            end = _point(last, self._when.year)
            if alone:
                start = f"{end[:8]}{int(alone[1]):02d}" if end and len(end) == 10 else None
            else:
                start = _point(opened, int(end[:4]) if end else self._when.year)
            if start and end and self._is_ahead(end):
                text = self._said[opening.start() : last.end()]
                self._found.append((opening.start(), {"from": start, "to": end, "text": text}))
                self._taken.append((opening.start(), last.end()))

    def _days(self) -> None:
        for found in _DAY_OF_MONTH.finditer(self._said):
            if not self._is_taken(found.span()):
                kind = "monthly" if found["monthly"] else "quarterly"
                self._add(found, {"recurs": kind, "day": int(found["d"])})
        for found in _FULL.finditer(self._said):
            day = iso_day(int(found["y"] or found["yw"]), int(found["m"] or found["mw"]), int(found["d"]))
            if day and self._is_due(found) and self._is_ahead(day):
                self._add(found, {"date": day})
        for found in _LATER_YEAR.finditer(self._said):
            self._yearly(found, int(found["mw"]), int(found["d"]))
        for found in _MONTH_EACH_YEAR.finditer(self._said):
            if 1 <= int(found["m"]) <= 12:
                self._add(found, {"recurs": "yearly", "month": int(found["m"])})
        for found in _YEARLESS.finditer(self._said):
            month, date = int(found["m"] or found["mw"]), int(found["d"])
            if self._is_taken(found.span()) or not self._is_due(found):
                continue
            if _any("yearly").search(self._sentence(found.start(), found.end())):
                self._yearly(found, month, date)
            elif self._when.year and (whole := iso_day(self._when.year, month, date)):
                self._add(found, {"date": whole})

    def _yearly(self, found: re.Match[str], month: int, day: int) -> None:
        if iso_day(2000, month, day) and not self._is_taken(found.span()):
            self._add(found, {"recurs": "yearly", "month": month, "day": day})

    def _quarters(self) -> None:
        for found in _QUARTERS.finditer(self._said):
            if self._is_taken(found.span()) or re.search(
                r"(?:tình hình|kết quả|so với|số liệu|báo cáo)\s*\Z", self._said[: found.start()]
            ):
                continue
            year = int(found["y"])
            listed = [_ROMAN[each] for each in re.findall(_Q, found["list"].upper().replace("QUÝ", ""))]
            if found["to"]:
                last = _ROMAN[found["last"].upper()]
                if self._is_ahead(f"{year}-{last * 3:02d}-31"):
                    self._add(found, {"from": f"{year}-Q{listed[0]}", "to": f"{year}-Q{last}"})
                continue
            for quarter in listed:
                if self._is_ahead(f"{year}-{quarter * 3:02d}-31"):
                    self._found.append((found.start(), {"quarter": f"{year}-Q{quarter}", "text": found[0]}))
            self._taken.append(found.span())

    def _months(self) -> None:
        for found in _MONTHS.finditer(self._said):
            month = int(found["m"])
            value = f"{found['y']}-{month:02d}"
            if (
                1 <= month <= 12
                and not self._is_taken(found.span())
                and self._is_due(found)
                and self._is_ahead(f"{value}-31")
            ):
                self._add(found, {"month": value})
        for found in _MONTH_LIST.finditer(self._said):
            month = int(found["m"])
            if (
                self._when.year
                and 1 <= month <= 12
                and not self._is_taken(found.span())
                and self._is_due(found, narrow=True)
            ):
                value = f"{self._when.year}-{month:02d}"
                if self._is_ahead(f"{value}-31"):
                    self._add(found, {"month": value})

    def _years(self) -> None:
        if not self._is_time:
            for found in _DONE_IN_YEAR.finditer(self._said):
                if self._is_ahead(f"{found['y']}-12-31"):
                    self._add(found, {"year": found["y"]})
            return
        for found in _YEAR_RANGE.finditer(self._said):
            if not self._is_taken(found.span()):
                self._add(found, {"from": found["a"], "to": found["b"]})
        bare = _BARE_TIME.fullmatch(self._said.strip(" .;"))
        if bare and not self._found:
            value = bare["year"] if bare["month"] is None else f"{bare['year']}-{int(bare['month']):02d}"
            self._add(bare, {"year": value} if bare["month"] is None else {"month": value})
        for found in _YEARS.finditer(self._said):
            if self._is_taken(found.span()):
                continue
            for year in re.findall(r"20\d\d", found["list"]):
                self._found.append((found.start(), {"year": year, "text": found[0]}))
            self._taken.append(found.span())

    def _recurrences(self) -> None:
        for part, kind in (
            ("weekly", "weekly"),
            ("monthly", "monthly"),
            ("quarterly", "quarterly"),
            ("half_yearly", "half-yearly"),
        ):
            for found in _any(part).finditer(self._said):
                if self._is_time or "báo cáo" in self._sentence(found.start(), found.end()).casefold():
                    self._add(found, {"recurs": kind})
                    break
        every = re.search(r"[Hh][àằ]ng năm|[Mm]ỗi năm", self._said)
        if every and (self._is_time or "báo cáo" in self._sentence(every.start(), every.end()).casefold()):
            self._add(every, {"recurs": "yearly"})

    # --- what decides ---------------------------------------------------------------------------------

    def _add(self, found: re.Match[str], deadline: Deadline) -> None:
        if self._is_taken(found.span()):
            return
        start = found.start()
        before = _due().search(self._said, max(0, start - 40), start)
        begin = before.start() if before else start
        deadline["text"] = self._said[begin : found.end()].strip()
        self._found.append((start, deadline))
        self._taken.append(found.span())

    def _is_taken(self, span: tuple[int, int]) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self._taken)

    def _is_due(self, found: re.Match[str], *, narrow: bool = False) -> bool:
        if self._is_time and not narrow:
            return True
        start = found.start()
        head = self._said[max(0, start - 40) : start]
        if _NOT_DUE.search(head):
            return False
        before = _due().search(head)
        return before is not None and not (
            narrow
            and before[0].strip(" :(").casefold()
            not in ("trong", "trước", "hoàn thành", "xong", "vào", "hết", "đến hết")
        )

    def _is_ahead(self, day: str) -> bool:
        """Whether a day can be a deadline of a document of its day."""
        if self._when.day:
            return day >= self._when.day
        return self._when.year is None or int(day[:4]) >= self._when.year

    def _sentence(self, start: int, end: int) -> str:
        begin = 0
        for mark in _SENTENCE.finditer(self._said, 0, start):
            begin = mark.end()
        return self._said[begin : end + 60]


def _point(found: re.Match[str], year: int | None) -> str | None:
    """One end of a period: `2025-11-20`, `2025-10`, `2014-Q2`, `2018`; `year` where the words give none."""
    if found["year"]:
        return found["year"]
    if found["quarter"]:
        own = found["qy"] or year
        return f"{own}-Q{_ROMAN[found['quarter'].upper()]}" if own else None
    if found["month"]:
        own = found["my"] or year
        return f"{own}-{int(found['month']):02d}" if own and 1 <= int(found["month"]) <= 12 else None
    own = found["y"] or found["yw"] or year
    return iso_day(int(own), int(found["m"] or found["mw"]), int(found["d"])) if own else None

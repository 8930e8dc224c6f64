"""By when something is due: days, months, quarters, years, periods and recurrences, in the contract's shapes."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any, NamedTuple

from luocdo.loaders.dates import iso_day
from luocdo.loaders.deadline_forms import (
    AFTER,
    ALONE,
    ANOTHER,
    BARE_TIME,
    BARE_YEARLESS,
    DATA_PERIOD,
    DAY_IN_BRACKETS,
    DAY_OF_MONTH,
    DAY_WORD,
    DIGIT,
    DONE_IN_YEAR,
    FROM,
    FULL,
    HALF_YEAR,
    LATER_YEAR,
    MONTH_EACH_YEAR,
    MONTH_LIST,
    MONTHS,
    MONTHS_OF_YEAR,
    NOT_DUE,
    PACKED,
    POINT,
    QUARTERS,
    ROMAN,
    SENTENCE,
    TO,
    TOLD,
    WEEKLY,
    YEAR_RANGE,
    YEARLESS,
    YEARS,
    Q,
    any_of,
    due,
    weekdays,
)
from luocdo.loaders.deadline_points import Deadline, last_day, point_of
from luocdo.loaders.yearless import without_year

_LONGEST = 8_000
"""No paragraph is longer; what is longer is looked at so far only."""
_DAY_WORD = 6
"""`ngày` and a blank stand so close before a day."""


class When(NamedTuple):
    """The document's own day, as far as known: what lies before it is no deadline.

    `work` is the one year whose work it gives out, where that is sure.
    """

    day: str | None
    year: int | None
    work: int | None = None


def find_deadlines(said: str, when: When, *, is_time: bool = False) -> list[Deadline]:
    """All deadlines that a paragraph's words set, in order of place.

    `is_time`: the words stand in a column or behind a label of times, so that a bare year or day is one.
    """
    said = said[:_LONGEST]
    dated = DIGIT.search(said) is not None
    if not (dated or is_time or "áo cáo" in said or "uần" in said or "uý" in said):
        return []
    return _Reader(said, when, is_time=is_time).read(dated=dated)


class _Reader:
    """Walks over one paragraph; what was read once is not read again as something shorter."""

    def __init__(self, said: str, when: When, *, is_time: bool) -> None:
        self._said, self._when, self._is_time = said, when, is_time
        self._taken: list[tuple[int, int]] = []
        self._found: list[tuple[int, Deadline]] = []
        self._due: list[tuple[int, Deadline]] = []

    def read(self, *, dated: bool) -> list[Deadline]:
        """The deadlines found; `dated` tells whether the words hold a figure at all."""
        said = self._said
        if "uần" in said:
            self._weekly()
        if dated:
            self._dated()
        if self._when.work and ("uý" in said or (dated and self._is_time)):
            self._without_year(self._when.work)
        if not self._found and (self._is_time or "áo cáo" in said):
            self._recurrences()
        self._found.sort(key=itemgetter(0))
        return [deadline for _, deadline in self._found]

    def _dated(self) -> None:
        """The forms that hold a figure."""
        said = self._said
        if "(" in said:
            self._packed()
        if "ính từ" in said or "ố liệu" in said:
            self._taken += [found.span() for found in DATA_PERIOD.finditer(said)]
        if "kể từ" in said or "tính từ" in said or "sau khi" in said or "ngày sau" in said:
            self._after()
        if "từ" in said or "Từ" in said or "rong ngày" in said:
            self._periods()
        if "gày" in said or "/" in said or "áng" in said:
            self._days()
        if "uý" in said or "UÝ" in said:
            self._quarters()
        if "áng" in said:
            self._halves()
            self._months()
        if "năm" in said or "Năm" in said or self._is_time:
            self._years()

    # --- each form --------------------------------------------------------------------------------

    def _weekly(self) -> None:
        for found in WEEKLY.finditer(self._said):
            day = 7 if found["sunday"] else weekdays()[found["day"].casefold()]
            self._add(found, {"recurs": "weekly", "weekday": day})

    def _packed(self) -> None:
        for found in PACKED.finditer(self._said):
            start, end = self._with_day_word(found)
            for month in re.findall(r"\d+", found["months"]):
                day = iso_day(int(found["y"]), int(month), int(found["d"]))
                if day:
                    self._found.append((start, {"date": day, "text": self._said[start:end]}))
            self._taken.append((start, end))

    def _after(self) -> None:
        for found in AFTER.finditer(self._said):
            unit = " ".join(found["unit"].split()).casefold()
            key = {"tháng": "months", "giờ": "hours"}.get(unit, "days")
            after: dict[str, Any] = {"event": found["event"].strip(), key: int(found["n"])}
            if unit == "ngày làm việc":
                after["working"] = True
            self._add(found, {"after": after})

    def _periods(self) -> None:
        for opening in FROM.finditer(self._said):
            first = POINT.match(self._said, opening.end())
            alone = ALONE.match(self._said, opening.end()) if first is None else None
            opened = first or alone
            if opened is None or self._is_taken(opened.span()):
                continue
            between = TO.match(self._said, opened.end())
            last = POINT.match(self._said, between.end()) if between else None
            if last is None:
                continue
            if last["year"] and not self._is_time:
                self._taken.append((opening.start(), last.end()))
                continue
            end = point_of(last, self._when.year)
            if alone:
                start = f"{end[:8]}{int(alone[1]):02d}" if end and len(end) == 10 else None
            else:
                start = point_of(opened, int(end[:4]) if end else self._when.year)
            if start and end and self._is_ahead(end):
                text = self._said[opening.start() : last.end()]
                self._found.append((opening.start(), {"from": start, "to": end, "text": text}))
                self._taken.append((opening.start(), last.end()))

    def _days(self) -> None:
        for found in DAY_OF_MONTH.finditer(self._said):
            if not self._is_taken(found.span()):
                kind = "monthly" if found["monthly"] else "quarterly"
                self._add(found, {"recurs": kind, "day": int(found["d"])})
        for found in FULL.finditer(self._said):
            day = iso_day(int(found["y"] or found["yw"]), int(found["m"] or found["mw"]), int(found["d"]))
            span = self._with_day_word(found)
            if day and self._is_due(span[0]) and self._is_ahead(day):
                self._add_at(span, {"date": day})
        for found in LATER_YEAR.finditer(self._said):
            self._yearly(found, int(found["mw"]), int(found["d"]))
        for found in MONTH_EACH_YEAR.finditer(self._said):
            if 1 <= int(found["m"]) <= 12:
                self._add(found, {"recurs": "yearly", "month": int(found["m"])})
        for found in DAY_IN_BRACKETS.finditer(self._said):
            self._add(found, {"recurs": "monthly", "day": int(found["d"])})
        for found in (*YEARLESS.finditer(self._said), *self._bare_days()):
            month, date = int(found["m"] or found.groupdict().get("mw") or 0), int(found["d"])
            if self._is_taken(found.span()) or not self._is_due(found.start()):
                continue
            if any_of("yearly").search(self._sentence(found.start(), found.end())):
                self._yearly(found, month, date)
            elif whole := self._day_of_the_year(month, date):
                self._add(found, {"date": whole})
        self._joined_days()

    def _bare_days(self) -> list[re.Match[str]]:
        """`trước 30/6` is a day only where it comes back."""
        return list(BARE_YEARLESS.finditer(self._said)) if "ng năm" in self._said else []

    def _joined_days(self) -> None:
        """Days joined to one that is due: `trước ngày 15/6 và 15/12 hằng năm`."""
        for end, deadline in self._due:  # grows as it is read
            found = ANOTHER.match(self._said, end)
            if found is None or self._is_taken(found.span("day")):
                continue
            year, month, day = found["y"] or found["yw"], int(found["m"] or found["mw"]), int(found["d"])
            date = iso_day(int(year), month, day) if year else self._day_of_the_year(month, day)
            if "recurs" in deadline and not year:
                another: Deadline = (
                    {"recurs": "yearly", "month": month, "day": day} if iso_day(2000, month, day) else {}
                )
            else:
                another = {"date": date} if date and self._is_ahead(date) else {}
            if another:
                another["text"] = found["day"]
                self._found.append((found.start("day"), another))
                self._taken.append(found.span("day"))
                self._due.append((found.end("day"), another))

    def _day_of_the_year(self, month: int, day: int) -> str | None:
        """A day without a year: of the year of issue, or of the year of work where it was over by then."""
        year, work = self._when.year, self._when.work
        whole = iso_day(year, month, day) if year else None
        if whole and work and work != year and not self._is_ahead(whole):
            return iso_day(work, month, day)
        return whole

    def _yearly(self, found: re.Match[str], month: int, day: int) -> None:
        if iso_day(2000, month, day) and not self._is_taken(found.span()):
            self._add(found, {"recurs": "yearly", "month": month, "day": day})

    def _quarters(self) -> None:
        for found in QUARTERS.finditer(self._said):
            if self._is_taken(found.span()) or re.search(
                r"(?:tình hình|kết quả|so với|số liệu|báo cáo)\s*\Z", self._said[: found.start()]
            ):
                continue
            year = int(found["y"])
            listed = [ROMAN[each] for each in re.findall(Q, found["list"].upper().replace("QUÝ", ""))]
            if found["to"]:
                last = ROMAN[found["last"].upper()]
                if self._is_ahead(f"{year}-{last * 3:02d}-31"):
                    self._add(found, {"from": f"{year}-Q{listed[0]}", "to": f"{year}-Q{last}"})
                continue
            for quarter in listed:
                if self._is_ahead(f"{year}-{quarter * 3:02d}-31"):
                    self._found.append((found.start(), {"quarter": f"{year}-Q{quarter}", "text": found[0]}))
            self._taken.append(found.span())

    def _halves(self) -> None:
        for found in HALF_YEAR.finditer(self._said):
            first = 1 if found["half"] == "đầu" else 7
            period = {"from": f"{found['y']}-{first:02d}", "to": f"{found['y']}-{first + 5:02d}"}
            told = TOLD.search(self._said[max(0, found.start() - 60) : found.start()])
            if told is None and self._is_due(found.start()) and self._is_ahead(f"{period['to']}-31"):
                self._add(found, period)
            else:
                self._taken.append(found.span())

    def _months_of_year(self) -> None:
        for found in MONTHS_OF_YEAR.finditer(self._said):
            months = [int(each) for each in re.findall(r"\d+", found["list"])] + [int(found["last"])]
            values = [f"{found['y']}-{month:02d}" for month in months]
            fits = all(1 <= month <= 12 for month in months) and months == sorted(set(months))
            if not fits or self._is_taken(found.span()) or not self._is_due(found.start()):
                continue
            if found["to"] and len(months) == 2 and self._is_ahead(f"{values[1]}-31"):
                self._add(found, {"from": values[0], "to": values[1]})
            elif not found["to"]:
                ahead = [value for value in values if self._is_ahead(f"{value}-31")]
                self._found += [(found.start(), {"month": value, "text": found[0]}) for value in ahead]
                self._taken.append(found.span())

    def _months(self) -> None:
        self._months_of_year()
        for found in MONTHS.finditer(self._said):
            month = int(found["m"])
            value = f"{found['y']}-{month:02d}"
            if (
                1 <= month <= 12
                and not self._is_taken(found.span())
                and self._is_due(found.start())
                and self._is_ahead(f"{value}-31")
            ):
                self._add(found, {"month": value})
        for found in MONTH_LIST.finditer(self._said):
            month = int(found["m"])
            if (
                self._when.year
                and 1 <= month <= 12
                and not self._is_taken(found.span())
                and self._is_due(found.start(), narrow=True)
            ):
                value = f"{self._when.year}-{month:02d}"
                if self._is_ahead(f"{value}-31"):
                    self._add(found, {"month": value})

    def _years(self) -> None:
        if not self._is_time:
            for found in DONE_IN_YEAR.finditer(self._said):
                years = [year for year in re.findall(r"20\d\d", found["list"]) if self._is_ahead(f"{year}-12-31")]
                self._found += [(found.start(), {"year": year, "text": found[0]}) for year in years]
            return
        for found in YEAR_RANGE.finditer(self._said):
            if not self._is_taken(found.span()):
                self._add(found, {"from": found["a"], "to": found["b"]})
        bare = BARE_TIME.fullmatch(self._said.strip(" .;"))
        if bare and not self._found:
            value = bare["year"] if bare["month"] is None else f"{bare['year']}-{int(bare['month']):02d}"
            self._add(bare, {"year": value} if bare["month"] is None else {"month": value})
        for found in YEARS.finditer(self._said):
            if self._is_taken(found.span()):
                continue
            for year in re.findall(r"20\d\d", found["list"]):
                self._found.append((found.start(), {"year": year, "text": found[0]}))
            self._taken.append(found.span())

    def _without_year(self, year: int) -> None:
        if any_of("yearly").search(self._said):
            return
        found = [
            (span, deadline)
            for span, deadline in without_year(self._said, year, is_time=self._is_time)
            if not self._is_taken(span) and self._is_ahead(last_day(deadline))
        ]
        for span, deadline in found:
            several = any(span == taken for taken in self._taken)
            if several or not self._is_taken(span):
                deadline["text"] = self._said[slice(*span)].strip()
                self._found.append((span[0], deadline))
                self._taken.append(span)

    def _recurrences(self) -> None:
        for part, kind in (
            ("weekly", "weekly"),
            ("monthly", "monthly"),
            ("quarterly", "quarterly"),
            ("half_yearly", "half-yearly"),
        ):
            for found in any_of(part).finditer(self._said):
                if self._is_time or "báo cáo" in self._sentence(found.start(), found.end()).casefold():
                    self._add(found, {"recurs": kind})
                    break
        every = re.search(r"[Hh][àằ]ng năm|[Mm]ỗi năm", self._said)
        if every and (self._is_time or "báo cáo" in self._sentence(every.start(), every.end()).casefold()):
            self._add(every, {"recurs": "yearly"})

    # --- what decides ---------------------------------------------------------------------------------

    def _add(self, found: re.Match[str], deadline: Deadline) -> None:
        self._add_at(found.span(), deadline)

    def _add_at(self, span: tuple[int, int], deadline: Deadline) -> None:
        if self._is_taken(span):
            return
        start, end = span
        before = due().search(self._said, max(0, start - 40), start)
        begin = before.start() if before else start
        deadline["text"] = self._said[begin:end].strip()
        self._found.append((start, deadline))
        self._taken.append(span)
        if "date" in deadline or ("day" in deadline and "month" in deadline):
            self._due.append((end, deadline))

    def _with_day_word(self, found: re.Match[str]) -> tuple[int, int]:
        """The span of a day, `ngày` before it included."""
        start, end = found.span()
        word = DAY_WORD.search(self._said, max(0, start - _DAY_WORD), start)
        return (word.start() if word else start), end

    def _is_taken(self, span: tuple[int, int]) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self._taken)

    def _is_due(self, start: int, *, narrow: bool = False) -> bool:
        if self._is_time and not narrow:
            return True
        head = self._said[max(0, start - 40) : start]
        if NOT_DUE.search(head):
            return False
        before = due().search(head)
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
        for mark in SENTENCE.finditer(self._said, 0, start):
            begin = mark.end()
        return self._said[begin : end + 60]

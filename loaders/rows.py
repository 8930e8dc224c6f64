"""Mentions -> one row a distinct document, as far as this text alone can tell them apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from luocdo.graph.fold import fold
from luocdo.loaders.hits import Hit
from luocdo.loaders.number_types import type_of_number

_LAW_WORD = re.compile(r"^(?:bộ luật|luật|pháp lệnh)\s+(?:về\s+)?")
_YEAR_TAIL = re.compile(r"\s*(?:năm\s+)?(?:19|20)\d\d$")
_CONGRESS = re.compile(r"(?:lần thứ|đại hội|đảng)\s+([ivxlc]+)\b")
_LOCAL = re.compile(r"(?:đại biểu )?(đảng bộ [\w ]{2,30}?)\s+(?:lần|khóa|nhiệm)")
_NORMATIVE = re.compile(r"/((?:19|20)\d\d)/")
_STILL_NEW = 2
"""So many years a law is called `(sửa đổi)` to tell it from its forerunner."""


class Row:
    """A cited document: its mentions, and what they agree on."""

    __slots__ = ("date", "hits", "key", "lent", "name_key", "number", "type", "year")

    def __init__(self, hit: Hit) -> None:
        self.hits = [hit]
        self.key = hit.key
        self.number = hit.number
        """As the first mention by number gives it."""
        self.type = hit.type or type_of_number(hit.number)
        self.date = hit.date
        self.lent = hit.lent
        self.year = hit.year
        """Of date or name, or of a number that carries it."""
        self.name_key = name_key(hit.name) if hit.name else ""

    def add(self, hit: Hit) -> None:
        """One more mention."""
        self.hits.append(hit)
        if self.date is None or (self.lent and hit.date and not hit.lent):
            self.date, self.lent = hit.date, hit.lent
        self.year = self.year or hit.year
        self.type = self.type or hit.type
        if hit.name and not self.name_key:
            self.name_key = name_key(hit.name)

    @property
    def name(self) -> str | None:
        """How the text calls it; without a number the year that tells it from others of its name belongs to it."""
        said = next((hit.plan or hit.name for hit in self.hits if hit.plan or hit.name), None)
        if said is None or self.number or self.date:
            return said
        if self.year:
            return said if str(self.year) in said else f"{said} năm {self.year}"
        return f"{said} (sửa đổi)" if self.hits[0].revised else said


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A law's name without its type word, year, case, marks: what two ways to name it share."""
    folded = re.sub(r"[^\w\s]", " ", fold(name))
    folded = folded.replace(" nước cộng hòa xã hội chủ nghĩa việt nam", "")
    congress = _CONGRESS.search(folded)
    if congress and "đại hội" in folded:
        # However it is worded: `Đại hội lần thứ XIII của Đảng` is the national one, `Đảng bộ tỉnh` a local one.
        local = _LOCAL.search(folded)
        return f"đại hội {local[1] if local else 'toàn quốc'} {congress[1]}"
    # `phòng cháy, chữa cháy` is `phòng cháy và chữa cháy`.
    words = " ".join(word for word in folded.split() if word != "và")
    return _YEAR_TAIL.sub("", _LAW_WORD.sub("", words)).strip()


def group(hits: list[Hit]) -> list[Row]:
    """Rows in order of first mention. A law named that the text also numbers joins the row of its number."""
    numbered = _numbered([hit for hit in hits if hit.number])
    named = _named([hit for hit in hits if not hit.number], numbered)
    rows = numbered + named
    rows.sort(key=lambda row: row.hits[0].start)
    return rows


def _numbered(hits: list[Hit]) -> list[Row]:
    rows: list[Row] = []
    by_identity: dict[tuple[str, ...], Row] = {}
    by_key: dict[str, list[Row]] = {}
    for hit in hits:
        identity = _identity(hit)
        row = by_identity.get(identity)
        if row is None:
            row = by_identity[identity] = Row(hit)
            by_key.setdefault(hit.key, []).append(row)
            rows.append(row)
        else:
            row.add(hit)
    gone: set[int] = set()
    for same in by_key.values():
        if len(same) > 1:
            gone |= _settle_untyped(same) if _is_typed(same[0].number or "") else _settle_undated(same)
    return [row for row in rows if id(row) not in gone] if gone else rows


def _identity(hit: Hit) -> tuple[str, ...]:
    """What tells documents of one number apart: the type of an assembly's, nothing of a normative one, else the day."""
    number = hit.number or ""
    if _is_typed(number):
        return (hit.key, _hard_type(hit))
    if carries_year(number):
        return (hit.key,)
    return (hit.key, hit.date or "")


def carries_year(number: str) -> bool:
    """Whether a number carries its year, and so is an identity whatever the date: 04/2015/NĐ-CP."""
    return _NORMATIVE.search(number) is not None


def _is_typed(number: str) -> bool:
    """Laws and resolutions of the assembly share their numbers."""
    return "/QH" in number


def _hard_type(hit: Hit) -> str:
    if hit.type is None:
        return ""
    return "luật" if hit.type in ("Luật", "Bộ luật") else "khác"


def _settle_untyped(same: list[Row]) -> set[int]:
    """Mentions of an assembly's number without a type go to the one type the text gives it, if it gives one."""
    typed = [row for row in same if row.type is not None]
    bare = [row for row in same if row.type is None]
    if len(typed) != 1 or not bare:
        return set()
    for hit in bare[0].hits:
        typed[0].add(hit)
    typed[0].hits.sort(key=lambda each: each.start)
    return {id(bare[0])}


def _settle_undated(same: list[Row]) -> set[int]:
    """Mentions without a date go to the dated document last named before them, or to the first one."""
    dated = [row for row in same if row.date]
    undated = [row for row in same if not row.date]
    if not dated or not undated:
        return set()
    places = sorted(((hit.start, row) for row in dated for hit in row.hits), key=lambda place: place[0])
    starts = [start for start, _ in places]
    for hit in undated[0].hits:
        row = places[max(0, bisect_right(starts, hit.start) - 1)][1]
        row.hits.append(hit)
    for row in dated:
        row.hits.sort(key=lambda each: each.start)
    return {id(undated[0])}


def _named(hits: list[Hit], numbered: list[Row]) -> list[Row]:
    rows: list[Row] = []
    owners: dict[str, list[Row]] = {}
    latest = max((_year_of(row) or 0 for row in numbered), default=0)
    for row in numbered:
        for name in {row.name_key, *(name_key(hit.plan) for hit in row.hits if hit.plan)} - {""}:
            owners.setdefault(name, []).append(row)
    by_name: dict[str, _OneName] = {}
    for hit in hits:
        key = name_key(hit.name or "")
        owner = [row for row in owners.get(key, []) if _may_be(row, hit, latest)]
        if len(owner) == 1 and key:
            owner[0].hits.append(hit)
            continue
        named = f"{hit.type} {key} {'' if key else hit.date} {' '.join(hit.issuer)}"
        same = by_name.setdefault(named, _OneName())
        found = same.row_of(hit)
        if found is None:
            found = Row(hit)
            rows.append(found)
        else:
            found.add(hit)
        same.note(found)
    for row in numbered:
        row.hits.sort(key=lambda each: each.start)
    return rows


def _may_be(row: Row, hit: Hit, latest: int) -> bool:
    """Whether a law named with a day or year can be the numbered one; one that `(sửa đổi)` calls new only if the
    number is of the latest years that the text knows."""
    year = _year_of(row)
    if _is_later(row, hit):
        return False
    if hit.date and row.date:
        return hit.date == row.date
    if hit.year or year is None:
        return not (hit.year and year) or hit.year == year
    return not hit.revised or year >= latest - _STILL_NEW


def _is_later(row: Row, hit: Hit) -> bool:
    """Whether a row is younger than the law that is said to amend what a mention names: `Luật sửa đổi, bổ sung một số
    điều của Luật Cán bộ, công chức năm 2019` changed that of 2008, not that of 2025."""
    amender = hit.parent
    amended_in = None if amender is None else int(amender.date[:4]) if amender.date else amender.year
    year = _year_of(row) or row.year
    return amended_in is not None and year is not None and year > amended_in


def _year_of(row: Row) -> int | None:
    """The year that a number carries."""
    year = _NORMATIVE.search(row.number or "")
    return int(year[1]) if year else None


def _age(row: Row) -> int:
    return row.year or 0


class _OneName:
    """The rows of one name: `Luật Đất đai` of 2003 and of 2013 are two, one without a year joins the first."""

    __slots__ = ("_by_date", "_by_year", "_first", "_open", "_revised")

    def __init__(self) -> None:
        self._by_date: dict[str, Row] = {}
        self._by_year: dict[int, Row] = {}
        self._first: Row | None = None
        self._open: Row | None = None
        self._revised: Row | None = None

    def row_of(self, hit: Hit) -> Row | None:
        """The row that a mention's day or year allows; None if it needs one of its own."""
        if hit.date:
            row = self._by_date.get(hit.date)
            if row is None and hit.year in self._by_year and self._by_year[hit.year].date is None:
                row = self._by_year[hit.year]
            return row or self._open
        if hit.year:
            return self._by_year.get(hit.year) or self._open
        row = self._revised if hit.revised else self._first
        if row is None or not _is_later(row, hit):
            return row
        return max((each for each in self._by_year.values() if not _is_later(each, hit)), key=_age, default=None)

    def note(self, row: Row) -> None:
        """Remember what a row has become."""
        self._first = self._first or row
        if row.hits[0].revised:
            self._revised = row
            return
        if row.date:
            self._by_date.setdefault(row.date, row)
        if row.year:
            self._by_year.setdefault(row.year, row)
            if self._open is row:
                self._open = None
        elif self._open is None and not row.date:
            self._open = row

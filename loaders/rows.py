"""Mentions -> one row a distinct document, as far as this text alone can tell them apart."""

from __future__ import annotations

import re
from functools import lru_cache

from luocdo.graph.errors import NumberError
from luocdo.graph.fold import fold
from luocdo.graph.number import DocumentNumber
from luocdo.graph.vocabulary import doctypes
from luocdo.loaders.hits import Hit

_LAW_WORD = re.compile(r"^(?:bộ luật|luật|pháp lệnh)\s+(?:về\s+)?")
_YEAR_TAIL = re.compile(r"\s*(?:năm\s+)?(?:19|20)\d\d$")
_CONGRESS = re.compile(r"(?:lần thứ|đại hội|đảng)\s+([ivxlc]+)\b")
_LOCAL = re.compile(r"(?:đại biểu )?(đảng bộ [\w ]{2,30}?)\s+(?:lần|khóa|nhiệm)")
_NORMATIVE = re.compile(r"/(?:19|20)\d\d/")


class Row:
    """A cited document: its mentions, and what they agree on."""

    __slots__ = ("date", "hits", "key", "name_key", "type")

    def __init__(self, hit: Hit) -> None:
        self.hits = [hit]
        self.key = hit.key
        self.type = hit.type or type_of_number(hit.number)
        self.date = hit.date
        self.name_key = name_key(hit.name) if hit.name else ""

    @property
    def number(self) -> str | None:
        """The number as the first mention by number gives it."""
        return next((hit.number for hit in self.hits if hit.number), None)

    @property
    def year(self) -> int | None:
        """The year of date or name, or of a number that carries it."""
        return next((hit.year for hit in self.hits if hit.year), None)

    def add(self, hit: Hit) -> None:
        """One more mention."""
        self.hits.append(hit)
        self.date = self.date or hit.date
        self.type = self.type or hit.type
        if hit.name and not self.name_key:
            self.name_key = name_key(hit.name)


@lru_cache(maxsize=8192)
def type_of_number(number: str | None) -> str | None:
    """The type a number's code stands for; Công văn where a letter has none, None for laws and resolutions."""
    if number is None:
        return None
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return None
    if parsed.type_code is None:
        return "Công văn" if parsed.form == "letter" else None
    kinds = doctypes().by_code(parsed.type_code, "party" if parsed.dashed else "state")
    return kinds[0].name if kinds else None


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A law's name without its type word, year, case, marks: what two ways to name it share."""
    folded = re.sub(r"[^\w\s]", " ", fold(name))
    congress = _CONGRESS.search(folded)
    if congress and "đại hội" in folded:
        # However it is worded: `Đại hội lần thứ XIII của Đảng` is the national one, `Đảng bộ tỉnh` a local one.
        local = _LOCAL.search(folded)
        return f"đại hội {local[1] if local else 'toàn quốc'} {congress[1]}"
    return " ".join(_YEAR_TAIL.sub("", _LAW_WORD.sub("", " ".join(folded.split()))).split())


def group(hits: list[Hit]) -> list[Row]:
    """Rows in order of first mention. A law named that the text also numbers joins the row of its number."""
    numbered = _numbered([hit for hit in hits if hit.number])
    named = _named([hit for hit in hits if not hit.number], numbered)
    rows = numbered + named
    rows.sort(key=lambda row: row.hits[0].start)
    return rows


def _numbered(hits: list[Hit]) -> list[Row]:
    rows: list[Row] = []
    by_key: dict[str, list[Row]] = {}
    for hit in hits:
        same = by_key.setdefault(hit.key, [])
        row = next((row for row in same if _one_document(row, hit)), None)
        if row is None:
            row = Row(hit)
            same.append(row)
            rows.append(row)
        else:
            row.add(hit)
    for same in by_key.values():
        if len(same) > 1:
            _settle_undated(same, rows)
    return rows


def _one_document(row: Row, hit: Hit) -> bool:
    """Whether a mention of the same number is the same document, as far as dates and hard types say."""
    kind = hit.type or type_of_number(hit.number)
    if "/qh" in row.key and row.type and kind and _law_like(row.type) != _law_like(kind):
        return False
    if _NORMATIVE.search(row.key):
        return True
    return row.date == hit.date


def _law_like(kind: str) -> bool:
    return kind in ("Luật", "Bộ luật")


def _settle_undated(same: list[Row], rows: list[Row]) -> None:
    """Mentions without a date go to the one dated row, or to the one last named before them."""
    dated = [row for row in same if row.date]
    for row in [row for row in same if not row.date]:
        if not dated:
            return
        for hit in row.hits:
            before = [d for d in dated if d.hits[0].start < hit.start]
            target = (
                dated[0] if len(dated) == 1 or not before else max(before, key=lambda d: _last_before(d, hit))
            )
            target.hits.append(hit)
            target.hits.sort(key=lambda each: each.start)
        rows.remove(row)


def _last_before(row: Row, hit: Hit) -> int:
    return max(each.start for each in row.hits if each.start < hit.start)


def _named(hits: list[Hit], numbered: list[Row]) -> list[Row]:
    rows: list[Row] = []
    owners: dict[str, list[Row]] = {}
    for row in numbered:
        if row.name_key:
            owners.setdefault(row.name_key, []).append(row)
    by_name: dict[str, list[Row]] = {}
    for hit in hits:
        key = name_key(hit.name or "")
        owner = [row for row in owners.get(key, []) if _may_be(row, hit)]
        if len(owner) == 1 and key:
            owner[0].hits.append(hit)
            continue
        same = by_name.setdefault(f"{hit.type} {key} {'' if key else hit.date} {' '.join(hit.issuer)}", [])
        row = next((row for row in same if _same_year(row, hit)), None)
        if row is None:
            row = Row(hit)
            same.append(row)
            rows.append(row)
        else:
            row.add(hit)
    for row in numbered:
        row.hits.sort(key=lambda each: each.start)
    return rows


def _may_be(row: Row, hit: Hit) -> bool:
    """Whether a law named with a day or year can be the numbered one."""
    year = re.search(r"/((?:19|20)\d\d)/", row.number or "")
    if hit.date and row.date:
        return hit.date == row.date
    return not (hit.year and year) or hit.year == int(year[1])


def _same_year(row: Row, hit: Hit) -> bool:
    if row.date and hit.date:
        return row.date == hit.date
    return not (row.year and hit.year) or row.year == hit.year

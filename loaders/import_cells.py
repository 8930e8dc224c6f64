"""Cells of other people's tables: the number in a cell, a day, a type, a place, the documents in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.doctypes import doctypes
from luocdo.graph.errors import NumberError
from luocdo.graph.facts import Named
from luocdo.graph.fold import slug
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.model import Citation, Header
from luocdo.graph.number import NUMBER, DocumentNumber, clean, is_known_organ
from luocdo.graph.places import find_province
from luocdo.graph.units import CENTRE, cited_units
from luocdo.loaders.pipeline import extract

LONGEST_CELL = 20_000
"""Characters of running text that are read for documents; a cell of a working table has some hundred."""
_NONE = frozenset(("", "...", "-", "--", "null", "none", "nan", "không số", "không có"))
_LONGEST_NONE = max(map(len, _NONE))
_LONGEST_TYPE = 5
_BEHIND_TYPE = re.compile(r"\s+(?:số\s*:?\s*)?", re.IGNORECASE)
_AT_END = re.compile(r"\bsố\s*:?\s*(?P<number>\S+)$", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?P<type>[a-z]+(?:-[a-z]+){0,4}?)-so-(?P<number>\d+[a-z]?-[a-z0-9-]+?)(?:-\d+)?")
_YEAR_IN_ADDRESS = re.compile(r"(?P<serial>\d+[a-z]?)-(?P<year>(?:19|20)\d\d)-(?P<symbol>[a-z].*)")
_DAY = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ][\d:.Z+]*)?")
_ORDERS = {"y-m-d": (0, 1, 2), "d/m/y": (2, 1, 0), "m/d/y": (2, 0, 1)}
_SEPARATED = re.compile(r"(?:^|;)\s*$")
_ACTED_ON = re.compile(r"\b(?:thay thế|bãi bỏ)[\s:]*$", re.IGNORECASE)
_JOINED = re.compile(r"(?:\bvà|,)\s*$", re.IGNORECASE)
_NOBODY = Header("", *(None,) * 9)


class Number(NamedTuple):
    """A number in its canonical form, and the type that stands before it in a title."""

    number: str
    type: str | None


def text_of(value: Any) -> str:
    """A cell as text with single blanks; empty for what means nothing."""
    if value is None:
        return ""
    text = " ".join(str(value).split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "" if len(text) <= _LONGEST_NONE and text.lower() in _NONE else text


@lru_cache(maxsize=65_536)
def number_in(cell: str) -> Number | None:
    """The number that a cell holds: alone, in a title (`Nghị định số 59/2023/NĐ-CP …`, `Luật … số 76/2025/QH15`),
    or in an address; None where it holds none of its own."""
    return _alone(cell) or _in_title(cell) or _in_address(cell)


def _alone(cell: str) -> Number | None:
    try:
        found = DocumentNumber.parse(cell)
    except NumberError:
        return None
    return Number(str(found), None) if _is_told(found) else None


def _is_told(number: DocumentNumber) -> bool:
    """Whether a type or an organ that is known stands in a number: `2Nghịđịnh` reads as one too."""
    return number.type_code is not None or any(is_known_organ(code) for code in number.organ_codes)


def _in_title(cell: str) -> Number | None:
    words = cell.split(" ", _LONGEST_TYPE)
    for count in range(min(_LONGEST_TYPE, len(words) - 1), 0, -1):
        kind = doctypes().by_words(" ".join(words[:count]))
        if kind is None:
            continue
        start = len(" ".join(words[:count]))
        behind = _BEHIND_TYPE.match(cell, start)
        first = _alone(cell[behind.end() :].split(" ", 1)[0].rstrip(",;:.")) if behind else None
        last = _AT_END.search(cell)
        found = first or (_alone(last["number"]) if last else None)
        return found._replace(type=kind.name) if found else None
    return None


def _in_address(cell: str) -> Number | None:
    """`nghi-dinh-so-158-2025-nd-cp-45240`: believed where type and every organ are known."""
    match = _IN_ADDRESS.fullmatch(cell)
    kind = doctypes().by_slug(match["type"]) if match else None
    if match is None or kind is None:
        return None
    year = _YEAR_IN_ADDRESS.fullmatch(match["number"])
    head, symbol = (f"{year['serial']}/{year['year']}", year["symbol"]) if year else match["number"].split("-", 1)
    try:
        found = DocumentNumber.parse(f"{head}/{symbol.upper()}")
    except NumberError:
        return None
    types = doctypes().by_code(found.type_code) if found.type_code else (kind,)
    known = all(is_known_organ(code) for code in found.organ_codes)
    return Number(str(found), kind.name) if known and kind in types else None


@lru_cache(maxsize=4_096)
def type_named(words: str) -> str | None:
    """The type that words of a table stand for: `Nghị định`, `NGHỊ ĐỊNH`, `nghi_dinh`."""
    found = doctypes().by_words(words) or doctypes().by_slug(slug(words))
    return found.name if found else None


@lru_cache(maxsize=16_384)
def read_day(text: str, forms: tuple[str, ...]) -> str | None:
    """An ISO day from a cell in one of the forms; None for a day that is none."""
    match = _DAY.fullmatch(text)
    for form in forms if match else ():
        assert match is not None
        year, month, day = (match[1 + place] for place in _ORDERS[form])
        if len(year) != len("2020"):
            continue
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


@lru_cache(maxsize=65_536)
def unit_of(number: str, place: str | None, issuer: str | None, day: str | None) -> str | None:
    """Of which place a number is, as identity compares it; None where neither place nor issuer tells."""
    if not kind_of(number).placed:
        return CENTRE
    province = find_province(place) if place else None
    issuers = (agency_ref(issuer, province.name if province else None),) if issuer else ()
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return None
    found = cited_units(parsed, province.name if province else None, issuers, day, _NOBODY)
    return found[0] if len(found) == 1 else None


def looks_like_number(cell: str) -> bool:
    """Whether a cell has the look of a number somewhere."""
    return NUMBER.search(clean(cell[:LONGEST_CELL])) is not None


@lru_cache(maxsize=1_024)
def listed_documents(cell: str, exceptions: tuple[str, ...] = ()) -> tuple[Named, ...]:
    """The documents that running text lists, in order, each with what the text says of it.

    One that is only named in another's title (`ban hành kèm theo Nghị quyết …`) is not listed, nor one whose own
    title holds a word of `exceptions`. Where a draft without a number opens the text, what it is to replace or
    to end is listed: `Nghị quyết quy định … (thay thế Nghị quyết số …)`.
    """
    text = cell[:LONGEST_CELL]
    places = [
        (mention, citation)
        for citation in extract(text).citations
        if citation.number is not None
        for mention in citation.mentions
    ]
    places.sort(key=lambda each: (each[0].start, each[0].end))
    found: dict[Named, None] = {}
    end, listed = 0, False
    draft = bool(places) and not _SEPARATED.search(text[: places[0][0].start])
    for position, (mention, citation) in enumerate(places):
        between = text[end : mention.start]
        begins = _SEPARATED.search(between) or (draft and _ACTED_ON.search(between))
        # `và` carries on whatever the one before was: a list, or a title that names several.
        listed = bool(begins) or (listed and _JOINED.search(between) is not None)
        end = mention.end
        behind = text[end : places[position + 1][0].start if position + 1 < len(places) else len(text)]
        if listed and not any(word in behind.lower() for word in exceptions):
            found.setdefault(_named(citation))
    return tuple(found)


def _named(citation: Citation) -> Named:
    number = citation.number or ""
    issuers = tuple(each.name for each in citation.issuer)
    units = {unit_of(number, citation.place, issuer, citation.date) for issuer in issuers or (None,)}
    unit = units.pop() if len(units) == 1 else None
    return Named(number, citation.type, citation.date, unit, in_order(issuers) or None, citation.title)


def in_order(words: Iterable[str]) -> str:
    """Several values of one cell as one string."""
    return "; ".join(words)

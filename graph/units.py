"""Of which place a local document is: `282-KH/TU` names none, so its issuer or the citing text must.

A unit is a path of slugs, province first: `gia-lai`, `gia-lai/huyen-chu-se`. The empty unit is that of
the centre.
"""

from __future__ import annotations

import re
from functools import lru_cache

from luocdo.graph.fold import slug
from luocdo.graph.model import Header
from luocdo.graph.number import DocumentNumber
from luocdo.graph.places import candidates, find_province, provinces
from luocdo.graph.vocabulary import organs

CENTRE = ""
_NAME = r"[A-ZĐÂÊÔƠƯÀ-Ỹ][\w'’]*(?:(?:\s|\s?[-–]\s?)[A-ZĐÂÊÔƠƯÀ-Ỹ][\w'’]*){0,4}"
_BELOW = re.compile(
    rf"\b((?i:huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thành phố|tp\.?))\s+({_NAME}|\d{{1,2}}\b)"
)
_KINDS_BELOW = re.compile(r"\b(?:huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\b", re.IGNORECASE)
_PROVINCE = re.compile(rf"\b(?:(?i:tỉnh|thành phố|tp\.?)\s+)({_NAME})")
_PROVINCIAL = re.compile(r"\b(?:tỉnh|thành ủy|thành uỷ)\b", re.IGNORECASE)
DISTRICTS_ENDED = "2025-07-01"
"""Nghị quyết 203/2025/QH15 ended the districts, and communes were merged on the same day."""


def own_unit(header: Header) -> str | None:
    """The unit of a held document by its own header; None where it names no province."""
    if header.province is None:
        return None
    below = header.district or (
        header.issuer.name if header.issuer and header.level in ("district", "commune") else None
    )
    return _join(province_slug(header.province), slug(below) if below else "")


def cited_units(
    number: DocumentNumber | None,
    place: str | None,
    issuers: tuple[str, ...],
    date: str | None,
    citing: Header,
) -> tuple[str, ...]:
    """The units a cited local document may be of, seen from the citing text; () where nothing tells.

    Several where the citing province was formed from several between the two days (a text of the new
    Gia Lai of 2026 that cites `282-KH/TU` of 2020 may mean that of Bình Định), or where a commune cites
    `UBND` without saying whose.
    """
    spoken = " ".join(issuers)
    names = (place,) if place else _provinces_in(spoken) or _citing_provinces(date, citing)
    belows = _below(number, spoken, date, citing)
    return tuple(dict.fromkeys(_join(province_slug(name), below) for name in names for below in belows))


@lru_cache(maxsize=4_096)
def province_slug(name: str) -> str:
    """The slug of a province in any spelling; of an unknown place the slug of what is written."""
    known = find_province(name)
    return known.slug if known else slug(name)


@lru_cache(maxsize=4_096)
def province_name(unit: str) -> str | None:
    """The province a unit lies in, as it is written; None for the centre and for unknown places."""
    head = unit.partition("/")[0]
    return next((each.name for each in provinces().all if each.slug == head), None)


def _citing_provinces(date: str | None, citing: Header) -> tuple[str, ...]:
    if citing.province is None:
        return ()
    known = find_province(citing.province)
    if known is None:
        return (citing.province,)
    day = citing.date or (f"{citing.year}-12-31" if citing.year else None)
    return candidates(known.name, date, day)


@lru_cache(maxsize=16_384)
def _provinces_in(words: str) -> tuple[str, ...]:
    """Provinces a phrase names with their kind: `UBND tỉnh Phú Yên`. The longest reading of a name counts."""
    found = []
    for match in _PROVINCE.finditer(words):
        parts = match[1].split()
        known = next(
            (p for p in (find_province(" ".join(parts[:n])) for n in range(len(parts), 0, -1)) if p), None
        )
        if known and (match[0].lower().startswith("tỉnh") or known.kind == "thành phố"):
            found.append(known.name)
    return tuple(dict.fromkeys(found))[:1]


def _below(number: DocumentNumber | None, spoken: str, date: str | None, citing: Header) -> tuple[str, ...]:
    """Slugs below the province, `` for the province itself; () where a district's is not to be told."""
    named = _named_below(spoken)
    if named is not None:
        return (named,)
    lower = citing.level in ("district", "commune")
    if not _own_level(number) and not _KINDS_BELOW.search(spoken):
        if not lower or _PROVINCIAL.search(spoken) or _only_provincial(number):
            return ("",)
        # A commune that cites `12/KH-UBND` and says no more may mean the province's or its own.
        return ("", *_citing_district(date, citing))
    return _citing_district(date, citing) if lower else ()


def _citing_district(date: str | None, citing: Header) -> tuple[str, ...]:
    citing_day = citing.date or str(citing.year or "")
    changed = (date or "") < DISTRICTS_ENDED <= citing_day
    return () if changed or citing.district is None else (slug(citing.district),)


@lru_cache(maxsize=16_384)
def _named_below(words: str) -> str | None:
    for match in _BELOW.finditer(words):
        kind = match[1].lower()
        if kind.startswith(("thành", "tp")):
            known = find_province(match[2])
            if known and known.kind == "thành phố":
                continue
            kind = "thành phố"
        return slug(f"{kind} {match[2]}")
    return None


def _own_level(number: DocumentNumber | None) -> bool:
    """Whether the code is that of a body below the province: HU, QU, ThU, ĐU, VPHU."""
    return _level(number) in ("district", "commune")


def _only_provincial(number: DocumentNumber | None) -> bool:
    """Whether the code is that of a provincial body alone: TU, BDVTU, a department's."""
    return _level(number) in ("province-party", "department", "central-party", "central-state")


def _level(number: DocumentNumber | None) -> str | None:
    known = organs().find(number.organ_codes[0]) if number and number.organ_codes else None
    return known.organ.level if known else None


def _join(province: str, below: str) -> str:
    return f"{province}/{below}" if below else province

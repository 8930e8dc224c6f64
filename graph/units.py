"""Of which place a local document is: `282-KH/TU` names none, so its issuer or the citing text must.

A unit is a path of slugs, province first: `gia-lai`, `gia-lai/huyen-chu-se`. The empty unit is that of
the centre.
"""

from __future__ import annotations

import re
from functools import lru_cache

from luocdo.graph.agency_facts import agency_level
from luocdo.graph.fold import slug
from luocdo.graph.model import AgencyRef, Header
from luocdo.graph.number import DocumentNumber
from luocdo.graph.places import candidates, find_province, place_key, provinces
from luocdo.graph.vocabulary import organs

CENTRE = ""
LOWER = ("district", "commune")
_NAME = r"[A-ZĐÂÊÔƠƯÀ-Ỹ][\w'’]*(?:(?:\s|\s?[-–]\s?)[A-ZĐÂÊÔƠƯÀ-Ỹ][\w'’]*){0,4}"
_PROVINCE = re.compile(rf"\b(?:(?i:tỉnh|thành phố|tp\.?)\s+)({_NAME})")
_BARE_KINDS = frozenset(("huyen", "quan", "thi-xa", "thanh-pho", "xa", "phuong", "thi-tran", "dac-khu"))
DISTRICTS_ENDED = "2025-07-01"
"""Nghị quyết 203/2025/QH15 ended the districts, and communes were merged on the same day."""


def own_unit(header: Header) -> str | None:
    """The unit of a held document by its own header; None where it names no province."""
    if header.province is None:
        return None
    below = header.district or (header.issuer.name if header.issuer and header.level in LOWER else None)
    return _join(province_slug(header.province), slug(below) if below else "")


def cited_units(
    number: DocumentNumber | None,
    place: str | None,
    issuers: tuple[AgencyRef, ...],
    date: str | None,
    citing: Header,
) -> tuple[str, ...]:
    """The units a cited local document may be of, seen from the citing text; () where nothing tells.

    Several where the citing province was formed from several between the two days (a text of the new
    Gia Lai of 2026 that cites `282-KH/TU` of 2020 may mean that of Bình Định), or where a commune cites
    `UBND` without saying whose.
    """
    level = _level_said(issuers)
    if level is not None and level.startswith("central"):  # 04-BC/ĐU of the Party committee of the Government
        return (CENTRE,)
    spoken = " ".join(each.name for each in issuers)
    names = (place,) if place else _provinces_in(spoken) or _citing_provinces(date, citing)
    belows = _below(number, issuers, level or _level_coded(number), date, citing)
    return tuple(dict.fromkeys(_join(province_slug(name), below) for name in names for below in belows))


def citing_day(citing: Header) -> str | None:
    """The last day a text may have been written on: its date, the end of its year or of its period, or None.

    A plan with a blank day that is for 2020 was not written in 2026.
    """
    return citing.date or (f"{citing.year}-12-31" if citing.year else citing.expires)


@lru_cache(maxsize=4_096)
def province_slug(name: str) -> str:
    """The slug of a province in any spelling and under any name it bore; of an unknown place its own slug."""
    known = find_province(name)
    return place_key(known.name) if known else slug(name)


@lru_cache(maxsize=4_096)
def province_name(unit: str, day: str | None) -> str | None:
    """The province a unit lies in, by its name on that day; None for the centre and for unknown places."""
    head = unit.partition("/")[0]
    names = [each for each in provinces().all if place_key(each.name) == head]
    then = [each for each in names if day and each.exists_on(day)]
    return next((each.name for each in (*then, *reversed(names))), None)


def _citing_provinces(date: str | None, citing: Header) -> tuple[str, ...]:
    if citing.province is None:
        return ()
    known = find_province(citing.province)
    if known is None:
        return (citing.province,)
    return candidates(known.name, date, citing_day(citing))


@lru_cache(maxsize=16_384)
def _provinces_in(words: str) -> tuple[str, ...]:
    """Provinces a phrase names with their kind: `UBND tỉnh Phú Yên`. The longest reading of a name counts."""
    found = []
    for match in _PROVINCE.finditer(words):
        parts = match[1].split()
        known = next((p for p in (find_province(" ".join(parts[:n])) for n in range(len(parts), 0, -1)) if p), None)
        if known and (match[0].lower().startswith("tỉnh") or known.kind == "thành phố"):
            found.append(known.name)
    return tuple(dict.fromkeys(found))[:1]


def _below(
    number: DocumentNumber | None,
    issuers: tuple[AgencyRef, ...],
    level: str | None,
    date: str | None,
    citing: Header,
) -> tuple[str, ...]:
    """Slugs below the province, `` for the province itself; () where a district's is not to be told."""
    parts = issuers[0].id.split(".")[1:-1] if issuers else []
    if parts and not _BARE_KINDS.intersection(parts):
        return ("/".join(reversed(parts)),)
    lower = citing.level in LOWER
    if level in LOWER:
        return _citing_district(date, citing) if lower else ()
    told = bool(issuers) and _level_said(issuers) is not None
    if not lower or told or level in ("province-party", "department"):
        return ("",)
    # A commune that cites `12/KH-UBND` and says no more may mean the province's or its own.
    return ("", *_citing_district(date, citing))


def _citing_district(date: str | None, citing: Header) -> tuple[str, ...]:
    changed = (date or "") < DISTRICTS_ENDED <= (citing_day(citing) or "")
    return () if changed or citing.district is None else (slug(citing.district),)


def _level_said(issuers: tuple[AgencyRef, ...]) -> str | None:
    """The level of the first issuer whose name tells one: `UBND huyện` is a district's."""
    return next((level for level in (_level_of(each.id) for each in issuers) if level), None)


_level_of = lru_cache(maxsize=16_384)(agency_level)


def _level_coded(number: DocumentNumber | None) -> str | None:
    """The level the code tells: HU, QU, ThU and ĐU are of bodies below the province, TU is not."""
    known = organs().find(number.organ_codes[0]) if number and number.organ_codes else None
    return known.organ.level if known else None


def _join(province: str, below: str) -> str:
    return f"{province}/{below}" if below else province

"""Claims about documents without a number: laws by name, ordinances by day, congress resolutions."""

from __future__ import annotations

import re

import msgspec

from luocdo.graph.claims import Cited, Claim, short
from luocdo.graph.fold import fold
from luocdo.graph.known import LONGEST_NAME, Fact, Known, is_singular, name_key, type_key
from luocdo.graph.model import Header
from luocdo.graph.titles import FITS, title_overlap
from luocdo.graph.units import CENTRE, cited_units, citing_day, province_slug
from luocdo.graph.vocabulary import doctypes

# Names that the centre gave: everything else without a number is some place's own.
_CENTRAL_NAME = re.compile(r"hiến pháp|luật|pháp lệnh|toàn quốc|trung ương|quốc hội|chính phủ|việt nam")

_REVISED = " (sửa đổi)"
_STILL_NEW = 2
"""So many years a law is called so to tell it from its forerunner."""


def named_claim(row: Cited, citing: Header, known: Known) -> Claim:
    """A row without a number: a known document if name and day or year, or type and day, pin it down."""
    key, year = name_key(row.type, row.name or row.title or "")
    found, rule = _registered(row, key, year, known)
    if found is not None:
        return msgspec.structs.replace(fact_claim(found), hint=False, via=rule)
    tells = _tells(row)
    if not tells:
        key = f"~{fold(row.type or '')}@{row.date or ''} {fold(row.title or '')[:LONGEST_NAME]}"
    if row.date is None and _is_anyones(key, row):
        # `Báo cáo thẩm tra của Ban Kinh tế - Ngân sách` is another one with each text that speaks of it.
        key = f"{key[:LONGEST_NAME]} @{citing.number or citing.title or ''} {citing.date or ''}".rstrip()
    # Every province has a first Party congress; a central text that names none leaves the place open.
    central = bool(_CENTRAL_NAME.search(key)) or (not citing.province and "đảng bộ" not in key)
    return Claim(
        key=key,
        type=row.type,
        type_key=type_key(row.type),
        date=row.date,
        year=year,
        term=row.term,
        units=(CENTRE,) if central else cited_units(None, row.place, row.issuer, row.date, citing),
        before=citing_day(citing) if row.date is None else None,
        name=row.name if tells else None,
        title=short(row.title),
        issuer=row.issuer,
    )


# Names that stand for one document wherever they stand: laws, congresses, plenums, programmes, plans of years.
_PROPER = re.compile(
    r"~(?:hiến pháp|bộ luật|luật|pháp lệnh|chương trình hành động|chiến lược|quy hoạch|điều lệ|cương lĩnh)\b"
    r"|đại hội|hội nghị|trung ương|\d{4}\s*-\s*\d{4}"
)


def _is_anyones(key: str, row: Cited) -> bool:
    """Whether a name without a day is so general that every text may mean another document by it."""
    return row.number is None and _PROPER.search(key) is None


def _registered(row: Cited, key: str, year: int | None, known: Known) -> tuple[Fact | None, str | None]:
    """The one registered document that name and day, name and year, or type, day and title allow."""
    named = known.by_name(key)
    if is_singular(key) and len(named) == 1:
        return named[0], "name"
    if row.date:
        on_day = [fact for fact in named if fact.date == row.date]
        if len(on_day) == 1:
            return on_day[0], "name-date"
        # 33/2007 and 34/2007/PL-UBTVQH11 are of one day: type and day alone never resolve.
        if row.type and not _tells(row):
            alike = [fact for fact in known.by_day(row.date) if fact.type_key == type_key(row.type)]
            fits = [fact for fact in alike if title_overlap(row.title, fact.title or fact.name) >= FITS]
            if len(fits) == 1:
                return fits[0], "date-title"
    elif year:
        in_year = [fact for fact in named if (fact.date or "").startswith(str(year))]
        if len(in_year) == 1:
            return in_year[0], "name-year"
    return None, None


def _tells(row: Cited) -> bool:
    """Whether a name says more than type and issuer: `Pháp lệnh của Ủy ban Thường vụ Quốc hội` does not.

    A Hiến pháp has no other name than its type.
    """
    known = doctypes().by_words(row.type or "")
    if row.name and known and known.series == "name-only":
        return True
    left = fold(row.name or "").removeprefix(fold(row.type or ""))
    for issuer in row.issuer:
        left = left.replace(fold(issuer.name), "")
    return left.strip(" ,.") not in ("", "của")


def hints(claim: Claim, known: Known) -> list[Claim]:
    """Claims that bring the known documents a name may mean into the graph, as its candidates."""
    return [fact_claim(fact) for fact in name_candidates(claim, known)]


def fact_claim(fact: Fact) -> Claim:
    """A known document as a claim without weight."""
    return Claim(
        key=fact.key,
        number=fact.number,
        type=fact.type,
        type_key=fact.type_key,
        date=fact.date,
        name=None if fact.number else fact.name,
        units=(province_slug(fact.place) if fact.place else CENTRE,),
        hint=True,
    )


def name_candidates(claim: Claim, known: Known) -> tuple[Fact, ...]:
    """The known numbers that a name without a day may mean: of its year, not younger than the citing text.

    A law called `(sửa đổi)` was just made, or is to be: `Luật Việc làm (sửa đổi)` of 2025 is not that of 2013.
    """
    if claim.number is not None or claim.header is not None or claim.date is not None:
        return ()
    last, year = claim.before or "9999", str(claim.year or "")
    name = claim.key.removesuffix(_REVISED)
    first = "" if name == claim.key or not claim.before else str(int(last[:4]) - _STILL_NEW)
    return tuple(
        fact
        for fact in known.by_name(name)
        if fact.number and first <= (fact.date or "") <= last and (fact.date or "").startswith(year)
    )

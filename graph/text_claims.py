"""The claims that one text makes: about itself by its header, about others by its cited rows."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from luocdo.graph.claims import Cited, Claim, same_text, short
from luocdo.graph.errors import NumberError
from luocdo.graph.fold import fold
from luocdo.graph.identity_policy import Kind, kind_of
from luocdo.graph.known import Known, type_key
from luocdo.graph.model import Header
from luocdo.graph.named import named_claim
from luocdo.graph.number import DocumentNumber, number_key
from luocdo.graph.units import CENTRE, cited_units, citing_day, own_unit
from luocdo.graph.vocabulary import doctypes

LONGEST_NAME = 80


def text_claims(
    header: Header, sha256: str, cited: Sequence[Cited], known: Known, *, illustrative: bool = False
) -> list[Claim]:
    """The text's own claim, then one for each cited row in order, each with what stands beside it."""
    own = own_claim(header, sha256, illustrative=illustrative)
    return same_text([own, *(cited_claim(row, header, known) for row in cited)])


def own_claim(header: Header, sha256: str, *, illustrative: bool = False) -> Claim:
    """What a held document says of itself."""
    header = msgspec.structs.replace(header, id="")
    kind = kind_of(header.number)
    unit = own_unit(header)
    numbered = header.number is not None and kind.kind != "name"
    placed = unit is not None or not kind.placed
    told = placed and (header.date or header.year) and (header.type or not kind.typed)
    words = " ".join(filter(None, (header.type, header.title)))
    name = fold(words)[:LONGEST_NAME] if header.title else sha256
    return Claim(
        key=number_key(header.number or "") if numbered else f"~{name}",
        number=header.number if numbered else None,
        type=header.type,
        type_key=type_key(header.type),
        date=header.date,
        year=header.year,
        units=(CENTRE,) if not kind.placed else (unit,) if unit is not None else (),
        title=header.title,
        name=None if numbered else words or None,
        issuer=(header.issuer,) if header.issuer else (),
        header=header,
        sha256=None if told else sha256,
        illustrative=illustrative,
    )


def cited_claim(row: Cited, citing: Header, known: Known) -> Claim:
    """What a text says about a document it cites, alone: `beside` is filled by `same_text`."""
    if row.number is None or (kind := kind_of(row.number)).kind == "name":
        return named_claim(row, citing, known)
    registered = known.by_key(number_key(row.number))
    units = _units(row, kind, citing)
    needs_title = not registered or len(units) != 1 or row.date is None
    return Claim(
        key=number_key(row.number),
        number=row.number,
        type=row.type,
        type_key=type_key(row.type) or _type_in(row.name),
        date=row.date,
        term=row.term,
        units=units,
        before=citing_day(citing) if kind.dated and row.date is None else None,
        title=short(row.title or row.name) if needs_title else None,
        name=row.name,
        issuer=row.issuer if kind.dated or kind.placed else (),
    )


def _units(row: Cited, kind: Kind, citing: Header) -> tuple[str, ...]:
    if not kind.placed:
        return (CENTRE,)
    try:
        number = DocumentNumber.parse(row.number or "")
    except NumberError:
        number = None
    units = cited_units(number, row.place, row.issuer, row.date, citing)
    return units or ((CENTRE,) if kind.organ == "unlisted" else ())


def _type_in(name: str | None) -> str | None:
    """The type a name begins with: `Luật Đất đai`, `Bộ luật Lao động`."""
    words = (name or "").split()
    for count in (3, 2, 1):
        known = doctypes().by_words(" ".join(words[:count])) if len(words) >= count else None
        if known:
            return known.identity_key()
    return None

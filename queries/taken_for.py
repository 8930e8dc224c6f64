"""Which document of the store or the registry a draft's citation is taken for, and which it may be besides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from luocdo.graph.fold import slug
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import type_key
from luocdo.graph.model import Citation, DocumentNode
from luocdo.graph.number import number_key
from luocdo.graph.places import place_key
from luocdo.graph.store import Reader
from luocdo.graph.titles import FITS, title_overlap
from luocdo.queries.find import joined
from luocdo.queries.registers import Registers
from luocdo.queries.results import by_age


class Taken(NamedTuple):
    """`document` if there is one answer; else `candidates`. `others` bear the number with another day."""

    document: DocumentNode | None
    candidates: tuple[DocumentNode, ...] = ()
    others: tuple[DocumentNode, ...] = ()


def taken_for(reader: Reader, cited: Sequence[Citation], place: str | None, registers: Registers) -> list[Taken]:
    """What each citation means, all asked for at once; `place` is the draft's province, for numbers that name none."""
    numbers = [each.number for each in cited if each.number is not None]
    registers.prepare(numbers)
    groups = reader.by_number_keys(number_key(number) for number in numbers)
    ids = [id_ for each in cited for id_ in (each.resolution.document_id, *each.resolution.candidates) if id_]
    held = reader.documents(dict.fromkeys(ids))

    def known(id_: str, number: str | None) -> DocumentNode | None:
        return held.get(id_) or registers.document(id_, number)

    def taken(citation: Citation) -> Taken:
        id_, number = citation.resolution.document_id, citation.number
        document = known(id_, number) if id_ else None
        if document is not None and not document.ambiguous:
            return Taken(document)
        if number is None:
            return _one_of([each for id_ in citation.resolution.candidates if (each := known(id_, None)) is not None])
        cited_before = groups.get(number_key(number), ())
        group = joined(cited_before, number, registers)
        found = _narrowed([each for each in group if not each.ambiguous], citation, place)
        only = found.document
        if only is not None and only not in cited_before and _of_any_year(citation, only):
            return Taken(None, (only,))
        return found

    return [taken(each) for each in cited]


def _narrowed(group: list[DocumentNode], citation: Citation, place: str | None) -> Taken:
    kind = kind_of(citation.number)
    if kind.typed and citation.type is not None:
        group = [each for each in group if type_key(each.type) == type_key(citation.type)]
    if kind.placed:
        group = _in_place(group, citation, place)
        if citation.resolution.status == "ambiguous":
            # The draft's province has taken in others since: each had its own numbers.
            return Taken(None, tuple(sorted(group, key=by_age)))
    if citation.date is None:
        return _one_of(group)
    same = [each for each in group if (each.date or "").startswith(citation.date)]
    if same or not kind.dated:
        return _one_of(same or group)
    undated = [each for each in group if each.date is None]
    return _one_of(undated)._replace(others=tuple(sorted(set(group) - set(undated), key=by_age)))


def _in_place(group: list[DocumentNode], citation: Citation, place: str | None) -> list[DocumentNode]:
    """Those of the place that the citation names; else of the places the text leaves open, else of the draft's own."""
    open_places = {part for id_ in citation.resolution.candidates for part in id_.split(".")[1:]}
    named = {part for each in citation.issuer for part in each.id.split(".")[1:]}
    if citation.place is None and (open_places or named):
        wanted = open_places or named
        return [each for each in group if each.province is not None and slug(each.province) in wanted]
    if not (citation.place or place):
        return group
    key = place_key(citation.place or place or "")
    return [each for each in group if each.province is not None and place_key(each.province) == key]


def _of_any_year(citation: Citation, listed: DocumentNode) -> bool:
    """Whether a citation may mean that of another year, though this is the only one that registers list.

    `Nghị quyết số 66/NQ-CP` with neither day nor title: each year has one, and registers need not have them all.
    """
    kind = kind_of(citation.number)
    if citation.date is not None or not kind.dated or kind.party:
        return False
    return title_overlap(citation.title, listed.title) < FITS


def _one_of(group: Sequence[DocumentNode]) -> Taken:
    if len(group) == 1:
        return Taken(group[0])
    return Taken(None, tuple(sorted(group, key=by_age)))

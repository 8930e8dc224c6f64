"""Which document of the store or the registry a draft's citation is taken for, and which it may be besides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import type_key
from luocdo.graph.model import Citation, DocumentNode
from luocdo.graph.number import number_key
from luocdo.graph.places import place_key
from luocdo.graph.store import Reader
from luocdo.queries.registered import registered, registered_by_id
from luocdo.queries.results import by_age


class Taken(NamedTuple):
    """`document` if there is one answer; else `candidates`. `others` bear the number with another day."""

    document: DocumentNode | None
    candidates: tuple[DocumentNode, ...] = ()
    others: tuple[DocumentNode, ...] = ()


def taken_for(reader: Reader, citation: Citation, place: str | None) -> Taken:
    """What a citation means; `place` is the draft's own province, for numbers that name none."""
    id_ = citation.resolution.document_id
    document = (reader.document(id_) or registered_by_id(id_)) if id_ else None
    if document is not None and not document.ambiguous:
        return Taken(document)
    if citation.number is None:
        known = (reader.document(each) or registered_by_id(each) for each in citation.resolution.candidates)
        return _one_of([each for each in known if each is not None])
    held = [each for each in reader.by_number_key(number_key(citation.number)) if not each.ambiguous]
    return _narrowed(held or list(registered(citation.number)), citation, place)


def _narrowed(group: list[DocumentNode], citation: Citation, place: str | None) -> Taken:
    kind = kind_of(citation.number)
    if kind.typed and citation.type is not None:
        group = [each for each in group if type_key(each.type) == type_key(citation.type)]
    if kind.placed and (citation.place or place):
        wanted = place_key(citation.place or place or "")
        group = [each for each in group if each.province is not None and place_key(each.province) == wanted]
    if citation.date is None:
        return _one_of(group)
    same = [each for each in group if (each.date or "").startswith(citation.date)]
    if same or not kind.dated:
        return _one_of(same or group)
    undated = [each for each in group if each.date is None]
    return _one_of(undated)._replace(others=tuple(sorted(set(group) - set(undated), key=by_age)))


def _one_of(group: Sequence[DocumentNode]) -> Taken:
    if len(group) == 1:
        return Taken(group[0])
    return Taken(None, tuple(sorted(group, key=by_age)))

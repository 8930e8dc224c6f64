"""From an id or a number in a request to the one document it means, or a problem document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from luocdo.app.api.problems import Fault
from luocdo.app.choose import exact_query
from luocdo.graph.model import DocumentNode
from luocdo.graph.store import Reader
from luocdo.queries.find import candidates
from luocdo.queries.results import briefs


def with_id(reader: Reader, id_: str) -> DocumentNode:
    """The document of an id; 404 where there is none."""
    found = reader.document(id_)
    if found is None:
        raise Fault("unknown", "no document of the store has this id; /api/v1/resolve finds one by its number")
    return found


def meant(reader: Reader, number: str) -> DocumentNode:
    """The document of a number or an id; 404 where there is none, 300 with the candidates where there are several."""
    return the_one(candidates(reader, number))


def the_one(found: Sequence[DocumentNode]) -> DocumentNode:
    """The document, if there is one: else 404, or 300 with the candidates and what to ask for each."""
    if not found:
        raise Fault("unknown", "no document of the store fits")
    if len(found) > 1:
        raise Fault("ambiguous", f"{len(found)} documents fit: add a day, a place or a type", candidates=_told(found))
    return found[0]


def _told(found: Sequence[DocumentNode]) -> list[dict[str, Any]]:
    lines = briefs(found)
    return [each.to_dict() | {"query": exact_query(each, lines)} for each in lines]

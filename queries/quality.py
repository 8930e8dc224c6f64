"""What in a store needs a person: citations that fit several documents, contradictions, files left out."""

from __future__ import annotations

from collections.abc import Iterator

from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.store import Reader
from luocdo.graph.store_records import GraphProblem, Quarantined
from luocdo.queries.doubts import Doubt, doubts
from luocdo.queries.results import Brief, brief, briefs

_PAGE = 2_000


class Unsure(Record, frozen=True):
    """A citation that fits several documents: the stand-in, how often it is cited, and what it may be."""

    citation: Brief
    cited: int
    candidates: tuple[Brief, ...]


class Quality(Record, frozen=True):
    """The open questions of a store. `problems` are those between texts; each text keeps its own.

    `doubts` are relations that break a rule of rank or time.
    """

    ambiguous: tuple[Unsure, ...]
    problems: tuple[GraphProblem, ...]
    quarantined: tuple[Quarantined, ...]
    doubts: tuple[Doubt, ...] = ()


def quality(reader: Reader) -> Quality:
    """All open questions, ambiguous citations by how often they are cited."""
    return Quality(
        ambiguous=tuple(_ambiguous(reader)),
        problems=tuple(_problems(reader)),
        quarantined=tuple(reader.quarantined()),
        doubts=tuple(doubts(reader, documents(reader))),
    )


def documents(reader: Reader) -> Iterator[list[DocumentNode]]:
    """All documents of a store in pages, by id."""
    page = reader.document_page("", _PAGE)
    while page:
        yield page
        page = reader.document_page(page[-1].id, _PAGE)


def _ambiguous(reader: Reader) -> list[Unsure]:
    stand_ins = {each.id: each for page in documents(reader) for each in page if each.ambiguous}
    cited = reader.degrees(stand_ins, (), "down")
    may_be: dict[str, list[str]] = {}
    for edge in reader.neighbours(stand_ins, ("MAY_BE",), "up"):
        may_be.setdefault(edge.source, []).append(edge.target)
    known = reader.documents(dict.fromkeys(id_ for ids in may_be.values() for id_ in ids))
    found = [
        Unsure(brief(each), cited[id_], briefs(known[far] for far in may_be.get(id_, ()) if far in known))
        for id_, each in stand_ins.items()
    ]
    return sorted(found, key=lambda each: (-each.cited, each.citation.id))


def _problems(reader: Reader) -> Iterator[GraphProblem]:
    seen = 0
    while page := reader.problems(seen, _PAGE):
        yield from page
        seen += len(page)

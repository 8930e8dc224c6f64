"""A graph as a stream of descriptions: N-Triples in memory that does not grow, Turtle and JSON-LD.

There is one description of each thing (`rdf_nodes`, `rdf_edges`); what rdflib holds (`to_rdf`) is read from these
N-Triples, so no form can say anything else than the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol, TextIO

from luocdo.graph.errors import ExportError
from luocdo.graph.model import AgencyNode, DocumentNode, Edge, TaskNode
from luocdo.graph.rdf_concepts import Concepts
from luocdo.graph.rdf_dataset import Tally
from luocdo.graph.rdf_edges import EdgeDescriptions
from luocdo.graph.rdf_jsonld import jsonld
from luocdo.graph.rdf_nodes import agency_descriptions, document_descriptions, task_descriptions
from luocdo.graph.rdf_terms import Description
from luocdo.graph.rdf_turtle import turtle

MOST_TRIPLES = 500_000
"""What is held in memory at most, nearly a gigabyte for whoever reads it with rdflib. N-Triples have no such limit."""
_PAGE = 1_000
_LINES = 10_000


class Part(Protocol):
    """A part of a graph, or all of it; each iterator starts from the beginning."""

    def documents(self) -> Iterator[DocumentNode]: ...
    def agencies(self) -> Iterator[AgencyNode]: ...
    def tasks(self) -> Iterator[TaskNode]: ...
    def edges(self) -> Iterator[Edge]: ...

    def keys_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The number key each of these documents is filed under."""
        ...


class Describer:
    """Records into descriptions; types, places, kinds and sources are described where they are first named."""

    def __init__(self) -> None:
        self._concepts = Concepts()
        self._edges = EdgeDescriptions(self._concepts)

    def document(self, node: DocumentNode, key: str) -> Iterator[Description]:
        """A document, filed under this number key."""
        yield from document_descriptions(node, key, self._concepts)
        yield from self._concepts.fresh()

    def other(self, record: AgencyNode | TaskNode | Edge) -> Iterator[Description]:
        """An agency, a task or an edge."""
        if isinstance(record, Edge):
            yield from self._edges.of(record)
        elif isinstance(record, AgencyNode):
            yield from agency_descriptions(record, self._concepts)
        else:
            yield from task_descriptions(record)
        yield from self._concepts.fresh()


def write_ntriples(part: Part, out: TextIO) -> None:
    """All of it as N-Triples, in memory that does not grow with it; equal graphs give equal bytes."""
    out.writelines(lines(whole(part)))


def write_jsonld(part: Part, out: TextIO) -> None:
    """All of it as JSON-LD, a subject once and in the order of the export; ExportError over MOST_TRIPLES."""
    out.writelines(jsonld(_by_subject(part)))


def write_turtle(part: Part, out: TextIO) -> None:
    """The same as Turtle."""
    out.writelines(turtle(_by_subject(part)))


def _by_subject(part: Part) -> dict[str, list[tuple[str, str]]]:
    subjects: dict[str, list[tuple[str, str]]] = {}
    for each in bounded(whole(part)):
        subjects.setdefault(each.subject, []).extend(each.pairs)
    return subjects


def pieces(part: Part, triples: int) -> Iterator[list[Description]]:
    """The graph in pieces of about so many triples, each complete in itself: nothing it names is described
    elsewhere but documents, agencies and tasks."""
    describer, tally = Describer(), Tally()
    piece: list[Description] = []
    for record in _records(part):
        for each in _described(describer, record):
            tally.add(each)
            piece.append(each)
        if tally.triples >= triples:
            yield piece
            describer, tally, piece = Describer(), Tally(), []
    yield [*piece, *tally.descriptions()]


def lines(descriptions: Iterable[Description]) -> Iterator[str]:
    """N-Triples in strings of many lines."""
    written = ntriples(descriptions)
    while chunk := "".join(islice(written, _LINES)):
        yield chunk


def ntriples(descriptions: Iterable[Description]) -> Iterator[str]:
    """Descriptions as lines of N-Triples."""
    for each in descriptions:
        subject = each.subject
        for property_, value in each.pairs:
            yield f"{subject} {property_} {value} .\n"


def whole(part: Part) -> Iterator[Description]:
    """The graph, then what the export says of itself."""
    describer, tally = Describer(), Tally()
    for record in _records(part):
        for each in _described(describer, record):
            tally.add(each)
            yield each
    yield from tally.descriptions()


def bounded(descriptions: Iterable[Description]) -> Iterator[Description]:
    """The same; ExportError once there are more than MOST_TRIPLES triples."""
    count = 0
    for each in descriptions:
        count += len(each.pairs)
        if count > MOST_TRIPLES:
            raise ExportError(f"more than {MOST_TRIPLES:,} triples: take N-Triples, or a part with a root and a depth")
        yield each


_Record = tuple[DocumentNode, str] | AgencyNode | TaskNode | Edge


def _records(part: Part) -> Iterator[_Record]:
    documents = part.documents()
    while page := list(islice(documents, _PAGE)):
        keys = part.keys_of([each.id for each in page])
        yield from ((node, keys.get(node.id, "")) for node in page)
    yield from part.agencies()
    yield from part.tasks()
    yield from part.edges()


def _described(describer: Describer, record: _Record) -> Iterator[Description]:
    return describer.document(*record) if isinstance(record, tuple) else describer.other(record)

"""The documents of a store and how they rely on each other, in numbers: what the analyses count over."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator

import networkx as nx

from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.quality import documents
from luocdo.queries.results import Brief, brief

_PAGE = 2_000
LOWER = ("district", "commune")


class Citations(Record, frozen=True):
    """Documents by place, and pairs of places: the first relies on the second. Each pair stands once, in order."""

    documents: tuple[DocumentNode, ...]
    nears: array[int]
    fars: array[int]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs, in order."""
        return zip(self.nears, self.fars, strict=True)

    def digraph(self) -> nx.DiGraph:
        """The pairs as a directed graph over places."""
        graph = nx.DiGraph()
        graph.add_nodes_from(range(len(self.documents)))
        graph.add_edges_from(self.pairs())
        return graph

    def brief(self, place: int) -> Brief:
        """The line of a document by its place."""
        return brief(self.documents[place])


def relying() -> tuple[str, ...]:
    """The kinds by which a document rests on another: it carries out, is grounded on, details or mentions it."""
    return (*schema().followed(), *schema().last_hops())


def citations(reader: Reader, kinds: Collection[str]) -> Citations:
    """All documents by id, and which are joined by these kinds. A stand-in for several documents is none.

    A pair is kept as one number: a million pairs of ids would take a quarter of a gigabyte.
    """
    found = [each for page in documents(reader) for each in page if not each.ambiguous]
    place = {each.id: number for number, each in enumerate(found)}
    count = max(len(found), 1)
    codes = array("q")
    for start in range(0, len(found), _PAGE):
        ids = [each.id for each in found[start : start + _PAGE]]
        edges = reader.neighbours(ids, kinds, "up")
        joined = {(place[edge.source], place[edge.target]) for edge in edges if edge.target in place}
        codes.extend(near * count + far for near, far in sorted(joined) if near != far)
    return Citations(
        tuple(found), array("l", (code // count for code in codes)), array("l", (code % count for code in codes))
    )


def is_central(document: DocumentNode) -> bool:
    """Whether a document is of the centre."""
    return (document.level or "").startswith("central")


def speaks_for_province(document: DocumentNode) -> bool:
    """Whether a document is a province's own, or of one of its departments."""
    return document.province is not None and document.level not in LOWER


def in_degrees(graph: Citations) -> list[int]:
    """How many documents rely on each."""
    found = [0] * len(graph.documents)
    for far in graph.fars:
        found[far] += 1
    return found


def page_rank(count: int, pairs: Iterable[tuple[int, int]], damping: float = 0.85) -> list[float]:
    """PageRank of `count` places: where a reader who follows citations, and now and then leaps, would be found.

    The power iteration itself, until all of it moves by less than 1e-9. networkx would need scipy for this, 110 MB,
    and longer to build its graph than this takes.
    """
    leaving = [0] * count
    citing: list[list[int]] = [[] for _ in range(count)]
    for near, far in pairs:
        leaving[near] += 1
        citing[far].append(near)
    cited = [(far, nears) for far, nears in enumerate(citing) if nears]
    share = [damping / out if out else 0.0 for out in leaving]
    ends = [place for place, out in enumerate(leaving) if not out]
    rank = [1 / count] * count if count else []
    for _ in range(200 if count else 0):
        # A leap from anywhere, and from a document that cites nothing always.
        new = [(1 - damping + damping * sum(map(rank.__getitem__, ends))) / count] * count
        passed = [value * part for value, part in zip(rank, share, strict=True)]
        for far, nears in cited:
            new[far] += sum(map(passed.__getitem__, nears))
        moved = sum(map(abs, map(float.__sub__, new, rank)))
        rank = new
        if moved < 1e-9:
            break
    return rank


def most(places: Iterable[int], value: list[float] | list[int], count: int, graph: Citations) -> list[int]:
    """The places of the highest values, at most `count`; of equals the first by id."""
    return sorted(places, key=lambda place: (-value[place], graph.documents[place].id))[:count]

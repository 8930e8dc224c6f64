"""A lineage in pages, each step with its evidence: a hub has hundreds of thousands, and nobody reads them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from luocdo.graph.model import Direction, DocumentNode, Edge, Hop
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.lineage import Lineage

_NEAR = 500
"""Documents whose edges are asked for at once: enough for one round trip, few enough to stop in time."""


class LineagePage(NamedTuple):
    """A part of a lineage; `next` is the number of its first hop that follows, None at the end."""

    lineage: Lineage
    next: int | None


def lineage_page(
    reader: Reader,
    root: str,
    *,
    direction: Direction = "down",
    depth: int | None = None,
    relations: Collection[str] = (),
    on: str | None = None,
    limit: int,
    start: int = 0,
) -> LineagePage:
    """The hops `start` to `start + limit` of `queries.lineage`, with their evidence, nearest first.

    Hops are ordered by depth, then by the order in which their near ends were reached; only the steps up to
    the end of the page are walked.
    """
    kinds = relations or schema().followed()
    taken: list[Hop] = []
    for number, hop in enumerate(hops(reader, root, kinds, direction, depth, on)):
        if len(taken) == limit:
            return LineagePage(_lineage(reader, root, direction, taken), number)
        if number >= start:
            taken.append(hop)
    return LineagePage(_lineage(reader, root, direction, taken), None)


def hops(
    reader: Reader,
    root: str,
    kinds: Collection[str],
    direction: Direction,
    depth: int | None = None,
    on: str | None = None,
) -> Iterator[Hop]:
    """Every edge that can be walked from `root`, as `Reader.lineage` has them, but walked only as far as asked for."""
    seen = {root}
    frontier = [root]
    walked = 0
    while frontier and (depth is None or walked < depth):
        walked += 1
        following: list[str] = []
        for first in range(0, len(frontier), _NEAR):
            edges = reader.neighbours(frontier[first : first + _NEAR], kinds, direction)
            for edge in _dated(reader, edges, direction, on):
                far = far_end(edge, direction)
                if far not in seen:
                    seen.add(far)
                    following.append(far)
                yield Hop(edge, walked)
        frontier = following


def far_end(edge: Edge, direction: Direction) -> str:
    """The end of an edge that a walk comes to."""
    return edge.source if direction == "down" else edge.target


def _dated(reader: Reader, edges: Sequence[Edge], direction: Direction, on: str | None) -> Sequence[Edge]:
    """The edges that lead to no document dated after `on`."""
    if on is None:
        return edges
    ends = reader.documents(dict.fromkeys(far_end(edge, direction) for edge in edges))
    later = {id_ for id_, node in ends.items() if (node.date or "") > on}
    return [edge for edge in edges if far_end(edge, direction) not in later]


def _lineage(reader: Reader, root: str, direction: Direction, taken: Sequence[Hop]) -> Lineage:
    edges = reader.with_evidence(hop.edge for hop in taken)
    shown = tuple(Hop(edge, hop.depth) for edge, hop in zip(edges, taken, strict=True))
    ends = dict.fromkeys([root, *(end for edge in edges for end in (edge.source, edge.target))])
    documents: dict[str, DocumentNode] = reader.documents(ends)
    return Lineage(root, direction, shown, documents)

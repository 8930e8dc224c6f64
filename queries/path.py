"""The shortest way between two documents over relations that texts state, each step with its sentences.

Both ends are walked from, the narrower side first, so that a hub is met and seldom opened. What stands for several
documents (an ambiguous citation) is no way: it would join texts that have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from luocdo.graph.model import Direction, DocumentNode, Edge, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.results import Brief, brief
from luocdo.queries.walk import with_evidence

Way = Literal["down", "up", "any"]
"""Down to what follows a document, up to its grounds, or either at each step."""
MOST_STEPS = 6
_MOST_EDGES = 200_000
"""Edges that are looked at before a search gives up."""
_BACK: dict[Way, Way] = {"down": "up", "up": "down", "any": "any"}


class Step(Record, frozen=True):
    """A document on the way, and the edge that leads to it from the one before; None at the first."""

    document: Brief
    edge: Edge | None


class Path(Record, frozen=True, rename={"from_": "from"}):
    """The shortest way, both ends included; empty where there is none of so many steps. `complete` is false
    where the search gave up before it had looked everywhere."""

    from_: Brief
    to: Brief
    steps: tuple[Step, ...]
    complete: bool


def path(
    reader: Reader,
    start: DocumentNode,
    end: DocumentNode,
    *,
    way: Way = "any",
    relations: Collection[str] = (),
    on: str | None = None,
    most: int = MOST_STEPS,
) -> Path:
    """The shortest way from one document to another in at most `most` steps, by what is not dated after `on`.

    Of several as short, each step is the strongest relation that a text states itself, then the first by id.
    """
    kinds = tuple(relations) or schema().relations()
    ends = frozenset((start.id, end.id))
    sides = (_Side(reader, start.id, ends, kinds, way, on), _Side(reader, end.id, ends, kinds, _BACK[way], on))
    complete = True
    while not (sides[0].found.keys() & sides[1].found.keys()):
        if sides[0].walked + sides[1].walked >= most or not (sides[0].frontier and sides[1].frontier):
            return Path(brief(start), brief(end), (), complete)
        cost, side = min(((each.cost(), number) for number, each in enumerate(sides)))
        if cost > _MOST_EDGES:
            return Path(brief(start), brief(end), (), complete=False)
        sides[side].open()
    edges = with_evidence(reader, _joined(*sides))
    ids = [start.id]
    for edge in edges:
        ids.append(edge.target if edge.source == ids[-1] else edge.source)
    documents = reader.documents(ids)
    steps = tuple(Step(brief(documents[id_]), edge) for id_, edge in zip(ids, [None, *edges], strict=True))
    return Path(brief(start), brief(end), steps, complete)


class _Side:
    """All that was reached from one end, each document with the edge it was reached by."""

    def __init__(
        self, reader: Reader, end: str, ends: frozenset[str], kinds: Collection[str], way: Way, on: str | None
    ) -> None:
        self.found: dict[str, Edge | None] = {end: None}
        self.frontier = [end]
        self.walked = 0
        self._reader, self._ends, self._kinds, self._on = reader, ends, kinds, on
        self._directions: tuple[Direction, ...] = ("up", "down") if way == "any" else (way,)
        self._strength = schema().relations().index

    def cost(self) -> int:
        """How many edges the next step looks at."""
        degrees = (self._reader.degrees(self.frontier, self._kinds, each) for each in self._directions)
        return sum(sum(each.values()) for each in degrees)

    def open(self) -> None:
        """Take one step on from all that was reached last."""
        self.walked += 1
        best: dict[str, tuple[tuple[bool, int, str], Edge]] = {}
        for direction in self._directions:
            for edge in self._reader.neighbours(self.frontier, self._kinds, direction):
                near, far = (edge.source, edge.target) if direction == "up" else (edge.target, edge.source)
                weight = (edge.nested, self._strength(edge.kind), near)
                if far not in self.found and (far not in best or weight < best[far][0]):
                    best[far] = (weight, edge)
        reached = self._reader.documents(sorted(best))
        self.frontier = [id_ for id_, node in reached.items() if self._is_way(node)]
        self.found.update((id_, best[id_][1]) for id_ in self.frontier)

    def back(self, id_: str) -> Iterator[tuple[str, Edge]]:
        """The edges from a document back to the end, each with the document it leads to."""
        edge = self.found[id_]
        while edge is not None:
            id_ = edge.target if edge.source == id_ else edge.source
            yield id_, edge
            edge = self.found[id_]

    def _is_way(self, node: DocumentNode) -> bool:
        later = self._on is not None and (node.date or "") > self._on
        return not later and (not node.ambiguous or node.id in self._ends)


def _joined(one: _Side, other: _Side) -> list[Edge]:
    """The edges of the shortest way over a document that both sides have reached."""

    def length(id_: str) -> tuple[int, str]:
        return len(list(one.back(id_))) + len(list(other.back(id_))), id_

    middle = min(one.found.keys() & other.found.keys(), key=length)
    return [*reversed([edge for _, edge in one.back(middle)]), *(edge for _, edge in other.back(middle))]

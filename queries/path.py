"""Ways between two documents over relations that texts state: the shortest, or all that lead up.

For the shortest both ends are walked from, the narrower side first, so that a hub is met and seldom opened. What stands
for several documents (an ambiguous citation) is no way: it would join texts that have nothing to do with each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from typing import Literal

from luocdo.graph.model import Direction, DocumentNode, Edge, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.results import Brief, brief

Way = Literal["down", "up", "any"]
"""Down to what follows a document, up to its grounds, or either at each step."""
MOST_STEPS = 6
MOST_WAYS = 60
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


class Ways(Record, frozen=True):
    """Each way as its edges from the lower document up; `complete` is false where some may be missing."""

    ways: tuple[tuple[Edge, ...], ...]
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
    edges = reader.with_evidence(_joined(*sides))
    ids = [start.id]
    for edge in edges:
        ids.append(edge.target if edge.source == ids[-1] else edge.source)
    documents = reader.documents(ids)
    steps = tuple(Step(brief(documents[id_]), edge) for id_, edge in zip(ids, [None, *edges], strict=True))
    return Path(brief(start), brief(end), steps, complete)


def ways(reader: Reader, lower: str, upper: str, relations: Collection[str] = (), most: int = MOST_STEPS) -> Ways:
    """The ways up from one document (id) to another without a circle, shortest first, then by the ids on them.

    Of several relations between two documents each way takes the strongest. Evidence is left out.
    """
    side = _Side(reader, lower, frozenset((lower, upper)), tuple(relations) or schema().relations(), "up", None)
    complete = True
    while complete and side.frontier and side.walked < most:
        complete = side.cost() <= _MOST_EDGES
        if complete:
            side.open()
    near = _distances(side.edges, upper)
    found: list[tuple[Edge, ...]] = []
    queue: deque[tuple[str, tuple[Edge, ...]]] = deque([(lower, ())])
    while queue and len(found) < MOST_WAYS:
        at, way = queue.popleft()
        if at == upper:
            found.append(way)
            continue
        met = {lower, *(edge.target for edge in way)}
        for far, edge in sorted(side.edges.get(at, {}).items()):
            if far not in met and len(way) + 1 + near.get(far, most + 1) <= most:
                queue.append((far, (*way, edge)))
    return Ways(tuple(found), complete and not queue)


def _distances(edges: dict[str, dict[str, Edge]], upper: str) -> dict[str, int]:
    """How many steps each document stands below the upper one."""
    below: dict[str, list[str]] = {}
    for near, fars in edges.items():
        for far in fars:
            below.setdefault(far, []).append(near)
    found = {upper: 0}
    queue = deque([upper])
    while queue:
        at = queue.popleft()
        for each in below.get(at, ()):
            if each not in found:
                found[each] = found[at] + 1
                queue.append(each)
    return found


class _Side:
    """All that was reached from one end, each document with the edge it was reached by; and all edges on the way,
    by near and far end, of several between two documents the strongest."""

    def __init__(
        self, reader: Reader, end: str, ends: frozenset[str], kinds: Collection[str], way: Way, on: str | None
    ) -> None:
        self.found: dict[str, Edge | None] = {end: None}
        self.edges: dict[str, dict[str, Edge]] = {}
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
        weights: dict[tuple[str, str], tuple[bool, int]] = {}
        for direction in self._directions:
            for edge in self._reader.neighbours(self.frontier, self._kinds, direction):
                pair = (edge.source, edge.target) if direction == "up" else (edge.target, edge.source)
                weight = edge.nested, self._strength(edge.kind)
                if pair not in weights or weight < weights[pair]:
                    weights[pair] = weight
                    self.edges.setdefault(pair[0], {})[pair[1]] = edge
        best: dict[str, tuple[bool, int, str]] = {}
        for (near, far), weight in weights.items():
            if far not in self.found:
                best[far] = min(best.get(far, (*weight, near)), (*weight, near))
        reached = self._reader.documents(sorted(best))
        self.frontier = [id_ for id_, node in reached.items() if self._is_way(node)]
        self.found.update((id_, self.edges[best[id_][2]][id_]) for id_ in self.frontier)

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

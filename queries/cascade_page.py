"""A cascade in pages: the directive of a ministry reaches ten thousand documents, and a tree is read a part at a time.

Rows are counted as they stand nearest to the root: its own children by date, then theirs. A page is the tree of so
many rows with the documents on the way to them; only what lies before its end is walked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from luocdo.graph.model import Direction, DocumentNode, Edge
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.cascade import Cascade, Row, branches, evidence_of
from luocdo.queries.registers import Registers
from luocdo.queries.walk import far_end

_NEAR = 200
"""Documents whose children are asked for at once."""


class CascadePage(NamedTuple):
    """A part of a cascade. `more` counts for each of its branches the steps on from it that are on no page up to
    this one; `next` is the number of the first row that follows, None at the end."""

    cascade: Cascade
    more: tuple[int, ...]
    next: int | None


def cascade_page(
    reader: Reader,
    root: DocumentNode,
    *,
    direction: Direction = "down",
    depth: int | None = None,
    relations: Collection[str] = (),
    on: str | None = None,
    limit: int,
    start: int = 0,
    registers: Registers | None = None,
) -> CascadePage:
    """The rows `start` to `start + limit` below (or above) a document, the root not counted.

    What fits on one page is the tree of `cascade`. On a later page what stood on an earlier one is only named, as
    the way to what is new. A document that is a last hop on this page may be expanded on a later one.
    """
    walk = _Walk(reader, root, direction, depth, relations, on)
    walk.go_to(start + limit + 1)
    end = min(start + limit, len(walk.rows))
    places = walk.tree(start, end)
    rows = [walk.row(place, start) for place in places]
    if start == 0 and end == len(walk.rows):
        rows = walk.settled(rows)
    seen = evidence_of(reader, [row.edge for row in rows if row.edge is not None])
    told = branches(reader, rows, walk.documents, seen, direction, walk.day, registers)
    more = walk.more(places, end)
    return CascadePage(Cascade(walk.day, direction, told), more, end if end < len(walk.rows) else None)


class _Row(NamedTuple):
    """A row and the document it hangs from."""

    above: str
    row: Row


class _Walk:
    """The rows of a cascade in the order in which they are counted, as far as they were asked for."""

    def __init__(
        self,
        reader: Reader,
        root: DocumentNode,
        direction: Direction,
        depth: int | None,
        relations: Collection[str],
        on: str | None,
    ) -> None:
        self.day = on or date.today().isoformat()
        self.rows: list[_Row] = []
        self.documents: dict[str, DocumentNode] = {root.id: root}
        self.ended = False
        self._reader, self._root, self._direction, self._depth, self._on = reader, root.id, direction, depth, on
        self._kinds = tuple(relations) or schema().followed()
        self._last = () if relations else schema().last_hops()
        self._strength = schema().relations().index
        self._place: dict[str, int] = {root.id: -1}
        self._mentioned: set[str] = set()
        self._queue: list[str] = [root.id]
        self._opened = 0

    def go_to(self, count: int) -> None:
        """Walk until there are so many rows, or no more."""
        while len(self.rows) < count and self._opened < len(self._queue):
            first = self._queue[self._opened]
            # All of one depth at most: what is reached first decides where a document is expanded.
            level = self._level(first)
            if self._depth is not None and level >= self._depth:
                self._opened = len(self._queue)
                break
            near = [id_ for id_ in self._queue[self._opened : self._opened + _NEAR] if self._level(id_) == level]
            self._open(near, level)
            self._opened += len(near)
        self.ended = self._opened >= len(self._queue)

    def tree(self, start: int, end: int) -> list[int]:
        """The places of the rows `start` to `end` and of those on the way to them, each before its children; the
        root stands at -1."""
        below: dict[int, list[int]] = {}
        places = set(range(start, end))
        for place in range(start, end):
            above = self._above(place)
            while above >= 0 and above not in places:
                places.add(above)
                above = self._above(above)
        for place in sorted(places):
            below.setdefault(self._above(place), []).append(place)
        tree: list[int] = []
        stack = [-1]
        while stack:
            tree.append(stack.pop())
            stack.extend(reversed(below.get(tree[-1], ())))
        return tree

    def row(self, place: int, start: int) -> Row:
        """The row at a place; one before `start` was on an earlier page and is only named."""
        if place < 0:
            return Row(self._root, 0, None, False, start > 0)
        row = self.rows[place].row
        return row._replace(repeated=True) if place < start else row

    def settled(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of a whole tree: a last hop into what is expanded anywhere in it is only named there."""
        named = set(self._place)
        settled: list[Row] = []
        for row in rows:
            settled.append(row._replace(repeated=row.document in named) if row.last else row)
            named.add(row.document)
        return settled

    def more(self, places: Sequence[int], end: int) -> tuple[int, ...]:
        """For each place of a page, how many steps lead on from it to what is on no page up to this one."""
        later: dict[int, int] = {}
        for place in range(end, len(self.rows)):
            above = self._above(place)
            later[above] = later.get(above, 0) + 1
        opened = set(self._queue[: self._opened])
        closed = [] if self.ended else [place for place in places if self._leads_on(place, opened)]
        ids = [self.rows[place].row.document for place in closed]
        kinds = (*self._kinds, *self._last)
        counted = self._reader.degrees(ids, kinds, self._direction) if ids else {}
        later |= {place: counted[id_] for place, id_ in zip(closed, ids, strict=True)}
        return tuple(later.get(place, 0) for place in places)

    def _leads_on(self, place: int, opened: Collection[str]) -> bool:
        """Whether a row's document is expanded there, and has not been opened yet."""
        if place < 0:
            return False
        row = self.rows[place].row
        near = self._depth is None or row.depth < self._depth
        return near and self._place.get(row.document) == place and row.document not in opened

    def _above(self, place: int) -> int:
        return self._place[self.rows[place].above]

    def _level(self, id_: str) -> int:
        place = self._place[id_]
        return 0 if place < 0 else self.rows[place].row.depth

    def _open(self, near: list[str], level: int) -> None:
        """Add the rows below some documents of one depth."""
        full = _by_near(self._reader.neighbours(near, self._kinds, self._direction), self._direction)
        last = self._reader.neighbours(near, self._last, self._direction) if self._last else []
        mentions = _by_near(last, self._direction)
        ends = {
            far_end(each, self._direction) for edges in (full, mentions) for found in edges.values() for each in found
        }
        self.documents |= self._reader.documents(sorted(ends - self.documents.keys()))
        for id_ in near:
            steps = self._strongest(id_, full.get(id_, ()))
            for far in sorted(steps, key=self._by_age):
                repeated = far in self._place
                self.rows.append(_Row(id_, Row(far, level + 1, steps[far], False, repeated)))
                if not repeated:
                    self._place[far] = len(self.rows) - 1
                    self._queue.append(far)
            named = {far: edge for far, edge in self._strongest(id_, mentions.get(id_, ())).items() if far not in steps}
            for far in sorted((far for far in named if self.documents[far].held), key=self._by_age):
                repeated = far in self._place or far in self._mentioned
                self._mentioned.add(far)
                self.rows.append(_Row(id_, Row(far, level + 1, named[far], True, repeated)))

    def _strongest(self, id_: str, edges: Sequence[Edge]) -> dict[str, Edge]:
        """One step a pair, the strongest that is stated, to what is not dated after the day asked for."""
        steps: dict[str, Edge] = {}
        for edge in edges:
            far = far_end(edge, self._direction)
            later = self._on is not None and (self.documents[far].date or "") > self._on
            if far != id_ and not later and (far not in steps or self._rank(edge) < self._rank(steps[far])):
                steps[far] = edge
        return steps

    def _rank(self, edge: Edge) -> tuple[bool, int]:
        return edge.nested, self._strength(edge.kind)

    def _by_age(self, id_: str) -> tuple[str, str]:
        return self.documents[id_].date or "9999", id_


def _by_near(edges: Sequence[Edge], direction: Direction) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.target if direction == "down" else edge.source, []).append(edge)
    return found

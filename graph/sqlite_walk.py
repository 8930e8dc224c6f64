"""Edges of the SQLite store: one step, all steps, and the evidence of an edge.

A walk asks once for each step, with all documents of that step as one JSON array: a parameter each
would end at 32,766, a hub has more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from luocdo.graph.errors import StoreError
from luocdo.graph.model import Direction, Edge, Evidence, Hop
from luocdo.graph.packed_records import read_evidence
from luocdo.graph.schema import schema
from luocdo.graph.store_records import Origin

# CROSS JOIN keeps the order of the tables as written: from the given nodes to their edges.
_STEP = {
    "up": """
        SELECT e.source, e.kind, e.target, e.scope, e.partial, e.nested, e.confidence, far.node, far.id
        FROM json_each(?) AS near CROSS JOIN edge AS e ON e.source = near.value {of_kinds}
        CROSS JOIN node AS far ON far.node = e.target AND (? IS NULL OR far.date IS NULL OR far.date <= ?)
        """,
    "down": """
        SELECT e.source, e.kind, e.target, e.scope, e.partial, e.nested, e.confidence, far.node, far.id
        FROM json_each(?) AS near
        CROSS JOIN edge AS e INDEXED BY edge_in ON e.target = near.value {of_kinds}
        CROSS JOIN node AS far ON far.node = e.source AND (? IS NULL OR far.date IS NULL OR far.date <= ?)
        """,
}
_DEGREE = {
    "up": """
        SELECT near.value, count(*)
        FROM json_each(?) AS near CROSS JOIN edge AS e ON e.source = near.value {of_kinds}
        GROUP BY near.value
        """,
    "down": """
        SELECT near.value, count(*) FROM json_each(?) AS near
        CROSS JOIN edge AS e INDEXED BY edge_in ON e.target = near.value {of_kinds}
        GROUP BY near.value
        """,
}
_EVIDENCE = """
    SELECT wanted.key, o.key, o.source, o.sha256, o.document, s.evidence FROM json_each(?) AS wanted
    CROSS JOIN statement AS s ON s.source = json_extract(wanted.value, '$[0]')
        AND s.kind = json_extract(wanted.value, '$[1]') AND s.target = json_extract(wanted.value, '$[2]')
    CROSS JOIN origin AS o USING (origin) ORDER BY wanted.key, o.source, o.key
    """
_AT_ONCE = 2_000
"""Edges whose evidence is asked for at a time: a query an edge takes several times as long."""

SCOPES = ("provision", "document")
"""By the number kept: the greater is the stronger."""

_Row = tuple[int, int, int, int, int, int, float, int, str]
_Ordered = tuple[str, str, str, _Row]


def kind_numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """The edge kinds this store has met, by name."""
    return dict(connection.execute("SELECT name, kind FROM kind"))


def node_numbers(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The integer keys of those of these ids that are in the store."""
    rows = connection.execute(
        "SELECT node.id, node.node FROM json_each(?) AS wanted CROSS JOIN node ON node.id = wanted.value",
        (json.dumps(list(ids)),),
    )
    return dict(rows)


def neighbours(
    connection: sqlite3.Connection,
    ids: Iterable[str],
    kinds: Collection[str],
    direction: Direction,
    *,
    evidence: bool = False,
) -> list[Edge]:
    """The edges one step from `ids`, ordered by near end, far end, kind."""
    numbers = node_numbers(connection, ids)
    names = {number: id_ for id_, number in numbers.items()}
    step = _Step(connection, kinds, direction, None)
    rows = step.ordered(step.rows(names), names)
    return step.edges(rows, _evidence(connection, [row[3][:3] for row in rows]) if evidence else None)


def lineage(
    connection: sqlite3.Connection,
    root: str,
    kinds: Collection[str],
    direction: Direction,
    depth: int | None,
    on: str | None,
) -> list[Hop]:
    """Every edge walked from `root`, breadth first; see `Reader.lineage`."""
    names = {number: id_ for id_, number in node_numbers(connection, [root]).items()}
    step = _Step(connection, kinds, direction, on)
    hops: list[Hop] = []
    frontier: Collection[int] = list(names)
    walked = 0
    while frontier and (depth is None or walked < depth):
        walked += 1
        rows = step.rows(frontier)
        new = {row[7]: row[8] for row in rows if row[7] not in names}
        names.update(new)
        hops.extend(Hop(edge, walked) for edge in step.edges(step.ordered(rows, names)))
        frontier = new
    return hops


def degrees(
    connection: sqlite3.Connection, ids: Iterable[str], kinds: Collection[str], direction: Direction
) -> dict[str, int]:
    """How many edges each id has in a direction; 0 for an id that has none or is not there."""
    wanted = list(ids)
    numbers = node_numbers(connection, wanted)
    counted = degrees_by_number(connection, numbers.values(), kinds, direction)
    return {id_: counted.get(numbers.get(id_, -1), 0) for id_ in wanted}


def degrees_by_number(
    connection: sqlite3.Connection, nodes: Iterable[int], kinds: Collection[str], direction: Direction
) -> dict[int, int]:
    """`degrees` by the integer keys of this file; nodes without an edge are left out."""
    numbers = _chosen(connection, kinds)
    query = _DEGREE[direction].format(of_kinds=_of_kinds(numbers))
    return dict(connection.execute(query, (json.dumps(list(nodes)), *(numbers or ()))))


def with_evidence(connection: sqlite3.Connection, edges: Iterable[Edge]) -> list[Edge]:
    """The same edges with the evidence of all origins, ordered by source, origin, place."""
    kinds = kind_numbers(connection)
    listed = list(edges)
    nodes = node_numbers(connection, {id_ for edge in listed for id_ in (edge.source, edge.target)})
    places = [(nodes.get(edge.source), kinds.get(edge.kind), nodes.get(edge.target)) for edge in listed]
    found = zip(listed, _evidence(connection, places), strict=True)
    return [msgspec.structs.replace(edge, evidence=seen) for edge, seen in found]


def _evidence(
    connection: sqlite3.Connection, places: Sequence[tuple[int | None, int | None, int | None]]
) -> Iterator[tuple[Evidence, ...]]:
    """The evidence of edges by their numbers (source, kind, target), in their order."""
    for start in range(0, len(places), _AT_ONCE):
        asked = places[start : start + _AT_ONCE]
        seen: list[list[Evidence]] = [[] for _ in asked]
        for place, *origin, body in connection.execute(_EVIDENCE, (json.dumps(asked),)):
            seen[place] += read_evidence(body, Origin(*origin))
        yield from map(tuple, seen)


class _Step:
    """One prepared step of a walk: kinds and direction stay, the nodes change."""

    def __init__(
        self, connection: sqlite3.Connection, kinds: Collection[str], direction: Direction, on: str | None
    ) -> None:
        self._connection, self._on = connection, on
        self._upwards = direction == "up"
        self._kinds = _chosen(connection, kinds)
        self._kind_names = {number: name for name, number in kind_numbers(connection).items()}
        self._query = _STEP[direction].format(of_kinds=_of_kinds(self._kinds))

    def rows(self, nodes: Iterable[int]) -> list[_Row]:
        """The edges from these nodes, as numbers; the last two columns are the far node and its id."""
        wanted = (json.dumps(list(nodes)), *(self._kinds or ()), self._on, self._on)
        return self._connection.execute(self._query, wanted).fetchall()

    def ordered(self, rows: list[_Row], names: dict[int, str]) -> list[_Ordered]:
        """Rows with their near end, far end, kind, ordered by these. `names` has the id of each near node."""
        kind_names, upwards = self._kind_names, self._upwards
        return sorted((names[row[0] if upwards else row[2]], row[8], kind_names[row[1]], row) for row in rows)

    def edges(self, rows: list[_Ordered], evidence: Iterator[tuple[Evidence, ...]] | None = None) -> list[Edge]:
        """Ordered rows as edges, each with the next of `evidence` if it is given."""
        upwards = self._upwards
        return [
            Edge(
                source=one if upwards else other,
                target=other if upwards else one,
                kind=kind,
                scope="document" if row[3] else "provision",
                partial=bool(row[4]),
                nested=bool(row[5]),
                confidence=row[6],
                evidence=next(evidence) if evidence is not None else (),
            )
            for one, other, kind, row in rows
        ]


def _chosen(connection: sqlite3.Connection, kinds: Collection[str]) -> list[int] | None:
    """The numbers of the kinds asked for; None for every kind."""
    unknown = set(kinds) - schema().edges.keys()
    if unknown:
        raise StoreError(f"no such relation: {', '.join(sorted(unknown))}")
    if not kinds:
        return None
    numbers = kind_numbers(connection)
    return sorted(number for name, number in numbers.items() if name in kinds)


def _of_kinds(numbers: Collection[int] | None) -> str:
    """The condition on the kind, a placeholder for each; a kind this store never met matches nothing."""
    return "" if numbers is None else f"AND e.kind IN ({', '.join('?' * len(numbers))})"

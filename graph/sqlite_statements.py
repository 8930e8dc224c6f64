"""Statements in the SQLite store: what each origin says of an edge, and the edge they make together.

An edge exists as long as some origin states it. Its scope, nested and partial marks and confidence are
the strongest of its statements, so the order in which texts came does not show.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from luocdo.graph.errors import StoreError
from luocdo.graph.model import Edge, Evidence
from luocdo.graph.packed_records import pack_evidence
from luocdo.graph.schema import schema
from luocdo.graph.sqlite_nodes import NodeTable
from luocdo.graph.sqlite_walk import SCOPES, kind_numbers, node_numbers
from luocdo.graph.store_records import Origin

_PUT_EDGE = """
    INSERT INTO edge (source, kind, target, scope, partial, nested, confidence) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, kind, target) DO UPDATE SET
        scope = max(scope, excluded.scope), partial = min(partial, excluded.partial),
        nested = min(nested, excluded.nested), confidence = max(confidence, excluded.confidence)
    """
_PUT_STATEMENT = """
    INSERT INTO statement (source, kind, target, scope, partial, nested, confidence, origin, evidence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
_END_EDGE = """
    DELETE FROM edge WHERE source = ?1 AND kind = ?2 AND target = ?3
    AND NOT EXISTS (SELECT 1 FROM statement WHERE source = ?1 AND kind = ?2 AND target = ?3)
    """
_WEAKEN_EDGE = """
    UPDATE edge SET (scope, partial, nested, confidence) = (
        SELECT max(scope), min(partial), min(nested), max(confidence) FROM statement
        WHERE source = ?1 AND kind = ?2 AND target = ?3)
    WHERE source = ?1 AND kind = ?2 AND target = ?3
    """
_END_BEREFT = """
    DELETE FROM node WHERE node = ?1 AND agency
    AND NOT EXISTS (SELECT 1 FROM edge WHERE source = ?1)
    AND NOT EXISTS (SELECT 1 FROM edge WHERE target = ?1)
    """

_LEFT_ON = """
    SELECT gone.value FROM json_each(?) AS gone
    WHERE EXISTS (SELECT 1 FROM edge WHERE source = gone.value)
        OR EXISTS (SELECT 1 FROM edge WHERE target = gone.value) LIMIT 1
    """
_OF_ORIGINS = """
    SELECT DISTINCT source, kind, target FROM json_each(?) AS wanted
    CROSS JOIN statement ON statement.origin = wanted.value
    """

_Marks = tuple[int, int, int, float]
"""Scope, partial, nested, confidence of an edge, as numbers."""


_GATHERED = 20_000
"""Statements written at a time: more would not be faster."""

_Place = tuple[int, int, int]
"""Source, kind, target of an edge, as numbers."""


class StatementTable:
    """The statements and edges of a store, within one transaction."""

    def __init__(self, connection: sqlite3.Connection, nodes: NodeTable) -> None:
        self._db = connection
        self._nodes = nodes
        self._kinds = kind_numbers(connection)
        self._numbers: dict[str, int] = {}
        self._gathered: dict[int, list[Edge]] = {}
        self._size = 0
        self._deserted: set[int] = set()
        self._known_gone = 0

    def put(self, number: int, origin: Origin, edges: Iterable[Edge]) -> None:
        """Replace what an origin (its number and what it is) states."""
        listed = list(edges)
        for edge in listed:
            _check_evidence(edge, origin)
        if number in self._gathered:
            self.flush()
        self._gathered[number] = listed
        self._size += 1 + len(listed)
        if self._size >= _GATHERED:
            self.flush()

    def flush(self) -> None:
        """Write what has been gathered; both ends of every edge must be there by now."""
        gathered, self._gathered, self._size = self._gathered, {}, 0
        if not gathered:
            return
        self._take_back(gathered)
        self._look_up({id_ for edges in gathered.values() for edge in edges for id_ in (edge.source, edge.target)})
        marks: list[tuple[_Place, _Marks]] = []
        rows: list[tuple[int | float | bytes, ...]] = []
        for number, edges in gathered.items():
            for place, (strongest, seen) in self._stated(edges).items():
                marks.append((place, strongest))
                rows.append((*place, *strongest, number, pack_evidence(seen)))
        # In the order of their sources they fall into few pages.
        self._db.executemany(_PUT_EDGE, [(*place, *strongest) for place, strongest in sorted(marks)])
        self._db.executemany(_PUT_STATEMENT, rows)

    def drop(self, number: int) -> None:
        """Take back all an origin states; edges nobody else states are gone."""
        self.flush()
        self._take_back([number])

    def drop_bereft(self) -> None:
        """Delete the agencies and tasks that lost their last edge in this batch."""
        self._db.executemany(_END_BEREFT, [(node,) for node in self._deserted])

    def check_ends(self) -> None:
        """Refuse a batch that deleted a document but not the edges on it."""
        left = self._db.execute(_LEFT_ON, (json.dumps(list(self._nodes.gone)),)).fetchone()
        if left is not None:
            raise StoreError(f"{self._nodes.gone[left[0]]}: deleted, but edges are left on it")

    def _take_back(self, origins: Iterable[int]) -> None:
        wanted = (json.dumps(list(origins)),)
        places = self._db.execute(_OF_ORIGINS, wanted).fetchall()
        if not places:
            return
        self._db.execute("DELETE FROM statement WHERE origin IN (SELECT value FROM json_each(?))", wanted)
        self._db.executemany(_END_EDGE, places)
        self._db.executemany(_WEAKEN_EDGE, places)
        for source, _, target in places:
            self._deserted.update((source, target))

    def _stated(self, edges: list[Edge]) -> dict[_Place, tuple[_Marks, list[Evidence]]]:
        """The edges of one origin by place; two of one place are put together."""
        stated: dict[_Place, tuple[_Marks, list[Evidence]]] = {}
        for edge in edges:
            place = (self._node(edge.source), self._kind(edge.kind), self._node(edge.target))
            marks = (SCOPES.index(edge.scope), int(edge.partial), int(edge.nested), edge.confidence)
            if place in stated:
                marks = _together(stated[place][0], marks)
                stated[place] = (marks, [*stated[place][1], *edge.evidence])
            else:
                stated[place] = (marks, list(edge.evidence))
        return stated

    def _look_up(self, ids: set[str]) -> None:
        """Learn the numbers of these ids."""
        self._nodes.flush()
        if len(self._nodes.gone) > self._known_gone:
            # A document that was deleted and came again has another number.
            self._known_gone = len(self._nodes.gone)
            self._numbers.clear()
        self._numbers.update(node_numbers(self._db, [id_ for id_ in ids if id_ not in self._numbers]))

    def _node(self, id_: str) -> int:
        try:
            return self._numbers[id_]
        except KeyError:
            raise StoreError(f"{id_}: an edge needs both its ends in the graph") from None

    def _kind(self, name: str) -> int:
        if name not in self._kinds:
            if name not in schema().edges:
                raise StoreError(f"{name}: no such relation in the schema")
            added = self._db.execute("INSERT INTO kind (name) VALUES (?) RETURNING kind", (name,)).fetchone()
            self._kinds[name] = added[0]
        return self._kinds[name]


def _together(one: _Marks, other: _Marks) -> _Marks:
    return max(one[0], other[0]), min(one[1], other[1]), min(one[2], other[2]), max(one[3], other[3])


def _check_evidence(edge: Edge, origin: Origin) -> None:
    for seen in edge.evidence:
        if (seen.document_id, seen.source, seen.sha256) != (
            origin.document_id,
            origin.source,
            origin.sha256,
        ):
            raise StoreError(f"{edge.source} {edge.kind} {edge.target}: evidence of another origin")

"""Statements in the SQLite store: what each origin says of an edge, and the edge they make together.

An edge exists as long as some origin states it. Its scope, nested and partial marks and confidence are
the strongest of its statements, so the order in which texts came does not show.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from luocdo.graph.errors import StoreError
from luocdo.graph.model import Edge, Evidence
from luocdo.graph.schema import schema
from luocdo.graph.sqlite_records import pack_evidence
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
_END_AGENCY = """
    DELETE FROM node WHERE node = ?1 AND agency
    AND NOT EXISTS (SELECT 1 FROM edge WHERE source = ?1)
    AND NOT EXISTS (SELECT 1 FROM edge WHERE target = ?1)
    """

_Marks = tuple[int, int, int, float]
"""Scope, partial, nested, confidence of an edge, as numbers."""


class StatementTable:
    """The statements and edges of a store, within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._kinds = kind_numbers(connection)
        self._nodes: dict[str, int] = {}
        self._deserted: set[int] = set()
        self._removed: set[str] = set()

    def put(self, number: int, origin: Origin, edges: Iterable[Edge]) -> None:
        """Replace what an origin (its number and what it is) states."""
        self.drop(number)
        stated: dict[tuple[int, int, int], tuple[_Marks, list[Evidence]]] = {}
        listed = list(edges)
        self._look_up(listed)
        for edge in listed:
            _check_evidence(edge, origin)
            place = (self._node(edge.source), self._kind(edge.kind), self._node(edge.target))
            marks = (SCOPES.index(edge.scope), int(edge.partial), int(edge.nested), edge.confidence)
            if place in stated:
                marks = _together(stated[place][0], marks)
                stated[place] = (marks, [*stated[place][1], *edge.evidence])
            else:
                stated[place] = (marks, list(edge.evidence))
        self._db.executemany(_PUT_EDGE, [(*place, *marks) for place, (marks, _) in stated.items()])
        self._db.executemany(
            _PUT_STATEMENT,
            [(*place, *marks, number, pack_evidence(seen)) for place, (marks, seen) in stated.items()],
        )

    def drop(self, number: int) -> None:
        """Take back all an origin states; edges nobody else states are gone."""
        places = self._db.execute(
            "SELECT source, kind, target FROM statement WHERE origin = ?", (number,)
        ).fetchall()
        if not places:
            return
        self._db.execute("DELETE FROM statement WHERE origin = ?", (number,))
        self._db.executemany(_END_EDGE, places)
        self._db.executemany(_WEAKEN_EDGE, places)
        for source, _, target in places:
            self._deserted.update((source, target))

    def forget_node(self, id_: str) -> None:
        """A node of this id has been deleted: it may come again under another number."""
        self._nodes.pop(id_, None)
        self._removed.add(id_)

    def drop_bereft_agencies(self) -> None:
        """Delete the agencies that lost their last edge in this batch."""
        self._db.executemany(_END_AGENCY, [(node,) for node in self._deserted])

    def check_ends(self) -> None:
        """Refuse a batch that deleted a document but not the edges on it, and name one of them."""
        if not self._removed:
            return
        row = self._db.execute("PRAGMA foreign_key_check(edge)").fetchone()
        if row is not None:
            gone = ", ".join(sorted(self._removed)[:5])
            raise StoreError(f"edges are left on documents that were deleted in this batch: {gone}")

    def _look_up(self, edges: list[Edge]) -> None:
        ids = {id_ for edge in edges for id_ in (edge.source, edge.target)} - self._nodes.keys()
        if ids:
            self._nodes.update(node_numbers(self._db, ids))

    def _node(self, id_: str) -> int:
        try:
            return self._nodes[id_]
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

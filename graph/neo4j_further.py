"""Statements beside a relationship that shows its first few, and how new ones are put together with both.

Every text that cites 290-QĐ/TW also says who issued it: that relation has as many statements as the decision
has citations, and a list of them on the relationship would be written anew with every text.
"""

from __future__ import annotations

from collections.abc import Mapping

from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_lookup import beside, beside_id
from luocdo.graph.neo4j_relations import (
    SHOWN,
    Marks,
    Place,
    Relation,
    Statement,
    edge_key,
    in_order,
    pack_statement,
    read_statement,
    together,
)
from luocdo.graph.neo4j_values import Properties

_PUT = "UNWIND $rows AS row MERGE (s:_Statement {id: row.id}) SET s = row"
_END = "UNWIND $ids AS id MATCH (s:_Statement {id: id}) DELETE s"
_SOME = "MATCH (s:_Statement {edge: $edge}) RETURN s.packed AS packed ORDER BY s.origin LIMIT $limit"
_MARKS = """
    MATCH (s:_Statement {edge: $edge})
    RETURN max(s.scope) AS scope, all(p IN collect(DISTINCT s.partial) WHERE p) AS partial,
        all(n IN collect(DISTINCT s.nested) WHERE n) AS nested, max(s.confidence) AS confidence
    """

Changes = dict[int, Statement | None]
"""What origins, by number, say of one relation now; None: nothing any more."""


class Further:
    """The statements beside relationships, within one batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def put_together(
        self, existing: Mapping[Place, Relation], changes: Mapping[Place, Changes]
    ) -> dict[Place, Relation | None]:
        """What becomes of relations that are there: the new ones, None for those that nobody states any more."""
        beside = self._beside(existing, changes)
        found: dict[Place, Relation | None] = {}
        rows: list[Properties] = []
        gone: list[str] = []
        weakened: dict[Place, _Change] = {}
        for place, relation in existing.items():
            change = _Change(place, relation, beside)
            for number, statement in sorted(changes[place].items()):
                change.say(number, statement)
            rows += change.put
            gone += change.gone
            if change.needs_all():
                weakened[place] = change
            else:
                found[place] = change.relation()
        if rows:
            self._batch.write(_PUT, rows=rows)
        if gone:
            self._batch.write(_END, ids=gone)
        for place, change in weakened.items():
            found[place] = self._told_anew(change)
        return found

    def _beside(self, existing: Mapping[Place, Relation], changes: Mapping[Place, Changes]) -> dict[str, Statement]:
        """Those statements beside relationships that may change, by id."""
        ids = [
            beside_id(edge_key(*place), number)
            for place, relation in existing.items()
            if relation.further
            for number in changes[place]
        ]
        return beside(self._batch.ask, ids)

    def _told_anew(self, change: _Change) -> Relation:
        """A relation that lost something: the marks of all that is left, and some of it shown if none was."""
        if not change.shown:
            rows = self._batch.ask(_SOME, edge=change.edge, limit=SHOWN)
            for statement in (read_statement(row["packed"]) for row in rows):
                change.shown[statement.origin] = statement
            self._batch.write(_END, ids=[beside_id(change.edge, number) for number in change.shown])
            change.further -= len(change.shown)
        marks = [each.marks for each in change.shown.values()]
        if change.further:
            (row,) = self._batch.ask(_MARKS, edge=change.edge)
            marks.append(Marks(row["scope"], row["partial"], row["nested"], row["confidence"]))
        return Relation(in_order(change.shown.values()), change.further, together(marks))


class _Change:
    """One relation on its way from what was stated to what is."""

    def __init__(self, place: Place, relation: Relation, beside: Mapping[str, Statement]) -> None:
        self.edge = edge_key(*place)
        self.shown = {each.origin: each for each in relation.shown}
        self.further = relation.further
        self.put: list[Properties] = []
        self.gone: list[str] = []
        self._beside = beside
        self._marks = [relation.marks]
        self._weakened = False

    def say(self, number: int, statement: Statement | None) -> None:
        """Take in what an origin says now."""
        id_ = beside_id(self.edge, number)
        before = self.shown.get(number) or self._beside.get(id_)
        if statement == before:
            return
        self._weakened = self._weakened or before is not None
        if number in self.shown:
            del self.shown[number]
        elif before is not None:
            self.further -= 1
            if statement is None:
                self.gone.append(id_)
        if statement is None:
            return
        self._marks.append(statement.marks)
        if id_ not in self._beside and len(self.shown) < SHOWN:
            self.shown[number] = statement
        else:
            self.further += 1
            self.put.append(statement_properties(self.edge, statement))

    def needs_all(self) -> bool:
        """Whether the statements beside it have to be asked for the marks, or for some to show."""
        return self.further > 0 and (self._weakened or not self.shown)

    def relation(self) -> Relation | None:
        """The relation as it is now, where nothing has to be asked."""
        if not self.shown:
            return None
        marks = self._marks if self.further else [each.marks for each in self.shown.values()]
        return Relation(in_order(self.shown.values()), self.further, together(marks))


def statement_properties(edge: str, statement: Statement) -> Properties:
    """A statement beside its relationship (`edge_key`) as properties of its node."""
    return {
        "id": beside_id(edge, statement.origin),
        "edge": edge,
        "origin": statement.origin,
        **statement.marks._asdict(),
        "packed": pack_statement(statement),
    }

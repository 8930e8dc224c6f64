"""Imported tables in the Neo4j store: rows filed under number keys, seen once a table is published.

A million rows are too much to delete in one transaction. A table that ends is only marked; its rows go
afterwards, a few thousand at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from luocdo.graph.errors import StoreError
from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_connections import Connections
from luocdo.graph.neo4j_lookup import Ask
from luocdo.graph.neo4j_names import by_indexed, indexed
from luocdo.graph.neo4j_values import Properties
from luocdo.graph.packed_records import pack, sound
from luocdo.graph.store_records import FactRow, FactTable

_STAGED, _PUBLISHED, _ENDED = "staged", "published", "ended"
_ROWS = 10_000

_ROW = "t.key AS table, f.place AS place, coalesce(f.whole_key, f.number_key) AS number_key, f.body AS body"
_OF_KEYS = f"""
    UNWIND $keys AS key MATCH (f:_Fact {{number_key: key}})
    MATCH (t:_FactTable {{tab: f.tab, state: '{_PUBLISHED}'}}) RETURN {_ROW}
    """
_PAGE = f"""
    MATCH (t:_FactTable {{key: $table, state: '{_PUBLISHED}'}}) MATCH (f:_Fact {{tab: t.tab}}) WHERE f.place > $after
    RETURN {_ROW} ORDER BY f.place LIMIT $limit
    """
_TABLES = f"MATCH (t:_FactTable {{state: '{_PUBLISHED}'}}) RETURN t.body AS body ORDER BY t.key"
_FIND = "MATCH (t:_FactTable {key: $key, state: $state}) RETURN t.tab AS tab"
_BEGIN = f"""
    MATCH (s:_Store {{id: 0}}) SET s.tables = s.tables + 1
    CREATE (t:_FactTable {{key: $key, tab: s.tables, state: '{_STAGED}'}}) RETURN t.tab AS tab
    """
_PUT = "UNWIND $rows AS row CREATE (f:_Fact) SET f = row"
_COUNT = "MATCH (f:_Fact {tab: $tab}) RETURN count(f) AS found"
_PUBLISH = f"MATCH (t:_FactTable {{tab: $tab}}) SET t.state = '{_PUBLISHED}', t.body = $body"
_END = f"MATCH (t:_FactTable {{key: $key, state: $state}}) SET t.state = '{_ENDED}' RETURN t.tab AS tab"
_ENDED_TABLES = f"MATCH (t:_FactTable {{state: '{_ENDED}'}}) RETURN t.tab AS tab"
_CLEAR = f"MATCH (f:_Fact {{tab: $tab}}) WITH f LIMIT {_ROWS} DELETE f RETURN count(*) AS cleared"
_FORGET = "MATCH (t:_FactTable {tab: $tab}) DELETE t"

_tables = msgspec.msgpack.Decoder(FactTable)


def facts(ask: Ask, number_keys: Iterable[str]) -> list[FactRow]:
    """The rows of published tables under these keys; see `Reader.facts`."""
    rows = (FactRow(*row) for row in ask(_OF_KEYS, keys=list(by_indexed(number_keys))))
    return sorted(rows, key=lambda row: (row.number_key, row.table, row.place))


def fact_page(ask: Ask, table: str, after: int, limit: int) -> list[FactRow]:
    """A page of one table; see `Reader.fact_page`."""
    return [FactRow(*row) for row in ask(_PAGE, table=table, after=after, limit=limit)]


@sound
def fact_tables(ask: Ask) -> list[FactTable]:
    """The published tables, by key."""
    return [_tables.decode(row["body"]) for row in ask(_TABLES)]


def clear_ended(connections: Connections) -> None:
    """Delete the rows of tables that have ended."""
    for row in connections.ask(_ENDED_TABLES):
        while connections.change(_CLEAR, tab=row["tab"])[0]["cleared"]:
            pass
        connections.change(_FORGET, tab=row["tab"])


def fact_properties(row: FactRow, tab: int) -> Properties:
    """A row of a table, by the table's number, as properties of its node."""
    key = indexed(row.number_key)
    whole = None if key == row.number_key else row.number_key
    return {"tab": tab, "place": row.place, "number_key": key, "whole_key": whole, "body": row.body}


def table_properties(table: FactTable, tab: int) -> Properties:
    """A published table as properties of its node."""
    return {"key": table.key, "tab": tab, "state": _PUBLISHED, "body": pack(table)}


class FactTables:
    """The tables of a store, within one batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._staged: dict[str, int] = {}
        self.ended = False
        """Whether a table ended, whose rows are to be cleared after the batch."""

    def put(self, rows: Iterable[FactRow]) -> None:
        """Add rows to tables that nobody sees yet."""
        gathered = []
        for row in rows:
            gathered.append(fact_properties(row, self._staged_tab(row.table)))
            if len(gathered) == _ROWS:
                self._batch.write(_PUT, rows=gathered)
                gathered = []
        if gathered:
            self._batch.write(_PUT, rows=gathered)

    def publish(self, table: FactTable) -> None:
        """The staged rows of a key are its table from now on."""
        tab = self._staged_tab(table.key)
        found = self._batch.ask(_COUNT, tab=tab)[0]["found"]
        if found != table.facts:
            raise StoreError(f"{table.key}: {found} rows were put, not {table.facts}: was it imported twice at once?")
        self._end(table.key, _PUBLISHED)
        self._batch.write(_PUBLISH, tab=tab, body=pack(table))
        self._staged.clear()

    def discard(self, key: str) -> None:
        """Forget the rows of a key that were not published."""
        self._end(key, _STAGED)
        self._staged.pop(key, None)

    def drop(self, key: str) -> bool:
        """Forget a table; whether there was one."""
        return self._end(key, _PUBLISHED)

    def _staged_tab(self, key: str) -> int:
        if key not in self._staged:
            rows = self._batch.ask(_FIND, key=key, state=_STAGED) or self._batch.write(_BEGIN, key=key)
            self._staged[key] = rows[0]["tab"]
        return self._staged[key]

    def _end(self, key: str, state: str) -> bool:
        ended = bool(self._batch.write(_END, key=key, state=state))
        self.ended = self.ended or ended
        return ended

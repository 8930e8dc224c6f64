"""Tables about documents in the SQLite store: rows filed under number keys, seen once a table is published."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import msgspec

from luocdo.graph.errors import StoreError
from luocdo.graph.packed_records import pack
from luocdo.graph.store_records import FactRow, FactTable

_STAGED, _PUBLISHED = 0, 1

_OF_KEYS = """
    SELECT fact_table.key, fact.place, fact.number_key, fact.body FROM json_each(?) AS wanted
    CROSS JOIN fact ON fact.number_key = wanted.value
    CROSS JOIN fact_table ON fact_table.tab = fact.tab AND fact_table.published
    ORDER BY fact.number_key, fact_table.key, fact.place
    """
_PAGE = """
    SELECT fact_table.key, fact.place, fact.number_key, fact.body FROM fact_table
    CROSS JOIN fact ON fact.tab = fact_table.tab AND fact.place > ?
    WHERE fact_table.key = ? AND fact_table.published ORDER BY fact.place LIMIT ?
    """
_TABLES = "SELECT body FROM fact_table WHERE published ORDER BY key"
_tables = msgspec.msgpack.Decoder(FactTable)


def create_facts(connection: sqlite3.Connection) -> None:
    """Make the two tables."""
    connection.execute(
        """CREATE TABLE fact_table (
            tab INTEGER PRIMARY KEY, key TEXT NOT NULL, published INTEGER NOT NULL, body BLOB NOT NULL,
            UNIQUE (key, published))"""
    )
    # In the order of the table, so that a million rows are appended; the index finds them by number.
    connection.execute(
        """CREATE TABLE fact (
            tab INTEGER NOT NULL REFERENCES fact_table, place INTEGER NOT NULL, number_key TEXT NOT NULL,
            body BLOB NOT NULL, PRIMARY KEY (tab, place)) WITHOUT ROWID"""
    )
    connection.execute("CREATE INDEX fact_by_number ON fact (number_key)")


def facts(connection: sqlite3.Connection, number_keys: Iterable[str]) -> list[FactRow]:
    """The rows of published tables under these keys; see `Reader.facts`."""
    wanted = json.dumps(list(dict.fromkeys(number_keys)))
    return [FactRow(*row) for row in connection.execute(_OF_KEYS, (wanted,))]


def fact_page(connection: sqlite3.Connection, table: str, after: int, limit: int) -> list[FactRow]:
    """A page of one table; see `Reader.fact_page`."""
    return [FactRow(*row) for row in connection.execute(_PAGE, (after, table, limit))]


def fact_tables(connection: sqlite3.Connection) -> list[FactTable]:
    """The published tables, by key."""
    try:
        return [_tables.decode(row[0]) for row in connection.execute(_TABLES)]
    except msgspec.DecodeError as error:
        raise StoreError("a record is damaged; restore a copy or import the tables anew") from error


class FactFile:
    """The tables of a store, within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._staged: dict[str, int] = {}

    def put(self, rows: Iterable[FactRow]) -> None:
        """Add rows to tables that nobody sees yet."""
        self._db.executemany(
            "INSERT INTO fact (tab, place, number_key, body) VALUES (?, ?, ?, ?)",
            ((self._staged_tab(row.table), row.place, row.number_key, row.body) for row in rows),
        )

    def publish(self, table: FactTable) -> None:
        """The staged rows of a key are its table from now on."""
        tab = self._staged_tab(table.key)
        found = self._db.execute("SELECT count(*) FROM fact WHERE tab = ?", (tab,)).fetchone()[0]
        if found != table.facts:
            raise StoreError(f"{table.key}: {found} rows were put, not {table.facts}: was it imported twice at once?")
        self._forget(table.key, _PUBLISHED)
        self._db.execute("UPDATE fact_table SET published = 1, body = ? WHERE tab = ?", (pack(table), tab))
        self._staged.clear()

    def discard(self, key: str) -> None:
        """Forget the rows of a key that were not published."""
        self._forget(key, _STAGED)
        self._staged.pop(key, None)

    def drop(self, key: str) -> bool:
        """Forget a table; whether there was one."""
        return self._forget(key, _PUBLISHED)

    def _staged_tab(self, key: str) -> int:
        if key not in self._staged:
            self._db.execute("INSERT OR IGNORE INTO fact_table (key, published, body) VALUES (?, 0, x'')", (key,))
            row = self._db.execute("SELECT tab FROM fact_table WHERE key = ? AND NOT published", (key,)).fetchone()
            self._staged[key] = int(row[0])
        return self._staged[key]

    def _forget(self, key: str, published: int) -> bool:
        row = self._db.execute(
            "SELECT tab FROM fact_table WHERE key = ? AND published = ?", (key, published)
        ).fetchone()
        if row is None:
            return False
        self._db.execute("DELETE FROM fact WHERE tab = ?", row)
        self._db.execute("DELETE FROM fact_table WHERE tab = ?", row)
        return True

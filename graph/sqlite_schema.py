"""The tables of the SQLite store, and how an older file becomes a newer one.

A new file takes every step, an older one the steps it lacks, each in one transaction. Integer keys
inside, because a cold cascade over text keys takes four times as long; the stable text ids stand in
`node.id` and `origin.key`. The planner's statistics are never gathered: on SQLite 3.40 a cascade went
from 0.4 to 24 ms after ANALYZE.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from luocdo.graph.errors import SchemaTooNew, StoreError
from luocdo.graph.sqlite_facts import create_facts
from luocdo.graph.sqlite_words import create_words

APPLICATION_ID = 0x6C756F63
"""`luoc` in ASCII, at byte 68 of the file: tells a store from any other SQLite file."""

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE kind (kind INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # `agency` is the class of the node: 0 a document, 1 an agency, since version 4 also 2 for a task.
    # Narrow, so that a walk that turns integers into ids stays in few pages; the record is elsewhere.
    """CREATE TABLE node (
        node INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, agency INTEGER NOT NULL,
        number_key TEXT, date TEXT, held INTEGER NOT NULL)""",
    "CREATE INDEX node_by_number ON node (number_key, id) WHERE number_key IS NOT NULL",
    """CREATE TABLE record (
        node INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE, body BLOB NOT NULL)""",
    """CREATE TABLE origin (
        origin INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
        sha256 TEXT NOT NULL, document TEXT NOT NULL)""",
    "CREATE INDEX origin_by_document ON origin (document, source, key)",
    "CREATE INDEX origin_by_hash ON origin (sha256)",
    """CREATE TABLE body (
        origin INTEGER PRIMARY KEY REFERENCES origin ON DELETE CASCADE, length INTEGER NOT NULL,
        text BLOB NOT NULL, about BLOB NOT NULL, extraction BLOB NOT NULL)""",
    # Out: the table itself. In: an index with every column a walk needs. Neither reads anything else.
    """CREATE TABLE edge (
        source INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED, kind INTEGER NOT NULL,
        target INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
        scope INTEGER NOT NULL, partial INTEGER NOT NULL, nested INTEGER NOT NULL,
        confidence REAL NOT NULL, PRIMARY KEY (source, kind, target)) WITHOUT ROWID""",
    "CREATE INDEX edge_in ON edge (target, kind, source, scope, partial, nested, confidence)",
    """CREATE TABLE statement (
        origin INTEGER NOT NULL REFERENCES origin, source INTEGER NOT NULL, kind INTEGER NOT NULL,
        target INTEGER NOT NULL, scope INTEGER NOT NULL, partial INTEGER NOT NULL,
        nested INTEGER NOT NULL, confidence REAL NOT NULL, evidence BLOB NOT NULL,
        PRIMARY KEY (origin, source, kind, target)) WITHOUT ROWID""",
    "CREATE INDEX statement_by_edge ON statement (source, kind, target)",
    """CREATE TABLE signature (
        signature INTEGER PRIMARY KEY, number_key TEXT NOT NULL, body BLOB NOT NULL, resolution BLOB,
        UNIQUE (number_key, body))""",
    """CREATE TABLE claim (
        origin INTEGER NOT NULL REFERENCES origin, row INTEGER NOT NULL,
        signature INTEGER NOT NULL REFERENCES signature, PRIMARY KEY (origin, row)) WITHOUT ROWID""",
    "CREATE INDEX claim_by_signature ON claim (signature, origin, row)",
    """CREATE TABLE problem (
        origin INTEGER NOT NULL REFERENCES origin, place INTEGER NOT NULL, severity TEXT NOT NULL,
        message TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        PRIMARY KEY (origin, place)) WITHOUT ROWID""",
    """CREATE TABLE quarantine (
        file TEXT NOT NULL, row INTEGER NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (file, row)) WITHOUT ROWID""",
    "INSERT INTO meta VALUES ('revision', 0)",
)


def _create_tables(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _index_dates(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE INDEX node_by_date ON node (held, date)")


def _index_tasks(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE INDEX task_by_id ON node (id) WHERE agency = 2")


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _create_tables,
    create_words,
    _index_dates,
    _index_tasks,
    create_facts,
)
"""Step n turns a file of version n into one of version n + 1; a file without tables has version 0.

1: nodes, edges, texts, claims. 2: words to search, taken from the records and texts already there.
3: documents by date, asked by every question about validity. 4: tasks are nodes too, paged by id.
5: tables that others keep about documents.
"""


def version(connection: sqlite3.Connection) -> int:
    """The version of the file's tables, 0 for an empty file; StoreError for a file of another program."""
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        return 0
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError("an SQLite file, but not a luocdo store")
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return int(row[0])


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Create or migrate the tables; SchemaTooNew if a newer luocdo wrote them. Nothing is lost on failure."""
    if _checked_version(connection) == len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have migrated while this one waited for the lock.
        for number, step in enumerate(STEPS[_checked_version(connection) :], _checked_version(connection) + 1):
            step(connection)
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (number,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _checked_version(connection: sqlite3.Connection) -> int:
    found = version(connection)
    if found > len(STEPS):
        raise SchemaTooNew(f"the store has schema {found}, this luocdo reads up to {len(STEPS)}: update luocdo")
    return found

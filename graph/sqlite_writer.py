"""The writer of the SQLite store: what one batch does to nodes, edges and texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from luocdo.graph.errors import StoreError
from luocdo.graph.model import AgencyNode, DocumentNode, Edge, TaskNode
from luocdo.graph.packed_records import (
    pack_about,
    pack_extraction,
    pack_text,
    read_extraction,
    read_source,
    read_text,
)
from luocdo.graph.sqlite_claims import ClaimTable
from luocdo.graph.sqlite_facts import FactFile
from luocdo.graph.sqlite_nodes import NodeTable
from luocdo.graph.sqlite_statements import StatementTable
from luocdo.graph.sqlite_words import add_text, forget_text
from luocdo.graph.store_records import (
    Claimant,
    ClaimRow,
    FactRow,
    FactTable,
    GraphProblem,
    HeldText,
    Origin,
    Quarantined,
    Signature,
    check_key,
)


class SqliteWriter:
    """One batch; made by `SqliteStore.batch`, of no use after it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._claims = ClaimTable(connection)
        self._facts = FactFile(connection)
        self._nodes = NodeTable(connection)
        self._statements = StatementTable(connection, self._nodes)
        self._origins: dict[str, int] = {}
        self._put: dict[str, Origin] = {}

    # --- held texts ---

    def put_held(self, held: HeldText) -> None:
        origin = self._put_origin(held.origin)
        self._forget_body(origin)
        self._db.execute(
            "INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?, ?)",
            (
                origin,
                len(held.text.text),
                pack_text(held.text.text),
                pack_about(held.text),
                pack_extraction(held.extraction),
            ),
        )
        add_text(self._db, origin, held.text.text)

    def drop_held(self, keys: Iterable[str]) -> set[str]:
        claimed: set[str] = set()
        for key in keys:
            origin = self._origin(key)
            if origin is None:
                continue
            claimed |= self._claims.put(origin, ())
            self._statements.drop(origin)
            self._forget_body(origin)
            self._db.execute("DELETE FROM problem WHERE origin = ?", (origin,))
            self._db.execute("DELETE FROM origin WHERE origin = ?", (origin,))
            del self._origins[key]
            self._put.pop(key, None)
        return claimed

    def held_text(self, key: str) -> HeldText | None:
        row = self._db.execute(
            "SELECT document, about, text, extraction FROM origin JOIN body USING (origin) WHERE key = ?",
            (key,),
        ).fetchone()
        if row is None:
            return None
        document, about, text, extraction = row
        return HeldText(key, document, read_source(about, read_text(text)), read_extraction(extraction))

    def assign(self, key: str, document_id: str) -> None:
        self._put.pop(key, None)
        self._db.execute("UPDATE origin SET document = ? WHERE key = ?", (document_id, key))

    # --- claims ---

    def put_claims(self, claims: Mapping[str, Sequence[ClaimRow]]) -> set[str]:
        for rows in claims.values():
            for row in rows:
                check_key(row.number_key)
        return {each for key, rows in claims.items() for each in self._claims.put(self._known_origin(key), rows)}

    def signatures(self, number_keys: Iterable[str]) -> list[Signature]:
        return self._claims.signatures(number_keys)

    def claimants(self, number_key: str, signature: bytes) -> list[Claimant]:
        return self._claims.claimants(number_key, signature)

    def claims_of(self, key: str) -> list[ClaimRow]:
        return self._claims.of(key)

    def put_resolutions(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        self._claims.resolve(rows)

    # --- nodes ---

    def put_group(self, number_key: str, documents: Sequence[DocumentNode]) -> None:
        check_key(number_key)
        self._nodes.put_group(number_key, documents)

    def put_agencies(self, agencies: Iterable[AgencyNode]) -> None:
        self._nodes.put_agencies(agencies)

    def put_tasks(self, tasks: Iterable[TaskNode]) -> None:
        self._nodes.put_tasks(tasks)

    # --- imported tables ---

    def put_facts(self, rows: Iterable[FactRow]) -> None:
        self._facts.put(rows)

    def publish_facts(self, table: FactTable) -> None:
        self._facts.publish(table)

    def discard_facts(self, key: str) -> None:
        self._facts.discard(key)

    def drop_facts(self, key: str) -> bool:
        return self._facts.drop(key)

    # --- edges, problems, quarantine ---

    def put_statements(self, origin: Origin, edges: Iterable[Edge]) -> None:
        self._statements.put(self._put_origin(origin), origin, edges)

    def put_problems(self, key: str, problems: Sequence[GraphProblem]) -> None:
        origin = self._known_origin(key)
        self._db.execute("DELETE FROM problem WHERE origin = ?", (origin,))
        self._db.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?)",
            [(origin, n, p.severity, p.message, p.start, p.end) for n, p in enumerate(problems)],
        )

    def quarantine(self, file: str, rows: Sequence[Quarantined]) -> None:
        self._db.execute("DELETE FROM quarantine WHERE file = ?", (file,))
        self._db.executemany(
            "INSERT INTO quarantine VALUES (?, ?, ?, ?)",
            [(file, number, row.place, row.reason) for number, row in enumerate(rows)],
        )

    def flush(self) -> None:
        """Write what is gathered, so that the transaction can be asked."""
        self._nodes.flush()
        self._statements.flush()

    def finish(self) -> None:
        """The last work of a batch: nodes without edges go, no edge hangs, the revision counts on."""
        self.flush()
        self._statements.drop_bereft()
        self._statements.check_ends()
        self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")

    # --- rows behind them ---

    def _forget_body(self, origin: int) -> None:
        row = self._db.execute("SELECT text FROM body WHERE origin = ?", (origin,)).fetchone()
        if row is not None:
            forget_text(self._db, origin, read_text(row[0]))
            self._db.execute("DELETE FROM body WHERE origin = ?", (origin,))

    def _put_origin(self, origin: Origin) -> int:
        if self._put.get(origin.key) == origin:
            return self._origins[origin.key]
        row = self._db.execute(
            """
            INSERT INTO origin (key, source, sha256, document) VALUES (?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET source = excluded.source, sha256 = excluded.sha256,
                document = excluded.document
            RETURNING origin
            """,
            (origin.key, origin.source, origin.sha256, origin.document_id),
        ).fetchone()
        self._put[origin.key] = origin
        self._origins[origin.key] = row[0]
        return int(row[0])

    def _origin(self, key: str) -> int | None:
        if key not in self._origins:
            row = self._db.execute("SELECT origin FROM origin WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            self._origins[key] = row[0]
        return self._origins[key]

    def _known_origin(self, key: str) -> int:
        origin = self._origin(key)
        if origin is None:
            raise StoreError(f"{key}: no such origin: put its text or its statements first")
        return origin

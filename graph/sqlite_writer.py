"""The writer of the SQLite store: what one batch does to nodes, edges and texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from luocdo.graph.errors import StoreError
from luocdo.graph.model import AgencyNode, DocumentNode, Edge
from luocdo.graph.sqlite_claims import ClaimTable
from luocdo.graph.sqlite_records import (
    pack,
    pack_about,
    pack_extraction,
    pack_text,
    read_document,
    read_extraction,
    read_source,
    read_text,
)
from luocdo.graph.sqlite_statements import StatementTable
from luocdo.graph.sqlite_words import (
    add_document,
    add_text,
    document_words,
    forget_document,
    forget_text,
)
from luocdo.graph.store_records import (
    Claimant,
    ClaimRow,
    GraphProblem,
    HeldText,
    Origin,
    Quarantined,
    Signature,
)


class SqliteWriter:
    """One batch; made by `SqliteStore.batch`, of no use after it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._claims = ClaimTable(connection)
        self._statements = StatementTable(connection)
        self._origins: dict[str, int] = {}

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
        return claimed

    def held_text(self, key: str) -> HeldText | None:
        row = self._db.execute(
            "SELECT document, about, text, extraction FROM origin JOIN body USING (origin) WHERE key = ?",
            (key,),
        ).fetchone()
        if row is None:
            return None
        document, about, text, extraction = row
        return HeldText(key, document, read_source(about, text), read_extraction(extraction))

    def assign(self, key: str, document_id: str) -> None:
        self._db.execute("UPDATE origin SET document = ? WHERE key = ?", (document_id, key))

    # --- claims ---

    def put_claims(self, key: str, claims: Sequence[ClaimRow]) -> set[str]:
        return self._claims.put(self._known_origin(key), claims)

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
        old = dict(self._db.execute("SELECT id, node FROM node WHERE number_key = ?", (number_key,)))
        for document in documents:
            self._put_document(number_key, document)
            old.pop(document.id, None)
        for id_, node in old.items():
            self._forget_document(node)
            self._statements.forget_node(id_)
            self._db.execute("DELETE FROM node WHERE node = ?", (node,))

    def put_agencies(self, agencies: Iterable[AgencyNode]) -> None:
        for agency in agencies:
            self._put_node(agency.id, None, None, agency=1, held=0, body=pack(agency))

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

    def finish(self) -> None:
        """The last work of a batch: nodes without edges go, no edge hangs, the revision counts on."""
        self._statements.drop_bereft_agencies()
        self._statements.check_ends()
        self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")

    # --- rows behind them ---

    def _put_document(self, number_key: str, document: DocumentNode) -> None:
        body = pack(document)
        old = self._db.execute(
            "SELECT node, body, number_key FROM node JOIN record USING (node) WHERE id = ?", (document.id,)
        ).fetchone()
        if old and old[1:] == (body, number_key):
            return
        words = document_words(document)
        if old:
            before = document_words(read_document(old[1]))
            if before != words:
                forget_document(self._db, old[0], before)
        node = self._put_node(
            document.id, number_key, document.date, agency=0, held=int(document.held), body=body
        )
        if not old or before != words:
            add_document(self._db, node, words)

    def _put_node(
        self, id_: str, number_key: str | None, date: str | None, *, agency: int, held: int, body: bytes
    ) -> int:
        row = self._db.execute(
            """
            INSERT INTO node (id, agency, number_key, date, held) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET number_key = excluded.number_key, date = excluded.date,
                held = excluded.held WHERE agency = excluded.agency
            RETURNING node
            """,
            (id_, agency, number_key, date, held),
        ).fetchone()
        if row is None:
            raise StoreError(f"{id_}: one id for an agency and a document")
        self._db.execute("INSERT OR REPLACE INTO record VALUES (?, ?)", (row[0], body))
        return int(row[0])

    def _forget_document(self, node: int) -> None:
        body = self._db.execute("SELECT body FROM record WHERE node = ?", (node,)).fetchone()[0]
        forget_document(self._db, node, document_words(read_document(body)))

    def _forget_body(self, origin: int) -> None:
        row = self._db.execute("SELECT text FROM body WHERE origin = ?", (origin,)).fetchone()
        if row is not None:
            forget_text(self._db, origin, read_text(row[0]))
            self._db.execute("DELETE FROM body WHERE origin = ?", (origin,))

    def _put_origin(self, origin: Origin) -> int:
        row = self._db.execute(
            """
            INSERT INTO origin (key, source, sha256, document) VALUES (?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET source = excluded.source, sha256 = excluded.sha256,
                document = excluded.document
            RETURNING origin
            """,
            (origin.key, origin.source, origin.sha256, origin.document_id),
        ).fetchone()
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

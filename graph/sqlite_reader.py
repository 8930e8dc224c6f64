"""The reader of the SQLite store: look-ups, pages, counts; walks and search have files of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from luocdo.graph import sqlite_facts, sqlite_holdings, sqlite_search, sqlite_walk
from luocdo.graph.model import (
    AgencyNode,
    Direction,
    DocumentNode,
    Edge,
    Extraction,
    Hop,
    SourceText,
    TaskNode,
)
from luocdo.graph.packed_records import read_agency, read_document, read_extraction, read_source, read_task, read_text
from luocdo.graph.sqlite_claims import ClaimTable
from luocdo.graph.sqlite_connections import Connections
from luocdo.graph.sqlite_nodes import AGENCY, DOCUMENT, TASK
from luocdo.graph.store_records import (
    Counts,
    Engine,
    FactRow,
    FactTable,
    GraphProblem,
    HeldRow,
    Hit,
    Holding,
    Index,
    Quarantined,
    Signature,
    Stated,
)

_RECORDS = """
    SELECT node.id, record.body FROM json_each(?) AS wanted
    CROSS JOIN node ON node.id = wanted.value AND node.agency = ? CROSS JOIN record USING (node)
    """
_BY_NUMBER = """
    SELECT record.body FROM node CROSS JOIN record USING (node) WHERE node.number_key = ? ORDER BY node.id
    """
_BY_NUMBERS = """
    SELECT node.number_key, record.body FROM json_each(?) AS wanted
    CROSS JOIN node ON node.number_key = json_extract(wanted.value, '$[0]')
        AND (json_extract(wanted.value, '$[1]') IS NULL OR node.date = json_extract(wanted.value, '$[1]'))
    CROSS JOIN record USING (node) ORDER BY node.number_key, node.id
    """
_KEYS_OF = """
    SELECT node.id, node.number_key FROM json_each(?) AS wanted
    CROSS JOIN node ON node.id = wanted.value WHERE node.number_key IS NOT NULL
    """
_PAGE = """
    SELECT record.body FROM node CROSS JOIN record USING (node)
    WHERE node.id > ? AND node.agency = ? ORDER BY node.id LIMIT ?
    """
_TASK_PAGE = """
    SELECT record.body FROM node CROSS JOIN record USING (node)
    WHERE node.agency = 2 AND node.id > ? ORDER BY node.id LIMIT ?
    """
_COPY = """
    FROM origin JOIN body USING (origin) WHERE origin.document = ? AND (? IS NULL OR origin.key = ?)
    ORDER BY origin.source, origin.key LIMIT 1
    """
_LATEST = "SELECT max(date) FROM node WHERE held = 1"
_HELD = "SELECT key, document, source, sha256, length FROM origin JOIN body USING (origin)"


class SqliteReader:
    """Answers of one store; every method sees one snapshot."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def document(self, document_id: str) -> DocumentNode | None:
        return self.documents((document_id,)).get(document_id)

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentNode]:
        return {id_: read_document(body) for id_, body in self._records(ids, DOCUMENT)}

    def agencies(self, ids: Iterable[str]) -> dict[str, AgencyNode]:
        return {id_: read_agency(body) for id_, body in self._records(ids, AGENCY)}

    def tasks(self, ids: Iterable[str]) -> dict[str, TaskNode]:
        return {id_: read_task(body) for id_, body in self._records(ids, TASK)}

    def by_number_key(self, key: str) -> list[DocumentNode]:
        return [read_document(row[0]) for row in self._rows(_BY_NUMBER, key)]

    def by_number_keys(
        self, keys: Iterable[str], days: Mapping[str, Collection[str]] | None = None
    ) -> dict[str, list[DocumentNode]]:
        found: dict[str, list[DocumentNode]] = {}
        for key, body in self._rows(_BY_NUMBERS, json.dumps(list(_with_days(keys, days or {})))):
            found.setdefault(key, []).append(read_document(body))
        return found

    def keys_of(self, ids: Iterable[str]) -> dict[str, str]:
        return dict(self._rows(_KEYS_OF, json.dumps(list(ids))))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        with self._connections.reading() as connection:
            return sqlite_search.search(connection, words, limit)

    def titled(self, titles: Iterable[str], most: int = 200) -> list[list[DocumentNode]]:
        with self._connections.reading() as connection:
            return sqlite_search.titled(connection, titles, most)

    def neighbours(
        self,
        ids: Iterable[str],
        kinds: Collection[str] = (),
        direction: Direction = "up",
        *,
        evidence: bool = False,
    ) -> list[Edge]:
        with self._connections.reading() as connection:
            return sqlite_walk.neighbours(connection, ids, kinds, direction, evidence=evidence)

    def degrees(self, ids: Iterable[str], kinds: Collection[str] = (), direction: Direction = "up") -> dict[str, int]:
        with self._connections.reading() as connection:
            return sqlite_walk.degrees(connection, ids, kinds, direction)

    def with_evidence(self, edges: Iterable[Edge]) -> list[Edge]:
        with self._connections.reading() as connection:
            return sqlite_walk.with_evidence(connection, edges)

    def lineage(
        self,
        root: str,
        kinds: Collection[str] = (),
        direction: Direction = "down",
        depth: int | None = None,
        on: str | None = None,
    ) -> list[Hop]:
        with self._connections.reading() as connection:
            return sqlite_walk.lineage(connection, root, kinds, direction, depth, on)

    def text(self, document_id: str, key: str | None = None) -> SourceText | None:
        rows = self._rows(f"SELECT about, text {_COPY}", document_id, key, key)
        return read_source(rows[0][0], read_text(rows[0][1])) if rows else None

    def extraction(self, document_id: str, key: str | None = None) -> Extraction | None:
        rows = self._rows(f"SELECT extraction {_COPY}", document_id, key, key)
        return read_extraction(rows[0][0]) if rows else None

    def copies(self, document_id: str) -> list[HeldRow]:
        return self._held(f"{_HELD} WHERE document = ? ORDER BY source, key", document_id)

    def held(self, after: str = "", limit: int = 1000) -> list[HeldRow]:
        return self._held(f"{_HELD} WHERE key > ? ORDER BY key LIMIT ?", after, limit)

    def held_hashes(self, hashes: Iterable[str]) -> set[str]:
        query = """
            SELECT sha256 FROM json_each(?) AS wanted CROSS JOIN origin ON sha256 = wanted.value
            JOIN body USING (origin)
            """
        return {row[0] for row in self._rows(query, json.dumps(list(hashes)))}

    def document_page(self, after: str = "", limit: int = 1000) -> list[DocumentNode]:
        return [read_document(row[0]) for row in self._rows(_PAGE, after, DOCUMENT, limit)]

    def agency_page(self, after: str = "", limit: int = 1000) -> list[AgencyNode]:
        return [read_agency(row[0]) for row in self._rows(_PAGE, after, AGENCY, limit)]

    def task_page(self, after: str = "", limit: int = 1000) -> list[TaskNode]:
        return [read_task(row[0]) for row in self._rows(_TASK_PAGE, after, limit)]

    def problems(self, after: int = 0, limit: int = 1000) -> list[GraphProblem]:
        query = """
            SELECT key, severity, message, start, "end" FROM problem JOIN origin USING (origin)
            ORDER BY key, place LIMIT ? OFFSET ?
            """
        return [GraphProblem(*row) for row in self._rows(query, limit, after)]

    def quarantined(self) -> list[Quarantined]:
        rows = self._rows("SELECT file, place, reason FROM quarantine ORDER BY file, row")
        return [Quarantined(*row) for row in rows]

    def facts(self, number_keys: Iterable[str]) -> list[FactRow]:
        with self._connections.reading() as connection:
            return sqlite_facts.facts(connection, number_keys)

    def fact_tables(self) -> list[FactTable]:
        with self._connections.reading() as connection:
            return sqlite_facts.fact_tables(connection)

    def fact_page(self, table: str, after: int = 0, limit: int = 1000) -> list[FactRow]:
        with self._connections.reading() as connection:
            return sqlite_facts.fact_page(connection, table, after, limit)

    def origins(self, after: str = "", limit: int = 1000) -> list[HeldRow]:
        with self._connections.reading() as connection:
            return sqlite_holdings.origins(connection, after, limit)

    def holdings(self, keys: Iterable[str]) -> list[Holding]:
        with self._connections.reading() as connection:
            return sqlite_holdings.holdings(connection, keys)

    def number_keys(self, after: str = "", limit: int = 1000) -> list[str]:
        with self._connections.reading() as connection:
            return sqlite_holdings.number_keys(connection, after, limit)

    def statements(self, ids: Iterable[str]) -> list[Stated]:
        with self._connections.reading() as connection:
            return sqlite_holdings.statements(connection, ids)

    def claimed_keys(self, after: str = "", limit: int = 1000) -> list[str]:
        with self._connections.reading() as connection:
            return sqlite_holdings.claimed_keys(connection, after, limit)

    def signatures(self, number_keys: Iterable[str]) -> list[Signature]:
        with self._connections.reading() as connection:
            return ClaimTable(connection).signatures(number_keys)

    def counts(self) -> Counts:
        with self._connections.reading() as connection:
            nodes = dict(connection.execute("SELECT agency * 2 + held, count(*) FROM node GROUP BY agency * 2 + held"))
            kinds = connection.execute(
                "SELECT name, (SELECT count(*) FROM edge WHERE edge.kind = kind.kind) FROM kind ORDER BY name"
            )
            return Counts(
                documents=nodes.get(0, 0) + nodes.get(1, 0),
                held=nodes.get(1, 0),
                stubs=nodes.get(0, 0),
                agencies=nodes.get(AGENCY * 2, 0),
                tasks=nodes.get(TASK * 2, 0),
                texts=_one(connection, "SELECT count(*) FROM body"),
                edges={name: number for name, number in kinds if number},
                statements=_one(connection, "SELECT count(*) FROM statement"),
                quarantined=_one(connection, "SELECT count(DISTINCT file) FROM quarantine"),
            )

    def engine(self) -> Engine:
        indexes = self._rows("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
        return Engine(
            name="SQLite",
            version=sqlite3.sqlite_version,
            edition=None,
            database=None,
            layout=self._rows("SELECT value FROM meta WHERE key = 'schema'")[0][0],
            indexes=tuple(Index(row[0], "btree", "online") for row in indexes),
        )

    def latest_date(self) -> str | None:
        date: str | None = self._rows(_LATEST)[0][0]
        return date

    def data_version(self) -> int:
        with self._connections.reading() as connection:
            return _one(connection, "SELECT value FROM meta WHERE key = 'revision'")

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._connections.reading() as connection:
            return connection.execute(query, values).fetchall()

    def _records(self, ids: Iterable[str], class_: int) -> list[tuple[str, bytes]]:
        with self._connections.reading() as connection:
            return connection.execute(_RECORDS, (json.dumps(list(ids)), class_)).fetchall()

    def _held(self, query: str, *values: object) -> list[HeldRow]:
        with self._connections.reading() as connection:
            return [HeldRow(*row) for row in connection.execute(query, values)]


def _with_days(keys: Iterable[str], days: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str | None]]:
    """Each key with each of its days, once, or with None for all of them."""
    for key in dict.fromkeys(keys):
        for day in dict.fromkeys(days[key]) if key in days else (None,):
            yield key, day


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])

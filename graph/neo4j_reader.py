"""The reader of the Neo4j store: look-ups, pages, counts; walks and search have files of their own.

Every question is one or a few read queries. Unlike SQLite a server shows each of them the last commit, so
that while a load runs two queries of one question may see two states.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from luocdo.graph import neo4j_claims, neo4j_engine, neo4j_facts, neo4j_holdings, neo4j_search, neo4j_walk
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
from luocdo.graph.neo4j_connections import Connections
from luocdo.graph.neo4j_names import HELD, LABELS, by_indexed, stated_kinds
from luocdo.graph.neo4j_records import Node, read_told, told
from luocdo.graph.neo4j_values import iso
from luocdo.graph.packed_records import read_extraction, read_source
from luocdo.graph.store_records import (
    Counts,
    Engine,
    FactRow,
    FactTable,
    GraphProblem,
    HeldRow,
    Hit,
    Holding,
    Quarantined,
    Signature,
    Stated,
)

_LABEL = {DocumentNode: LABELS["document"], AgencyNode: LABELS["agency"], TaskNode: LABELS["task"]}
_RECORDS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN collect({told}) AS found"
_PAGE = """
    MATCH (n:{label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $limit RETURN collect({told}) AS found
    """
_BY_NUMBERS = f"""
    UNWIND $keys AS key MATCH (d:Document {{number_key: key}})
    WHERE $days[key] IS NULL OR toString(d.date) IN $days[key]
    WITH key, d ORDER BY key, d.id RETURN key, collect({told(DocumentNode, "d")}) AS found
    """
_KEYS_OF = """
    UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN id, coalesce(d.whole_key, d.number_key) AS key
    """
_COPY = """
    MATCH (t:_Text {{document: $id}}) WHERE $key IS NULL OR t.key = $key
    RETURN {what} ORDER BY t.source, t.key LIMIT 1
    """
_HELD_ROW = "t.key, t.document, t.source, t.sha256, t.length"
_COPIES = f"MATCH (t:_Text {{document: $id}}) RETURN {_HELD_ROW} ORDER BY t.source, t.key"
_HELD = f"MATCH (t:_Origin) WHERE t.key > $after AND t:_Text RETURN {_HELD_ROW} ORDER BY t.key LIMIT $limit"
_HASHES = "UNWIND $hashes AS hash MATCH (t:_Text {sha256: hash}) RETURN DISTINCT hash"
_PROBLEMS = """
    MATCH (p:_Problem) RETURN p.origin, p.severity, p.message, p.start, p.end
    ORDER BY p.origin, p.place SKIP $after LIMIT $limit
    """
_QUARANTINED = "MATCH (q:_Quarantine) RETURN q.file, q.place, q.reason ORDER BY q.file, q.row"
_LATEST = (
    f"MATCH (d:{HELD}) WHERE d.date >= date('0001-01-01') RETURN d.date AS day ORDER BY d.date DESC LIMIT 1",
    f"MATCH (d:{HELD}) WHERE d.date >= '' RETURN d.date AS day ORDER BY d.date DESC LIMIT 1",
)
_REVISION = "MATCH (s:_Store {id: 0}) RETURN s.revision AS revision"
_COUNTED = {
    "documents": "(n:Document)",
    "held": f"(n:{HELD})",
    "agencies": "(n:Agency)",
    "tasks": "(n:Task)",
    "texts": "(n:_Text)",
}
_SUMMED = (
    "MATCH (o:_Origin) WITH sum(o.statements) AS number RETURN 'statements' AS name, number",
    "MATCH (q:_Quarantine) WITH count(DISTINCT q.file) AS number RETURN 'quarantined' AS name, number",
)


class Neo4jReader:
    """Answers of one store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._ask = connections.ask

    def document(self, document_id: str) -> DocumentNode | None:
        return self.documents((document_id,)).get(document_id)

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentNode]:
        return self._records(DocumentNode, ids)

    def agencies(self, ids: Iterable[str]) -> dict[str, AgencyNode]:
        return self._records(AgencyNode, ids)

    def tasks(self, ids: Iterable[str]) -> dict[str, TaskNode]:
        return self._records(TaskNode, ids)

    def by_number_key(self, key: str) -> list[DocumentNode]:
        return self.by_number_keys([key]).get(key, [])

    def by_number_keys(
        self, keys: Iterable[str], days: Mapping[str, Collection[str]] | None = None
    ) -> dict[str, list[DocumentNode]]:
        wanted = by_indexed(keys)
        by_day = {key: list(days[whole]) for key, whole in wanted.items() if days and whole in days}
        found: dict[str, list[DocumentNode]] = {}
        for row in self._ask(_BY_NUMBERS, keys=list(wanted), days=by_day):
            found[wanted[row["key"]]] = [read_told(DocumentNode, each) for each in row["found"]]
        return found

    def keys_of(self, ids: Iterable[str]) -> dict[str, str]:
        return {row["id"]: row["key"] for row in self._ask(_KEYS_OF, ids=list(dict.fromkeys(ids)))}

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        return neo4j_search.search(self._ask, words, limit)

    def titled(self, titles: Iterable[str], most: int = 200) -> list[list[DocumentNode]]:
        return neo4j_search.titled(self._ask, titles, most)

    def neighbours(
        self,
        ids: Iterable[str],
        kinds: Collection[str] = (),
        direction: Direction = "up",
        *,
        evidence: bool = False,
    ) -> list[Edge]:
        if evidence:
            return neo4j_walk.neighbours_with_evidence(self._ask, ids, kinds, direction)
        return neo4j_walk.neighbours(self._ask, ids, kinds, direction)

    def degrees(self, ids: Iterable[str], kinds: Collection[str] = (), direction: Direction = "up") -> dict[str, int]:
        return neo4j_walk.degrees(self._ask, ids, kinds, direction)

    def with_evidence(self, edges: Iterable[Edge]) -> list[Edge]:
        return neo4j_walk.with_evidence(self._ask, edges)

    def lineage(
        self,
        root: str,
        kinds: Collection[str] = (),
        direction: Direction = "down",
        depth: int | None = None,
        on: str | None = None,
    ) -> list[Hop]:
        return neo4j_walk.lineage(self._ask, root, kinds, direction, depth, on)

    def text(self, document_id: str, key: str | None = None) -> SourceText | None:
        rows = self._ask(_COPY.format(what="t.about AS about, t.text AS text"), id=document_id, key=key)
        return read_source(rows[0]["about"], rows[0]["text"]) if rows else None

    def extraction(self, document_id: str, key: str | None = None) -> Extraction | None:
        rows = self._ask(_COPY.format(what="t.extraction AS extraction"), id=document_id, key=key)
        return read_extraction(rows[0]["extraction"]) if rows else None

    def copies(self, document_id: str) -> list[HeldRow]:
        return [HeldRow(*row) for row in self._ask(_COPIES, id=document_id)]

    def held(self, after: str = "", limit: int = 1000) -> list[HeldRow]:
        return [HeldRow(*row) for row in self._ask(_HELD, after=after, limit=limit)]

    def held_hashes(self, hashes: Iterable[str]) -> set[str]:
        return {row["hash"] for row in self._ask(_HASHES, hashes=list(hashes))}

    def document_page(self, after: str = "", limit: int = 1000) -> list[DocumentNode]:
        return self._page(DocumentNode, after, limit)

    def agency_page(self, after: str = "", limit: int = 1000) -> list[AgencyNode]:
        return self._page(AgencyNode, after, limit)

    def task_page(self, after: str = "", limit: int = 1000) -> list[TaskNode]:
        return self._page(TaskNode, after, limit)

    def problems(self, after: int = 0, limit: int = 1000) -> list[GraphProblem]:
        return [GraphProblem(*row) for row in self._ask(_PROBLEMS, after=after, limit=limit)]

    def quarantined(self) -> list[Quarantined]:
        return [Quarantined(*row) for row in self._ask(_QUARANTINED)]

    def facts(self, number_keys: Iterable[str]) -> list[FactRow]:
        return neo4j_facts.facts(self._ask, number_keys)

    def fact_tables(self) -> list[FactTable]:
        return neo4j_facts.fact_tables(self._ask)

    def fact_page(self, table: str, after: int = 0, limit: int = 1000) -> list[FactRow]:
        return neo4j_facts.fact_page(self._ask, table, after, limit)

    def origins(self, after: str = "", limit: int = 1000) -> list[HeldRow]:
        return neo4j_holdings.origins(self._ask, after, limit)

    def holdings(self, keys: Iterable[str]) -> list[Holding]:
        return neo4j_holdings.holdings(self._ask, keys)

    def number_keys(self, after: str = "", limit: int = 1000) -> list[str]:
        return neo4j_holdings.number_keys(self._ask, after, limit)

    def statements(self, ids: Iterable[str]) -> list[Stated]:
        return neo4j_walk.statements(self._ask, ids)

    def claimed_keys(self, after: str = "", limit: int = 1000) -> list[str]:
        return neo4j_claims.claimed_keys(self._ask, after, limit)

    def signatures(self, number_keys: Iterable[str]) -> list[Signature]:
        return neo4j_claims.signatures(self._ask, number_keys)

    def counts(self) -> Counts:
        found: dict[str, int] = {row["name"]: row["number"] for row in self._ask(_counting())}
        return Counts(
            documents=found["documents"],
            held=found["held"],
            stubs=found["documents"] - found["held"],
            agencies=found["agencies"],
            tasks=found["tasks"],
            texts=found["texts"],
            edges={kind: found[kind] for kind in sorted(stated_kinds()) if found[kind]},
            statements=found["statements"],
            quarantined=found["quarantined"],
        )

    def engine(self) -> Engine:
        return neo4j_engine.engine(self._connections)

    def latest_date(self) -> str | None:
        found = [iso(row["day"]) for query in _LATEST for row in self._ask(query)]
        return max((each for each in found if each), default=None)

    def data_version(self) -> int:
        return int(self._ask(_REVISION)[0]["revision"])

    def _records(self, kind: type[Node], ids: Iterable[str]) -> dict[str, Node]:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        query = _RECORDS.format(label=_LABEL[kind], told=told(kind, "n"))
        nodes = [read_told(kind, each) for each in self._ask(query, ids=wanted)[0]["found"]]
        found = {node.id: node for node in nodes}
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def _page(self, kind: type[Node], after: str, limit: int) -> list[Node]:
        query = _PAGE.format(label=_LABEL[kind], told=told(kind, "n"))
        return [read_told(kind, each) for each in self._ask(query, after=after, limit=limit)[0]["found"]]


def _counting() -> str:
    """One query that counts all; labels and types alone are counted without being looked at."""
    patterns = _COUNTED | {kind: f"()-[r:{kind}]->()" for kind in stated_kinds()}
    counted = (
        f"MATCH {pattern} WITH count(*) AS number RETURN '{name}' AS name, number" for name, pattern in patterns.items()
    )
    return " UNION ALL ".join((*counted, *_SUMMED))

"""The writer of the Neo4j store: what one batch does to nodes, relationships and texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from luocdo.graph.model import AgencyNode, DocumentNode, Edge, TaskNode
from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_claims import ClaimTable
from luocdo.graph.neo4j_facts import FactTables
from luocdo.graph.neo4j_nodes import DOCUMENT, NodeTable
from luocdo.graph.neo4j_notes import Notes
from luocdo.graph.neo4j_origins import OriginTable
from luocdo.graph.neo4j_statements import StatementTable
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


class Neo4jWriter:
    """One batch; made by `Neo4jStore.batch`, of no use after it."""

    def __init__(self, batch: Batch) -> None:
        self._origins = OriginTable(batch)
        self._claims = ClaimTable(batch, self._origins)
        self._nodes = NodeTable(batch)
        self._statements = StatementTable(batch, self._origins)
        self._notes = Notes(batch)
        self._facts = FactTables(batch)

    @property
    def ended_tables(self) -> bool:
        """Whether an imported table ended, whose rows are to be cleared after the batch."""
        return self._facts.ended

    # --- held texts ---

    def put_held(self, held: HeldText) -> None:
        self._origins.hold(held)

    def drop_held(self, keys: Iterable[str]) -> set[str]:
        self.flush()
        gone = list(self._origins.numbers(keys))
        if not gone:
            return set()
        claimed = self._claims.put(dict.fromkeys(gone, ()))
        self._statements.withdraw(gone)
        for key in gone:
            self._notes.put_problems(key, ())
        self._notes.flush()
        self._origins.drop(gone)
        return claimed

    def held_text(self, key: str) -> HeldText | None:
        return self._origins.held_text(key)

    def assign(self, key: str, document_id: str) -> None:
        self._origins.assign(key, document_id)

    # --- claims ---

    def put_claims(self, claims: Mapping[str, Sequence[ClaimRow]]) -> set[str]:
        for rows in claims.values():
            for row in rows:
                check_key(row.number_key)
        return self._claims.put(claims)

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
        self._origins.put(origin)
        if self._statements.put(origin, edges):
            self._flush_nodes()
            self._statements.begin()

    def put_problems(self, key: str, problems: Sequence[GraphProblem]) -> None:
        self._origins.check([key])
        self._notes.put_problems(key, problems)

    def quarantine(self, file: str, rows: Sequence[Quarantined]) -> None:
        self._notes.quarantine(file, rows)

    def flush(self) -> None:
        """Write what is gathered, so that the transaction can be asked."""
        self._claims.flush()
        self._flush_edges()
        self._notes.flush()

    def finish(self) -> None:
        """The last work of a batch: nodes without edges go, no edge hangs, bodies are joined."""
        self.flush()
        for label, ids in self._statements.deserted.items():
            if label != DOCUMENT:
                self._nodes.end_bereft(label, ids)
        self._nodes.finish()

    def _flush_nodes(self) -> None:
        self._origins.flush()
        self._nodes.flush()

    def _flush_edges(self) -> None:
        self._flush_nodes()
        self._statements.flush()
        self._nodes.end_documents()

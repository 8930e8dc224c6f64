"""A store as files for Neo4j's importer, with the command to run and the statements to run after it.

For a first load of millions: the importer writes a database ten times as fast as any transaction, while its server
is down. The files hold what a `Neo4jWriter` would have written, so a store opened on the result goes on from there.
They are written page by page: memory does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from luocdo.graph.agency_edges import agency_edges
from luocdo.graph.model import AgencyNode, DocumentNode
from luocdo.graph.neo4j_bodies import body_relation, heirs
from luocdo.graph.neo4j_claims import signature_id, signature_properties
from luocdo.graph.neo4j_facts import fact_properties, table_properties
from luocdo.graph.neo4j_further import statement_properties
from luocdo.graph.neo4j_import_files import ImportFiles
from luocdo.graph.neo4j_names import LABELS, PLACE, agency_labels, document_labels, ends, indexed
from luocdo.graph.neo4j_notes import failure_properties, problem_properties
from luocdo.graph.neo4j_origins import ORIGIN_PROPERTIES, origin_properties, text_properties
from luocdo.graph.neo4j_places import change_rows, place_rows
from luocdo.graph.neo4j_records import (
    AGENCY_PROPERTIES,
    DOCUMENT_PROPERTIES,
    TASK_PROPERTIES,
    agency_properties,
    document_properties,
    task_properties,
)
from luocdo.graph.neo4j_relations import (
    RELATION_PROPERTIES,
    Place,
    edge_key,
    pack_places,
    relation_of,
    relation_properties,
    stated_digest,
    statement_of,
)
from luocdo.graph.neo4j_schema import schema_statements, store_statements
from luocdo.graph.pages import claimed_key_pages, fact_pages, number_key_pages, origin_batches, pages
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.graph.store_records import Holding, Stated

DOCUMENT, AGENCY, TASK = LABELS["document"], LABELS["agency"], LABELS["task"]
ORIGIN, SIGNATURE = "_Origin", "_Signature"
COMMAND, STATEMENTS = "import.sh", "after.cypher"
Progress = Callable[[int, int], None]


def write_neo4j_files(reader: Reader, folder: Path, progress: Progress | None = None) -> None:
    """Write the whole graph into a folder that is there: tables, `import.sh`, `after.cypher`."""
    with ImportFiles(folder) as files:
        _Export(reader, files, progress).all()
    statements = [*schema_statements(), *files.carried_statements(), *store_statements(len(reader.fact_tables()))]
    lines = [f"{' '.join(each.split())};\n" for each in statements]
    (folder / STATEMENTS).write_text("".join(lines), encoding="utf-8")
    (folder / COMMAND).write_text(_SCRIPT.format(command=files.command(), after=STATEMENTS), encoding="utf-8")


_SCRIPT = """#!/bin/sh
# Stop the server, run this where neo4j-admin is found, start the server, then run {after} once:
#     cypher-shell --file {after}
# Into a database that holds something already it goes with --overwrite-destination=true, and replaces it.
cd "$(dirname "$0")" || exit 1
exec {command}
"""


class _Export:
    """One export under way."""

    def __init__(self, reader: Reader, files: ImportFiles, progress: Progress | None) -> None:
        self.reader, self.files, self._progress = reader, files, progress
        counts = reader.counts()
        facts = sum(table.facts for table in reader.fact_tables())
        self._total = 2 * counts.documents + counts.agencies + 2 * counts.tasks + counts.texts + facts
        self._done = 0
        self._places: set[str] = set()

    def all(self) -> None:
        """Write all tables."""
        self._tables_of_places()
        self._documents()
        self._agencies()
        self._tasks()
        self._origins()
        self._signatures()
        self._facts()
        self._failures()

    # --- nodes, and what leads out of them ---

    def _tables_of_places(self) -> None:
        for row in place_rows():
            self._place(row["name"], row)
        for row in change_rows():
            found = {"effective_from": row["day"]}
            self.files.relation("SUCCEEDED_BY", (PLACE, PLACE), (row["source"], row["target"]), found)

    def _documents(self) -> None:
        for keys in number_key_pages(self.reader):
            nodes = [(key, each) for key, group in self.reader.by_number_keys(keys).items() for each in group]
            for key, node in nodes:
                found = document_properties(node, key)
                self.files.node(DOCUMENT, found, document_labels(node), DOCUMENT_PROPERTIES)
                self._hang(DOCUMENT, node)
            self._advance(len(nodes))
            self._relations([node.id for _, node in nodes])

    def _agencies(self) -> None:
        for nodes in pages(self.reader.agency_page, lambda node: node.id):
            wanted = {id_ for node in nodes for id_ in (node.parent, *heirs(node)) if id_}
            there = self.reader.agencies(wanted)
            for node in nodes:
                self.files.node(AGENCY, agency_properties(node), agency_labels(node), AGENCY_PROPERTIES)
                self._hang(AGENCY, node)
                for edge in agency_edges(node, there):
                    self.files.relation(edge.kind, (AGENCY, AGENCY), (edge.source, edge.target), body_relation(edge))
            self._advance(len(nodes))

    def _tasks(self) -> None:
        for nodes in pages(self.reader.task_page, lambda node: node.id):
            for node in nodes:
                self.files.node(TASK, task_properties(node), columns=TASK_PROPERTIES)
            self._advance(len(nodes))
            self._relations([node.id for node in nodes])

    def _relations(self, sources: Sequence[str]) -> None:
        """The relationships that begin at these nodes, with what every origin says of them."""
        stated = self.reader.statements(sources)
        for (source, target, kind), group in groupby(stated, key=_place_of):
            statements = [statement_of([each.edge], _number(each.origin.key), each.origin) for each in group]
            relation, beside = relation_of(statements)
            found = relation_properties(relation)
            self.files.relation(kind, ends(kind), (source, target), found, RELATION_PROPERTIES)
            for each in beside:
                self.files.node("_Statement", statement_properties(edge_key(source, kind, target), each))
        self._advance(len(sources))

    def _hang(self, label: str, node: DocumentNode | AgencyNode) -> None:
        """Join a node to its place, as `neo4j_places` does; one that no table lists has nothing but its name."""
        if node.province is not None and indexed(node.province) == node.province:
            self._place(node.province, {"name": node.province})
            self.files.relation(schema().places.edge, (label, PLACE), (node.id, node.province), {})

    def _place(self, name: str, properties: Mapping[str, object]) -> None:
        if name not in self._places:
            self._places.add(name)
            self.files.node(PLACE, properties, columns=("kind", "valid_from", "valid_to"), key="name")

    # --- what the program keeps for itself ---

    def _origins(self) -> None:
        for keys in origin_batches(self.reader):
            holdings = self.reader.holdings(keys)
            for each in holdings:
                self._origin(each)
            self._advance(sum(each.held is not None for each in holdings))

    def _origin(self, holding: Holding) -> None:
        key = holding.origin.key
        places = {Place(edge.source, edge.kind, edge.target): [edge] for edge in holding.edges}
        found = {
            **origin_properties(holding.origin),
            **(text_properties(holding.held) if holding.held is not None else {}),
            "number": _number(key),
            "statements": len(places),
            "stated": pack_places(places) if places else None,
            "digest": stated_digest(places, holding.origin),
        }
        labels = ("_Text",) if holding.held is not None else ()
        self.files.node(ORIGIN, found, labels, ORIGIN_PROPERTIES, key="key")
        for claim in holding.claims:
            ends = (key, signature_id(claim.number_key, claim.signature))
            self.files.relation("_CLAIMS", (ORIGIN, SIGNATURE), ends, {"row": claim.row})
        for place, problem in enumerate(holding.problems):
            self.files.node("_Problem", problem_properties(key, place, problem), key=None)

    def _signatures(self) -> None:
        for keys in claimed_key_pages(self.reader):
            for each in self.reader.signatures(keys):
                found = signature_properties(each.number_key, each.signature)
                self.files.node(SIGNATURE, {**found, "resolution": each.resolution})

    def _facts(self) -> None:
        for tab, table in enumerate(self.reader.fact_tables(), 1):
            self.files.node("_FactTable", table_properties(table, tab), key=None)
            for rows in fact_pages(self.reader, table.key):
                for row in rows:
                    self.files.node("_Fact", fact_properties(row, tab), key=None)
                self._advance(len(rows))

    def _failures(self) -> None:
        for file, rows in groupby(self.reader.quarantined(), key=lambda each: each.file):
            for number, each in enumerate(rows):
                self.files.node("_Quarantine", failure_properties(file, number, each), key=None)

    def _advance(self, done: int) -> None:
        self._done += done
        if self._progress is not None:
            self._progress(self._done, self._total)


def _place_of(stated: Stated) -> tuple[str, str, str]:
    edge = stated.edge
    return edge.source, edge.target, edge.kind


def _number(key: str) -> int:
    """A number of an origin that needs no list of those given out; a loader's own begin at 1 and stay far below."""
    return int.from_bytes(sha256(key.encode()).digest()[:8]) >> 2

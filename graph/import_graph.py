"""An imported graph into a store: its documents, bodies and tasks, and what each of its sources states.

Nothing that is imported has a text. Each source of evidence becomes an origin of its own, named after the import,
so that a later import of the same name takes its place whole; what this store has read itself is not taken from
others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from luocdo.graph.build import load
from luocdo.graph.claims import encode
from luocdo.graph.imported import ImportedGraph
from luocdo.graph.known import Known
from luocdo.graph.model import Edge, Evidence, Record
from luocdo.graph.pages import pages
from luocdo.graph.rdf_terms import digest
from luocdo.graph.settled import RULE, fixed_claim
from luocdo.graph.store import Store
from luocdo.graph.store_records import ClaimRow, Origin

PREFIX = "import:"
"""Begins the keys of imported origins."""
_Source = tuple[str, str, str]
"""Document, file name and hash of a source of evidence."""


class Imported(Record, frozen=True):
    """What an import did. `own`: edges left out because this store has read their texts itself."""

    documents: int
    agencies: int
    tasks: int
    edges: int
    own: int
    refused: int


def import_graph(store: Store, graph: ImportedGraph, known: Known, name: str = "") -> Imported:
    """Put a graph into a store, in place of what was imported under this name (else that of the file)."""
    main = Origin(f"{PREFIX}{name or graph.source}", graph.source, graph.sha256)
    stated, own = _by_source(graph, main, store)
    edges = {(each.source, each.kind, each.target): each for edges in stated.values() for each in edges}
    ends = {end for each in edges.values() for end in (each.source, each.target)}
    agencies = [each for each in graph.agencies if each.id in ends]
    tasks = [each for each in graph.tasks if each.id in ends]
    held_agencies, held_tasks = store.agencies(each.id for each in agencies), store.tasks(each.id for each in tasks)
    documents = {each.id: each for each in graph.documents}
    claims = [
        ClaimRow(row, graph.keys[id_], encode(fixed_claim(node, graph.keys[id_])))
        for row, (id_, node) in enumerate(sorted(documents.items()))
    ]
    with store.batch() as writer:
        before = writer.drop_held(_origins(store, main.key))
        writer.put_statements(main, ())
        load(writer, (), known, keys=before | writer.put_claims({main.key: claims}))
        writer.put_agencies([each for each in agencies if each.id not in held_agencies])
        writer.put_tasks([each for each in tasks if each.id not in held_tasks])
        for origin, said in stated.items():
            writer.put_statements(origin, said)
    return Imported(len(documents), len(agencies), len(tasks), len(edges), own, len(graph.refused))


def _origins(store: Store, main: str) -> list[str]:
    """The keys of what was imported under this name before."""
    found = []
    for page in pages(store.origins, lambda row: row.key, main[:-1]):
        for row in page:
            if row.key == main or row.key.startswith(f"{main}#"):
                found.append(row.key)
            elif row.key > f"{main}$":  # the sign that follows #
                return found
    return found


def _by_source(graph: ImportedGraph, main: Origin, store: Store) -> tuple[dict[Origin, list[Edge]], int]:
    """What each source states, and how many edges need none of them: this store has read all of theirs.

    An edge without evidence is stated by the import itself.
    """
    hashes = {each.sha256 for edge in graph.edges for each in edge.evidence if each.document_id}
    held = store.held_hashes(sorted(hashes))
    stated: dict[Origin, list[Edge]] = defaultdict(list)
    own = 0
    for edge in graph.edges:
        told = _told(edge.evidence or (_itself(main, edge),), held)
        own += not told
        for (document, source, sha256), evidence in told.items():
            key = main.key if not edge.evidence else f"{main.key}#{digest(document, source, sha256)}"
            origin = Origin(key, source, sha256, document)
            stated[origin].append(msgspec.structs.replace(edge, evidence=tuple(evidence)))
    return stated, own


def _told(evidence: Sequence[Evidence], held: Iterable[str]) -> dict[_Source, list[Evidence]]:
    told: dict[_Source, list[Evidence]] = defaultdict(list)
    for each in evidence:
        if not each.document_id or each.sha256 not in held:
            told[each.document_id, each.source, each.sha256].append(each)
    return told


def _itself(main: Origin, edge: Edge) -> Evidence:
    """Evidence where a file gives none: that it says so."""
    return Evidence("", main.source, main.sha256, 0, 0, "", "", "", RULE, edge.confidence)

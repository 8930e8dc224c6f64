"""A graph out of an RDF file: our own profile as it was written, and plain ELI as far as it goes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from luocdo.graph.errors import ReadError
from luocdo.graph.imported import ImportedGraph
from luocdo.graph.known import Known
from luocdo.graph.model import AgencyNode, DocumentNode
from luocdo.graph.rdf_dataset import DATASET
from luocdo.graph.rdf_read import read_things
from luocdo.graph.rdf_read_edges import read_edges
from luocdo.graph.rdf_read_eli import EliReader
from luocdo.graph.rdf_read_nodes import NodeReader

Node = TypeVar("Node", DocumentNode, AgencyNode)


def from_rdf(path: Path, known: Known) -> ImportedGraph:
    """What a Turtle, N-Triples or JSON-LD file holds of a graph; ReadError where it is none of these.

    `known`: what is known of documents beforehand, for works that come without an id of ours.
    """
    things = read_things(path)
    with path.open("rb") as stream:
        sha256 = file_digest(stream, "sha256").hexdigest()
    nodes = NodeReader(things, path.name)
    documents, agencies, tasks = nodes.documents(), nodes.agencies(), nodes.tasks()
    edges = read_edges(things, nodes)
    plain = EliReader(things, nodes, known)
    plain.read()
    documents = _once(documents, plain.documents.values())
    agencies = _once(agencies, plain.agencies.values())
    told = {each.id for part in (documents, agencies, tasks) for each in part}
    whole = []
    for edge in (*edges, *plain.edges.values()):
        lost = [end for end in (edge.source, edge.target) if end not in told]
        if lost:
            nodes.refuse(f"<{edge.kind}>", f"leads to {lost[0]}, which the file does not describe")
        else:
            whole.append(edge)
    if not (told or nodes.refused or things.said(DATASET)):
        raise ReadError(path.name, "says nothing of documents, bodies or tasks in a vocabulary that is read here")
    return ImportedGraph(
        source=path.name,
        sha256=sha256,
        documents=documents,
        keys=nodes.keys,
        agencies=agencies,
        tasks=tasks,
        edges=tuple(whole),
        refused=tuple(nodes.refused),
    )


def _once(first: Iterable[Node], then: Iterable[Node]) -> tuple[Node, ...]:
    """Each id once: what stands in our own profile goes before the rest."""
    found: dict[str, Node] = {}
    for part in (then, first):
        for each in part:
            found[each.id] = each
    return tuple(found.values())

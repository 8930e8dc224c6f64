"""A graph that comes from elsewhere: documents as they stood there, and statements with the sentences they had."""

from __future__ import annotations

from luocdo.graph.model import AgencyNode, DocumentNode, Edge, Record, TaskNode
from luocdo.graph.store_records import Quarantined


class ImportedGraph(Record, frozen=True):
    """What a file holds of a graph. `source` is its name, `sha256` that of its bytes.

    `keys` are number keys by document id. Edges between bodies are left out: they follow from the bodies.
    `refused`: what could not be read, with the address of the thing and why.
    """

    source: str
    sha256: str
    documents: tuple[DocumentNode, ...]
    keys: dict[str, str]
    agencies: tuple[AgencyNode, ...]
    tasks: tuple[TaskNode, ...]
    edges: tuple[Edge, ...]
    refused: tuple[Quarantined, ...] = ()

"""A graph out of a GraphML file as `luocdo export` wrote it, whatever program has moved its nodes since."""

from __future__ import annotations

import re
from hashlib import file_digest
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from luocdo.graph.agency_edges import AGENCY_EDGES
from luocdo.graph.flat_records import KINDS, record_of
from luocdo.graph.graphml_read import Element, read_elements
from luocdo.graph.imported import ImportedGraph
from luocdo.graph.model import AgencyNode, DocumentNode, Edge, Evidence, Record, TaskNode
from luocdo.graph.number import number_key
from luocdo.graph.rdf_deadlines import real_deadline
from luocdo.graph.rdf_values import check_identity, real_day, real_hash, real_id
from luocdo.graph.schema import schema
from luocdo.graph.store_records import Quarantined

MOST_ELEMENTS = 2_000_000
"""Nodes and edges of a file; some kilobytes of memory each."""
_DAYS = ("date", "effective_from", "applies_from", "expires", "valid_from", "valid_to")
_SPACES = re.compile(r"\s+")
R = TypeVar("R", bound=Record)


def from_graphml(path: Path, most: int = MOST_ELEMENTS) -> ImportedGraph:
    """What a file holds of a graph; ReadError where it is no GraphML or larger than is taken."""
    reader = _GraphReader(path.name)
    read_elements(path, most, reader.take)
    with path.open("rb") as stream:
        sha256 = file_digest(stream, "sha256").hexdigest()
    return reader.graph(sha256)


class _GraphReader:
    """Nodes and edges as they come; what cannot be read is refused with its reason."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._nodes: dict[type[Record], dict[str, Any]] = {kind: {} for kind in KINDS.values()}
        self._edges: list[Element] = []
        self._keys: dict[str, str] = {}
        self._refused: list[Quarantined] = []

    def take(self, element: Element) -> None:
        """A node now, an edge when all nodes are known."""
        if element.source or element.target:
            self._edges.append(element)
            return
        try:
            self._node(element)
        except (ValueError, msgspec.MsgspecError) as error:
            self._refuse(element.id, error)

    def graph(self, sha256: str) -> ImportedGraph:
        """All that was read."""
        found = []
        for element in self._edges:
            try:
                if element.told.get("kind") not in AGENCY_EDGES:
                    found.append(self._edge(element))
            except (ValueError, msgspec.MsgspecError) as error:
                self._refuse(f"{element.source} → {element.target}", error)
        return ImportedGraph(
            source=self._source,
            sha256=sha256,
            documents=tuple(self._nodes[DocumentNode].values()),
            keys=self._keys,
            agencies=tuple(self._nodes[AgencyNode].values()),
            tasks=tuple(self._nodes[TaskNode].values()),
            edges=tuple(found),
            refused=tuple(self._refused),
        )

    def _node(self, element: Element) -> None:
        told = element.told
        kind = KINDS.get(str(told.get("kind")))
        if kind is None:
            raise ValueError(f"{told.get('kind')}: no kind of node")
        node: Any = record_of(kind, {"id": real_id(element.id)}, told)
        for name in _DAYS:
            if getattr(node, name, None) is not None:
                real_day(getattr(node, name))
        if isinstance(node, DocumentNode):
            key = str(told.get("key") or (number_key(node.number) if node.number else ""))
            check_identity(node.id, node.number, key)
            self._keys[node.id] = key
        if isinstance(node, TaskNode):
            for each in node.deadlines:
                real_deadline(each)
        self._nodes[kind][node.id] = node

    def _edge(self, element: Element) -> Edge:
        edge = record_of(Edge, {"source": element.source, "target": element.target}, element.told)
        kind = schema().edges.get(edge.kind)
        if kind is None:
            raise ValueError(f"{edge.kind}: no kind of relation")
        for end, node in zip((edge.source, edge.target), kind.ends, strict=True):
            if end not in self._nodes[KINDS[node]]:
                raise ValueError(f"{edge.kind} leads to {end}, which is no {node} of the file")
        if not 0 <= edge.confidence <= 1:
            raise ValueError("confidence: a number from 0 to 1")
        for seen in edge.evidence:
            _check(seen)
        return edge

    def _refuse(self, place: str, reason: object) -> None:
        self._refused.append(Quarantined(self._source, place, _SPACES.sub(" ", str(reason))))


def _check(seen: Evidence) -> None:
    real_hash(seen.sha256)
    if not 0 <= seen.start <= seen.end or not 0 <= seen.confidence <= 1:
        raise ValueError("no place in a text")
    if seen.document_id:
        real_id(seen.document_id)

"""A graph as a networkx graph, for whoever has questions of their own."""

from __future__ import annotations

from typing import Any

import networkx as nx

from luocdo.graph.model import AgencyNode, DocumentNode, Edge, TaskNode
from luocdo.graph.rdf_stream import Part


def to_networkx(part: Part) -> nx.MultiDiGraph:
    """Documents, agencies and tasks with their edges, keyed by kind: `graph[plan][decision]["IMPLEMENTS"]`.

    Attributes are strings, numbers and booleans, and one that is not known is left out, so that every writer
    of networkx takes the graph. `label` is what people call a node. All of it is held in memory.
    """
    graph = nx.MultiDiGraph()
    for document in part.documents():
        graph.add_node(document.id, **document_attributes(document))
    for agency in part.agencies():
        graph.add_node(agency.id, **agency_attributes(agency))
    for task in part.tasks():
        graph.add_node(task.id, **task_attributes(task))
    for edge in part.edges():
        graph.add_edge(edge.source, edge.target, key=edge.kind, **edge_attributes(edge))
    return graph


def document_attributes(node: DocumentNode) -> dict[str, Any]:
    """A document's fields that are known, issuers in one string."""
    issuers = "; ".join(each.name for each in node.issuer)
    fields = {name: getattr(node, name) for name in node.__struct_fields__ if name not in ("id", "issuer")}
    label = node.number or node.name or node.title or node.id
    return _known({"kind": "document", "label": label, **fields, "issuer": issuers or None})


def agency_attributes(node: AgencyNode) -> dict[str, Any]:
    """An agency's fields that are known, but who took over from it: that is told by edges."""
    fields = {name: getattr(node, name) for name in ("name", "level", "province", "valid_from", "valid_to")}
    return _known({"kind": "agency", "label": node.name, **fields})


def task_attributes(node: TaskNode) -> dict[str, Any]:
    """A task's words and place; deadlines in the words of the text."""
    fields = {name: getattr(node, name) for name in ("part", "section", "text", "start", "end", "illustrative")}
    words = "; ".join(str(each.get("text", "")) for each in node.deadlines)
    return _known({"kind": "task", "label": " ".join(node.text.split())[:80], **fields, "deadlines": words or None})


def edge_attributes(edge: Edge) -> dict[str, Any]:
    """An edge's marks, how many sentences it was read from, and the first of them."""
    marks = {name: getattr(edge, name) for name in ("kind", "scope", "partial", "nested", "confidence")}
    quote = next((each.quote for each in edge.evidence if each.quote), None)
    source = edge.evidence[0].source if edge.evidence else None
    return _known({**marks, "evidence": len(edge.evidence), "quote": quote, "evidence_source": source})


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}

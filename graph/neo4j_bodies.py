"""Edges between bodies in Neo4j: who belongs to whom and who took over from whom.

They follow from the tables and from both ends alone (`agency_edges`), so the reader does not tell them and no
text states them; an analyst walks them to ask for all tasks of what is now one body.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from luocdo.graph.agency_edges import AGENCY_EDGES, agency_edges
from luocdo.graph.model import AgencyNode, Edge
from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_records import read_agency
from luocdo.graph.neo4j_values import Properties, day, present

_EXISTING = "UNWIND $ids AS id MATCH (a:Agency {id: id}) RETURN id"
_CHILDREN = "UNWIND $ids AS id MATCH (a:Agency {parent: id}) RETURN properties(a) AS found"
_HEIRLESS = """
    MATCH (a:Agency) WHERE a.successor_ids IS NOT NULL AND any(id IN a.successor_ids WHERE id IN $ids)
    RETURN properties(a) AS found
    """
_END = f"UNWIND $ids AS id MATCH (:Agency {{id: id}})-[r:{'|'.join(AGENCY_EDGES)}]->() DELETE r"
_PUT = """
    UNWIND $rows AS row MATCH (a:Agency {{id: row.source}}) MATCH (b:Agency {{id: row.target}})
    MERGE (a)-[r:{kind}]->(b) SET r = row.properties
    """


class BodyEdges:
    """The edges between bodies, within one batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._put: dict[str, AgencyNode] = {}
        self._created: set[str] = set()
        self._changed: set[str] = set()

    def put(self, agencies: Mapping[str, AgencyNode], created: Collection[str], changed: Collection[str]) -> None:
        """Remember bodies that came or changed."""
        self._put.update((id_, agencies[id_]) for id_ in (*created, *changed))
        self._created.update(created)
        self._changed.update(changed)

    def finish(self) -> None:
        """Write the edges from these bodies, and those to the new ones from bodies that were there before."""
        if self._changed - self._created:
            self._batch.write(_END, ids=sorted(self._changed - self._created))
        if not self._put:
            return
        nodes = self._put | self._pointing_at(sorted(self._created))
        ends = {id_ for node in nodes.values() for id_ in (node.id, node.parent, *heirs(node)) if id_}
        held = {row["id"] for row in self._batch.ask(_EXISTING, ids=sorted(ends))}
        edges = [edge for id_, node in nodes.items() if id_ in held for edge in agency_edges(node, held)]
        for kind in AGENCY_EDGES:
            rows = [_row(edge) for edge in edges if edge.kind == kind]
            if rows:
                self._batch.write(_PUT.format(kind=kind), rows=rows)

    def _pointing_at(self, ids: list[str]) -> dict[str, AgencyNode]:
        """The bodies that name one of these as their parent or successor."""
        rows = [row for query in (_CHILDREN, _HEIRLESS) for row in self._batch.ask(query, ids=ids)] if ids else []
        found = (read_agency(row["found"]) for row in rows)
        return {node.id: node for node in found if node.id not in self._put}


def heirs(node: AgencyNode) -> list[str]:
    """The ids of those that took over from a body."""
    return [each.agency_id for each in node.successors]


def body_relation(edge: Edge) -> Properties:
    """An edge between bodies as properties of a relationship; all of them, None where it has no such."""
    terms = [seen.terms for seen in edge.evidence if seen.terms is not None]
    return {
        "source": edge.evidence[0].source,
        "rule": edge.evidence[0].rule,
        "confidence": edge.confidence,
        "effective_from": min((day(each.from_) for each in terms if each.from_), default=None, key=str),
        "subjects": [subject for each in terms for subject in each.provisions],
    }


def _row(edge: Edge) -> Properties:
    return {"source": edge.source, "target": edge.target, "properties": present(body_relation(edge))}

"""A part of a graph as a script in Cypher, a statement a line: to be looked at in Neo4j, not to be a store there.

Labels, types and names of properties are those of a store, so what `docs/cypher.md` asks is answered. Words of
documents stand in literals and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any, TextIO

from luocdo.graph.agency_edges import AGENCY_EDGES
from luocdo.graph.errors import ExportError
from luocdo.graph.model import AgencyNode, DocumentNode, Edge, TaskNode
from luocdo.graph.neo4j_bodies import body_relation
from luocdo.graph.neo4j_names import LABELS, agency_labels, document_labels
from luocdo.graph.neo4j_records import agency_properties, document_properties, task_properties
from luocdo.graph.neo4j_values import Properties, day, present
from luocdo.graph.rdf_stream import Part
from luocdo.graph.schema import schema

MOST_STATEMENTS = 50_000
"""A server reads some hundreds of them a second."""
_FOR_SEARCH = frozenset({"number_key", "whole_key", "number_words", "words"})
"""Properties that a store keeps to find documents by."""
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ODD = {chr(code): f"\\u{code:04x}" for code in (*range(0x20), 0x7F, 0x85, 0x2028, 0x2029)}
_SPLIT = re.compile(r"(?<=\\)(?=[uU])")
_TABLE = str.maketrans(_ODD | _ESCAPES)


def write_cypher(part: Part, out: TextIO) -> None:
    """The statements, nodes before relations; ExportError for more than `MOST_STATEMENTS`."""
    for label in LABELS.values():
        out.write(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n")
    statements = chain(
        map(_document, part.documents()),
        map(_agency, part.agencies()),
        map(_task, part.tasks()),
        map(_relation, part.edges()),
    )
    for number, statement in enumerate(statements, 1):
        if number > MOST_STATEMENTS:
            raise ExportError(
                f"more than {MOST_STATEMENTS:,} statements: export a part of it (--root), or use --format neo4j-csv"
            )
        out.write(f"{statement};\n")


def literal(value: Any) -> str:
    """A value as Cypher reads it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return f"date({literal(value.isoformat())})"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(literal, value))}]"
    return _string(str(value))


def _string(words: str) -> str:
    """Words between quotes.

    Cypher resolves `\\uXXXX` before it reads a literal, after a doubled backslash too: of `\\\\u0027` the last signs
    end the literal. So a backslash before a u ends its own.
    """
    whole = words.encode("utf-8", "replace").decode()
    return " + ".join(f"'{piece.translate(_TABLE)}'" for piece in _SPLIT.split(whole))


def _map(properties: Mapping[str, Any]) -> str:
    return f"{{{', '.join(f'{name}: {literal(value)}' for name, value in properties.items())}}}"


def _node(label: str, id_: str, properties: Properties, labels: Iterable[str] = ()) -> str:
    further = "".join(f", n:{each}" for each in labels)
    shown = {name: value for name, value in properties.items() if name not in _FOR_SEARCH}
    return f"MERGE (n:{label} {{id: {literal(id_)}}}) SET n = {_map(shown)}{further}"


def _document(node: DocumentNode) -> str:
    return _node(LABELS["document"], node.id, document_properties(node, ""), document_labels(node))


def _agency(node: AgencyNode) -> str:
    return _node(LABELS["agency"], node.id, agency_properties(node), agency_labels(node))


def _task(node: TaskNode) -> str:
    return _node(LABELS["task"], node.id, task_properties(node))


def _relation(edge: Edge) -> str:
    source, target = (LABELS[end] for end in schema().edges[edge.kind].ends)
    ends = f"(a:{source} {{id: {literal(edge.source)}}}), (b:{target} {{id: {literal(edge.target)}}})"
    found = present(body_relation(edge) if edge.kind in AGENCY_EDGES else _properties(edge))
    return f"MATCH {ends} MERGE (a)-[r:{edge.kind}]->(b) SET r = {_map(found)}"


def _properties(edge: Edge) -> Properties:
    """The marks of an edge, and the first sentence it was read from."""
    found: Properties = {"scope": edge.scope, "partial": edge.partial, "nested": edge.nested}
    found |= {"confidence": edge.confidence, "statements": len(edge.evidence)}
    for seen in edge.evidence[:1]:
        found |= {name: getattr(seen, name) for name in ("source", "start", "end", "quote", "section", "rule")}
        found |= {"effective_from": day(seen.terms.from_) if seen.terms else None}
    return found

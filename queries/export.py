"""A graph as JSON, or as two CSV tables that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import msgspec

from luocdo.graph.model import AgencyNode, DocumentNode, Edge, Record, TaskNode
from luocdo.queries.acts import best_evidence
from luocdo.queries.selection import Selection

BOM = "\ufeff"
"""A spreadsheet takes a CSV without it for the local code page: `Quyáº¿t Ä‘á»‹nh`."""

NODE_COLUMNS = (
    *("id", "kind", "number", "type", "date", "name", "title", "issuer", "level", "province", "district"),
    *("term", "signer", "effective_from", "applies_from", "expires", "territory", "held", "illustrative"),
    *("ambiguous", "valid_from", "valid_to", "parent", "successors"),
    *("document_id", "part", "section", "text", "deadlines"),
)
EDGE_COLUMNS = (
    *("source", "kind", "target", "scope", "partial", "nested", "confidence", "evidence_count"),
    *("evidence_source", "section", "start", "end", "quote", "rule", "illustrative"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_json(selection: Selection, out: TextIO) -> None:
    """One object of four lists, `documents`, `agencies`, `tasks`, `edges` with all evidence; a record a line."""
    parts: tuple[tuple[str, Iterable[Record]], ...] = (
        ("documents", selection.documents()),
        ("agencies", selection.agencies()),
        ("tasks", selection.tasks()),
        ("edges", selection.edges()),
    )
    for number, (name, records) in enumerate(parts):
        out.write("{" if number == 0 else ",")
        out.write(f'\n"{name}": [')
        for place, record in enumerate(records):
            out.write(",\n" if place else "\n")
            out.write(msgspec.json.encode(record).decode())
        out.write("\n]")
    out.write("\n}\n")


def write_nodes(selection: Selection, out: TextIO) -> None:
    """The table of documents, agencies and tasks; `kind` tells them apart."""
    _write(out, NODE_COLUMNS, node_rows(selection))


def write_edges(selection: Selection, out: TextIO) -> None:
    """The table of edges, each with its best evidence."""
    _write(out, EDGE_COLUMNS, edge_rows(selection))


def safe_cell(value: object) -> str:
    """A value as a cell. What a spreadsheet would run (`=…`, `-…`, `@…`) gets an apostrophe first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def write_rows(out: TextIO, columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    """A CSV table with a byte order mark; a column that a row lacks is an empty cell."""
    _write(out, tuple(columns), rows)


def _write(out: TextIO, columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> None:
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row.get(column)) for column in columns])


def edge_rows(selection: Selection) -> Iterator[dict[str, Any]]:
    """The edges, each with its best evidence, by the columns of the table."""
    return (_edge_row(edge) for edge in selection.edges())


def node_rows(selection: Selection) -> Iterator[dict[str, Any]]:
    """Documents, bodies and tasks by the columns of the table; `kind` tells them apart."""
    for document in selection.documents():
        yield _node_row(document)
    for agency in selection.agencies():
        yield _node_row(agency)
    for task in selection.tasks():
        yield _node_row(task)


def _node_row(node: DocumentNode | AgencyNode | TaskNode) -> dict[str, Any]:
    row = node.to_dict()
    if isinstance(node, TaskNode):
        return row | {"kind": "task", "deadlines": "; ".join(each["text"] for each in node.deadlines)}
    if isinstance(node, AgencyNode):
        heirs = (" ".join(filter(None, (each.agency_id, each.day, each.scope))) for each in node.successors)
        return row | {"kind": "agency", "successors": "; ".join(heirs)}
    return row | {"kind": "document", "issuer": "; ".join(each.name for each in node.issuer)}


def _edge_row(edge: Edge) -> dict[str, Any]:
    row = edge.to_dict()
    seen = best_evidence(edge.evidence)
    row["evidence_count"] = len(edge.evidence)
    if seen is not None:
        row |= {"evidence_source": seen.source, "section": seen.section, "start": seen.start, "end": seen.end}
        row |= {"quote": seen.quote, "rule": seen.rule, "illustrative": seen.illustrative}
    return row

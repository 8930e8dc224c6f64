"""A part of the graph as GraphML, which Gephi, yEd and NetworkX read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from luocdo.queries.export import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, node_rows
from luocdo.queries.selection import Selection

_TYPES = {bool: "boolean", int: "long", float: "double"}
_NUMBERED = {"confidence": float, "evidence_count": int, "start": int, "end": int}
_TRUE_OR_FALSE = {"held", "illustrative", "ambiguous", "partial", "nested"}
# What XML 1.0 cannot hold in any writing: most control signs, halves of letters.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_graphml(selection: Selection, out: TextIO) -> None:
    """One directed graph: nodes of documents, bodies and tasks, and the edges with their best evidence."""
    nodes = [name for name in NODE_COLUMNS if name != "id"]
    edges = [name for name in EDGE_COLUMNS if name not in ("source", "target")]
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for domain, names in (("node", nodes), ("edge", edges)):
        for name in names:
            type_ = _TYPES[bool] if name in _TRUE_OR_FALSE else _TYPES.get(_NUMBERED.get(name, str), "string")
            out.write(f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>\n')
    out.write('<graph id="luocdo" edgedefault="directed">\n')
    for row in node_rows(selection):
        out.write(f"<node id={_quoted(row['id'])}>{_data('node', nodes, row)}</node>\n")
    for row in edge_rows(selection):
        ends = f"source={_quoted(row['source'])} target={_quoted(row['target'])}"
        out.write(f"<edge {ends}>{_data('edge', edges, row)}</edge>\n")
    out.write("</graph>\n</graphml>\n")


def _data(domain: str, names: Iterable[str], row: Mapping[str, Any]) -> str:
    """The values of a row; what is None is left out."""
    told = ((name, row.get(name)) for name in names)
    return "".join(f'<data key="{domain}-{name}">{_text(value)}</data>' for name, value in told if value is not None)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_NO_XML.sub("\ufffd", str(value)))


def _quoted(id_: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", id_))

"""A graph as GraphML: attributes that NetworkX and `luocdo import` read, places that Gephi and yEd draw it at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from luocdo.graph.flat_records import edge_attributes, edge_types, node_attributes, node_types
from luocdo.graph.model import DocumentNode
from luocdo.graph.rdf_stream import Part
from luocdo.viz.graph_text import keyed, quoted, value_text
from luocdo.viz.positions import HEIGHT, WIDTH, Place, positions

_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_DRAWN: dict[str, type] = {"x": float, "y": float, "color": str}
_XMLNS = 'xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"'


def write_graphml(part: Part, out: TextIO) -> None:
    """One directed graph: nodes of documents, bodies and tasks, and the edges with all their evidence.

    Gephi takes places, upwards, and colours from attributes (`x`, `y`, `color`, `label`); yEd from graphics of its own,
    downwards.
    """
    places = positions(part)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml {_XMLNS}>\n')
    for domain, types in (("node", node_types() | _DRAWN), ("edge", {"label": str} | edge_types())):
        out.write(f'<key id="{domain}-graphics" for="{domain}" yfiles.type="{domain}graphics"/>\n')
        for name, type_ in types.items():
            out.write(f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[type_]}"/>\n')
    out.write('<graph id="luocdo" edgedefault="directed">\n')
    for node, key in keyed(part):
        place = places[node.id]
        told = node_attributes(node, key) | {"x": place.x, "y": -place.y, "color": place.colour}
        drawn = _shape(place, told["label"], "roundrectangle" if isinstance(node, DocumentNode) else "ellipse")
        out.write(f"<node id={quoted(node.id)}>{drawn}{_data('node', told)}</node>\n")
    for number, edge in enumerate(part.edges()):
        ends = f'id="e{number}" source={quoted(edge.source)} target={quoted(edge.target)}'
        told = {"label": edge.kind} | edge_attributes(edge)
        out.write(f"<edge {ends}>{_line(edge.kind)}{_data('edge', told)}</edge>\n")
    out.write("</graph>\n</graphml>\n")


def _data(domain: str, told: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{domain}-{name}">{value_text(value)}</data>' for name, value in told.items())


def _shape(place: Place, label: str, shape: str) -> str:
    """What yEd draws a node as."""
    return (
        f'<data key="node-graphics"><y:ShapeNode><y:Geometry x="{place.x}" y="{place.y}" width="{WIDTH}" '
        f'height="{HEIGHT}"/><y:Fill color="{place.colour}" transparent="false"/>'
        f'<y:NodeLabel textColor="#FFFFFF">{value_text(label)}</y:NodeLabel><y:Shape type="{shape}"/>'
        "</y:ShapeNode></data>"
    )


def _line(kind: str) -> str:
    """What yEd draws an edge as."""
    return (
        '<data key="edge-graphics"><y:PolyLineEdge><y:Arrows source="none" target="standard"/>'
        f"<y:EdgeLabel>{value_text(kind)}</y:EdgeLabel></y:PolyLineEdge></data>"
    )

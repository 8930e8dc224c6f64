"""A graph as GEXF 1.3, the form of Gephi: attributes, and for each node a place and the colour of its level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from luocdo.graph.flat_records import edge_attributes, edge_types, node_attributes, node_types
from luocdo.graph.rdf_stream import Part
from luocdo.viz.graph_text import keyed, quoted
from luocdo.viz.positions import Place, positions

_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_RENAMED = {"start": "text_start", "end": "text_end"}


def write_gexf(part: Part, out: TextIO) -> None:
    """One directed graph of nodes and edges, both with their attributes.

    An edge has a `kind`: without it Gephi makes one edge of all between the same two nodes.
    """
    places = positions(part)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n')
    out.write('<meta><creator>luocdo</creator></meta>\n<graph defaultedgetype="directed" mode="static">\n')
    for domain, types in (("node", node_types()), ("edge", edge_types())):
        out.write(f'<attributes class="{domain}" mode="static">\n')
        for name, type_ in types.items():
            if name != "label":
                title = _RENAMED.get(name, name)
                out.write(f'<attribute id="{domain}-{name}" title="{title}" type="{_TYPES[type_]}"/>\n')
        out.write("</attributes>\n")
    out.write("<nodes>\n")
    for node, key in keyed(part):
        told = node_attributes(node, key)
        label = quoted(told.pop("label"))
        drawn = _drawn(places[node.id])
        out.write(f"<node id={quoted(node.id)} label={label}>{_values('node', told)}{drawn}</node>\n")
    out.write("</nodes>\n<edges>\n")
    for number, edge in enumerate(part.edges()):
        ends = f'id="e{number}" source={quoted(edge.source)} target={quoted(edge.target)}'
        kind = f"kind={quoted(edge.kind)} label={quoted(edge.kind)}"
        out.write(f"<edge {ends} {kind}>{_values('edge', edge_attributes(edge))}</edge>\n")
    out.write("</edges>\n</graph>\n</gexf>\n")


def _values(domain: str, told: Mapping[str, Any]) -> str:
    values = "".join(f'<attvalue for="{domain}-{name}" value={quoted(value)}/>' for name, value in told.items())
    return f"<attvalues>{values}</attvalues>"


def _drawn(place: Place) -> str:
    """Place, upwards, and colour."""
    red, green, blue = (int(place.colour[at : at + 2], 16) for at in (1, 3, 5))
    return (
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{place.x}" y="{-place.y}" z="0"/>'
        '<viz:size value="10"/>'
    )

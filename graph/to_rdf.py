"""A graph as an rdflib graph."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib

from luocdo.graph.rdf_stream import Part, bounded, lines, whole
from luocdo.graph.rdf_terms import Description
from luocdo.graph.schema import schema


def to_rdf(part: Part) -> rdflib.Graph:
    """A graph as an rdflib graph; ExportError if it has more than MOST_TRIPLES triples."""
    return as_graph(bounded(whole(part)))


def as_graph(descriptions: Iterable[Description]) -> rdflib.Graph:
    """Descriptions as an rdflib graph that knows the prefixes of the schema and no others."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, name in schema().prefixes.items():
        graph.bind(prefix, name)
    for chunk in lines(descriptions):
        graph.parse(data=chunk, format="nt")
    return graph

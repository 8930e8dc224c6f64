"""Holding RDF against the shapes of `data/shapes.ttl` (SHACL)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import rdflib

from luocdo.graph.errors import ExportError
from luocdo.graph.model import Record
from luocdo.graph.rdf_stream import Part, pieces
from luocdo.graph.to_rdf import as_graph

_PIECE = 100_000
"""Triples validated at a time: a larger piece takes more memory and no less time."""
_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


class Violation(Record, frozen=True):
    """A thing that breaks a shape: its address, the property (empty: the thing itself), what is wrong."""

    subject: str
    property: str
    message: str


def violations(part: Part) -> Iterator[Violation]:
    """Every violation of a part of a graph, in its order; ExportError if pyshacl is not installed."""
    for piece in pieces(part, _PIECE):
        yield from broken(as_graph(piece))


def broken(graph: rdflib.Graph) -> list[Violation]:
    """The violations of one rdflib graph, ordered."""
    try:
        import pyshacl
    except ImportError:
        raise ExportError("validation needs pyshacl: pip install 'luocdo[rdf]'") from None
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inference="none")
    if conforms or not isinstance(report, rdflib.Graph):
        return []
    results = report.subjects(rdflib.RDF.type, _SH.ValidationResult)
    return sorted((_read(report, each) for each in results), key=lambda each: (each.subject, each.property))


def _read(report: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    found = (report.value(result, _SH[name]) for name in ("focusNode", "resultPath", "resultMessage"))
    return Violation(*("" if each is None else str(each) for each in found))


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=(files("luocdo.data") / "shapes.ttl").read_text(encoding="utf-8"), format="turtle")

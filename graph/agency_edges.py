"""Who belongs to whom and who took over from whom, as edges between bodies of the graph.

Such an edge follows from the tables of bodies and from its two ends alone, so a store keeps no statement of
it: it is there exactly as long as both bodies are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from luocdo.graph.model import AgencyNode, Edge, Evidence, Terms

BELONGS, TOOK_OVER = "PART_OF", "SUCCEEDED_BY"
AGENCY_EDGES = (BELONGS, TOOK_OVER)
_TABLES = ("agencies.yaml", "organs.yaml", "provinces.yaml")
SOURCE = ", ".join(_TABLES)
"""What such an edge is read from, named where another edge names a text."""


def agency_edges(node: AgencyNode, held: Collection[str]) -> Iterator[Edge]:
    """The edges from a body to those of `held` (ids) that it is part of or that took over from it, by kind, end.

    A body whose work went to another by subjects and days has one edge to it with evidence for each; the
    terms hold the first day, and the subject where it took over only that.
    """
    if node.parent in held and node.parent is not None:
        yield _edge(node.id, node.parent, BELONGS, [None])
    for heir in sorted({each.agency_id for each in node.successors} & set(held)):
        taken = [each for each in node.successors if each.agency_id == heir]
        subjects = [Terms(each.day, bool(each.scope), (each.scope,) if each.scope else ()) for each in taken]
        yield _edge(node.id, heir, TOOK_OVER, subjects)


def _edge(source: str, target: str, kind: str, terms: list[Terms] | list[None]) -> Edge:
    evidence = tuple(_evidence(kind, each) for each in terms)
    partial = all(each is not None and each.partial for each in terms)
    return Edge(source, target, kind, "provision", partial, evidence[0].confidence, evidence)


def _evidence(kind: str, terms: Terms | None) -> Evidence:
    return Evidence("", SOURCE, _sha256(), 0, 0, "", "", "", f"table:{kind.lower()}", 1.0, terms=terms)


@cache
def _sha256() -> str:
    return sha256(b"".join((files("luocdo.data") / each).read_bytes() for each in _TABLES)).hexdigest()

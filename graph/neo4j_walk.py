"""Edges of the Neo4j store: one step, all steps, and the evidence of an edge.

A walk is one round trip: a variable-length pattern finds what can be reached (each node once, so cycles end),
one step more its edges; the steps are counted from those edges here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from luocdo.graph.model import Direction, Edge, Evidence, Hop
from luocdo.graph.neo4j_lookup import Ask, relations
from luocdo.graph.neo4j_names import LABELS, types
from luocdo.graph.neo4j_relations import (
    SCOPES,
    Place,
    Relation,
    Statement,
    edge_key,
    edge_of,
    evidence_of,
    read_relation,
    read_statement,
)
from luocdo.graph.store_records import Origin, Stated

_ARROW = {"up": "-[r:{types}]->", "down": "<-[r:{types}]-"}

# Ids are unique to a label, so a node is looked for under each of the three.
_NODES = "\n".join(
    (
        "UNWIND $ids AS id",
        *(f"OPTIONAL MATCH ({label[0].lower()}:{label} {{id: id}})" for label in LABELS.values()),
        f"WITH id, coalesce({', '.join(label[0].lower() for label in LABELS.values())}) AS near",
    )
)
# Edges by their marks, of which there are few, and in one list: the driver takes 30 µs for a row, and what stands
# in a hundred thousand rows once each is read a hundred thousand times.
_MARKED = """
    RETURN type(r) AS kind, r.scope AS scope, r.partial AS partial, r.nested AS nested, r.confidence AS confidence,
        collect([{near}, far.id]) AS ends
    """
_STEP = "{nodes} MATCH (near){arrow}(far) {returned}"
_WHOLE = "RETURN collect([id, far.id, type(r), properties(r)]) AS edges"
_DEGREES = "{nodes} RETURN id, CASE WHEN near IS NULL THEN 0 ELSE COUNT {{ (near){arrow}() }} END AS count"
_LINEAGE = """
    MATCH (root:Document {{id: $root}}){walk}(near)
    WITH DISTINCT near
    MATCH (near){arrow}(far) {by}
    {returned}
    """
_BY = "WHERE far.date IS NULL OR toString(far.date) <= $on"
"""Whether a document was there on a day; one without a day was."""
_ORIGINS = """
    UNWIND $numbers AS number MATCH (o:_Origin {number: number})
    RETURN o.number AS number, o.key AS key, o.source AS source, o.sha256 AS sha256, o.document AS document
    """
_FURTHER = "MATCH (s:_Statement) WHERE s.edge IN $edges RETURN s.edge AS edge, s.packed AS packed"

_Far = tuple[str, str, Literal["document", "provision"], bool, bool, float]
"""The far end of an edge, its kind, its marks."""


def neighbours(ask: Ask, ids: Iterable[str], kinds: Collection[str], direction: Direction) -> list[Edge]:
    """The edges one step from `ids`, ordered by near end, far end, kind."""
    returned = _MARKED.format(near="id")
    query = _STEP.format(nodes=_NODES, arrow=_arrow(direction, kinds), returned=returned)
    fars = _fars(ask(query, ids=list(dict.fromkeys(ids))))
    return _edges(fars, fars, direction)


def neighbours_with_evidence(ask: Ask, ids: Iterable[str], kinds: Collection[str], direction: Direction) -> list[Edge]:
    """The same, each edge with the evidence of all origins."""
    relations = _step(ask, ids, kinds, direction)
    seen = _evidence(ask, relations)
    fars: dict[str, list[_Far]] = {}
    for place, relation in relations.items():
        near, far = (place.source, place.target) if direction == "up" else (place.target, place.source)
        scope, partial, nested, confidence = relation.marks
        fars.setdefault(near, []).append((far, place.kind, SCOPES[scope], partial, nested, confidence))
    edges = _edges(fars, fars, direction)
    return [msgspec.structs.replace(each, evidence=seen[Place(each.source, each.kind, each.target)]) for each in edges]


def statements(ask: Ask, ids: Iterable[str]) -> list[Stated]:
    """What origins say of the edges that begin at nodes; see `Reader.statements`."""
    said = _statements(ask, _step(ask, ids, (), "up"))
    return [
        Stated(origin, edge_of(place, statement, origin))
        for place in sorted(said, key=lambda place: (place.source, place.target, place.kind))
        for origin, statement in said[place]
    ]


def with_evidence(ask: Ask, edges: Iterable[Edge]) -> list[Edge]:
    """The same edges with the evidence of all origins, a round trip for each kind among them."""
    listed = [(Place(edge.source, edge.kind, edge.target), edge) for edge in edges]
    kinds: dict[str, list[Place]] = {}
    for place in dict.fromkeys(place for place, _ in listed):
        kinds.setdefault(place.kind, []).append(place)
    found = {place: each for kind, some in kinds.items() for place, each in relations(ask, kind, some).items()}
    seen = _evidence(ask, found)
    return [msgspec.structs.replace(edge, evidence=seen.get(place, ())) for place, edge in listed]


def degrees(ask: Ask, ids: Iterable[str], kinds: Collection[str], direction: Direction) -> dict[str, int]:
    """How many edges each id has in a direction; 0 for an id that has none or is not there."""
    wanted = list(ids)
    query = _DEGREES.format(nodes=_NODES, arrow=_arrow(direction, kinds))
    found = {row["id"]: row["count"] for row in ask(query, ids=list(dict.fromkeys(wanted)))}
    return {id_: found[id_] for id_ in wanted}


def lineage(
    ask: Ask, root: str, kinds: Collection[str], direction: Direction, depth: int | None, on: str | None
) -> list[Hop]:
    """Every edge walked from `root`, breadth first; see `Reader.lineage`."""
    arrow = _arrow(direction, kinds)
    if depth is not None and depth < 1:
        return []
    walk = arrow.replace("[r:", "[:").replace("]", f"*0..{'' if depth is None else depth - 1}]")
    by = _BY if on is not None else ""
    query = _LINEAGE.format(walk=walk, arrow=arrow, by=by, returned=_MARKED.format(near="near.id"))
    steps = _fars(ask(query, root=root, on=on))
    hops: list[Hop] = []
    seen, frontier = {root}, {root}
    walked = 0
    while frontier and (depth is None or walked < depth):
        walked += 1
        nears = frontier & steps.keys()
        hops.extend(Hop(edge, walked) for edge in _edges(steps, nears, direction))
        frontier = {far[0] for near in nears for far in steps[near]} - seen
        seen |= frontier
    return hops


def _arrow(direction: Direction, kinds: Collection[str]) -> str:
    return _ARROW[direction].format(types=types(kinds))


def _step(ask: Ask, ids: Iterable[str], kinds: Collection[str], direction: Direction) -> dict[Place, Relation]:
    """All of the edges one step from `ids`."""
    query = _STEP.format(nodes=_NODES, arrow=_arrow(direction, kinds), returned=_WHOLE)
    (row,) = ask(query, ids=list(dict.fromkeys(ids)))
    upwards = direction == "up"
    return {
        Place(near if upwards else far, kind, far if upwards else near): read_relation(found)
        for near, far, kind, found in row["edges"]
    }


def _fars(rows: Iterable[Sequence[Any]]) -> dict[str, list[_Far]]:
    """The far ends by the near one, of edges that come by their marks."""
    found: dict[str, list[_Far]] = {}
    for kind, scope, partial, nested, confidence, ends in rows:
        for near, far in ends:
            found.setdefault(near, []).append((far, kind, scope, partial, nested, confidence))
    return found


def _edges(fars: Mapping[str, list[_Far]], nears: Iterable[str], direction: Direction) -> list[Edge]:
    """The edges of some near ends, without evidence, ordered by near end, far end, kind."""
    upwards = direction == "up"
    return [
        Edge(
            source=near if upwards else far,
            target=far if upwards else near,
            kind=kind,
            scope=scope,
            partial=partial,
            confidence=confidence,
            evidence=(),
            nested=nested,
        )
        for near in sorted(nears)
        for far, kind, scope, partial, nested, confidence in sorted(fars[near])
    ]


def _evidence(ask: Ask, found: Mapping[Place, Relation]) -> dict[Place, tuple[Evidence, ...]]:
    """The evidence of relations by source, origin, place."""
    return {
        place: tuple(seen for origin, statement in said for seen in evidence_of(statement, origin))
        for place, said in _statements(ask, found).items()
    }


def _statements(ask: Ask, read: Mapping[Place, Relation]) -> dict[Place, list[tuple[Origin, Statement]]]:
    """The statements of relations by source and key of their origins, those beside the relationships included."""
    found: dict[Place, list[Statement]] = {place: list(each.shown) for place, each in read.items()}
    keys = {edge_key(*place): place for place, each in read.items() if each.further}
    for row in ask(_FURTHER, edges=list(keys)) if keys else ():
        found[keys[row["edge"]]].append(read_statement(row["packed"]))
    origins = _origins(ask, {each.origin for said in found.values() for each in said})
    return {
        place: sorted(
            ((origins[each.origin], each) for each in said if each.origin in origins),
            key=lambda pair: (pair[0].source, pair[0].key),
        )
        for place, said in found.items()
    }


def _origins(ask: Ask, numbers: Collection[int]) -> dict[int, Origin]:
    rows = ask(_ORIGINS, numbers=sorted(numbers)) if numbers else ()
    return {row["number"]: Origin(row["key"], row["source"], row["sha256"], row["document"]) for row in rows}

"""Edges of the Neo4j store: one step, all steps, and the evidence of an edge.

A walk is one round trip: a variable-length pattern finds what can be reached (each node once, so cycles end),
one step more its edges; the steps are counted from those edges here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from luocdo.graph.model import Direction, Edge, Evidence, Hop
from luocdo.graph.neo4j_lookup import Ask, relations
from luocdo.graph.neo4j_names import LABELS, types
from luocdo.graph.neo4j_relations import (
    Place,
    Relation,
    Statement,
    edge_key,
    edge_of,
    evidence_of,
    read_relation,
    read_statement,
)
from luocdo.graph.neo4j_values import iso
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
_STEP = "{nodes} MATCH (near){arrow}(far) RETURN id, collect([far.id, type(r), {what}]) AS edges"
_DEGREES = "{nodes} RETURN id, CASE WHEN near IS NULL THEN 0 ELSE COUNT {{ (near){arrow}() }} END AS count"
_LINEAGE = """
    MATCH (root:Document {{id: $root}}){walk}(near)
    WITH DISTINCT near
    MATCH (near){arrow}(far)
    RETURN near.id AS id, collect([far.id, type(r), {what}, far.date]) AS edges
    """
_MARKS = "r.scope, r.partial, r.nested, r.confidence"
_ORIGINS = """
    UNWIND $numbers AS number MATCH (o:_Origin {number: number})
    RETURN o.number AS number, o.key AS key, o.source AS source, o.sha256 AS sha256, o.document AS document
    """
_FURTHER = "MATCH (s:_Statement) WHERE s.edge IN $edges RETURN s.edge AS edge, s.packed AS packed"

_Far = list[Any]
"""Far id, kind, what of the relationship was asked for, and perhaps the far day."""


def neighbours(ask: Ask, ids: Iterable[str], kinds: Collection[str], direction: Direction) -> list[Edge]:
    """The edges one step from `ids`, ordered by near end, far end, kind."""
    return _edges(_step(ask, ids, kinds, direction, _MARKS), direction)


def neighbours_with_evidence(ask: Ask, ids: Iterable[str], kinds: Collection[str], direction: Direction) -> list[Edge]:
    """The same, each edge with the evidence of all origins."""
    rows = _step(ask, ids, kinds, direction, "properties(r)")
    found = {}
    bare = {}
    for near, fars in rows.items():
        bare[near] = [_with_marks(far) for far in fars]
        for far in fars:
            source, target = (near, far[0]) if direction == "up" else (far[0], near)
            found[Place(source, far[1], target)] = read_relation(far[2])
    seen = _evidence(ask, found)
    edges = _edges(bare, direction)
    return [msgspec.structs.replace(each, evidence=seen[Place(each.source, each.kind, each.target)]) for each in edges]


def statements(ask: Ask, ids: Iterable[str]) -> list[Stated]:
    """What origins say of the edges that begin at nodes; see `Reader.statements`."""
    rows = _step(ask, ids, (), "up", "properties(r)")
    found = {Place(near, far[1], far[0]): read_relation(far[2]) for near, fars in rows.items() for far in fars}
    said = _statements(ask, found)
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
    rows = ask(_LINEAGE.format(walk=walk, arrow=arrow, what=_MARKS), root=root)
    steps = {row["id"]: row["edges"] for row in rows}
    hops: list[Hop] = []
    seen, frontier = {root}, {root}
    walked = 0
    while frontier and (depth is None or walked < depth):
        walked += 1
        crossed = {near: [far for far in steps[near] if _by(on, far)] for near in frontier if near in steps}
        hops.extend(Hop(edge, walked) for edge in _edges(crossed, direction))
        frontier = {far[0] for fars in crossed.values() for far in fars} - seen
        seen |= frontier
    return hops


def _by(on: str | None, far: _Far) -> bool:
    """Whether a document was there on a day; one without a day was."""
    day = iso(far[-1])
    return on is None or day is None or day <= on


def _arrow(direction: Direction, kinds: Collection[str]) -> str:
    return _ARROW[direction].format(types=types(kinds))


def _step(
    ask: Ask, ids: Iterable[str], kinds: Collection[str], direction: Direction, what: str
) -> dict[str, list[_Far]]:
    query = _STEP.format(nodes=_NODES, arrow=_arrow(direction, kinds), what=what)
    return {row["id"]: row["edges"] for row in ask(query, ids=list(dict.fromkeys(ids)))}


def _with_marks(far: _Far) -> _Far:
    """A row with all of a relationship, as one with its marks alone."""
    relation = far[2]
    return [*far[:2], *(relation[name] for name in ("scope", "partial", "nested", "confidence"))]


def _edges(rows: Mapping[str, list[_Far]], direction: Direction) -> list[Edge]:
    """Rows as edges without evidence, ordered by near end, far end, kind."""
    ordered = sorted((near, *far[:6]) for near, fars in rows.items() for far in fars)
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
        for near, far, kind, scope, partial, nested, confidence in ordered
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

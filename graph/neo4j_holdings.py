"""All that the Neo4j store keeps under an origin, for a copy of it in another store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from luocdo.graph.model import Edge
from luocdo.graph.neo4j_lookup import Ask, beside, beside_id, relations
from luocdo.graph.neo4j_names import indexed
from luocdo.graph.neo4j_relations import Place, edge_key, edge_of, read_places
from luocdo.graph.packed_records import read_extraction, read_source
from luocdo.graph.store_records import ClaimRow, GraphProblem, HeldRow, HeldText, Holding, Origin

_ORIGINS = """
    MATCH (o:_Origin) WHERE o.key > $after
    RETURN o.key, o.document, o.source, o.sha256, coalesce(o.length, 0) ORDER BY o.key LIMIT $limit
    """
_NUMBER_KEYS = """
    MATCH (d:Document) WHERE d.number_key > $after
    RETURN DISTINCT d.number_key AS short, d.whole_key AS whole ORDER BY short LIMIT $limit
    """
_OF_KEYS = """
    UNWIND $keys AS key MATCH (o:_Origin {key: key})
    RETURN key, o.number AS number, o.source AS source, o.sha256 AS sha256, o.document AS document,
        o.about AS about, o.text AS text, o.extraction AS extraction, o.stated AS stated
    """
_CLAIMS = """
    UNWIND $keys AS key MATCH (o:_Origin {key: key})-[c:_CLAIMS]->(s:_Signature)
    RETURN key, c.row AS row, coalesce(s.whole_key, s.number_key) AS number_key, s.body AS body,
        s.resolution AS resolution ORDER BY key, row
    """
_PROBLEMS = """
    UNWIND $keys AS key MATCH (p:_Problem {origin: key})
    RETURN p.origin AS key, p.severity AS severity, p.message AS message, p.start AS start, p.end AS end
    ORDER BY p.origin, p.place
    """

_Decided = tuple[str, bytes, bytes]


def origins(ask: Ask, after: str, limit: int) -> list[HeldRow]:
    """A page of all origins; see `Reader.origins`."""
    return [HeldRow(*row) for row in ask(_ORIGINS, after=after, limit=limit)]


def number_keys(ask: Ask, after: str, limit: int) -> list[str]:
    """A page of the keys that have documents; see `Reader.number_keys`."""
    return [row["whole"] or row["short"] for row in ask(_NUMBER_KEYS, after=indexed(after), limit=limit)]


def holdings(ask: Ask, keys: Iterable[str]) -> list[Holding]:
    """What is kept under these origins; see `Reader.holdings`."""
    wanted = sorted(set(keys))
    rows = {row["key"]: row for row in ask(_OF_KEYS, keys=wanted)} if wanted else {}
    known = {key: Origin(key, row["source"], row["sha256"], row["document"]) for key, row in rows.items()}
    claims, decided = _claims(ask, list(rows))
    edges = _edges(ask, rows, known)
    problems: dict[str, list[GraphProblem]] = defaultdict(list)
    for row in ask(_PROBLEMS, keys=list(rows)):
        problems[row["key"]].append(GraphProblem(*row))
    return [
        Holding(
            origin,
            _held(origin, rows[key]),
            tuple(claims[key]),
            tuple(sorted(decided[key])),
            tuple(edges[key]),
            tuple(problems[key]),
        )
        for key, origin in sorted(known.items())
    ]


def _held(origin: Origin, row: Mapping[str, Any]) -> HeldText | None:
    if row["about"] is None:
        return None
    text = read_source(row["about"], row["text"])
    return HeldText(origin.key, origin.document_id, text, read_extraction(row["extraction"]))


def _claims(ask: Ask, keys: list[str]) -> tuple[dict[str, list[ClaimRow]], dict[str, set[_Decided]]]:
    """Claims by origin, and what was decided about their signatures, each once."""
    claims: dict[str, list[ClaimRow]] = defaultdict(list)
    decided: dict[str, set[_Decided]] = defaultdict(set)
    for key, row, number_key, signature, resolution in ask(_CLAIMS, keys=keys):
        claims[key].append(ClaimRow(row, number_key, signature))
        if resolution is not None:
            decided[key].add((number_key, signature, resolution))
    return claims, decided


def _edges(ask: Ask, rows: Mapping[str, Mapping[str, Any]], known: Mapping[str, Origin]) -> dict[str, list[Edge]]:
    """Edges by origin, as this origin alone states them."""
    stated = {key: read_places(row["stated"]) for key, row in rows.items()}
    by_kind: dict[str, dict[Place, None]] = defaultdict(dict)
    for place in (each for places in stated.values() for each in places):
        by_kind[place.kind][place] = None
    there = {place: each for kind, places in by_kind.items() for place, each in relations(ask, kind, places).items()}
    shown = {(place, each.origin): each for place, relation in there.items() for each in relation.shown}
    further = {
        beside_id(edge_key(*place), rows[key]["number"]): (place, rows[key]["number"])
        for key, places in stated.items()
        for place in places
        if (place, rows[key]["number"]) not in shown
    }
    shown |= {further[id_]: each for id_, each in beside(ask, further).items()}
    return {
        key: [edge_of(place, shown[place, rows[key]["number"]], known[key]) for place in _in_order(places)]
        for key, places in stated.items()
    }


def _in_order(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.source, place.target, place.kind))

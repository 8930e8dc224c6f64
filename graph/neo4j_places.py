"""Provinces as nodes, so that Cypher can ask for those without a plan; documents and bodies hang on them."""

from __future__ import annotations

from typing import Any

from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_connections import Connections
from luocdo.graph.neo4j_names import indexed
from luocdo.graph.neo4j_values import day
from luocdo.graph.places import provinces
from luocdo.graph.schema import schema

_PUT = """
    UNWIND $places AS place MERGE (p:Place {name: place.name}) SET p += place
    """
_CHANGED = """
    UNWIND $changes AS change MATCH (a:Place {name: change.source}) MATCH (b:Place {name: change.target})
    MERGE (a)-[r:SUCCEEDED_BY]->(b) SET r.effective_from = change.day
    """
_HANG = """
    UNWIND $rows AS row MATCH (n:{label} {{id: row.id}})
    OPTIONAL MATCH (n)-[old:{of_place}]->(:Place) DELETE old
    WITH n, row WHERE row.province IS NOT NULL
    MERGE (p:Place {{name: row.province}}) MERGE (n)-[:{of_place}]->(p)
    """
_HANG_NEW = """
    UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) MERGE (p:Place {{name: row.province}})
    CREATE (n)-[:{of_place}]->(p)
    """


def put_places(connections: Connections) -> None:
    """All provinces of the tables, with what became of them."""
    connections.change(_PUT, places=place_rows())
    connections.change(_CHANGED, changes=change_rows())


def place_rows() -> list[dict[str, Any]]:
    """The properties of each place; one without `valid_to` stands today."""
    return [
        {"name": each.name, "kind": each.kind, "valid_from": day(each.from_), "valid_to": day(each.to)}
        for each in provinces().all
    ]


def change_rows() -> list[dict[str, Any]]:
    """Which place was succeeded by which, and from which day on; a place that lives on succeeds nobody else's name."""
    return [
        {"source": source, "target": target, "day": day(change.day)}
        for change in provinces().changes
        for source in change.from_
        for target in change.into
        if source != target
    ]


def hang(batch: Batch, label: str, created: list[dict[str, Any]], changed: list[dict[str, Any]]) -> None:
    """Join nodes (`id`, `province`) to their places; what is too long to be indexed is no name of a place."""
    of_place = schema().places.edge
    created, changed = ([_named(row) for row in rows] for rows in (created, changed))
    placed = [row for row in created if row["province"] is not None]
    if placed:
        batch.write(_HANG_NEW.format(label=label, of_place=of_place), rows=placed)
    if changed:
        batch.write(_HANG.format(label=label, of_place=of_place), rows=changed)


def _named(row: dict[str, Any]) -> dict[str, Any]:
    province = row["province"]
    return row if province is None or indexed(province) == province else {**row, "province": None}

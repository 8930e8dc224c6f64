"""Relationships looked up by their ends, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from luocdo.graph.neo4j_names import ends
from luocdo.graph.neo4j_relations import Place, Relation, Statement, read_relation, read_statement
from luocdo.graph.neo4j_values import Properties

ROWS = 10_000
"""In one message to the server."""

_ENDS = """
    UNWIND $rows AS row MATCH (s:{source} {{id: row.source}}) MATCH (t:{target} {{id: row.target}})
    """
_READ = "{ends} MATCH (s)-[r:{kind}]->(t) RETURN collect([row.number, properties(r)]) AS found"
_BESIDE = "UNWIND $ids AS id MATCH (s:_Statement {id: id}) RETURN id, s.packed AS packed"

Ask = Callable[..., list[Any]]
"""How a query is asked: of a store, or of a batch."""


def matched(kind: str) -> str:
    """The beginning of a query over rows of relations of a kind: their ends are `s` and `t`."""
    source, target = ends(kind)
    return _ENDS.format(source=source, target=target)


def messages(places: Sequence[tuple[Place, Properties]]) -> Iterator[list[Properties]]:
    """Relations as rows of a query, numbered as they come, so many at a time as one message should hold."""
    for start in range(0, len(places), ROWS):
        yield [
            {"number": number, "source": place.source, "target": place.target, "properties": properties}
            for number, (place, properties) in enumerate(places[start : start + ROWS], start)
        ]


def relations(ask: Ask, kind: str, places: Collection[Place]) -> dict[Place, Relation]:
    """The relations of one kind at these places that are there."""
    listed = list(places)
    query = _READ.format(ends=matched(kind), kind=kind)
    return {
        listed[number]: read_relation(each)
        for rows in messages([(place, {}) for place in listed])
        for number, each in ask(query, rows=rows)[0]["found"]
    }


def beside_id(edge: str, origin: int) -> str:
    """The id of what an origin says of an edge (`edge_key`), where that stands beside the relationship."""
    return f"{edge}.{origin}"


def beside(ask: Ask, ids: Iterable[str]) -> dict[str, Statement]:
    """Those of these statements that stand beside their relationships, by id."""
    wanted = list(ids)
    rows = ask(_BESIDE, ids=wanted) if wanted else ()
    return {row["id"]: read_statement(row["packed"]) for row in rows}

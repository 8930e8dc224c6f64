"""Statements in the Neo4j store: what each origin says of a relation, and the relationship they make together.

A relationship exists as long as some origin states it. New ones are created as they come; only those that are
there already and say something else are read, put together anew here, and written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from luocdo.graph.errors import StoreError
from luocdo.graph.model import Edge
from luocdo.graph.neo4j_connections import Batch
from luocdo.graph.neo4j_further import Further
from luocdo.graph.neo4j_lookup import ROWS, matched, messages, relations
from luocdo.graph.neo4j_names import LABELS, ends
from luocdo.graph.neo4j_origins import OriginTable
from luocdo.graph.neo4j_relations import (
    RELATION_PROPERTIES,
    SHOWN,
    Place,
    Relation,
    Statement,
    in_order,
    pack_places,
    read_places,
    read_relation,
    relation_properties,
    statement_of,
    together,
)
from luocdo.graph.neo4j_values import Properties
from luocdo.graph.store_records import Origin

_GATHERED = 20_000
"""Statements written at a time: more would not be faster."""

# Rows are lists, `[source, target, number, value, ...]`: a map for each row, whose names the server reads and looks up
# every time, takes it twice as long.
_MERGE = """
    UNWIND $rows AS row MATCH (s:{source} {{id: row[0]}}) MATCH (t:{target} {{id: row[1]}})
    MERGE (s)-[r:{kind}]->(t) ON CREATE SET {values}
    WITH row, r, size(keys(r)) <> {count} OR coalesce(NOT ({same}), true) AS differs
    RETURN count(*) AS found, collect(CASE WHEN differs THEN [row[2], properties(r)] END) AS different
    """
_CHANGE = "{ends} MATCH (s)-[r:{kind}]->(t) SET r += row.properties"
_END = "{ends} MATCH (s)-[r:{kind}]->(t) DELETE r"
_FIND = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id"
_STATED = "UNWIND $keys AS key MATCH (o:_Origin {key: key}) RETURN key, o.stated AS stated"
_PUT_STATED = """
    UNWIND $rows AS row MATCH (o:_Origin {key: row.key}) SET o.stated = row.stated, o.statements = row.count
    """

Changes = dict[int, Statement | None]
"""What origins, by number, say of one relation now; None: nothing any more."""


class _Stated(NamedTuple):
    """What one origin states."""

    origin: Origin
    edges: dict[Place, list[Edge]]


class StatementTable:
    """The statements and edges of a store, within one batch."""

    def __init__(self, batch: Batch, origins: OriginTable) -> None:
        self._batch, self._origins = batch, origins
        self._further = Further(batch)
        self._gathered: dict[str, _Stated] = {}
        self._size = 0
        self._seen: set[str] = set()
        self.deserted: dict[str, set[str]] = {label: set() for label in LABELS.values()}
        """Ids of nodes by label that lost an edge in this batch."""

    def put(self, origin: Origin, edges: Iterable[Edge]) -> bool:
        """Replace what an origin states; True if so much is gathered that it should be flushed."""
        places: dict[Place, list[Edge]] = {}
        for edge in edges:
            _check_evidence(edge, origin)
            ends(edge.kind)
            places.setdefault(Place(edge.source, edge.kind, edge.target), []).append(edge)
        if origin.key in self._gathered:
            self.flush()
        self._gathered[origin.key] = _Stated(origin, places)
        self._size += 1 + len(places)
        return self._size >= _GATHERED

    def withdraw(self, keys: Iterable[str]) -> None:
        """Take back all that these origins state."""
        self.flush()
        self._gathered = {key: _Stated(Origin(key, "", ""), {}) for key in keys}
        self.flush()

    def flush(self) -> None:
        """Write what has been gathered; both ends of every edge must be there by now."""
        gathered, self._gathered, self._size = self._gathered, {}, 0
        if not gathered:
            return
        numbers = self._origins.numbers(gathered)
        before = self._before(gathered)
        touched: dict[Place, Changes] = {}
        for key, stated in gathered.items():
            number = numbers[key]
            for place, edges in stated.edges.items():
                touched.setdefault(place, {})[number] = statement_of(edges, number, stated.origin)
            for place in before.get(key, ()):
                if place not in stated.edges:
                    touched.setdefault(place, {})[number] = None
        for kind, places in _by_kind(touched):
            self._write(kind, places)
        self._remember(gathered, before)

    def _write(self, kind: str, places: Mapping[Place, Changes]) -> None:
        """Bring the relationships of one kind up to date."""
        stated = {place: [each for each in said.values() if each] for place, said in places.items()}
        existing = self._merge(kind, {place: said for place, said in stated.items() if said})
        withdrawn = [place for place, said in stated.items() if not said]
        existing |= relations(self._batch.ask, kind, withdrawn)
        # More at once than a relationship shows: the first are on it by now, the rest goes beside it.
        for place, said in stated.items():
            if len(said) > SHOWN and place not in existing:
                existing[place] = _shown(said)
        changed: dict[Place, Relation] = {}
        ended: list[Place] = []
        for place, relation in self._further.put_together(existing, places).items():
            if relation is None:
                ended.append(place)
            elif relation != existing[place]:
                changed[place] = relation
        for rows in messages([(place, _whole(relation)) for place, relation in changed.items()]):
            self._run(_CHANGE, kind, rows)
        for rows in messages([(place, {}) for place in ended]):
            self._run(_END, kind, rows)
        for place in ended:
            for label, id_ in zip(ends(kind), (place.source, place.target), strict=True):
                self.deserted[label].add(id_)

    def _merge(self, kind: str, stated: Mapping[Place, list[Statement]]) -> dict[Place, Relation]:
        """Create the relationships that are not there; gives those that are and say something else."""
        shapes: dict[tuple[str, ...], list[list[Any]]] = {}
        places = list(stated)
        for number, place in enumerate(places):
            properties = relation_properties(_shown(stated[place]))
            row = [place.source, place.target, number, *properties.values()]
            shapes.setdefault(tuple(properties), []).append(row)
        found: dict[Place, Relation] = {}
        for shape, listed in shapes.items():
            for start in range(0, len(listed), ROWS):
                rows = listed[start : start + ROWS]
                (answer,) = self._batch.write(_merging(kind, shape), rows=rows)
                if answer["found"] < len(rows):
                    self._refuse(kind, rows)
                found.update((places[number], read_relation(each)) for number, each in answer["different"])
        return found

    def _run(self, query: str, kind: str, rows: list[Properties]) -> list[Any]:
        return self._batch.write(query.format(ends=matched(kind), kind=kind), rows=rows)

    def _refuse(self, kind: str, rows: list[list[Any]]) -> None:
        """Name an end that is not there."""
        for end, label in enumerate(ends(kind)):
            wanted = list(dict.fromkeys(row[end] for row in rows))
            found = {row["id"] for row in self._batch.ask(_FIND.format(label=label), ids=wanted)}
            for id_ in wanted:
                if id_ not in found:
                    raise StoreError(f"{id_}: an edge needs both its ends in the graph")

    def _before(self, gathered: Mapping[str, _Stated]) -> dict[str, tuple[Place, ...]]:
        """What these origins stated before."""
        known = [key for key in gathered if key in self._seen or not self._origins.is_fresh(key)]
        self._seen.update(gathered)
        rows = self._batch.ask(_STATED, keys=known) if known else ()
        return {row["key"]: read_places(row["stated"]) for row in rows}

    def _remember(self, gathered: Mapping[str, _Stated], before: Mapping[str, tuple[Place, ...]]) -> None:
        """Keep with each origin what it states."""
        rows = [
            {"key": key, "stated": pack_places(stated.edges), "count": len(stated.edges)}
            for key, stated in gathered.items()
            if set(stated.edges) != set(before.get(key, ()))
        ]
        if rows:
            self._batch.write(_PUT_STATED, rows=rows)


@cache
def _merging(kind: str, names: tuple[str, ...]) -> str:
    """How relationships with these properties are made, or compared with those that are there."""
    source, target = ends(kind)
    pairs = [f"r.`{name}` = row[{place}]" for place, name in enumerate(names, 3)]
    values, same = ", ".join(pairs), " AND ".join(pairs)
    return _MERGE.format(source=source, target=target, kind=kind, values=values, same=same, count=len(names))


def _by_kind(touched: Mapping[Place, Changes]) -> Iterator[tuple[str, dict[Place, Changes]]]:
    """In the order of their sources, which lie near each other on the disk."""
    found: dict[str, dict[Place, Changes]] = {}
    for place in sorted(touched):
        found.setdefault(place.kind, {})[place] = touched[place]
    yield from found.items()


def _shown(statements: Sequence[Statement]) -> Relation:
    """The relation that the first of some statements make."""
    shown = in_order(statements)[:SHOWN] if len(statements) > 1 else tuple(statements)
    return Relation(shown, 0, together(each.marks for each in shown))


def _whole(relation: Relation) -> Properties:
    """All properties of a relation, those it has no more as null."""
    found = relation_properties(relation)
    return {name: found.get(name) for name in RELATION_PROPERTIES}


def _check_evidence(edge: Edge, origin: Origin) -> None:
    for seen in edge.evidence:
        if (seen.document_id, seen.source, seen.sha256) != (origin.document_id, origin.source, origin.sha256):
            raise StoreError(f"{edge.source} {edge.kind} {edge.target}: evidence of another origin")

"""Statements in the Neo4j store: what each origin says of a relation, and the relationship they make together.

A relationship exists as long as some origin states it. New ones are created as they come; only those that are
there already and say something else are read, put together anew here, and written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import cache
from typing import Any, NamedTuple

from luocdo.graph.errors import StoreError
from luocdo.graph.model import Edge
from luocdo.graph.neo4j_batch import Batch, Rows
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
    stated_digest,
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
# Most of a load that is repeated ends here: what an origin stated already is neither read nor written.
_STATED = """
    UNWIND $rows AS row MATCH (o:_Origin {key: row[0]}) WHERE coalesce(o.digest <> row[1], true)
    RETURN row[0] AS key, o.stated AS stated
    """
_PUT_STATED = """
    UNWIND $rows AS row MATCH (o:_Origin {key: row[0]})
    SET o.stated = row[1], o.statements = row[2], o.digest = row[3]
    """

Changes = dict[int, Statement | None]
"""What origins, by number, say of one relation now; None: nothing any more."""


class _Stated(NamedTuple):
    """What one origin states."""

    origin: Origin
    edges: dict[Place, list[Edge]]


class _Message(NamedTuple):
    """Rows of relationships, and what the server says of them."""

    rows: list[list[Any]]
    answered: Future[Rows]


class _Sent(NamedTuple):
    """Relationships of one kind that the server works on: what changes, and what origins state of each now."""

    kind: str
    places: dict[Place, Changes]
    stated: dict[Place, list[Statement]]
    messages: list[_Message]


class StatementTable:
    """The statements and edges of a store, within one batch."""

    def __init__(self, batch: Batch, origins: OriginTable) -> None:
        self._batch, self._origins = batch, origins
        self._further = Further(batch)
        self._gathered: dict[str, _Stated] = {}
        self._size = 0
        self._sent: list[_Sent] = []
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
        self.begin()
        self.settle()

    def begin(self) -> None:
        """Send what has been gathered, so that the server works on it while more is gathered; then `settle`."""
        gathered, self._gathered, self._size = self._gathered, {}, 0
        if not gathered:
            self.settle()
            return
        digests = {key: stated_digest(stated.edges, stated.origin) for key, stated in gathered.items()}
        numbers = self._origins.numbers(gathered)
        before = self._before(digests)
        gathered = {key: gathered[key] for key in before}
        touched: dict[Place, Changes] = {}
        for key, stated in gathered.items():
            number = numbers[key]
            for place, edges in stated.edges.items():
                touched.setdefault(place, {})[number] = statement_of(edges, number, stated.origin)
            for place in before[key]:
                if place not in stated.edges:
                    touched.setdefault(place, {})[number] = None
        prepared = [(each, _rows(each.stated)) for each in _by_kind(touched)]
        self.settle()
        for now, shapes in prepared:
            self._sent.append(now)
            now.messages.extend(self._send(now.kind, shapes))
        self._remember(gathered, digests)

    def settle(self) -> None:
        """Take in what the server answered to all that was sent, and write what follows from it."""
        sent, self._sent = self._sent, []
        for each in sent:
            self._settle(each)

    def _settle(self, sent: _Sent) -> None:
        """Bring those relationships of one kind up to date that were there."""
        kind, places, stated, _ = sent
        existing = self._existing(sent)
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

    def _send(self, kind: str, shapes: Mapping[tuple[str, ...], list[list[Any]]]) -> Iterator[_Message]:
        """Have the relationships created that are not there."""
        for shape, listed in shapes.items():
            for start in range(0, len(listed), ROWS):
                rows = listed[start : start + ROWS]
                yield _Message(rows, self._batch.send(_merging(kind, shape), rows))

    def _existing(self, sent: _Sent) -> dict[Place, Relation]:
        """The relationships that were there and said something else."""
        places = list(sent.stated)
        found: dict[Place, Relation] = {}
        for rows, answered in sent.messages:
            (answer,) = answered.result()
            if answer["found"] < len(rows):
                self._refuse(sent.kind, rows)
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
        raise StoreError(f"{rows[0][0]} {kind} {rows[0][1]}, or one put with it: an end came after its edge")

    def _before(self, digests: Mapping[str, bytes]) -> dict[str, tuple[Place, ...]]:
        """What these origins stated before, without those that state the same now."""
        known = [
            [key, digest] for key, digest in digests.items() if key in self._seen or not self._origins.is_fresh(key)
        ]
        new = digests.keys() - {key for key, _ in known}
        self._seen.update(digests)
        rows = self._batch.ask(_STATED, rows=known) if known else ()
        before = {row["key"]: read_places(row["stated"]) for row in rows}
        return {key: before.get(key, ()) for key in digests if key in before or key in new}

    def _remember(self, gathered: Mapping[str, _Stated], digests: Mapping[str, bytes]) -> None:
        """Keep with each origin what it states."""
        rows = [[key, pack_places(stated.edges), len(stated.edges), digests[key]] for key, stated in gathered.items()]
        if rows:
            self._batch.send(_PUT_STATED, rows)


@cache
def _merging(kind: str, names: tuple[str, ...]) -> str:
    """How relationships with these properties are made, or compared with those that are there."""
    source, target = ends(kind)
    pairs = [f"r.`{name}` = row[{place}]" for place, name in enumerate(names, 3)]
    values, same = ", ".join(pairs), " AND ".join(pairs)
    return _MERGE.format(source=source, target=target, kind=kind, values=values, same=same, count=len(names))


def _by_kind(touched: Mapping[Place, Changes]) -> Iterator[_Sent]:
    """In the order of their sources, which lie near each other on the disk."""
    found: dict[str, dict[Place, Changes]] = {}
    for place in sorted(touched):
        found.setdefault(place.kind, {})[place] = touched[place]
    for kind, places in found.items():
        stated = {place: [each for each in said.values() if each] for place, said in places.items()}
        yield _Sent(kind, places, stated, [])


def _rows(stated: Mapping[Place, list[Statement]]) -> dict[tuple[str, ...], list[list[Any]]]:
    """Relationships as rows of a query, by the names of their properties; their numbers are their places."""
    shapes: dict[tuple[str, ...], list[list[Any]]] = {}
    for number, (place, said) in enumerate(stated.items()):
        if said:
            properties = relation_properties(_shown(said))
            row = [place.source, place.target, number, *properties.values()]
            shapes.setdefault(tuple(properties), []).append(row)
    return shapes


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

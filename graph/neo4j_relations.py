"""A relation of the graph as a relationship of Neo4j: what its statements say together, and their evidence.

A *statement* is what one origin says of a relation. Most relations have one; its evidence stands in plain
properties: `quote`, `section`, `start`, `end`, `source`, `sha256`, `rule`, `cue`, `confidence`. With several,
those are of the first, parallel lists `quotes`, `sections` … have all, and `_statements` keeps them exactly.
Of a relation with thousands (every text that cites 290-QĐ/TW also says who issued it) the first few to come
stay on it; `further` counts the rest, which are `_Statement` nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from hashlib import blake2b, sha256
from typing import Any, Literal, NamedTuple

import msgspec

from luocdo.graph.model import Edge, Evidence, Terms
from luocdo.graph.neo4j_values import Properties, day, present
from luocdo.graph.packed_records import sound
from luocdo.graph.store_records import Origin

SHOWN = 8
"""How many statements stand on the relationship itself."""

SCOPES: tuple[Literal["provision", "document"], ...] = ("provision", "document")
"""By rank: the last is the stronger."""


class Said(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Evidence without what its origin knows: document, source, sha256."""

    start: int
    end: int
    quote: str
    section: str
    cue: str
    rule: str
    confidence: float
    illustrative: bool
    terms: Terms | None = None


class Place(NamedTuple):
    """Source, kind, target of a relation."""

    source: str
    kind: str
    target: str


class Marks(NamedTuple):
    """What statements say of a relation as a whole: as ranks, so that the strongest is the greatest or least."""

    scope: int
    partial: bool
    nested: bool
    confidence: float


class Statement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one origin says of one relation. `origin` is its number; source and sha256 are there to be read."""

    source: str
    origin: int
    sha256: str
    scope: int
    partial: bool
    nested: bool
    confidence: float
    said: tuple[Said, ...]

    @property
    def marks(self) -> Marks:
        """What it says of the relation as a whole."""
        return Marks(self.scope, self.partial, self.nested, self.confidence)


class Relation(NamedTuple):
    """All statements of a relation: those shown, by source, and the count of the others; the marks of all."""

    shown: tuple[Statement, ...]
    further: int
    marks: Marks


_LISTS = ("quotes", "sections", "starts", "ends", "sources", "hashes", "rules", "cues", "confidences")
RELATION_PROPERTIES = (
    *("scope", "partial", "nested", "confidence", "statements", "further"),
    *("quote", "section", "start", "end", "source", "sha256", "rule", "cue", "illustrative"),
    *("effective_from", "provisions", "except", *_LISTS, "_origin", "_statements"),
)
"""All properties that a relationship may have."""

_encoder = msgspec.msgpack.Encoder()
_statement = msgspec.msgpack.Decoder(Statement)
_statements = msgspec.msgpack.Decoder(tuple[Statement, ...])
_places = msgspec.msgpack.Decoder(tuple[Place, ...])


def statement_of(edges: Sequence[Edge], number: int, origin: Origin) -> Statement:
    """What an origin says of one relation, in one or more edges; its evidence in the order of the text."""
    if len(edges) == 1 and len(edges[0].evidence) < 2:  # nearly all
        edge = edges[0]
        marks = Marks(SCOPES.index(edge.scope), edge.partial, edge.nested, edge.confidence)
        return Statement(origin.source, number, origin.sha256, *marks, tuple(map(_said, edge.evidence)))
    said = [_said(each) for edge in edges for each in edge.evidence]
    marks = together(Marks(SCOPES.index(edge.scope), edge.partial, edge.nested, edge.confidence) for edge in edges)
    ordered = sorted(said, key=lambda each: (each.start, each.end, each.cue, each.rule))
    return Statement(origin.source, number, origin.sha256, *marks, tuple(ordered))


def together(marks: Iterable[Marks]) -> Marks:
    """The marks of a relation: document if any says so, partial and nested if all do, the highest confidence."""
    return reduce(
        lambda one, other: Marks(
            max(one.scope, other.scope),
            one.partial and other.partial,
            one.nested and other.nested,
            max(one.confidence, other.confidence),
        ),
        marks,
    )


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements by source, as they are shown."""
    return tuple(sorted(statements, key=lambda each: (each.source, each.origin)))


def relation_of(statements: Iterable[Statement]) -> tuple[Relation, tuple[Statement, ...]]:
    """The relation that statements make, and those of them that it does not show."""
    ordered = in_order(statements)
    shown, beside = ordered[:SHOWN], ordered[SHOWN:]
    return Relation(shown, len(beside), together(each.marks for each in ordered)), beside


def edge_key(source: str, kind: str, target: str) -> str:
    """What the statements beside a relation find it by."""
    return sha256(f"{source}\n{kind}\n{target}".encode()).hexdigest()[:32]


def relation_properties(relation: Relation) -> Properties:
    """A relation as properties of a relationship."""
    shown = in_order(relation.shown) if len(relation.shown) > 1 else relation.shown
    rows = [(each, said) for each in shown for said in each.said]
    found: Properties = {
        "scope": SCOPES[relation.marks.scope],
        "partial": relation.marks.partial,
        "nested": relation.marks.nested,
        "confidence": relation.marks.confidence,
        "statements": len(shown) + relation.further,
        **(_readable(*rows[0]) if rows else {}),
    }
    if relation.further or not _is_plain(shown):
        found |= _lists(rows) | {"_statements": _encoder.encode(shown), "further": relation.further}
    else:
        found |= {"source": shown[0].source, "sha256": shown[0].sha256, "_origin": shown[0].origin}
    return present(found)


@sound
def read_relation(found: Mapping[str, Any]) -> Relation:
    """The statements of a relationship."""
    marks = Marks(SCOPES.index(found["scope"]), found["partial"], found["nested"], found["confidence"])
    if "_statements" in found:
        return Relation(_statements.decode(found["_statements"]), found["further"], marks)
    said: tuple[Said, ...] = ()
    if "start" in found:
        words = (found["quote"], found["section"], found.get("cue", ""), found["rule"])
        said = (Said(found["start"], found["end"], *words, marks.confidence, found.get("illustrative", False)),)
    return Relation((Statement(found["source"], found["_origin"], found["sha256"], *marks, said),), 0, marks)


def pack_statement(statement: Statement) -> bytes:
    """A statement as a `_Statement` node keeps it."""
    return _encoder.encode(statement)


@sound
def read_statement(packed: bytes) -> Statement:
    """A statement from its node."""
    return _statement.decode(packed)


def pack_places(places: Iterable[Place]) -> bytes:
    """The places that an origin states, as its node keeps them."""
    return _encoder.encode(sorted(places))


def stated_digest(stated: Mapping[Place, Sequence[Edge]], origin: Origin) -> bytes:
    """What tells whether an origin states the same as before; in whatever order it states it."""
    edges = [_as_read(place, stated[place], origin) for place in sorted(stated)]
    return blake2b(_encoder.encode((origin.source, origin.sha256, edges)), digest_size=16).digest()


@sound
def read_places(packed: bytes | None) -> tuple[Place, ...]:
    """The places that an origin states."""
    return _places.decode(packed) if packed is not None else ()


def evidence_of(statement: Statement, origin: Origin) -> list[Evidence]:
    """The evidence of a statement, complete again."""
    return [
        Evidence(
            origin.document_id,
            origin.source,
            origin.sha256,
            each.start,
            each.end,
            each.quote,
            each.section,
            each.cue,
            each.rule,
            each.confidence,
            each.illustrative,
            each.terms,
        )
        for each in statement.said
    ]


def edge_of(place: Place, statement: Statement, origin: Origin) -> Edge:
    """A relation as one origin alone states it."""
    return Edge(
        source=place.source,
        target=place.target,
        kind=place.kind,
        scope=SCOPES[statement.scope],
        partial=statement.partial,
        confidence=statement.confidence,
        evidence=tuple(evidence_of(statement, origin)),
        nested=statement.nested,
    )


def _as_read(place: Place, edges: Sequence[Edge], origin: Origin) -> Edge:
    """What an origin says of one relation as the store tells it again."""
    if len(edges) == 1 and len(edges[0].evidence) < 2:  # nearly all
        return edges[0]
    return edge_of(place, statement_of(edges, 0, origin), origin)


def _said(seen: Evidence) -> Said:
    words = (seen.start, seen.end, seen.quote, seen.section, seen.cue, seen.rule)
    return Said(*words, seen.confidence, seen.illustrative, seen.terms)


def _is_plain(shown: Sequence[Statement]) -> bool:
    """Whether plain properties say all: one statement, with at most one piece of evidence and no terms."""
    return len(shown) == 1 and (
        not shown[0].said
        or (
            len(shown[0].said) == 1
            and shown[0].said[0].terms is None
            and shown[0].said[0].confidence == shown[0].confidence
        )
    )


def _readable(statement: Statement, said: Said) -> Properties:
    """One piece of evidence in words."""
    found: Properties = {
        "quote": said.quote,
        "section": said.section,
        "start": said.start,
        "end": said.end,
        "source": statement.source,
        "sha256": statement.sha256,
        "rule": said.rule,
        "cue": said.cue or None,
        "illustrative": said.illustrative or None,
    }
    if said.terms is not None:
        found["effective_from"] = day(said.terms.from_)
        found["provisions"] = list(said.terms.provisions)
        found["except"] = list(said.terms.except_)
    return found


def _lists(rows: Sequence[tuple[Statement, Said]]) -> Properties:
    """All evidence that is shown, as parallel lists; one piece needs none beside the plain properties."""
    if len(rows) < 2:
        return {}
    columns = zip(
        *(
            (
                each.quote,
                each.section,
                each.start,
                each.end,
                said.source,
                said.sha256,
                each.rule,
                each.cue,
                each.confidence,
            )
            for said, each in rows
        ),
        strict=True,
    )
    return {name: list(column) for name, column in zip(_LISTS, columns, strict=True)}

"""Statements with their evidence out of RDF in our own profile: what `rdf_edges` writes, read back."""

from __future__ import annotations

from typing import Any

import msgspec

from luocdo.graph.agency_edges import AGENCY_EDGES
from luocdo.graph.model import Edge, Evidence, Terms
from luocdo.graph.rdf_edges import LISTS, place_of
from luocdo.graph.rdf_read_nodes import NodeReader
from luocdo.graph.rdf_terms import T
from luocdo.graph.rdf_things import Things, literal, members
from luocdo.graph.rdf_values import id_of, real_day, real_hash
from luocdo.graph.schema import schema

_SPACES = {"document": "eli", "agency": "agency", "task": "task"}
_KINDS = {T[f"luocdo:{name}"]: kind for name, kind in schema().edges.items()}


def read_edges(things: Things, nodes: NodeReader) -> tuple[Edge, ...]:
    """The statements of a file but those between bodies, which follow from them."""
    found = []
    for subject in things.of_class("luocdo:Relation"):
        try:
            edge = _edge(things, subject)
            if edge.kind not in AGENCY_EDGES:
                found.append(msgspec.convert(msgspec.to_builtins(edge), Edge))
        except (ValueError, msgspec.ValidationError) as error:
            nodes.refuse(subject, error)
    return tuple(found)


def _edge(things: Things, subject: str) -> Edge:
    kind = _KINDS.get(things.one(subject, "luocdo:kind") or "")
    if kind is None:
        raise ValueError("no kind of relation of the schema")
    scope: Any = things.words(subject, "luocdo:scope")
    seen = [(each, _evidence(things, each)) for each in things.all(subject, "prov:wasDerivedFrom")]
    seen.sort(key=lambda pair: (place_of(pair[1]), things.number(pair[0], "luocdo:order")))
    return Edge(
        source=id_of(things.one(subject, "rdf:subject") or "", _SPACES[kind.ends[0]]),
        target=id_of(things.one(subject, "rdf:object") or "", _SPACES[kind.ends[1]]),
        kind=kind.kind,
        scope=scope,
        partial=things.truth(subject, "luocdo:partial"),
        confidence=_share(things, subject),
        evidence=tuple(evidence for _, evidence in seen),
        nested=things.truth(subject, "luocdo:nested"),
    )


def _evidence(things: Things, subject: str) -> Evidence:
    copy = things.one(subject, "prov:wasQuotedFrom") or ""
    work = things.one(copy, "luocdo:copyOf")
    start, end = things.number(subject, "luocdo:start"), things.number(subject, "luocdo:end")
    if not 0 <= start <= end:
        raise ValueError(f"{start} to {end}: no place in a text")
    return Evidence(
        document_id=id_of(work, "eli") if work else "",
        source=things.words(copy, "luocdo:fileName") or "",
        sha256=real_hash(things.words(copy, "luocdo:sha256") or ""),
        start=start,
        end=end,
        quote=things.words(subject, "prov:value") or "",
        section=things.words(subject, "luocdo:section") or "",
        cue=things.words(subject, "luocdo:cue") or "",
        rule=things.words(subject, "luocdo:rule") or "",
        confidence=_share(things, subject),
        illustrative=things.truth(subject, "luocdo:illustrative"),
        terms=_terms(things, subject),
    )


def _terms(things: Things, subject: str) -> Terms | None:
    if things.words(subject, "luocdo:effectPartial") is None:
        return None
    listed = {
        field: tuple(literal(each) for each in members(things, things.one(subject, f"luocdo:{name}")))
        for name, field in LISTS.items()
    }
    from_ = things.words(subject, "luocdo:effectFrom")
    return Terms(real_day(from_) if from_ else None, things.truth(subject, "luocdo:effectPartial"), **listed)


def _share(things: Things, subject: str) -> float:
    share = float(things.words(subject, "luocdo:confidence") or "nan")
    if not 0 <= share <= 1:
        raise ValueError("confidence: a number from 0 to 1 is needed")
    return share

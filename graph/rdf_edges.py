"""Edges as RDF: the plain statement, a node that tells of it, and a node for each sentence it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from luocdo.graph.agency_edges import AGENCY_EDGES
from luocdo.graph.model import Edge, Evidence, Terms
from luocdo.graph.rdf_concepts import Concepts
from luocdo.graph.rdf_nodes import Pairs, sequence
from luocdo.graph.rdf_terms import (
    SOFTWARE,
    Description,
    T,
    address,
    day,
    decimal,
    digest,
    document,
    expression,
    text,
    truth,
    whole,
)
from luocdo.graph.schema import EdgeKind, schema

_REMEMBERED = 50_000
"""Sources described before they are described once more: what is said twice is said once in RDF."""
LISTS = {"provisions": "provisions", "exceptions": "except_", "confinedTo": "territory"}
"""What a clause of effect lists, each in its order, by the field it is kept in."""
_SPACES = {"document": "eli", "agency": "agency", "task": "task"}


class EdgeDescriptions:
    """The edges of one export: each source of evidence is described where it is first named."""

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._sources: set[tuple[str, str, str]] = set()

    def of(self, edge: Edge) -> Iterator[Description]:
        """All that is said of an edge and its evidence."""
        kind = schema().edges[edge.kind]
        source = address(_SPACES[kind.ends[0]], edge.source)
        target = address(_SPACES[kind.ends[1]], edge.target)
        properties = _properties(kind, partial=edge.partial)
        if edge.kind not in AGENCY_EDGES:  # those follow from the bodies and are said there
            yield Description(source, [(each, target) for each in properties])
        name = digest(edge.source, edge.kind, edge.target)
        # A text that was imported and then read here too says the same twice.
        told = sorted(dict.fromkeys(edge.evidence), key=place_of)
        twice = Counter(map(place_of, told))
        seen = [(address("evidence", digest(name, msgspec.msgpack.encode(each))), each) for each in told]
        pairs = [(T["rdf:type"], T["luocdo:Relation"]), (T["rdf:type"], T["rdf:Statement"])]
        pairs += [(T["rdf:subject"], source), (T["rdf:predicate"], properties[0]), (T["rdf:object"], target)]
        pairs += [(T["luocdo:kind"], self._concepts.kind(kind)), (T["luocdo:scope"], text(edge.scope))]
        pairs.append((T["luocdo:confidence"], decimal(edge.confidence)))
        if edge.partial:
            pairs.append((T["luocdo:partial"], truth(True)))
        if edge.nested:
            pairs.append((T["luocdo:nested"], truth(True)))
        pairs += [(T["prov:wasDerivedFrom"], subject) for subject, _ in seen]
        yield Description(address("relation", name), pairs)
        for number, (subject, evidence) in enumerate(seen, 1):
            yield from self._evidence(subject, evidence, number if twice[place_of(evidence)] > 1 else 0)

    def _evidence(self, subject: str, seen: Evidence, number: int) -> Iterator[Description]:
        origin = digest(seen.document_id, seen.source, seen.sha256)
        copy, reading = address("copy", origin), address("reading", origin)
        yield from self._source(copy, reading, seen)
        pairs = [(T["rdf:type"], T["luocdo:Evidence"]), (T["rdf:type"], T["prov:Entity"])]
        pairs += [(T["prov:wasQuotedFrom"], copy), (T["prov:wasGeneratedBy"], reading)]
        if seen.quote:
            pairs.append((T["prov:value"], text(seen.quote, "vi")))
        pairs += [(T["luocdo:start"], whole(seen.start)), (T["luocdo:end"], whole(seen.end))]
        if number:
            pairs.append((T["luocdo:order"], whole(number)))
        pairs += [(T[f"luocdo:{name}"], text(said)) for name, said in _words(seen) if said]
        pairs.append((T["luocdo:confidence"], decimal(seen.confidence)))
        if seen.illustrative:
            pairs.append((T["luocdo:illustrative"], truth(True)))
        parts = _parts(subject, seen.terms)
        pairs += [*_effect(seen.terms), *((property_, each.subject) for property_, each in parts)]
        yield Description(subject, pairs)
        yield from (each for _, each in parts)

    def _source(self, copy: str, reading: str, seen: Evidence) -> Iterator[Description]:
        key = (seen.document_id, seen.source, seen.sha256)
        if key in self._sources:
            return
        if len(self._sources) >= _REMEMBERED:
            self._sources.clear()
        self._sources.add(key)
        pairs = [(T["rdf:type"], T["prov:Entity"])]
        if seen.document_id:
            pairs += [(T["rdf:type"], T["eli:Format"]), (T["eli:embodies"], expression(seen.document_id))]
            pairs.append((T["luocdo:copyOf"], document(seen.document_id)))
        pairs += [(T["luocdo:fileName"], text(seen.source)), (T["luocdo:sha256"], text(seen.sha256))]
        yield Description(copy, pairs)
        run = [(T["rdf:type"], T["prov:Activity"]), (T["prov:used"], copy)]
        yield Description(reading, [*run, (T["prov:wasAssociatedWith"], SOFTWARE)])


def place_of(seen: Evidence) -> tuple[str, int, int]:
    """File and place of evidence. RDF knows no order: what is read back is put into this one, and what is from one
    place tells its number."""
    return seen.source, seen.start, seen.end


def _properties(kind: EdgeKind, *, partial: bool) -> Sequence[str]:
    """What is written for the source about the target: no term that speaks of the whole where a part is meant."""
    return [T[each] for each in (kind.rdf_partial if partial and kind.rdf_partial else kind.rdf)]


def _words(seen: Evidence) -> tuple[tuple[str, str], ...]:
    return (("section", seen.section), ("cue", seen.cue), ("rule", seen.rule))


def _effect(terms: Terms | None) -> Pairs:
    """What a clause of effect says beyond its kind; `partial` is there whenever there is such a clause."""
    if terms is None:
        return []
    pairs = [(T["luocdo:effectPartial"], truth(terms.partial))]
    return [*pairs, (T["luocdo:effectFrom"], day(terms.from_))] if terms.from_ else pairs


def _parts(subject: str, terms: Terms | None) -> list[tuple[str, Description]]:
    found = []
    for name, field in LISTS.items() if terms else ():
        listed = sequence(f"{subject[:-1]}#{name}>", (text(each) for each in getattr(terms, field)))
        found += [(T[f"luocdo:{name}"], each) for each in listed]
    return found

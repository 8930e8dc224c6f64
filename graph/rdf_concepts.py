"""Types, levels, places and kinds of relations as SKOS concepts, each described when it is first named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from zlib import crc32

from luocdo.graph.doctypes import doctypes
from luocdo.graph.fold import slug
from luocdo.graph.places import find_province
from luocdo.graph.rdf_terms import VIETNAM, Description, T, address, text
from luocdo.graph.schema import EdgeKind, schema

TYPE, PLACE, LEVEL = "type", "place", "level"


@cache
def type_name(words: str) -> str:
    """The last part of a type's address: a listed type has its slug, another word a checksum too."""
    listed = doctypes().by_words(words)
    return slug(words) if listed is not None and listed.name == words else _checked(words)


@cache
def place_name(words: str) -> str:
    """The same for a province."""
    listed = find_province(words)
    return listed.slug if listed is not None and listed.name == words else _checked(words)


def kind_term(kind: str) -> str:
    """The concept of a kind of relation: `luocdo:IMPLEMENTS`."""
    return T[f"luocdo:{kind}"]


class Concepts:
    """The concepts named so far; `fresh` gives those not yet described."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._fresh: list[Description] = []

    def type(self, words: str) -> str:
        """The type of a document."""
        return self._known.get((TYPE, words)) or self._add(TYPE, words, type_name(words))

    def place(self, words: str | None) -> str:
        """A province; without one, the country."""
        if words is None:
            return VIETNAM
        return self._known.get((PLACE, words)) or self._add(PLACE, words, place_name(words))

    def level(self, name: str) -> str:
        """A level of Party or State."""
        return self._known.get((LEVEL, name)) or self._add(LEVEL, name, name)

    def kind(self, edge: EdgeKind) -> str:
        """A kind of relation."""
        return self._known.get(("kind", edge.kind)) or self._add_kind(edge)

    def fresh(self) -> Iterator[Description]:
        """The descriptions of concepts named since this was asked last."""
        fresh, self._fresh = self._fresh, []
        yield from fresh

    def _add(self, scheme: str, words: str, name: str) -> str:
        term = address(scheme, name)
        pairs = [(T["rdf:type"], each) for each in (T["skos:Concept"], *_classes(scheme))]
        pairs += [(T["skos:inScheme"], T[f"luocdo:{scheme}s"]), *_labels(scheme, words)]
        self._fresh.append(Description(term, pairs))
        self._known[scheme, words] = term
        return term

    def _add_kind(self, edge: EdgeKind) -> str:
        term = kind_term(edge.kind)
        labels = ((edge.vi.verb, "vi"), (edge.en.verb, "en"))
        pairs = [(T["rdf:type"], T["skos:Concept"]), (T["skos:inScheme"], T["luocdo:relations"])]
        pairs += [(T["skos:prefLabel"], text(words, language)) for words, language in labels]
        pairs += [(T["rdfs:seeAlso"], T[each]) for each in edge.rdf]
        self._fresh.append(Description(term, pairs))
        self._known["kind", edge.kind] = term
        return term


def _classes(scheme: str) -> tuple[str, ...]:
    return {TYPE: (T["eli:ResourceType"],), PLACE: (T["eli:AdministrativeArea"],)}.get(scheme, ())


def _labels(scheme: str, words: str) -> Iterator[tuple[str, str]]:
    if scheme == LEVEL:
        level = schema().colours[words]
        yield T["skos:prefLabel"], text(level.vi, "vi")
        yield T["skos:prefLabel"], text(level.en, "en")
        return
    yield T["skos:prefLabel"], text(words, "vi")
    listed = doctypes().by_words(words) if scheme == TYPE else None
    if listed is not None and listed.name == words:
        yield T["skos:prefLabel"], text(listed.english, "en")
        for code in listed.codes:
            yield T["skos:notation"], text(code)


def _checked(words: str) -> str:
    return f"{slug(words) or 'x'}-{crc32(words.encode('utf-8', 'surrogatepass')):08x}"

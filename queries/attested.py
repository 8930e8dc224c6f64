"""What many texts agree on and the registry does not have yet: rows for a person to read through, then to keep.

A central document that enough held texts cite is proposed with its number, day and title as they agree on them; an
effect that a text states about a central document with its clause. What contradicts itself or the registry is
listed beside it, never settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from luocdo.graph.identity_policy import kind_of
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.act import Act
from luocdo.queries.acts import acts_on
from luocdo.queries.registers import Registers
from luocdo.queries.results import label


class ProposedDocument(Record, frozen=True):
    """A row of `documents`; `seen` counts the held texts that cite it."""

    number: str
    type: str | None
    date: str | None
    name: str | None
    title: str | None
    effective_from: str | None
    seen: int


class ProposedEffect(Record, frozen=True, rename={"from_": "from"}):
    """A row of `effects`, with the sentence it was read from and the text that has it."""

    kind: str
    by: str
    of: str
    from_: str | None
    clause: str
    quote: str
    source: str


class Contradiction(Record, frozen=True):
    """What cannot both be so: a line of the registry and a text, or two texts."""

    document: str
    message: str


class Proposed(Record, frozen=True):
    """All proposals on a store: documents by number, effects by what they act on."""

    documents: tuple[ProposedDocument, ...]
    effects: tuple[ProposedEffect, ...]
    contradictions: tuple[Contradiction, ...]


def proposed(reader: Reader, pages: Iterable[Sequence[DocumentNode]], attestations: int = 2) -> Proposed:
    """What the registry lacks, from pages of documents (`quality.documents`): documents that so many held texts
    cite, and every effect that a text states of one document of the centre on another."""
    documents: list[ProposedDocument] = []
    effects: list[ProposedEffect] = []
    contradictions: list[Contradiction] = []
    for page in pages:
        registers = Registers(reader)
        central = {each.id: each for each in page if is_registrable(each)}
        seen = _seen(reader, central)
        cited = (each for each in central.values() if seen.get(each.id, 0) >= attestations)
        new = (each for each in cited if registers.line_on(each) is None)
        documents.extend(_document(each, seen[each.id]) for each in new)
        for id_, acts in acts_on(reader, central.values(), registers).items():
            effects.extend(_effects(central[id_], acts, registers))
            contradictions.extend(_contradictions(central[id_], acts))
    documents.sort(key=lambda each: (each.number, each.date or "", each.type or ""))
    effects.sort(key=lambda each: (each.of, each.by, each.kind))
    return Proposed(tuple(documents), tuple(effects), tuple(contradictions))


def is_registrable(document: DocumentNode) -> bool:
    """Whether a number, with its day or type, means one document of the centre for good.

    16/CT-TTg of each year is another one, and stays out; so do numbers of a place.
    """
    if document.number is None or document.ambiguous or document.illustrative:
        return False
    kind = kind_of(document.number)
    once = document.date is not None if kind.party else not kind.dated
    return not kind.placed and once and (not kind.typed or document.type is not None)


def query_of(document: DocumentNode) -> str:
    """The number as a line of the registry names it: with its day or type where that is part of the identity."""
    kind = kind_of(document.number)
    hint = document.type if kind.typed else document.date if kind.dated else None
    return f"{document.number}@{hint}" if hint else document.number or ""


def _seen(reader: Reader, documents: Mapping[str, DocumentNode]) -> dict[str, int]:
    """How many held texts cite each document themselves."""
    citing: dict[str, set[str]] = {}
    for edge in reader.neighbours(documents, schema().relations(), "down"):
        if not edge.nested:
            citing.setdefault(edge.target, set()).add(edge.source)
    return {id_: len(sources) for id_, sources in citing.items()}


def _document(node: DocumentNode, seen: int) -> ProposedDocument:
    return ProposedDocument(node.number or "", node.type, node.date, node.name, node.title, node.effective_from, seen)


def _effects(of: DocumentNode, acts: Sequence[Act], registers: Registers) -> Iterator[ProposedEffect]:
    known = {(each.kind, each.by_id) for each in registers.effects_on(of) if not each.keeper}
    for act in acts:
        if act.quote and not act.illustrative and is_registrable(act.by) and (act.kind, act.by.id) not in known:
            kind = act.kind.lower()
            yield ProposedEffect(
                kind, query_of(act.by), query_of(of), act.day, act.section, " ".join(act.quote.split()), act.source
            )


def _contradictions(of: DocumentNode, acts: Sequence[Act]) -> Iterator[Contradiction]:
    for act in acts:
        if act.differs:
            told = f"{act.source}: {act.kind.lower()} {label(act.by)}, {act.day}"
            yield Contradiction(label(of), f"{told}; {act.differs}")
    ends = [act for act in acts if act.ends()]
    if len({act.by.id for act in ends}) > 1:
        told = "; ".join(f"{act.kind.lower()} {label(act.by)}, {act.day} ({act.source})" for act in ends)
        yield Contradiction(label(of), told)

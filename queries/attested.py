"""What many texts agree on and the registry does not have yet: rows for a person to read through, then to keep.

A central document that enough held texts cite is proposed with its number, day, issuer and title as they agree on
them; an effect that a text states about a central document with its sentence, and with it the documents at its ends.
What contradicts itself or the registry is listed beside it, never settled and never proposed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from luocdo.graph.identity_policy import kind_of
from luocdo.graph.model import Citation, DocumentNode, Record
from luocdo.graph.number import number_key
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.graph.vocabulary import doctypes
from luocdo.queries.act import ACTS, Act
from luocdo.queries.acts import acts_on
from luocdo.queries.doubts import binds_less
from luocdo.queries.number_slips import slips
from luocdo.queries.registers import Registers
from luocdo.queries.results import label
from luocdo.queries.short_titles import short_title

_PAGE = 1_000
MANY = 3
"""So many texts that say the same are not all wrong."""
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
"""What sentences call by a name of its own."""


class ProposedDocument(Record, frozen=True):
    """A row of `documents`; `seen` counts the held texts that cite it, `source` says whether its own is held."""

    number: str
    type: str | None
    date: str | None
    name: str | None
    title: str | None
    issuer: str | None
    effective_from: str | None
    seen: int
    source: str
    sure: str


class ProposedEffect(Record, frozen=True, rename={"from_": "from"}):
    """A row of `effects`, with the sentence it was read from, the text that has it and how many state it.

    `clause` only where `by` itself is held and says so: the place of a sentence in passing is another text's.
    """

    kind: str
    by: str
    of: str
    from_: str | None
    partial: bool
    clause: str
    source: str
    sure: str
    quote: str
    text: str
    seen: int


class Contradiction(Record, frozen=True):
    """What cannot both be so: a line of the registry and a text, or two texts."""

    document: str
    message: str


class Proposed(Record, frozen=True):
    """All proposals on a store: documents by number, effects by what they act on."""

    documents: tuple[ProposedDocument, ...]
    effects: tuple[ProposedEffect, ...]
    contradictions: tuple[Contradiction, ...]


class _Found(NamedTuple):
    """The central documents of a store, how many texts cite each, and what speaks against some."""

    central: dict[str, DocumentNode]
    seen: dict[str, int]
    slips: dict[str, str]


def proposed(reader: Reader, pages: Iterable[Sequence[DocumentNode]], attestations: int = 2) -> Proposed:
    """What the registry lacks, from pages of documents (`quality.documents`): documents that so many held texts
    cite, every effect that a text states of one document of the centre on another, and the ends of these."""
    registers = Registers(reader)
    found = _central(reader, pages, registers)
    effects, ends, contradictions = _effects(reader, found, registers)
    lacking = {id_: node for id_, node in found.central.items() if registers.line_on(node) is None}
    wanted = {id_: node for id_, node in lacking.items() if found.seen.get(id_, 0) >= attestations or id_ in ends}
    said = _said(reader, wanted)
    documents: list[ProposedDocument] = []
    for id_, node in wanted.items():
        row, doubts = _agreed(node, said.get(id_, []), found.seen.get(id_, 0))
        against = [*([found.slips[id_]] if id_ in found.slips else []), *doubts]
        if against:
            contradictions.extend(Contradiction(label(node), words) for words in against)
        else:
            documents.append(row)
    documents.sort(key=lambda each: (each.number, each.date or "", each.type or ""))
    contradictions.sort(key=lambda each: (each.document, each.message))
    return Proposed(tuple(documents), tuple(effects), tuple(contradictions))


def is_registrable(document: DocumentNode) -> bool:
    """Whether a number, with its day or type, means one document of the centre for good.

    16/CT-TTg without a day, another one each year, stays out; so do numbers of a place.
    """
    if document.number is None or document.ambiguous or document.illustrative:
        return False
    kind = kind_of(document.number)
    told = document.type is not None if kind.typed else document.date is not None or not kind.dated
    return not kind.placed and told


def query_of(document: DocumentNode) -> str:
    """The number as a line of the registry names it: with its day or type where that is part of the identity."""
    kind = kind_of(document.number)
    hint = document.type if kind.typed else document.date if kind.dated else None
    return f"{document.number}@{hint}" if hint else document.number or ""


def _central(reader: Reader, pages: Iterable[Sequence[DocumentNode]], registers: Registers) -> _Found:
    central = {each.id: each for page in pages for each in page if is_registrable(each)}
    citing: dict[str, set[str]] = defaultdict(set)
    for edge in reader.neighbours(central, schema().relations(), "down"):
        if not edge.nested:
            citing[edge.target].add(edge.source)
    seen = {id_: len(sources) for id_, sources in citing.items()}
    certain = {id_ for id_, node in central.items() if node.held or registers.line_on(node) is not None}
    return _Found(central, seen, slips(central.values(), seen, certain))


# --- documents --------------------------------------------------------------------------------------


def _said(reader: Reader, wanted: Mapping[str, DocumentNode]) -> dict[str, list[Citation]]:
    """What each held text says of the documents wanted, text by text."""
    by_key: dict[str, list[DocumentNode]] = defaultdict(list)
    for node in wanted.values():
        by_key[number_key(node.number or "")].append(node)
    said: dict[str, list[Citation]] = defaultdict(list)
    page = reader.held("", _PAGE)
    while page:
        for row in page:
            extraction = reader.extraction(row.document_id, row.key)
            for citation in extraction.citations if extraction else ():
                for node in by_key.get(number_key(citation.number), ()) if citation.number else ():
                    if _means(citation, node):
                        said[node.id].append(citation)
        page = reader.held(page[-1].key, _PAGE)
    return said


def _means(citation: Citation, node: DocumentNode) -> bool:
    """Whether a citation of a document's number is one of it: of its type, of its day where that is its identity."""
    kind = kind_of(node.number)
    if kind.typed and citation.type is not None and not _same_type(citation.type, node.type):
        return False
    return not kind.dated or citation.date == node.date


def _same_type(one: str, other: str | None) -> bool:
    first, second = doctypes().by_words(one), doctypes().by_words(other or "")
    return first is not None and second is not None and first.identity_key() == second.identity_key()


def _agreed(node: DocumentNode, said: Sequence[Citation], seen: int) -> tuple[ProposedDocument, list[str]]:
    """The row that the texts agree on, and in what they do not agree. A held text speaks for itself."""
    days = Counter(each.date for each in said if each.date)
    doubts: list[str] = []
    if not node.held and len(days) > 1:
        told = ", ".join(f"{day} ({count})" for day, count in sorted(days.items()))
        doubts.append(f"texts give different days: {told}")
    issuers = Counter(ref.name for each in said for ref in each.issuer[:1])
    if node.held and node.issuer:
        issuers = Counter([node.issuer[0].name])
    titles = [node.title] if node.held and node.title and not node.title.isupper() else []
    titles = titles or [each.title for each in said if each.title]
    is_law = node.type in _LAWS
    by_code = len(node.issuer) == 1 and kind_of(node.number).party
    row = ProposedDocument(
        number=node.number or "",
        type=node.type,
        date=node.date,
        name=node.name if is_law else None,
        title=None if is_law and node.name else short_title(titles),
        issuer=max(sorted(issuers), key=issuers.__getitem__, default=None) if by_code else None,
        effective_from=node.effective_from,
        seen=seen,
        source=_source(node.held),
        sure=_sure(node.held, seen),
    )
    return row, doubts


# --- effects ----------------------------------------------------------------------------------------


def _effects(
    reader: Reader, found: _Found, registers: Registers
) -> tuple[list[ProposedEffect], set[str], list[Contradiction]]:
    """The effects that texts state and the registry lacks, the ids at their ends, and what contradicts."""
    acts = acts_on(reader, found.central.values(), registers, every=True)
    told = _tellers(reader, found.central)
    pairs = {(act.kind, act.by.id, id_) for id_, each in acts.items() for act in each}
    effects: list[ProposedEffect] = []
    ends: set[str] = set()
    contradictions: list[Contradiction] = []
    for id_, each in acts.items():
        of = found.central[id_]
        contradictions.extend(_against_each_other(of, each))
        known = {(line.kind, line.by_id) for line in registers.effects_on(of) if not line.keeper}
        for act in each:
            if not act.quote or act.illustrative or act.by.id not in found.central or (act.kind, act.by.id) in known:
                continue
            doubt = found.slips.get(act.by.id) or found.slips.get(id_) or _may_not(act.by, of)
            if (act.kind, id_, act.by.id) in pairs:
                doubt = "the other one is said to do the same to it"
            if doubt:
                words = f"{act.kind.lower()} by {label(act.by)} ({act.source}): {doubt}"
                contradictions.append(Contradiction(label(of), words))
                continue
            effects.append(_effect(of, act, told.get((act.kind, act.by.id, id_), {act.by.id})))
            ends |= {act.by.id, id_}
    effects.sort(key=lambda each: (each.of, each.by, each.kind))
    return effects, ends, contradictions


def _may_not(by: DocumentNode, of: DocumentNode) -> str:
    """Why a document cannot have done anything to another; empty if it can."""
    party = [each.level is not None and each.level.endswith("party") for each in (by, of)]
    if party[0] != party[1] and by.level and of.level:
        return "Party and State do not end or change each other's documents"
    return "it ranks below" if binds_less(by, of) else ""


def _effect(of: DocumentNode, act: Act, tellers: Set[str]) -> ProposedEffect:
    own = act.by.id in tellers
    return ProposedEffect(
        kind=act.kind.lower(),
        by=query_of(act.by),
        of=query_of(of),
        # `gia hạn đến ngày 31/12` has a last day, and begins with its document.
        from_=act.said if act.kind == "EXTENDS" else act.day,
        partial=act.partial and act.kind != "AMENDS",
        clause=act.section if own else "",
        source=_source(own),
        sure=_sure(own, len(tellers)),
        quote=" ".join(act.quote.split()),
        text=act.source,
        seen=len(tellers),
    )


def _source(own: bool) -> str:
    return "text" if own else "citations"


def _sure(own: bool, seen: int) -> str:
    """Its own text, or so many others that one slip would show, are as sure as can be."""
    return "high" if own or seen >= MANY else "medium"


def _tellers(reader: Reader, central: Mapping[str, DocumentNode]) -> dict[tuple[str, str, str], set[str]]:
    """The held texts that state an effect, by kind and ends."""
    told: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for edge in reader.neighbours(central, ACTS, "down", evidence=True):
        told[edge.kind, edge.source, edge.target].update(each.document_id for each in edge.evidence)
    return told


def _against_each_other(of: DocumentNode, acts: Sequence[Act]) -> Iterator[Contradiction]:
    for act in acts:
        if act.differs:
            told = f"{act.source}: {act.kind.lower()} {label(act.by)}, {act.day}"
            yield Contradiction(label(of), f"{told}; {act.differs}")
    ends = [act for act in acts if act.ends()]
    if len({act.by.id for act in ends}) > 1:
        told = "; ".join(f"{act.kind.lower()} {label(act.by)}, {act.day} ({act.source})" for act in ends)
        yield Contradiction(label(of), told)

"""What one held text states: edges with the sentence each was read from, once its rows are decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from luocdo.graph.fold import fold
from luocdo.graph.model import (
    AgencyRef,
    Citation,
    DocumentEnd,
    Edge,
    Effect,
    Evidence,
    Extraction,
    Mention,
    Terms,
)
from luocdo.graph.number import number_key
from luocdo.graph.partition import Decision
from luocdo.graph.quote import sentence_around
from luocdo.graph.store_records import HeldText

EFFECTS = frozenset({"supersedes", "repeals", "amends", "corrects", "suspends", "extends"})
"""Relations that a clause of effect makes."""
CONSOLIDATION_CUE = "hợp nhất"
"""The cue of what a consolidated text puts together."""
SAMPLE = "sample:"
"""Begins the keys of texts written for the samples: real facts, made-up words."""


class End(NamedTuple):
    """An end of a nested relation that no citation of the text is: as much of a row as it shows."""

    number: str | None
    date: str | None
    name: str | None
    type: str | None = None
    title: str | None = None
    issuer: tuple[AgencyRef, ...] = ()
    term: str | None = None
    place: str | None = None


class Rows(NamedTuple):
    """The rows of a text in the order of its claims: itself (row 0), its citations, other nested ends."""

    cited: tuple[Citation | End, ...]
    nested: tuple[tuple[int, int], ...]
    """For each nested relation the rows of its two ends."""


def rows_of(extraction: Extraction) -> Rows:
    """Number the rows of an extraction; the same extraction always gives the same numbers."""
    cited: list[Citation | End] = list(extraction.citations)
    pairs = []
    for relation in extraction.nested:
        ends = []
        for end in (relation.from_, relation.to):
            row = _row_of(end, cited)
            if row is None:
                cited.append(End(end.number, end.date, end.name))
                row = len(cited)
            ends.append(row)
        pairs.append((ends[0], ends[1]))
    return Rows(tuple(cited), tuple(pairs))


def edges_of(held: HeldText, rows: Rows, decisions: Sequence[Decision]) -> list[Edge]:
    """The edges a text states; one for each pair and kind. `decisions`: one for each row."""
    merged: dict[tuple[str, str, str], Edge] = {}
    for edge in _Statements(held, rows, decisions).all():
        key = (edge.source, edge.target, edge.kind)
        merged[key] = _both(merged[key], edge) if key in merged else edge
    return list(merged.values())


def _row_of(end: DocumentEnd | Effect, cited: Sequence[Citation | End]) -> int | None:
    """The row (from 1) of the one cited document that an end names; of several that of its day."""
    same = [n for n, row in enumerate(cited, 1) if _alike(end, row)]
    dated = [n for n in same if cited[n - 1].date == end.date]
    return dated[0] if dated else same[0] if len(same) == 1 and end.date is None else None


def _alike(end: DocumentEnd | Effect, row: Citation | End) -> bool:
    if end.number is None or row.number is None:
        return end.number is row.number and fold(end.name or "") == fold(row.name or "")
    return number_key(end.number) == number_key(row.number)


def _without_clause(relation: str) -> str:
    """The relation where no clause of effect was read: words like `sửa đổi, bổ sung` beside a citation tell
    of the amender's title more often than of an act of this text (five of five on real texts)."""
    return "cites" if relation == "amends" else relation


def _both(one: Edge, other: Edge) -> Edge:
    scope = "document" if "document" in (one.scope, other.scope) else "provision"
    return Edge(
        source=one.source,
        target=one.target,
        kind=one.kind,
        scope="document" if scope == "document" else "provision",
        partial=one.partial and other.partial,
        confidence=max(one.confidence, other.confidence),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        nested=one.nested and other.nested,
    )


class _Statements:
    """One text, its rows decided."""

    def __init__(self, held: HeldText, rows: Rows, decisions: Sequence[Decision]) -> None:
        self.held, self.rows, self.decisions = held, rows, decisions
        self.text = held.text.text
        self.own = decisions[0].node
        self.illustrative = held.key.startswith(SAMPLE)
        self.consolidated = held.extraction.document.type == "Văn bản hợp nhất"
        self.effects: dict[int, list[Effect]] = {}
        for effect in held.extraction.effects:
            row = _row_of(effect, held.extraction.citations)
            if row is not None:
                self.effects.setdefault(row, []).append(effect)

    def all(self) -> Iterator[Edge]:
        yield from self._issued()
        for row, citation in enumerate(self.held.extraction.citations, 1):
            yield from self._cited(citation, self.decisions[row], self.effects.get(row, ()))
        yield from self._nested()

    def _issued(self) -> Iterator[Edge]:
        issuer = self.held.extraction.document.issuer
        if issuer is not None:
            at = max(self.text.find(issuer.name), 0)
            end = at + len(issuer.name) if self.text.startswith(issuer.name, at) else at
            evidence = self._evidence(at, end, "", "", self.decisions[0])
            yield self._edge(self.own, issuer.id, "ISSUED_BY", evidence)

    def _cited(self, citation: Citation, decision: Decision, effects: Sequence[Effect]) -> Iterator[Edge]:
        if decision.node == self.own or not citation.mentions:
            return
        for effect in effects:
            yield self._done(effect, citation, decision)
        mention = self._telling(citation)
        evidence = self._evidence(mention.start, mention.end, mention.section, citation.cue, decision)
        kind = _without_clause(citation.relation) if not effects else citation.relation
        if self.consolidated and citation.cue == CONSOLIDATION_CUE and kind == "cites":
            kind = "consolidates"
        if not effects or kind not in EFFECTS:
            yield Edge(
                source=self.own,
                target=decision.node,
                kind=kind.upper(),
                scope=citation.scope,
                partial=citation.partial,
                confidence=decision.resolution.confidence,
                evidence=(evidence,),
            )
        yield from self._open_ends(decision, evidence)
        if decision.resolution.status == "resolved":
            for issuer in citation.issuer:
                yield self._edge(decision.node, issuer.id, "ISSUED_BY", evidence, nested=True)

    def _done(self, effect: Effect, citation: Citation, decision: Decision) -> Edge:
        """What the text does to a document it cites, with the day and the provisions of its clause."""
        seen = self._evidence(effect.start, effect.end, effect.section, "", decision)
        terms = Terms(effect.from_, effect.partial, effect.provisions, effect.except_, effect.territory)
        return Edge(
            source=self.own,
            target=decision.node,
            kind=effect.kind.upper(),
            scope=citation.scope,
            partial=effect.partial,
            confidence=decision.resolution.confidence,
            evidence=(msgspec.structs.replace(seen, terms=terms),),
        )

    def _open_ends(self, decision: Decision, evidence: Evidence) -> Iterator[Edge]:
        for candidate in decision.may_be:
            yield self._edge(decision.node, candidate, "MAY_BE", evidence, nested=True)

    def _nested(self) -> Iterator[Edge]:
        for relation, (source, target) in zip(self.held.extraction.nested, self.rows.nested, strict=True):
            near, far = self.decisions[source], self.decisions[target]
            if near.node == far.node:
                continue
            evidence = self._evidence(relation.start, relation.end, "", "", far)
            kind, by_other = relation.relation.upper(), near.node != self.own
            yield self._edge(near.node, far.node, kind, evidence, nested=by_other)
            yield from self._open_ends(near, evidence)
            yield from self._open_ends(far, evidence)

    def _telling(self, citation: Citation) -> Mention:
        """The first mention in a sentence that holds the relation's cue, else the first."""
        cue = citation.cue.casefold()
        for mention in citation.mentions:
            start, end = sentence_around(self.text, mention.start, mention.end)
            if cue in self.text[start:end].casefold():
                return mention
        return citation.mentions[0]

    def _edge(self, source: str, target: str, kind: str, evidence: Evidence, *, nested: bool = False) -> Edge:
        return Edge(source, target, kind, "provision", False, evidence.confidence, (evidence,), nested)

    def _evidence(self, start: int, end: int, section: str, cue: str, decision: Decision) -> Evidence:
        first, last = sentence_around(self.text, start, end)
        return Evidence(
            document_id=self.own,
            source=self.held.text.source,
            sha256=self.held.text.sha256,
            start=first,
            end=last,
            quote=self.text[first:last],
            section=section,
            cue=cue,
            rule=decision.resolution.rule,
            confidence=decision.resolution.confidence,
            illustrative=self.illustrative,
        )

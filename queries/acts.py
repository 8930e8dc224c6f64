"""What others did to a document: replaced, ended, changed, stopped or prolonged it, and from when."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from luocdo.graph.errors import NumberError
from luocdo.graph.model import DocumentNode, Edge, Evidence, Record, Terms
from luocdo.graph.number import DocumentNumber
from luocdo.graph.store import Reader
from luocdo.queries.registered import RegisteredEffect, effects_on, with_line
from luocdo.queries.territory import confined

ACTS = ("SUPERSEDES", "REPEALS", "SUSPENDS", "AMENDS", "EXTENDS")
"""The relations that say something about validity."""
ENDINGS = frozenset({"SUPERSEDES", "REPEALS"})
"""Those that end a document where they touch all of it."""

CONSOLIDATED = "Văn bản hợp nhất"
SURENESS = {"high": 0.95, "medium": 0.8, "low": 0.5}
"""What a line of the registry is worth, by how sure it says it is."""


class Act(Record, frozen=True):
    """One document's effect on another. `day` is its first day, None where nothing tells it.

    `said` is that day where a clause or the registry gives it, not only the actor's own first day.
    `kept` are provisions the act leaves untouched (`trừ Điều 5`). `differs` is the line of the registry
    that tells it otherwise, with its day or kind; the text is followed, both are shown.
    `not_before` bounds an unknown day from below: the day of issue, else the year in the number
    (`97/2025/QH15` did nothing in 2024). `territory` are the former provinces it is confined to, where these are
    less than the document's own.
    """

    kind: str
    by: DocumentNode
    day: str | None
    not_before: str
    partial: bool
    provisions: tuple[str, ...]
    quote: str
    source: str
    section: str
    confidence: float
    illustrative: bool = False
    kept: tuple[str, ...] = ()
    said: str | None = None
    differs: str = ""
    territory: tuple[str, ...] = ()

    def ends(self) -> bool:
        """Whether nothing of the document is left once the act has begun."""
        return self.kind in ENDINGS and not (self.partial or self.kept or self.territory)

    def touches(self) -> bool:
        """Whether the act changes, ends or stops a part and leaves the rest."""
        left = self.partial or bool(self.territory) or (self.kind in ENDINGS and bool(self.kept))
        return self.kind != "EXTENDS" and left

    def ends_somewhere(self) -> bool:
        """Whether the act ends all of the document in a part of its territory."""
        return self.kind in ENDINGS and bool(self.territory) and not (self.partial or self.kept)

    def has_begun(self, on: str) -> bool:
        """Whether the effect had begun on an ISO day; one without a day has, unless its number forbids."""
        return (self.day or self.not_before) <= on


def acts_on(reader: Reader, documents: Iterable[DocumentNode]) -> dict[str, tuple[Act, ...]]:
    """The acts on each of these documents that store and registry know, by day, those without a day last.

    One act told by both has the words of the text, unless these are a sample's, and the day of its clause;
    the registry's day where the clause has none.
    """
    wanted = {each.id: each for each in documents}
    edges = reader.neighbours(wanted, ACTS, "down", evidence=True)
    lines = {id_: [each for each in effects_on(id_) if each.line.kind.upper() in ACTS] for id_ in wanted}
    by_registry = [each.by.id for found in lines.values() for each in found]
    actors = reader.documents(dict.fromkeys([*(edge.source for edge in edges), *by_registry]))
    told: dict[str, dict[tuple[str, str], Act]] = {}
    for edge in edges:
        actor = actors.get(edge.source)
        if actor is not None and may_act(actor, wanted[edge.target]):
            told.setdefault(edge.target, {})[edge.kind, actor.id] = _act(edge, actor, wanted[edge.target])
    for id_, effects in lines.items():
        for effect in effects:
            acts = told.setdefault(id_, {})
            actor = actors.get(effect.by.id, effect.by)
            key = _same_act(acts, effect) or (effect.line.kind.upper(), actor.id)
            acts[key] = _with_registry(acts.get(key), effect, actor)
    return {id_: tuple(sorted(acts.values(), key=_order)) for id_, acts in told.items() if acts}


def may_act(actor: DocumentNode, on: DocumentNode) -> bool:
    """Whether a document can have done something to the validity of another.

    Not one that stands for several, that is older, or that consolidates (it replaces nothing); nor does a
    province end what the centre issued (80/2015/QH13, Điều 12: the issuer or a higher body does).
    """
    if actor.ambiguous or actor.type == CONSOLIDATED:
        return False
    if actor.date is not None and on.date is not None and actor.date < on.date:
        return False
    local = actor.level is not None and not actor.level.startswith("central")
    return not (local and on.level is not None and on.level.startswith("central"))


def start_of(document: DocumentNode) -> str | None:
    """The first day of effect: its own clause, else the day of issue where the law lets it begin then.

    A normative State document begins on the day it names (80/2015/QH13 Điều 151: 45 days at the least
    at the centre), so without its clause the day is unknown; Party and administrative ones begin at once.
    """
    if document.effective_from is not None:
        return document.effective_from
    return None if is_normative(document) else document.date


def is_normative(document: DocumentNode) -> bool:
    """Whether a document is a normative act of the State: its number carries a year or a term of Quốc hội."""
    if document.level is not None and document.level.endswith("party"):
        return False
    normative = _is_normative_number(document.number or "")
    return document.name is not None if normative is None else normative


@lru_cache(maxsize=65_536)
def _is_normative_number(number: str) -> bool | None:
    """Whether a number carries a year or a term of Quốc hội; None for what is no number."""
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return None
    return parsed.form == "qh" or parsed.year is not None


def _same_act(acts: dict[tuple[str, str], Act], effect: RegisteredEffect) -> tuple[str, str] | None:
    """The key of what a text says of this line: that a document replaced another, or only ended it, is one act."""
    kind = effect.line.kind.upper()
    kinds = (kind, *(ENDINGS - {kind})) if kind in ENDINGS else (kind,)
    told = [(each, effect.by.id) for each in kinds if (each, effect.by.id) in acts]
    return next((key for key in told if key[0] == kind or not acts[key].illustrative), None)


def best_evidence(evidence: Iterable[Evidence]) -> Evidence | None:
    """What to show for a relation: real before illustrative, the surest, the first by source and place."""
    return min(
        evidence,
        key=lambda each: (each.illustrative, -each.confidence, each.source, each.start),
        default=None,
    )


def _act(edge: Edge, actor: DocumentNode, on: DocumentNode) -> Act:
    seen = best_evidence([each for each in edge.evidence if each.terms is not None] or edge.evidence)
    terms = seen.terms if seen and seen.terms else Terms(None, edge.partial or edge.kind == "AMENDS")
    return Act(
        kind=edge.kind,
        by=actor,
        day=terms.from_ or start_of(with_line(actor)),
        not_before=earliest_day(actor),
        partial=terms.partial or edge.kind == "AMENDS",
        provisions=terms.provisions,
        quote=seen.quote if seen else "",
        source=seen.source if seen else "",
        section=seen.section if seen else "",
        confidence=edge.confidence,
        illustrative=seen is not None and seen.illustrative,
        kept=terms.except_,
        said=terms.from_,
        territory=confined(terms.territory, on),
    )


def _with_registry(stated: Act | None, effect: RegisteredEffect, actor: DocumentNode) -> Act:
    """An act of the registry, or what a text says of it with the registry's day where the clause has none."""
    line = effect.line
    kind = line.kind.upper()
    if stated is not None and not stated.illustrative:
        other_day = stated.said is not None and line.from_ is not None and line.from_ != stated.said
        differs = f"{effect.where} ({kind.lower()}, {line.from_})" if other_day or kind != stated.kind else ""
        return msgspec.structs.replace(
            stated,
            day=stated.said or line.from_ or stated.day,
            confidence=stated.confidence if differs else max(stated.confidence, SURENESS[line.sure]),
            differs=differs,
        )
    return Act(
        kind=kind,
        by=actor,
        day=line.from_ or start_of(with_line(actor)),
        not_before=earliest_day(actor),
        partial=line.kind == "amends",
        provisions=(),
        quote="",
        source=effect.where,
        section=line.clause,
        confidence=SURENESS[line.sure],
        said=line.from_,
    )


def earliest_day(document: DocumentNode) -> str:
    """The day of issue, else the first day of the year in the number; empty where neither is known."""
    if document.date is not None:
        return document.date
    try:
        year = DocumentNumber.parse(document.number or "").year
    except NumberError:
        year = None
    return f"{year}-01-01" if year else ""


def _order(act: Act) -> tuple[str, str, str]:
    return act.day or "9999", act.by.id, act.kind

"""What others did to a document: replaced, ended, changed, stopped or prolonged it, and from when."""

from __future__ import annotations

from collections.abc import Iterable

from luocdo.graph.errors import NumberError
from luocdo.graph.model import DocumentNode, Edge, Evidence, Record
from luocdo.graph.number import DocumentNumber
from luocdo.graph.store import Reader

ACTS = ("SUPERSEDES", "REPEALS", "SUSPENDS", "AMENDS", "EXTENDS")
"""The relations that say something about validity."""


class Act(Record, frozen=True):
    """One document's effect on another. `day` is its first day, None where nothing tells it.

    `not_before` bounds an unknown day from below by what the number says: `97/2025/QH15` did nothing in 2024.
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

    def has_begun(self, on: str) -> bool:
        """Whether the effect had begun on an ISO day; one without a day has, unless its number forbids."""
        return (self.day or self.not_before) <= on


def acts_on(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[Act, ...]]:
    """The acts on each of these documents that the store knows, by day, those without a day last."""
    edges = reader.neighbours(list(ids), ACTS, "down", evidence=True)
    actors = reader.documents(dict.fromkeys(edge.source for edge in edges))
    found: dict[str, list[Act]] = {}
    for edge in edges:
        actor = actors.get(edge.source)
        if actor is not None and not actor.ambiguous:
            found.setdefault(edge.target, []).append(_act(edge, actor))
    return {id_: tuple(sorted(acts, key=_order)) for id_, acts in found.items()}


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
    try:
        number = DocumentNumber.parse(document.number or "")
    except NumberError:
        return document.name is not None
    return number.form == "qh" or number.year is not None


def best_evidence(evidence: Iterable[Evidence]) -> Evidence | None:
    """What to show for a relation: real before illustrative, the surest, the first by source and place."""
    return min(
        evidence,
        key=lambda each: (each.illustrative, -each.confidence, each.source, each.start),
        default=None,
    )


def _act(edge: Edge, actor: DocumentNode) -> Act:
    seen = best_evidence(edge.evidence)
    return Act(
        kind=edge.kind,
        by=actor,
        day=start_of(actor) or actor.date,
        not_before=_not_before(actor),
        partial=edge.partial or edge.kind == "AMENDS",
        provisions=(),
        quote=seen.quote if seen else "",
        source=seen.source if seen else "",
        section=seen.section if seen else "",
        confidence=edge.confidence,
    )


def _not_before(document: DocumentNode) -> str:
    try:
        year = DocumentNumber.parse(document.number or "").year
    except NumberError:
        year = None
    return f"{year}-01-01" if year else ""


def _order(act: Act) -> tuple[str, str, str]:
    return act.day or "9999", act.by.id, act.kind

"""What a claim that shows its whole identity founds: a slot, its id, and by which rule."""

from __future__ import annotations

import functools
from typing import NamedTuple

from luocdo.graph.claims import Claim
from luocdo.graph.document_id import document_id, name_slug, number_slug
from luocdo.graph.fold import slug
from luocdo.graph.identity_policy import Kind, policy
from luocdo.graph.known import is_singular
from luocdo.graph.model import Resolution
from luocdo.graph.units import CENTRE


class Slot(NamedTuple):
    """What makes a document one among those of its number. `unit` None: nothing tells the place."""

    unit: str | None
    date: str | None
    mark: str = ""


def slot_of(claim: Claim, kind: Kind) -> Slot | None:
    """The document that a claim founds by showing its whole identity; None where something is missing."""
    if not kind.dated:
        if kind.typed and claim.type_key is None:
            return Slot(CENTRE, None, (claim.sha256 or "")[:8]) if claim.header else None
        return Slot(CENTRE, None, slug(claim.type_key) if kind.typed and claim.type_key else "")
    day = claim.date or (str(claim.year) if claim.year else None)
    if claim.header is not None:
        return Slot(claim.units[0] if claim.units else None, day, (claim.sha256 or "")[:8])
    if len(claim.units) == 1 and claim.number is None and is_singular(claim.key):
        return Slot(claim.units[0], None)
    if claim.number is None and not (claim.name or claim.title):  # `Pháp lệnh ngày 20/4/2007`: of two that day
        return None
    if day is None or len(claim.units) != 1:
        return None
    return Slot(claim.units[0], day)


def slot_id(claim: Claim, slot: Slot) -> str:
    """The stable id of a slot of the claim's number or name."""
    stem = number_slug(claim.number) if claim.number else name_slug(claim.key[1:])
    return document_id(stem, unit=slot.unit or "", date=slot.date, mark=slot.mark)


@functools.lru_cache(maxsize=65_536)
def resolved(node: str, rule: str) -> Resolution:
    """The answer that a rule gives for a node."""
    return Resolution("resolved", node, rule, policy().rules[rule].confidence)


def rule_of(claim: Claim, kind: Kind) -> str:
    """By which rule a claim that shows its whole identity is resolved."""
    if claim.header is not None:
        return "own"
    if claim.via:
        return claim.via
    if kind.kind == "name" and is_singular(claim.key):
        return "name"
    if kind.kind == "name":
        return "name-date" if claim.date else "name-year"
    if not kind.dated:
        return "number-type" if kind.typed else "number"
    return "number-place-date" if kind.placed else "number-date"

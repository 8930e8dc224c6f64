"""Which document a mention means: in one text alone, or among all claims about a number.

The rules stand in `data/identity.yaml`, the way they are walked in `partition`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from luocdo.graph.claims import Cited, Claim, same_text
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import Known, type_key
from luocdo.graph.model import Header, Resolution
from luocdo.graph.number import number_key
from luocdo.graph.partition import partition
from luocdo.graph.slots import resolved, rule_of, slot_id, slot_of
from luocdo.graph.text_claims import cited_claim, own_claim
from luocdo.graph.units import CENTRE


def resolve_text(header: Header, sha256: str, cited: Sequence[Cited], known: Known) -> tuple[str, list[Resolution]]:
    """For one text alone: the id of the document it is, and what each cited row means."""
    found = [_by_itself(row.number, row.type, row.date) if row.number else None for row in cited]
    open_keys = {_key(row) for row, done in zip(cited, found, strict=True) if done is None}
    # A settled row still speaks for an undated one of its number.
    asked = [n for n, row in enumerate(cited) if found[n] is None or _key(row) in open_keys]
    claims = [own_claim(header, sha256), *(cited_claim(cited[n], header, known) for n in asked)]
    own, *answers = resolve_claims(same_text(claims), known)
    for n, answer in zip(asked, answers, strict=True):
        found[n] = answer
    return own.document_id or "", [each for each in found if each is not None]


def _key(row: Cited) -> str:
    return number_key(row.number) if row.number else ""


def resolve_claims(claims: Sequence[Claim], known: Known) -> list[Resolution]:
    """What each claim means among these claims and what is known; in the order of the claims."""
    found: list[Resolution | None] = [_alone(claim) for claim in claims]
    open_keys = {claim.key for claim, done in zip(claims, found, strict=True) if done is None}
    groups: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        if claim.key in open_keys:
            groups[claim.key].append(n)
    for members in groups.values():
        parted = partition([claims[n] for n in members], [1] * len(members), known)
        for n, decision in zip(members, parted.decisions, strict=True):
            found[n] = decision.resolution
    return [each for each in found if each is not None]


@functools.lru_cache(maxsize=65_536)
def _by_itself(number: str, type_name: str | None, date: str | None) -> Resolution | None:
    """The answer for a central number that shows its whole identity, most of what texts cite; else None."""
    kind = kind_of(number)
    if kind.placed or (kind.dated and date is None):
        return None
    claim = Claim(number_key(number), number, type_key=type_key(type_name), date=date, units=(CENTRE,))
    return _alone(claim)


def _alone(claim: Claim) -> Resolution | None:
    """The answer for a claim that needs no other: it shows its whole identity."""
    kind = kind_of(claim.number)
    slot = slot_of(claim, kind)
    if slot is None or (kind.dated and claim.date is None and claim.header is None):
        return None
    return resolved(slot_id(claim, slot), rule_of(claim, kind))

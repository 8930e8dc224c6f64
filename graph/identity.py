"""Which document a mention means: in one text alone, or among all claims about a number.

The rules stand in `data/identity.yaml`, the way they are walked in `partition`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from luocdo.graph.claims import Cited, Claim, same_text
from luocdo.graph.document_id import number_slug
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import Known
from luocdo.graph.model import Header, Resolution
from luocdo.graph.partition import partition, resolved, rule_of, slot_id, slot_of
from luocdo.graph.text_claims import cited_claim, own_claim


def resolve_text(
    header: Header, sha256: str, cited: Sequence[Cited], known: Known
) -> tuple[str, list[Resolution]]:
    """For one text alone: the id of the document it is, and what each cited row means."""
    rows = [_at_once(row) for row in cited]
    open_rows = [n for n, found in enumerate(rows) if found is None]
    claims = [own_claim(header, sha256), *(cited_claim(cited[n], header, known) for n in open_rows)]
    own, *resolved = resolve_claims(same_text(claims), known)
    for n, resolution in zip(open_rows, resolved, strict=True):
        rows[n] = resolution
    return own.document_id or "", [row for row in rows if row is not None]


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


def _at_once(row: Cited) -> Resolution | None:
    """The answer for a number that is its own identity, most of what a text cites; None for others."""
    return _by_number(row.number, row.type) if row.number else None


@functools.lru_cache(maxsize=65_536)
def _by_number(number: str, type_name: str | None) -> Resolution | None:
    kind = kind_of(number)
    if kind.dated or kind.typed:
        return None
    return resolved(number_slug(number), "number")


def _alone(claim: Claim) -> Resolution | None:
    """The answer for a claim that needs no other: it shows its whole identity."""
    kind = kind_of(claim.number)
    slot = slot_of(claim, kind)
    if slot is None or (kind.dated and claim.date is None and claim.header is None):
        return None
    return resolved(slot_id(claim, slot), rule_of(claim, kind))

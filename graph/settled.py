"""The claims of a number key made into documents: what texts claim is taken apart, what was imported stands as it is.

An id is made of number, place and day, the same in every store: an imported document is the one that a text
shows here under that id. What it is was settled where it comes from, so it is never moved to another id; it only
stands among the candidates of mentions that leave something open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from luocdo.graph.claims import Claim
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import Known, type_key
from luocdo.graph.model import DocumentNode
from luocdo.graph.nodes import document_nodes
from luocdo.graph.number import number_key
from luocdo.graph.partition import Decision, partition
from luocdo.graph.slots import resolved, slot_id, slot_of
from luocdo.graph.units import CENTRE, province_slug

RULE = "imported"


def fixed_claim(node: DocumentNode, key: str) -> Claim:
    """The claim of an imported document, filed under this number key."""
    return Claim(key=key, number=node.number, fixed=node)


def settled(claims: Sequence[Claim], counts: Sequence[int], known: Known) -> tuple[list[DocumentNode], list[Decision]]:
    """The documents of a key by id, and for each claim where it leads."""
    imported = _best(each.fixed for each in claims if each.fixed is not None)
    own = [n for n, each in enumerate(claims) if each.fixed is None]
    hints = [each for each in map(_hint, imported.values()) if each is not None] if own else []
    asked = [*(claims[n] for n in own), *hints]
    if not asked:
        return list(imported.values()), [_fixed(each) for each in claims]
    weights = [*(counts[n] for n in own), *(1 for _ in hints)]
    parted = partition(asked, weights, known)
    documents = {each.id: each for each in document_nodes(asked, weights, parted, known)}
    decided = parted.decisions[: len(own)]
    spoken = {each.node for each in decided}
    for id_, node in imported.items():
        documents[id_] = together(documents[id_], node) if id_ in spoken else node
    answers = dict(zip(own, decided, strict=True))
    found = [answers[n] if n in answers else _fixed(each) for n, each in enumerate(claims)]
    return [documents[id_] for id_ in sorted(documents)], found


def _fixed(claim: Claim) -> Decision:
    node = claim.fixed.id if claim.fixed else ""
    return Decision(resolved(node, RULE), node)


def _best(nodes: Iterable[DocumentNode]) -> dict[str, DocumentNode]:
    """By id; of several imports of one document that which was read, else that which says most."""
    found: dict[str, DocumentNode] = {}
    for node in nodes:
        found[node.id] = max((found.get(node.id, node), node), key=_fullness)
    return dict(sorted(found.items()))


def _fullness(node: DocumentNode) -> tuple[bool, int, str]:
    return node.held, sum(value is not None for value in msgspec.structs.astuple(node)), repr(node)


def _hint(node: DocumentNode) -> Claim | None:
    """An imported document as a candidate for mentions, where its fields make its id; says nothing of its own."""
    if node.ambiguous or node.number is None:
        return None
    kind = kind_of(node.number)
    units = (CENTRE,) if not kind.placed else (province_slug(node.province),) if node.province else ()
    claim = Claim(
        key=number_key(node.number),
        number=node.number,
        type=node.type,
        type_key=type_key(node.type),
        date=node.date,
        units=units,
        hint=True,
    )
    slot = slot_of(claim, kind)
    return claim if slot is not None and slot_id(claim, slot) == node.id else None


def together(ours: DocumentNode, imported: DocumentNode) -> DocumentNode:
    """A document that texts speak of here and that was imported too: our text, else theirs, else both."""
    if ours.held or not imported.held:
        blank = [name for name in ours.__struct_fields__ if getattr(ours, name) in (None, ())]
        return msgspec.structs.replace(ours, **{name: getattr(imported, name) for name in blank})
    return imported

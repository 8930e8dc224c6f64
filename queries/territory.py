"""Where documents hold since provinces were merged: in the former one, until the new one decides.

64/2025/QH15, khoản 2 Điều 54, as 87/2025/QH15 has it.
"""

from __future__ import annotations

from luocdo.graph.model import DocumentNode
from luocdo.graph.places import parts_of, taken_in

LOCAL = frozenset({"province-state", "department", "district", "commune"})
"""Levels whose texts the law speaks of; Party texts of a merged province have rules of their own."""


def confined(territory: tuple[str, ...], document: DocumentNode) -> tuple[str, ...]:
    """The former provinces an act is confined to, if they are less than the document's own territory; else none.

    `bãi bỏ Quyết định của tỉnh Bình Định trên địa bàn tỉnh Bình Định (cũ)` ends all of it; a decision of the new
    Gia Lai ended there holds on in the rest.
    """
    if not territory:
        return ()
    own = _own(document)
    return () if own and own <= set(territory) else territory


def _own(document: DocumentNode) -> frozenset[str]:
    """The provinces of its day that a document is for; empty where that is not known."""
    if document.territory is not None:
        return frozenset(document.territory.split(", "))
    if document.province is None:
        return frozenset()
    parts = parts_of(document.province, document.date) if document.date else ()
    return frozenset(parts or (document.province,))


def held_to(document: DocumentNode, on: str) -> tuple[str, str] | None:
    """The former province a document holds in and the one that has taken it in by a day; None if nothing changed."""
    if document.level not in LOCAL or document.province is None or document.date is None:
        return None
    now = taken_in(document.province, document.date, on)
    return (document.province, now) if now is not None else None

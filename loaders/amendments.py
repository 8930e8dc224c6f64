"""Which document an amending clause changes, and which of its provisions.

`3. Sửa đổi khoản 2 Điều 5 như sau` names no document: it is the one of its article's heading, else of the title.
`1. Sửa đổi khoản 2` under `Điều 6. Sửa đổi Điều 14` is `khoản 2 Điều 14`; the heading itself then adds nothing.
"""

from __future__ import annotations

import re

from luocdo.loaders.effect_clauses import Act
from luocdo.loaders.effect_objects import Member
from luocdo.loaders.effect_sections import INLINE
from luocdo.loaders.provisions import Provision, common_holder, provisions_in
from luocdo.loaders.rows import Row

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"’]")
_NOTE = re.compile(r"\([^()]*\)")
_AMENDED_BY = re.compile(r"(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|ban\s+hành)[^;:]*")
# What stands in the place of the old is the amending document's: `bằng Phụ lục I ban hành kèm theo Nghị định này`.
_REPLACEMENT = re.compile(r"\b(?:bằng|thành)\s+(?:(?!\btại\b)[^;“”])*?(?:\bnày\b|(?=;)|\Z)")


class Node:
    """An act among the acts it stands in: whom it changes, and which provisions it names."""

    __slots__ = ("act", "members", "parent", "provisions", "replaced", "target")

    def __init__(self, act: Act, members: list[Member], parent: Node | None) -> None:
        self.act, self.members, self.parent = act, members, parent
        self.target: Row | None = None
        self.provisions: list[Provision] = []
        self.replaced = False
        """The clauses below it name its provisions more closely."""


class Tree:
    """The acts of one text in order, each under the clause it stands in."""

    def __init__(self) -> None:
        self._open: list[Node] = []

    def add(self, act: Act, members: list[Member]) -> Node:
        """A new act, under the nearest earlier one whose section holds it."""
        while self._open and not _holds(self._open[-1].act, act):
            self._open.pop()
        node = Node(act, members, self._open[-1] if self._open else None)
        self._open.append(node)
        return node


def _holds(outer: Act, inner: Act) -> bool:
    if outer.depth >= inner.depth:
        return False
    return inner.section == outer.section or inner.section.startswith(f"{outer.section}.")


def read_provisions(node: Node, words: str, behind: str = "") -> None:
    """The provisions that a clause without a document of its own names, within those of its heading.

    Without one they lie in what the rest of the sentence names: `bổ sung điểm m khoản 1; sửa đổi khoản 2 Điều 66`.
    """
    found = provisions_in(_bare(words))
    holder = _holder(node.parent)
    if found and holder is None and not found[-1].is_held:
        holder = next((each.holder for each in provisions_in(_bare(behind)) if each.is_held), None)
    node.provisions = [each.within(holder) for each in found]


def _holder(node: Node | None) -> Provision | None:
    while node is not None:
        if node.provisions:
            return common_holder(node.provisions)
        node = node.parent
    return None


def replace_headings(node: Node) -> None:
    """A clause that names provisions takes the place of the headings it stands under; one in the same line does not."""
    above = node.parent if node.act.depth < INLINE else None
    while node.provisions and above is not None:
        above.replaced = True
        above = above.parent


def _bare(words: str) -> str:
    """Without quoted words, remarks, who amended it before, and what is put in the place of the old."""
    for pattern in (_QUOTED, _NOTE, _AMENDED_BY, _REPLACEMENT):
        words = pattern.sub(" ", words)
    return words

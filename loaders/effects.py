"""What a document does to others: one record for each affected document and kind, with its clause.

Only what the document itself does counts. What it tells of others (`được sửa đổi bởi`), references that move with
the law, orders to propose a repeal, and the words of quoted new text are no effects.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.graph.model import Effect
from luocdo.loaders import consolidated, effect_words
from luocdo.loaders.amendments import Node, Tree, read_provisions, replace_headings
from luocdo.loaders.blocks import sentence_end
from luocdo.loaders.corrections import corrected
from luocdo.loaders.effect_clauses import Act, Clauses
from luocdo.loaders.effect_days import day_of_effect
from luocdo.loaders.effect_lists import listed, refers_to_list
from luocdo.loaders.effect_members import Members
from luocdo.loaders.effect_objects import Member
from luocdo.loaders.effect_sections import ARTICLE, INLINE, Sections
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.hits import Hit
from luocdo.loaders.joints import PASSIVE, is_later
from luocdo.loaders.normalise import View
from luocdo.loaders.rows import Row
from luocdo.loaders.structure import Outline
from luocdo.loaders.territory import territory_in
from luocdo.loaders.verdicts import Joint, Reading

_CONSOLIDATED = "Văn bản hợp nhất"
_ANNOUNCES = re.compile(r"công\s+bố\b.*\b(?:hết|ngưng|còn)\s+hiệu\s+lực|hệ\s+thống\s+hóa", re.IGNORECASE)
_ISSUES = re.compile(
    r"ban\s+hành\s+(?:Nghị\s+định|Thông\s+tư|Quyết\s+định|Nghị\s+quyết|Luật|Pháp\s+lệnh|Quy\s+định)\s+(?:về\s+việc\s+|về\s+)?(?=(?:[Ss]ửa|[Bb]ổ|[Tt]hay|[Bb]ãi|[Đđ]ính)\s)"
)
_IN_TITLE = re.compile(r"\b(?:về|quy\s+định|ban\s+hành|phê\s+duyệt|hướng\s+dẫn|giai\s+đoạn)\s", re.IGNORECASE)
"""Between a document and a place: the place stands in its title, and says nothing of the clause."""
_REACH_WHERE, _REST = 160, 400
_KEPT = frozenset({"corrects", "suspends", "extends"})
"""Kinds that stay what they are where only a part is touched."""


class Source(NamedTuple):
    """What the other steps know of the text."""

    original: str
    view: View
    outline: Outline
    facts: HeaderFacts
    reading: Reading
    hits: list[Hit]
    rows: list[Row]


class _Draft:
    """An effect while the text is read."""

    __slots__ = ("end", "excepted", "from_", "kind", "partial", "provisions", "row", "section", "start", "territory")

    def __init__(
        self, row: Row, kind: str, partial: bool, from_: str | None, section: str, span: tuple[int, int]
    ) -> None:
        self.row, self.kind, self.partial, self.from_, self.section = row, kind, partial, from_, section
        self.start, self.end = span
        self.provisions: dict[str, None] = {}
        self.excepted: dict[str, None] = {}
        self.territory: tuple[str, ...] | None = None

    def confine(self, territory: tuple[str, ...]) -> None:
        """One more clause's territory; a clause without one speaks of all of the document's."""
        known = self.territory
        self.territory = territory if known is None else known and territory and tuple(dict.fromkeys(known + territory))


def read_effects(source: Source) -> tuple[Effect, ...]:
    """The effects of one document, in order of place; a consolidated text or a list of what has ended has none."""
    facts, view = source.facts, source.view
    title = facts.title or ""
    titled = effect_words.title_verb(title, 0, len(title))
    announces = titled is None and _ANNOUNCES.search(title) is not None
    if not source.rows or announces:
        return ()
    if facts.type == _CONSOLIDATED:
        tell_of_base(source)
        return ()
    acting = facts.type is None or facts.type in effect_words.acting()
    clauses = Clauses(view.text, view.flat, source.outline, acting, titled[0].lower() if titled else "")
    # An article before the body's first mark: an excerpt that begins with `Điều 3`.
    excerpt = view.text.find("\nĐiều ", max(0, facts.preamble_start - 1), facts.body_start) >= 0
    acts = clauses.find(max(0, facts.preamble_start - 1) if excerpt or not acting else facts.body_start, len(view.flat))
    return _Reader(source, clauses.sections).read(acts) if acts or titled else ()


def tell_of_base(source: Source) -> None:
    """What the base text of a consolidated one does, by the clauses that this one carries: told of two others."""
    base = consolidated.base_of(source.view.flat, source.hits, source.facts)
    if base is None:
        return
    clauses = Clauses(source.view.text, source.view.flat, source.outline, acting=True)
    end = consolidated.notes_start(source.view.text, source.facts.body_end)
    found = clauses.find(source.facts.body_start, end)
    acts = [act for act in found if not consolidated.is_note(source.view.text, act.start)]
    for draft in _Reader(source, clauses.sections).drafts(acts) if acts else ():
        target = draft.row.hits[0]
        if target.key != base.key and not is_later(target, base):
            source.reading.joints.append(Joint(base, target, draft.kind, (draft.start, draft.end)))


class _Reader:
    """Turns the acts of one text into its effects."""

    def __init__(self, source: Source, sections: Sections) -> None:
        self._source, self._sections, self._facts = source, sections, source.facts
        self._flat, self._text = source.view.flat, source.view.text
        self._rows = {id(hit): row for row in source.rows for hit in row.hits}
        inner = frozenset(
            id(max(joint.source, joint.target, key=lambda hit: hit.start)) for joint in source.reading.joints
        )
        self._members = Members(self._flat, source.hits, inner, sections)
        self._drafts: dict[tuple[int, str], _Draft] = {}
        self._title_corrects = False

    def read(self, acts: list[Act]) -> tuple[Effect, ...]:
        """The effects of all acts; those on one document and of one kind are one."""
        return tuple(self._effect(draft) for draft in self.drafts(acts))

    def drafts(self, acts: list[Act]) -> list[_Draft]:
        """The same as they are read, in order of place."""
        tree, nodes = Tree(), []
        title = self._title_target()
        for act in acts:
            node = tree.add(act, [each for each in self._members.of(act) if id(each.hit) in self._rows])
            self._aim(node, title)
            if title is None and act.kind == "corrects":
                title = node.target  # a letter's first words name what its items correct
                self._title_corrects = title is not None
            nodes.append(node)
        self._share(nodes)
        for node in nodes:
            self._write(node)
        self._of_title()
        return sorted(self._drafts.values(), key=lambda draft: draft.start)

    def _share(self, nodes: list[Node]) -> None:
        """`Bổ sung khoản 3a Điều 5, bổ sung Điều 7a Nghị định B`: the first verb acts on B too."""
        for node, following in zip(reversed(nodes[:-1]), reversed(nodes[1:]), strict=True):
            act, after = node.act, following.act
            joined = after.depth == INLINE and not after.passive and after.start - act.stop <= 2
            if node.target is None and node.provisions and joined and sentence_end(self._flat, act.after) > after.start:
                node.target = following.target

    def _of_title(self) -> None:
        """`Nghị định về việc sửa đổi một số điều của Điều lệ … Nghị định số 42/CP` that no clause says again."""
        span = self._facts.title_span
        chain = effect_words.title_verb(self._flat, *span) if span else None
        found = self._opened(*span) if span and chain and self._facts.type in effect_words.acting() else []
        if len(found) != 1 or chain is None or not effect_words.amends(chain[0]):
            return
        row = self._rows[id(found[0].hit)]
        if not any(draft.row is row for draft in self._drafts.values()):
            place = chain.start(), found[0].hit.end
            self._drafts[id(row), "amends"] = _Draft(row, "amends", True, self._facts.effective_from, "", place)

    def _title_target(self) -> Row | None:
        """The one document that the title says is amended."""
        span = self._facts.title_span
        found = self._opened(*span) if span else []
        if not found:
            issues = _ISSUES.search(self._flat, self._facts.preamble_start, self._facts.body_start)
            found = self._opened(issues.end(), self._facts.body_start) if issues else []
        rows = {id(self._rows[id(each.hit)]): self._rows[id(each.hit)] for each in found}
        return next(iter(rows.values())) if len(rows) == 1 else None

    def _opened(self, start: int, end: int) -> list[Member]:
        chain = effect_words.title_verb(self._flat, start, end)
        if chain is None:
            return []
        self._title_corrects = chain[0].lower().startswith("đính")
        act = Act("amends", chain.start(), chain.end(), end, "", 0, True)
        return [each for each in self._members.of(act) if id(each.hit) in self._rows]

    def _aim(self, node: Node, title: Row | None) -> None:
        """Whom a clause changes: the document it names, else that of the clause above, else that of the title."""
        act = node.act
        if node.members:
            node.target = self._rows[id(node.members[0].hit)]
            node.provisions = [each for member in node.members for each in member.provisions]
        else:
            above = self._members.of_item(act.start)
            if above is not None and id(above) in self._rows:
                node.target = self._rows[id(above)]
            else:
                node.target = node.parent.target if node.parent and node.parent.target else title
            if not act.passive:
                end = sentence_end(self._flat, act.stop, _REST)
                read_provisions(node, self._flat[act.after : act.stop], self._flat[act.stop : end])
                self._tell_amender(node)
        replace_headings(node)

    def _tell_amender(self, node: Node) -> None:
        """`Sửa đổi khoản 2 Điều 18 (đã được sửa đổi bởi Điều 21 Thông tư A)`: A amended what this clause changes."""
        hit = self._members.first(node.act.after, node.act.stop)
        if hit is None or node.target is None or id(hit) not in self._rows or self._rows[id(hit)] is node.target:
            return
        if PASSIVE.search(self._flat[node.act.after : hit.start].lower()):
            self._source.reading.joints.append(Joint(hit, node.target.hits[0], "amends", (node.act.start, hit.end)))

    def _write(self, node: Node) -> None:
        act = node.act
        if node.members:
            for member in node.members:
                self._from_member(node, member)
            if act.kind == "corrects" and not act.passive:
                self._correct(node)
        elif act.whole:
            return
        elif node.target is not None and not act.passive and (node.provisions or act.kind == "amends"):
            kind = act.kind if act.kind in _KEPT else self._changes(node)
            draft = self._draft(node.target, kind, True, act, (act.start, act.stop))
            draft.confine(self._territory(act))
            draft.partial = draft.partial or bool(node.provisions)
            if not node.replaced:
                draft.provisions.update(dict.fromkeys(each.name for each in node.provisions))
        elif not act.passive and act.kind in ("repeals", "supersedes"):
            self._appendix(act)

    def _correct(self, node: Node) -> None:
        """What the items under a correction name: parts of its document, or of the one that they name again."""
        first = self._rows[id(node.members[0].hit)]
        for hit, provisions in corrected(self._flat, self._text, node.act, self._sections, self._source.hits):
            row = self._rows.get(id(hit)) if hit else first
            draft = self._drafts.get((id(row), "corrects"))
            if draft is not None:
                draft.partial = True
                draft.provisions.update(dict.fromkeys(each.name for each in provisions))

    def _changes(self, node: Node) -> str:
        """What a clause without a document of its own does: `sửa thành` under `Đính chính Thông tư số …` corrects."""
        above = node.parent
        while above is not None and not above.members:
            above = above.parent
        corrects = above.act.kind == "corrects" if above else self._title_corrects
        return "corrects" if corrects else "amends"

    def _from_member(self, node: Node, member: Member) -> None:
        act = node.act
        row = self._rows[id(member.hit)]
        partial = bool(member.provisions or member.partial or member.named) or act.kind == "amends"
        if act.kind == "amends" and not self._is_amending(node, member):
            return
        kind = "amends" if partial and act.kind not in _KEPT else act.kind
        partial = bool(member.provisions) if kind == "corrects" else partial
        if kind == "supersedes" and act.passive and self._only_repeals():
            kind = "repeals"
        span = (
            (member.start, act.stop)
            if act.passive and member.hit.end <= act.stop
            else (min(act.start, member.start), member.hit.end)
        )
        if span[1] - span[0] > 600:
            span = (member.start, member.hit.end)
        draft = self._draft(row, kind, partial, act, span, member)
        draft.confine(self._territory(act, member.hit, node.members[0].hit))
        draft.partial = draft.partial or (kind == "corrects" and partial)
        if not node.replaced or len(node.members) > 1:
            draft.provisions.update(dict.fromkeys(each.name for each in member.provisions))
        if member.named:
            draft.provisions[member.named] = None
        draft.excepted.update(dict.fromkeys(member.rest))

    def _is_amending(self, node: Node, member: Member) -> bool:
        """`Sửa đổi Quyết định số …` alone, deep in a list of work, gives an order; with provisions it acts."""
        act = node.act
        if act.own or act.depth <= ARTICLE or member.provisions or member.partial or member.named:
            return True
        return self._flat.startswith("như sau", act.stop) or act.mixed

    def _only_repeals(self) -> bool:
        return re.match(r"\W*(?:về\s+việc\s+)?bãi\s+bỏ\b", (self._facts.title or "").lower()) is not None

    def _appendix(self, act: Act) -> None:
        words = self._flat[act.after : act.stop]
        if not refers_to_list(words):
            return
        original = self._source.original if len(self._source.original) == len(self._text) else self._text
        for hit, partial, provisions in listed(self._text, original, self._facts.body_end, self._source.hits):
            row = self._rows.get(id(hit))
            if row is None:
                continue
            draft = self._draft(row, "amends" if partial else act.kind, partial, act, (hit.start, hit.end))
            draft.provisions.update(dict.fromkeys(each.name for each in provisions))

    def _territory(self, act: Act, hit: Hit | None = None, first: Hit | None = None) -> tuple[str, ...]:
        """The former provinces that an act is confined to: by the words before its first object or behind its
        ending, or by those that stand right behind the object `hit`."""
        day = self._facts.date
        if act.passive:
            return territory_in(self._flat, act.stop, sentence_end(self._flat, act.stop, _REACH_WHERE), day)[0]
        before = first.start if first and act.after <= first.start < act.stop else act.stop
        found, _ = territory_in(self._flat, act.after, before, day)
        if found or hit is None or hit.end >= act.stop:
            return found
        found, where = territory_in(self._flat, hit.end, min(act.stop, hit.end + _REACH_WHERE), day)
        return () if _IN_TITLE.search(self._flat, hit.end, max(where, hit.end)) else found

    def _draft(
        self, row: Row, kind: str, partial: bool, act: Act, span: tuple[int, int], member: Member | None = None
    ) -> _Draft:
        """The record of this document and kind, begun at its first clause."""
        known = self._drafts.get((id(row), kind))
        if known is None:
            section = self._sections.path(member.start if member and member.start > act.start else act.start)
            from_ = day_of_effect(self._flat, act, self._source.outline.start_of(act.start), self._facts.effective_from)
            known = _Draft(row, kind, partial, from_, section, span)
            self._drafts[id(row), kind] = known
        return known

    def _effect(self, draft: _Draft) -> Effect:
        view, row = self._source.view, draft.row
        start, end = view.original(draft.start), view.original(draft.end)
        return Effect(
            kind=draft.kind,
            number=row.number,
            name=None if row.number else row.name,
            date=row.date,
            partial=draft.partial,
            provisions=tuple(draft.provisions),
            except_=tuple(draft.excepted),
            from_=draft.from_,
            section=draft.section,
            start=start,
            end=end,
            text=self._source.original[start:end],
            territory=draft.territory or (),
        )

"""What a text says about each document it names: the relation, its scope, and relations between two others.

One pass over the mentions in order. The words between a mention and the one before it (or the beginning
of its sentence) decide: a cue there governs it; a bare `,`, `và` or `;` makes it one more of the same; a
cue that belongs to the title of the mention before (`Kế hoạch A về việc thực hiện Kết luận B`) relates
those two, and the text itself only mentions B.
"""

from __future__ import annotations

import re

from luocdo.loaders.blocks import Blocks, sentence_start
from luocdo.loaders.clauses import (
    BY_ITSELF,
    CARRIES_BY,
    DEFINED_AS,
    DRAFTS,
    ENDS_AS_LIST,
    EXCEPTS,
    GUIDING,
    ISSUES,
    NEW_SUBJECT,
    OPENS,
    PARTIAL,
    PINNED_END,
    SEPARATOR,
    STEERS,
    WHOLLY,
    WITHIN,
    WORD,
    is_item,
    is_its_object,
    is_note,
    is_title,
    opens_sentence,
    starts_anew,
)
from luocdo.loaders.cues import PASS, Cue, cue_table
from luocdo.loaders.endings import ending_of, ending_of_list, may_end
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.hits import Hit
from luocdo.loaders.joints import (
    PASSIVE,
    goes_on_amending,
    goes_on_in_title,
    passive_joint,
    sibling_joint,
    title_joint,
)
from luocdo.loaders.normalise import View
from luocdo.loaders.structure import Outline
from luocdo.loaders.verdicts import CITES, EFFECTS, Chain, Joint, Reading, Verdict, carried, is_law

# Behind the title of a ground the sentence goes on with a comma and the verb, `…, thực hiện Chỉ thị số 12-CT/TW`.
_ANEW = re.compile(r"[,;)”\"]\s*(?:\w+\s+){0,3}\Z")
_LEAD = 320
"""A cue further to the left than this governs something else."""
_LIST = 1200
"""An item further behind the one before it than this is no longer of its list."""
_LONGEST_GAP = 400
"""No more than this stands between two items of a list: a longer text is not looked through."""
_ANNOUNCES = re.compile(r"công\s+bố\b.*\b(?:hết|ngưng|có)\s+hiệu\s+lực")
_DRAFT = re.compile(r"\bdự\s+thảo\s+[^,;.:]{4,50}\Z")
_CARRIED = "thực hiện … theo"
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Sắc lệnh", "Văn bản hợp nhất")
_ASSEMBLY = re.compile(r"QH|HĐNN|HĐCP|LCT")
_PLANS = ("Kế hoạch", "Chương trình", "Chương trình hành động", "Chỉ thị", "Công điện", "Công văn", "Thông báo")
_RULES = ("Nghị định", "Thông tư", "Thông tư liên tịch")


class Relator:
    """Reads the relations of one text, given its outline, its mentions in order and what its head says."""

    def __init__(self, view: View, outline: Outline, hits: list[Hit], facts: HeaderFacts) -> None:
        self._text, self._flat, self._hits = view.text, view.flat, hits
        self._title = facts.title_span or (0, 0)
        self._outline, self._body_start = outline, facts.body_start
        # Consolidated texts and lists of what has ended tell what other acts did.
        title = (facts.title or "").lower()
        self._tells = facts.type == "Văn bản hợp nhất" or _ANNOUNCES.search(title) is not None
        self._lawgiver = facts.number is None or facts.type in _LAWS or _ASSEMBLY.search(facts.number) is not None
        self._plans = facts.type in _PLANS
        self._may_end = not self._tells and may_end(view.flat)
        self._list_ends = list_ends(view.flat, hits) if self._may_end else {}
        self._blocks = Blocks(view.text)
        self._table = cue_table()
        self._outer = {id(hit.inner_of): hit for hit in hits if hit.inner_of is not None}
        self.reading = Reading()

    def read(self) -> Reading:
        """Go through the mentions in order of place."""
        previous: Chain | None = None
        for hit in self._hits:
            if hit.own:
                previous = None
            elif hit.parent is not None:
                self._inner(hit, hit.parent)
            elif hit.enclosed:
                self.reading.verdicts[id(hit)] = CITES
            else:
                previous = self._one(hit, previous)
        return self.reading

    def _inner(self, hit: Hit, parent: Hit) -> None:
        """A law inside the name of the law that amends it."""
        outer = self._outer.get(id(parent), parent)
        self.reading.verdicts[id(hit)] = CITES
        if not outer.own:
            self.reading.joints.append(Joint(outer, hit, "amends"))

    def _one(self, hit: Hit, previous: Chain | None) -> Chain:
        flat = self._flat
        block = self._blocks.start(hit.start)
        begin = block
        if previous is not None:
            tail = previous.hit.tail
            if hit.start < previous.hit.end:
                # `Chương trình hành động … thực hiện Nghị quyết số 57-NQ/TW`: a document inside another's name.
                return self._keep(hit, CITES, Joint(previous.hit, hit, "implements"), block)
            if block < tail <= hit.start:
                begin = sentence_start(flat, tail, hit.start)
                if begin == tail:
                    return self._after(hit, previous, flat[tail : hit.start].lower(), block)
        if begin == block:
            begin = sentence_start(flat, block, hit.start)
        lead = flat[max(begin, hit.start - _LEAD) : hit.start].lower()
        if hit.start - begin < _LIST and (verb := self._guides_provision(hit, begin, lead)):
            return self._keep(hit, Verdict("guides", verb), None, block)
        return self._alone(hit, previous, lead, block, begin == block)

    def _guides_provision(self, hit: Hit, begin: int, lead: str) -> str:
        """The verb of `Thông tư này hướng dẫn …; việc báo cáo theo quy định tại Điều 5 của Nghị định A`; else ``."""
        opening = GUIDING.match(self._flat, begin, min(begin + 110, hit.start))
        if opening is None or EXCEPTS.search(lead) or not PINNED_END.search(lead):
            return ""
        behind = " ".join(self._flat[opening.end() : hit.start].split())
        return " ".join(opening[1].lower().split()) if "quy định tại" in behind else ""

    # --- first of its sentence --------------------------------------------------------------------------

    def _alone(self, hit: Hit, previous: Chain | None, lead: str, block: int, opens_block: bool) -> Chain:
        verdict = self._governed(hit, lead)
        bare = False
        if verdict is None:
            bare = opens_block and is_item(lead)
            verdict = self._inherited(hit, previous, block) if bare or not WORD.search(lead) else CITES
        verdict = self._tempered(hit, verdict, block)
        self.reading.verdicts[id(hit)] = verdict
        return Chain(hit, verdict, None, block, bare)

    def _governed(self, hit: Hit, lower: str) -> Verdict | None:
        """The relation that the last cue of the words before gives; None if there is no cue."""
        for cue in self._table.backwards(lower):
            verdict = None if cue.kind == PASS else self._weigh(hit, lower, cue)
            if verdict is not None:
                return verdict
        return None

    def _weigh(self, hit: Hit, lower: str, cue: Cue) -> Verdict | None:
        """A cue as relation of the text itself, or None where it cannot be one."""
        word = " ".join(lower[cue.start : cue.end].split())
        before, between = lower[: cue.start], lower[cue.end :]
        if cue.kind in EFFECTS:
            return self._does(hit, lower, cue, word)
        if cue.kind == "guides":
            if (self._in_title(hit) or BY_ITSELF.search(before)) and not (
                DRAFTS.search(before) or EXCEPTS.search(between)
            ):
                return Verdict("guides", word)
            return Verdict("implements" if "thực hiện" in word else "cites", word)
        if word == "theo":
            if before.rstrip().endswith(("ban hành", "kèm")):
                return None
            carries = not between.strip() and CARRIES_BY.search(lower[: cue.end])
            return Verdict("implements", _CARRIED) if carries else Verdict("cites", word)
        if cue.kind == "implements" and (STEERS.search(before) or not is_its_object(between)):
            return Verdict("cites", word)
        if cue.kind == "based_on" and (not opens_sentence(before) or NEW_SUBJECT.search(between)):
            return Verdict("cites", word)
        return Verdict(cue.kind, word)

    def _does(self, hit: Hit, lower: str, cue: Cue, word: str) -> Verdict | None:
        """A cue that changes another document: only this text's own doing counts."""
        before = lower[: cue.start]
        if self._tells or is_note(lower, cue):
            return None
        if _DRAFT.search(before):  # `họp bàn dự thảo Quyết định thay thế Quyết định số 05/2018/QĐ-UBND`
            return Verdict("cites", word)
        issues = hit.start < self._body_start and ISSUES.search(before)
        if not (issues or self._in_title(hit) or OPENS.search(before)):
            return None
        if self._cannot_change(hit):
            return Verdict("cites", word)
        if cue.kind in ("repeals", "supersedes") and (
            PARTIAL.search(lower[cue.end :]) or WITHIN.search(lower[cue.end :])
        ):
            return Verdict("amends", word, True)
        return Verdict(cue.kind, word, cue.kind == "amends")

    def _cannot_change(self, hit: Hit) -> bool:
        """`Sửa đổi Luật Báo chí` in a programme is work to come: only an assembly changes a law, no plan a decree."""
        return (is_law(hit) and not self._lawgiver) or (hit.type in _RULES and self._plans)

    def _in_title(self, hit: Hit) -> bool:
        return self._title[0] <= hit.start < self._title[1]

    def _inherited(self, hit: Hit, previous: Chain | None, block: int) -> Verdict:
        """The cue of the list an item stands in; an item that names a provision only touches that part."""
        verdict = self._list_cue(previous, block)
        pinned = PINNED_END.search(self._flat, max(block, hit.start - 90), hit.start) is not None
        if verdict.kind in ("repeals", "supersedes") and pinned:
            return Verdict("amends", verdict.cue, True)
        if verdict.kind == "amends" and not pinned and verdict.cue.startswith("bãi bỏ"):
            return Verdict("repeals", verdict.cue)
        return verdict

    def _list_cue(self, previous: Chain | None, block: int) -> Verdict:
        """An item without words of its own takes the cue of its list: the line that ends with a colon."""
        text = self._text
        end = block
        while end > 0 and text[end - 1].isspace():
            end -= 1
        if end == 0:
            return CITES
        if text[end - 1] == ":":
            return self._intro_cue(self._flat[self._blocks.start(end - 1) : end].lower())
        if previous is not None and end - previous.hit.end < _LIST and (previous.bare or text[end - 1] in ";,"):
            return previous.top
        return CITES

    def _intro_cue(self, intro: str) -> Verdict:
        """What the opening line of a list says of each of its items."""
        ending = None if self._tells else ending_of_list(intro)
        if ending is not None:
            return ending
        for cue in self._table.backwards(intro):
            if cue.kind == PASS or (cue.kind in EFFECTS and not OPENS.search(intro[: cue.start])):
                continue
            return Verdict(cue.kind, " ".join(intro[cue.start : cue.end].split()), cue.kind == "amends")
        return CITES

    # --- behind another mention -------------------------------------------------------------------------

    def _after(self, hit: Hit, previous: Chain, lower: str, block: int) -> Chain:
        passive = PASSIVE.search(lower) if "được" in lower or "bị" in lower or "đã" in lower else None
        if passive:
            top = previous.top if previous.top.kind == "based_on" else CITES
            return self._keep(hit, top, passive_joint(hit, previous, passive), block, carry=previous.top)
        if DEFINED_AS.search(lower):  # `(sau đây gọi tắt là Thông tư số 17)`: the list goes on behind it
            return self._keep(hit, CITES, None, block, carry=previous.top)
        if SEPARATOR.match(lower):
            return self._sibling(hit, previous, block, alike=";" not in lower)
        if WHOLLY.match(lower) and previous.top.cue.startswith("bãi bỏ"):
            return self._keep(hit, Verdict("repeals", previous.top.cue), None, block)
        cut = max(lower.rfind(";"), lower.rfind(":"))
        if cut >= 0:
            return self._next_clause(hit, previous, lower[cut + 1 :], block)
        return self._behind_title(hit, previous, lower, block)

    def _next_clause(self, hit: Hit, previous: Chain, lead: str, block: int) -> Chain:
        if goes_on_amending(self._flat, hit, previous, lead):
            return self._sibling(hit, previous, block, alike=True)
        verdict = self._governed(hit, lead)
        if verdict is not None and verdict.cue == "theo" and previous.top.cue == _CARRIED:
            verdict = previous.top  # `thực hiện quy định về A theo X; B theo Y`
        if verdict is None:
            goes_on = SEPARATOR.match(lead) or ENDS_AS_LIST.search(lead)
            verdict = carried(previous, hit) if goes_on else CITES
        return self._keep(hit, verdict, None, block)

    def _behind_title(self, hit: Hit, previous: Chain, lower: str, block: int) -> Chain:
        cues = [cue for cue in self._table.find(lower) if cue.kind != PASS and not is_note(lower, cue)]
        goes_on = ENDS_AS_LIST.search(lower) is not None
        if not cues:
            if goes_on_in_title(hit, previous, lower) and previous.joint is not None:
                goes_on_with = Joint(previous.joint.source, hit, previous.joint.kind)
                return self._keep(hit, CITES, goes_on_with, block, previous.top)
            return self._keep(hit, carried(previous, hit) if goes_on else CITES, None, block)
        joint = title_joint(hit, previous, lower, cues)
        if joint is not None:
            return self._keep(hit, CITES, joint, block)
        if goes_on and (previous.top.kind == "based_on" or is_title(lower)):
            return self._keep(hit, previous.top, None, block)
        in_ground = previous.top.kind == "based_on" and not _ANEW.search(lower, 0, cues[-1].start)
        if is_title(lower) and (in_ground or not starts_anew(lower, cues)):
            return self._keep(hit, CITES, None, block)  # in the title of the mention before
        return self._keep(hit, self._governed(hit, lower) or CITES, None, block)

    def _sibling(self, hit: Hit, previous: Chain, block: int, alike: bool) -> Chain:
        """One more of the same; also inside a title (`alike`), where the types agree."""
        joint = sibling_joint(self._flat, hit, previous) if alike else None
        if joint is None:
            top = carried(previous, hit) if previous.joint is None or not alike else previous.top
            return self._keep(hit, top, None, block)
        verdict = self.reading.verdicts[id(previous.hit)] if joint.source is hit else CITES
        return self._keep(hit, verdict, joint, block, previous.top)

    def _keep(self, hit: Hit, verdict: Verdict, joint: Joint | None, block: int, carry: Verdict | None = None) -> Chain:
        """Record the verdict and the joint; the chain carries on the relation of the sentence itself."""
        own = self._tempered(hit, verdict, block)
        self.reading.verdicts[id(hit)] = own
        top = carry or own
        if joint is not None:
            self.reading.joints.append(joint)
            # Behind a title the sentence goes on with the relation of the document that bears the title.
            top = carry or self.reading.verdicts.get(id(joint.source), CITES)
        return Chain(hit, top, joint, block, False)

    def _tempered(self, hit: Hit, verdict: Verdict, block: int) -> Verdict:
        """The verdict with what stands around the clause: its ending, an attached form, the body of the text.

        An attached form speaks for whoever will fill it in; a ground is what the preamble stands on.
        """
        if self._may_end and verdict.kind not in EFFECTS:
            verdict = ending_of(self._flat, hit, block, self._list_ends.get(id(hit), len(self._flat))) or verdict
        if verdict.kind != "cites" and self._outline.is_quoted(hit.start):
            return CITES  # new text of an amended document speaks for that one
        if verdict.kind == "based_on" and hit.start > self._body_start and self._outline.at(hit.start):
            return CITES
        if verdict.kind in ("implements", "based_on") and self._outline.in_form(hit.start):
            return CITES
        return verdict


def list_ends(flat: str, hits: list[Hit]) -> dict[int, int]:
    """For each mention (by id) where the list it stands in ends: at the next that is not one more of the same."""
    found: dict[int, int] = {}
    after: Hit | None = None
    for hit in reversed(hits):
        if after is not None and after.start >= hit.end:
            goes_on = (
                0 <= after.start - hit.tail <= _LONGEST_GAP
                and SEPARATOR.match(flat[hit.tail : after.start].lower()) is not None
            )
            end = found.get(id(after)) if goes_on else after.start
            if end is not None:
                found[id(hit)] = end
        after = hit
    return found

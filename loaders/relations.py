"""What a text says about each document it names: the relation, its scope, and relations between two others.

One pass over the mentions in order. The words between a mention and the one before it (or the beginning
of its sentence) decide: a cue there governs it; a bare `,`, `và` or `;` makes it one more of the same; a
cue that belongs to the title of the mention before (`Kế hoạch A về việc thực hiện Kết luận B`) relates
those two, and the text itself only mentions B.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.graph.vocabulary import doctypes
from luocdo.loaders.blocks import Blocks, sentence_end, sentence_start
from luocdo.loaders.cues import PASS, Cue, cue_table
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.hits import Hit
from luocdo.loaders.normalise import View
from luocdo.loaders.structure import Outline

# From the strongest: the relation of a document is the strongest one of its mentions.
STRENGTH = (
    "supersedes", "repeals", "suspends", "amends", "corrects", "extends", "consolidates", "guides", "implements",
    "based_on", "cites",
)  # fmt: skip
_LEAD = 320
_RANK = {kind: index for index, kind in enumerate(STRENGTH)}
EFFECTS = frozenset({"supersedes", "repeals", "suspends", "amends", "corrects", "extends", "consolidates"})

_PASSIVE = re.compile(
    r"(?:đã\s+)?(?:được|bị)\s+(?P<verb>sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|đính\s+chính|đình\s+chỉ|hợp\s+nhất)"
    r"(?P<more>[^.;]{0,90}?)\s(?:b[ởớờ]i|theo|tại|bằng|trong)(?:\s+(?:quy\s+định\s+(?:tại|của)|các|một\s+số))*"
    r"(?:\s+(?:điểm|khoản|điều|mục|chương|phụ\s+lục)\s+[\w.,\s]{1,60}?)*\s*(?:của\s*)?\Z"
)
_PASSIVE_KIND = {
    "thay": "supersedes", "bãi": "repeals", "hủy": "repeals", "đính": "corrects", "đình": "suspends", "hợp": "consolidates",
}  # fmt: skip
# One more of the same: nothing but separators, list words and pin-points stands between.
_PIN = r"(?:(?:các\s+)?(?:điểm|khoản|điều|mục|chương|phần|phụ\s+lục|tiết|tiểu\s+mục)\s+(?:[\w.]{1,6}(?:\s*(?:,|và|đến|-)\s*[\w.]{1,6})*)\s*,?\s*(?:của\s+)?)"
_SEPARATOR = re.compile(rf"[\s,;)”\"]*(?:(?:và|hoặc|cùng\s+với|cùng|với|đến|,)\s*)*(?:các\s+)?{_PIN}*\Z")
_ENDS_AS_LIST = re.compile(rf"(?:,|;|\bvà|\bhoặc|\bcùng|\bvới)\s*(?:các\s+)?{_PIN}*\Z")
_ITEM = re.compile(
    r"[\s#>]*(?:[-+•●*▪◦]|\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)]?|[a-zđ]\s?[.)]|\(?[ivx\d]{1,4}\))?\s*(?:các\s+)?\Z",
    re.I,
)
_TITLE_FOLLOWS = re.compile(r"\s*(?:về|quy\s+định|hướng\s+dẫn|ban\s+hành)\s")
_PINNED_END = re.compile(rf"{_PIN}\Z", re.IGNORECASE)
_PINNED_ITEM = re.compile(rf"[\s#>]*(?:[-+•●▪◦]|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\s?[.)]|[a-zđ]\s?[.)])\s*{_PIN}+\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d]+")
# A cue that changes another document must open its clause: `Bãi bỏ …`, `Quyết định này thay thế …`, a title.
_OPENS = re.compile(
    r"(?:^|[.;:“])[\s\W\d]*(?:(?:điều|khoản|mục|chương|phần|phụ\s+lục)\s+[\divx]+[\s.:)]*|[a-zđ\d]{1,2}[.)])*\s*(?:về\s+việc\s+|về\s+)?\Z"
    r"|này(?:[^.;]{0,160}?(?:,|và|;))?\s*\Z"
    r"|(?:nghị\s+định|nghị\s+quyết|thông\s+tư|quyết\s+định|luật|pháp\s+lệnh|quy\s+định|chỉ\s+thị|thông\s+tư\s+liên\s+tịch)(?:\s+(?:này|về|về\s+việc))?\s*\Z"
)
_BY_ITSELF = re.compile(
    r"(?:nghị\s+định|nghị\s+quyết|thông\s+tư|quyết\s+định|quy\s+định|quy\s+chế|luật|kế\s+hoạch|hướng\s+dẫn|chỉ\s+thị)\s+này\b|ban\s+hành\s+(?:nghị|thông|quyết|quy|hướng)"
)
_CARRIES_BY = re.compile(
    r"thực\s+hiện\s+(?:(?:tốt|nghiêm|nghiêm\s+túc|đầy\s+đủ|có\s+hiệu\s+quả|hiệu\s+quả|các|việc)\s+)*(?:dân\s+chủ|quy\s+chế|quy\s+định|chế\s+độ|chính\s+sách)[^.()]{0,170}?\btheo\s*\Z"
)
_YEAR_CARRIED = re.compile(r"/((?:19|20)\d\d)/")
_DEFINED_AS = re.compile(r"\(\s*(?:sau\s+đây\s+)?(?:được\s+)?(?:gọi|viết)\s+(?:tắt|chung|là)[^()]*\Z")
_CARRIED = "thực hiện … theo"
_EXPIRES = re.compile(
    r"hết\s+hiệu\s+lực|bị\s+bãi\s+bỏ|được\s+thay\s+thế\s+bởi\s+\w+\s+\w+\s+này|được\s+bãi\s+bỏ"
)
_RULE_OF = re.compile(r"(?:(?:theo|đúng)\s+)*(?:các\s+|những\s+)?quy\s+định\s+(?:tại|của|trong|ở|nêu)\b")
_MODIFIERS = re.compile(
    r"(?:\s*(?:nghiêm\s+túc|nghiêm\s+chỉnh|nghiêm|tốt|có\s+hiệu\s+quả|hiệu\s+quả|đầy\s+đủ|đồng\s+bộ|kịp\s+thời|đúng|các|những|việc|theo|và|,))*\s*"
)
_OTHER_OBJECT = re.compile(r"\bđã\s+(?:ký|ban\s+hành|có)\b|ban\s+hành\s+kèm\s+theo|,\s+nhưng\b|,\s+trong\s+đó\b")
_ANNOUNCES = re.compile(r"công\s+bố\b.*\b(?:hết|ngưng|có)\s+hiệu\s+lực")
_SINCE = re.compile(r"\s*(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày\s+\d")
_IF = re.compile(r"\bnếu\b|trường\s+hợp|\bkhi\s|trước\s+(?:ngày|khi)")
_CUE_BEFORE_END = re.compile(r"\b(?:được\s+sửa\s+đổi|thay\s+thế|theo\s+quy\s+định)\b")
_OWN_ACT = re.compile(r"(?:nghị\s+định|nghị\s+quyết|thông\s+tư|thông\s+tư\s+liên\s+tịch|quyết\s+định|luật|pháp\s+lệnh|quy\s+định|chỉ\s+thị|bộ\s+luật|hướng\s+dẫn)\s+này\b")
_PINPOINT_END = re.compile(r"(?:khoản|điều|điểm|phụ\s+lục|mục)\s+\w{1,5}(?:\s*(?:,|và)\s*\w{1,5})*\s+(?:của\s+)?\Z")
_EXPIRY_WORDS = ("hết hiệu lực", "bị bãi bỏ", "được bãi bỏ", "được thay thế bởi")
_ANEW = re.compile(r"này\s+có\s+hiệu\s+lực|được\s+thay\s+thế\s+bởi")
_PARTIAL = re.compile(
    r"\b(?:điều|khoản|điểm|phụ\s+lục|mẫu|cụm\s+từ|mục|chương|biểu|tiết|một\s+số|một\s+phần)\b"
)


class Verdict(NamedTuple):
    """What the text says of one mention: kind, cue word, whether only a part is touched."""

    kind: str
    cue: str
    partial: bool = False


class Joint(NamedTuple):
    """A relation between two mentions, stated in passing."""

    source: Hit
    target: Hit
    kind: str


class Reading:
    """The relations of one text: a verdict for each mention, and the joints between two others."""

    __slots__ = ("joints", "verdicts")

    def __init__(self) -> None:
        self.verdicts: dict[int, Verdict] = {}
        self.joints: list[Joint] = []


class _Chain:
    """What the mention before was, so that the next one can be one more of the same."""

    __slots__ = ("bare", "block", "hit", "joint", "top")

    def __init__(self, hit: Hit, top: Verdict, joint: Joint | None, block: int, bare: bool) -> None:
        self.hit, self.top, self.joint, self.block, self.bare = hit, top, joint, block, bare


_CITES = Verdict("cites", "")


class Relator:
    """Reads the relations of one text, given its outline, its mentions in order and what its head says."""

    def __init__(self, view: View, outline: Outline, hits: list[Hit], facts: HeaderFacts) -> None:
        text, flat = view.text, view.flat
        self._flat, self._hits, self._title = flat, hits, facts.title_span or (0, 0)
        self._outline, self._body_start = outline, facts.body_start
        self._tells = facts.type == "Văn bản hợp nhất" or _ANNOUNCES.search((facts.title or "").lower()) is not None
        """Consolidated texts and lists of what has ended tell what other acts did."""
        self._following = following_starts(hits)
        self._blocks = Blocks(text)
        self._text = text
        self._table = cue_table()
        self._may_expire = any(words in flat for words in _EXPIRY_WORDS)
        self._outer = {id(hit.inner_of): hit for hit in hits if hit.inner_of is not None}
        self.reading = Reading()

    def read(self) -> Reading:
        """Go through the mentions in order of place."""
        previous: _Chain | None = None
        for index, hit in enumerate(self._hits):
            if hit.parent is not None or hit.own:
                self._inner(hit)
                if hit.own:
                    previous = None
                continue
            previous = self._one(index, hit, previous)
        return self.reading

    def _inner(self, hit: Hit) -> None:
        """A law inside the name of the law that amends it."""
        if hit.own:
            return
        outer = self._outer.get(id(hit.parent), hit.parent)
        self.reading.verdicts[id(hit)] = _CITES
        if outer is not None and not outer.own:
            self.reading.joints.append(Joint(outer, hit, "amends"))

    def _one(self, index: int, hit: Hit, previous: _Chain | None) -> _Chain:
        flat = self._flat
        block = self._blocks.start(hit.start)
        if previous is not None and hit.start < previous.hit.end:
            # `Chương trình hành động … thực hiện Nghị quyết số 57-NQ/TW` names one document inside another's name.
            return self._keep(hit, _CITES, Joint(previous.hit, hit, "implements"), block)
        begin = block
        joined = previous is not None and previous.hit.tail > block and previous.hit.tail <= hit.start
        if joined and previous is not None:
            gap = flat[previous.hit.tail : hit.start]
            if sentence_start(flat, previous.hit.tail, hit.start) > previous.hit.tail:
                joined = False
                begin = sentence_start(flat, previous.hit.tail, hit.start)
            else:
                return self._after(hit, previous, gap, block)
        else:
            begin = sentence_start(flat, block, hit.start)
        # A cue further away than this governs something else.
        lead = flat[max(begin, hit.start - _LEAD) : hit.start]
        return self._alone(hit, previous, lead, block, begin == block)

    # --- first of its sentence --------------------------------------------------------------------------

    def _alone(self, hit: Hit, previous: _Chain | None, lead: str, block: int, opens_block: bool) -> _Chain:
        lower = lead.lower()
        verdict = self._governed(hit, lower)
        bare = False
        if verdict is None:
            bare = opens_block and (_ITEM.match(lower) is not None or _PINNED_ITEM.match(lower) is not None)
            verdict = self._inherited(hit, previous, block) if bare or not _WORD.search(lower) else _CITES
        verdict = self._in_form(hit, self._expiry(hit, verdict))
        self.reading.verdicts[id(hit)] = verdict
        return _Chain(hit, verdict, None, block, bare)

    def _governed(self, hit: Hit, lower: str) -> Verdict | None:
        """The relation that the last cue of the words before gives; None if there is no cue."""
        for cue in self._table.backwards(lower):
            if cue.kind == PASS:
                continue
            verdict = self._weigh(hit, lower, cue)
            if verdict is not None:
                return verdict
        return None

    def _weigh(self, hit: Hit, lower: str, cue: Cue) -> Verdict | None:
        """A cue as relation of the text itself, or None where it cannot be one."""
        word = " ".join(lower[cue.start : cue.end].split())
        before = lower[: cue.start]
        in_title = self._title[0] <= hit.start < self._title[1]
        if cue.kind in EFFECTS:
            if self._tells or _is_note(lower, cue):
                return None
            if not (in_title or _OPENS.search(before)):
                return None
            partial = cue.kind == "amends"
            if cue.kind in ("repeals", "supersedes") and _PARTIAL.search(lower[cue.end :]):
                return Verdict("amends", word, True)
            return Verdict(cue.kind, word, partial)
        if cue.kind == "guides":
            if in_title or _BY_ITSELF.search(before):
                return Verdict("guides", word)
            return Verdict("implements" if "thực hiện" in word else "cites", word)
        if cue.kind == "cites" and word == "theo":
            if lower[: cue.start].rstrip().endswith(("ban hành", "kèm")):
                return None
            if _CARRIES_BY.search(lower[: cue.end]) and not lower[cue.end :].strip():
                return Verdict("implements", _CARRIED)
        if cue.kind == "implements" and not _is_its_object(lower[cue.end :]):
            return Verdict("cites", word)
        if (
            cue.kind == "based_on"
            and before.strip(' \n-+#("“0123456789.)')
            and not re.search(r"[.;,:]\s*\Z", before)
        ):
            return Verdict("cites", word)
        return Verdict(cue.kind, word)

    def _inherited(self, hit: Hit, previous: _Chain | None, block: int) -> Verdict:
        """The cue of the list an item stands in; an item that names a provision only touches that part."""
        verdict = self._list_cue(previous, block)
        pinned = _PINNED_END.search(self._flat, max(block, hit.start - 90), hit.start) is not None
        if verdict.kind in ("repeals", "supersedes") and pinned:
            return Verdict("amends", verdict.cue, True)
        if verdict.kind == "amends" and not pinned and verdict.cue.startswith("bãi bỏ"):
            return Verdict("repeals", verdict.cue)
        return verdict

    def _list_cue(self, previous: _Chain | None, block: int) -> Verdict:
        """An item without words of its own takes the cue of its list: the line that ends with a colon."""
        text = self._text
        end = block
        while end > 0 and text[end - 1].isspace():
            end -= 1
        if end == 0:
            return _CITES
        if text[end - 1] == ":":
            start = self._blocks.start(end - 1)
            intro = self._flat[start:end].lower()
            if _EXPIRES.search(intro) and _OWN_ACT.search(intro):
                return Verdict("supersedes" if _ANEW.search(intro) else "repeals", "hết hiệu lực")
            cues = [c for c in self._table.find(self._flat[start:end].lower()) if c.kind != PASS]
            if cues:
                lower = self._flat[start:end].lower()
                for cue in reversed(cues):
                    word = " ".join(lower[cue.start : cue.end].split())
                    if cue.kind in EFFECTS and not _OPENS.search(lower[: cue.start]):
                        continue
                    return Verdict(cue.kind, word, cue.kind == "amends")
            return _CITES
        if previous is not None and end - previous.hit.end < 1200 and (previous.bare or text[end - 1] in ";,"):
            return previous.top
        return _CITES

    # --- behind another mention -------------------------------------------------------------------------

    def _after(self, hit: Hit, previous: _Chain, gap: str, block: int) -> _Chain:
        lower = gap.lower()
        passive = _PASSIVE.search(lower)
        if passive:
            return self._passive(hit, previous, passive, block)
        if _DEFINED_AS.search(lower):  # `(sau đây gọi tắt là Thông tư số 17)`: the list goes on behind it
            return self._keep(hit, _CITES, None, block, carry=previous.top)
        if _SEPARATOR.match(lower):
            return self._sibling(hit, previous, lower, block)
        cut = max(lower.rfind(";"), lower.rfind(":"))
        if cut >= 0:
            lead = lower[cut + 1 :]
            if self._goes_on_amending(hit, previous, lead):
                return self._sibling(hit, previous, "", block)
            verdict = self._governed(hit, lead)
            if verdict is not None and verdict.cue == "theo" and previous.top.cue == _CARRIED:
                verdict = previous.top  # `thực hiện quy định về A theo X; B theo Y`
            if verdict is None:
                verdict = _carried(previous, hit) if _SEPARATOR.match(lead) or _ENDS_AS_LIST.search(lead) else _CITES
            return self._keep(hit, verdict, None, block)
        cues = [cue for cue in self._table.find(lower) if cue.kind != PASS and not _is_note(lower, cue)]
        joint = previous.joint
        if joint is not None and joint.target is previous.hit and joint.kind != "implements" and hit.type == previous.hit.type:
            if not cues and lower.rstrip().endswith(" và"):  # `sửa đổi … A của Chính phủ quy định … và B`
                return self._keep(hit, _CITES, Joint(joint.source, hit, joint.kind), block, previous.top)
        if not cues:
            if _ENDS_AS_LIST.search(lower):
                return self._keep(hit, _carried(previous, hit), None, block)
            return self._keep(hit, _CITES, None, block)
        joint = self._title_joint(hit, previous, lower, cues)
        if joint is not None:
            return self._keep(hit, _CITES, joint, block)
        verdict = self._governed(hit, lower) or _CITES
        if previous.top.kind == "based_on" and _ENDS_AS_LIST.search(lower):
            verdict = previous.top
        elif _is_title(lower):
            # What stands in the title of the mention before is only mentioned; behind it the list goes on.
            verdict = previous.top if _ENDS_AS_LIST.search(lower) else _in_title(lower, cues, verdict)
        return self._keep(hit, verdict, None, block)

    def _goes_on_amending(self, hit: Hit, previous: _Chain, lead: str) -> bool:
        """`A được sửa đổi tại B; C và D`: C amends A too, being of B's type and neither having a title."""
        joint = previous.joint
        if joint is None or joint.source is not previous.hit or hit.type != previous.hit.type or hit.name:
            return False
        return _SEPARATOR.match(lead) is not None and not (
            _TITLE_FOLLOWS.match(self._flat, hit.tail) or _TITLE_FOLLOWS.match(self._flat, previous.hit.tail)
        )

    def _passive(self, hit: Hit, previous: _Chain, passive: re.Match[str], block: int) -> _Chain:
        """`A … được sửa đổi, bổ sung bởi B`: B amends A, or what A stands in the title of."""
        kind = _PASSIVE_KIND.get(passive["verb"].split()[0], "amends")
        joint: Joint | None = None
        if not _outranks(previous.hit, hit):
            joint = Joint(hit, previous.hit, kind)
        elif previous.joint is not None and not _outranks(previous.joint.source, hit):
            joint = Joint(hit, previous.joint.source, kind)
        top = previous.top if previous.top.kind == "based_on" else _CITES
        return self._keep(hit, top, joint, block, carry=previous.top)

    def _sibling(self, hit: Hit, previous: _Chain, lower: str, block: int) -> _Chain:
        """One more of the same: also inside a title, where the types agree."""
        joint = previous.joint
        if joint is None or ";" in lower:
            return self._keep(hit, _carried(previous, hit), None, block)
        if joint.source is previous.hit:
            # `sửa đổi bởi A và B`: another amender, unless it is another type or bears a title of its own.
            if hit.type != previous.hit.type or _TITLE_FOLLOWS.match(self._flat, hit.tail):
                return self._keep(hit, previous.top, None, block)
            return self._keep(
                hit,
                self.reading.verdicts[id(previous.hit)],
                Joint(hit, joint.target, joint.kind),
                block,
                previous.top,
            )
        if hit.type == joint.target.type or (
            joint.kind == "amends" and _is_law(hit) and _is_law(joint.target)
        ):
            return self._keep(hit, _CITES, Joint(joint.source, hit, joint.kind), block, previous.top)
        return self._keep(hit, previous.top, None, block)

    def _title_joint(self, hit: Hit, previous: _Chain, lower: str, cues: list[Cue]) -> Joint | None:
        """The relation between the mention before and this one, if its title speaks of this one."""
        kinds = {cue.kind for cue in cues}
        if len(kinds) != 1 or not kinds <= {
            "implements",
            "amends",
            "guides",
            "supersedes",
            "repeals",
            "corrects",
            "extends",
            "consolidates",
        }:
            return None
        first, last = cues[0], cues[-1]
        opening = lower[: first.start]
        if (
            len(opening) > 130
            or re.search(r"[,;:.]\s*\Z|\bvà\s+\w+\s*\Z|[,]", opening.strip(" ,"))
            or opening.strip().endswith(",")
        ):
            return None
        if opening.lstrip().startswith(",") and not opening.lstrip(" ,").startswith("về"):
            return None
        if kinds == {"implements"} and last.start - first.end > 30 and re.search(r",|\bvà\s", lower[first.end : last.start]):
            return None
        between = lower[last.end :]
        if (
            len(between) > 110
            or "," in between
            or re.search(r"\bvà\s+(?:khẩn|tiếp|các\s+\w+\s+\w+\s+khác)", between)
        ):
            return None
        kind = kinds.pop()
        if kind in EFFECTS and (_outranks(hit, previous.hit) or _is_later(hit, previous.hit)):
            return None
        return Joint(previous.hit, hit, kind)

    def _keep(
        self, hit: Hit, verdict: Verdict, joint: Joint | None, block: int, carry: Verdict | None = None
    ) -> _Chain:
        """Record the verdict and the joint; the chain carries on the relation of the sentence itself."""
        own = self._in_form(hit, self._expiry(hit, verdict))
        self.reading.verdicts[id(hit)] = own
        if joint is not None and joint.source is not joint.target:
            self.reading.joints.append(joint)
        top = carry
        if top is None:
            top = self._top_behind(joint) if joint is not None else own
        return _Chain(hit, top, joint, block, False)

    def _top_behind(self, joint: Joint) -> Verdict:
        """Behind a title the sentence goes on with the relation of the document that bears the title."""
        return self.reading.verdicts.get(id(joint.source), _CITES)

    def _in_form(self, hit: Hit, verdict: Verdict) -> Verdict:
        """An attached form speaks for whoever will fill it in; a ground is what the preamble stands on."""
        if verdict.kind == "based_on" and hit.start > self._body_start and self._outline.at(hit.start):
            return _CITES
        return _CITES if verdict.kind in ("implements", "based_on") and self._outline.in_form(hit.start) else verdict

    def _expiry(self, hit: Hit, verdict: Verdict) -> Verdict:
        """`Thông tư số X … hết hiệu lực kể từ ngày Thông tư này có hiệu lực`: X is the subject and ends."""
        if not self._may_expire or self._tells or verdict.kind in EFFECTS:
            return verdict
        following = self._following.get(id(hit), len(self._flat))
        end = sentence_end(self._flat, hit.tail, 900)
        lower = self._flat[hit.tail : min(following, end)].lower()
        ended = _EXPIRES.search(lower)
        if ended is None or _IF.search(lower, 0, ended.start()) or _CUE_BEFORE_END.search(lower, 0, ended.start()):
            return verdict
        sentence = self._flat[hit.tail : end].lower()
        if not (_SINCE.search(sentence, ended.end()) or _OWN_ACT.search(sentence) or _OWN_ACT.search(self._flat[self._blocks.start(hit.start) : hit.start].lower())):
            return verdict  # somebody else's doing, told in passing
        head = self._flat[max(0, hit.start - 60) : hit.start].lower()
        if _PINPOINT_END.search(head):
            return Verdict("amends", "hết hiệu lực", True)
        return Verdict("supersedes" if _ANEW.search(sentence) else "repeals", "hết hiệu lực")


def following_starts(hits: list[Hit]) -> dict[int, int]:
    """For each mention (by id) where the next one begins that does not stand inside it, if there is one."""
    found: dict[int, int] = {}
    after: int | None = None
    for hit in reversed(hits):
        if after is not None and after >= hit.end:
            found[id(hit)] = after
        after = hit.start
    return found


def stronger(one: Verdict, other: Verdict) -> Verdict:
    """The stronger of two verdicts on the same document; the first where they are equal."""
    return other if _RANK[other.kind] < _RANK[one.kind] else one


def _carried(previous: _Chain, hit: Hit) -> Verdict:
    """One more of the same; what is done to documents of one type is not done to the next of another."""
    top = previous.top
    if top.kind in EFFECTS and hit.type != previous.hit.type and not (_is_law(hit) and _is_law(previous.hit)):
        return _CITES
    return top


def _is_note(lower: str, cue: Cue) -> bool:
    """`Luật Đầu tư công (sửa đổi)`: a remark on the name before, no doing."""
    return lower[cue.end : cue.end + 1] == ")" and lower[max(0, cue.start - 1) : cue.start] == "("


def _is_its_object(between: str) -> bool:
    """Whether what stands between `thực hiện` and a document lets the document be the verb's object.

    `thực hiện nghiêm quy định tại X` does; `triển khai công tác lưu trữ bảo đảm đúng quy định tại X` does not.
    """
    if _OTHER_OBJECT.search(between):
        return False
    rule = _RULE_OF.search(between)
    return rule is None or _MODIFIERS.fullmatch(between[: rule.start()]) is not None


def _is_later(one: Hit, other: Hit) -> bool:
    """Whether one document is known to be of a later day or year than the other, which so cannot speak of it."""
    if one.date and other.date:
        return one.date > other.date
    first, second = _YEAR_CARRIED.search(one.number or ""), _YEAR_CARRIED.search(other.number or "")
    return first is not None and second is not None and first[1] > second[1]


def _is_law(hit: Hit) -> bool:
    return hit.type in ("Luật", "Bộ luật", "Pháp lệnh")


def _in_title(lower: str, cues: list[Cue], verdict: Verdict) -> Verdict:
    """A new clause behind a title has its own verb; without a comma or `và` before the cue there is none."""
    return verdict if re.search(r"[,;]|\bvà\s|[)”\"]", lower[cues[0].end : cues[-1].start]) else _CITES


def _is_title(lower: str) -> bool:
    """Whether the words behind a mention open with its title."""
    return (
        re.match(
            r"\s*(?:\([^)]*\)\s*)?(?:về|quy\s+định|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|sửa\s+đổi|“)", lower
        )
        is not None
    )


def _outranks(one: Hit, other: Hit) -> bool:
    """Whether one document binds more than the other: a decree does not amend a law.

    An act of the assembly may change any: resolution 203/2025/QH15 amended the Constitution.
    """
    if "/QH" in (other.number or ""):
        return False
    table = doctypes()
    first = table.by_words(one.type) if one.type else None
    second = table.by_words(other.type) if other.type else None
    return first is not None and second is not None and first.rank < second.rank

"""Which of the documents named in a stretch an act is done to.

In `bãi bỏ Điều 3 Nghị định A sửa đổi Nghị định B; Nghị định C quy định về …` the act is done to A and C; B stands
in the title of A. What stands right before a mention, back to a separator, decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from luocdo.loaders import effect_words
from luocdo.loaders.blocks import sentence_end
from luocdo.loaders.dates import DAY
from luocdo.loaders.effect_clauses import Act
from luocdo.loaders.effect_objects import (
    LONGEST,
    Member,
    is_glue,
    is_linked,
    names_parts,
    object_behind,
    says_by_others,
)
from luocdo.loaders.effect_sections import NUMBER, Sections
from luocdo.loaders.hits import Hit
from luocdo.loaders.joints import outranks
from luocdo.loaders.provisions import Provision, provisions_in, run_start

_SEPARATED = re.compile(r".*(?:[,;:]|\.(?=\s+\Z)|\b(?:và|cùng\s+với|cùng|hoặc))\s*(?P<lead>[\w\s]{0,40})\Z", re.DOTALL)
# `Quyết định A của Ủy ban nhân dân tỉnh Sửa đổi, bổ sung … của Phụ lục kèm theo Quyết định B`: the title of A.
_CHANGES = re.compile(
    r"[^,;.:]{0,110}?\b(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh|bãi\s+bỏ|đính\s+chính)\b.*\b(?:của|theo|tại|trong)\s+(?:các\s+)?\Z",
    re.DOTALL | re.IGNORECASE,
)
_GUIDES = re.compile(r"\b(?:hướng\s+dẫn|quy\s+định\s+chi\s+tiết|thi\s+hành|thực\s+hiện)\b")
_SEPARATOR = re.compile(r"(?:[,;]|\bvà)\s+")
_LEAD_DAY = re.compile(
    rf"\s*Kể\s+từ\s+(?:{DAY}\s*,|ngày\b[^;]*?\bhiệu\s+lực(?:\s+thi\s+hành)?\s*,?)\s*", re.IGNORECASE | re.VERBOSE
)
# `Quyết định này có hiệu lực từ ngày ký, Quyết định số … hết hiệu lực`: the text's own effect before another's end.
_LEAD_EFFECT = re.compile(
    r"[\s\d.)]*[A-ZĐ][\w ]{3,24}\s(?:này\s+)?có\s+hiệu\s+lực[^;.]{0,120}?(?:\bký|ban\s+hành|thông\s+qua|\d{4})"
    r"(?:\s*[,;]|\s+và)\s*(?:đồng\s+thời\s+)?"
)
# `các Quyết định trước đây về Quy chế làm việc: Quyết định số …`
_KINDS_LISTED = re.compile(
    r"\s*(?:(?:các|những|toàn\s+bộ|\d+)\s+)+(?:văn\s+bản|quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị"
    r"|quy\s+định)\b[^:;.]{0,160}:",
    re.IGNORECASE,
)
# `Tạm ngưng cho đến khi Luật A có hiệu lực đối với các văn bản sau đây:`
_FOLLOWING = re.compile(
    r"\b(?:các|những|\d+)\s+(?:văn\s+bản|quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị)\b[^:;.]{0,60}\bsau(?:\s+đây)?\s*:\Z",
    re.IGNORECASE,
)
# `Hủy bỏ các Quyết định của tỉnh vì không còn phù hợp với Nghị định A:`, or with a full stop before the items.
_REASONED = re.compile(
    r"\s*(?:hiệu\s+lực\s+(?:thi\s+hành\s+)?)?(?:(?:các|những|toàn\s+bộ|\d+)\s+)+(?:văn\s+bản|quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị)\b"
    r"[^:;.\d]{0,120}\b(?:vì|do)\s[^:;]{0,600}?[:.](?=\s+(?:[-+•]|\d{1,2}[.)]|a[.)])\s)",
    re.IGNORECASE,
)
# `Điều 1. Bãi bỏ toàn bộ văn bản quy phạm pháp luật`, a heading without a colon, and its items.
_HEADED = re.compile(
    r"\s*(?:(?:các|những|toàn\s+bộ|một\s+phần|\d+)\s+)*"
    r"(?:văn\s+bản|quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị)\b[^:;.]{0,250}?[.]?"
    r"(?=\s+(?:[-+•]|1[.)]|a[.)])\s*(?:Nghị|Quyết|Thông\s+tư|Chỉ\s+thị|Luật|Pháp\s+lệnh|Quy\s+(?:định|chế)|Kế|Kết|Hướng|Công|Điều|Khoản|Điểm|Phụ\s+lục|Mẫu)\s)",
    re.IGNORECASE,
)
_THESE = re.compile(r"\b(?:quy\s+định|nội\s+dung|điều|khoản|điểm)\s+sau(?:\s+đây)?\b", re.IGNORECASE)
_CONTRARY = re.compile(r"(?:(?!\bvà\s)[^,;.:]){0,160}?\btrái\s+với\b[^,;.:]{0,60}\bnày\b")
_NAMELY = re.compile(r"gồm(?:\s+có)?\s*:\Z")
_INTRODUCES = re.compile(r"[^.;:]*:")
_EXCEPT = re.compile(
    r"\btrừ\s+(?P<what>(?:(?:các|những|một\s+số)\s+)?"
    r"(?:trường\s+hợp|quy\s+định|nội\s+dung|điều|khoản|điểm|chương|mục|phần|phụ\s+lục|mẫu)\b[^;)]{2,300})",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[^.;:()]{0,160}(?:\((?P<parts>[^()]{4,300})\)|:\s*(?:[Bb]ãi\s+bỏ\s+)?(?P<listed>(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|Phụ\s+lục)\s.{1,300}))"
)
_EXCEPT_ENDS = re.compile(r"\s+(?:hết\s+hiệu\s+lực|kể\s+từ\s+ngày)|[.:](?:\s|\Z)")
_REACH_EXCEPT = 900
_REACH_LISTED = 4_000
_NOTE = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_BLANKS = re.compile(r"\s+")


class Members:
    """Finds the members of acts among the mentions of one text; `inner` are those known to stand in titles."""

    def __init__(self, flat: str, hits: list[Hit], inner: frozenset[int], sections: Sections) -> None:
        self._flat, self._sections, self._inner = flat, sections, inner
        # `Luật sửa đổi, bổ sung một số điều của Luật Giá`: in the text's own name the inner law is the one amended.
        self._hits = [hit for hit in hits if hit.parent is None or hit.parent.own]
        self._starts = [hit.start for hit in self._hits]

    def of(self, act: Act) -> list[Member]:
        """The members of an act: in its own sentence, else in the list it introduces."""
        if act.passive:
            return [each for each in self._ended(act) if not self._only_contrary(each.hit, act.after)]
        found = [each for each in self._done(act) if not self._only_contrary(each.hit, act.stop)]
        return [each for each in found if not (each.partial or each.named)] if act.whole else found

    def _only_contrary(self, hit: Hit, stop: int) -> bool:
        """`Các quy định tại Nghị định A trái với Nghị định này`: nothing says which these are."""
        return _CONTRARY.match(self._flat, hit.end, stop) is not None

    def _done(self, act: Act) -> list[Member]:
        found = self._between(act.after, act.stop, ())
        if found:
            return [self._below(act, found[0])] if len(found) == 1 else found
        colon = _INTRODUCES.search(self._flat, max(act.after, act.stop - 4), act.stop + 12)
        if self.first(act.after, act.stop) and not (colon and _FOLLOWING.search(self._flat, act.after, colon.end())):
            kinds = _KINDS_LISTED.match(self._flat, act.after, act.stop)
            if kinds:
                return self._between(kinds.end(), act.stop, ())
            colon = _REASONED.match(self._flat, act.after, act.stop + 12)
        elif colon is None and act.depth <= NUMBER:
            colon = _HEADED.match(self._flat, act.after, act.stop + 24)
            colon = colon if colon and colon.end() <= act.stop + 1 else None
        return self._listed(act, colon)

    def _ended(self, act: Act) -> list[Member]:
        """The members of an ending stand before it; what is excepted may stand behind it."""
        begin = act.start
        if lead := _LEAD_DAY.match(self._flat, begin, act.after) or _LEAD_EFFECT.match(self._flat, begin, act.after):
            begin = lead.end()
        colon = _INTRODUCES.match(self._flat, act.stop, act.stop + 240)
        found = self._between(begin, act.after, ())
        listed = not found
        found = found or self._listed(act, colon)
        if len(found) == 1 and not found[0].provisions and colon and _NAMELY.search(colon[0]):
            words = self._flat[colon.end() : self._sections.list_end(act.start, act.stop, act.depth)]
            provisions = tuple(provisions_in(_NOTE.sub(" ", words[:_REACH_LISTED])))
            found = [found[0]._replace(provisions=provisions, partial=bool(provisions))]
        end = colon.end() if colon and listed else sentence_end(self._flat, act.stop)
        what = _EXCEPT.search(self._flat, act.stop, end)
        return [each._replace(rest=each.rest or _excepted(what["what"])) for each in found] if what else found

    def first(self, start: int, end: int) -> Hit | None:
        """The first mention that begins between two offsets."""
        at = bisect_left(self._starts, start)
        return self._hits[at] if at < len(self._starts) and self._starts[at] < end else None

    def of_item(self, place: int) -> Hit | None:
        """`1. Thông tư số X về thuốc: Bãi bỏ Điều 9`: the document an item names before the verb at a place."""
        begin = self._sections.words_of_line(place)
        hit = self.first(begin, place)
        if hit is None or self._flat[begin : hit.start].strip(" .") or self._flat.count(":", hit.end, place) != 1:
            return None
        return hit if self._flat[max(0, place - 4) : place].rstrip().endswith(":") else None

    def _below(self, act: Act, member: Member) -> Member:
        """`Ngưng hiệu lực các quy định sau đây tại X` and the items that name them, `… tại khoản 7 Điều 1 X`."""
        if member.provisions or not _THESE.search(self._flat, act.after, member.hit.start):
            return member
        start, end = act.stop, self._sections.list_end(act.start, act.stop, act.depth)
        items = [*self._sections.items(max(0, start - 1), end), end]
        found: dict[str, Provision] = {}
        for begin, behind in pairwise(items):
            for each in self._of_item(begin, min(behind, begin + _REACH_LISTED), member.hit):
                found.setdefault(each.name, each)
        return member._replace(provisions=tuple(found.values()), partial=True) if found else member

    def _of_item(self, begin: int, end: int, document: Hit) -> list[Provision]:
        """The provisions an item names of a document; without a document those that it begins with."""
        previous, named = begin, False
        for hit in self._hits[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]:
            if hit.number and hit.number == document.number:
                words = self._flat[previous : hit.start]
                return provisions_in(words[run_start(words) :])
            previous, named = hit.end, True
        words = self._flat[begin:end]
        return provisions_in(words) if not named and run_start(words) == 0 else []

    def _listed(self, act: Act, colon: re.Match[str] | None) -> list[Member]:
        """`… các văn bản sau đây:` and its items."""
        if colon is None:
            return []
        start, end = colon.end(), self._sections.list_end(act.start, act.stop, act.depth)
        items = tuple(self._sections.items(start - 1, end))
        first = self.first(start, end)
        if first and self._sections.line_start(first.start) < start:  # `… các Quyết định sau: Quyết định A; B`
            end, items = min(end, sentence_end(self._flat, start, _REACH_LISTED)), (start,)
        found = self._between(start, end, items) if items else []
        if names_parts(self._flat[act.start if act.passive else act.after : act.after if act.passive else act.stop]):
            found = self._with_rest([each._replace(partial=True) for each in found], end)
        return found

    def _between(self, start: int, end: int, items: tuple[int, ...]) -> list[Member]:
        """The members between two offsets; behind `items`, where those of a list begin, the count is anew."""
        walk = _Walk(self._flat, start)
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            hit = self._hits[index]
            if self._sections.quotes.covers(hit.start) or self._in_quotes(start, hit):
                continue
            item = bisect_left(items, hit.start + 1) - 1
            if item >= 0 and items[item] >= walk.behind:
                walk.open(items[item])
            walk.take(hit, hit.own or id(hit) in self._inner)
            if not items and not walk.members:
                break  # the first document named is none of the objects: nor are those in its title
        return self._with_rest(walk.members, end)

    def _in_quotes(self, start: int, hit: Hit) -> bool:
        """`thay thế cụm từ “Thông tư số …” bằng …`: what is quoted is words, not a document."""
        opened = self._flat.rfind("“", start, hit.start)
        if opened < 0 or self._flat.find("”", opened, hit.start) >= 0:
            return False
        return self._flat.find("”", hit.end, hit.end + LONGEST) >= 0

    def _with_rest(self, members: list[Member], end: int) -> list[Member]:
        """Exceptions stand between a member and the next one, and so may the parts: `một phần X (Điều 3)`."""
        found = []
        for index, member in enumerate(members):
            limit = members[index + 1].start if index + 1 < len(members) else min(end, member.hit.end + _REACH_EXCEPT)
            if member.partial and not member.provisions and (parts := _PARTS.match(self._flat, member.hit.end, limit)):
                member = member._replace(provisions=tuple(provisions_in(parts["parts"] or parts["listed"])))
            if what := _EXCEPT.search(self._flat, member.hit.end, limit):
                member = member._replace(rest=_excepted(what["what"]))
            found.append(member)
        return found


class _Walk:
    """Goes over the mentions of a stretch in order; remembers what the one before was."""

    __slots__ = ("_by_others", "_flat", "_fresh", "_guides", "_kept", "_previous", "behind", "members")

    def __init__(self, flat: str, start: int) -> None:
        self._flat, self.behind = flat, start
        self.members: list[Member] = []
        self._previous: Hit | None = None
        self._fresh, self._kept, self._by_others, self._guides = True, True, False, False

    def open(self, place: int) -> None:
        """A list's item begins here: its first document is an object as one behind a verb is."""
        self.behind, self._fresh = place, True

    def take(self, hit: Hit, stands_inside: bool) -> None:
        """The next mention; `stands_inside` if it is known to be no object."""
        if self._previous is not None and hit.start < self._previous.end:
            return
        member = None if stands_inside else self._member(hit)
        if member is not None:
            self.members.append(member)
            self._guides = False
        elif not self._guides:
            self._guides = _GUIDES.search(self._flat, self.behind, hit.start) is not None
        self._kept, self._fresh = member is not None, False
        self._previous, self.behind = hit, max(hit.tail, hit.end)

    def _member(self, hit: Hit) -> Member | None:
        gap = self._flat[self.behind : hit.start]
        if len(gap) > LONGEST * 3:
            return None
        gap = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), gap)
        if "“" in gap:
            return None  # words that are replaced: `cụm từ “Luật Đất đai năm 2013”`
        if self._fresh:
            self._by_others = False
            return object_behind(gap, self.behind, hit)
        return self._next(hit, gap)

    def _next(self, hit: Hit, gap: str) -> Member | None:
        """One more object, if a separator stands before it and its own words."""
        run = run_start(gap)
        lead = gap[:run]
        if says_by_others(lead):
            self._by_others = True
            return None
        if self._kept and ";" not in lead and _CHANGES.match(gap):
            return None
        separated = _SEPARATED.search(lead)
        if separated and is_glue(separated["lead"]):
            if not self._kept and self._is_in_title(hit, lead):
                return None
            self._by_others = False
            provisions = tuple(provisions_in(gap[run:]))
            # `các quy định về đào tạo tại Nghị định A và Nghị định B`: only those rules of B too.
            carried = bool(self.members) and self.members[-1].partial and not provisions
            return Member(hit, self.behind + run, provisions, carried)
        at = gap.rfind(";") + 1
        if at and is_linked(gap) and run_start(gap[at:].split(" và ")[0]) <= 1 and (parts := provisions_in(gap[at:])):
            return Member(hit, self.behind + at, tuple(parts), True)  # `…; Điều 1 và mục rùa thuộc Quyết định B`
        return self._regulation(hit, gap, lead)

    def _is_in_title(self, hit: Hit, lead: str) -> bool:
        """`A sửa đổi B và C`: C stands where B does, unless it is later than A, or of A's type and not of B's.

        Behind `A được sửa đổi bởi B` every further one of B's type is another amender.
        """
        if ";" in lead or not self.members or self._previous is None:
            return False
        last = self.members[-1].hit
        if hit.type != self._previous.type:
            # `Thông tư A hướng dẫn Luật B và Nghị định C`: C is guided by A, as B is.
            return self._guides and hit.type != last.type and outranks(hit, last)
        if self._by_others or hit.type != last.type:
            return True
        return not (hit.date and last.date and hit.date > last.date)

    def _regulation(self, hit: Hit, gap: str, lead: str) -> Member | None:
        """`… và Quy chế làm việc tại Quyết định số …`: a regulation named behind a separator."""
        for separator in _SEPARATOR.finditer(lead):
            at = separator.end()
            if gap[at : at + 1].isupper() and effect_words.either("named").match(gap, at):
                found = object_behind(gap[at:], self.behind + at, hit)
                if found is not None:
                    return found
        return None


def _excepted(words: str) -> tuple[str, ...]:
    """What follows `trừ`: provisions of the document, or the case in words where it names one of this text."""
    cut = _EXCEPT_ENDS.split(words)[0]
    if "này" not in cut and (found := provisions_in(cut)):
        return tuple(each.name for each in found)
    return (_BLANKS.sub(" ", cut).strip(" ,.;"),)

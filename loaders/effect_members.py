"""Which of the documents named in a stretch an act is done to, and what of them it touches.

In `bãi bỏ Điều 3 Nghị định A sửa đổi Nghị định B và Nghị định C quy định về …` the act is done to A and C; B
stands in the title of A. What stands right before a mention, back to a separator, decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from luocdo.loaders import effect_words
from luocdo.loaders.blocks import sentence_end
from luocdo.loaders.effect_clauses import Act, Clauses
from luocdo.loaders.hits import Hit
from luocdo.loaders.provisions import Provision, provisions_in, run_start

_WORD = re.compile(r"\w+")
_SEPARATED = re.compile(r".*(?:[,;:]|\b(?:và|cùng\s+với|cùng|hoặc))\s*(?P<lead>[\w\s]{0,40})\Z", re.DOTALL)
_SEPARATOR = re.compile(r"(?:[,;]|\bvà)\s+")
_LINKED = re.compile(
    r"(?:tại|của|trong|kèm\s+theo|ban\s+hành\s+theo|ban\s+hành\s+bởi|ban\s+hành\s+tại)\s*(?:các\s+)?\Z"
)
_ISSUED = re.compile(r"(?:kèm\s+theo|kèm|ban\s+hành\s+theo|ban\s+hành\s+bởi|ban\s+hành\s+tại)\s*(?:các\s+)?\Z")
_CUTS = re.compile(r"\s*(?:quy\s+định\s+tại|được\s+quy\s+định\s+tại|tại|của|trong|được\s+ban\s+hành|ban\s+hành)?\s*\Z")
_PASSIVE = re.compile(r"được\s+(?:sửa|bổ|thay|bãi|đính|hợp)|bị\s+(?:bãi|thay|đình)|\bbởi\b")
_LEAD_DAY = re.compile(r"\A\s*Kể\s+từ\s+ngày\b[^;]*?\bhiệu\s+lực(?:\s+thi\s+hành)?\s*,?\s*", re.IGNORECASE)
# `Bổ sung các cửa khẩu sau vào danh sách … nêu tại Điều 2 Nghị quyết số …`: the list is changed, not the gates.
_INTO_LIST = re.compile(
    r"\b(?:vào|khỏi|trong)\s+(?:các\s+)?(?:danh\s+sách|danh\s+mục|phụ\s+lục|bảng|biểu)\b", re.IGNORECASE
)
_EXCEPT = re.compile(
    r"\btrừ\s+(?P<what>(?:(?:các|những|một\s+số)\s+)?"
    r"(?:trường\s+hợp|quy\s+định|nội\s+dung|điều|khoản|điểm|chương|mục|phần|phụ\s+lục|mẫu)\b[^;)]{2,300})",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_INTRODUCES = re.compile(r"[^.;:]*:")
_LONGEST = 420
_BLANKS = re.compile(r"\s+")


class Member(NamedTuple):
    """A document that an act is done to. `named` is a regulation it issued that alone is meant."""

    hit: Hit
    start: int
    provisions: tuple[Provision, ...]
    partial: bool
    named: str
    rest: tuple[str, ...]
    """What is excepted, as provisions or words."""


class Members:
    """Finds the members of acts among the mentions of one text."""

    def __init__(self, flat: str, hits: list[Hit], inner: frozenset[int], clauses: Clauses) -> None:
        self._flat, self._clauses = flat, clauses
        self._hits = [hit for hit in hits if hit.parent is None]
        self._starts = [hit.start for hit in self._hits]
        self._inner = inner

    def any_between(self, start: int, end: int) -> bool:
        """Whether a mention begins between two offsets."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def of(self, act: Act) -> list[Member]:
        """The members of an act: in its own sentence, else in the list it introduces."""
        if act.passive:
            found = self._before(act)
            if found and (what := _EXCEPT.search(self._flat, act.stop, sentence_end(self._flat, act.stop))):
                found[-1] = found[-1]._replace(rest=_excepted(what["what"]))
            return found or self._listed(act, _INTRODUCES.match(self._flat, act.stop, act.stop + 140))
        found = self._in(act.after, act.stop, ())
        if found or self.any_between(act.after, act.stop):
            return found
        return self._listed(act, _INTRODUCES.search(self._flat, max(act.after, act.stop - 4), act.stop + 12))

    def _before(self, act: Act) -> list[Member]:
        begin = act.start
        lead = _LEAD_DAY.match(self._flat, begin, act.after)
        if lead:
            begin = lead.end()
        marker = re.compile(
            r"[\s#>]*(?:Điều\s+\d+[a-zđ]?[.:]?\s*)?(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)]\s*|[-+•]\s*)?"
        ).match(self._flat, begin)
        return self._in(marker.end() if marker else begin, act.after, ())

    def _listed(self, act: Act, colon: re.Match[str] | None) -> list[Member]:
        """`… các văn bản sau đây:` and its items."""
        if colon is None:
            return []
        start, end = colon.end(), self._clauses.list_end(act)
        items = tuple(self._clauses.items(start - 1, end))
        return self._in(start, end, items) if items else []

    def _in(self, start: int, end: int, items: tuple[int, ...]) -> list[Member]:
        """The members between two offsets; a list's items open anew."""
        members: list[Member] = []
        previous: Hit | None = None
        kept = True
        fresh = True
        behind = start
        position = bisect_left(self._starts, start)
        quotes = self._clauses.quotes
        while position < len(self._hits) and self._starts[position] < end:
            hit = self._hits[position]
            position += 1
            if previous is not None and hit.start < previous.end:
                continue
            if quotes.covers(hit.start):
                continue
            at = bisect_left(items, hit.start + 1) - 1
            if at >= 0 and items[at] >= behind:
                behind, fresh = items[at], True
            elif items and not members and at < 0:
                behind, fresh = start, True
            member = (
                None if hit.own or id(hit) in self._inner else self._member(hit, behind, fresh, previous, kept, members)
            )
            kept = member is not None
            if member is not None:
                members.append(member)
                fresh = False
            elif fresh and not items and not members:
                return []  # the first document named is none of the objects: nor are those in its title
            else:
                fresh = False
            previous, behind = hit, max(hit.tail, hit.end)
        return self._with_rest(members, end)

    def _member(
        self, hit: Hit, behind: int, fresh: bool, previous: Hit | None, kept: bool, members: list[Member]
    ) -> Member | None:
        gap = self._flat[behind : hit.start]
        if len(gap) > _LONGEST * 3:
            return None
        bare = _UNQUOTED.sub(lambda found: " " * len(found[0]), gap)
        if "“" in bare:
            return None  # words that are replaced: `cụm từ “Luật Đất đai năm 2013”`
        run = run_start(bare)
        rest = bare[:run]
        if fresh:
            return self._object(hit, behind, bare, run)
        if not kept and previous is not None and previous.type == hit.type and len(_WORD.findall(rest)) <= 3:
            return None  # `… được sửa đổi bởi A, B và C`: one more of those
        if _PASSIVE.search(rest):
            return None
        separated = _SEPARATED.search(rest)
        if separated and all(word in effect_words.glue() for word in separated["lead"].lower().split()):
            if not kept and members and previous is not None and _in_title(hit, previous, members[-1].hit, rest):
                return None
            provisions = tuple(provisions_in(bare[run:]))
            # `các quy định về đào tạo tại Nghị định A và Nghị định B`: only those rules of B too.
            carried = members[-1].partial and not provisions if members else False
            return Member(hit, behind + run, provisions, carried, "", ())
        for separator in _SEPARATOR.finditer(rest):
            if effect_words.either("named").match(bare, separator.end()):
                found = self._object(hit, behind + separator.end(), bare[separator.end() :], run - separator.end())
                if found is not None and bare[separator.end()].isupper():
                    return found
        return None

    def _object(self, hit: Hit, start: int, gap: str, run: int) -> Member | None:
        """The first object behind a verb or an item's marker, if what stands before it lets it be one."""
        rest = gap[:run]
        if _PASSIVE.search(gap):
            return None  # `điểm b khoản 2 Điều 18 (đã được sửa đổi tại Điều 3 Thông tư số …)`
        words = _WORD.findall(rest.lower())
        if all(word in effect_words.glue() or word.isdigit() for word in words):
            partial = _says_part(rest)
            return Member(hit, start + run, tuple(provisions_in(gap[run:])), partial, "", ())
        if len(rest) > _LONGEST or not (_LINKED.search(rest) or run < len(gap)):
            return None
        stripped = rest.lstrip(" :-")
        leading = re.compile(r"(?:(?:các|những|toàn\s+bộ|đối\s+với|\d+)\s+)*", re.IGNORECASE).match(stripped)
        lead = leading.end() if leading else 0
        if effect_words.either("named").match(stripped, lead) and stripped[lead].isupper():
            provisions = tuple(provisions_in(gap))
            if provisions or _ISSUED.search(rest):
                return Member(hit, start, provisions, False, "", ())
            return Member(hit, start, (), True, _name(stripped), ())
        if _INTO_LIST.search(rest):
            return Member(hit, start, tuple(provisions_in(gap[run:])), True, "", ())
        if effect_words.either("parts").match(stripped, lead) or re.match(
            r"quy\s+định|chế\s+độ|thủ\s+tục|dòng|đoạn|câu|từ\s", stripped[lead:]
        ):
            return Member(hit, start, tuple(provisions_in(gap)), True, "", ())
        return None

    def _with_rest(self, members: list[Member], end: int) -> list[Member]:
        """Exceptions stand between a member and the next one."""
        found = []
        for index, member in enumerate(members):
            limit = members[index + 1].start if index + 1 < len(members) else min(end, member.hit.end + 900)
            what = _EXCEPT.search(self._flat, member.hit.end, limit)
            found.append(member._replace(rest=_excepted(what["what"])) if what else member)
        return found


def _in_title(hit: Hit, previous: Hit, member: Hit, rest: str) -> bool:
    """`A sửa đổi B quy định về … và C`: C stands in A's title as B does, unless it is later than A or of A's type alone."""
    if ";" in rest or hit.type != previous.type:
        return False
    return hit.type != member.type or not (hit.date and member.date and hit.date > member.date)


def _says_part(words: str) -> bool:
    """`một số điều của`, `một phần`: not the whole document."""
    return re.search(r"một\s+(?:số|phần)|cụm\s+từ|nội\s+dung|quy\s+định\s+tại", words, re.IGNORECASE) is not None


def _name(words: str) -> str:
    """`Quy chế công tác Khoa Y học cổ truyền tại` without its last link."""
    return _BLANKS.sub(" ", words[: _CUTS.search(words).start()]).strip(" ,;")  # type: ignore[union-attr]


def _excepted(words: str) -> tuple[str, ...]:
    """What follows `trừ`: provisions of the document, or the case in words where it names one of this text."""
    cut = re.split(r"\s+(?:hết\s+hiệu\s+lực|kể\s+từ\s+ngày)|\.\s", words)[0]
    if "này" not in cut and (found := provisions_in(cut)):
        return tuple(each.name for each in found)
    return (_BLANKS.sub(" ", cut).strip(" ,.;"),)

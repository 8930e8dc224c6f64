"""Where a text acts on other documents: clauses that open with a verb of its own, or close with an ending.

`Điều 5. Bãi bỏ …`, `Nghị định này thay thế …`, `có hiệu lực từ … và thay thế …` open an act of the text itself, and
so does `2. Khoản 3 Điều 4 được sửa đổi như sau`; `… hết hiệu lực kể từ ngày Thông tư này có hiệu lực` closes one. The
same verbs inside a sentence that speaks of others (`được sửa đổi bởi`, `trường hợp … thay thế`) open nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.loaders import effect_words
from luocdo.loaders.blocks import sentence_end, sentence_start
from luocdo.loaders.dates import DAY
from luocdo.loaders.effect_sections import ARTICLE, INLINE, LINE, MARKER, NUMBER, Sections, depth_of, markers
from luocdo.loaders.provisions import run_start
from luocdo.loaders.structure import Outline

_REACH = 4_000
"""No sentence is longer; the longest met repeals forty documents in 3,600 characters."""
_MOST = 1_500
"""Verbs and endings weighed in one text; the longest amending decree met has 170 that act."""
_NEAR, _SENTENCE, _PINNED = 60, 900, 220
"""So far before a verb its marker, the beginning of its sentence, the provisions it is said of are looked for."""

_AT_MARKER = re.compile(rf"{MARKER.pattern}[\s#.:]*\Z", re.VERBOSE)
_AT_LINE = re.compile(r"\n[ #>]*\Z")
_AT_SENTENCE = re.compile(r"[.;:]\s+\Z")
# `2. Kể từ ngày 01 tháng 01 năm 2026, bãi bỏ Thông tư số …`
_SINCE_DAY = re.compile(rf"Kể\s+từ\s+{DAY}\s*,\s*\Z", re.VERBOSE)
_BY_ITSELF = re.compile(r"này\s+(?:(?:chính\s+thức|sẽ|cũng|có\s+hiệu\s+lực\s+và)\s+)?\Z")
_GOES_ON = re.compile(r"(?:,|;|\bvà|\bđồng\s+thời)\s*\Z")
_OWN_EFFECT = re.compile(
    r"\bnày\b.*\b(?:có\s+hiệu\s+lực|thông\s+qua|áp\s+dụng)"
    r"|\A\W*(?:[\d.]+\s+)?Ban\s+hành\b.*\bnày\b"
    r"|\A\W*(?:[\d.]+\s+)?(?:Nghị\s+quyết|Quyết\s+định|Thông\s+tư|Nghị\s+định|Chỉ\s+thị|Quy\s+định|Quy\s+chế)"
    r"\s+(?:này\s+)?có\s+hiệu\s+lực",
    re.DOTALL,
)
_MAY_OPEN = (",", ";", ":", ".", ")", "-", "+", "•", "này", "và", "đồng thời", "sẽ", "thức", "cũng")
"""What a verb in small letters may stand behind where it opens an act."""
_VOICE = re.compile(r"(?:được|bị)\s+\Z")
_BY = re.compile(r"\s+(?:bởi|bằng|theo)\s")
_BY_THIS_ACT = re.compile(r"\s+(?:bởi|bằng|theo)\s+[\w ]{4,24}\s+này\b")
_THIS = re.compile(r"\bnày\b")
# `Quyết định A về việc ngưng hiệu lực của Thông tư B`: the title of A.
_TITLED_SO = re.compile(r"\b(?:về(?:\s+việc)?|quy\s+định)(?:\s+tạm)?\s*\Z")
_NAMES_ONE = re.compile(r"\d\s?[/-]|\bLuật\s|\bPháp\s+lệnh\s")
_CONDITION = re.compile(r"\b(?:trường\s+hợp|nếu|khi\s+có\s+văn\s+bản)\b", re.IGNORECASE)
_SAID_OF_OTHERS = re.compile(
    r"(?:\bđã|\bchưa|\bcòn|\bngày|\bkhi|\bbị\s+coi\s+là|\bđến\s+khi|\bvăn\s+bản|\btrước|\bsau\s+khi)\s*\Z",
    re.IGNORECASE,
)
# What a clause in the passive is said of: `2. Khoản 3 Điều 4 được`, `- Tại Điều 5,`, with nothing else before it.
_LINE_HEAD = re.compile(rf"(?:{MARKER.pattern})?[\s#.:]*(?:Tại\s+|Nội\s+dung\s+(?:tại\s+)?)?", re.VERBOSE)
_WORDS = re.compile(r",?\s*(?:cụm\s+từ|từ|số|nội\s+dung)\s*[“\"][^“”\"]*[”\"]\s*(?:được\s+)?\Z")
_THUS = re.compile(r"\s*(?:như\s+sau|thành|:|[“\"]|nội\s+dung|cụm\s+từ)|\s*[.;]?\s*(?:\n|\Z)")
_LABEL = re.compile(r"[\s#>]*(?:Điều\s+\d+[a-zđ]?[.:]\s*)?(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)]\s*|[-+•]\s*)?")
# `Điều 5. Quy định chuyển tiếp` on a line of its own, above the sentence.
_HEADING = re.compile(
    r"[\s#>*]*Điều\s+\d{1,3}[a-zđ]?[.:]\s*(?:(?!Luật|Bộ\s+luật|Pháp|Nghị|Thông|Quyết|Chỉ\s|Quy\s+chế)[^\n.;:\d]){3,90}\n(?=[\s#>*]*[A-ZĐ])"
)
_STAYS = frozenset({"hiệu", "kéo"})
"""`tiếp tục có hiệu lực`, `được kéo dài` say that a document stays in force; `tiếp tục được áp dụng` needs a day."""
# `Thông tư A hết hiệu lực, trừ Điều 4 tiếp tục có hiệu lực đến hết năm`
_EXCEPTED = re.compile(r"hết\s+hiệu\s+lực\b[^.;]*\btrừ\s[^.;]*\Z")
_UNTIL = re.compile(r"\bđến\s+(?:hết|khi|ngày|năm)\b")
# What a second verb of one sentence acts on: `thay thế Nghị định A và bãi bỏ Điều 5 Nghị định B`.
_NAMES = re.compile(
    r"\s+(?:(?:toàn\s+bộ|một\s+phần|một\s+số\s+điều\s+của|các|nội\s+dung)\s+)*"
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|Phụ\s+lục|Danh\s+mục|Bảng|Biểu|Mẫu|Nghị|Quyết|Thông|Luật|Pháp|Chỉ|Quy|Kế|Kết|Hướng)\b"
)
_FIRST = ("supersedes", "repeals", "amends")
"""Of several verbs the first of these decides; `sửa đổi` always makes it an amendment."""


class Act(NamedTuple):
    """A clause that acts. Offsets are of the view: the verb, where the objects begin and where they stop."""

    kind: str
    start: int
    after: int
    stop: int
    section: str
    depth: int
    own: bool
    """It says `này`, or goes on from the document's own effect: no order to somebody."""
    passive: bool = False
    mixed: bool = False
    """Several verbs of different kinds: `sửa đổi, thay thế, bãi bỏ một số điều`."""
    whole: bool = False
    """It acts on documents it names itself and on nothing that stands in them: `thu hồi`."""


class Clauses:
    """Finds the acts of one text, in order of place."""

    def __init__(self, text: str, flat: str, outline: Outline, acting: bool, titled: str = "") -> None:
        """A text that is not `acting`, a plan or a letter, acts only where it says `này`; `titled`: the verbs
        its title opens with."""
        self._text, self._flat, self._outline, self._acting = text, flat, outline, acting
        self._corrects, self._goes_on = titled.startswith("đính"), titled.startswith("tiếp")
        self.sections = Sections(text, outline)
        self._last: Act | None = None

    def find(self, start: int, end: int) -> list[Act]:
        """The acts between two offsets; each stops where the next one opens."""
        found: list[Act] = []
        past, weighed = start, 0
        for match in effect_words.tails().finditer(self._flat, start + 1, end):
            if match.start() <= past:
                continue
            place = match.start() - effect_words.lead_of(match[0])
            chain = effect_words.verb_chain().match(self._flat, place)
            past = chain.end() if chain else match.end()
            ending = self._ending(place, match.end()) if effect_words.may_end(match[0]) else ""
            if not (ending or (chain and (self._acting or self._corrects or self._may_open(place)))):
                continue
            weighed += 1
            if weighed > _MOST:
                break
            act = (self._active(chain) if chain else None) or (
                self._passive(ending, place, match.end(), start) if ending else None
            )
            if act is None or self.sections.quotes.covers(act.start) or self._in_quotes(place):
                continue
            if found and found[-1].stop > act.start > (found[-1].after if act.passive else 0):
                found[-1] = found[-1]._replace(stop=act.start)
            found.append(act)
            self._last = act
        return found

    def _in_quotes(self, place: int) -> bool:
        """`Khoản 1 Điều 24 đã in “Thông tư này thay thế …” sửa thành`: words quoted inside a line."""
        line = self._text.rfind("\n", max(0, place - _REACH), place) + 1
        opened = self._text.rfind("“", line, place)
        if opened < 0 or self._text.find("”", opened, place) >= 0:
            return False
        end = self._text.find("\n", place)
        return self._text.find("”", place, end if end >= 0 else len(self._text)) >= 0

    # --- what opens with a verb ---------------------------------------------------------------------------

    def _active(self, chain: re.Match[str]) -> Act | None:
        """The act that opens with these verbs, if they open one."""
        start, kinds = chain.start(), _kinds(chain[0])
        opening = self._opening(chain) if self._may_open(start) else None
        if opening is None and self._corrects and kinds == {"corrects"}:
            opening = INLINE, True  # `Bộ Tài chính đính chính Thông tư số …`, a letter of this title
        if opening is None:
            return self._pinned(chain) if self._acting or self._corrects else None
        depth, own = opening
        section = self.sections.path(start)
        if not own and not (self._acting and section.startswith("Điều")):
            own = self._behind_own_effect(start)
            if not own:
                return None
        if not own and self._is_order(start, depth):
            return None
        after, stop = chain.end(), self._stop(chain.end())
        if chain[0].lower().startswith("tiếp") and not (self._goes_on or _UNTIL.search(self._flat, after, stop)):
            return None
        whole = effect_words.whole(chain[0])
        return Act(_leading(kinds), start, after, stop, section, depth, own, mixed=len(kinds) > 1, whole=whole)

    def _may_open(self, start: int) -> bool:
        """A look at what stands right before a verb: most are inside a sentence that speaks of others."""
        if self._text[start].isupper():
            return True
        before = self._text[max(0, start - 12) : start].rstrip()
        return before.endswith(_MAY_OPEN) or before.endswith(effect_words.last_of_deciding())

    def _opening(self, chain: re.Match[str]) -> tuple[int, bool] | None:
        """How deep the clause stands that a verb opens, and whether it says that it is the text's own."""
        start = chain.start()
        window = self._text[start - _NEAR : start] if start >= _NEAR else "\n" + self._text[:start]
        decided = effect_words.deciding().search(window)
        if decided:
            proposes = "amends" in _kinds(chain[0]) and not decided[0].lower().startswith("phê")
            if proposes and "như sau" not in self._flat[chain.end() : self._stop(chain.end()) + 12]:
                return None  # `Thống nhất sửa đổi Nghị định số …`: that it be drafted
            window, capital = window[: decided.start()], decided[0][0].isupper()
        elif since := _SINCE_DAY.search(window):
            window, capital = window[: since.start()], True
        else:
            capital = self._text[start].isupper()
        marker = _AT_MARKER.search(window)
        if marker:
            return depth_of(marker), False
        if capital and _AT_LINE.search(window):
            return LINE, False
        if _BY_ITSELF.search(window):
            return None if _CONDITION.search(self._sentence(start)) else (INLINE, True)
        goes_on = self._last is not None and self._last.stop >= start - 2
        if _AT_SENTENCE.search(window) and (capital or goes_on):
            return INLINE, goes_on and self._last is not None and self._last.own
        if not capital and _GOES_ON.search(window) and self._continues(chain):
            return INLINE, True
        return None

    def _continues(self, chain: re.Match[str]) -> bool:
        """`Quyết định này có hiệu lực kể từ ngày ký và thay thế`: the sentence began with its own effect, or with
        an act of its own on another document."""
        before = self._sentence(chain.start())
        if _CONDITION.search(before):
            return False
        acted = self._acted_since(chain.start() - len(before))
        return _OWN_EFFECT.search(before) is not None or (acted and _NAMES.match(self._flat, chain.end()) is not None)

    def _acted_since(self, start: int) -> bool:
        """Whether a verb opened an act since a place."""
        return self._last is not None and not self._last.passive and self._last.start >= start

    def _behind_own_effect(self, start: int) -> bool:
        """`Quy định này có hiệu lực từ ngày ký. Bãi bỏ …`: the sentence before is that of its own effect."""
        end = start
        while end > 0 and self._text[end - 1] in " \n#>-+•.;:)0123456789":
            end -= 1
        before = self._sentence(end, block=False)
        own = _OWN_EFFECT.search(before) is not None or (
            self._acted_since(end - len(before)) and self._last is not None and self._last.own
        )
        return own and _CONDITION.search(before) is None

    def _sentence(self, offset: int, *, block: bool = True) -> str:
        """The words of a sentence before a place, not before its section if that is asked for."""
        floor = max(self._outline.start_of(offset) if block else 0, offset - _SENTENCE)
        return self._flat[sentence_start(self._flat, floor, offset) : offset]

    def _is_order(self, start: int, depth: int) -> bool:
        """`Giao Sở Tài chính tham mưu: 1. Sửa đổi …`: the clause above gives work to somebody."""
        intro = self.sections.intro(start, depth) if ARTICLE < depth < INLINE else ""
        if not intro.endswith(":") or effect_words.single_verb().search(intro):
            return False
        return effect_words.either("orders").search(intro) is not None

    def _pinned(self, chain: re.Match[str]) -> Act | None:
        """`2. Khoản 3 Điều 4 được sửa đổi như sau`: provisions alone stand before the verb."""
        if not _THUS.match(self._text, chain.end()):
            return None
        start = chain.start()
        line = self._text.rfind("\n", max(0, start - _PINNED), start)
        if line < 0:
            return None
        voice = _VOICE.search(self._flat, max(0, start - 12), start)
        stop = voice.start() if voice else start
        head = _LINE_HEAD.match(self._text, line, stop)
        said_of = _WORDS.sub("", self._flat[head.end() : stop]) if head else ""
        if head is None or not said_of.strip() or run_start(said_of) != 0:
            return None
        section = self.sections.path(start)
        if not (section.startswith("Điều") or self._corrects):
            return None
        marker = MARKER.match(self._text, line)
        depth = depth_of(marker) if marker else LINE
        return Act(_leading(_kinds(chain[0])), head.end(), head.end(), stop, section, depth, False)

    def _stop(self, after: int) -> int:
        """Where the objects of an act end at the latest: its sentence, the next section, quoted new text."""
        stop = sentence_end(self._flat, after, _REACH)
        marker = next(markers(self._text, after, stop + 2), None)  # its blank may stand behind the end
        if marker:
            stop = marker.start()
        stop = min(stop, self.sections.quotes.next_start(after))
        thus = self._flat.find("như sau", after, stop)
        return thus if thus >= 0 else stop

    # --- what closes with an ending -----------------------------------------------------------------------

    def _ending(self, place: int, end: int) -> str:
        """What the ending at a place does; empty if there is none, or if it is said of others."""
        before = self._flat[max(0, place - 24) : place]
        voice = _VOICE.search(before)
        kind = effect_words.kind_of("endings", (voice[0] if voice else "") + self._flat[place:end])
        said = _SAID_OF_OTHERS.search(before[: voice.start()] if voice else before)
        if said or (kind == "suspends" and _TITLED_SO.search(before)):
            return ""
        last = self._last
        if last and not last.passive and last.after < place <= last.stop:
            # `Kéo dài các Nghị quyết hết hiệu lực vào cuối năm 2015`: what the verb is done to, told more closely.
            return kind if _NAMES_ONE.search(self._flat, last.after, place) else ""
        return kind

    def _passive(self, kind: str, place: int, end: int, floor: int) -> Act | None:
        """The act that an ending closes: its objects stand before it, or in the list behind it."""
        voice = _VOICE.search(self._flat, max(0, place - 12), place)
        if voice:
            place = voice.start()
        section = max(self._outline.start_of(place), place - _REACH, floor)
        start = sentence_start(self._flat, section, place)
        if heading := _HEADING.match(self._text, self._text.rfind("\n", section, start) + 1, place):
            start = max(start, heading.end())
        if self._acted_since(start) and (cut := self._flat.rfind(";", start, place)) > start:
            start = cut + 1  # `bãi bỏ A; B hết hiệu lực từ ngày …`
        sentence = self._flat[start : sentence_end(self._flat, end, _REACH)]
        if self._flat.startswith("có", place) and not self._is_last_day(start, place):
            return None
        if _CONDITION.search(self._flat, start, place) or not self._is_own(place, end, sentence):
            return None
        if kind == "extends" and not (
            set(self._flat[place:end].split()) & _STAYS or _UNTIL.search(sentence, end - start)
        ):
            return None  # `hồ sơ đã nhận được tiếp tục thực hiện theo …`: no day, a right that somebody keeps
        if kind == "extends" and _EXCEPTED.search(self._flat, start, place):
            return None  # of what ends in that sentence it is told as an exception
        start = min(place, _LABEL.match(self._flat, start).end())  # type: ignore[union-attr]
        return Act(kind, start, place, end, self.sections.path(place), INLINE, True, passive=True)

    def _is_last_day(self, start: int, place: int) -> bool:
        """`3. Luật số … có hiệu lực đến hết ngày …` in the article on effect; elsewhere it is told in passing."""
        if self._flat.count("(", start, place) > self._flat.count(")", start, place) or self._acted_since(start):
            return False
        return "hiệu lực" in self.sections.intro(place, NUMBER).lower()

    def _is_own(self, place: int, end: int, sentence: str) -> bool:
        """Whether the text itself ends what the sentence names: it says `này`, or stands under its effect."""
        words = self._flat[place:end].split()
        if words[0] in ("được", "bị") and words[1] not in ("kéo", "tiếp"):
            if _BY.match(self._flat, end):
                return _BY_THIS_ACT.match(self._flat, end) is not None
            return _THIS.search(sentence) is not None
        return self.sections.path(place).startswith("Điều") or _THIS.search(sentence) is not None


def _kinds(chain: str) -> set[str]:
    """What the verbs of a chain do."""
    return {effect_words.kind_of("verbs", each[0]) for each in effect_words.single_verb().finditer(chain)}


def _leading(kinds: set[str]) -> str:
    """What a chain of verbs does as one."""
    if "amends" in kinds:
        return "amends"
    return min(kinds, key=lambda kind: _FIRST.index(kind) if kind in _FIRST else len(_FIRST))

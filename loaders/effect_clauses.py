"""Where a text acts on other documents: clauses that open with a verb of its own, or close with an ending.

`Điều 5. Bãi bỏ …`, `Nghị định này thay thế …`, `có hiệu lực từ … và thay thế …` open an act of the text itself;
`… hết hiệu lực kể từ ngày Thông tư này có hiệu lực` closes one. The same verbs inside a sentence that speaks of
others (`được sửa đổi bởi`, `trường hợp … thay thế`) open nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from luocdo.loaders import effect_words
from luocdo.loaders.blocks import sentence_end, sentence_start
from luocdo.loaders.new_text import NewText
from luocdo.loaders.structure import Outline

ARTICLE, NUMBER, LETTER, DASH, LINE, INLINE = 10, 20, 30, 40, 50, 60
"""How deep a clause stands: `Điều 1.`, `2.`, `a)`, `-`, a line of its own, inside a paragraph."""
_REACH = 4_000
"""No sentence is longer; the longest met repeals forty documents in 3,600 characters."""
_REACH_LIST = 40_000
_MOST = 1_500
"""Verbs and endings weighed in one text; the longest amending decree met has 170 that act."""

_MARKER = re.compile(
    r"""\n[ \#>]*(?: (?:Điều|ĐIỀU)\s+(?P<article>\d{1,3}[a-zđ]?) (?=\s*[.:\n]|\s+-\s)
      | (?P<number>\d{1,2}(?:\.\d{1,2}){0,3}) (?:\s?[.)](?=\s|[^\W\d])|(?<=\.\d)\s)
      | (?P<letter>[a-zđ]{1,2}\d?)\s?[.)](?=\s)
      | (?P<dash>[-+•])(?=\s*\w)
      | (?P<annex> PHỤ\ LỤC\b | Phụ\ lục(?:\s+(?:số\s*)?[IVX\d]{1,4})?[\ .]*(?=\n) )
      | (?P<part>(?:CHƯƠNG|MỤC|PHẦN)\s+[IVX\d]{1,6}\b | (?:Chương|Mục|Phần)\s+[IVX\d]{1,6}[\ .]*(?=\n)
          | [IVX]{1,5}\s?[.)]) )
      [.:)]{0,2}""",
    re.VERBOSE,
)
_AT_MARKER = re.compile(rf"{_MARKER.pattern}[\s#.:]*\Z", re.VERBOSE)
_ARTICLE = re.compile(r"\n[ #>]*(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?(?=\s*[.:\n]|\s+-\s)")
_ENDS = frozenset('.;:!?)”"\n') | {""}
_WRAPPED = re.compile(
    r"(?:\b(?:[Kk]hoản|[Đđ]iểm|[Đđ]iều|[Mm]ục)\s+\w{1,4}|\b(?:[Kk]hoản|[Đđ]iểm|[Đđ]iều|tại|của|và|theo|sau|trước|các|số|đến|từ|ngày|tháng)|,)\s*\Z"
)
_AT_LINE = re.compile(r"\n[ #>]*\Z")
_AT_SENTENCE = re.compile(r"[.;:]\s+\Z")
_BY_ITSELF = re.compile(r"này\s+(?:(?:chính\s+thức|sẽ|cũng|có\s+hiệu\s+lực\s+và)\s+)?\Z")
_GOES_ON = re.compile(r"(?:,|;|\bvà|\bđồng\s+thời)\s*\Z")
_OWN_EFFECT = re.compile(
    r"\bnày\b.*\b(?:có\s+hiệu\s+lực|thông\s+qua|áp\s+dụng)|\A\W*(?:[\d.]+\s+)?(?:Nghị\s+quyết|Quyết\s+định|Thông\s+tư|Nghị\s+định|Chỉ\s+thị|Quy\s+định|Quy\s+chế)\s+(?:này\s+)?có\s+hiệu\s+lực",
    re.DOTALL,
)
_MAY_OPEN = (",", ";", ":", ".", ")", "-", "+", "•", "này", "và", "đồng thời", "sẽ", "thức", "cũng")
"""What a verb in small letters may stand behind where it opens an act."""
_VOICE = re.compile(r"(?:được|bị)\s+\Z")
_CONDITION = re.compile(r"\b(?:trường\s+hợp|nếu|khi\s+có\s+văn\s+bản)\b", re.IGNORECASE)
_SAID_OF_OTHERS = re.compile(
    r"(?:\bđã|\bchưa|\bcòn|\bngày|\bkhi|\bbị\s+coi\s+là|\bđến\s+khi|\bvăn\s+bản|\btrước|\bsau\s+khi)\s*\Z",
    re.IGNORECASE,
)
_BY_THIS = re.compile(r"\bnày\b")


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
    passive: bool
    mixed: bool
    """Several verbs of different kinds: `sửa đổi, thay thế, bãi bỏ một số điều`."""


class _Section(NamedTuple):
    start: int
    path: str
    depth: int


class Clauses:
    """Finds the acts of one text, in order of place."""

    def __init__(self, text: str, flat: str, outline: Outline) -> None:
        self._text, self._flat, self._outline = text, flat, outline
        self._quotes: NewText | None = None
        self._sections: dict[int, list[_Section]] = {}
        self._starts: list[int] | None = None
        self._to_list = 4 * len(text) + _REACH_LIST
        """Characters of lists still to be read: lists inside lists are read again, but not without end."""

    @property
    def quotes(self) -> NewText:
        """Quoted new text, looked for once an act is met."""
        if self._quotes is None:
            self._quotes = NewText(self._text)
        return self._quotes

    def section(self, offset: int) -> str:
        """The path of the section a place lies in, `Điều 3.2`: of its article, else as the outline has it.

        Articles are looked for here once more, since a line that begins with `Phụ lục I,` or `Điều 1.` in the
        middle of a sentence opens no section.
        """
        own = self._section_at(offset)
        return own.path if own and own.path else self._outline.at(offset)

    def _section_at(self, offset: int) -> _Section | None:
        index = bisect_right(self._articles(), offset) - 1
        if index < 0:
            return None
        if index not in self._sections:
            self._sections[index] = list(self._walk(index))
        sections = self._sections[index]
        return sections[bisect_right(sections, offset, key=lambda each: each.start) - 1]

    def _articles(self) -> list[int]:
        """Where the articles of the text itself begin, not those it quotes."""
        if self._starts is None:
            found = (match.start() for match in _ARTICLE.finditer(self._text))
            self._starts = [start for start in found if _opens(self._text, start) and not self.quotes.covers(start + 1)]
        return self._starts

    def _walk(self, index: int) -> Iterator[_Section]:
        """The sections of one article; an empty path from an appendix on."""
        starts = self._articles()
        article = number = letter = ""
        for marker in markers(
            self._text, starts[index], starts[index + 1] if index + 1 < len(starts) else len(self._text)
        ):
            kind = marker.lastgroup
            if kind not in ("article", "number", "letter", "annex") or self.quotes.covers(marker.end() - 1):
                continue
            if kind == "article":
                article = f"Điều {marker['article']}"
            elif kind == "annex":
                article = ""
            number = marker["number"] or (number if kind == "letter" else "")
            letter = marker["letter"] or ""
            path = ".".join(part for part in (article, number, letter) if part) if article else ""
            yield _Section(marker.start(), path, depth_of(marker))

    def find(self, start: int, end: int, acting: bool) -> list[Act]:
        """The acts between two offsets; each stops where the next one opens.

        A text that is not `acting`, a plan or a letter, acts only where it says `này`.
        """
        found: list[Act] = []
        past, weighed = start, 0
        for match in effect_words.tails().finditer(self._flat, start + 1, end):
            if match.start() <= past:
                continue
            place = self._word_start(match)
            chain = effect_words.verb_chain().match(self._flat, place)
            past = chain.end() if chain else match.end()
            kind = self._ending(place, match.end())
            may_open = chain is not None and self._may_open(place)
            if not (may_open or kind):
                continue
            weighed += 1
            if weighed > _MOST:
                break
            act = self._active(chain, found, acting) if chain and may_open else None
            act = act or (self._passive(kind, place, match.end(), start) if kind else None)
            if act is None or self.quotes.covers(act.start):
                continue
            if found and not act.passive and found[-1].stop > act.start:
                found[-1] = found[-1]._replace(stop=act.start)
            found.append(act)
        return found

    def _word_start(self, tail: re.Match[str]) -> int:
        """Where the verb begins whose tail was found."""
        plain = " ".join(tail[0].split())
        return tail.start() - min(len(head.split()[-1]) for head in effect_words.heads()[plain])

    def _active(self, chain: re.Match[str], found: list[Act], acting: bool) -> Act | None:
        """The act that opens with these verbs, if they open one."""
        start = chain.start()
        opening = self._opening(start, found)
        if opening is None:
            return None
        depth, own = opening
        section = self.section(start) if own or acting else ""
        if not own and not section.startswith("Điều"):
            return None
        kinds = {effect_words.kind_of("verbs", each[0]) for each in effect_words.single_verb().finditer(chain[0])}
        first = min(
            kinds,
            key=lambda kind: (
                ("supersedes", "repeals", "amends").index(kind) if kind in ("supersedes", "repeals", "amends") else 9
            ),
        )
        kind = "amends" if "amends" in kinds else first
        return Act(
            kind,
            start,
            chain.end(),
            self._stop(chain.end()),
            section,
            depth,
            own,
            False,
            len(kinds) > 1,
        )

    def _opening(self, start: int, found: list[Act]) -> tuple[int, bool] | None:
        """How deep the clause stands that a verb opens, and whether it says that it is the text's own."""
        window = self._text[start - 60 : start] if start >= 60 else "\n" + self._text[:start]
        capital = self._text[start].isupper()
        marker = _AT_MARKER.search(window)
        if marker:
            return depth_of(marker), False
        if capital and _AT_LINE.search(window):
            return LINE, False
        if _BY_ITSELF.search(window):
            return (INLINE, True) if not _CONDITION.search(self._sentence(start)) else None
        if _AT_SENTENCE.search(window):
            if capital or (found and found[-1].stop >= start - 2):
                return INLINE, bool(found) and found[-1].own and found[-1].stop >= start - 2
            return (INLINE, True) if self._continues(start) else None
        if not capital and _GOES_ON.search(window):
            return (INLINE, True) if self._continues(start) else None
        return None

    def _continues(self, start: int) -> bool:
        """`Quyết định này có hiệu lực kể từ ngày ký và thay thế`: the sentence began with its own effect."""
        before = self._sentence(start)
        return _OWN_EFFECT.search(before) is not None and _CONDITION.search(before) is None

    def _sentence(self, offset: int) -> str:
        floor = max(self._outline.start_of(offset), offset - 900)
        return self._flat[sentence_start(self._flat, floor, offset) : offset]

    def _may_open(self, start: int) -> bool:
        """A look at what stands right before a verb: most are inside a sentence that speaks of others."""
        if self._text[start].isupper():
            return True
        return self._text[max(0, start - 12) : start].rstrip().endswith(_MAY_OPEN)

    def _ending(self, place: int, end: int) -> str:
        """What the ending at a place does; empty if there is none, or if it is said of others."""
        before = self._flat[max(0, place - 24) : place]
        voice = _VOICE.search(before)
        kind = effect_words.kind_of("endings", (voice[0] if voice else "") + self._flat[place:end])
        said = _SAID_OF_OTHERS.search(before[: voice.start()] if voice else before)
        return "" if said else kind

    def _passive(self, kind: str, place: int, end: int, floor: int) -> Act | None:
        """The act that an ending closes: its objects stand before it, or in the list behind it."""
        voice = _VOICE.search(self._flat, max(0, place - 12), place)
        if voice:
            place = voice.start()
        section = max(self._outline.start_of(place), place - _REACH, floor)
        start = sentence_start(self._flat, section, place)
        before = self._flat[start:place]
        sentence = self._flat[start : sentence_end(self._flat, end, _REACH)]
        if _CONDITION.search(before) or not self._is_own(place, end, sentence):
            return None
        return Act(kind, start, place, end, self.section(place), INLINE, True, True, False)

    def _is_own(self, place: int, end: int, sentence: str) -> bool:
        """Whether the text itself ends what the sentence names: it says `này`, or stands under its effect."""
        words = self._flat[place:end].split()
        if words[0] in ("được", "bị") and words[1] != "kéo":
            behind = self._flat[end : end + 60]
            if re.match(r"\s+(?:bởi|bằng|theo)\s", behind):
                return re.match(r"\s+(?:bởi|bằng|theo)\s+[\w ]{4,24}\s+này\b", behind) is not None
            return _BY_THIS.search(sentence) is not None
        return self.section(place).startswith("Điều") or _BY_THIS.search(sentence) is not None

    def _stop(self, after: int) -> int:
        """Where the objects of an act end at the latest: its sentence, the next section, quoted new text."""
        stop = sentence_end(self._flat, after, _REACH)
        marker = next(markers(self._text, after, stop), None)
        if marker:
            stop = marker.start()
        stop = min(stop, self.quotes.next_start(after))
        thus = self._flat.find("như sau", after, stop)
        return thus if thus >= 0 else stop

    def list_end(self, act: Act) -> int:
        """Where the list ends that an act introduces: the next section that is not deeper than the act's own."""
        section = self._section_at(act.start)
        own = act.depth if act.depth <= DASH else section.depth if section else ARTICLE
        limit = min(len(self._text), act.stop + _REACH_LIST)
        end = limit
        for marker in markers(self._text, max(0, act.stop - 1), limit):
            if marker.start() > act.start and depth_of(marker) <= own:
                end = marker.start()
                break
        self._to_list -= end - act.stop
        return end if self._to_list > 0 else act.stop

    def items(self, start: int, end: int) -> Iterator[int]:
        """Where the items of a list begin: behind markers, and at line starts that follow an ended line."""
        ended = True
        for line in _LINE.finditer(self._text, start, end):
            marker = _MARKER.match(self._text, line.start())
            if marker and _opens(self._text, marker.start()):
                yield marker.end()
            elif ended:
                yield line.start("words")
            ended = line["words"].rstrip().endswith((".", ";", ":", ","))


_LINE = re.compile(r"\n[ #>\"“]*(?P<words>\S[^\n]*)")


def markers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The marks that open sections between two offsets; not those that only stand where a line was broken."""
    for match in _MARKER.finditer(text, start, end):
        if _opens(text, match.start()):
            yield match


def _opens(text: str, line: int) -> bool:
    """Whether a line can open a section: not after `khoản 3`, `tại`, a comma."""
    if text[line - 1 : line] in _ENDS:
        return True
    return _WRAPPED.search(text, max(0, line - 24), line) is None


def depth_of(marker: re.Match[str]) -> int:
    """How deep the section of a marker stands; parts and chapters above articles."""
    match marker.lastgroup:
        case "article":
            return ARTICLE
        case "number":
            return NUMBER + marker["number"].count(".")
        case "letter":
            return LETTER
        case "dash":
            return DASH
    return 0

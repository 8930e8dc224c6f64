"""The sections of a text as its acts need them: articles, numbers, letters, and the items of lists.

A line that begins with `Phụ lục I,` or `Điều 1.` in the middle of a sentence opens no section here, nor does one
in quoted new text; the outline of the whole text cannot afford to look so closely.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from luocdo.graph.model import Record
from luocdo.loaders.new_text import NewText
from luocdo.loaders.structure import Outline

ARTICLE, NUMBER, LETTER, DASH, LINE, INLINE = 10, 20, 30, 40, 50, 60
"""How deep a clause stands: `Điều 1.`, `2.`, `a)`, `-`, a line of its own, inside a paragraph."""
_REACH_LIST = 40_000
_INTRO = 320

MARKER = re.compile(
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
_ARTICLE = re.compile(r"\n[ #>]*(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?(?=\s*[.:\n]|\s+-\s)")
_ENDS = frozenset('.;:!?)”"\n') | {""}
_WRAPPED = re.compile(
    r"(?:\b(?:[Kk]hoản|[Đđ]iểm|[Mm]ục)\s+\w{1,4}|\b(?:[Kk]hoản|[Đđ]iểm|[Đđ]iều|tại|của|và|theo|sau|trước|các|số|đến|từ|ngày|tháng)|,)\s*\Z"
)
_LINE = re.compile(r"\n[ #>\"“]*(?P<words>\S[^\n]*)")


class _Section(Record, frozen=True):
    start: int
    path: str
    depth: int


class Sections:
    """The sections of one text (line ends kept), read where they are asked for."""

    def __init__(self, text: str, outline: Outline) -> None:
        self._text, self._outline = text, outline
        self._quotes: NewText | None = None
        self._known: dict[int, list[_Section]] = {}
        self._starts: list[int] | None = None
        self._to_list = 4 * len(text) + _REACH_LIST
        """Characters of lists still to be read: lists inside lists are read again, but not without end."""

    @property
    def quotes(self) -> NewText:
        """Quoted new text, looked for once it is asked for."""
        if self._quotes is None:
            self._quotes = NewText(self._text)
        return self._quotes

    def path(self, offset: int) -> str:
        """The path of the section a place lies in, `Điều 3.2`: of its article, else as the outline has it."""
        own, _ = self._at(offset)
        return own.path if own and own.path else self._outline.at(offset)

    def depth(self, offset: int) -> int:
        """How deep the section stands that a place lies in."""
        own, _ = self._at(offset)
        return own.depth if own else ARTICLE

    def intro(self, offset: int, depth: int) -> str:
        """The words of the section that holds one of this depth: `Điều 2. Giao Sở Tài chính:`."""
        own, index = self._at(offset)
        if own is None:
            return ""
        sections = self._known[index]
        place = bisect_right(sections, offset, key=_start) - 1
        while place >= 0 and sections[place].depth >= depth:
            place -= 1
        if place < 0:
            return ""
        end = sections[place + 1].start if place + 1 < len(sections) else offset
        return self._text[sections[place].start : min(end, sections[place].start + _INTRO)].strip()

    def _at(self, offset: int) -> tuple[_Section | None, int]:
        index = bisect_right(self._articles(), offset) - 1
        if index < 0:
            return None, index
        if index not in self._known:
            self._known[index] = list(self._walk(index))
        sections = self._known[index]
        return sections[bisect_right(sections, offset, key=_start) - 1], index

    def _articles(self) -> list[int]:
        """Where the articles of the text itself begin, not those it quotes."""
        if self._starts is None:
            found = (match.start() for match in _ARTICLE.finditer(self._text))
            self._starts = [start for start in found if _opens(self._text, start) and not self.quotes.covers(start + 1)]
        return self._starts

    def _walk(self, index: int) -> Iterator[_Section]:
        """The sections of one article; an empty path from an appendix on."""
        starts = self._articles()
        end = starts[index + 1] if index + 1 < len(starts) else len(self._text)
        article = number = letter = ""
        for marker in markers(self._text, starts[index], end):
            kind = marker.lastgroup
            if kind not in ("article", "number", "letter", "annex") or self.quotes.covers(marker.end() - 1):
                continue
            if kind == "annex":
                yield _Section(marker.start(), "", 0)
                return
            if kind == "article":
                article = f"Điều {marker['article']}"
            number = marker["number"] or (number if kind == "letter" else "")
            letter = marker["letter"] or ""
            path = ".".join(part for part in (article, number, letter) if part)
            yield _Section(marker.start(), path, depth_of(marker))

    def line_start(self, offset: int) -> int:
        """Where the line begins that a place lies in."""
        return self._text.rfind("\n", 0, offset) + 1

    def words_of_line(self, offset: int) -> int:
        """Where the words begin of the line that a place lies in, behind its marker."""
        line = max(0, self._text.rfind("\n", 0, offset))
        marker = MARKER.match(self._text, line, offset)
        return marker.end() if marker else line + 1

    def list_end(self, start: int, behind: int, depth: int) -> int:
        """Where a list ends that is introduced at `start` and goes on `behind`: at the next section as deep or less."""
        own = depth if depth <= DASH else self.depth(start)
        end = limit = min(len(self._text), behind + _REACH_LIST)
        for marker in markers(self._text, max(0, behind - 1), limit):
            if marker.start() > start and depth_of(marker) <= own:
                end = marker.start()
                break
        self._to_list -= end - behind
        return end if self._to_list > 0 else behind

    def items(self, start: int, end: int) -> Iterator[int]:
        """Where the items of a list begin: behind markers, and at line starts that follow an ended line."""
        ended = True
        for line in _LINE.finditer(self._text, start, end):
            marker = MARKER.match(self._text, line.start())
            if marker and _opens(self._text, marker.start()):
                yield marker.end()
            elif ended:
                yield line.start("words")
            ended = line["words"].rstrip().endswith((".", ";", ":", ","))


def _start(section: _Section) -> int:
    return section.start


def markers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The marks that open sections between two offsets; not those that only stand where a line was broken."""
    for match in MARKER.finditer(text, start, end):
        if _opens(text, match.start()):
            yield match


def _opens(text: str, line: int) -> bool:
    """Whether a line can open a section: not after `khoản 3`, `tại`, a comma; behind `Điều 4` nothing need follow."""
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

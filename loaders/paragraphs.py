"""Paragraphs of a stretch of text in order, with their labels: lines that were only broken are joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from luocdo.graph.model import Record
from luocdo.loaders.agency_lists import is_body
from luocdo.loaders.normalise import View, squeeze
from luocdo.loaders.task_agencies import has_verb
from luocdo.loaders.task_words import words

# What a line can open with, and how deep it stands: the smaller the rank, the higher the section.
RANKS = {
    "annex": 0,
    "chapter": 1,
    "capital": 2,
    "roman": 3,
    "article": 4,
    "number": 5,
    "dotted": 6,
    "letter": 8,
    "point": 9,
    "dash": 10,
    "plus": 11,
    "plain": 12,
}
_OPENER = re.compile(
    r"""[ \#>]*(?:
        (?P<article>(?:Điều|ĐIỀU)(?:\s{1,3}|\ {4,12})(?P<article_no>\d{1,3}[a-zđ]?)\s*(?:[.:]|(?=-\ |$)))
      | (?P<annex>(?:Phụ\ lục|PHỤ\ LỤC)(?=\s*(?:[IVX\d]{1,5}\b|[.:(]|$)))
      | (?P<chapter>(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s+(?:[IVX]{1,6}|\d{1,2}|(?:thứ|THỨ)\s\w+)\b\s*[.:]?)
      | (?P<roman>(?!V/[Vv]\b)[IVX]{1,5}\s?[.)/-])(?=\s|[A-ZĐ])
      | (?P<capital>[A-H]\s?[.)])(?=\s)
      | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}\s?[.)]?)(?=\s)
      | (?P<number>\d{1,2}\s?[.)/])(?=\s|[^\W\d_])
      | (?P<letter>[a-zđ]\d?\s?[.)/])(?=\s|[A-ZĐ])
      | (?P<point>\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)|[ivx]{2,4}\))
      | (?P<dash>-(?!-))
      | (?P<plus>\+)
    )\s*""",
    re.VERBOSE,
)
_OPENING = frozenset("ĐPCMIVXABDEFGH0123456789abcdefghijklmnopqrstuvwxyzđ(-+#>")
"""What a line with a label can begin with: a look at one letter spares most matches."""
_ENDED = (".", ";", ":", "!", "?", "./.", ".”", ";”")
# `theo quy định tại khoản` / `2. Điều này`: the number belongs to the words before it.
_PIN_POINT = {
    "letter": ("điểm", "Điểm"),
    "number": (
        "khoản",
        "Khoản",
        "mục",
        "Mục",
        "số",
        "Điều",
        "điều",
        "tháng",
        "năm",
        "ngày",
        "Phần",
        "phần",
        "đến",
        "và",
    ),
    "dotted": ("mục", "Mục", "số", "điểm", "tiết"),
}
_ALONE = ("Điều", "ĐIỀU", "Chương", "CHƯƠNG", "Mục", "MỤC")
"""These may have been left on a line of their own: `Điều` / `8. Tổ chức thực hiện`."""
_CLOSING = "Trên đây là"
_OPEN_ENDS = (",", " và", " các", " của", " Các", " về", " tại", " cho", " Sở", " Bộ", " Ban", " việc", " -", " –")
_WRAPPED = 0.3
"""So large a share of lines that go on in small letters tells that lines are broken by width."""
_WIDEST = 170
_SAMPLE = 4_000
_LABEL_SECONDS = frozenset(".)/ 0123456789ivx")
_LABEL_MARKS = frozenset(".)/")
_PAGE = 4_000
_SHORT = 20
_BOLD = re.compile(r"\*\*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_TITLE_SHARE = 0.7
"""A line without a full stop that ends so early is a title; longer ones are broken by width."""


class Paragraph(Record, frozen=True):
    """One paragraph: offsets in the view; `words` begin behind the label, one blank between words."""

    kind: str
    label: str
    start: int
    body: int
    end: int
    words: str
    rank: int = RANKS["plain"]


_Line = tuple[int, int, str, int]
"""One line without the blanks at its ends: its start, end and words, and how many line ends stand before it.

No class of its own: a text of a megabyte has ten thousand lines, and a plain tuple is made in a fifth of the time.
"""


def _goes_on(words: str) -> bool:
    """Whether a line begins in a small letter and not with a letter's label: it opens nothing."""
    if not words[0].islower():
        return False
    return words[1:2] not in _LABEL_SECONDS or not (_LABEL_MARKS & set(words[1:4]))


def _bold_ends(original: str) -> list[int]:
    """Where bold words begin and end, by turns. A mark with a blank line before its mate has none."""
    ends: list[int] = []
    for mark in _BOLD.finditer(original):
        if len(ends) % 2 and _BLANK_LINE.search(original, ends[-1], mark.start()):
            ends.pop()
        ends.append(mark.start())
    return ends[: len(ends) // 2 * 2]


class Paragraphs:
    """Reads the paragraphs of one text; how its lines are broken is found out once."""

    __slots__ = ("_bold", "_broken", "_spaced", "_text", "_usual", "_width")

    def __init__(self, original: str, view: View) -> None:
        self._text = view.text
        # Offsets of `**` in the original; a view whose offsets differ has none that matter.
        same = len(original) == len(view.text)
        self._bold = _bold_ends(original) if same and "**" in original else []
        self._width = self._usual = 0
        self._broken: bool | None = None
        self._spaced = False

    def between(self, start: int, stop: int) -> Iterator[Paragraph]:
        """The paragraphs from `start`, which begins a line, up to `stop`."""
        if self._broken is None:
            self._measure(start, min(stop, start + _SAMPLE))
        kept: list[_Line] = []
        opener: re.Match[str] | None = None
        for line in self._lines(start, stop):
            small = _goes_on(line[2])
            if small and kept:
                kept.append(line)
                continue
            found = None if small else self._opener(line)
            if kept:
                if not self._is_new(kept[-1], line, found) or (found is None and self._lists_on(kept, opener, line)):
                    kept.append(line)
                    continue
                yield self._paragraph(kept, opener)
            kept, opener = [line], found
        if kept:
            yield self._paragraph(kept, opener)

    def _lines(self, start: int, stop: int) -> Iterator[_Line]:
        """Each line that holds a word; read as they are asked for, a page at a time."""
        text, position, gap = self._text, start, 0
        while position < stop:
            page_end = text.find("\n", min(stop, position + _PAGE), stop)
            page_end = stop if page_end < 0 else page_end
            for line in text[position:page_end].split("\n"):
                gap += 1
                words = line.strip()
                if words:
                    begin = position if line[0] == words[0] else position + line.index(words)
                    yield begin, begin + len(words), words, gap
                    gap = 0
                position += len(line) + 1

    def _measure(self, start: int, stop: int) -> None:
        lines = list(self._lines(start, stop))
        lengths = sorted(len(words) for _, _, words, _ in lines if len(words) > _SHORT)
        self._width, self._usual = (lengths[-1], lengths[len(lengths) * 9 // 10]) if lengths else (0, 0)
        going_on = [
            gap for (_, _, before, _), (_, _, after, gap) in pairwise(lines)
            if after[0].islower() and before[-1] not in ".;:"
        ]  # fmt: skip
        self._broken = self._width <= _WIDEST and len(going_on) > _WRAPPED * max(1, len(lines))
        self._spaced = self._broken and going_on.count(1) > 0.8 * max(1, len(going_on)) and self._parts_by_gaps(lines)

    def _parts_by_gaps(self, lines: list[_Line]) -> bool:
        """Empty lines part paragraphs unless they stand between broken lines too, or not before each label."""
        opened = [
            after[3] > 1
            for before, after in pairwise(lines)
            if before[2][-1] in ".;:" and not _goes_on(after[2]) and self._opener(after)
        ]
        return len(opened) > 2 and opened.count(True) > 0.8 * len(opened)

    def _opener(self, line: _Line) -> re.Match[str] | None:
        """The label of a line that does not go on from the one above."""
        start, end, words, _ = line
        return _OPENER.match(self._text, start, end + 1) if words[0] in _OPENING else None

    def _is_new(self, last: _Line, line: _Line, opener: re.Match[str] | None) -> bool:
        """Whether a line opens a paragraph behind another."""
        start, _, said, gap = line
        _, end, before, _ = last
        ended = before.endswith(_ENDED)
        if opener is not None:
            if self._spaced and gap == 1 and not ended:
                return False
            return self._opens(opener, before, ended=ended)
        if gap > 1 and said in _ALONE:
            return True
        if self._bold and self._is_bold(end - 1) and self._is_bold(start):
            return False
        if ended and said.startswith(_CLOSING):
            return True
        head = said[0]
        if head.islower() or head in ",;.)%…" or (head.isdigit() and not ended):
            return False
        if self._spaced:
            return gap > 1
        open_end = before.endswith(_OPEN_ENDS)
        if not open_end and said.startswith(words("first_words")):
            return True
        if ended:
            return not (self._broken and before[-1] in ".;" and self._fills(before, said))
        if open_end or not self._broken:
            return not open_end
        if self._bold:
            return self._is_bold(end - 1) or self._is_bold(start)
        return len(before) < _TITLE_SHARE * self._usual

    def _lists_on(self, kept: list[_Line], opener: re.Match[str] | None, line: _Line) -> bool:
        """Whether broken lines of names go on behind a semicolon: `3. Các sở, ban, ngành;` and below `Ủy ban …`."""
        if not self._broken or opener is None or opener.lastgroup in ("dash", "plus") or line[3] > 1:
            return False
        if not kept[-1][2].endswith(";") or not is_body(line[2]):
            return False
        said = _joined([self._text[opener.end() : kept[0][1]], *(each[2] for each in kept[1:])])
        return is_body(said) and not has_verb(said)

    def _opens(self, opener: re.Match[str], before: str, *, ended: bool) -> bool:
        kind = opener.lastgroup
        head = self._text[opener.end() : opener.end() + 1]
        if kind in ("dash", "plus") and not ended and head.islower():
            return False
        return ended or kind not in _PIN_POINT or not before.endswith(_PIN_POINT[kind])

    def _is_bold(self, offset: int) -> bool:
        return bisect_left(self._bold, offset + 1) % 2 == 1

    def _fills(self, before: str, words: str) -> bool:
        """Whether the next line's first word would not have fitted: the line was broken by its width."""
        return len(before) + 1 + len(words.split(" ", 1)[0]) > self._width

    def _paragraph(self, lines: list[_Line], opener: re.Match[str] | None) -> Paragraph:
        start, first_end, said, _ = lines[0]
        end = lines[-1][1]
        if opener is None and said in _ALONE:
            opener = _OPENER.match(self._text, start, end + 1)
            first_end = end if opener else first_end
            lines = lines[:1] if opener else lines
        if opener is None:
            return Paragraph("plain", "", start, start, end, _joined([line[2] for line in lines]))
        kind = opener.lastgroup or "plain"
        label = opener["article_no"] or opener[kind]
        body = min(opener.end(), end)
        rest = [self._text[body:first_end], *(line[2] for line in lines[1:])]
        label = label.strip(" .)/(-+")
        rank = RANKS[kind] + (label.count(".") - 1 if kind == "dotted" else 0)
        return Paragraph(kind, label, start, body, end, _joined(rest), rank)


def _joined(lines: list[str]) -> str:
    """The words of lines that are bare at their ends, one blank between words."""
    words = " ".join(lines).strip()
    return squeeze(words) if "  " in words or "\n" in words else words

"""Paragraphs of a stretch of text in order, with their labels: lines that were only broken are joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from luocdo.loaders.normalise import View
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
      | (?P<roman>[IVX]{1,5}\s?[.)/-])(?=\s|[A-ZĐ])
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
_CLOSING = "Trên đây là"
_OPEN_ENDS = (",", " và", " các", " của", " Các", " về", " tại", " cho", " Sở", " Bộ", " Ban", " việc")
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


class Paragraph(NamedTuple):
    """One paragraph: offsets in the view; `words` begin behind the label, one blank between words."""

    kind: str
    label: str
    start: int
    body: int
    end: int
    words: str

    @property
    def rank(self) -> int:
        return RANKS[self.kind] + (self.label.count(".") - 1 if self.kind == "dotted" else 0)


class _Line(NamedTuple):
    """One line without the blanks at its ends; `gap` counts the line ends since the line before."""

    start: int
    end: int
    words: str
    gap: int


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
        first: _Line | None = None
        last: _Line | None = None
        opener: re.Match[str] | None = None
        for line in self._lines(start, stop):
            if last is not None and _goes_on(line.words):
                last = line
                continue
            found = self._opener(line)
            if first is not None and last is not None:
                if not self._is_new(last, line, found):
                    last = line
                    continue
                yield self._paragraph(first, last, opener)
            first, last, opener = line, line, found
        if first is not None and last is not None:
            yield self._paragraph(first, last, opener)

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
                    yield _Line(begin, begin + len(words), words, gap)
                    gap = 0
                position += len(line) + 1

    def _measure(self, start: int, stop: int) -> None:
        lines = list(self._lines(start, stop))
        lengths = sorted(len(line.words) for line in lines if len(line.words) > _SHORT)
        self._width, self._usual = (lengths[-1], lengths[len(lengths) * 9 // 10]) if lengths else (0, 0)
        going_on = [
            after.gap for line, after in pairwise(lines) if after.words[0].islower() and line.words[-1] not in ".;:"
        ]
        self._broken = self._width <= _WIDEST and len(going_on) > _WRAPPED * max(1, len(lines))
        # Empty lines part paragraphs unless they stand between broken lines too, or not before each label.
        opened = [after.gap > 1 for line, after in pairwise(lines) if self._opener(after) and line.words[-1] in ".;:"]
        tight = going_on.count(1) > 0.8 * max(1, len(going_on))
        self._spaced = tight and len(opened) > 2 and opened.count(True) > 0.8 * len(opened)

    def _opener(self, line: _Line) -> re.Match[str] | None:
        if _goes_on(line.words):
            return None
        return _OPENER.match(self._text, line.start, line.end + 1)

    def _is_new(self, last: _Line, line: _Line, opener: re.Match[str] | None) -> bool:
        """Whether a line opens a paragraph behind another."""
        before = last.words
        ended = before.endswith(_ENDED)
        if opener is not None:
            if self._broken and self._spaced and line.gap == 1 and not ended:
                return False
            return self._opens(opener, before, ended=ended)
        if self._bold and self._is_bold(last.end - 1) and self._is_bold(line.start):
            return False
        if ended and line.words.startswith(_CLOSING):
            return True
        head = line.words[0]
        if head.islower() or head in ",;.)%…" or (head.isdigit() and not ended):
            return False
        if self._broken and self._spaced:
            return line.gap > 1
        if not before.endswith(_OPEN_ENDS) and line.words.startswith(words("first_words")):
            return True
        if ended:
            return not (self._broken and before[-1] in ".;" and self._fills(last, line))
        if before.endswith(_OPEN_ENDS):
            return False
        if self._bold:
            return not self._broken or self._is_bold(last.end - 1) or self._is_bold(line.start)
        return not self._broken or len(last.words) < _TITLE_SHARE * self._usual

    def _opens(self, opener: re.Match[str], before: str, *, ended: bool) -> bool:
        kind = opener.lastgroup
        head = self._text[opener.end() : opener.end() + 1]
        if kind in ("dash", "plus") and not ended and head.islower():
            return False
        return ended or kind not in _PIN_POINT or not before.endswith(_PIN_POINT[kind])

    def _is_bold(self, offset: int) -> bool:
        return bisect_left(self._bold, offset + 1) % 2 == 1

    def _fills(self, last: _Line, line: _Line) -> bool:
        """Whether the next line's first word would not have fitted: the line was broken by its width."""
        return len(last.words) + 1 + len(line.words.split(" ", 1)[0]) > self._width

    def _paragraph(self, first: _Line, last: _Line, opener: re.Match[str] | None) -> Paragraph:
        start, end = first.start, last.end
        if opener is None and first.words in ("Điều", "ĐIỀU"):
            opener = _OPENER.match(self._text, start, end + 1)
        if opener is None:
            return Paragraph("plain", "", start, start, end, " ".join(self._text[start:end].split()))
        kind = opener.lastgroup or "plain"
        label = opener["article_no"] or opener[kind]
        body = min(opener.end(), end)
        return Paragraph(kind, label.strip(" .)/(-+"), start, body, end, " ".join(self._text[body:end].split()))

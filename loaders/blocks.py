"""Paragraphs and sentences, found backwards from a place: hard line breaks do not end a paragraph."""

from __future__ import annotations

import re

# A line that opens a paragraph whatever stands before it: bullets, numbers, letters, `Điều 3`, `Căn cứ`.
_OPENER = re.compile(
    r"[ \#>]*(?:[-+•●▪◦]\s*\S|\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)]\s|[a-zđ]\s?[.)]\s|[IVX]{1,5}\s?[.)]\s|\([ivx\d]{1,4}\)"
    r"|(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?\s*[.:\n]|Căn\s+cứ\s|Xét\s|Theo\s+đề\s+nghị|Phụ\s+lục\s|PHỤ\s+LỤC|Chương\s+[IVX]|Mục\s+[IVX\d]"
    r"|Thực\s+hiện\s|Triển\s+khai\s|Thi\s+hành\s|Tiếp\s+tục\s|Trên\s+cơ\s+sở\s|Nhằm\s)"
)
_LINES = 60
"""A paragraph of more hard-broken lines than this is cut here: keeps the search linear."""
_SENTENCE_END = re.compile(r"[.!?]\s*(?:[”\")]\s*)?\s(?=[A-ZĐÀ-ỸƯƠÂÊÔ“\"(]|\d+\.\s)")
_LONGEST = 1500
"""No sentence is longer; keeps a paragraph of many mentions from being read for each of them."""
_NO_END = (
    "TP.",
    "Tp.",
    "tr.",
    "số.",
    "St.",
    "v.v.",
    "PGS.",
    "TS.",
    "GS.",
    "KT.",
    "TM.",
    "Q.",
    "P.",
    "ông.",
    "No.",
)


class Blocks:
    """Where paragraphs begin in one text (line ends kept); remembers the last answer."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, tuple[int, int]] = {}
        """Line start -> (start of its paragraph, lines between): each line is walked over once."""

    def start(self, offset: int) -> int:
        """The offset where the paragraph around a place begins."""
        line = self._text.rfind("\n", 0, offset) + 1
        known = self._known
        walked: list[int] = []
        start, above = line, 0
        while True:
            found = known.get(start)
            if found is not None:
                start, above = found
                break
            walked.append(start)
            previous = self._line_above(start)
            if previous is None:
                break
            start = previous
        for distance, each in enumerate(reversed(walked), above):
            if distance >= _LINES:
                start, above = each, distance
            known[each] = (start, distance % _LINES)
        return start

    def _line_above(self, start: int) -> int | None:
        """The start of the line that a line goes on from; None if it opens a paragraph."""
        text = self._text
        if start == 0 or _OPENER.match(text, start):
            return None
        end = start - 1
        while end > 0 and text[end - 1].isspace():
            end -= 1
        if end == 0 or text[end - 1] in ".;:!?":
            return None
        previous = text.rfind("\n", 0, end) + 1
        if end - previous < 45 and text.count("\n", end, start) > 1:
            head = text[start : start + 80].lstrip(" #")[:1]
            if head.isupper() or head in '“"(':
                return None
        return previous


def _may_end(flat: str, start: int, end: int) -> bool:
    """Whether a sentence may end between two places; one letter is looked for first, that is quickest."""
    dot = flat.find(".", start, end)
    if dot >= 0 and (
        flat.find(". ", dot, end) >= 0 or flat.find(".”", dot, end) >= 0 or flat.find(".)", dot, end) >= 0
    ):
        return True
    return flat.find("!", start, end) >= 0 or flat.find("?", start, end) >= 0


def sentence_start(flat: str, block: int, offset: int) -> int:
    """Where the sentence around a place begins, not before its paragraph."""
    start = block = max(block, offset - _LONGEST)
    if not _may_end(flat, block, offset):
        return start
    for match in _SENTENCE_END.finditer(flat, block, offset):
        if not flat.endswith(_NO_END, block, match.start() + 1):
            start = match.end()
    return start


def sentence_end(flat: str, offset: int, reach: int = 600) -> int:
    """Where the sentence around a place ends, at most `reach` characters on."""
    match = _SENTENCE_END.search(flat, offset, offset + reach)
    return match.start() + 1 if match else min(len(flat), offset + reach)

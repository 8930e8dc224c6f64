"""The sentence around a place of a text, as a quotation with exact offsets."""

from __future__ import annotations

import re

LONGEST = 600
"""Characters; headings and tables without a full stop are cut here, at a blank."""
# A sentence ends at `.`, `;`, `!`, `?` before a blank, or where a paragraph does. A point inside a number
# (`66.7/2025/NQ-CP`, `TP. Huế` before a capital is taken for an end, which costs words, never offsets).
# Marks of emphasis and of quoted speech may close behind it: `ngày 25 tháng 6 năm 2025;*`.
_END = re.compile(r"[.;!?…][*_”\"]{0,3}(?=\s)|\n\s*\n")
_MARKS = frozenset("*_#>|")
"""Signs of Markdown that no quotation begins or ends with."""
_BLANK = re.compile(r"\s")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the sentence that holds text[start:end], at most LONGEST further to each side."""
    low = max(0, start - LONGEST)
    first = low
    for match in _END.finditer(text, low, start):
        if match.end() <= start and match.end() > match.start():
            first = match.end()
    limit = min(len(text), end + LONGEST)
    found = _END.search(text, end, limit)
    last = found.end() if found else limit
    if first == low > 0:
        first = _after_blank(text, first, start)
    if last == limit < len(text):
        last = _before_blank(text, end, last)
    return _strip(text, first, last, start, end)


def _after_blank(text: str, first: int, start: int) -> int:
    blank = _BLANK.search(text, first, start)
    return blank.end() if blank else start


def _before_blank(text: str, end: int, last: int) -> int:
    cut = max(text.rfind(" ", end, last), text.rfind("\n", end, last))
    return cut if cut >= end else end


def _strip(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    while first < start and _idle(text[first]):
        first += 1
    while last > end and _idle(text[last - 1]):
        last -= 1
    return first, last


def _idle(letter: str) -> bool:
    return letter.isspace() or letter in _MARKS

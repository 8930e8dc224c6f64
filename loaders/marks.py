"""Characters that nobody sees and that can hide or turn a text: reported, never removed."""

from __future__ import annotations

import re
import unicodedata

from luocdo.graph.model import Problem

_UNSEEN = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_BROKEN = "\ufffd"


def unseen_marks(text: str) -> list[Problem]:
    """One warning for each invisible or direction-turning character, at its first place, with its count."""
    if text.isascii():
        return []
    first: dict[str, int] = {}
    count: dict[str, int] = {}
    for match in _UNSEEN.finditer(text):
        first.setdefault(match[0], match.start())
        count[match[0]] = count.get(match[0], 0) + 1
    problems = [
        _warning(f"invisible character U+{ord(mark):04X} {unicodedata.name(mark)}", start, count[mark])
        for mark, start in first.items()
    ]
    if (start := text.find(_BROKEN)) >= 0:
        problems.append(_warning("replacement character U+FFFD: letters were lost before", start, text.count(_BROKEN)))
    return problems


def _warning(what: str, start: int, count: int) -> Problem:
    times = "once" if count == 1 else f"{count} times, first here"
    return Problem("warning", f"{what}, {times}", start, start + 1)

"""The province of a local document whose head does not name it: by place line, text or newspaper."""

from __future__ import annotations

import re
from collections import Counter

from luocdo.graph.places import find_province
from luocdo.loaders.letters import UPPER

_MOST = 60
"""Places looked at in one text; the first sixty settle it."""
_WORD = re.compile(rf"\s*(?:-\s*)?([{UPPER}]\w*)")
_LONGEST = 5
_PAPERS = (
    "Báo và Phát thanh, truyền hình",
    "Báo và Phát thanh, Truyền hình",
    "Báo và phát thanh, truyền hình",
    "Báo và Phát thanh - Truyền hình",
    "Báo",
    "báo",
)
_OLD = re.compile(r"\s*\(?(?:cũ|trước đây|nay là|trước sắp xếp)")


def province_in(words: str) -> str | None:
    """The province that a few words name, at their end: `phúc TP. Hồ Chí Minh`, `Thành phố Huế`."""
    parts = words.replace(",", " ").split()
    for size in range(min(len(parts), _LONGEST + 2), 0, -1):
        found = find_province(" ".join(parts[-size:]))
        if found is not None:
            return found.name
    return None


def province_at(flat: str, offset: int) -> tuple[str, int] | None:
    """The province whose name begins at an offset, the longest reading first."""
    ends: list[int] = []
    position = offset
    while len(ends) < _LONGEST and (match := _WORD.match(flat, position, position + 24)):
        position = match.end()
        ends.append(position)
    for end in reversed(ends):
        found = find_province(flat[offset:end].strip())
        if found is not None:
            return found.name, end
    return None


def province_of_text(flat: str, start: int, end: int) -> str | None:
    """The province a text speaks of as its own: the most frequent `tỉnh X`, `thành phố X`, else `Báo X`."""
    votes: Counter[str] = Counter()
    for mark in ("tỉnh ", "thành phố ", "Thành phố "):
        place = start
        for _ in range(_MOST):
            place = flat.find(mark, place, end)
            if place < 0:
                break
            place += len(mark)
            named = province_at(flat, place)
            if named is not None and not _OLD.match(flat, named[1]):
                votes[named[0]] += 1
    if votes:
        best = votes.most_common(2)
        if len(best) == 1 or best[0][1] > best[1][1]:
            return best[0][0]
    return _newspaper(flat, start, end)


def _newspaper(flat: str, start: int, end: int) -> str | None:
    """`Báo Tuyên Quang` among the recipients: the only word of the place in some texts."""
    for paper in _PAPERS:
        place = start
        for _ in range(_MOST):
            place = flat.find(f"{paper} ", place, end)
            if place < 0:
                break
            place += len(paper) + 1
            named = province_at(flat, place)
            if named is not None:
                return named[0]
    return None

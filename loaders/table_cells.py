"""Cells of tables in a text: where each stands, its words, and which of its line breaks somebody meant."""

from __future__ import annotations

import re
from itertools import pairwise

from luocdo.graph.model import Record

_MARKS = "*_#"
_LONGEST = 4_000
_NARROW = 60
"""No page breaks a line before so many characters: a shorter line ends where its writer ended it."""
_LABEL = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.)]?|(?P<roman>[IVX]{1,6}|[A-H])[.)]?|(?P<letter>[a-zđ])[.)]"
)


class Cell(Record, frozen=True):
    """One cell: offsets in the original text, its words, and the lines of them that were broken on purpose.

    `last` and `room` are the lengths of its last line and of the longest that has room in it.
    """

    start: int
    end: int
    words: str
    lines: tuple[str, ...] = ()
    last: int = 0
    room: int = 0


Row = list[Cell]


def cell(text: str, start: int, end: int, room: int = 0) -> Cell:
    """The cell between two offsets; `room` is its width where the table is drawn, 0 where it is not."""
    raw = text[start:end]
    begin = start + len(raw) - len(raw.lstrip())
    stop = max(begin, start + len(raw.rstrip()))
    for mark in _MARKS:
        if mark in raw:
            raw = raw.replace(mark, "")
    pieces = [" ".join(piece.split()) for piece in raw.split("\n")] if "\n" in raw else [" ".join(raw.split())]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return Cell(begin, stop, "", room=room)
    room = room or max(_NARROW, *map(len, pieces))
    lines = [pieces[0]]
    for above, piece in pairwise(pieces):
        _go_on(lines, piece, meant=_has_room(len(above), piece, room))
    return Cell(begin, stop, " ".join(pieces), tuple(lines), len(pieces[-1]), room)


def joined(one: Cell, other: Cell, *, meant: bool | None = None) -> Cell:
    """Two parts of a cell as one; `meant`: the break between them was made by the writer (None: by the room left)."""
    if not other.words or len(one.words) > _LONGEST:
        return one
    if not one.words:
        return other
    if meant is None:
        meant = _has_room(one.last, other.words, one.room)
    lines = list(one.lines)
    _go_on(lines, other.lines[0], meant=meant)
    lines += other.lines[1:]
    return Cell(one.start, other.end, f"{one.words} {other.words}", tuple(lines), other.last, one.room)


def blank(offset: int) -> Cell:
    """A cell that a table does not have, being covered by another."""
    return Cell(offset, offset, "")


def label_of(words: str) -> re.Match[str] | None:
    """The number of a row, if a cell holds nothing else: group `number` (`3.1`), `roman` (`IV`, `B`), `letter`."""
    return _LABEL.fullmatch(words)


def _has_room(length: int, following: str, room: int) -> bool:
    """Whether the first word of the next line would have stood in this one."""
    return length + 1 + len(following.split(" ", 1)[0]) <= room


def _go_on(lines: list[str], piece: str, *, meant: bool) -> None:
    if meant:
        lines.append(piece)
    else:
        lines[-1] = f"{lines[-1]} {piece}"

"""Tables as texts carry them: rows drawn with bars, a line a row, cells below one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from luocdo.loaders.table_cells import Cell, Row, blank, cell, joined, label_of
from luocdo.loaders.table_heads import MOST_COLUMNS, Head, first_labelled, head_of, is_numbered

_BAR = re.compile(r"^[^\S\n]*\|[^\S\n]*$", re.MULTILINE)
_LONGEST_CELL = 4_000
_LONGEST_NUMBER = 8
_LONGEST_GAP = 2_000
_NEXT_PARAGRAPH = re.compile(r"\n\s*\n")
_TIME = re.compile(r"(?:quý|tháng|năm|ngày|trước|từ|hằng|hàng|thường xuyên|định kỳ|\d{1,2}/|20\d\d)", re.IGNORECASE)


class Placed(NamedTuple):
    """A row below its head, each cell in its column."""

    head: Head
    row: Row


# --- cells below one another ---


def stacked(text: str, start: int) -> Iterator[Placed]:
    """Rows of tables whose cells stand one below another, a bar on a line of its own between them."""
    return _in_rows(_stacked_cells(text, [match.span() for match in _BAR.finditer(text, start)]))


def _stacked_cells(text: str, bars: list[tuple[int, int]]) -> list[Cell]:
    """The cells between bars; a text between two tables is one too, of no table."""
    return [cell(text, a[1], b[0]) for a, b in pairwise(bars) if b[0] - a[1] < _LONGEST_CELL]


def _in_rows(cells: list[Cell]) -> Iterator[Placed]:
    """Behind a row's last cell stands one empty cell; empty cells within a row look the same.

    So the head's width tells where a row ends, and where that does not fit, a row that lacks the cells others
    span ends with its run of filled cells.
    """
    head: Head | None = None
    at = 0
    while at < len(cells):
        end = at
        while end < len(cells) and cells[end].words:
            end += 1
        run = cells[at:end]
        if run and (found := _stacked_head(run)):
            head, at = found, end + 1
            continue
        if head is None:
            at = end + 1
            continue
        if not run and head.numbered and at + 1 < len(cells) and label_of(cells[at + 1].words):
            at += 1
            continue
        row = cells[at : at + head.width]
        behind = at + head.width
        if len(row) == head.width and not (behind < len(cells) and cells[behind].words) and not _holds_next(head, row):
            yield Placed(head, row)
            at = behind + 1
            continue
        run = _with_time(head, run, cells[end + 1 : end + 1 + head.width])
        fitting = head.fit(run) if len(run) > 1 else None
        if fitting:
            yield Placed(head, fitting)
        at = max(at + len(run), at) + 1


def _stacked_head(run: Row) -> Head | None:
    """The head at the end of a run of filled cells: from `STT` on, or from its first labelled column."""
    run = run[-MOST_COLUMNS:]
    starts = [index for index, each in enumerate(run) if is_numbered(each.words)]
    return head_of(run[starts[-1] if starts else first_labelled(run) :])


def _holds_next(head: Head, row: Row) -> bool:
    """Whether cells of the next row stand within this one: its number, or a text where a number should stand."""
    if not head.numbered or not row[0].words:
        return False
    own = label_of(row[0].words)
    if own is None:
        return len(row[0].words) > _LONGEST_NUMBER
    for above, each in pairwise(row[1:]):
        found = label_of(each.words) if not above.words and each.words else None
        if found and (found["roman"] or _follows(own, found)):
            return True
    return False


def _follows(own: re.Match[str], found: re.Match[str]) -> bool:
    if not found["number"] or not own["number"]:
        return False
    return int(found["number"].split(".")[-1]) == int(own["number"].split(".")[-1]) + 1


def _with_time(head: Head, run: Row, following: Row) -> Row:
    """A run that ends before an empty cell of those who help, with the time behind that cell."""
    at = head.columns.get("time", 0)
    if len(run) != at - 1 or not run or not label_of(run[0].words) or at - 1 != head.columns.get("support"):
        return run
    more: Row = []
    for each in following:
        if not each.words:
            break
        more.append(each)
    if not more or not _TIME.match(more[0].words) or len(run) + 1 + len(more) > head.width:
        return run
    return [*run, blank(run[-1].end), *more]


# --- rows in lines ---


def lined(text: str, start: int) -> Iterator[Placed]:
    """Rows of tables with a line a row, drawn ones whose rows take several lines among them."""
    return _Lines(text).rows(start)


class _Lines:
    """Walks over the lines with bars; a row is given when the next begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._head: Head | None = None
        self._row: Row = []
        self._bars: tuple[int, ...] = ()
        self._is_new = True
        """No row of this table was read yet."""

    def rows(self, start: int) -> Iterator[Placed]:
        text = self._text
        bar = text.find("|", start)
        last = 0
        while bar >= 0:
            position = text.rfind("\n", 0, bar) + 1
            end = text.find("\n", bar)
            end = end if end >= 0 else len(text)
            if position > last + 1:
                yield from self._gap(last, position)
            line = text[position:end]
            if line.count("|") > 2 * MOST_COLUMNS and not self._bars:
                yield from self._give()
                yield from _in_rows(_row_cells(text, position, line))
            elif line.count("|") > 1 or " | " in line:
                yield from self._line(position, line)
            last = end
            bar = text.find("|", last)
        yield from self._give()

    def _gap(self, last: int, position: int) -> Iterator[Placed]:
        """Lines without bars: the next paragraphs of a cell where the row lacks cells, or the table's end."""
        between = self._text[last:position]
        row = self._row if not self._bars else []
        lacks = bool(row and self._head and len(row) < self._head.width)
        titles = bool(row) and is_numbered(row[0].words) and _is_lower(between.strip())
        if (lacks or titles) and len(between) < _LONGEST_GAP and not _NEXT_PARAGRAPH.search(between):
            self._row[-1] = joined(self._row[-1], cell(self._text, last, position), meant=True)
            return
        yield from self._give()
        if _NEXT_PARAGRAPH.search(between):
            self._is_new = True

    def _line(self, position: int, line: str) -> Iterator[Placed]:
        row = _row_cells(self._text, position, line)
        bars = tuple(match.start() for match in re.finditer(r"\|", line))
        if line.lstrip().startswith("|"):
            spread = self._spread(row, bars)
            if self._row and len(spread) == len(self._row) and not spread[0].words and set(bars) <= set(self._bars):
                self._row = [joined(one, other) for one, other in zip(self._row, spread, strict=True)]
                return
            yield from self._give()
            self._row, self._bars = spread, self._head.bars if spread is not row and self._head else bars
            return
        if self._goes_on(row):
            self._row = [*self._row[:-1], joined(self._row[-1], row[0], meant=True), *row[1:]]
            return
        yield from self._give()
        self._row, self._bars = row, ()

    def _spread(self, row: Row, bars: tuple[int, ...]) -> Row:
        """The cells of a drawn row in the columns they begin in; the same where the bars are others."""
        head = self._head
        if head is None or len(row) >= head.width or len(head.bars) != head.width + 1:
            return row
        if not set(bars) <= set(head.bars):
            return row
        spread = [blank(row[0].start)] * head.width
        for bar, each in zip(bars, row, strict=False):
            spread[bisect_left(head.bars, bar)] = each
        return spread

    def _goes_on(self, row: Row) -> bool:
        """Whether a line without a bar at its start goes on in the last cell of the row that lacks cells."""
        head, above = self._head, self._row
        if not above or self._bars:
            return False
        if is_numbered(above[0].words):
            return _is_lower(row[0].words)
        if head is None:
            return False
        if len(above) == head.width or len(above) + len(row) - 1 > head.width:
            return False
        if head.numbered and label_of(row[0].words):
            return False
        below = head.fit(row)
        return below is None or len(above) == head.columns["lead"]

    def _give(self) -> Iterator[Placed]:
        row, self._row = self._row, []
        if not row:
            return
        head = head_of(row, self._bars)
        if head:
            self._head = head
        elif self._head and self._is_new and len(row) != self._head.width and len(row) > 1:
            self._head = None
        elif self._head and (fitting := self._head.fit(row)):
            yield Placed(self._head, fitting)
        self._is_new = False


def _is_lower(words: str) -> bool:
    """Whether a line goes on in a title: `Cơ quan` and below `chủ trì`."""
    return words[:1].islower() and label_of(words) is None


def _row_cells(text: str, position: int, line: str) -> Row:
    bars = [match.start() for match in re.finditer(r"\|", line)]
    edges = [-1, *bars, len(line)]
    drawn = not line[: bars[0]].strip()
    if drawn:
        edges = edges[1:]
    if drawn and not line[bars[-1] + 1 :].strip():
        edges = edges[:-1]
    return [cell(text, position + a + 1, position + b, b - a - 1 if drawn else 0) for a, b in pairwise(edges)]

"""Activity lists set as tables: a column of what is to be done, one of who leads, one of the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from luocdo.graph.model import Record
from luocdo.loaders.activities import Activity
from luocdo.loaders.agency_lists import is_body
from luocdo.loaders.task_agencies import names_from
from luocdo.loaders.task_words import words
from luocdo.loaders.word_trees import tree_of

_COLUMNS = {"lead": "lead_labels", "support": "support_labels", "time": "time_labels", "matter": "matter_labels"}
_BAR = re.compile(r"^[^\S\n]*\|[^\S\n]*$", re.MULTILINE)
_BULLET = re.compile(r"(?:^|\s)[-+•]\s(?=[A-ZĐ])|;\s*")
_NUMBERED = re.compile(r"(?:S?TT|Số TT|Số thứ tự|#)\.?", re.IGNORECASE)
_MARKS = "*_#"
_BEFORE = 600
"""The other columns' heads stand at most so far before that of the leads."""
_MOST_COLUMNS = 12
_LONGEST_CELL = 4_000


class Cell(Record, frozen=True):
    """One cell: offsets in the original text, and its words."""

    start: int
    end: int
    words: str


Row = list[Cell]


def table_activities(text: str) -> list[Activity]:
    """The rows of all activity tables of an original text; offsets are of that text."""
    gate = _gate().search(text) if "|" in text else None
    if gate is None:
        return []
    start = text.rfind("\n\n", 0, max(0, gate.start() - _BEFORE)) + 1
    found: list[Activity] = []
    for table in (_stacked(text, start), _lined(text, start)):
        columns: dict[str, int] = {}
        width = 0
        for row in table:
            heads = _columns(row)
            if heads:
                columns, width = heads, len(row)
            elif columns and len(row) == width and (activity := _activity(row, columns)):
                found.append(activity)
            elif len(row) != width and len(row) > 1:
                columns = {}
    return sorted(found)


def _cell(text: str, start: int, end: int) -> Cell:
    raw = text[start:end]
    begin = start + len(raw) - len(raw.lstrip())
    stop = max(begin, start + len(raw.rstrip()))
    for mark in _MARKS:
        if mark in raw:
            raw = raw.replace(mark, "")
    return Cell(begin, stop, " ".join(raw.split()))


def _lined(text: str, start: int) -> Iterator[Row]:
    """Rows of tables drawn with a line a row; a row whose first cell is empty goes on with the one above."""
    above: Row = []
    bar = text.find("|", start)
    last = 0
    while bar >= 0:
        position = text.rfind("\n", 0, bar) + 1
        end = text.find("\n", bar)
        line = text[position : end if end >= 0 else len(text)]
        if above and position > last + 1:
            yield above
            above = []
        if line.count("|") > 1 or " | " in line:
            row = _split_line(text, position, line)
            if above and len(row) == len(above) and not row[0].words and line.lstrip().startswith("|"):
                above = [_joined(one, other) for one, other in zip(above, row, strict=True)]
            else:
                if above:
                    yield above
                above = row
        last = position + len(line)
        bar = text.find("|", last)
    if above:
        yield above


def _split_line(text: str, position: int, line: str) -> Row:
    bars = [match.start() for match in re.finditer(r"\|", line)][: _MOST_COLUMNS + 1]
    edges = [-1, *bars, len(line)]
    if not line[: bars[0]].strip():
        edges = edges[1:]
    if not line[bars[-1] + 1 :].strip():
        edges = edges[:-1]
    return [_cell(text, position + a + 1, position + b) for a, b in pairwise(edges)]


def _joined(one: Cell, other: Cell) -> Cell:
    if not other.words or len(one.words) > _LONGEST_CELL:
        return one
    return Cell(one.start if one.words else other.start, other.end, f"{one.words} {other.words}".strip())


def _stacked(text: str, start: int) -> Iterator[Row]:
    """Rows of tables whose cells stand one below another, a bar on a line of its own between them.

    Behind a row's last cell stands one empty cell; empty cells within a row look the same, so the header's
    width tells where each row ends.
    """
    bars = [match.span() for match in _BAR.finditer(text, start)]
    cells = [_cell(text, a[1], b[0]) for a, b in pairwise(bars) if b[0] - a[1] < _LONGEST_CELL]
    at = 0
    while at < len(cells):
        run = at
        while run < len(cells) and cells[run].words:
            run += 1
        header = _header(cells[at:run])
        width, at = len(header), run
        if width < 2:
            at += 1
            continue
        yield header
        at += 1
        while at + width <= len(cells):
            if at + width < len(cells) and cells[at + width].words:  # a cell spans several columns or rows
                start = at
                while at < len(cells) and cells[at].words:
                    at += 1
                short = cells[start:at]
                if len(short) == width - 1 and short[0].words[0].isdigit():
                    yield [*short, Cell(short[-1].end, short[-1].end, "")]
                at += 1
                continue
            yield cells[at : at + width]
            at += width + 1


def _header(run: Row) -> Row:
    """The head at the end of a run of filled cells: from `STT` on, or from its first labelled column."""
    run = run[-_MOST_COLUMNS:]
    starts = [index for index, cell in enumerate(run) if _NUMBERED.fullmatch(cell.words)]
    found = run[starts[-1] :] if starts else run[min(_columns(run).values(), default=len(run)) :]
    return found if _columns(found) else []


@cache
def _gate() -> re.Pattern[str]:
    """A cell that holds the head of the column of leads and no more: few texts with bars have one."""
    leads = tree_of(words(_COLUMNS["lead"]), any_case=True)
    return re.compile(rf"\|[\s*_]*+{leads}[^|\n]{{0,30}}[\s*_]*\|")


@cache
def _label() -> re.Pattern[str]:
    kinds = (rf"(?P<{kind}>{tree_of(words(part), any_case=True)})" for kind, part in _COLUMNS.items())
    return re.compile(rf"(?:{'|'.join(kinds)})(?(time)(?:\s.{{0,30}})?|(?:\s+(?:(?i:thực hiện)|\(.*\)))?)\s*:?")


def _columns(row: Row) -> dict[str, int]:
    """Which column holds what, if a row is the head of an activity table."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        label = _label().fullmatch(cell.words) if len(cell.words) < 60 else None
        if label and label.lastgroup:
            found.setdefault(label.lastgroup, index)
    return found if "lead" in found and len(found) > 1 else {}


def _activity(row: Row, columns: dict[str, int]) -> Activity | None:
    leads = _names(row[columns["lead"]])
    if not leads:
        return None
    supporting = _names(row[columns["support"]]) if "support" in columns else ()
    times = (row[columns["time"]].words,) if "time" in columns else ()
    filled = [cell for cell in row if cell.words]
    return Activity(filled[0].start, filled[-1].end, leads, supporting, times)


def _names(cell: Cell) -> tuple[str, ...]:
    listed = (name for part in _BULLET.split(cell.words) for name in names_from(part, 0))
    return tuple(dict.fromkeys(name for name in listed if is_body(name)))

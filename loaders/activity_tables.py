"""Activity lists set as tables: a column of what is to be done, one of who leads, one of the time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luocdo.loaders.activities import Activity
from luocdo.loaders.agency_lists import head_of_name, is_body
from luocdo.loaders.table_cells import Cell, Row, label_of
from luocdo.loaders.table_heads import Head, gate
from luocdo.loaders.task_agencies import names_from
from luocdo.loaders.task_words import words
from luocdo.loaders.text_tables import lined, stacked

_BULLET = re.compile(r"(?:^|\s)[-+•]\s(?=[A-ZĐ])|;\s*")
_OWN_BULLET = re.compile(r"[-+•]\s")
_GROUP = re.compile(r"([IVX]{1,6}|[A-H])[.)]?\s")
# A name that goes on in the next line: `Các phòng thuộc`, `Sở Y tế và`.
_GOES_ON = re.compile(r"(?:^|[\s,])(?:thuộc|của|và|hoặc|với|các|tại|ở|cho|do|là|[-–&])\Z|[,(]\Z", re.IGNORECASE)
_FARTHEST = 3_000
"""Two rows of one table stand no farther apart."""
_BEFORE = 600
"""The other columns' heads stand at most so far before that of the leads."""


def table_activities(text: str) -> list[Activity]:
    """The rows of all activity tables of an original text; offsets are of that text."""
    found_gate = gate().search(text) if "|" in text else None
    if found_gate is None:
        return []
    start = text.rfind("\n\n", 0, max(0, found_gate.start() - _BEFORE)) + 1
    found: list[Activity] = []
    for rows in (stacked(text, start), lined(text, start)):
        label = _Label()
        for head, row in rows:
            label.read(head, row)
            if activity := _activity(head, row, label.path):
                found.append(activity)
    return sorted(found)


def table_spans(rows: list[Activity]) -> list[tuple[int, int]]:
    """Where the tables of some rows stand, from head to last row; what stands between two tables is of none."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][0] == row.head and row.start - spans[-1][1] < _FARTHEST:
            spans[-1] = (row.head, max(row.end, spans[-1][1]))
        else:
            spans.append((row.head if row.start - row.head < _FARTHEST else row.start, row.end))
    return spans


class _Label:
    """The number of the row that is read, with that of the group above it: `II.3`, `I.1.2`."""

    def __init__(self) -> None:
        self._head: Head | None = None
        self._group = self._number = ""

    def read(self, head: Head, row: Row) -> None:
        if head is not self._head:
            self._head, self._group, self._number = head, "", ""
        filled = [cell for cell in row if cell.words]
        label = label_of(row[0].words) if head.numbered else None
        if label and label["roman"]:
            self._group, self._number = label["roman"], ""
        elif label and label["number"]:
            self._number = label["number"]
        elif len(filled) == 1 and (group := _GROUP.match(filled[0].words)):
            self._group, self._number = group[1], ""

    @property
    def path(self) -> str:
        """The number of this row; one without has that of the row above."""
        return ".".join(part for part in (self._group, self._number) if part)


def _activity(head: Head, row: Row, label: str) -> Activity | None:
    columns = head.columns
    leads = _names(row[columns["lead"]])
    if not leads:
        return None
    supporting = _names(row[columns["support"]]) if "support" in columns else ()
    times = (row[columns["time"]].words,) if "time" in columns else ()
    filled = [cell for cell in row if cell.words]
    matter = row[columns["matter"]].words if "matter" in columns else ""
    end = max(cell.end for cell in filled)
    return Activity(filled[0].start, end, leads, supporting, times, label, head.start, matter)


def _names(cell: Cell) -> tuple[str, ...]:
    """The bodies of a cell: they stand behind bullets and semicolons, or on lines of their own."""
    listed = (name for part in _parts(cell) for name in names_from(part, 0, in_cell=True))
    return tuple(dict.fromkeys(name for name in listed if is_body(name)))


def _parts(cell: Cell) -> Iterator[str]:
    lines: list[str] = []
    for line in cell.lines:
        if lines and not _OWN_BULLET.match(line) and not _begins_another(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    for line in lines:
        # Within a line a dash may be a name's: `Bộ Lao động - Thương binh và Xã hội`.
        parts = _BULLET.split(line)
        kept = parts[:1]
        for mark, part in zip(_BULLET.finditer(line), parts[1:], strict=True):
            if ";" in mark[0] or not kept[-1] or is_body(part):
                kept.append(part)
            else:
                kept[-1] = f"{kept[-1]}{mark[0]}{part}"
        yield from kept


def _begins_another(above: str, line: str) -> bool:
    """Whether a line of its own opens another body: `Sở Y tế` below `Sở Nội vụ`, not below `Giám đốc`."""
    head = head_of_name().match(above)
    if head is None or not above[head.end() :].strip() or _GOES_ON.search(above) or above in words("offices"):
        return False
    return line[0].isupper() and " " in line and is_body(line)

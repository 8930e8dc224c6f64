"""Heads of activity tables: which column says what is to be done, who leads, who helps, by when."""

from __future__ import annotations

import re
from functools import cache

from luocdo.graph.model import Record
from luocdo.loaders.agency_lists import is_body
from luocdo.loaders.table_cells import Row, blank, label_of
from luocdo.loaders.task_agencies import has_verb
from luocdo.loaders.task_words import words
from luocdo.loaders.word_trees import tree_of

_COLUMNS = {"lead": "lead_labels", "support": "support_labels", "time": "time_labels", "matter": "matter_labels"}
_NUMBERED = re.compile(r"(?:S?TT|Số TT|Số thứ tự|#)\.?", re.IGNORECASE)
_LONGEST_HEAD = 60
MOST_COLUMNS = 12
# How long a procedure takes is no time of work given: `Thời hạn giải quyết`, with `Phí, lệ phí` beside it.
_NOT_DUE = r"(?!(?i:giải quyết|trả kết quả|xử lý hồ sơ))"
_FEWEST_WORDS = 4
"""What is to be done is told in no fewer words, where nothing but them shows that a cell tells it."""


class Head(Record, frozen=True):
    """The head of a table: its columns by what they hold, where it stands, the bars of a drawn one."""

    columns: dict[str, int]
    width: int
    start: int
    numbered: bool
    bars: tuple[int, ...] = ()

    def fit(self, run: Row) -> Row | None:
        """The cells of a row in their columns; None where cells are missing and it cannot be told which.

        Cells that span rows or columns leave those behind them with too few. A row that begins with its number
        has its first columns; one without has the second on, if a text stands before a body there.
        """
        if len(run) == self.width:
            return run
        if not run or len(run) > self.width or not self.numbered:
            return None
        shift = 0 if label_of(run[0].words) else 1
        if shift and (self.columns.get("matter") != 1 or not _tells(run[0].words)):
            return None
        if shift + len(run) > self.width:
            return None
        row = [blank(run[0].start)] * shift + run + [blank(run[-1].end)] * (self.width - shift - len(run))
        return row if self._holds(row, numbered=not shift) else None

    def _holds(self, row: Row, *, numbered: bool) -> bool:
        """Whether each cell can be what its column holds; a row without lead is a title of those below it."""
        lead, *others = (row[self.columns[part]].words if part in self.columns else "" for part in _COLUMNS)
        if not lead:
            return numbered and not any(others[:2])
        support, time, _ = others
        return is_body(lead) and not has_verb(lead) and (not support or is_body(support)) and not is_body(time)


def is_numbered(words: str) -> bool:
    """Whether a cell heads the column of numbers."""
    return _NUMBERED.fullmatch(words) is not None


def head_of(row: Row, bars: tuple[int, ...] = ()) -> Head | None:
    """The head of an activity table, if a row is one: a column of leads and another one."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        label = _label().fullmatch(cell.words) if cell.words and len(cell.words) < _LONGEST_HEAD else None
        if label and label.lastgroup:
            found.setdefault(label.lastgroup, index)
    if "lead" not in found or len(found) < 2:
        return None
    return Head(found, len(row), row[0].start, is_numbered(row[0].words), bars)


def first_labelled(row: Row) -> int:
    """The first column of a head without numbers; the length of the row if it is none."""
    head = head_of(row)
    return min(head.columns.values()) if head else len(row)


@cache
def gate() -> re.Pattern[str]:
    """A cell that holds the head of the column of leads and no more: few texts with bars have one."""
    leads = tree_of(words(_COLUMNS["lead"]), any_case=True, blank=r"\s{1,3}")
    return re.compile(rf"\|[\s*_]*+{leads}[^|\n]{{0,30}}[\s*_]*\|")


@cache
def _label() -> re.Pattern[str]:
    kinds = (rf"(?P<{kind}>{tree_of(words(part), any_case=True)})" for kind, part in _COLUMNS.items())
    return re.compile(
        rf"(?:{'|'.join(kinds)})(?(time)(?:\s{_NOT_DUE}.{{0,30}})?|(?:\s+(?:(?i:thực hiện)|\(.*\)))?)\s*:?"
    )


def _tells(words: str) -> bool:
    return len(words.split()) >= _FEWEST_WORDS and words[:1].isupper() and not is_body(words)

"""`Nơi nhận`: where the list of recipients stands, and its items."""

from __future__ import annotations

import re

from luocdo.loaders.titles import Line, is_capitals

_MARKS = ("Nơi nhận", "Nơi\nnhận", "NƠI NHẬN", "Nơi gửi")
HEAD = re.compile(r"(?:Nơi|NƠI)\s+(?:nhận|gửi|NHẬN|GỬI)\s*:?")
CELLS = re.compile(r" {2,}")
_INDENT = 80
"""In a table the words may stand this far behind the line's start."""
_ITEM = re.compile(r"[-+•]\s*(?=\S)")
_SEVERAL = re.compile(r"(?:^|(?<=[;,.:]) )[-+•]\s*")


def recipients_at(text: str, start: int, end: int) -> int | None:
    """The line that begins with `Nơi nhận:`; `Nơi nhận, hình thức gửi báo cáo` in the middle is none."""
    for mark in _MARKS:
        place = start
        while (place := text.find(mark, place, end)) >= 0:
            line = text.rfind("\n", max(start, place - _INDENT), place) + 1
            behind = text[place + len(mark) : place + len(mark) + 12].lstrip(" ")
            if line and not text[line:place].strip(" #>") and behind[:1] in (":", "\n", ""):
                return line
            place += len(mark)
    return None


def read_recipients(lines: list[Line]) -> tuple[str, ...]:
    """The items of the list that begins with the first line, one a dash; a line that goes on joins its item.

    In two columns the left one counts. The list ends behind `Lưu`.
    """
    items: list[str] = []
    for index, line in enumerate(lines):
        words = line.words if index else HEAD.sub("", line.words, count=1).strip()
        dash = _ITEM.match(words)  # blanks behind it part no columns: `*-* CT, các PCT`
        cell = words[: dash.end() if dash else 0] + words[dash.end() if dash else 0 :].partition("  ")[0].rstrip()
        if _ITEM.match(cell):
            items += (item.strip() for item in _SEVERAL.split(cell) if item.strip()) if " -" in cell else (cell,)
        elif items and index and cell[:1].isalpha() and (_goes_on(line, cell) or _ends(items[-1], cell)):
            items[-1] = f"{items[-1]} {cell}"
        if items and items[-1].lstrip("-+• ").startswith("Lưu") and index:
            break
    return tuple(item.strip(" ;,.-+•") for item in items)


def _ends(item: str, cell: str) -> bool:
    """Whether capitals end an item that stands open: `VPCP: các Vụ, Cổng` / `TTĐTCP;`."""
    return item[-1] not in ";./" and cell[-1] in ";."


def _goes_on(line: Line, cell: str) -> bool:
    """Whether a line without a dash is the rest of the item above: not the signature set between them."""
    return not is_capitals(cell) and not cell.istitle() and (not line.apart or cell[0].islower())

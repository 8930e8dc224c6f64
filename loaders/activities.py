"""Activity lists: under a title stand `Đơn vị chủ trì: …`, `Đơn vị phối hợp: …`, `Thời gian: …`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from luocdo.loaders.agency_lists import is_body, split_names
from luocdo.loaders.task_tree import Node
from luocdo.loaders.task_words import words
from luocdo.loaders.word_trees import tree_of

_KINDS = {"lead_labels": "lead", "support_labels": "support", "time_labels": "time"}


_LONGEST_LABEL = 45


class Activity(NamedTuple):
    """One row: the paragraph that says what is to be done, who leads, who helps, and the words of its time.

    Of a table also the row's number (`II.3`), where the table's head stands, and the words of what is to be done.
    """

    start: int
    end: int
    leads: tuple[str, ...]
    supporting: tuple[str, ...]
    times: tuple[str, ...]
    label: str = ""
    head: int = -1
    matter: str = ""


@cache
def _label() -> re.Pattern[str]:
    kinds = (rf"(?P<{name}>{tree_of(words(part), any_case=True)})" for part, name in _KINDS.items())
    return re.compile(rf"(?:^|[.;(]\s*)(?:{'|'.join(kinds)})(?:\s+(?i:thực hiện))?\s*\Z")


def activities(roots: list[Node]) -> list[Activity]:
    """The rows of the activity lists of a text, in order; each covers its title and what stands below."""
    found: list[Activity] = []
    for node in roots:
        _collect(node, found)
    return found


def _collect(node: Node, found: list[Activity]) -> None:
    leads: list[str] = []
    supporting: list[str] = []
    times: list[str] = []
    for each in (node, *node.below):
        for kind, value in _fields(each.paragraph.words):
            if kind == "time":
                times += [value, *(below.paragraph.words for below in each.below if each is not node)]
            else:
                (leads if kind == "lead" else supporting).extend(_names(value))
    if leads and (times or supporting):
        last = node
        while last.below:
            last = last.below[-1]
        found.append(Activity(node.paragraph.start, last.paragraph.end, tuple(leads), tuple(supporting), tuple(times)))
        return
    for each in node.below:
        _collect(each, found)


def _fields(said: str) -> list[tuple[str, str]]:
    """(kind, value) of each label in a paragraph."""
    colon = said.find(":")
    if colon < 0:
        return []
    marks: list[tuple[int, int, str]] = []
    while colon >= 0:
        label = _label().search(said[max(0, colon - _LONGEST_LABEL) : colon])
        if label and (label.start() > 0 or colon <= _LONGEST_LABEL):
            marks.append((colon - len(label[0]), colon + 1, label.lastgroup or ""))
        colon = said.find(":", colon + 1)
    ends = [*(begin for begin, _, _ in marks[1:]), len(said)]
    return [(kind, said[value:end].strip()) for (_, value, kind), end in zip(marks, ends, strict=False)]


def _names(value: str) -> list[str]:
    return [name for name in split_names(value.rstrip(" .;)")) if is_body(name)]

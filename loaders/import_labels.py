"""Labels of relations in other people's tables: what is done, and which of the two documents does it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from luocdo.graph.data_files import fail, load, record
from luocdo.graph.facts import ACTS_ON, RelationKind
from luocdo.graph.fold import fold
from luocdo.graph.identity_policy import number_year
from luocdo.graph.model import Record
from luocdo.graph.number import number_key

FILE = "imports/labels.yaml"
Done = Literal[RelationKind, "none"]
End = Literal["this", "other"]
_COUNT = re.compile(r"\s*\(\d+\)\s*$")


class Example(Record, frozen=True, forbid_unknown_fields=True):
    """A pair of documents that is so, and how the row must read."""

    this: str
    other: str
    reads: str


class Label(Record, frozen=True, forbid_unknown_fields=True):
    """One label; the fields are explained at the head of the data file."""

    label: str
    kind: Done
    by: End
    example: Example
    also: tuple[str, ...] = ()
    partial: bool = False

    def reads(self, this: str, other: str) -> str:
        """A row with this label in words: `64/2025/QH15 ends 80/2015/QH13`."""
        by, of = (this, other) if self.by == "this" else (other, this)
        return f"{by} {self.kind} {'part of ' if self.partial else ''}{of}"


class _File(Record, frozen=True, forbid_unknown_fields=True):
    sets: dict[str, tuple[Label, ...]]


@cache
def label_sets() -> dict[str, tuple[Label, ...]]:
    """All sets of labels by name, read once; VocabularyError where one breaks its rules."""
    found = record(FILE, load(FILE), _File).sets
    for name, labels in found.items():
        spellings: dict[str, Label] = {}
        for each in labels:
            _validate(name, each)
            for words in (each.label, *each.also):
                if spellings.setdefault(_folded(words), each) is not each:
                    fail(FILE, f"{name}: {words}", "stands twice")
    return found


def labels_of(names: tuple[str, ...]) -> dict[str, Label]:
    """The labels of some sets by folded words; VocabularyError where two sets read one label differently."""
    found: dict[str, Label] = {}
    for name in names:
        if name not in label_sets():
            fail(FILE, name, f"no such set of labels; there are {', '.join(label_sets())}")
        for each in label_sets()[name]:
            for words in (each.label, *each.also):
                other = found.setdefault(_folded(words), each)
                if (other.kind, other.by, other.partial) != (each.kind, each.by, each.partial):
                    fail(FILE, f"{name}: {words}", "another set reads this label differently: choose one of them")
    return found


def find_label(labels: dict[str, Label], words: str) -> Label | None:
    """The label that a cell holds; None for words that no set knows."""
    return labels.get(_folded(words))


def is_backwards(by: str, of: str) -> bool:
    """Whether a number is of an earlier year than the one it is said to act on: then the label is misread."""
    one, other = number_year(by), number_year(of)
    return one is not None and other is not None and one < other


@lru_cache(maxsize=4_096)
def _folded(words: str) -> str:
    return fold(_COUNT.sub("", words)).replace("một phần", "1 phần")


def _validate(name: str, each: Label) -> None:
    entry = f"{name}: {each.label}"
    this, other = each.example.this, each.example.other
    if each.reads(this, other) != each.example.reads:
        fail(FILE, entry, f"its example reads {each.reads(this, other)!r}, not {each.example.reads!r}")
    if each.reads(other, this) == each.example.reads or number_key(this) == number_key(other):
        fail(FILE, entry, "its example reads alike both ways")
    by, of = (this, other) if each.by == "this" else (other, this)
    if each.kind in ACTS_ON and is_backwards(by, of):
        fail(FILE, entry, f"its example lets {by} act on the younger {of}")
    if each.kind in ACTS_ON and number_year(by) == number_year(of) is None:
        fail(FILE, entry, "its example shows no year")

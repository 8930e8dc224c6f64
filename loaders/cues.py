"""The cue words of `data/cues.yaml`, found in lower-case text word by word."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from luocdo.graph import data_files
from luocdo.graph.errors import VocabularyError

PASS = "pass"  # noqa: S105 - a kind of cue, no secret
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ',(“:”")[;.'


class Cue(NamedTuple):
    """A cue as found: its kind, and where it stands in the lower-case text given."""

    kind: str
    start: int
    end: int


class CueTable:
    """All cues by their first word; at one place the longest phrase wins, and cues do not overlap."""

    def __init__(self, rows: list[dict[str, object]]) -> None:
        phrases = {tuple(_WORD.findall(str(row["words"]))): str(row["kind"]) for row in rows}
        if len(phrases) != len(rows):
            raise VocabularyError("cues.yaml: a phrase stands there twice")
        self._longest = max(map(len, phrases))
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for words in sorted(phrases, key=len, reverse=True):
            self._by_first.setdefault(words[0], []).append((list(words), phrases[words]))

    def backwards(self, lower: str) -> Iterator[Cue]:
        """The cues of a lower-case text from its end: the last one decides most often."""
        plain = lower
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
        words = plain.split()
        if self._by_first.keys().isdisjoint(words):
            return
        end = len(words)
        offset = len(plain)
        for at in range(end - 1, -1, -1):
            offset = plain.rfind(words[at], 0, offset)
            if at >= end or words[at] not in self._by_first:
                continue
            first, size, kind = self._covering(words, at, end)
            if size:
                start = offset
                for back in range(at - 1, first - 1, -1):
                    start = plain.rfind(words[back], 0, start)
                yield Cue(kind, start, _end_of(plain, start, words[first : first + size]))
                end = first

    def _covering(self, words: list[str], at: int, end: int) -> tuple[int, int, str]:
        """The phrase that begins at a word, or a longer one that takes it in: `hướng dẫn thi hành`."""
        for first in range(max(0, at - self._longest + 1), at + 1):
            for phrase, kind in self._by_first.get(words[first], ()):
                size = len(phrase)
                if first + size > at and first + size <= end and words[first : first + size] == phrase:
                    return first, size, kind
        return at, 0, ""

    def find(self, lower: str) -> list[Cue]:
        """All cues in a lower-case text, in order of place."""
        return list(self.backwards(lower))[::-1]


def _end_of(plain: str, start: int, words: list[str]) -> int:
    """Where a run of words ends that is known to begin at `start`."""
    for word in words:
        start = plain.find(word, start) + len(word)
    return start


@functools.cache
def cue_table() -> CueTable:
    """The cues, read once."""
    return CueTable(cue_rows())


@functools.cache
def cue_rows() -> list[dict[str, object]]:
    """The rows of cues.yaml as they stand there."""
    rows: list[dict[str, object]] = data_files.load("cues.yaml")["cues"]
    return rows

"""The cue words of `data/cues.yaml`, found in lower-case text word by word."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from luocdo.graph import data_files
from luocdo.graph.errors import VocabularyError
from luocdo.graph.model import Record

PASS = "pass"  # noqa: S105 - a kind of cue, no secret
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 80
"""Every second stretch before a document is as short, and the same in many texts: `căn cứ`, `và`, `- `."""
_MARKS = ',(“:”")[;.'


class Cue(Record, frozen=True):
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
        self._of_short = functools.lru_cache(maxsize=4_096)(lambda lower: tuple(self._walk(lower)))

    def backwards(self, lower: str) -> Iterable[Cue]:
        """The cues of a lower-case text from its end: the last one decides most often."""
        return self._of_short(lower) if len(lower) <= _SHORT else self._walk(lower)

    def _walk(self, lower: str) -> Iterator[Cue]:
        """The cues from the end, one by one."""
        plain = lower
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
        words = plain.split()
        openers = [at for at, word in enumerate(words) if word in self._by_first]
        end = len(words)
        for at in reversed(openers):
            if at >= end:
                continue
            first, size, kind = self._covering(words, at, end, openers)
            if size:
                start = _start_of(plain, words, first)
                yield Cue(kind, start, _end_of(plain, start, words[first : first + size]))
                end = first

    def _covering(self, words: list[str], at: int, end: int, openers: list[int]) -> tuple[int, int, str]:
        """The phrase that begins at a word, or a longer one that takes it in: `hướng dẫn thi hành`."""
        for first in openers:
            if first > at:
                break
            for phrase, kind in self._by_first[words[first]] if first > at - self._longest else ():
                size = len(phrase)
                if first + size > at and first + size <= end and words[first : first + size] == phrase:
                    return first, size, kind
        return at, 0, ""

    def find(self, lower: str) -> list[Cue]:
        """All cues in a lower-case text, in order of place."""
        return list(self.backwards(lower))[::-1]


def _start_of(plain: str, words: list[str], at: int) -> int:
    """Where a word of a text begins, given all of them."""
    head = plain.rsplit(None, len(words) - at)[0] if at else ""
    return plain.index(words[at], len(head))


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

"""The cue words of `data/cues.yaml`, found in lower-case text word by word."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import NamedTuple

import yaml

from luocdo.graph.errors import VocabularyError

PASS = "pass"  # noqa: S105 - a kind of cue, no secret
_WORD = re.compile(r"[^\W\d_]+")


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
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words in sorted(phrases, key=len, reverse=True):
            self._by_first.setdefault(words[0], []).append((words, phrases[words]))

    def find(self, lower: str) -> list[Cue]:
        """All cues in a lower-case text, in order of place."""
        words = _WORD.findall(lower)
        by_first = self._by_first
        if by_first.keys().isdisjoint(words):
            return []
        spans = [match.span() for match in _WORD.finditer(lower)]
        found: list[Cue] = []
        at, count = 0, len(words)
        while at < count:
            rows = by_first.get(words[at])
            if rows is not None:
                for phrase, kind in rows:
                    size = len(phrase)
                    if size == 1 or tuple(words[at : at + size]) == phrase:
                        found.append(Cue(kind, spans[at][0], spans[at + size - 1][1]))
                        at += size - 1
                        break
            at += 1
        return found


@functools.cache
def cue_table() -> CueTable:
    """The cues, read once."""
    return CueTable(cue_rows())


@functools.cache
def cue_rows() -> list[dict[str, object]]:
    """The rows of cues.yaml as they stand there."""
    raw = yaml.load(resources.files("luocdo.data").joinpath("cues.yaml").read_bytes(), yaml.CSafeLoader)
    rows: list[dict[str, object]] = raw["cues"]
    return rows

"""The cue words of `data/cues.yaml`, as one pattern over lower-case text."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import NamedTuple

import yaml

from luocdo.graph.errors import VocabularyError

PASS = "pass"  # noqa: S105 - a kind of cue, no secret


class Cue(NamedTuple):
    """A cue as found: its kind, and where it stands in the lower-case text given."""

    kind: str
    start: int
    end: int


class CueTable:
    """All cues in one pattern; at one place the longest phrase wins."""

    def __init__(self, rows: list[dict[str, object]]) -> None:
        phrases = {str(row["words"]): str(row["kind"]) for row in rows}
        if len(phrases) != len(rows):
            raise VocabularyError("cues.yaml: a phrase stands there twice")
        ordered = sorted(phrases, key=len, reverse=True)
        self._kinds = {f"c{index}": phrases[phrase] for index, phrase in enumerate(ordered)}
        body = "|".join(f"(?P<c{index}>{_pattern(phrase)})" for index, phrase in enumerate(ordered))
        self._pattern = re.compile(rf"(?<!\w)(?:{body})(?!\w)")

    def find(self, lower: str) -> list[Cue]:
        """All cues in a lower-case text, in order of place."""
        kinds = self._kinds
        return [Cue(kinds[m.lastgroup or ""], m.start(), m.end()) for m in self._pattern.finditer(lower)]


def _pattern(phrase: str) -> str:
    words = [r"[^;.]{0,60}?" if word == "…" else re.escape(word) for word in phrase.split()]
    return r"\s+".join(words).replace(r"\s+[^;.]{0,60}?\s+", r"\s[^;.]{0,60}?\s")


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

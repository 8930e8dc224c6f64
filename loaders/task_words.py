"""The words by which work given to bodies is told (`data/task_words.yaml`), read once."""

from __future__ import annotations

import re
from functools import cache

from luocdo.graph.data_files import load

FILE = "task_words.yaml"


@cache
def words(part: str) -> tuple[str, ...]:
    """The list under `part`, longest first, so that an alternation of them finds the longest."""
    return tuple(sorted(set(_lists()[part]), key=len, reverse=True))


@cache
def _lists() -> dict[str, list[str]]:
    return load(FILE)


@cache
def either(part: str) -> str:
    """The words of `part` as one alternation of a regular expression; they end at a word's end."""
    return rf"(?:{'|'.join(re.escape(word) for word in words(part))})(?![^\W_])"

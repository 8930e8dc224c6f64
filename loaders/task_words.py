"""The words by which work given to bodies is told (`data/task_words.yaml`), read once."""

from __future__ import annotations

from functools import cache

from luocdo.graph.data_files import load
from luocdo.loaders.word_trees import tree_of

FILE = "task_words.yaml"


@cache
def words(part: str) -> tuple[str, ...]:
    """The list under `part`, longest first, so that an alternation of them finds the longest."""
    return tuple(sorted(set(_lists()[part]), key=len, reverse=True))


@cache
def _lists() -> dict[str, list[str]]:
    return load(FILE)


@cache
def either(part: str, *, any_case: bool = False) -> str:
    """One of the words of `part`, the longest, as part of a regular expression; it ends at a word's end."""
    return rf"(?:{tree_of(words(part), any_case=any_case)})(?![^\W_])"

"""The word before a number that says what kind of document it is: `Nghị định`, `Thông báo Kết luận`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from luocdo.graph.vocabulary import doctypes

_WORD = re.compile(r"[^\W\d]+")
_NUMBER_WORDS = frozenset({"số", "so", "sô"})
_REACH = 48
"""No type word with `số` and blanks behind it is longer."""


class TypeWord(NamedTuple):
    """A type as the vocabulary names it, and where its word begins in the text."""

    name: str
    start: int


@functools.cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Casefolded last word -> (all words, type), longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in doctypes().all:
        own = kind.name.split()[0]
        for phrase in (kind.name, *kind.words):
            words = tuple(w for w in phrase.casefold().split() if w != "số")
            # `Chương trình phối hợp` is what people call it; `Văn bản số` only stands for Công văn.
            spoken = phrase if kind.name == "Chương trình" and phrase.split()[0] == own else kind.name
            table.setdefault(words[-1], []).append((words, spoken))
        for code in kind.codes:
            # `QĐ số 270/QĐ-TTg`: a code for the word.
            table.setdefault(code.casefold(), []).append(((code.casefold(),), kind.name))
        if kind.english and kind.codes:
            words = (*kind.english.casefold().split(), "no")
            table.setdefault("no", []).append((words, kind.name))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


def type_word_before(flat: str, number_start: int, floor: int = 0) -> TypeWord | None:
    """The type word that ends right before a number (`số`, `:` between them allowed), after `floor`."""
    base = max(floor, number_start - _REACH)
    window = flat[base:number_start]
    words = list(_WORD.finditer(window))
    if words and words[-1][0].casefold() in _NUMBER_WORDS:
        words.pop()
    if not words:
        return None
    rows = _phrases().get(words[-1][0].casefold())
    if rows is None:
        return None
    for phrase, name in rows:
        if len(phrase) > len(words):
            continue
        tail = words[-len(phrase) :]
        if all(match[0].casefold() == word for match, word in zip(tail, phrase, strict=True)) and _is_joined(
            window, tail[0].start(), tail[-1].end()
        ):
            return TypeWord(name, base + tail[0].start())
    return None


def _is_joined(window: str, start: int, end: int) -> bool:
    """The words of a type stand together, and nothing but `số` and blanks follows them."""
    return not any(c in window[start:end] for c in ",;.:()") and not re.search(r"[,;()]", window[end:])

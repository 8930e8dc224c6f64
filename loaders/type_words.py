"""The word before a number that says what kind of document it is: `Nghị định`, `Thông báo Kết luận`."""

from __future__ import annotations

import functools

from luocdo.graph.model import Record
from luocdo.graph.vocabulary import doctypes

_REACH = 48
"""No type word with `số` and blanks behind it is longer."""
_SO = (" số", " so", " sô", "(số")


_OPENERS = "(“\"'[-+•#"


class TypeWord(Record, frozen=True):
    """A type as the vocabulary names it, and where its word begins in the text."""

    name: str
    start: int


@functools.cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Casefolded last word -> (all words, type, the words as one string), longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind in doctypes().all:
        own = kind.name.split()[0]
        for phrase in (kind.name, *kind.words):
            words = tuple(w for w in phrase.casefold().split() if w != "số")
            # `Chương trình phối hợp` is what people call it; `Văn bản số` only stands for Công văn.
            spoken = phrase if kind.name == "Chương trình" and phrase.split()[0] == own else kind.name
            table.setdefault(words[-1], []).append((words, spoken, " ".join(words)))
        for code in kind.codes:
            # `QĐ số 270/QĐ-TTg`: a code for the word.
            table.setdefault(code.casefold(), []).append(((code.casefold(),), kind.name, code.casefold()))
        if kind.english and kind.codes:
            words = (*kind.english.casefold().split(), "no")
            table.setdefault("no", []).append((words, kind.name, " ".join(words)))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


def type_word_before(flat: str, number_start: int, floor: int = 0) -> TypeWord | None:
    """The type word that ends right before a number (`số`, `:` between them allowed), after `floor`."""
    base = max(floor, number_start - _REACH)
    window = flat[base:number_start].rstrip(" :.").casefold()
    if window.endswith(_SO):
        window = window[:-2].rstrip(" :")
    rows = _phrases().get(window[window.rfind(" ") + 1 :].lstrip(_OPENERS))
    if rows is None:
        return None
    # Where lines break or tables stand, more than one blank may be between the words of a type.
    apart = window.split() if "  " in window else []
    for phrase, name, words in rows:
        if window.endswith(words):
            if not window[-len(words) - 1 : -len(words)].isalnum():
                return TypeWord(name, base + len(window) - len(words))
        elif apart and _same(apart[-len(phrase) :], phrase):
            return TypeWord(name, base + _start_of(window, phrase))
    return None


def _same(words: list[str], phrase: tuple[str, ...]) -> bool:
    return words[1:] == list(phrase[1:]) and words[0].lstrip(_OPENERS) == phrase[0]


def _start_of(window: str, phrase: tuple[str, ...]) -> int:
    """Where the phrase begins that ends a window: its words sought backwards."""
    at = len(window)
    for word in reversed(phrase):
        at = window.rfind(word, 0, at)
    return at

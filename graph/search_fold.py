"""Vietnamese folded to bare ASCII words for search, so that SQLite and Neo4j need not know Vietnamese.

SQLite's `lower()`, LIKE and FTS5 leave `đ` and decomposed marks as they are; here `290-QĐ/TW`,
`290 - qd/tw` and `290qd/TW` all become `290 qd tw`. What is stored and what is asked go through the
same function: a change of it needs a new search index (`graph.sqlite_schema`).
"""

from __future__ import annotations

import re
import unicodedata

_FIRST_BYTES_OF_MARKS = (0xCC, 0xCD)  # U+0300–U+036F, the tone marks and horns left by NFD
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_TABLE = bytes(byte if byte in _KEPT else 0x20 for byte in range(256))
# Continuation bytes vanish with the first byte of their mark; any other letter or sign (`–`, NBSP)
# keeps its first byte, which the table turns into a blank, so words on its two sides stay apart.
_DROPPED = bytes((*_FIRST_BYTES_OF_MARKS, *range(0x80, 0xC0)))
_DIGITS = re.compile(r"\d+")


def search_fold(text: str) -> str:
    """Lower-case ASCII words and numbers, each set off by single blanks; every other sign is a blank.

    Digits part from letters (`290qd`, `QH13`), and a zero before a single digit is dropped, since
    `04-NQ/TW` is written `4-NQ/TW` too; `030` stays.
    """
    lowered = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    bare = lowered.encode("utf-8", "replace").translate(_TABLE, _DROPPED).decode("ascii")
    return " ".join(_DIGITS.sub(_spaced, bare).split())


def _spaced(match: re.Match[str]) -> str:
    digits = match[0]
    return f" {digits[1]} " if len(digits) == 2 and digits[0] == "0" else f" {digits} "


def search_terms(words: str) -> tuple[str, ...]:
    """What is looked for, one phrase for each word given: `290qd dân vận` is `290 qd`, `dan`, `van`."""
    folded = (search_fold(word) for word in words.split())
    return tuple(dict.fromkeys(term for term in folded if term))

"""Documents by words: in their number, their title, issuer and place, or their text."""

from __future__ import annotations

from luocdo.graph.model import Record
from luocdo.graph.store import Reader
from luocdo.graph.store_records import Hit

LIMIT = 20


class Found(Record, frozen=True):
    """What was asked for, and the documents that hold all the words, best first."""

    words: str
    hits: tuple[Hit, ...]


def search(reader: Reader, words: str, limit: int = LIMIT) -> Found:
    """The `limit` best documents; tone marks, case and separators of the words do not matter."""
    return Found(words, tuple(reader.search(words, limit)))

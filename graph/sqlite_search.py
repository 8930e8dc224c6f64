"""Search in the SQLite store: FTS5 finds what matches, `search_rank` puts it in order."""

from __future__ import annotations

import sqlite3

from luocdo.graph.packed_records import read_document
from luocdo.graph.search_rank import CANDIDATES, Match, best_hits
from luocdo.graph.store_records import Hit

# The records are read for the chosen alone.
_DOCUMENTS = """
    SELECT record.body, chosen.cited, 0 FROM (
        SELECT node.node, node.id, (SELECT count(*) FROM edge WHERE edge.target = node.node) AS cited
        FROM document_words CROSS JOIN node ON node.node = document_words.rowid
        WHERE document_words MATCH ? ORDER BY cited DESC, node.id LIMIT ?) AS chosen
    CROSS JOIN record USING (node) ORDER BY chosen.cited DESC, chosen.id
    """
_TEXTS = """
    SELECT record.body, chosen.cited, chosen.length FROM (
        SELECT node.node, node.id, min(body.length) AS length,
            (SELECT count(*) FROM edge WHERE edge.target = node.node) AS cited
        FROM text_words CROSS JOIN origin ON origin.origin = text_words.rowid
        CROSS JOIN body USING (origin) CROSS JOIN node ON node.id = origin.document
        WHERE text_words MATCH ? GROUP BY node.node ORDER BY cited DESC, node.id LIMIT ?) AS chosen
    CROSS JOIN record USING (node) ORDER BY chosen.cited DESC, chosen.id
    """


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """The best `limit` documents that hold all the words, each once, at its best place."""
    return best_hits(_Index(connection), words, limit)


class _Index:
    """The matches that FTS5 finds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def numbers(self, asked: str) -> list[Match]:
        return self._found(_DOCUMENTS, f'number : ^ "{asked}" *')

    def titles(self, terms: tuple[str, ...]) -> list[Match]:
        return self._found(_DOCUMENTS, _all_of(terms))

    def texts(self, terms: tuple[str, ...]) -> list[Match]:
        return self._found(_TEXTS, _all_of(terms))

    def _found(self, query: str, question: str) -> list[Match]:
        rows = self._db.execute(query, (question, CANDIDATES))
        return [Match(read_document(body), cited, length) for body, cited, length in rows]


def _all_of(terms: tuple[str, ...]) -> str:
    """An FTS5 question for all the terms, the last one perhaps not typed to its end."""
    return " ".join(f'"{term}"' for term in terms) + " *"

"""Search in the SQLite store: FTS5 finds what matches, `search_rank` puts it in order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from luocdo.graph.model import DocumentNode
from luocdo.graph.packed_records import read_document
from luocdo.graph.search_fold import search_terms
from luocdo.graph.search_rank import CANDIDATES, Match, best_hits, title_words
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


_BY_TITLE = "SELECT rowid FROM document_words WHERE document_words MATCH ? LIMIT ?"
_RECORDS = """
    SELECT record.node, record.body FROM json_each(?) AS wanted CROSS JOIN record ON record.node = wanted.value
    """
_TELLING = 6
"""Words of a title that are looked for first."""


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """The best `limit` documents that hold all the words, each once, at its best place."""
    return best_hits(_Index(connection), words, limit)


def titled(connection: sqlite3.Connection, titles: Iterable[str], most: int) -> list[list[DocumentNode]]:
    """The documents that hold all the words of each title in theirs; see `Reader.titled`."""
    asked = [search_terms(title) for title in titles]
    nodes = [_with_title(connection, terms, most) for terms in asked]
    wanted = json.dumps(list({node for found in nodes for node in found}))
    documents = {node: read_document(body) for node, body in connection.execute(_RECORDS, (wanted,))}
    words = {node: set(title_words(document).split()) for node, document in documents.items()}
    found = [
        [documents[node] for node in some if words[node].issuperset(" ".join(terms).split())]
        for terms, some in zip(asked, nodes, strict=True)
    ]
    return [sorted(each, key=lambda node: node.id) for each in found]


def _with_title(connection: sqlite3.Connection, terms: Collection[str], most: int) -> list[int]:
    """The documents that hold these words in their titles, and perhaps some that hold only the telling ones; none
    where more than `most` hold them all.

    Long words and numbers are rare, and few words are found in half the time of all.
    """
    words = sorted((term for term in terms if not term.isdigit()), key=len, reverse=True)
    few = [*(term for term in terms if term.isdigit()), *words[:_TELLING]]
    for some in (few, terms) if len(few) < len(terms) else (terms,):
        question = " ".join(f'"{term}"' for term in some)
        rows = connection.execute(_BY_TITLE, (f"title : ({question})", most + 1)) if some else ()
        found = [row[0] for row in rows]
        if len(found) <= most:
            return found
    return []


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

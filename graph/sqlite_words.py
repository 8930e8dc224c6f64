"""The search index of the SQLite store: folded words of documents and of texts, in FTS5.

Both tables keep no copy of what they index, which would double the store. To forget a row FTS5 must be
told again what stood in it; that is folded anew from the record or text about to go.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from luocdo.graph.packed_records import read_document, read_text
from luocdo.graph.search_fold import search_fold
from luocdo.graph.search_rank import Words, document_words

_CREATE = (
    "CREATE VIRTUAL TABLE document_words USING fts5 (number, title, about, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE text_words USING fts5 (body, content='', tokenize='ascii')",
)


def create_words(connection: sqlite3.Connection) -> None:
    """Make the two tables and fill them from the documents and texts already in the store."""
    for statement in _CREATE:
        connection.execute(statement)
    documents = "SELECT node, body FROM record JOIN node USING (node) WHERE NOT agency ORDER BY node"
    found = connection.execute(documents)
    add_documents(connection, ((node, document_words(read_document(body))) for node, body in found))
    for origin, text in connection.execute("SELECT origin, text FROM body ORDER BY origin"):
        add_text(connection, origin, read_text(text))


def add_documents(connection: sqlite3.Connection, documents: Iterable[tuple[int, Words]]) -> None:
    """Make documents findable."""
    connection.executemany(
        "INSERT INTO document_words (rowid, number, title, about) VALUES (?, ?, ?, ?)",
        ((node, *words) for node, words in documents),
    )


def forget_documents(connection: sqlite3.Connection, documents: Iterable[tuple[int, Words]]) -> None:
    """Take documents out; the words are exactly those each was added with."""
    connection.executemany(
        "INSERT INTO document_words (document_words, rowid, number, title, about) VALUES ('delete', ?, ?, ?, ?)",
        ((node, *words) for node, words in documents),
    )


def add_text(connection: sqlite3.Connection, origin: int, text: str) -> None:
    """Make a text findable by its words."""
    connection.execute("INSERT INTO text_words (rowid, body) VALUES (?, ?)", (origin, search_fold(text)))


def forget_text(connection: sqlite3.Connection, origin: int, text: str) -> None:
    """Take a text out; `text` is exactly the one it was added with."""
    connection.execute(
        "INSERT INTO text_words (text_words, rowid, body) VALUES ('delete', ?, ?)",
        (origin, search_fold(text)),
    )

"""Search in the SQLite store: numbers first, then titles, then texts.

FTS5 finds the candidates; the order among numbers and titles is our own, so that it does not depend on
how a store was loaded: the share of the title that was asked for, times the weight of the document.
`quy che dan van` is in the title of 23-QĐ/TW and of plans and rules on it; the one they cite is first.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable
from typing import Literal

from luocdo.graph.model import DocumentNode
from luocdo.graph.search_fold import search_fold, search_terms
from luocdo.graph.sqlite_records import read_document
from luocdo.graph.sqlite_walk import degrees_by_number
from luocdo.graph.sqlite_words import document_words
from luocdo.graph.store_records import Hit

_CANDIDATES = 1000
"""How many matches are weighed: of more than that FTS5's own rank chooses."""

_BY_DOCUMENT = """
    SELECT rowid FROM document_words WHERE document_words MATCH ? ORDER BY rank, rowid LIMIT ?
    """
_BY_TEXT = """
    SELECT node.node, -min(found.rank) FROM (
        SELECT rowid, rank FROM text_words WHERE text_words MATCH ? ORDER BY rank, rowid LIMIT ?) AS found
    CROSS JOIN origin ON origin.origin = found.rowid CROSS JOIN node ON node.id = origin.document
    GROUP BY node.node
    """
_RECORDS = """
    SELECT record.node, record.body FROM json_each(?) AS wanted
    CROSS JOIN record ON record.node = wanted.value
    """

CENTRAL = ("central-party", "central-state")
"""Provinces give their rules the title of the central one they follow: 407-QĐ/TU that of 23-QĐ/TW."""

Where = Literal["number", "title", "text"]


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """The best `limit` documents that hold all the words, each once, at its best place."""
    terms = search_terms(words)
    if not terms or limit < 1:
        return []
    hits: dict[str, Hit] = {}
    for found in (_numbers(connection, words), _titles(connection, terms)):
        for hit in found:
            hits.setdefault(hit.document.id, hit)
    if len(hits) < limit:
        for hit in _texts(connection, terms):
            hits.setdefault(hit.document.id, hit)
    return list(hits.values())[:limit]


def _numbers(connection: sqlite3.Connection, words: str) -> list[Hit]:
    """Documents whose number begins with what was asked for, best the whole number, then whole words."""
    asked = search_fold(words)
    if not any(char.isdigit() for char in asked):
        return []
    nodes = _matching(connection, f'number : ^ "{asked}" *')
    weighed = _weighed(connection, nodes)
    return _ordered("number", ((weight + _closeness(node, asked), node) for weight, node in weighed))


def _closeness(node: DocumentNode, asked: str) -> int:
    """Steps that no count of citations makes up for: asked `2`, 2-QĐ/TW stands before 290-QĐ/TW."""
    number = document_words(node)[0]
    return 1000 * (number == asked) + 100 * number.startswith(f"{asked} ")


def _titles(connection: sqlite3.Connection, terms: tuple[str, ...]) -> list[Hit]:
    """Documents that hold all the terms in number, title, type, issuer and place."""
    nodes = _matching(connection, _all_of(terms))
    asked = sum(term.count(" ") + 1 for term in terms)
    return _ordered(
        "title",
        (
            (weight * asked / max(asked, len(document_words(node)[1].split())), node)
            for weight, node in _weighed(connection, nodes)
        ),
    )


def _texts(connection: sqlite3.Connection, terms: tuple[str, ...]) -> list[Hit]:
    """Documents whose text holds all the terms, by FTS5's rank of the best of their copies."""
    ranks = dict(connection.execute(_BY_TEXT, (_all_of(terms), _CANDIDATES)))
    return _ordered("text", ((ranks[number], node) for number, node in _records(connection, ranks)))


def _all_of(terms: tuple[str, ...]) -> str:
    """An FTS5 question for all the terms, the last one perhaps not typed to its end."""
    return " ".join(f'"{term}"' for term in terms) + " *"


def _matching(connection: sqlite3.Connection, question: str) -> list[int]:
    return [row[0] for row in connection.execute(_BY_DOCUMENT, (question, _CANDIDATES))]


def _weighed(connection: sqlite3.Connection, nodes: list[int]) -> list[tuple[float, DocumentNode]]:
    """Each document with 1 for itself, more the oftener it is cited, and twice that if it is the centre's."""
    cited = degrees_by_number(connection, nodes, (), "down")
    return [
        ((1 + math.log1p(cited.get(number, 0))) * (2 if node.level in CENTRAL else 1), node)
        for number, node in _records(connection, nodes)
    ]


def _records(connection: sqlite3.Connection, nodes: Iterable[int]) -> list[tuple[int, DocumentNode]]:
    rows = connection.execute(_RECORDS, (json.dumps(list(nodes)),))
    return [(number, read_document(body)) for number, body in rows]


def _ordered(where: Where, scored: Iterable[tuple[float, DocumentNode]]) -> list[Hit]:
    hits = [Hit(node, where, round(score, 6)) for score, node in scored]
    return sorted(hits, key=lambda hit: (-hit.score, hit.document.id))

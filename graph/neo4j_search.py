"""Search in the Neo4j store: its full text indexes find what may match, `search_rank` puts it in order.

Both indexes hold words folded by this program. Lucene knows no phrase with an unfinished last word (`290 q`),
so where one is asked for, what it finds is checked against the folded words themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from luocdo.graph.model import DocumentNode
from luocdo.graph.neo4j_lookup import Ask
from luocdo.graph.neo4j_names import DOCUMENT_WORDS, TEXT_WORDS, types
from luocdo.graph.neo4j_records import NUMBER_LETTERS, read_told, told
from luocdo.graph.search_fold import search_terms
from luocdo.graph.search_rank import CANDIDATES, Match, best_hits
from luocdo.graph.store_records import Hit

_LONGEST_TOKEN = 200
"""Lucene cuts words at 255 letters; longer ones are only compared."""

_TOLD = told(DocumentNode, "d")
_CHOSEN = f"ORDER BY cited DESC, d.id LIMIT $limit RETURN collect([{_TOLD}, cited, length]) AS found"
_NUMBERS = """
    MATCH (d:Document) WHERE d.number_words STARTS WITH $indexed AND d.words STARTS WITH $asked
    WITH d, COUNT {{ (d)<-[:{types}]-() }} AS cited, 0 AS length {chosen}
    """
_TITLES = """
    CALL db.index.fulltext.queryNodes($index, $question) YIELD node AS d
    WHERE all(part IN $parts WHERE d.words CONTAINS part)
    WITH d, COUNT {{ (d)<-[:{types}]-() }} AS cited, 0 AS length {chosen}
    """
_TEXTS = """
    CALL db.index.fulltext.queryNodes($index, $question) YIELD node AS t
    WHERE all(part IN $parts WHERE t.words CONTAINS part)
    WITH t.document AS id, min(t.length) AS length
    MATCH (d:Document {{id: id}})
    WITH d, COUNT {{ (d)<-[:{types}]-() }} AS cited, length {chosen}
    """

# Folded words are number, title and the rest, a line each.
_TITLED = f"""
    UNWIND $asked AS asked CALL (asked) {{
        CALL db.index.fulltext.queryNodes($index, asked.question) YIELD node AS d
        WITH d, split(d.words, '\\n')[1] AS title WHERE all(part IN asked.parts WHERE title CONTAINS part)
        RETURN d LIMIT $limit
    }} RETURN asked.place AS place, collect({_TOLD}) AS documents
    """


def search(ask: Ask, words: str, limit: int) -> list[Hit]:
    """The best `limit` documents that hold all the words, each once, at its best place."""
    return best_hits(_Index(ask), words, limit)


def titled(ask: Ask, titles: Iterable[str], most: int) -> list[list[DocumentNode]]:
    """The documents that hold all the words of each title in theirs; see `Reader.titled`."""
    terms = [search_terms(title) for title in titles]
    asked = [
        {"place": place, "question": _all_of(some), "parts": [f" {term} " for term in some]}
        for place, some in enumerate(terms)
        if some
    ]
    found: list[list[DocumentNode]] = [[] for _ in terms]
    for row in ask(_TITLED, asked=asked, index=DOCUMENT_WORDS, limit=most + 1) if asked else ():
        found[row["place"]] = [read_told(DocumentNode, each) for each in row["documents"]]
    return [sorted(each, key=lambda node: node.id) if len(each) <= most else [] for each in found]


def _all_of(terms: tuple[str, ...]) -> str:
    """Lucene's question for all the terms, each whole; what it would cut is compared alone."""
    return " ".join(f'+"{term}"' for term in terms if len(term) <= _LONGEST_TOKEN) or "*:*"


class _Index:
    """The matches that the indexes find."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def numbers(self, asked: str) -> list[Match]:
        return self._found(_NUMBERS, indexed=asked[:NUMBER_LETTERS], asked=f" {asked}")

    def titles(self, terms: tuple[str, ...]) -> list[Match]:
        parts = _parts(terms)
        return self._found(_TITLES, index=DOCUMENT_WORDS, question=_question(terms), parts=parts)

    def texts(self, terms: tuple[str, ...]) -> list[Match]:
        parts = [] if _is_exact(terms) else _parts(terms)
        return self._found(_TEXTS, index=TEXT_WORDS, question=_question(terms), parts=parts)

    def _found(self, query: str, **values: object) -> list[Match]:
        rows = self._ask(query.format(types=types(()), chosen=_CHOSEN), limit=CANDIDATES, **values)
        return [Match(read_told(DocumentNode, node), *counted) for node, *counted in rows[0]["found"]]


def _question(terms: tuple[str, ...]) -> str:
    """Lucene's question for all the terms; they are ASCII letters and digits, so none of its signs is in them."""
    *whole, last = terms
    *before, unfinished = last.split()
    asked = [f'+"{term}"' for term in (*whole, " ".join(before)) if term]
    return " ".join((*asked, f"+{unfinished[:_LONGEST_TOKEN]}*"))


def _parts(terms: tuple[str, ...]) -> list[str]:
    """What the folded words contain if they match: whole words but for the end of the last."""
    *whole, last = terms
    return [*(f" {term} " for term in whole), f" {last}"]


def _is_exact(terms: tuple[str, ...]) -> bool:
    """Whether Lucene's answer needs no check, which for texts means reading them."""
    return " " not in terms[-1] and all(len(word) <= _LONGEST_TOKEN for term in terms for word in term.split())

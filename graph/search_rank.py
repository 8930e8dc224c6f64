"""The order of search hits, the same for every store: numbers first, then titles, then texts.

A store finds what matches and counts how often each is cited; which hit is better is told here, so that it
depends neither on the engine nor on how a store was loaded: the share of the title or text that was asked
for, times the weight of the document. `quy che dan van` is in the title of 23-QĐ/TW and of plans and rules
on it; the one they cite is first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from luocdo.graph.model import DocumentNode
from luocdo.graph.search_fold import search_fold, search_terms
from luocdo.graph.store_records import Hit

CANDIDATES = 1000
"""How many matches are weighed: of more than that the most cited, of equals the first by id."""

CENTRAL = ("central-party", "central-state")
"""Provinces give their rules the title of the central one they follow: 407-QĐ/TU that of 23-QĐ/TW."""

_DIGITS = 9
"""A term is a hundred-thousandth part of a long law."""

Words = tuple[str, str, str]
"""Folded number, title (with name), and what else is known: type, issuer, province, district."""
Where = Literal["number", "title", "text"]


class Match(NamedTuple):
    """A document that matches: how many edges end at it, and the length of its (shortest) matching text."""

    document: DocumentNode
    cited: int
    length: int = 0


class Matcher(Protocol):
    """What a store finds: at most CANDIDATES matches each, the most cited first, then by id."""

    def numbers(self, asked: str) -> Iterable[Match]:
        """Documents whose folded number begins with what was asked for."""
        ...

    def titles(self, terms: tuple[str, ...]) -> Iterable[Match]:
        """Documents with all the terms in their `document_words`, the last perhaps not typed to its end."""
        ...

    def texts(self, terms: tuple[str, ...]) -> Iterable[Match]:
        """Documents that hold a text with all the terms, the last perhaps not typed to its end."""
        ...


def document_words(document: DocumentNode) -> Words:
    """What a document is found by, folded."""
    issuers = [issuer.name for issuer in document.issuer]
    about = [document.type, *issuers, document.province, document.district]
    return (
        search_fold(document.number or ""),
        search_fold(_name_of(document)),
        search_fold(" ".join(filter(None, about))),
    )


def title_words(document: DocumentNode) -> str:
    """Title and name, folded."""
    return _folded(_name_of(document))


def _name_of(document: DocumentNode) -> str:
    return " ".join(filter(None, (document.title, document.name)))


@lru_cache(maxsize=16_384)
def _folded(name: str) -> str:
    """A number or title folded. The same ones are weighed again and again: a thousand plans bear one title."""
    return search_fold(name)


def best_hits(matcher: Matcher, words: str, limit: int) -> list[Hit]:
    """The best `limit` documents that hold all the words, each once, at its best place."""
    terms = search_terms(words)
    if not terms or limit < 1:
        return []
    hits: dict[str, Hit] = {}
    for found in (_numbers(matcher, words), _titles(matcher, terms)):
        for hit in found:
            hits.setdefault(hit.document.id, hit)
    if len(hits) < limit:
        for hit in _texts(matcher, terms):
            hits.setdefault(hit.document.id, hit)
    return list(hits.values())[:limit]


def _numbers(matcher: Matcher, words: str) -> list[Hit]:
    """By number: best the whole number, then whole words of it, then its beginning."""
    asked = search_fold(words)
    if not any(char.isdigit() for char in asked):
        return []
    return _ordered(
        "number", ((_weight(each) + _closeness(each.document, asked), each) for each in matcher.numbers(asked))
    )


def _closeness(node: DocumentNode, asked: str) -> int:
    """Steps that no count of citations makes up for: asked `2`, 2-QĐ/TW stands before 290-QĐ/TW."""
    number = _folded(node.number or "")
    return 1000 * (number == asked) + 100 * number.startswith(f"{asked} ")


def _titles(matcher: Matcher, terms: tuple[str, ...]) -> list[Hit]:
    """By title, and what else stands in a document's head."""
    asked = sum(term.count(" ") + 1 for term in terms)
    return _ordered(
        "title",
        (
            (_weight(each) * asked / max(asked, len(title_words(each.document).split())), each)
            for each in matcher.titles(terms)
        ),
    )


def _texts(matcher: Matcher, terms: tuple[str, ...]) -> list[Hit]:
    """By the words of the text."""
    asked = len(" ".join(terms))
    return _ordered("text", ((_weight(each) * asked / max(asked, each.length), each) for each in matcher.texts(terms)))


def _weight(match: Match) -> float:
    """1 for itself, more the oftener a document is cited, and twice that if it is the centre's."""
    return (1 + math.log1p(match.cited)) * (2 if match.document.level in CENTRAL else 1)


def _ordered(where: Where, scored: Iterable[tuple[float, Match]]) -> list[Hit]:
    hits = [Hit(match.document, where, round(score, _DIGITS)) for score, match in scored]
    return sorted(hits, key=lambda hit: (-hit.score, hit.document.id))

"""The shape of the graph: circles that should not be, the longest chains, groups of documents by subject."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

import networkx as nx

from luocdo.graph.data_files import load, rows
from luocdo.graph.fold import fold
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.analysis_graph import Citations, citations, in_degrees, most, relying
from luocdo.queries.louvain import louvain
from luocdo.queries.results import Brief

_WORD = re.compile(r"[^\W\d_]+")
_TERMS = 3
"""Terms that name a subject."""
_LONGEST = 4
"""Syllables of the longest term: `thủ tục hành chính`; most words of Vietnamese have two."""
_WIDEST = 8
"""Syllables of a name: `cơ quan hành chính nhà nước` is cut into no shorter one that people would write."""
_MOSTLY = 0.8
"""Of the places of a term those where the same syllable stands beside it: then it is a part of the term."""
_LEAST = 3
"""Documents of a group that is worth naming."""


class Chain(Record, frozen=True):
    """Documents of which each carries out, details or is grounded on the next; `steps` are one less."""

    steps: int
    documents: tuple[Brief, ...]


class Circle(Record, frozen=True):
    """Documents that rest on each other in a circle. `documents` are one way round, `among` how many more lie on
    circles with them."""

    documents: tuple[Brief, ...]
    among: int


class Community(Record, frozen=True):
    """Documents that cite each other more than others do. `subject` are the words that their titles share and
    others do not."""

    size: int
    subject: tuple[str, ...]
    centre: Brief
    levels: dict[str, int]
    provinces: tuple[str, ...]


def circles(reader: Reader, limit: int = 20) -> tuple[Circle, ...]:
    """Every circle of grounds, largest first: a text or a reading must be wrong."""
    graph = citations(reader, schema().followed())
    joined = graph.digraph()
    parts = [sorted(each) for each in nx.strongly_connected_components(joined) if len(each) > 1]
    parts.sort(key=lambda part: (-len(part), graph.documents[part[0]].id))
    found = []
    for part in parts[:limit]:
        way = [near for near, _ in nx.find_cycle(joined.subgraph(part), part[0])]
        found.append(Circle(tuple(graph.brief(place) for place in way), len(part) - len(way)))
    return tuple(found)


def chains(reader: Reader, limit: int = 10) -> tuple[Chain, ...]:
    """The longest chains, one for each document they end in, longest first. Circles are left out."""
    graph = citations(reader, schema().followed())
    joined = graph.digraph()
    knots = {place for part in nx.strongly_connected_components(joined) if len(part) > 1 for place in part}
    joined.remove_nodes_from(knots)
    above: dict[int, list[int]] = {}
    best: dict[int, tuple[int, int | None]] = {}
    for place in nx.lexicographical_topological_sort(joined, key=lambda each: graph.documents[each].id):
        above[place] = sorted(joined.predecessors(place), key=lambda each: graph.documents[each].id)
        longest = max(above[place], key=lambda each: best[each][0], default=None)
        best[place] = (0, None) if longest is None else (best[longest][0] + 1, longest)
    ends = sorted((each for each in best if best[each][0]), key=lambda each: (-best[each][0], graph.documents[each].id))
    return tuple(Chain(best[end][0], tuple(graph.brief(each) for each in _way(end, best))) for end in ends[:limit])


def communities(reader: Reader, limit: int = 20) -> tuple[Community, ...]:
    """Groups of documents by whom they cite (Louvain), largest first, each with the words of its titles."""
    graph = citations(reader, relying())
    parts = [part for part in louvain(len(graph.documents), graph.pairs()) if len(part) >= _LEAST]
    parts.sort(key=lambda part: (-len(part), graph.documents[part[0]].id))
    cited = in_degrees(graph)
    known: dict[str, str] = {}
    terms = [frozenset(known.setdefault(t, t) for t in _terms(_words_of(d))) for d in graph.documents]
    spread = Counter(term for each in terms for term in each)
    return tuple(_community(part, graph, cited, terms, spread) for part in parts[:limit])


def _community(
    part: Sequence[int], graph: Citations, cited: list[int], terms: Sequence[frozenset[str]], spread: Counter[str]
) -> Community:
    documents = [graph.documents[place] for place in part]
    return Community(
        size=len(part),
        subject=_subject(documents, [terms[place] for place in part], spread, len(terms)),
        centre=graph.brief(most(part, cited, 1, graph)[0]),
        levels=dict(sorted(Counter(each.level or "" for each in documents).items())),
        provinces=tuple(sorted({each.province for each in documents if each.province})),
    )


def _subject(
    documents: Iterable[DocumentNode], titles: Iterable[frozenset[str]], spread: Counter[str], total: int
) -> tuple[str, ...]:
    """The terms that tell these titles from all others, whole: how often here, weighed by how rare elsewhere and how
    long. A term that shares a word with a better one says nothing new."""
    here = Counter(term for each in titles for term in each)
    weight = {
        term: count * math.log(total / spread[term]) * (1 + term.count(" "))
        for term, count in here.items()
        if count > 1
    }
    pieces = [piece for each in documents for piece in _pieces(_words_of(each))]
    found: list[str] = []
    for term in sorted(weight, key=lambda each: (-weight[each], each)):
        said = {syllable for other in found for syllable in other.split()}
        if not said & set(term.split()):
            found.append(" ".join(_whole(term.split(), pieces, said)))
        if len(found) == _TERMS:
            break
    return tuple(found)


def _whole(term: list[str], pieces: Iterable[list[str]], said: Collection[str]) -> list[str]:
    """A term with what nearly always stands beside it, of `quan hành chính nhà` that is `cơ` and `nước`; but nothing
    that is said already."""
    places = [(piece, at) for piece in pieces for at in range(len(piece)) if piece[at : at + len(term)] == term]
    while len(term) < _WIDEST:
        after = Counter(piece[at + len(term)] for piece, at in places if at + len(term) < len(piece))
        before = Counter(piece[at - 1] for piece, at in places if at)
        (right, often), (left, seldom) = (
            max(beside.items(), key=lambda each: (each[1], each[0]), default=("", 0)) for beside in (after, before)
        )
        if max(often, seldom) < _MOSTLY * len(places) or (right if often >= seldom else left) in {*said, ""}:
            break
        if often >= seldom:
            places = [each for each in places if each[0][each[1] + len(term) : each[1] + len(term) + 1] == [right]]
            term = [*term, right]
        else:
            places = [(piece, at - 1) for piece, at in places if at and piece[at - 1] == left]
            term = [left, *term]
    return term


def _words_of(document: DocumentNode) -> str:
    return document.title or document.name or ""


def _terms(title: str) -> Iterator[str]:
    """Two to four neighbouring syllables of a title, within what its empty phrases leave."""
    for words in _pieces(title):
        for length in range(2, _LONGEST + 1):
            yield from (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def _pieces(title: str) -> Iterator[list[str]]:
    """The syllables of a title between its empty phrases."""
    return (_WORD.findall(piece) for piece in _empty_phrases().split(fold(title)))


@cache
def _empty_phrases() -> re.Pattern[str]:
    """What titles of every subject say, longest first: `quy định`, `một số điều`."""
    phrases = sorted((fold(each) for each in rows("title_words.yaml", load("title_words.yaml"), "empty", str)), key=len)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, reversed(phrases)))})\b|[^\w\s]")


def _way(end: int, best: dict[int, tuple[int, int | None]]) -> list[int]:
    """The chain that ends in a document, from its far end to it."""
    way: list[int] = []
    place: int | None = end
    while place is not None:
        way.append(place)
        place = best[place][1]
    return way[::-1]

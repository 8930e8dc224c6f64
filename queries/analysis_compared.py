"""Provinces beside each other, and documents that cite the same."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from statistics import median

import networkx as nx

from luocdo.graph.fold import slug
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.analysis_graph import Citations, citations, in_degrees, is_central, relying, speaks_for_province
from luocdo.queries.results import Brief, label

_DAY = len("2020-03-24")
_HUB = 500
"""What more documents cite tells little of any two of them, and would pair all with all."""


_LEAST = 2
"""Citations that two documents share before they are offered as alike: most plans share one with somebody."""


class ProvinceCompared(Record, frozen=True):
    """What the store holds of a province: its documents, the central ones they rest on at any distance, the
    median of days between such a one and the province's first document under it, and tasks given out."""

    province: str
    documents: int
    held: int
    rests_on: int
    median_days: float | None
    tasks: int


class Similar(Record, frozen=True):
    """Two documents that cite the same: `similarity` from 0 to 1, rare citations weighing more; `shared` are
    what both cite."""

    one: Brief
    other: Brief
    similarity: float
    shared: tuple[str, ...]


def provinces_compared(reader: Reader) -> tuple[ProvinceCompared, ...]:
    """Each province of which the store knows documents, by the province's name on their day."""
    graph = citations(reader, schema().followed())
    own: dict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(graph.documents):
        if document.province and speaks_for_province(document):
            own[document.province].append(place)
    grounds = _central_grounds(graph, {place for places in own.values() for place in places})
    return tuple(
        _compared(province, [graph.documents[place] for place in own[province]], graph, grounds, own[province], reader)
        for province in sorted(own, key=slug)
    )


def similar(reader: Reader, ids: Iterable[str] = (), limit: int = 20) -> tuple[Similar, ...]:
    """The pairs of held documents that cite most alike; of `ids`: one against all others, or two against each other.

    The measure is the cosine of what they cite, each citation weighed by how rare it is.
    """
    graph = citations(reader, relying())
    asked = set(ids)
    chosen = [n for n, each in enumerate(graph.documents) if each.id in asked]
    cited, weight = _weighed(graph)
    pairs = _pairs(graph, cited, chosen, len(asked))
    length = {place: math.sqrt(sum(weight[far] ** 2 for far in fars)) for place, fars in cited.items()}
    rated = []
    for one, other in pairs:
        shared = cited[one] & cited[other]
        size = length[one] * length[other]
        if size and len(shared) >= (1 if asked else _LEAST):
            rated.append((sum(weight[far] ** 2 for far in shared) / size, one, other, shared))
    rated.sort(key=lambda each: (-round(each[0], 9), graph.documents[each[1]].id, graph.documents[each[2]].id))
    return tuple(
        Similar(graph.brief(one), graph.brief(other), round(share, 6), _labels(shared, weight, graph))
        for share, one, other, shared in rated[:limit]
    )


def _labels(places: set[int], weight: list[float], graph: Citations) -> tuple[str, ...]:
    """What documents are called, the rarest first."""
    ordered = sorted(places, key=lambda place: (-weight[place], graph.documents[place].id))
    return tuple(label(graph.documents[place]) for place in ordered)


def _weighed(graph: Citations) -> tuple[dict[int, set[int]], list[float]]:
    """What each document cites, and how much a citation of each tells: the less it is cited, the more."""
    cited: dict[int, set[int]] = defaultdict(set)
    for near, far in graph.pairs:
        cited[near].add(far)
    degrees, total = in_degrees(graph), max(len(cited), 1)
    return cited, [math.log(1 + total / degree) if degree else 0.0 for degree in degrees]


def _pairs(graph: Citations, cited: dict[int, set[int]], chosen: list[int], asked: int) -> Iterable[tuple[int, int]]:
    """The pairs to be rated: the chosen ones, or all held ones that share something rare."""
    if asked:
        if asked > 1:
            return [pair for pair in combinations(chosen, 2) if all(place in cited for place in pair)]
        return [(place, other) for place in chosen if place in cited for other in cited if other != place]
    citing: dict[int, list[int]] = defaultdict(list)
    for near, fars in cited.items():
        for far in fars if graph.documents[near].held else ():
            citing[far].append(near)
    return {pair for nears in citing.values() if len(nears) <= _HUB for pair in combinations(sorted(nears), 2)}


def _central_grounds(graph: Citations, wanted: set[int]) -> dict[int, set[int]]:
    """For each document the central ones it comes from, at any distance.

    Documents on a circle have the grounds of all of it.
    """
    joined = graph.digraph()
    whole = nx.condensation(joined)
    above: dict[int, set[int]] = {}
    for part in reversed(list(nx.topological_sort(whole))):
        found: set[int] = set()
        for far in whole.successors(part):
            members = whole.nodes[far]["members"]
            found |= above[far] | {place for place in members if is_central(graph.documents[place])}
        above[part] = found
    of = whole.graph["mapping"]
    return {place: above[of[place]] for place in wanted}


def _compared(
    province: str,
    own: list[DocumentNode],
    graph: Citations,
    grounds: dict[int, set[int]],
    places: list[int],
    reader: Reader,
) -> ProvinceCompared:
    firsts: dict[int, str] = {}
    for place, document in zip(places, own, strict=True):
        for ground in grounds[place]:
            if document.date:
                firsts[ground] = min(firsts.get(ground, "9999"), document.date)
    carried = {ground for place in places for ground in grounds[place]}
    days = [days for ground, day in firsts.items() if (days := _days(graph.documents[ground].date, day)) is not None]
    tasks = reader.degrees([each.id for each in own], ("ASSIGNS",), "up")
    return ProvinceCompared(
        province=province,
        documents=len(own),
        held=sum(each.held for each in own),
        rests_on=len(carried),
        median_days=median(days) if days else None,
        tasks=Counter(tasks).total(),
    )


def _days(first: str | None, last: str) -> int | None:
    if first is None or len(first) != _DAY or len(last) != _DAY:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days

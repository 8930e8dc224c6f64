"""Provinces beside each other, and documents that cite the same."""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from statistics import median

from luocdo.graph.fold import slug
from luocdo.graph.model import Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.analysis_graph import Citations, citations, in_degrees, is_central, relying, speaks_for_province
from luocdo.queries.results import Brief, label

_DAY = len("2020-03-24")
_HUB = 500
"""What more documents cite tells little of any two of them, and would pair all with all."""


_ROUNDING = 1e-6
_Rated = tuple[float, str, str, int, int, float]
"""A pair: its likeness, negative and rounded so that the best come first, both ids and places, and its likeness."""
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
    above = _above(graph)
    return tuple(_compared(province, own[province], graph, above, reader) for province in sorted(own, key=slug))


def similar(reader: Reader, ids: Iterable[str] = (), limit: int = 20) -> tuple[Similar, ...]:
    """The pairs of held documents that cite most alike; of `ids`: one against all others, or two against each other.

    The measure is the cosine of what they cite, each citation weighed by how rare it is.
    """
    graph = citations(reader, relying())
    asked = set(ids)
    chosen = [n for n, each in enumerate(graph.documents) if each.id in asked]
    cited, weight = _weighed(graph)
    length = {place: math.sqrt(sum(weight[far] ** 2 for far in fars)) for place, fars in cited.items()}
    best: list[_Rated] = []
    pairs = _chosen_pairs(cited, chosen, len(asked)) if asked else _likely_pairs(graph, cited, weight, best, limit)
    for one, other in pairs:
        shared = cited[one] & cited[other]
        size = length[one] * length[other]
        if size and len(shared) >= (1 if asked else _LEAST):
            share = sum(weight[far] ** 2 for far in shared) / size
            _keep(
                best, (-round(share, 9), graph.documents[one].id, graph.documents[other].id, one, other, share), limit
            )
    return tuple(
        Similar(
            graph.brief(one), graph.brief(other), round(share, 6), _labels(cited[one] & cited[other], weight, graph)
        )
        for _, _, _, one, other, share in best
    )


def _keep(best: list[_Rated], rated: _Rated, limit: int) -> None:
    """Put a pair in its place among the best."""
    if len(best) < limit or rated < best[-1]:
        insort(best, rated)
        del best[limit:]


def _labels(places: set[int], weight: list[float], graph: Citations) -> tuple[str, ...]:
    """What documents are called, the rarest first."""
    ordered = sorted(places, key=lambda place: (-weight[place], graph.documents[place].id))
    return tuple(label(graph.documents[place]) for place in ordered)


def _weighed(graph: Citations) -> tuple[dict[int, set[int]], list[float]]:
    """What each document cites, and how much a citation of each tells: the less it is cited, the more."""
    cited: dict[int, set[int]] = defaultdict(set)
    for near, far in graph.pairs():
        cited[near].add(far)
    degrees, total = in_degrees(graph), max(len(cited), 1)
    return cited, [math.log(1 + total / degree) if degree else 0.0 for degree in degrees]


def _chosen_pairs(cited: dict[int, set[int]], chosen: list[int], asked: int) -> Iterable[tuple[int, int]]:
    """The one against all others, or the two against each other."""
    if asked > 1:
        return [pair for pair in combinations(chosen, 2) if all(place in cited for place in pair)]
    return [(place, other) for place in chosen if place in cited for other in cited if other != place]


def _likely_pairs(
    graph: Citations, cited: dict[int, set[int]], weight: list[float], best: list[_Rated], limit: int
) -> Iterator[tuple[int, int]]:
    """The pairs of held documents that share something rare, without those that cannot come among the `best`.

    One document against all after it: all pairs at once would be gigabytes.
    """
    held = [place for place in sorted(cited) if graph.documents[place].held]
    citing: dict[int, list[int]] = defaultdict(list)
    for near in held:
        for far in cited[near]:
            citing[far].append(near)
    rare = {far: weight[far] ** 2 for far, nears in citing.items() if len(nears) <= _HUB}
    whole = {near: math.sqrt(sum(weight[far] ** 2 for far in cited[near])) for near in held}
    for near in held:
        common = sum(weight[far] ** 2 for far in cited[near] if far not in rare)
        shared: dict[int, float] = defaultdict(float)
        for far in cited[near]:
            if far in rare:
                nears = citing[far]
                for other in nears[bisect_right(nears, near) :]:
                    shared[other] += rare[far]
        least = -best[-1][0] if len(best) == limit else 0.0
        for other, said in shared.items():
            if said + common + _ROUNDING >= least * whole[near] * whole[other]:
                yield near, other


def _above(graph: Citations) -> dict[int, list[int]]:
    """What each document rests on directly."""
    found: dict[int, list[int]] = defaultdict(list)
    for near, far in graph.pairs():
        found[near].append(far)
    return found


def _firsts(places: Iterable[int], graph: Citations, above: dict[int, list[int]]) -> dict[int, str]:
    """The central documents that these rest on at any distance, each with the day of the first of these under it.

    Oldest first, so that each step is gone once: a set of grounds for each document would be gigabytes. What has no
    day comes last, with an empty one.
    """
    dates = {place: graph.documents[place].date or "" for place in places}
    firsts: dict[int, str] = {}
    gone: set[int] = set()
    for start in sorted(dates, key=lambda place: (not dates[place], dates[place])):
        waiting = [start]
        while waiting:
            place = waiting.pop()
            if place in gone:
                continue
            gone.add(place)
            for far in above.get(place, ()):
                if far not in firsts and is_central(graph.documents[far]):
                    firsts[far] = dates[start]
                waiting.append(far)
    return firsts


def _compared(
    province: str, places: list[int], graph: Citations, above: dict[int, list[int]], reader: Reader
) -> ProvinceCompared:
    own = [graph.documents[place] for place in places]
    firsts = _firsts(places, graph, above)
    days = [days for ground, day in firsts.items() if (days := _days(graph.documents[ground].date, day)) is not None]
    tasks = reader.degrees([each.id for each in own], ("ASSIGNS",), "up")
    return ProvinceCompared(
        province=province,
        documents=len(own),
        held=sum(each.held for each in own),
        rests_on=len(firsts),
        median_days=median(days) if days else None,
        tasks=Counter(tasks).total(),
    )


def _days(first: str | None, last: str) -> int | None:
    if first is None or len(first) != _DAY or len(last) != _DAY:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days

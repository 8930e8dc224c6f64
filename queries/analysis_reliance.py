"""What is relied on most, and which documents join provinces to the centre."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from luocdo.graph.model import Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.analysis_graph import (
    Citations,
    citations,
    in_degrees,
    is_central,
    most,
    page_rank,
    relying,
    speaks_for_province,
)
from luocdo.queries.results import Brief, label

MOST_FOLLOWED = 500
"""Documents whose followers are counted to the end."""


class Relied(Record, frozen=True):
    """A document that many rely on: how many do so directly, and its share of all reliance, chains included."""

    level: str | None
    place: int
    document: Brief
    cited_by: int
    pagerank: float


class Bridge(Record, frozen=True):
    """A document of a province through which others reach the centre.

    `grounds` are the central documents it rests on; `followed_by` rest on it directly, `beneath` at any
    distance; `only_through` reach no central document without it.
    """

    document: Brief
    grounds: tuple[str, ...]
    followed_by: int
    beneath: int
    only_through: int


def relied_on(reader: Reader, limit: int = 10) -> tuple[Relied, ...]:
    """The documents of each level that are relied on most by PageRank, `limit` of each, highest level first."""
    graph = citations(reader, relying())
    rank, cited = page_rank(len(graph.documents), graph.pairs()), in_degrees(graph)
    levels: dict[str | None, list[int]] = defaultdict(list)
    for place, document in enumerate(graph.documents):
        if cited[place]:
            levels[document.level].append(place)
    order = [*(name for name in schema().colours if name in levels), *([None] if None in levels else [])]
    return tuple(
        Relied(level, number, graph.brief(place), cited[place], rank[place])
        for level in order
        for number, place in enumerate(most(levels[level], rank, limit, graph), 1)
    )


def bridges(reader: Reader, limit: int = 20) -> tuple[Bridge, ...]:
    """The documents of provinces that rest on the centre and have most beneath them, at any distance.

    Counted to the end are those that most rest on directly, MOST_FOLLOWED at most.
    """
    graph = citations(reader, schema().followed())
    central = {place for place, each in enumerate(graph.documents) if is_central(each)}
    through = _only_through(graph, central)
    grounds: dict[int, list[int]] = defaultdict(list)
    followed = in_degrees(graph)
    for near, far in graph.pairs():
        if far in central and near not in central:
            grounds[near].append(far)
    joining = [place for place in grounds if followed[place] and speaks_for_province(graph.documents[place])]
    down = _down(graph)
    beneath = {place: _beneath(place, down) for place in most(joining, followed, MOST_FOLLOWED, graph)}
    found = sorted(beneath, key=lambda place: (-beneath[place], -followed[place], graph.documents[place].id))
    return tuple(
        Bridge(
            graph.brief(place),
            tuple(label(graph.documents[each]) for each in grounds[place]),
            followed[place],
            beneath[place],
            through.get(place, 0),
        )
        for place in found[:limit]
    )


def _down(graph: Citations) -> dict[int, list[int]]:
    """What rests on each document directly."""
    down: dict[int, list[int]] = defaultdict(list)
    for near, far in graph.pairs():
        down[far].append(near)
    return down


def _beneath(place: int, down: dict[int, list[int]]) -> int:
    """How many documents come from one, at any distance."""
    seen, left = {place}, [place]
    while left:
        for near in down.get(left.pop(), ()):
            if near not in seen:
                seen.add(near)
                left.append(near)
    return len(seen) - 1


def _only_through(graph: Citations, central: set[int]) -> dict[int, int]:
    """For each document how many others reach the centre through it alone: what it dominates, itself left out.

    Walked from a root above all central documents down to what rests on them.
    """
    root = -1
    down = nx.DiGraph((far, near) for near, far in graph.pairs())
    down.add_edges_from((root, place) for place in central)
    if root not in down:
        return {}
    above = dict(nx.immediate_dominators(down, root))
    above.pop(root, None)
    through: dict[int, int] = defaultdict(int)
    # Leaves first, so that each passes on the count of all below it.
    depth: dict[int, int] = {root: 0}
    for place in list(above):
        _depth(place, above, depth)
    for place in sorted(above, key=lambda each: -depth[each]):
        if above[place] != root:
            through[above[place]] += 1 + through[place]
    return through


def _depth(place: int, above: dict[int, int], depth: dict[int, int]) -> None:
    way = []
    while place not in depth:
        way.append(place)
        place = above[place]
    for each in reversed(way):
        depth[each] = depth[place] + 1
        place = each

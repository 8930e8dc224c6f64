"""All ways by which a document rests on another, step by step, six steps at most: from a plan up to its directive."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from luocdo.graph.model import Edge, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader

MOST_STEPS = 6
MOST_WAYS = 60
_MOST_MET = 20_000
"""Documents that are looked at: above that the ways that were found are told, and that there may be more."""


class Ways(Record, frozen=True):
    """Each way as its edges from the lower document up; `complete` is false where some may be missing."""

    ways: tuple[tuple[Edge, ...], ...]
    complete: bool


def ways(reader: Reader, lower: str, upper: str, relations: Collection[str] = (), most: int = MOST_STEPS) -> Ways:
    """The ways up from one document to another without a circle, shortest first, then by the ids on them."""
    kinds = tuple(relations) or schema().relations()
    above, complete = _above(reader, lower, kinds, most)
    found: list[tuple[Edge, ...]] = []
    near = _distances(above, upper)
    queue: deque[tuple[str, tuple[Edge, ...]]] = deque([(lower, ())])
    while queue and len(found) < MOST_WAYS:
        at, way = queue.popleft()
        if at == upper:
            found.append(way)
            continue
        met = {lower, *(edge.target for edge in way)}
        for edge in above.get(at, ()):
            if edge.target not in met and len(way) + 1 + near.get(edge.target, most + 1) <= most:
                queue.append((edge.target, (*way, edge)))
    return Ways(tuple(found), complete and not queue)


def _above(reader: Reader, lower: str, kinds: Collection[str], most: int) -> tuple[dict[str, list[Edge]], bool]:
    """The edges up from a document, by where they start: of several between two documents the strongest."""
    found: dict[str, list[Edge]] = {}
    left, step = [lower], 0
    rank = schema().relations().index
    while left and step < most and len(found) < _MOST_MET:
        edges: dict[tuple[str, str], Edge] = {}
        for edge in reader.neighbours(left, kinds, "up"):
            old = edges.get((edge.source, edge.target))
            if edge.source != edge.target and (old is None or rank(edge.kind) < rank(old.kind)):
                edges[edge.source, edge.target] = edge
        for id_ in left:
            found[id_] = []
        for (source, _), edge in sorted(edges.items()):
            found[source].append(edge)
        left = sorted({target for _, target in edges} - found.keys())
        step += 1
    return found, len(found) < _MOST_MET


def _distances(above: dict[str, list[Edge]], upper: str) -> dict[str, int]:
    """How many steps each document stands below the upper one."""
    below: dict[str, list[str]] = {}
    for edges in above.values():
        for edge in edges:
            below.setdefault(edge.target, []).append(edge.source)
    found = {upper: 0}
    queue = deque([upper])
    while queue:
        at = queue.popleft()
        for each in below.get(at, ()):
            if each not in found:
                found[each] = found[at] + 1
                queue.append(each)
    return found

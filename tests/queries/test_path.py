"""The shortest way between two documents."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.queries.path import path
from tests.queries.conftest import MakeGraph

DOCUMENTS: dict[str, dict[str, Any]] = {
    name: {"number": f"{n}-QĐ/TW", "date": f"20{n + 10}-01-01"} for n, name in enumerate("abcdef")
} | {"x": {"number": "9-QĐ/TW", "ambiguous": True}}
CASES = [
    ("a", "a", [], {}, ["a"], "to itself"),
    ("a", "b", [("b", "IMPLEMENTS", "a")], {}, ["a", "b"], "one step, against the edge"),
    ("a", "b", [], {}, [], "no way"),
    ("a", "c", [("b", "IMPLEMENTS", "a"), ("c", "IMPLEMENTS", "b")], {}, ["a", "b", "c"], "two steps"),
    ("a", "c", [("b", "IMPLEMENTS", "a"), ("c", "IMPLEMENTS", "b")], {"way": "down"}, ["a", "b", "c"], "all down"),
    ("c", "a", [("b", "IMPLEMENTS", "a"), ("c", "IMPLEMENTS", "b")], {"way": "up"}, ["c", "b", "a"], "all up"),
    ("a", "c", [("b", "IMPLEMENTS", "a"), ("c", "IMPLEMENTS", "b")], {"way": "up"}, [], "not up"),
    ("b", "c", [("b", "IMPLEMENTS", "a"), ("c", "IMPLEMENTS", "a")], {}, ["b", "a", "c"], "over a common ground"),
    ("b", "c", [("b", "IMPLEMENTS", "a"), ("c", "IMPLEMENTS", "a")], {"way": "down"}, [], "siblings are not down"),
    ("b", "c", [("b", "CITES", "x"), ("c", "CITES", "x")], {}, [], "not over what stands for several documents"),
    ("b", "x", [("b", "CITES", "x")], {}, ["b", "x"], "but to it"),
    ("a", "b", [("b", "MAY_BE", "a")], {}, [], "a guess is no way"),
    ("a", "c", [("b", "CITES", "a"), ("c", "IMPLEMENTS", "b")], {"relations": ("IMPLEMENTS",)}, [], "one relation"),
    (
        "a",
        "d",
        [("d", "CITES", "c"), ("c", "CITES", "a"), ("d", "IMPLEMENTS", "b"), ("b", "IMPLEMENTS", "a")],
        {},
        ["a", "b", "d"],
        "of two as short, the stronger",
    ),
    ("a", "b", [("b", "CITES", "c"), ("c", "CITES", "a")], {"on": "2011-06-01"}, [], "not over what came later"),
    ("a", "d", [(y, "CITES", z) for z, y in zip("abc", "bcd", strict=True)], {"most": 2}, [], "too far"),
    ("a", "d", [(y, "CITES", z) for z, y in zip("abc", "bcd", strict=True)], {"most": 3}, list("abcd"), "near enough"),
    (
        "a",
        "d",
        [("b", "CITES", "a"), ("c", "CITES", "b"), ("d", "CITES", "c"), ("d", "CITES", "e"), ("e", "CITES", "a")],
        {},
        ["a", "e", "d"],
        "the shorter of two",
    ),
]


@pytest.mark.parametrize(
    ("start", "end", "edges", "asked", "expected"), [each[:5] for each in CASES], ids=[each[5] for each in CASES]
)
def test_the_way(
    graph: MakeGraph, start: str, end: str, edges: list[Any], asked: dict[str, Any], expected: list[str]
) -> None:
    store = graph(DOCUMENTS, edges)
    one, other = store.document(start), store.document(end)
    assert one is not None
    assert other is not None
    found = path(store, one, other, **asked)
    assert [each.document.id for each in found.steps] == expected
    assert found.complete
    for before, step in zip(found.steps, found.steps[1:], strict=False):
        assert step.edge is not None
        assert {step.edge.source, step.edge.target} == {before.document.id, step.document.id}
        assert step.edge.evidence


def test_there_and_back_are_as_long(graph: MakeGraph) -> None:
    import random

    rng = random.Random(7)
    names = [f"n{n}" for n in range(40)]
    documents = {name: {"number": f"{n + 1}/KH-UBND"} for n, name in enumerate(names)}
    edges = sorted({(rng.choice(names), rng.choice(("CITES", "IMPLEMENTS")), rng.choice(names)) for _ in range(60)})
    store = graph(documents, edges)
    far = _distances(edges, names)
    for start in names[:8]:
        for end in names:
            one, other = store.document(start), store.document(end)
            assert one is not None
            assert other is not None
            expected = far[start].get(end)
            length = len(path(store, one, other, most=10).steps) - 1
            assert length == (expected if expected is not None and expected <= 10 else -1)


def _distances(edges: list[tuple[str, str, str]], names: list[str]) -> dict[str, dict[str, int]]:
    """Steps between all documents, counted the plain way."""
    near: dict[str, set[str]] = {name: set() for name in names}
    for source, _, target in edges:
        near[source].add(target)
        near[target].add(source)
    found = {}
    for start in names:
        far, frontier, steps = {start: 0}, {start}, 0
        while frontier:
            steps += 1
            frontier = {other for one in frontier for other in near[one]} - far.keys()
            far |= dict.fromkeys(frontier, steps)
        found[start] = far
    return found

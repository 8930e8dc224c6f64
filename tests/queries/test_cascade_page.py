"""A cascade in pages: what fits on one is the whole tree, and pages hold together what the tree holds."""

from __future__ import annotations

import random

import pytest

from luocdo.queries.cascade import Cascade, cascade
from luocdo.queries.cascade_page import cascade_page
from tests.queries.conftest import MakeGraph

KINDS = ("IMPLEMENTS", "BASED_ON", "GUIDES", "CITES", "AMENDS")


def tangle(seed: int) -> tuple[dict[str, dict[str, object]], list[tuple[str, str, str]]]:
    """Documents that cite each other at random, circles and undated ones included."""
    rng = random.Random(seed)
    count = rng.randint(2, 30)
    documents: dict[str, dict[str, object]] = {
        f"d{n:02}": {
            "number": f"{n + 1}/KH-UBND",
            "date": rng.choice((None, f"20{10 + n % 9}-01-02")),
            "held": rng.random() < 0.7,
        }
        for n in range(count)
    }
    ids = list(documents)
    edges = {(rng.choice(ids), rng.choice(KINDS), rng.choice(ids)) for _ in range(3 * count)}
    return documents, sorted(edges)


ASKED: tuple[dict[str, object], ...] = (
    *({}, {"direction": "up"}, {"depth": 2}, {"on": "2014-06-01"}, {"relations": ("IMPLEMENTS",)}),
)


@pytest.mark.parametrize("seed", range(25))
def test_one_page_is_the_whole_tree(graph: MakeGraph, seed: int) -> None:
    store = graph(*tangle(seed))
    root = store.document("d00")
    assert root is not None
    for asked in ASKED:
        page = cascade_page(store, root, limit=10_000, **asked)  # type: ignore[arg-type]
        assert page.cascade == cascade(store, root, **asked), asked  # type: ignore[arg-type]
        assert (page.next, set(page.more)) == (None, {0}), asked


@pytest.mark.parametrize("seed", range(12))
def test_pages_hold_together_every_step_once(graph: MakeGraph, seed: int) -> None:
    store = graph(*tangle(seed))
    root = store.document("d00")
    assert root is not None
    whole = cascade(store, root)
    expected = steps_of(whole)
    for limit in (1, 3, 7):
        steps: list[tuple[str, str]] = []
        start: int | None = 0
        while start is not None:
            page = cascade_page(store, root, limit=limit, start=start)
            fresh = [step for step in steps_of(page.cascade) if step not in steps]
            assert len(fresh) == min(limit, len(whole.branches) - 1 - start), limit
            steps += fresh
            start = page.next
        assert sorted(steps) == sorted(expected), limit


def steps_of(tree: Cascade) -> list[tuple[str, str]]:
    """The steps of a tree, from document to document, in its order."""
    path: list[str] = []
    steps = []
    for branch in tree.branches:
        path[branch.depth :] = [branch.document.id]
        if branch.depth:
            steps.append((path[branch.depth - 1], branch.document.id))
    return steps


def test_a_cut_says_how_much_it_leaves_out(graph: MakeGraph) -> None:
    documents = {f"d{n}": {"number": f"{n}-QĐ/TW", "date": f"201{n}-01-01"} for n in range(7)}
    edges = [(f"d{n}", "IMPLEMENTS", "d0") for n in (1, 2, 3)] + [(f"d{n}", "IMPLEMENTS", "d1") for n in (4, 5, 6)]
    store = graph(documents, edges)
    root = store.document("d0")
    assert root is not None
    first = cascade_page(store, root, limit=2)
    assert [(each.document.id, more) for each, more in zip(first.cascade.branches, first.more, strict=True)] == [
        ("d0", 1),
        ("d1", 3),
        ("d2", 0),
    ]
    last = cascade_page(store, root, limit=3, start=3)
    assert [(each.document.id, each.repeated) for each in last.cascade.branches] == [
        ("d0", True),
        ("d1", True),
        ("d4", False),
        ("d5", False),
        ("d6", False),
    ]

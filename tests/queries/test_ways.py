"""All ways up from one document to another, none twice, none in a circle."""

from __future__ import annotations

import pytest

from luocdo.queries.path import ways

CHAIN = [("p", "IMPLEMENTS", "k"), ("k", "IMPLEMENTS", "d"), ("p", "CITES", "d"), ("d", "CITES", "p")]
CASES = [
    (CHAIN, "p", "d", ["p d", "p k d"]),
    (CHAIN, "d", "p", ["d p"]),
    (CHAIN, "k", "p", ["k d p"]),
    ([("a", "CITES", "b"), ("a", "IMPLEMENTS", "b")], "a", "b", ["a b"]),
    ([("a", "CITES", "b")], "b", "a", []),
    ([(f"n{at}", "CITES", f"n{at + 1}") for at in range(8)], "n0", "n6", ["n0 n1 n2 n3 n4 n5 n6"]),
    ([(f"n{at}", "CITES", f"n{at + 1}") for at in range(8)], "n0", "n7", []),
]


@pytest.mark.parametrize(("edges", "lower", "upper", "expected"), CASES)
def test_ways_are_told_shortest_first(graph, edges, lower, upper, expected) -> None:
    ids = {end for source, _, target in edges for end in (source, target)}
    store = graph({id_: {"number": f"{at}-QĐ/TW"} for at, id_ in enumerate(sorted(ids))}, edges)
    found = ways(store, lower, upper)
    assert [" ".join([lower, *(edge.target for edge in way)]) for way in found.ways] == expected
    assert found.complete


def test_of_two_relations_between_a_pair_the_stronger_is_shown(graph) -> None:
    store = graph(
        {"a": {"number": "1-QĐ/TW"}, "b": {"number": "2-QĐ/TW"}}, [("a", "CITES", "b"), ("a", "IMPLEMENTS", "b")]
    )
    assert [edge.kind for edge in ways(store, "a", "b").ways[0]] == ["IMPLEMENTS"]

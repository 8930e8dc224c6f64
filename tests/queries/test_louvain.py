"""The groups are as good as those that networkx finds by the same method, and always the same."""

from __future__ import annotations

import random
from collections.abc import Callable

import networkx as nx
import pytest

from luocdo.queries.louvain import louvain


def chance() -> nx.Graph:
    return nx.gnm_random_graph(200, 600, seed=1)


GRAPHS: list[tuple[str, Callable[[], nx.Graph]]] = [
    ("a club that fell apart", nx.karate_club_graph),
    ("rings", lambda: nx.ring_of_cliques(12, 6)),
    ("characters of a novel", nx.les_miserables_graph),
    ("chance", chance),
    ("planted", lambda: nx.planted_partition_graph(8, 25, 0.4, 0.02, seed=3)),
]


@pytest.mark.parametrize("make", [make for _, make in GRAPHS], ids=[name for name, _ in GRAPHS])
def test_the_groups_are_as_good_as_those_of_networkx(make: Callable[[], nx.Graph]) -> None:
    graph = nx.convert_node_labels_to_integers(make())
    for _, _, told in graph.edges(data=True):
        told.pop("weight", None)
    found = louvain(len(graph), graph.edges())
    theirs = nx.community.louvain_communities(graph, seed=0)
    assert sorted(place for part in found for place in part) == sorted(graph)
    assert nx.community.modularity(graph, found) >= nx.community.modularity(graph, theirs) - 0.02


def test_the_order_of_pairs_changes_nothing() -> None:
    pairs = [(one, other) for one in range(60) for other in range(one) if (one * other) % 7 == 1]
    turned = [(other, one) for one, other in pairs] + pairs
    random.Random(5).shuffle(turned)
    assert sorted(louvain(60, sorted(turned))) == sorted(louvain(60, sorted(turned)))
    assert [len(each) for each in louvain(4, [(0, 1), (1, 0), (2, 2)])] == [2, 1, 1]


def test_nothing_has_no_groups() -> None:
    assert louvain(0, []) == []
    assert louvain(2, []) == [[0], [1]]

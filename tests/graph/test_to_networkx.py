"""A graph as a networkx graph: all of it, with typed attributes that any writer takes."""

import io

import networkx as nx
import pytest

from luocdo.graph.to_networkx import to_networkx


def test_every_node_and_edge_is_there(part):
    graph = to_networkx(part)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_nodes() == 12
    assert graph.number_of_edges() == sum(1 for _ in part.edges())
    edge = graph["23-qd-tw.2021-07-30"]["290-qd-tw.2010-02-25"]["SUPERSEDES"]
    assert (edge["scope"], edge["partial"], edge["evidence"], edge["quote"]) == ("document", False, 1, "thay thế")


NODES = [
    ("290-qd-tw.2010-02-25", {"kind": "document", "label": "290-QĐ/TW", "level": "central-party", "held": False}),
    ("bao-cao", {"kind": "document", "label": "Báo cáo thẩm tra"}),
    ("ubnd.binh-dinh", {"kind": "agency", "label": "UBND", "province": "Bình Định", "valid_to": "2025-06-30"}),
    (
        "t1",
        {
            "kind": "task",
            "label": "Báo cáo",
            "start": 0,
            "illustrative": True,
            "deadlines": "trước ngày 20/11; trong 15 ngày",
        },
    ),
]


@pytest.mark.parametrize(("id_", "attributes"), NODES)
def test_attributes_have_their_types_and_nothing_is_none(part, id_, attributes):
    found = to_networkx(part).nodes[id_]
    assert {name: found[name] for name in attributes} == attributes
    assert all(isinstance(value, str | int | float | bool) for value in found.values())


@pytest.mark.parametrize("write", [nx.write_graphml, nx.write_gexf])
def test_writers_of_networkx_take_it(part, write):
    out = io.BytesIO()
    write(to_networkx(part), out)
    assert "Quyết định" in out.getvalue().decode("utf-8")

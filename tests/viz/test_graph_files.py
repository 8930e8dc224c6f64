"""GraphML and GEXF: the whole graph, at places, with whatever a document says as words."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, TextIO
from xml.etree import ElementTree

import networkx
import pytest

from luocdo.graph.rdf_stream import Part
from luocdo.queries.selection import Selection
from luocdo.viz import positions
from luocdo.viz.gexf import write_gexf
from luocdo.viz.graphml import write_graphml
from tests.queries.conftest import MakeGraph

HOSTILE = '"/><script>alert(1)</script>]]>&\x00\x0b\x1b'
YED = "{http://www.yworks.com/xml/graphml}"
Write = Callable[[Part, TextIO], None]


def graphml(text: str) -> Any:
    return networkx.parse_graphml(text, force_multigraph=True)


def gexf(text: str) -> Any:
    return networkx.read_gexf(io.BytesIO(text.encode()))


FORMS = [(write_graphml, graphml), (write_gexf, gexf)]


def written(write: Write, part: Part) -> str:
    out = io.StringIO(newline="")
    write(part, out)
    return out.getvalue()


def two(graph: MakeGraph) -> Selection:
    documents = {'a"<&': {"number": None, "title": HOSTILE, "name": "n"}, "b": {"number": "1-QĐ/TW"}}
    return Selection(graph(documents, [("b", "CITES", 'a"<&', {"quote": HOSTILE})]))


@pytest.mark.parametrize(("write", "read"), FORMS)
def test_no_word_of_a_document_is_markup(graph: MakeGraph, write: Write, read: Callable[[str], Any]) -> None:
    found = read(written(write, two(graph)))
    told = HOSTILE[:-3] + 3 * "\ufffd"
    assert found.nodes['a"<&']["title"] == told
    assert [quote for _, _, quote in found.edges(data="quote")] == [told]


@pytest.mark.parametrize(("write", "read"), FORMS)
def test_the_graph_is_whole(graph: MakeGraph, write: Write, read: Callable[[str], Any]) -> None:
    ids = {f"d{n}": {"number": f"{n}-QĐ/TW", "date": f"20{n:02}-01-01"} for n in range(20)}
    relations = [(f"d{n}", kind, f"d{n // 2}") for n in range(1, 20) for kind in ("CITES", "IMPLEMENTS")]
    part = Selection(graph(ids, relations))
    found = read(written(write, part))
    assert set(found) == {each.id for nodes in (part.documents(), part.agencies(), part.tasks()) for each in nodes}
    edges = sorted((each.source, each.target, each.kind) for each in part.edges())
    assert sorted(found.edges(data="kind")) == edges


@pytest.mark.parametrize("most", [positions.MOST_LAID, 1], ids=["laid out", "in blocks"])
def test_no_two_nodes_lie_on_each_other(graph: MakeGraph, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(positions, "MOST_LAID", most)
    levels = ("central-party", "province-state", "department", "commune", None)
    ids = {f"d{n:03}": {"number": f"{n}-QĐ/TW", "level": levels[n % 5]} for n in range(300)}
    relations = [(f"d{n:03}", "IMPLEMENTS", f"d{n // 3:03}") for n in range(1, 300)]
    places = positions.positions(Selection(graph(ids, relations)))
    assert set(places) == set(ids)
    boxes = sorted(places.values())
    for one in boxes:
        near = [
            each for each in boxes if abs(each.x - one.x) < positions.WIDTH and abs(each.y - one.y) < positions.HEIGHT
        ]
        assert near == [one]
    assert len({each.colour for each in boxes}) == 4


def test_gephi_and_yed_find_the_same_places(graph: MakeGraph) -> None:
    part = two(graph)
    places = positions.positions(part)
    for node in ElementTree.fromstring(written(write_graphml, part)).iter(
        "{http://graphml.graphdrawing.org/xmlns}node"
    ):
        told = {each.get("key"): each.text for each in node}
        place = places[str(node.get("id"))]
        assert (float(told["node-x"] or ""), float(told["node-y"] or "")) == (place.x, -place.y)
        drawn = node.find(f".//{YED}Geometry")
        assert drawn is not None
        assert (float(drawn.get("x", "")), float(drawn.get("y", ""))) == (place.x, place.y)
    drawn_by_gephi = gexf(written(write_gexf, part)).nodes(data="viz")
    assert {id_: (viz["position"]["x"], viz["position"]["y"]) for id_, viz in drawn_by_gephi} == {
        id_: (place.x, -place.y) for id_, place in places.items()
    }


def test_gephi_finds_colours_labels_and_every_edge(graph: MakeGraph) -> None:
    ids = {"a": {"number": "1-QĐ/TW", "level": "central-party"}, "b": {"number": "2-QĐ/TW", "level": "commune"}}
    part = Selection(graph(ids, [("b", "CITES", "a"), ("b", "IMPLEMENTS", "a")]))
    colours = {id_: place.colour for id_, place in positions.positions(part).items()}
    found = graphml(written(write_graphml, part))
    assert {id_: told["color"] for id_, told in found.nodes(data=True)} == colours
    assert len(set(colours.values())) == 2
    assert sorted(told["label"] for _, _, told in found.edges(data=True)) == ["CITES", "IMPLEMENTS"]
    edges = ElementTree.fromstring(written(write_gexf, part)).iter("{http://gexf.net/1.3}edge")
    assert sorted((each.get("source"), each.get("kind")) for each in edges) == [("b", "CITES"), ("b", "IMPLEMENTS")]

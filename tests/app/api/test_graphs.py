"""The graph in forms that other programs read."""

from __future__ import annotations

import json

import networkx
import pytest
import rdflib
from fastapi.testclient import TestClient

from luocdo.app.api import graphs
from tests.app.api.conftest import DECISION

AROUND = f"/api/v1/graph?root={DECISION}"


def test_a_graph_grows_with_its_steps(client: TestClient) -> None:
    sizes = [len(client.get(f"{AROUND}&depth={depth}").json()["documents"]) for depth in (0, 1, 2, 3)]
    assert sizes[0] == 1
    assert sizes == sorted(sizes)
    assert sizes[1] < sizes[3]


def test_a_graph_of_some_relations_and_of_a_day(client: TestClient) -> None:
    found = client.get(f"{AROUND}&depth=2&relations=implements").json()
    between = {each["id"] for each in found["documents"]}
    kinds = {each["kind"] for each in found["edges"] if {each["source"], each["target"]} <= between}
    assert "IMPLEMENTS" in kinds
    early = client.get(f"{AROUND}&on=2015-01-01").json()["documents"]
    assert all((each["date"] or "") <= "2015-01-01" for each in early)


def test_graphml_is_read_back_whole(client: TestClient) -> None:
    plain = client.get("/api/v1/graph").json()
    answer = client.get("/api/v1/graph?format=graphml")
    assert answer.headers["Content-Type"] == "application/graphml+xml"
    graph = networkx.parse_graphml(answer.text, force_multigraph=True)
    assert set(graph) == {each["id"] for kind in ("documents", "agencies", "tasks") for each in plain[kind]}
    edges = sorted((each["source"], each["target"], each["kind"]) for each in plain["edges"])
    assert sorted((one, other, kind) for one, other, kind in graph.edges(data="kind")) == edges
    assert graph.nodes[DECISION]["number"] == "290-QĐ/TW"
    assert graph.nodes[DECISION]["held"] is True


FORMS = [("ttl", "turtle", "text/turtle"), ("jsonld", "json-ld", "application/ld+json")]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("form", "parser", "type_"), FORMS)
def test_linked_data_is_read_back(client: TestClient, form: str, parser: str, type_: str) -> None:
    answer = client.get(f"{AROUND}&depth=1&format={form}")
    assert answer.headers["Content-Type"].startswith(type_)
    assert len(rdflib.Graph().parse(data=answer.text, format=parser)) > 100


def test_a_graph_that_is_too_large_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "MOST_DOCUMENTS", 5)
    for place in ("/api/v1/graph", f"{AROUND}&depth=9"):
        answer = client.get(place)
        assert answer.status_code == 413
        assert "5 documents" in answer.json()["detail"]
    assert json.loads(client.get(f"{AROUND}&depth=0").text)["documents"]

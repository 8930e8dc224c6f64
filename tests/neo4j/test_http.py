"""The HTTP side over Neo4j: the same answers as over SQLite, and a server that goes and comes back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from luocdo.app.api.application import application
from luocdo.app.settings import Settings
from luocdo.graph.copy_store import copy_store
from luocdo.graph.store import open_store
from tests.app.api.fuzz import samples_in
from tests.conftest import empty
from tests.neo4j.server import Server

DECISION = "290-qd-tw.2010-02-25"
PLAN = "614-kh-ubnd.gia-lai.2020-03-24"
ASKED = [
    "documents?limit=1000",
    "documents?q=dan+van",
    "documents?province=Gia+Lai&status=unknown&on=2022-01-15",
    f"documents/{DECISION}",
    f"documents/{PLAN}/text",
    f"documents/{DECISION}/lineage",
    f"documents/{PLAN}/lineage?direction=up&on=2020-01-01",
    f"documents/{DECISION}/cascade?on=2021-12-31",
    f"documents/{DECISION}/cascade?limit=2&on=2021-12-31",
    f"documents/{DECISION}/status?on=2022-01-15",
    f"documents/{DECISION}/impact?on=2020-06-01",
    f"documents/{DECISION}/coverage?provinces=63",
    f"documents/{DECISION}/mentions",
    f"documents/{PLAN}/mentions?direction=up",
    "resolve?number=290-QD/TW",
    "resolve?number=nothing",
    "agencies?limit=1000",
    "agencies/so-noi-vu.gia-lai/tasks",
    "tasks?due_before=2021-01-01&limit=1000",
    "tasks?directive=290-QD/TW",
    f"path?from={PLAN}&to=23-QD/TW",
    "graph",
    f"graph?root={DECISION}&format=graphml",
]


def serving(store: str) -> TestClient:
    return TestClient(application(Settings(store=store)), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def both(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, TestClient]]:
    """Clients of two applications, on SQLite and on Neo4j, with the same texts."""
    path = tmp_path_factory.mktemp("both") / "samples.db"
    samples_in(path)
    neo4j_server.start()
    empty(neo4j_server)
    source, target = open_store(str(path), create=False), open_store(neo4j_server.store_url())
    copy_store(source, target)
    source.close()
    target.close()
    with serving(str(path)) as sqlite, serving(neo4j_server.store_url()) as neo4j:
        yield sqlite, neo4j
    neo4j_server.start()
    empty(neo4j_server)


@pytest.mark.parametrize("asked", ASKED)
def test_both_stores_answer_alike(both: tuple[TestClient, TestClient], asked: str) -> None:
    one, other = (client.get(f"/api/v1/{asked}") for client in both)
    assert (one.status_code, one.content) == (other.status_code, other.content)


def test_many_statuses_are_alike(both: tuple[TestClient, TestClient]) -> None:
    body = {"numbers": ["290-QĐ/TW", "23-QĐ/TW", "nothing", "25-NQ/TW@2013-06-03", "16/CT-TTg"], "on": "2022-01-15"}
    one, other = (client.post("/api/v1/status", json=body) for client in both)
    assert one.json() == other.json()


def test_a_draft_is_judged_alike(both: tuple[TestClient, TestClient]) -> None:
    body = {"text": "Căn cứ Quyết định số 290-QĐ/TW ngày 25/02/2010 và Chỉ thị số 16/CT-TTg ngày 16/5/2016."}
    one, other = (client.post("/api/v1/check?on=2022-01-15", json=body) for client in both)
    assert one.status_code == 200
    assert one.json() == other.json()


def test_pages_go_on_alike(both: tuple[TestClient, TestClient]) -> None:
    for place in ("documents", f"documents/{DECISION}/lineage", f"documents/{DECISION}/mentions", "tasks", "agencies"):
        bodies = []
        for client in both:
            url, found = f"/api/v1/{place}?limit=3", []
            while True:
                answer = client.get(url)
                found.append(answer.content)
                if "next" not in answer.links:
                    break
                url = f"/api/v1/{place}{answer.links['next']['url']}"
            bodies.append(found)
        assert bodies[0] == bodies[1]
        assert len(bodies[0]) > 1


def test_a_server_that_goes_and_comes_back(both: tuple[TestClient, TestClient], neo4j_server: Server) -> None:
    _, client = both
    place = f"/api/v1/documents/{DECISION}"
    assert client.get(place).status_code == 200
    neo4j_server.kill()
    answer = client.get(place)
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert neo4j_server.password not in answer.text
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200
    neo4j_server.start()
    until = time.monotonic() + 60
    while client.get(place).status_code != 200 and time.monotonic() < until:
        time.sleep(0.5)
    assert client.get(place).json()["number"] == "290-QĐ/TW", "it answers again without a new start"


def test_a_password_is_shown_nowhere(both: tuple[TestClient, TestClient], neo4j_server: Server) -> None:
    _, client = both
    for place in ("/api/v1/stats", "/metrics", "/ready", "/openapi.json"):
        assert neo4j_server.password not in client.get(place).text


def test_a_wrong_password_is_told_as_such(neo4j_server: Server, tmp_path: Path) -> None:
    neo4j_server.start()
    with serving(neo4j_server.store_url().replace(neo4j_server.password, "khong-phai")) as client:
        answer = client.get("/api/v1/stats")
    assert answer.status_code == 503
    assert "password" in answer.json()["detail"]
    assert "khong-phai" not in answer.text

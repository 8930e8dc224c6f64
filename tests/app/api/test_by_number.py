"""Questions that begin with a number: one document, several, none; many at once; the way between two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest
from tests.app.api.conftest import DECISION, Ask
from tests.app.conftest import TEXTS


@pytest.fixture
def two(serving: Ask, tmp_path: Path) -> TestClient:
    """Two texts that cite 25-NQ/TW: one of 2003, one of 2013."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    store = open_store(str(tmp_path / "two.db"))
    ingest(store, [folder], workers=1)
    store.close()
    return serving(store=str(tmp_path / "two.db"))


RESOLVED = [
    ("number=290-Q%C4%90/TW", DECISION),
    ("number=290qd/tw", DECISION),
    ("number=290-QD/TW", DECISION),
    (f"number={DECISION}", DECISION),
    ("number=25-NQ/TW@2013-06-03", "25-nq-tw.2013-06-03"),
    ("number=282-KH/TU@Gia Lai", "282-kh-tu.gia-lai.2020-03-10"),
    ("number=282-KH/TU&place=gia+lai", "282-kh-tu.gia-lai.2020-03-10"),
    ("number=290-Q%C4%90/TW&date=2010", DECISION),
    ("number=290-Q%C4%90/TW&issuer=B%E1%BB%99+Ch%C3%ADnh+tr%E1%BB%8B", DECISION),
    ("number=290-Q%C4%90/TW&issuer=Qu%E1%BB%91c+h%E1%BB%99i", None),
    ("number=290-Q%C4%90/TW&date=2011-02-25", None),
    ("number=nothing", None),
]


@pytest.mark.parametrize(("asked", "id_"), RESOLVED, ids=[each[0] for each in RESOLVED])
def test_a_number_is_resolved(client: TestClient, asked: str, id_: str | None) -> None:
    answer = client.get(f"/api/v1/resolve?{asked}")
    assert (answer.status_code, answer.json().get("id")) == ((200, id_) if id_ else (404, None))


AMBIGUOUS = ["/resolve?number=25-NQ/TW", "/path?from=25-NQ/TW&to=614/KH-UBND", "/graph?root=25-NQ/TW"]


@pytest.mark.parametrize("place", [*AMBIGUOUS, "/tasks?directive=25-NQ/TW"])
def test_a_number_of_several_documents_lists_them(two: TestClient, place: str) -> None:
    answer = two.get(f"/api/v1{place}")
    assert answer.status_code == 300
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()["candidates"]
    assert [each["query"] for each in told] == ["25-NQ/TW@2003-03-12", "25-NQ/TW@2013-06-03"]
    for each in told:
        assert two.get("/api/v1/resolve", params={"number": each["query"]}).json()["id"] == each["id"]


def test_many_numbers_are_judged_in_their_order(two: TestClient) -> None:
    asked = ["290-QĐ/TW", "25-NQ/TW", "nothing at all", "23-QĐ/TW"]
    answer = two.post("/api/v1/status", json={"numbers": asked, "on": "2022-01-15"})
    assert answer.headers["Luocdo-Data-Version"]
    found = answer.json()
    assert [each["query"] for each in found] == asked
    assert [each["status"] for each in found] == ["superseded", "unknown", "unknown", "no_end_known"]
    assert len(found[1]["candidates"]) == 2


WRONG: list[tuple[Any, str]] = [
    ({}, "body.numbers"),
    ({"numbers": []}, "body.numbers"),
    ({"numbers": ["290-QĐ/TW"] * 10_001}, "body.numbers"),
    ({"numbers": "290-QĐ/TW"}, "body.numbers"),
    ({"numbers": [""]}, "body.numbers.0"),
    ({"numbers": ["x" * 301]}, "body.numbers.0"),
    ({"numbers": ["a\u0000b"]}, "body.numbers.0"),
    ({"numbers": ["a"], "on": "soon"}, "body.on"),
    ({"numbers": ["a"], "lang": "fr"}, "body.lang"),
    ({"numbers": ["a"], "of": 1}, "body.of"),
    ([], "body"),
]


@pytest.mark.parametrize(("body", "where"), WRONG, ids=[each[1] + str(n) for n, each in enumerate(WRONG)])
def test_a_wrong_body_is_told_where(client: TestClient, body: Any, where: str) -> None:
    answer = client.post("/api/v1/status", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == where


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"numbers":["\\ud800"]}', b'{"numbers":["a"],"\\udc00":1}', b""])
def test_a_body_that_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/v1/status", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_ten_thousand_numbers_are_answered(client: TestClient) -> None:
    asked = [f"{n}/KH-UBND" for n in range(1, 10_000)] + ["290-QĐ/TW"]
    found = client.post("/api/v1/status", json={"numbers": asked, "on": "2022-01-15"}).json()
    assert len(found) == 10_000
    assert found[-1]["status"] == "superseded"


def test_the_way_between_two_documents(client: TestClient) -> None:
    found = client.get("/api/v1/path", params={"from": "614/KH-UBND", "to": "23-QĐ/TW"}).json()
    assert [each["document"]["number"] for each in found["steps"]] == ["614/KH-UBND", "290-QĐ/TW", "23-QĐ/TW"]
    assert found["steps"][0]["edge"] is None
    edges = [each["edge"] for each in found["steps"][1:]]
    assert [each["kind"] for each in edges] == ["IMPLEMENTS", "SUPERSEDES"]
    assert all(seen["quote"] for each in edges for seen in each["evidence"])
    none = client.get("/api/v1/path", params={"from": "614/KH-UBND", "to": "23-QĐ/TW", "direction": "up"}).json()
    assert (none["steps"], none["complete"]) == ([], True)

"""What all answers have in common: versions, tags, cursors, problem documents."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.app.api.conftest import DECISION, Ask

ANSWERS = [f"/documents/{DECISION}", "/documents?limit=2", f"/documents/{DECISION}/lineage", "/stats"]


@pytest.mark.parametrize("place", ANSWERS)
def test_an_answer_tells_its_version_and_is_not_sent_twice(client: TestClient, place: str) -> None:
    first = client.get(f"/api/v1{place}")
    assert first.headers["Luocdo-Data-Version"] == "1"
    again = client.get(f"/api/v1{place}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_another_question_has_another_tag(client: TestClient) -> None:
    tags = {client.get(f"/api/v1{place}").headers["ETag"] for place in [*ANSWERS, "/documents?limit=3"]}
    assert len(tags) == len(ANSWERS) + 1


CURSORS = [
    ("", "an empty one"),
    ("AAAA", "too short to be signed"),
    ("%C4%91" * 20, "letters that are not of its alphabet"),
    ("A" * 60, "one that nobody signed"),
]


@pytest.mark.parametrize("cursor", [each[0] for each in CURSORS[1:]], ids=[each[1] for each in CURSORS[1:]])
def test_a_made_up_cursor_leads_nowhere(client: TestClient, cursor: str) -> None:
    assert client.get(f"/api/v1/documents?cursor={cursor}").status_code == 404


def test_a_changed_cursor_leads_nowhere(client: TestClient) -> None:
    link = client.get("/api/v1/documents?limit=2").links["next"]["url"]
    cursor = link.rpartition("=")[2]
    for place in range(0, len(cursor), 5):
        other = "B" if cursor[place] != "B" else "C"
        changed = cursor[:place] + other + cursor[place + 1 :]
        assert client.get(f"/api/v1/documents?limit=2&cursor={changed}").status_code == 404


def test_a_cursor_is_good_for_its_own_question_only(client: TestClient, serving: Ask) -> None:
    cursor = client.get("/api/v1/documents?limit=2").links["next"]["url"].rpartition("=")[2]
    assert client.get(f"/api/v1/documents?limit=5&cursor={cursor}").status_code == 200
    assert client.get(f"/api/v1/documents?limit=2&level=mass&cursor={cursor}").status_code == 404
    assert serving().get(f"/api/v1/documents?limit=2&cursor={cursor}").status_code == 404, "another server's"


def test_a_cursor_outlives_the_server_where_the_secret_is_set(serving: Ask) -> None:
    first, second = serving(secret="of-an-institution"), serving(secret="of-an-institution")
    link = first.get("/api/v1/documents?limit=2").links["next"]["url"]
    assert second.get(f"/api/v1/documents{link}").status_code == 200


WRONG = [
    ("/documents?limt=2", "query.limt", "a parameter that is not known"),
    ("/documents?limit=0", "query.limit", "below the least"),
    ("/documents?limit=1001", "query.limit", "above the most"),
    ("/documents?on=20220115", "query.on", "a day without dashes"),
    ("/documents?on=2022-02-30", "query.on", "a day of no calendar"),
    ("/documents?level=king", "query.level", "a level that is none"),
    ("/documents?fields=id,password", "query.fields", "a field that is none"),
    ("/documents?q=%00", "query.q", "a sign that is no letter"),
    (f"/documents/{DECISION}/lineage?relations=may_be", "query.relations", "a guess is no relation to follow"),
    (f"/documents/{DECISION}/lineage?depth=-1", "query.depth", "fewer than no steps"),
    (f"/documents/{DECISION}/text?x=1", "query.x", "a parameter where there is none"),
]


@pytest.mark.parametrize(("place", "where"), [each[:2] for each in WRONG], ids=[each[2] for each in WRONG])
def test_a_wrong_parameter_is_named(client: TestClient, place: str, where: str) -> None:
    answer = client.get(f"/api/v1{place}")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [each["where"] for each in answer.json()["errors"]] == [where]


def test_no_such_route_and_no_such_method(client: TestClient) -> None:
    assert client.get("/api/v1/nothing").json()["status"] == 404
    wrong = client.delete("/api/v1/documents")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, HEAD")
    assert client.delete("/api/v1/sparql").headers["Allow"] == "GET, HEAD, POST", "of both its routes"
    assert client.delete("/view/home").headers["Allow"] == "GET, HEAD", "a path that is not described"
    assert client.head("/api/v1/check").headers["Allow"] == "POST"


HEADS = [
    "/health",
    "/",
    "/api/v1/documents",
    "/api/v1/graph?format=ttl",
    "/api/v1/sparql?query=ASK{}",
    "/api/v1/nothing",
]


@pytest.mark.parametrize("place", HEADS)
def test_a_head_is_that_of_the_whole_answer_without_its_body(client: TestClient, place: str) -> None:
    whole, head = client.get(place), client.head(place)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    for name in ("Content-Type", "ETag", "Luocdo-Data-Version", "Cache-Control"):
        assert head.headers.get(name) == whole.headers.get(name)
    counted = [line for line in client.get("/metrics").text.splitlines() if 'method="HEAD"' in line]
    assert counted


def test_a_store_out_of_reach_is_told_and_found_again(serving: Ask, tmp_path: object, samples: object) -> None:
    from pathlib import Path
    from shutil import copyfile

    place = Path(str(tmp_path)) / "later.db"
    client = serving(store=str(place))
    answer = client.get("/api/v1/documents")
    assert answer.status_code == 503
    assert "later.db" in answer.json()["detail"]
    assert answer.headers["Retry-After"]
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200
    copyfile(str(samples), place)
    client.app.state.desk.door._tried = 0.0  # type: ignore[attr-defined]
    assert client.get("/ready").status_code == 200

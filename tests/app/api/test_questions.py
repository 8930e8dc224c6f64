"""What a route answers is what the command of that name prints."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from luocdo.app.cli import run
from luocdo.graph.store import open_store
from tests.app.api.conftest import DECISION

PLAN = "614-kh-ubnd.gia-lai.2020-03-24"
PRINTED = [
    (f"/documents/{DECISION}/cascade", ["trace", "290-QĐ/TW"]),
    (f"/documents/{DECISION}/cascade?on=2018-12-31", ["trace", "290-QĐ/TW", "--on", "2018-12-31"]),
    (f"/documents/{DECISION}/cascade?depth=1", ["trace", "290-QĐ/TW", "--depth", "1"]),
    (f"/documents/{DECISION}/cascade?relations=based_on", ["trace", "290-QĐ/TW", "--relations", "based_on"]),
    (f"/documents/{PLAN}/cascade?direction=up", ["trace", "614/KH-UBND", "--direction", "up"]),
    (f"/documents/{DECISION}/status?on=2022-01-15", ["status", "290-QĐ/TW", "--on", "2022-01-15"]),
    (f"/documents/{DECISION}/status?lang=en&on=2020-01-01", ["status", "290-QĐ/TW", "--on", "2020-01-01", "--lang=en"]),
    (f"/documents/{DECISION}/impact?on=2020-06-01", ["impact", "290-QĐ/TW", "--on", "2020-06-01"]),
    (f"/documents/{DECISION}/coverage", ["coverage", "290-QĐ/TW"]),
    (f"/documents/{DECISION}/coverage?provinces=63", ["coverage", "290-QĐ/TW", "--provinces", "63"]),
    ("/tasks?limit=1000", ["tasks"]),
    ("/tasks?due_before=2020-12-31&province=Gia+Lai", ["tasks", "--due-before", "2020-12-31", "--province", "Gia Lai"]),
    ("/tasks?agency=S%E1%BB%9F+N%E1%BB%99i+v%E1%BB%A5", ["tasks", "--agency", "Sở Nội vụ"]),
    ("/tasks?directive=290-Q%C4%90/TW", ["tasks", "--directive", "290-QĐ/TW"]),
    ("/tasks?past_due_on=2021-01-01&provinces=63", ["tasks", "--past-due-on", "2021-01-01", "--provinces", "63"]),
]


@pytest.mark.parametrize(("place", "command"), PRINTED, ids=[each[0] for each in PRINTED])
def test_a_route_answers_what_the_command_prints(
    client: TestClient, samples: Path, capsys: pytest.CaptureFixture[str], place: str, command: list[str]
) -> None:
    assert run([*command, "--format", "json", "--store", str(samples)]) == 0
    printed = json.loads(capsys.readouterr().out)
    if command[0] == "trace":
        printed.pop("provinces", None)  # of the whole tree, which the web gives in pages
    if command[0] == "status":
        printed[0]["query"] = "290-QĐ/TW"
    answer = client.get(f"/api/v1{place}")
    assert answer.status_code == 200
    assert answer.json() == printed
    assert printed


TABLES = [
    (f"/documents/{DECISION}/status", ["status", "290-QĐ/TW"]),
    (f"/documents/{DECISION}/coverage", ["coverage", "290-QĐ/TW"]),
    ("/tasks?limit=1000", ["tasks"]),
]


@pytest.mark.parametrize(("place", "command"), TABLES, ids=[each[0] for each in TABLES])
def test_a_table_is_the_commands_table(
    client: TestClient, samples: Path, capsys: pytest.CaptureFixture[str], place: str, command: list[str]
) -> None:
    assert run([*command, "--format", "csv", "--store", str(samples)]) == 0
    answer = client.get(f"/api/v1{place}{'&' if '?' in place else '?'}format=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.text == capsys.readouterr().out
    assert len(list(csv.reader(io.StringIO(answer.text)))) > 1


@pytest.mark.parametrize("place", [f"/documents/{DECISION}/cascade?limit=3", f"/documents/{DECISION}/lineage?limit=3"])
def test_a_cursor_of_rows_ends_with_the_version_it_counted_in(
    client: TestClient, samples: Path, tmp_path: Path, serving: Any, place: str
) -> None:
    from shutil import copyfile

    store = tmp_path / "copy.db"
    copyfile(samples, store)
    copied = serving(store=str(store))
    first = copied.get(f"/api/v1{place}")
    link = f"/api/v1{place.partition('?')[0]}{first.links['next']['url']}"
    assert copied.get(link).status_code == 200
    with open_store(str(store)).batch() as writer:
        writer.quarantine("x", ())
    after = copied.get(link)
    assert (after.status_code, after.json()["type"]) == (409, "urn:luocdo:problem:conflict")


def steps(branch: dict[str, Any]) -> set[tuple[str, str]]:
    """Every step of a tree: the document above, the one below."""
    found = {(branch["document"]["id"], each["document"]["id"]) for each in branch["children"]}
    return found.union(*(steps(each) for each in branch["children"])) if found else found


def test_pages_of_a_cascade_hold_together_every_step(client: TestClient) -> None:
    whole = client.get(f"/api/v1/documents/{DECISION}/cascade").json()
    first = client.get(f"/api/v1/documents/{DECISION}/cascade?limit=2").json()
    assert sum(each.get("more", 0) for each in _all(first)) > 0
    url, found, pages = f"/api/v1/documents/{DECISION}/cascade?limit=2", set(), 0
    while True:
        answer = client.get(url)
        found |= steps(answer.json())
        pages += 1
        if "next" not in answer.links:
            break
        url = f"/api/v1/documents/{DECISION}/cascade{answer.links['next']['url']}"
    assert found == steps(whole)
    assert pages > 2


def _all(branch: dict[str, Any]) -> list[dict[str, Any]]:
    return [branch, *(each for child in branch["children"] for each in _all(child))]


def test_each_step_of_a_lineage_has_the_sentence_it_was_read_from(client: TestClient) -> None:
    answer = client.get(f"/api/v1/documents/{DECISION}/lineage?limit=1000").json()
    assert len(answer["hops"]) > 4
    for hop in answer["hops"]:
        assert hop["edge"]["target"] in answer["documents"]
        for seen in hop["edge"]["evidence"]:
            text = client.get(f"/api/v1/documents/{seen['document_id']}/text").json()["text"]
            assert text[seen["start"] : seen["end"]] == seen["quote"]


def test_mentions_go_on_where_a_page_ends(client: TestClient) -> None:
    whole = client.get(f"/api/v1/documents/{DECISION}/mentions?limit=1000").json()
    url, found = f"/api/v1/documents/{DECISION}/mentions?limit=2", []
    while True:
        answer = client.get(url)
        found += answer.json()
        if "next" not in answer.links:
            break
        url = f"/api/v1/documents/{DECISION}/mentions{answer.links['next']['url']}"
    assert found == whole
    assert all(each["evidence"] for each in whole)
    up = client.get(f"/api/v1/documents/{PLAN}/mentions?direction=up&relations=implements").json()
    assert {each["kind"] for each in up} == {"implements"}
    assert DECISION in {each["document"]["id"] for each in up}

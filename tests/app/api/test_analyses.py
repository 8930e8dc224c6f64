"""Analyses over HTTP say what `luocdo analyse` says."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from luocdo.graph.store import open_store
from luocdo.queries.analysis import NAMES, analyse
from tests.app.api.conftest import DECISION

PLAN = "614-kh-ubnd.gia-lai.2020-03-24"


@pytest.mark.parametrize("name", NAMES)
def test_an_analysis_is_the_one_of_the_command(client: TestClient, samples: Path, name: str) -> None:
    store = open_store(str(samples), create=False)
    assert client.get(f"/api/v1/analysis/{name}").json() == analyse(store, name).to_dict()  # type: ignore[arg-type]
    store.close()


@pytest.mark.parametrize("name", NAMES)
def test_an_analysis_is_a_table_and_a_picture_too(client: TestClient, name: str) -> None:
    rows = client.get(f"/api/v1/analysis/{name}").json()["rows"]
    table = client.get(f"/api/v1/analysis/{name}?format=csv")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len(list(csv.reader(io.StringIO(table.text)))) == len(rows) + 1
    picture = client.get(f"/api/v1/analysis/{name}?format=svg&lang=en")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert ElementTree.fromstring(picture.content).tag == "{http://www.w3.org/2000/svg}svg"


def test_rows_are_counted_and_kept(client: TestClient) -> None:
    first = client.get("/api/v1/analysis/relied-on?limit=1")
    levels = [row["level"] for row in first.json()["rows"]]
    assert len(levels) == len(set(levels)) > 1
    again = client.get("/api/v1/analysis/relied-on?limit=1", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


WRONG = [
    (f"similar?document={DECISION}&document={PLAN}", 200, "two documents"),
    ("similar?document=614/KH-UBND", 200, "a number"),
    ("similar?document=1/KH-UBND", 404, "a number of no document"),
    (f"similar?document={DECISION}&document={PLAN}&document={PLAN}", 422, "three documents"),
    (f"chains?document={PLAN}", 422, "a document where none is asked for"),
    ("everything", 422, "no analysis"),
    ("chains?limit=0", 422, "no rows"),
    ("chains?limit=1001", 422, "too many rows"),
]


@pytest.mark.parametrize(("asked", "status"), [row[:2] for row in WRONG], ids=[row[2] for row in WRONG])
def test_what_may_be_asked(client: TestClient, asked: str, status: int) -> None:
    assert client.get(f"/api/v1/analysis/{asked}").status_code == status

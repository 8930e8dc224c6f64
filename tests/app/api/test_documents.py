"""Lists of documents, one document, its text."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from luocdo.graph.store import open_store
from tests.app.api.conftest import DECISION

LISTS = [
    ("q=290qd&limit=1", {DECISION}, "a number without its separators"),
    ("type=Luật", {"01-2002-qh11.luat", "83-2015-qh13.luat", "luat-ngan-sach-nha-nuoc.may-be"}, "a type"),
    ("type=lu%E1%BA%ADt&from=2010-01-01", {"83-2015-qh13.luat"}, "a type in small letters, from a day"),
    ("level=central-party&to=2010-12-31", {DECISION}, "a level, up to a day"),
    ("level=central-party&to=2010-02-25&from=2010-02-25", {DECISION}, "both days count"),
    ("level=central-party&to=2010-02-24", set(), "the day before"),
    (
        "province=t%E1%BB%89nh+S%C6%A1n+La&type=K%E1%BA%BF%20ho%E1%BA%A1ch",
        {"04-kh-ubnd.son-la.2018-01-03"},
        "a province",
    ),
    ("status=superseded&level=central-party&on=2022-01-15", {DECISION}, "a status on a day"),
    ("status=superseded&level=central-party&on=2020-01-15", set(), "the same before it was replaced"),
]


@pytest.mark.parametrize(("asked", "ids"), [each[:2] for each in LISTS], ids=[each[2] for each in LISTS])
def test_documents_are_chosen(client: TestClient, asked: str, ids: set[str]) -> None:
    answer = client.get(f"/api/v1/documents?{asked}")
    assert answer.status_code == 200
    assert {each["id"] for each in answer.json()} == ids


@pytest.mark.parametrize("asked", ["", "q=dan+van", "province=B%C3%ACnh+Ph%C6%B0%E1%BB%9Bc", "status=no_end_known"])
@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_pages_hold_together_what_one_page_holds(client: TestClient, asked: str, limit: int) -> None:
    whole = client.get(f"/api/v1/documents?{asked}&limit=1000").json()
    url, found = f"/api/v1/documents?{asked}&limit={limit}", []
    while True:
        answer = client.get(url)
        assert len(answer.json()) <= limit
        found += answer.json()
        if "next" not in answer.links:
            break
        url = f"/api/v1/documents{answer.links['next']['url']}"
    assert found == whole
    assert len(found) > 1


def test_fields_are_chosen(client: TestClient) -> None:
    (found,) = client.get("/api/v1/documents?q=290qd&limit=1&fields=number,id").json()
    assert found == {"id": DECISION, "number": "290-QĐ/TW"}


def test_a_document_tells_its_copies_and_counts(client: TestClient) -> None:
    found = client.get(f"/api/v1/documents/{DECISION}").json()
    assert found["number"] == "290-QĐ/TW"
    assert [each["source"] for each in found["copies"]] == ["quyet-dinh-290-qd-tw-2010.txt"]
    assert found["cited_by"] > found["cites"]


def test_the_text_is_what_offsets_count_in(client: TestClient, samples: object) -> None:
    text = client.get(f"/api/v1/documents/{DECISION}/text").json()["text"]
    held = open_store(str(samples), create=False).text(DECISION)
    assert held is not None
    assert text == held.text


@pytest.mark.parametrize("place", ["documents/nothing", "documents/nothing/text", "documents/34-2007-pl-ubtvqh11/text"])
def test_what_is_not_there_is_unknown(client: TestClient, place: str) -> None:
    answer = client.get(f"/api/v1/{place}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:luocdo:problem:unknown"

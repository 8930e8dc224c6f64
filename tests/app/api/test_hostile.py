"""What is made to hurt, in every parameter of every route: nothing reaches a query, a header or a page as it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from luocdo.app.api.application import application
from luocdo.app.settings import Settings
from tests.app.api.conftest import DECISION

WORDS = [
    "' OR 1=1 --",
    '"; DROP TABLE node; --',
    "*) MATCH (n) DETACH DELETE n //",
    '" OR "*',
    "NEAR(a b)",
    "{$ne: 1}",
    "${jndi:ldap://127.0.0.1/a}",
    "{{7*7}}",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "<script>alert(1)</script>",
    "a\r\nSet-Cookie: stolen=1",
    "a\x00b",
    "=cmd|' /C calc'!A0",
    "\u202ekh\u1ecb",
    "%s%n%d",
    "9" * 299,
    "(" * 200,
    "\U0001f600",
    "a" * 5_000,
    "",
    "-1",
    "NaN",
    "null",
    "[]",
]


def operations() -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Every GET of the interface with its parameters."""
    paths = application(Settings()).openapi()["paths"]
    return [
        (path, method, each.get("parameters", []))
        for path, told in paths.items()
        for method, each in told.items()
        if method == "get"
    ]


CASES = [
    (path, parameter)
    for path, _, parameters in operations()
    for parameter in parameters
    if parameter["name"] != "limit"
]


def asked(path: str, parameters: list[dict[str, Any]], name: str, words: str) -> tuple[str, dict[str, str]]:
    """The path and parameters of a request with these words in one parameter and good values in the others."""
    good = {
        "id": DECISION,
        "number": "290-QĐ/TW",
        "from": "290-QĐ/TW",
        "to": "23-QĐ/TW",
        "query": "ASK {}",
        "name": "circles",
    }
    if "agencies" in path:
        good["id"] = "so-noi-vu.gia-lai"
    query = {each["name"]: good[each["name"]] for each in parameters if each["required"] and each["in"] == "query"}
    place = path
    for each in parameters:
        if each["in"] == "path":
            value = words if each["name"] == name else good.get(each["name"], "0" * 32)
            place = place.replace(f"{{{each['name']}}}", quote(value, safe=""))
    if f"{{{name}}}" not in path:
        query[name] = words
    return place, query


@pytest.mark.parametrize(("path", "parameter"), CASES, ids=[f"{path} {each['name']}" for path, each in CASES])
def test_nothing_is_taken_for_more_than_words(client: TestClient, path: str, parameter: dict[str, Any]) -> None:
    parameters = next(each for place, _, each in operations() if place == path)
    before = client.get("/api/v1/stats").json()["counts"]
    for words in WORDS:
        place, query = asked(path, parameters, parameter["name"], words)
        answer = client.get(place, params=query, follow_redirects=False)
        assert answer.status_code in (200, 300, 400, 401, 403, 404, 405, 409, 413, 422), (words, answer.text)
        assert answer.headers["Content-Type"].split(";")[0] in {
            "application/json", "application/problem+json", "text/csv", "text/plain", "text/html",
            "application/sparql-results+json",
        }  # fmt: skip
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "stolen" not in answer.headers.get("Set-Cookie", "")
        assert "root:x:" not in answer.text
        if answer.headers["Content-Type"].startswith("text/html"):
            assert path == "/docs"
    assert client.get("/api/v1/stats").json()["counts"] == before


def test_a_cursor_may_not_be_turned_into_a_question(client: TestClient) -> None:
    link = client.get("/api/v1/documents?limit=1").links["next"]["url"]
    assert "\n" not in link
    assert client.get(f"/api/v1/documents{link}&limit=1").status_code in (200, 422)


def test_what_was_asked_stands_in_a_link_only_as_encoded(client: TestClient) -> None:
    answer = client.get("/api/v1/documents", params={"limit": "1", "q": 'dân>; rel="evil"<x'})
    link = answer.headers.get("Link", "")
    assert link.count('rel="') <= 1
    assert "evil" not in link or "%22evil%22" in link

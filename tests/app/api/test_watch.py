"""Each request has an id, a log line, a count; each answer its security headers; a fault tells nothing of itself."""

from __future__ import annotations

import json
import logging
import re

import pytest
from fastapi.testclient import TestClient

from luocdo.app.api.log_lines import LOGGER, JsonLines
from tests.app.api.conftest import DECISION, Ask

IDS = [
    ("request-1.of_office", True),
    ("", False),
    ("a b", False),
    ("x" * 65, False),
    ('"}{', False),
    ("\u0111".encode().decode("latin-1"), False),
]


@pytest.mark.parametrize(("given", "kept"), IDS)
def test_an_id_that_is_one_is_kept(client: TestClient, given: str, kept: bool) -> None:
    answer = client.get("/health", headers={"X-Request-ID": given.encode("latin-1")})  # type: ignore[dict-item]
    told = answer.headers["X-Request-ID"]
    assert told == given if kept else re.fullmatch(r"[0-9a-f]{32}", told)


@pytest.mark.parametrize("place", ["/health", "/api/v1/documents", "/api/v1/nothing", "/docs", "/metrics"])
def test_every_answer_has_its_security_headers(client: TestClient, place: str) -> None:
    headers = client.get(place).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_a_request_is_one_line_of_json(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOGGER.name)
    client.get('/api/v1/documents/x"%0A{"level":"error"}', headers={"X-Request-ID": "mine"})
    (record,) = [each for each in caplog.records if each.name == LOGGER.name]
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["request_id"], told["status"], told["method"]) == ("mine", 422, "GET")
    assert told["path"].startswith('/api/v1/documents/x"\n{')
    assert told["ms"] > 0


def test_what_people_look_for_is_not_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOGGER.name)
    client.get("/api/v1/documents?q=bi-mat")
    assert "bi-mat" not in " ".join(JsonLines().format(each) for each in caplog.records if each.name == LOGGER.name)


def test_a_fault_is_logged_whole_and_answered_without_a_word_of_it(
    serving: Ask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serving()

    def broken() -> None:
        raise ZeroDivisionError("of the password")

    monkeypatch.setattr(client.app.state.desk.door, "store", broken)  # type: ignore[attr-defined]
    answer = client.get(f"/api/v1/documents/{DECISION}", headers={"X-Request-ID": "mine"})
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:luocdo:problem:fault"
    assert "password" not in answer.text
    (record,) = [each for each in caplog.records if each.levelname == "ERROR" and each.name == LOGGER.name]
    told = json.loads(JsonLines().format(record))
    assert told["request_id"] == "mine"
    assert "ZeroDivisionError: of the password" in told["error"]


def test_requests_are_counted_by_route(client: TestClient) -> None:
    before = _count(client, "/documents/{id}")
    client.get(f"/api/v1/documents/{DECISION}")
    client.get("/api/v1/documents/another")
    assert _count(client, "/documents/{id}") == before + 2
    assert DECISION not in client.get("/metrics").text


def _count(client: TestClient, route: str) -> float:
    lines = client.get("/metrics").text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith("luocdo_requests_total") and route in line)

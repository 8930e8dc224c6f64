"""The description of the interface: as checked in, true of every answer, and held against a running server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema_rs import validator_for

from luocdo.app.api.application import application
from luocdo.app.api.examples import EXAMPLES
from luocdo.app.api.openapi import written
from luocdo.app.api.problems import KINDS
from luocdo.app.settings import Settings
from tests.app.api.fuzz import fuzzed
from tests.project import ROOT

CHECKED_IN = ROOT / "docs" / "openapi.json"
CONTRACT = {
    "/documents": ["q", "type", "level", "province", "from", "to", "status", "on", "limit", "cursor"],
    "/documents/{id}": [],
    "/documents/{id}/text": [],
    "/documents/{id}/lineage": ["direction", "depth", "relations", "on"],
    "/documents/{id}/cascade": ["on"],
    "/documents/{id}/status": ["on"],
    "/documents/{id}/impact": ["on"],
    "/documents/{id}/coverage": ["provinces"],
    "/documents/{id}/mentions": [],
    "/resolve": ["number", "date", "issuer", "place"],
    "/status": [],
    "/check": [],
    "/agencies": [],
    "/agencies/{id}/tasks": [],
    "/tasks": ["agency", "province", "due_before", "past_due_on", "directive"],
    "/path": ["from", "to"],
    "/graph": ["root", "depth", "format"],
    "/analysis/{name}": [],
    "/sparql": [],
    "/ingest": [],
    "/jobs/{id}": [],
    "/stats": [],
}
"""What other tools may rely on: the routes with the parameters that were promised."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return application(Settings()).openapi()


def test_the_file_that_is_checked_in_is_what_the_program_says(document: dict[str, Any]) -> None:
    assert CHECKED_IN.read_text(encoding="utf-8") == written(document), "`make openapi` writes it anew"


def test_every_route_that_was_promised_is_there(document: dict[str, Any]) -> None:
    for path, promised in CONTRACT.items():
        for operation in document["paths"][f"/api/v1{path}"].values():
            told = {each["name"] for each in operation.get("parameters", ())}
            assert set(promised) <= told, path
    assert set(document["paths"]["/api/v1/sparql"]) == {"get", "post"}
    assert {"/health", "/ready", "/metrics"} <= set(document["paths"])


def test_every_answer_has_a_model_and_an_example_that_fits_it(document: dict[str, Any]) -> None:
    components = document["components"]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            told = operation["responses"].get("200") or operation["responses"]["202"]
            content = told["content"].get("application/json")
            if content is None:
                assert path in ("/metrics", "/api/v1/sparql")
                continue
            _check(content["example"], content["schema"] | {"components": components})


def _check(value: Any, schema: dict[str, Any]) -> None:
    errors = [f"{list(each.instance_path)}: {each.message}" for each in validator_for(schema).iter_errors(value)]
    assert errors == []


def test_no_example_is_left_over(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    unused = [name for name in EXAMPLES if f'"{name}"' not in text and f'"{name}Fields"' not in text]
    assert unused == []


def test_problems_are_told_as_problem_documents(document: dict[str, Any]) -> None:
    statuses = {str(kind.status) for kind in KINDS.values()}
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if status not in ("200", "202", "304"):
                    assert status in statuses
                    assert set(response["content"]) == {"application/problem+json"}


def test_each_name_of_an_operation_is_its_own(document: dict[str, Any]) -> None:
    names = [each["operationId"] for operations in document["paths"].values() for each in operations.values()]
    assert len(names) == len(set(names))
    assert all(each["summary"] and each.get("description") for o in document["paths"].values() for each in o.values())


def test_a_parameter_is_never_null(document: dict[str, Any]) -> None:
    for operations in document["paths"].values():
        for operation in operations.values():
            for each in operation.get("parameters", ()):
                assert "null" not in json.dumps(each["schema"])


def test_the_description_is_served(client: TestClient, document: dict[str, Any]) -> None:
    assert client.get("/openapi.json").json() == document


def test_a_running_server_keeps_to_the_description(samples: Path, tmp_path: Path) -> None:
    """All of schemathesis' checks, right and wrong data, every phase; `make fuzz` asks for longer."""
    done = fuzzed(tmp_path, samples, 8)
    assert done.returncode == 0, f"{done.stdout[-8_000:]}\n{done.stderr[-2_000:]}"
    assert " passed" in done.stdout

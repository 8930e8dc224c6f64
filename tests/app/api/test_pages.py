"""The description at /docs: whole, offline, and no way to other files."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.project import ROOT

STATIC = ROOT / "app" / "api" / "static"


def test_docs_needs_nothing_of_another_host(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(needed) == 3
    for each in needed:
        assert "//" not in each
        assert client.get(f"/{each}").status_code == 200
    assert "<style" not in page.text
    assert not re.search(r"<script(?! src)", page.text)


TYPES = [("docs.js", "text/javascript"), ("swagger-ui/swagger-ui.css", "text/css")]


@pytest.mark.parametrize(("name", "type_"), TYPES)
def test_assets_have_their_type_and_a_tag(client: TestClient, name: str, type_: str) -> None:
    first = client.get(f"/docs/assets/{name}")
    assert first.headers["Content-Type"].startswith(type_)
    again = client.get(f"/docs/assets/{name}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


OUTSIDE = ["../pages.py", "..%2fpages.py", "%2e%2e/pages.py", "/etc/passwd", "swagger-ui/LICENSE", "swagger-ui", ""]


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_other_file_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/docs/assets/{name}").status_code == 404


def test_the_explorer_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    for place, type_ in (("/", "text/html"), ("/static/main.js", "text/javascript"), ("/favicon.ico", "image/svg+xml")):
        answer = client.get(place)
        assert answer.headers["Content-Type"].startswith(type_)
        assert "script-src 'self'; style-src 'self';" in answer.headers["Content-Security-Policy"]
    assert client.get("/static/../found.py").status_code == 404


def test_what_is_not_ours_has_its_licence_beside_it_and_is_as_it_came() -> None:
    folder = STATIC / "swagger-ui"
    assert {"LICENSE", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"} <= {path.name for path in folder.iterdir()}
    told = dict(
        re.findall(r"^([0-9a-f]{64})  (\S+)$", (folder / "SHA256SUMS").read_text(encoding="ascii"), re.MULTILINE)
    )
    assert set(told.values()) == {path.name for path in folder.iterdir()} - {"SHA256SUMS", "README.md"}
    for digest, name in told.items():
        assert _digest(folder / name) == digest


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

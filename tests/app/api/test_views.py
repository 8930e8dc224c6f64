"""What the explorer is answered with: each view has what its screen draws, and no text of a document is markup."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from tests.app.api.conftest import DECISION, Ask
from tests.project import ROOT

PLAN = "614-kh-ubnd.gia-lai.2020-03-24"
VIEWS = {
    "home": ("", {"counts", "lines", "held"}),
    "search": ("q=290qd", {"documents", "agencies"}),
    "picture": (f"root={DECISION}", {"ground", "pieces", "cards", "lines", "places", "table", "folds"}),
    "document": (f"id={PLAN}", {"card", "status", "relations", "tasks"}),
    "edge": (f"source={PLAN}&target={DECISION}&kind=IMPLEMENTS", {"sentences"}),
    "text": (f"id={PLAN}", {"text", "source"}),
    "tasks": ("", {"rows", "total"}),
    "overview": ("", {"matrix", "relied", "stale", "groups"}),
    "dots": ("", {"ids", "pairs"}),
    "ways": (f"from={PLAN}&to={DECISION}", {"ways", "cards"}),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_view_has_what_its_screen_draws(client: TestClient, view: str, lang: str) -> None:
    asked, members = VIEWS[view]
    answer = client.get(f"/view/{view}?{asked}&lang={lang}")
    assert answer.status_code == 200
    assert members <= answer.json().keys()


def test_a_number_that_several_bear_is_answered_with_all_of_them(client: TestClient) -> None:
    answer = client.get("/view/picture", params={"root": "nowhere"})
    assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["svg", "html", "csv"])
def test_a_picture_can_be_taken_away(client: TestClient, kind: str) -> None:
    answer = client.get(f"/view/picture.{kind}?root={DECISION}")
    assert answer.status_code == 200
    assert f"luocdo.{kind}" in answer.headers["Content-Disposition"]
    if kind == "svg":
        ElementTree.fromstring(answer.content)
    if kind == "csv":
        assert answer.content.startswith(b"\xef\xbb\xbf")


def test_tasks_come_as_a_calendar(client: TestClient) -> None:
    answer = client.get("/view/tasks.ics?on=2020-01-01")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.text.count("BEGIN:VEVENT") > 0


def test_a_cell_of_the_matrix_lists_its_documents(client: TestClient) -> None:
    assert [each["number"] for each in client.get("/view/cell?level=1&year=2010").json()] == ["290-QĐ/TW"]


def test_a_draft_is_judged_and_given_back_with_its_text(client: TestClient) -> None:
    draft = "Căn cứ Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị;"
    found = client.post("/view/check?name=draft.txt", content=draft.encode()).json()
    finding = found["findings"][0]
    assert finding["kind"] == "superseded"
    assert found["text"][finding["start"] : finding["end"]] == finding["text"]
    refused = client.post("/view/check?name=draft.txt&format=docx", content=draft.encode())
    assert refused.status_code == 415


def test_a_draft_that_is_too_large_is_refused(serving) -> None:
    assert serving(upload_mb=1).post("/view/check?name=a.txt", content=b"x" * 1_000_001).status_code == 413


def test_every_file_of_the_page_is_served_under_the_policy(client: TestClient) -> None:
    for path in sorted((ROOT / "viz" / "static").iterdir()):
        answer = client.get("/" if path.name == "index.html" else f"/static/{path.name}")
        assert answer.status_code == 200
        assert answer.content == path.read_bytes()
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        again = client.get(f"/static/{path.name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("name", ["..%2Fstyle.py", "nothing.js", "__init__.py", "%2e%2e/page.py"])
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_the_page_names_only_files_that_are_there() -> None:
    page = (ROOT / "viz" / "static" / "index.html").read_text("utf-8")
    named = {Path(part.split('"')[0]).name for part in page.split("/static/")[1:]}
    assert named <= {path.name for path in (ROOT / "viz" / "static").iterdir()}
    assert "<style" not in page
    assert "style=" not in page


OWN = """documents:
  - {type: Kế hoạch, number: 614/KH-UBND, date: 2020-03-24, place: Gia Lai}
  - {type: Kế hoạch, number: 700/KH-UBND, date: 2020-06-01, place: Gia Lai}
effects:
  - {kind: repeals, by: 700/KH-UBND@2020-06-01, of: 614/KH-UBND@2020-03-24, from: 2020-06-01, source: public}
"""
"""What only an institution's own registry knows."""


def test_every_screen_asks_the_own_registry(serving: Ask, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    for client, ended in ((serving(registry=own), True), (serving(), False)):
        found = _as_shown(client)
        assert {place: "repealed" in said for place, said in found.items()} == dict.fromkeys(found, ended)


def test_every_route_with_a_status_asks_the_own_registry(serving: Ask, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    day = {"on": "2024-01-01"}
    for client, status in ((serving(registry=own), "repealed"), (serving(), "expired")):
        found = [client.get(f"/api/v1/documents/{PLAN}/{asked}", params=day).json() for asked in ("cascade", "impact")]
        found += client.get(f"/api/v1/documents/{PLAN}/status", params=day).json()
        assert [each["status"] for each in found] == [status] * 3
        listed = client.get("/api/v1/documents", params={**day, "status": status}).json()
        assert PLAN in {each["id"] for each in listed}


def _as_shown(client: TestClient) -> dict[str, set[str]]:
    """How the plan stands on each screen, in its own words or its sign."""

    def asked(view: str, **more: str) -> Any:
        return client.get(f"/view/{view}", params={"on": "2024-01-01", **more}).json()

    def cards(found: Iterable[dict[str, Any]]) -> set[str]:
        return {each["glance"]["key"] for each in found if each["id"] == PLAN}

    words = ("hết hiệu lực", json.dumps("hết hiệu lực")[1:-1])
    alone = {"root": PLAN, "down": "0", "up": "0", "on": "2024-01-01"}
    files = {kind: client.get(f"/view/picture.{kind}", params=alone).text for kind in ("svg", "html")}
    cell = asked("cell", level="4", year="2020")
    dots = asked("dots")
    return {
        "line": cards(asked("picture", root=DECISION)["cards"]),
        "panel": {asked("document", id=PLAN)["card"]["glance"]["key"]},
        "search": cards(asked("search", q="614/KH-UBND")["documents"]),
        "ways": cards(asked("ways", **{"from": PLAN, "to": DECISION})["cards"].values()),
        "tasks": {each["glance"] for each in asked("tasks")["rows"] if each["document"] == PLAN},
        "cell": {each["glance"] for each in cell if each["id"] == PLAN},
        "dots": {{"ended": "repealed"}.get(dots["groups"][dots["ids"].index(PLAN)], "")},
        **{kind: {"repealed"} if any(word in text for word in words) else set() for kind, text in files.items()},
    }

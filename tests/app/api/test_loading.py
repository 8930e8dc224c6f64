"""Loading over HTTP: only with the token, one load at a time, told how far it is."""

from __future__ import annotations

import os
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from luocdo.app.api.jobs import Jobs, Running
from luocdo.app.settings import Settings
from tests.app.api.conftest import Ask

TOKEN = {"Authorization": "Bearer cua-quan-tri"}
SAMPLES = sorted(each for each in files("luocdo.data").joinpath("samples").iterdir() if each.name.endswith(".txt"))
Sent = list[tuple[str, tuple[str, bytes]]]


def some(count: int) -> Sent:
    """The first samples, as files of a form."""
    return [("files", (each.name, each.read_bytes())) for each in SAMPLES[:count]]


@pytest.fixture
def loading(serving: Ask, tmp_path: Path) -> TestClient:
    """A client of a server that may load into a store that is not there yet."""
    return serving(store=str(tmp_path / "new.db"), admin_token="cua-quan-tri", work_dir=tmp_path / "work")


def ended(client: TestClient, place: str) -> dict[str, Any]:
    """The job when it is over."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        job: dict[str, Any] = client.get(place, headers=TOKEN).json()
        if job["state"] != "running":
            return job
        time.sleep(0.1)
    raise AssertionError("the load does not end")


def test_a_load_is_a_job(loading: TestClient, tmp_path: Path) -> None:
    bad = ("files", ("../../../old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))
    answer = loading.post("/api/v1/ingest", files=[*some(3), bad], headers=TOKEN)
    assert answer.status_code == 202
    begun = answer.json()
    assert (begun["state"], begun["files"]) == ("running", 4)
    busy = loading.post("/api/v1/ingest", files=some(1), headers=TOKEN)
    assert (busy.status_code, busy.json()["job"]) == (409, begun["id"])
    job = ended(loading, answer.headers["Location"])
    assert (job["state"], job["done"], job["loaded"]) == ("done", 4, 3)
    assert [(each["file"], ".docx" in each["reason"]) for each in job["failed"]] == [("old.doc", True)]
    assert loading.get("/api/v1/stats").json()["counts"]["held"] == 3
    again = loading.post("/api/v1/ingest", files=some(3), headers=TOKEN)
    job = ended(loading, again.headers["Location"])
    assert (job["loaded"], job["unchanged"]) == (0, 3)
    assert [path.name for path in (tmp_path / "work").iterdir() if path.suffix != ".json"] == []


WRONG: list[tuple[str, dict[str, Any], int]] = [
    ("no token", {"files": some(1), "headers": {}}, 401),
    ("a wrong token", {"files": some(1), "headers": {"Authorization": "Bearer cua-quan-trị".encode()}}, 401),
    ("no files", {"headers": TOKEN}, 422),
    ("another field", {"files": {"file": ("a.txt", b"a")}, "headers": TOKEN}, 422),
    ("a province that is none", {"files": some(1), "data": {"province": "Atlantis"}, "headers": TOKEN}, 404),
    ("a parameter", {"files": some(1), "params": {"workers": "9"}, "headers": TOKEN}, 422),
]


@pytest.mark.parametrize(("sent", "status"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_a_wrong_load_is_refused_and_leaves_the_next_one_free(
    loading: TestClient, tmp_path: Path, sent: dict[str, Any], status: int
) -> None:
    assert loading.post("/api/v1/ingest", **sent).status_code == status
    assert not (tmp_path / "work" / "running").exists()
    assert not (tmp_path / "new.db").exists()


def test_loading_is_off_without_a_token(serving: Ask) -> None:
    answer = serving().post("/api/v1/ingest", files=some(1), headers=TOKEN)
    assert answer.status_code == 403
    assert "LUOCDO_ADMIN_TOKEN" in answer.json()["detail"]


JOBS = [("0" * 32, 404), ("..%2f..%2fetc", 404), ("x", 422), ("0" * 31 + "G", 422)]


@pytest.mark.parametrize(("id_", "status"), JOBS)
def test_no_other_file_is_a_job(loading: TestClient, id_: str, status: int) -> None:
    assert loading.get(f"/api/v1/jobs/{id_}", headers=TOKEN).status_code == status


def test_a_key_to_ask_is_no_token_to_load(serving: Ask, tmp_path: Path) -> None:
    client = serving(api_keys=("khoa",), admin_token="cua-quan-tri", work_dir=tmp_path / "work")
    assert client.post("/api/v1/ingest", files=some(1), headers={"X-API-Key": "khoa"}).status_code == 401


def test_a_load_whose_process_is_gone_is_told_as_stopped(tmp_path: Path) -> None:
    jobs = Jobs(Settings(store=str(tmp_path / "new.db"), work_dir=tmp_path / "work"))
    id_, inbox = jobs.new()
    (inbox / "a.txt").write_bytes(SAMPLES[0].read_bytes())
    jobs.start(id_, [inbox / "a.txt"], None)
    with pytest.raises(Running):
        jobs.new()
    kept = jobs._read(id_)
    assert kept is not None
    os.kill(kept.process, 9)
    until = time.monotonic() + 60
    while (job := jobs.job(id_)) is not None and job.state == "running" and time.monotonic() < until:
        time.sleep(0.05)
    assert job is not None
    assert job.state == "stopped"
    assert jobs.new()[0] != id_, "the lock is free again"

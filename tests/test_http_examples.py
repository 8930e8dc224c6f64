"""The examples of docs/http.md run, against a server of the samples."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.app.api.fuzz import samples_in
from tests.app.api.server import Server, running
from tests.project import ROOT

GUIDE = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"
TOKEN = "cua-quan-tri"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    samples_in(folder / "samples.db")
    with running(folder, folder / "samples.db", admin_token=TOKEN) as server:
        yield server


@pytest.fixture
def curl() -> str:
    """The program; in CI it has to be there."""
    found = shutil.which("curl")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no curl on this machine")
    return str(found)


@pytest.mark.parametrize("block", blocks("bash"), ids=lambda block: block.splitlines()[0][:60])
def test_a_call_of_curl_is_answered(server: Server, curl: str, tmp_path: Path, block: str) -> None:
    sample = min((ROOT / "data" / "samples").glob("*.txt")).read_bytes()
    for name in ("plan-1.docx", "plan-2.pdf"):  # of what they are, their first bytes tell
        (tmp_path / name).write_bytes(sample + name.encode())
    script = f"set -e\n{block.replace(ADDRESS, server.url)}"
    clean = {**os.environ, "LUOCDO_ADMIN_TOKEN": TOKEN}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    decoder, rest, answers = json.JSONDecoder(), done.stdout.strip(), []
    while rest:
        answer, end = decoder.raw_decode(rest)
        answers.append(answer)
        rest = rest[end:].strip()
    assert len(answers) == len(re.findall(r"^curl", block, re.MULTILINE))
    assert not any(isinstance(each, dict) and str(each.get("type", "")).startswith("urn:") for each in answers), answers


def test_the_python_runs(server: Server) -> None:
    (block,) = blocks("python")
    exec(compile(block.replace(ADDRESS, server.url), "http.md", "exec"), {})


@pytest.mark.parametrize("address", "".join(blocks("url")).split())
def test_an_address_for_a_spreadsheet_gives_a_table(server: Server, address: str) -> None:
    answer = httpx2.get(address.replace(ADDRESS, server.url))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeff".encode())
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert rows
    assert all(len(row) == len(head) for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_every_status_of_a_problem_is_told() -> None:
    from luocdo.app.api.problems import KINDS

    told = {int(each) for line in re.findall(r"^\| ([\d, ]+) \|", GUIDE, re.MULTILINE) for each in line.split(",")}
    assert {kind.status for kind in KINDS.values()} - {405, 500} == told - {304}


def test_every_route_is_described_and_every_example_asks_one() -> None:
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"]
    known = [re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for path in paths]
    for asked in re.findall(r"http://127\.0\.0\.1:8000(/[^\s?\"']*)", GUIDE):
        assert any(path.fullmatch(asked) for path in known), asked

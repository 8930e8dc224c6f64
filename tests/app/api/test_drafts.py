"""Drafts over HTTP: sent in any form, judged as the command judges them; files made to hurt are cut."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from luocdo.app.api.drafts import named
from luocdo.app.api.parsing import Busy, Limits, Parsers
from luocdo.app.cli import run
from luocdo.graph.errors import ReadError, TooLarge
from tests import factories
from tests.app.api.conftest import Ask

DRAFT = "KẾ HOẠCH\nThực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị.\n"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ON = "/api/v1/check?on=2022-01-15"


def docx(text: str) -> bytes:
    """A DOCX of a paragraph."""
    return factories.docx(factories.paragraph(text))


FORMS: list[tuple[str, dict[str, Any]]] = [
    ("text", {"content": DRAFT.encode(), "headers": {"Content-Type": "text/plain; charset=utf-8"}}),
    ("markdown", {"content": DRAFT.encode(), "headers": {"Content-Type": "text/markdown"}}),
    ("json", {"json": {"text": DRAFT}}),
    ("a file of a form", {"files": {"file": ("du-thao.txt", DRAFT.encode())}}),
    ("html", {"content": f"<html><p>{DRAFT}</p>".encode(), "headers": {"Content-Type": "text/html"}}),
    ("docx", {"content": docx(DRAFT), "headers": {"Content-Type": DOCX}}),
    ("docx of a form", {"files": {"file": ("du-thao.docx", docx(DRAFT), DOCX)}}),
    ("bytes", {"content": docx(DRAFT), "headers": {"Content-Type": "application/octet-stream"}}),
]


@pytest.fixture(scope="module")
def parsers() -> Any:
    """One process that reads for all tests of this file: each takes a second or two to start."""
    made = Parsers(Limits(20_000_000, 100, 60, 1_500), 1)
    yield made
    made.close()


@pytest.fixture
def checking(client: TestClient, parsers: Parsers) -> TestClient:
    """The client, whose application reads in the process of this file."""
    own, client.app.state.parsers = client.app.state.parsers, parsers  # type: ignore[attr-defined]
    yield client
    client.app.state.parsers = own  # type: ignore[attr-defined]


@pytest.mark.parametrize("sent", [each[1] for each in FORMS], ids=[each[0] for each in FORMS])
def test_a_draft_is_judged_however_it_is_sent(checking: TestClient, sent: dict[str, Any]) -> None:
    answer = checking.post(ON, **sent)
    assert answer.status_code == 200, answer.text
    (found,) = [each for each in answer.json()["findings"] if each["kind"] == "superseded"]
    assert "290-QĐ/TW" in found["text"]
    assert found["suggestion"].startswith("Quyết định số 23-QĐ/TW")


def test_findings_are_those_of_the_command(
    checking: TestClient, samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    command = ["check", str(tmp_path / "draft.txt"), "--on", "2022-01-15", "--lang", "en"]
    assert run([*command, "--format", "json", "--store", str(samples)]) == 1
    answer = checking.post(f"{ON}&lang=en", json={"text": DRAFT})
    assert answer.json() == json.loads(capsys.readouterr().out)


def bomb() -> bytes:
    """A DOCX whose text inflates to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("x"))) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in good.infolist():
            body = good.read(entry)
            made.writestr(entry.filename, body + b" " * 300_000_000 if entry.filename == "word/document.xml" else body)
    return out.getvalue()


REFUSED = [
    ("nothing", b"", "text/plain", 422, "empty"),
    ("blanks", b"  \n ", "text/plain", 422, "no text"),
    ("a picture", b"\x89PNG\r\n", "application/octet-stream", 415, "picture"),
    ("an archive", b"Rar!xxxx", "application/octet-stream", 415, "archive"),
    ("old Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "application/octet-stream", 415, ".docx"),
    ("binary data", bytes(range(256)) * 20, "text/plain", 415, "binary"),
    ("half a PDF", b"%PDF-1.7\n1 0 obj", "application/pdf", 422, "truncated"),
    ("half a DOCX", docx(DRAFT)[:300], DOCX, 422, "truncated"),
    ("a ZIP", b"PK\x05\x06" + bytes(18), DOCX, 415, "not a DOCX"),
    ("another type", b"{}", "application/xml", 415, "text/plain"),
    ("no type", DRAFT.encode(), "", 415, "text/plain"),
    ("no form", b"x", "multipart/form-data; boundary=b", 400, ""),
    ("broken JSON", b'{"text":', "application/json", 422, "not as described"),
    ("JSON without text", b"{}", "application/json", 422, "text"),
    ("JSON with more", b'{"text":"a","of":1}', "application/json", 422, "of"),
    ("empty JSON", b'{"text":""}', "application/json", 422, "empty"),
    ("JSON of half a letter", b'{"text":"\\ud800"}', "application/json", 422, "not as described"),
]


@pytest.mark.parametrize(
    ("body", "type_", "status", "words"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_what_cannot_be_read_is_told(checking: TestClient, body: bytes, type_: str, status: int, words: str) -> None:
    answer = checking.post(ON, content=body, headers={"Content-Type": type_})
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]


def test_a_form_needs_its_file(checking: TestClient) -> None:
    assert checking.post(ON, files={"other": ("x.txt", b"x")}).status_code == 422
    assert checking.post(ON, data={"file": "no file"}).status_code == 415
    two = [("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))]
    assert checking.post(ON, files=two).status_code == 400


LARGE = [("a zip bomb", bomb, "zip bomb"), ("too many pages", lambda: factories.pdf(*[["x"]] * 101), "101 pages")]


@pytest.mark.parametrize(("make", "words"), [each[1:] for each in LARGE], ids=[each[0] for each in LARGE])
def test_what_is_too_large_inside_is_refused(checking: TestClient, make: Any, words: str) -> None:
    answer = checking.post(ON, content=make(), headers={"Content-Type": "application/octet-stream"})
    assert answer.status_code == 413
    assert words in answer.json()["detail"]


def test_an_upload_above_the_limit_is_refused_before_it_is_kept(serving: Ask) -> None:
    client = serving(upload_mb=1)
    plain = {"Content-Type": "text/plain"}
    assert client.post(ON, content=b"a" * 1_000_001, headers=plain).status_code == 413
    pieces = (b"a" * 100_000 for _ in range(20))
    assert client.post(ON, content=pieces, headers=plain).status_code == 413, "of a length that was not told"


def test_reading_that_takes_too_long_is_ended_and_the_next_file_is_read() -> None:
    text = f"{DRAFT}\n" * 30_000
    parsers = Parsers(Limits(20_000_000, 100, 1, 1_500), 1)
    try:
        with pytest.raises(TooLarge, match="longer than 1 seconds"):
            parsers.read("a.txt", text.encode())
        assert parsers.read("b.txt", DRAFT.encode())[1].citations
    finally:
        parsers.close()


def test_reading_that_takes_too_much_memory_is_ended_and_the_next_file_is_read() -> None:
    parsers = Parsers(Limits(200_000_000, 100, 60, 700), 1)
    try:
        with pytest.raises(ReadError, match="memory"):
            parsers.read("a.txt", ("Kế hoạch số 12-KH/TU " * 6_000_000).encode())
        assert parsers.read("b.txt", DRAFT.encode())[1].citations
    finally:
        parsers.close()


def test_a_file_that_ends_the_process_hurts_no_other(parsers: Parsers) -> None:
    parsers.read("a.txt", DRAFT.encode())
    parser = parsers._idle.get()
    assert parser is not None
    os.kill(parser._process.pid or 0, 9)
    parser._process.join()
    parsers._idle.put(parser)
    assert parsers.read("b.txt", DRAFT.encode())[1].citations


def test_who_finds_all_processes_reading_is_told_so(monkeypatch: pytest.MonkeyPatch, parsers: Parsers) -> None:
    monkeypatch.setattr("luocdo.app.api.parsing._WAIT", 0.05)
    with parsers._one(), pytest.raises(Busy):
        parsers.read("a.txt", DRAFT.encode())


NAMES = [
    ("ke-hoach.docx", "ke-hoach.docx"),
    ("../../etc/passwd", "passwd"),
    ("C:\\tmp\\Kế hoạch.docx", "Kế hoạch.docx"),
    ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
    (".hidden.", "hidden"),
    ("..", "draft"),
    ("", "draft"),
    ("\x00", "draft"),
    ("x" * 300, "x" * 200),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_name_is_a_name_and_no_path(given: str, kept: str) -> None:
    assert named(given) == kept

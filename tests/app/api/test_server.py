"""`luocdo serve` as a process: slow clients, large uploads, a store that goes and comes, an end in good order."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from luocdo.app.api import connections
from tests.app.api.conftest import DECISION
from tests.app.api.server import PROGRAM, Server, running

ASKED = f"/api/v1/documents/{DECISION}"


@pytest.fixture(scope="module")
def server(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that do it no harm."""
    with running(tmp_path_factory.mktemp("server"), samples, upload_mb=5, threads=4) as server:
        yield server


def test_it_answers_and_names_no_software(server: Server) -> None:
    answer = httpx2.get(server.url + ASKED)
    assert answer.json()["number"] == "290-QĐ/TW"
    assert "Server" not in answer.headers
    assert httpx2.get(f"{server.url}/api/v1/tasks").headers["Content-Encoding"] == "gzip"


def test_many_ask_at_once(server: Server) -> None:
    with httpx2.Client(base_url=server.url) as client, ThreadPoolExecutor(16) as pool:
        places = [ASKED, f"{ASKED}/cascade", f"{ASKED}/status", "/api/v1/tasks", "/api/v1/documents?q=dan+van"] * 20
        answers = list(pool.map(client.get, places))
    assert {each.status_code for each in answers} == {200}
    by_place = {
        place: {each.content for at, each in zip(places, answers, strict=True) if at == place} for place in places
    }
    assert all(len(bodies) == 1 for bodies in by_place.values()), "equal questions have equal answers"


def test_its_log_lines_are_json(server: Server) -> None:
    httpx2.get(server.url + ASKED, headers={"X-Request-ID": "in-the-log"})
    time.sleep(0.2)
    lines = [line for line in server.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    told = [json.loads(line) for line in lines]
    assert any(each.get("request_id") == "in-the-log" and each["status"] == 200 for each in told)


RAW = [
    (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \x00\r\n\r\n", b" 400 ", "a control sign in a header"),
    (b"NONSENSE\r\n\r\n", b" 400 ", "no HTTP"),
    (b"GET /%ff%fe HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", b" 404 ", "a path that is no text"),
    (b"GET /\xc4\x91 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", b" 4", "a path that is not encoded"),
    (b"BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", b" 4", "no method"),
    (
        b"POST /api/v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nConnection: close\r\n"
        b"Content-Length: -1\r\n\r\n",
        b" 400 ",
        "a length that is none",
    ),
]


@pytest.mark.parametrize(("sent", "status"), [each[:2] for each in RAW], ids=[each[2] for each in RAW])
def test_what_is_no_request_is_refused(server: Server, sent: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(sent)
        assert status in line.recv(4_096).split(b"\r\n")[0]
    assert httpx2.get(server.url + ASKED).status_code == 200


def test_an_upload_of_fifty_megabytes_is_refused_and_the_service_goes_on(server: Server) -> None:
    for told in (True, False):
        body: bytes | Iterator[bytes] = b"a" * 50_000_000 if told else (b"a" * 100_000 for _ in range(500))
        answer = httpx2.post(
            f"{server.url}/api/v1/check", content=body, headers={"Content-Type": "text/plain"}, timeout=60
        )
        assert answer.status_code == 413
        assert httpx2.get(server.url + ASKED).status_code == 200


def test_who_sends_nothing_is_cut(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert connections.HEAD_SECONDS <= 30, "who waits longer holds the connections of others"
    hasty = "from luocdo.app.api import connections, uploads\n"
    hasty += "connections.HEAD_SECONDS, connections.READ_SECONDS, uploads._SECONDS = 1.0, 1.0, 1.0\n"
    program = (PROGRAM[0], "-c", f"{hasty}from luocdo.app.cli import main; main()")
    monkeypatch.setattr("tests.app.api.server.PROGRAM", program)
    with running(tmp_path, samples) as server:
        head = b"GET /api/v1/graph HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        assert cut(server, [b""]) is True, "not a letter"
        assert cut(server, [b"GET / HT", *[b"T"] * 40]) is True, "a head letter by letter"
        begun = head.replace(b"GET /api/v1/graph", b"POST /api/v1/status")
        begun += b"Content-Type: application/json\r\nContent-Length: 900\r\n\r\n"
        assert b" 408 " in said(server, [begun, *[b"["] * 20]), "a body letter by letter"
        assert cut_reader(server, head + b"\r\n") is True, "an answer that nobody reads"
        assert httpx2.get(server.url + ASKED).status_code == 200


def cut(server: Server, pieces: list[bytes]) -> bool:
    """Whether the server ends a connection on which these pieces come slowly."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
                time.sleep(0.1)
            return line.recv(1) == b""
        except (ConnectionResetError, BrokenPipeError):
            return True


def said(server: Server, pieces: list[bytes]) -> bytes:
    """The first line of what the server says to pieces that come slowly."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        for piece in pieces:
            line.sendall(piece)
            time.sleep(0.1)
            if select.select([line], [], [], 0)[0]:
                break
        return line.recv(4_096).split(b"\r\n")[0]


def cut_reader(server: Server, request: bytes) -> bool:
    """Whether the server gives up on a client that asks and asks and reads nothing."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        try:
            for _ in range(2_000):
                line.sendall(request)
                time.sleep(0.01)
        except (ConnectionResetError, BrokenPipeError):
            return True
        except TimeoutError:
            return False
    return False


def test_a_store_that_goes_and_comes_back(samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    shutil.copyfile(samples, store)
    stop, seen = threading.Event(), []
    with running(tmp_path, store) as server:

        def load() -> None:
            with httpx2.Client(base_url=server.url, timeout=60) as client:
                while not stop.is_set():
                    answer = client.get(f"{ASKED}/cascade")
                    seen.append((answer.status_code, answer.headers["Content-Type"], answer.json().get("detail", "")))

        with ThreadPoolExecutor(4) as pool:
            done = [pool.submit(load) for _ in range(4)]
            try:
                _wait_for_four(seen, 200)
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{store}{suffix}").unlink(missing_ok=True)
                _wait_for_four(seen, 503)
                ready = httpx2.get(f"{server.url}/ready")
                shutil.copyfile(samples, tmp_path / "again.db")
                os.replace(tmp_path / "again.db", store)
                _wait_for_four(seen, 200)  # without a new start
            finally:
                stop.set()
            for each in done:
                each.result()
        assert ready.status_code == 503
        assert {status for status, _, _ in seen} == {200, 503}
        gone = {(type_, "no store there" in detail) for status, type_, detail in seen if status == 503}
        assert gone == {("application/problem+json", True)}


def _wait_for_four(seen: list[tuple[int, str, str]], status: int) -> None:
    """Until four more answers running have this status; a minute at most."""
    begun, until = len(seen), time.monotonic() + 60
    while [each for each, _, _ in seen[begun:][-4:]] != [status] * 4:
        assert time.monotonic() < until, f"no four answers {status}, but {seen[-4:]}"
        time.sleep(0.05)


@pytest.mark.parametrize("workers", [1, 2])
def test_running_answers_are_finished_at_the_end(samples: Path, tmp_path: Path, workers: int) -> None:
    with running(tmp_path, samples, workers=workers) as server:
        body = (b"a" if n == 0 else time.sleep(0.15) or b"a" for n in range(10))
        with ThreadPoolExecutor(1) as pool:
            kind = {"Content-Type": "text/plain"}
            slow = pool.submit(httpx2.post, f"{server.url}/api/v1/check", content=body, headers=kind, timeout=30)
            time.sleep(0.5)
            assert server.stop() in (0, -signal.SIGTERM)
            assert slow.result().status_code == 200


def test_workers_know_each_others_cursors_and_counts(samples: Path, tmp_path: Path) -> None:
    with running(tmp_path, samples, workers=2) as server:
        for _ in range(12):
            link = httpx2.get(f"{server.url}/api/v1/documents?limit=2").links["next"]["url"]
            assert httpx2.get(f"{server.url}/api/v1/documents{link}").status_code == 200
        counted = httpx2.get(f"{server.url}/metrics").text
    line = 'luocdo_requests_total{method="GET",route="/documents",status="200"} 24.0'
    assert line in counted


def test_a_store_that_is_not_there_is_told_at_the_beginning(tmp_path: Path) -> None:
    with running(tmp_path, tmp_path / "nowhere.db") as server:
        assert httpx2.get(server.url + ASKED).status_code == 503

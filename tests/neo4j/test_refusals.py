"""A server that cannot be used: the command ends with one line that says what to do, and never the password."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from luocdo.graph.store import open_store
from tests.conftest import empty
from tests.neo4j.loading import load, undisturbed, write_texts
from tests.neo4j.server import USER, Server, free_ports
from tests.whole_store import whole_store

PROGRAM = (sys.executable, "-c", "from luocdo.app.cli import main; main()")
OUT_OF_REACH = 4
SECRET = "mật-khẩu-7f3a"


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def luocdo(tmp_path: Path) -> Callable[..., Ran]:
    """Runs the program as a user would, with a store, a user and a password in the environment."""

    def command(*arguments: object, store: str, password: str) -> Ran:
        settings = {"LUOCDO_STORE": store, "LUOCDO_STORE_USER": USER, "LUOCDO_STORE_PASSWORD": password}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LUOCDO_")}
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments), "--lang", "en"],
            cwd=tmp_path, env={**kept, **settings}, capture_output=True, text=True,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    return command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_texts(tmp_path_factory.mktemp("texts"), 12)


@pytest.fixture
def server(neo4j_server: Server) -> Iterator[Server]:
    """The server with an empty database."""
    empty(neo4j_server)
    yield neo4j_server
    empty(neo4j_server)


def closed(server: Server) -> str:
    return f"neo4j://127.0.0.1:{free_ports(1)[0]}"


WRONG: list[tuple[str, Callable[[Server], str], str | None, str]] = [
    ("nothing listens there", closed, None, "is it running"),
    ("a wrong password", lambda server: server.url, SECRET, "password is wrong"),
    ("no password", lambda server: server.url, "", "password is wrong"),
    ("no such database", lambda server: f"{server.url}/nowhere", None, "no such database"),
    ("a server without a certificate", lambda server: server.url.replace(":", "+s:", 1), None, "secure connection"),
    ("a web server", lambda server: f"bolt://127.0.0.1:{server.ports.http}", None, "Neo4j"),
    ("a wrong password in the URL", lambda server: server.url.replace("//", f"//neo4j:{SECRET}@"), None, "is wrong"),
]


@pytest.mark.parametrize(("why", "url", "password", "told"), WRONG, ids=[case[0] for case in WRONG])
@pytest.mark.parametrize("asked", [("info",), ("ingest", "texts")], ids=["asking", "loading"])
def test_a_server_that_cannot_be_had(
    luocdo: Callable[..., Ran],
    server: Server,
    tmp_path: Path,
    asked: tuple[str, ...],
    why: str,
    url: Callable[[Server], str],
    password: str | None,
    told: str,
) -> None:
    write_texts(tmp_path / "texts", 1)
    secret = server.password if password is None else password
    ran = luocdo(*asked, store=url(server), password=secret)
    assert (ran.code, ran.out) == (OUT_OF_REACH, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not any(each in ran.err for each in (secret, SECRET, server.password) if each)


def test_a_database_that_may_only_be_read_answers_and_takes_nothing(
    luocdo: Callable[..., Ran], server: Server, folder: Path, tmp_path: Path
) -> None:
    store = open_store(server.store_url())
    load(store, folder)
    whole = whole_store(store)
    store.close()
    write_texts(tmp_path / "more", 20)
    asked = ("trace", "290-QĐ/TW", "--format", "json")
    given = {"store": server.url, "password": server.password}
    answer = luocdo(*asked, **given)
    assert answer.code == 0
    with server.restarted({"server.databases.read_only": "neo4j"}):
        assert luocdo(*asked, **given) == answer
        ran = luocdo("ingest", "more", **given)
        assert (ran.code, ran.out) == (OUT_OF_REACH, "")
        assert "read-only" in ran.err
        assert len(ran.err.splitlines()) == 1
        store = open_store(server.store_url(), create=False)
        assert whole_store(store) == whole
        store.close()


def test_a_full_disk_leaves_whole_batches(luocdo: Callable[..., Ran], neo4j_server: Server, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "luocdo", str(disk)], capture_output=True, text=True
    )
    if mount.returncode:
        pytest.skip(f"a small disk cannot be had here: {mount.stderr.strip()}")
    server = None
    try:
        server = Server(disk / "server").start()
        folder = write_texts(tmp_path / "texts", 150)
        given = {"store": server.url, "password": server.password}
        (disk / "filler").write_bytes(b"0" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize - 1_000_000))
        ran = luocdo("ingest", folder, **given)
        assert (ran.code, ran.out) == (OUT_OF_REACH, "")
        assert "disk" in ran.err
        assert len(ran.err.splitlines()) == 1
        (disk / "filler").unlink()
        server.kill()
        server.start()
        subprocess.run(["mount", "-o", "remount,size=400m", str(disk)], check=True)
        store = open_store(server.store_url())
        load(store, folder, batch_files=200)
        assert whole_store(store) == undisturbed(folder, batch_files=200)
        store.close()
    finally:
        if server is not None:
            server.kill()
        subprocess.run(["umount", "--lazy", str(disk)], check=True)

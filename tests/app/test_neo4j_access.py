"""A Neo4j server on the command line: how it is reached, and what is said when it cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import empty
from tests.neo4j.server import Server

Luocdo = Callable[..., Any]
SECRET = "p/@: #?secret"
"""A password of signs that mean something in a URL."""


@pytest.fixture
def named(luocdo: Luocdo, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Luocdo:
    """The command line with the server's user and password in its environment."""
    empty(neo4j_server)
    monkeypatch.setenv("LUOCDO_STORE", neo4j_server.url)
    monkeypatch.setenv("LUOCDO_STORE_USER", neo4j_server.auth[0])
    monkeypatch.setenv("LUOCDO_STORE_PASSWORD", neo4j_server.auth[1])
    return luocdo


def test_files_go_in_and_questions_are_answered(named: Luocdo, folder: Path) -> None:
    assert named("ingest", folder, "--workers", "1").code == 0
    told = named("info", "--format", "json").json
    assert (told["counts"]["held"], told["engine"]["name"]) == (2, "Neo4j")
    assert named("status", "23-QĐ/TW", "--format", "json").json[0]["document"]["number"] == "23-QĐ/TW"
    again = named("ingest", folder, "--workers", "1", "--lang", "en")
    assert again.code == 0
    assert named("info", "--format", "json").json["counts"] == told["counts"]


def ways(server: Server, folder: Path) -> Iterator[tuple[dict[str, str], list[str], str]]:
    """Environment, options and URL of each way to say who asks."""
    user, password = server.auth
    file = folder / "password"
    file.write_text(f"{password}\n", encoding="utf-8")
    yield {}, [], server.url.replace("//", f"//{user}:{quote(password, safe='')}@")
    yield {"LUOCDO_STORE_USER": user, "LUOCDO_STORE_PASSWORD": password}, [], server.url
    yield {"LUOCDO_STORE_USER": user, "LUOCDO_STORE_PASSWORD_FILE": str(file)}, [], server.url
    yield {"LUOCDO_STORE_PASSWORD": "wrong"}, ["--store-user", user, "--store-password-file", str(file)], server.url
    yield {"LUOCDO_STORE_USER": user, "LUOCDO_STORE_PASSWORD": password}, [], f"{server.url}/neo4j"


@pytest.mark.parametrize("way", range(5), ids=["URL", "environment", "file of the environment", "options", "database"])
def test_user_and_password_come_from_several_places(
    luocdo: Luocdo, neo4j_server: Server, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, way: int
) -> None:
    empty(neo4j_server)
    environment, options, url = list(ways(neo4j_server, tmp_path))[way]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert luocdo(*options, "ingest", folder, "--workers", "1", "--store", url).code == 0
    ran = luocdo(*options, "info", "--format", "json", "--store", url)
    assert ran.json["counts"]["held"] == 2
    assert neo4j_server.auth[1] not in ran.out + ran.err
    assert "@" not in ran.json["store"]


def test_a_password_file_that_cannot_be_read_is_wrong_usage(luocdo: Luocdo, neo4j_server: Server) -> None:
    ran = luocdo("--store-password-file", "nowhere", "info", "--store", neo4j_server.url)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "nowhere: no password can be read from it" in ran.err


OUT_OF_REACH = [
    ("neo4j://127.0.0.1:1", "no Neo4j answers there: is it running", "nobody listens"),
    ("bolt://127.0.0.1:1", "no Neo4j answers there: is it running", "nobody listens, without routing"),
    ("neo4j://no.such.host.invalid", "no Neo4j answers there: is it running", "no such host"),
    ("neo4j://nobody:{secret}@{host}", "user or password is wrong", "a wrong password"),
    ("{url}/nowhere", "no such database on this server", "a database that is not there"),
    ("neo4j+s://{host}", "", "no TLS there"),
    ("neo4j://nobody:a/b@{host}", "the store's URL cannot be read", "a password not escaped"),
    ("{url}", "no graph of luocdo there yet", "an empty database asked"),
]


@pytest.mark.parametrize(("url", "reason", "why"), OUT_OF_REACH, ids=[case[2] for case in OUT_OF_REACH])
def test_a_store_out_of_reach_is_told_in_one_line(
    named: Luocdo, neo4j_server: Server, url: str, reason: str, why: str
) -> None:
    host = f"127.0.0.1:{neo4j_server.ports.bolt}"
    filled = url.format(url=neo4j_server.url, host=host, secret=quote(SECRET, safe=""))
    ran = named("search", "dân vận", "--store", filled, "--lang", "en")
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert reason in ran.err
    assert "secret" not in ran.err
    assert neo4j_server.auth[1] not in ran.err


@pytest.fixture
def read_only(named: Luocdo, folder: Path, neo4j_server: Server) -> Iterator[Luocdo]:
    """The command line on a server whose database may be read and not written."""
    assert named("ingest", folder, "--workers", "1").code == 0
    restarted(neo4j_server, server__databases__read_only="neo4j")
    yield named
    restarted(neo4j_server, server__databases__read_only="")


def restarted(server: Server, **settings: str) -> None:
    server.configure({name.replace("__", "."): value for name, value in settings.items()})
    server.stop()
    server.start()


def test_a_read_only_database_answers_and_takes_nothing(read_only: Luocdo, folder: Path, tmp_path: Path) -> None:
    assert read_only("trace", "290-QĐ/TW", "--format", "json").json["document"]["number"] == "290-QĐ/TW"
    assert json.loads(read_only("search", "dân vận", "--format", "json").out)
    before = read_only("info", "--format", "json").json["counts"]
    (folder / "new.txt").write_text("Thực hiện Quyết định số 49-CT/TW ngày 20/10/2015.\n", encoding="utf-8")
    ran = read_only("ingest", folder, "--workers", "1", "--lang", "en")
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert "the database is read-only: nothing can be loaded into it" in ran.err
    assert read_only("info", "--format", "json").json["counts"] == before

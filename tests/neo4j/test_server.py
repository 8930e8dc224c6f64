"""The server the tests run on: a real Neo4j, on loopback alone, that keeps what was committed."""

from __future__ import annotations

import re
import socket

import neo4j
import pytest
from neo4j.exceptions import AuthError

from tests.neo4j.server import POM, Server


def test_it_is_a_community_server_of_the_pinned_version(neo4j_server: Server) -> None:
    pinned = re.search(r"<version>([\d.]+)</version>\s*</dependency>", POM.read_text(encoding="utf-8"))
    with neo4j_server.driver() as driver:
        found = driver.execute_query("CALL dbms.components() YIELD versions, edition RETURN versions[0], edition")
    assert pinned is not None
    assert found.records[0].values() == [pinned[1], "community"]


def test_it_wants_its_password(neo4j_server: Server) -> None:
    with neo4j.GraphDatabase.driver(neo4j_server.url, auth=("neo4j", "wrong")) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


@pytest.mark.parametrize("port", [0, 1], ids=["bolt", "http"])
def test_it_listens_on_loopback_alone(neo4j_server: Server, port: int) -> None:
    number = neo4j_server.ports[port]
    with socket.create_connection(("127.0.0.1", number)):
        pass
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", number)):
        pass


def test_it_keeps_port_password_and_data_over_a_kill_and_a_stop(neo4j_server: Server) -> None:
    before = (neo4j_server.url, neo4j_server.auth)
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE (:Kept {number: '290-QĐ/TW'})")
    for end in (neo4j_server.kill, neo4j_server.stop):
        end()
        assert neo4j_server.pid is None
        neo4j_server.start()
        with neo4j_server.driver() as driver:
            found = driver.execute_query("MATCH (n:Kept) RETURN n.number").records
        assert [each.values() for each in found] == [["290-QĐ/TW"]]
    with neo4j_server.driver() as driver:
        driver.execute_query("MATCH (n:Kept) DELETE n")
    assert (neo4j_server.url, neo4j_server.auth) == before


def test_it_is_taken_up_again_from_its_folder(neo4j_server: Server) -> None:
    again = Server(neo4j_server.home)
    assert (again.url, again.auth, again.pid) == (neo4j_server.url, neo4j_server.auth, neo4j_server.pid)

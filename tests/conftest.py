"""Stores that tests share: SQLite's, and those of a real Neo4j server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from luocdo.graph.store import Store, open_store
from tests.neo4j.server import Lacking, Server
from tests.wheel import build_wheel

# A busy machine is no fault of what is tested: figures are measured in bench/.
settings.register_profile("luocdo", deadline=None)
settings.load_profile("luocdo")


@pytest.fixture(scope="session", autouse=True)
def plain_width() -> None:
    """Lines as wide as in a pipe: a runner of several processes tells each a width of its own."""
    os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with data of its own; skipped where Java or Maven lack, which in CI is a failure."""
    try:
        server = Server(tmp_path_factory.mktemp("neo4j"))
    except Lacking as lacking:
        if os.environ.get("CI"):
            pytest.fail(str(lacking))
        pytest.skip(str(lacking))
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="session")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built once."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


KINDS = ("memory", "file", "neo4j")
"""The kinds of stores: whatever holds for one must hold for all."""

NewStore = Callable[[], Store]


def empty(server: Server) -> None:
    """Leave nothing in the server's database but constraints and indexes."""
    # Relationships first: a hub may have more of them than one transaction holds.
    for query in (
        "MATCH ()-[r]->() WITH r LIMIT 50000 DELETE r RETURN count(*)",
        "MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)",
    ):
        while server.kept_driver.execute_query(query).records[0][0]:
            pass


@pytest.fixture
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewStore]:
    """Makes empty stores of the kind asked for (`indirect`), in memory if none is; closed after the test.

    Of Neo4j there is one at a time: a new one empties the database.
    """
    kind = getattr(request, "param", "memory")
    made: list[Store] = []

    def make() -> Store:
        if kind == "memory":
            made.append(open_store(":memory:"))
        elif kind == "file":
            made.append(open_store(f"sqlite:///{tmp_path}/graph{len(made)}.db"))
        else:
            server: Server = request.getfixturevalue("neo4j_server")
            empty(server)
            user, password = server.auth
            made.append(open_store(server.url, user=user, password=password))
        return made[-1]

    yield make
    for store in made:
        store.close()

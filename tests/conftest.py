"""The real Neo4j server that tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.neo4j.server import Lacking, Server


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

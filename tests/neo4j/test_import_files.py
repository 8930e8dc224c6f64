"""What `neo4j-admin database import` makes of an export is the graph that a load over Bolt would have made."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from luocdo.graph.neo4j_export import COMMAND, STATEMENTS, write_neo4j_files
from luocdo.graph.store import Store, open_store
from tests.conftest import empty
from tests.neo4j.loading import load, write_texts
from tests.neo4j.server import Server
from tests.whole_store import whole_store


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Texts as they are loaded."""
    folder = write_texts(tmp_path_factory.mktemp("texts"), 12)
    with closing(open_store(":memory:")) as store:
        load(store, folder)
        yield store


def imported(server: Server, folder: Path) -> None:
    """Do what the files of an export say, from the command to the last statement."""
    (command,) = re.findall(r"^exec neo4j-admin (.+)", (folder / COMMAND).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    words = [word for word in shlex.split(command.replace("\\\n", " ")) if word != "$@"]
    server.stop()
    server.admin(*words, "--overwrite-destination=true", folder=folder)
    server.start()
    with server.driver() as driver:
        for line in (folder / STATEMENTS).read_text("utf-8").splitlines():
            driver.execute_query(line)


def test_an_import_is_the_graph_that_a_load_makes(neo4j_server: Server, source: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_neo4j_files(source, tmp_path, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    imported(neo4j_server, tmp_path)
    with closing(open_store(neo4j_server.store_url(), create=False)) as store:
        assert whole_store(store) == whole_store(source)
    empty(neo4j_server)

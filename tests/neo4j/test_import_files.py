"""What `neo4j-admin database import` makes of an export is the graph that a load over Bolt would have made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from luocdo.graph.copy_store import copy_store
from luocdo.graph.neo4j_export import write_neo4j_files
from luocdo.graph.store import Store, open_store
from tests.conftest import empty
from tests.neo4j import hostile
from tests.neo4j.importing import run_importer, run_statements
from tests.neo4j.loading import load, write_texts
from tests.neo4j.server import Server
from tests.whole_store import whole_store

# What names an origin by a number: numbers are given out as texts come, or made from their keys.
_NUMBERED = ("_origin", "_statements")
_SEEN_NODES = "MATCH (n:Document|Agency|Task|Place) RETURN labels(n) AS labels, properties(n) AS properties"
_SEEN_RELATIONS = """
    MATCH (a:Document|Agency|Task|Place)-[r]->(b)
    RETURN coalesce(a.id, a.name) AS source, type(r) AS type, coalesce(b.id, b.name) AS target,
        properties(r) AS properties
    """


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Texts as they are loaded, and beside them all that breaks files."""
    folder = write_texts(tmp_path_factory.mktemp("texts"), 12)
    with closing(open_store(":memory:")) as store:
        load(store, folder)
        hostile.fill(store)
        yield store


def seen(server: Server) -> tuple[list[Any], list[Any]]:
    """The graph as an analyst meets it: every node and relationship with its properties."""
    with server.driver() as driver:
        nodes = driver.execute_query(_SEEN_NODES).records
        relations = driver.execute_query(_SEEN_RELATIONS).records
    return (
        sorted((sorted(each["labels"]), sorted(each["properties"].items(), key=str)) for each in nodes),
        sorted(
            (each["source"], each["type"], each["target"], sorted(_unnumbered(each["properties"]).items(), key=str))
            for each in relations
        ),
    )


def _unnumbered(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in _NUMBERED}


def imported(server: Server, folder: Path) -> None:
    """Do what the files of an export say."""
    server.stop()
    run_importer(server, folder)
    server.start()
    run_statements(server, folder)


def test_an_import_is_the_graph_that_a_load_makes(neo4j_server: Server, source: Store, tmp_path: Path) -> None:
    empty(neo4j_server)
    with closing(open_store(neo4j_server.store_url())) as loaded:
        copy_store(source, loaded)
        whole = whole_store(loaded)
        assert whole == whole_store(source)
    met = seen(neo4j_server)
    told: list[tuple[int, int]] = []
    write_neo4j_files(source, tmp_path, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    imported(neo4j_server, tmp_path)
    with closing(open_store(neo4j_server.store_url(), create=False)) as store:
        assert whole_store(store) == whole
    assert seen(neo4j_server) == met


def test_loading_goes_on_from_an_import(neo4j_server: Server, source: Store, tmp_path: Path) -> None:
    """The server holds the import of the test before."""
    more = write_texts(tmp_path / "more", 16)
    with closing(open_store(neo4j_server.store_url(), create=False)) as store:
        load(store, more)
        load(source, more)
        assert whole_store(store) == whole_store(source)
    empty(neo4j_server)

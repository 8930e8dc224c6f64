"""The explorer shows the same whatever keeps the graph."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest
from tests.browser.conftest import PLAN, ROOT_LINE, OpenPage, start, stop
from tests.conftest import empty
from tests.neo4j.server import Server

DAY = "on=2026-11-22"
SCREENS = {
    "home": f"/?{DAY}",
    "map": f"/?{ROOT_LINE}&sel={PLAN}&{DAY}",
    "table": f"/?v=table&{ROOT_LINE}&{DAY}",
    "tasks": f"/?v=tasks&{DAY}",
    "paths": f"/?v=paths&from={PLAN}&to=290-qd-tw.2010-02-25&{DAY}",
    "overview": f"/?v=overview&{DAY}",
}

LATER = {"home": ".home .key", "map": ".panel .quote"}
"""What comes after a screen is there."""


@pytest.fixture(scope="module")
def neo4j_address(program: Path, neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the samples in Neo4j."""
    empty(neo4j_server)
    user, password = neo4j_server.auth
    store = open_store(neo4j_server.url, user=user, password=password)
    with as_file(files("luocdo.data") / "samples") as samples:
        ingest(store, [samples], workers=1, sample=True)
    store.close()
    access = {"LUOCDO_STORE_USER": user, "LUOCDO_STORE_PASSWORD": password}
    process, found = start(neo4j_server.url, tmp_path_factory.mktemp("on-neo4j"), program, **access)
    yield found
    stop(process)
    empty(neo4j_server)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_view_is_the_same_on_both_stores(visit: OpenPage, address: str, neo4j_address: str, screen: str) -> None:
    pages = [visit(SCREENS[screen], at=at) for at in (address, neo4j_address)]
    for page in pages:
        if screen in LATER:
            page.wait_for_selector(LATER[screen])
    one, two = (page.inner_text("body") for page in pages)
    assert one == two
    if screen == "map":
        one, two = (page.evaluate("JSON.stringify(window.__picture)") for page in pages)
        assert one == two

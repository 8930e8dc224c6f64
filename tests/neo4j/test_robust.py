"""A load that the server, or the way to it, is taken from: nothing is lost and nothing is there twice."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from luocdo.graph.number import number_key
from luocdo.graph.store import open_store
from tests.conftest import empty
from tests.neo4j.loading import Loading, load, undisturbed, write_texts
from tests.neo4j.proxy import Proxy
from tests.neo4j.server import Server
from tests.whole_store import whole_store

TEXTS = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_texts(tmp_path_factory.mktemp("texts"), TEXTS)


@pytest.fixture(scope="module")
def whole(folder: Path) -> dict[str, Any]:
    return undisturbed(folder)


@pytest.fixture
def server(neo4j_server: Server) -> Iterator[Server]:
    """The server with an empty database."""
    neo4j_server.start()
    empty(neo4j_server)
    yield neo4j_server
    neo4j_server.start()
    empty(neo4j_server)


def complete(server: Server, folder: Path) -> dict[str, Any]:
    """Run the load once more; all that the store holds then."""
    with closing(open_store(server.store_url())) as store:
        load(store, folder)
        return whole_store(store)


def test_a_load_on_the_server_is_that_of_any_store(server: Server, folder: Path, whole: dict[str, Any]) -> None:
    assert complete(server, folder) == whole


@pytest.mark.parametrize("seed", [1, 2])
def test_a_server_killed_in_the_middle_of_a_load(
    server: Server, folder: Path, whole: dict[str, Any], seed: int
) -> None:
    loading = Loading(server.store_url(), folder)
    time.sleep(random.Random(seed).uniform(0.5, 3))
    server.kill()
    server.start()
    loading.join()
    assert complete(server, folder) == whole


def test_connections_cut_while_loading(server: Server, folder: Path, whole: dict[str, Any]) -> None:
    with Proxy(server.ports.bolt) as proxy:
        loading = Loading(proxied(server, proxy), folder)
        proxy.cutting(seed=1, times=5)
        loading.join()
        assert loading.error is None
        assert proxy.cuts >= 2
    assert complete(server, folder) == whole


def test_connections_cut_while_asking(server: Server, folder: Path) -> None:
    complete(server, folder)
    with (
        Proxy(server.ports.bolt) as proxy,
        closing(open_store(server.store_url())) as straight,
        closing(open_store(proxied(server, proxy))) as broken,
    ):
        (root,) = straight.by_number_key(number_key("290-QĐ/TW"))
        expected = (straight.lineage(root.id), straight.search("công tác dân vận"), straight.counts())
        cutting = proxy.cutting(seed=2, times=5, longest=0.2)
        while cutting.is_alive():
            assert (broken.lineage(root.id), broken.search("công tác dân vận"), broken.counts()) == expected


@pytest.mark.parametrize("passed_on", [True, False], ids=["done", "not done"])
def test_a_connection_cut_while_a_batch_or_a_question_ends(server: Server, folder: Path, passed_on: bool) -> None:
    with Proxy(server.ports.bolt) as proxy, closing(open_store(proxied(server, proxy))) as store:
        proxy.cut_at_commit(passed_on=passed_on)
        before = store.data_version()
        assert proxy.cuts == 1
        proxy.cut_at_commit(passed_on=passed_on)
        load(store, folder, batch_files=TEXTS * 2)
        assert proxy.cuts == 2
        assert store.data_version() == before + 1


def proxied(server: Server, proxy: Proxy) -> str:
    """The store by a road that breaks."""
    return server.store_url("bolt").replace(f":{server.ports.bolt}", f":{proxy.port}")

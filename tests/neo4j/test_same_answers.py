"""All that the command line answers as JSON is the same from both stores, however the texts were loaded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from luocdo.graph.store import open_store
from tests.conftest import empty
from tests.neo4j.same_answers import differing, load, questions
from tests.neo4j.server import Server
from tests.project import ROOT

SEEDS = ROOT.parent / "shared" / "seeds"
COMMANDS = ("info", "status", "trace", "search", "tasks", "impact", "check")


class Both(NamedTuple):
    """Two stores of the same texts, and all that is asked of them."""

    sqlite: str
    neo4j: str
    asked: tuple[tuple[str, ...], ...]


@pytest.fixture(scope="module")
def both(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Samples, and the seeds where they lie beside the project; into Neo4j in another order, a few at a time."""
    texts = sorted([*(ROOT / "data" / "samples").glob("*.txt"), *SEEDS.glob("*.txt")])
    turned = random.Random(290).sample(texts, len(texts))
    sqlite = str(tmp_path_factory.mktemp("both") / "graph.db")
    empty(neo4j_server)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LUOCDO_STORE_USER", neo4j_server.auth[0])
        environment.setenv("LUOCDO_STORE_PASSWORD", neo4j_server.auth[1])
        load(texts, sqlite)
        for start in range(0, len(turned), 7):
            load(turned[start : start + 7], neo4j_server.url)
        store = open_store(sqlite)
        asked = tuple(dict.fromkeys(questions(store, texts)))
        store.close()
        yield Both(sqlite, neo4j_server.url, asked)


@pytest.mark.parametrize("command", COMMANDS)
def test_both_stores_answer_alike(both: Both, command: str) -> None:
    asked = [each for each in both.asked if each[0] == command]
    assert asked
    assert differing(both.sqlite, both.neo4j, asked, lambda done: None) == []


def test_every_command_that_prints_json_is_asked(both: Both) -> None:
    assert {each[0] for each in both.asked} == set(COMMANDS)

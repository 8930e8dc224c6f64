"""`luocdo export --format cypher`: run on the real server, it makes the graph that a load would have made."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from luocdo.graph.errors import ExportError
from luocdo.graph.neo4j_script import literal, write_cypher
from luocdo.graph.neo4j_values import iso
from luocdo.graph.store import Store, open_store
from luocdo.loaders.ingest import ingest
from luocdo.queries.selection import Selection
from tests.conftest import empty
from tests.neo4j.server import Server
from tests.project import ROOT

SEARCHED = {"number_key", "whole_key", "number_words", "words"}
"""Properties that only a store has."""


@pytest.fixture(scope="module")
def samples() -> Iterator[Store]:
    with closing(open_store(":memory:")) as store:
        ingest(store, [ROOT / "data" / "samples"], workers=1, sample=True)
        yield store


def script(store: Store) -> list[str]:
    out = io.StringIO()
    write_cypher(Selection(store), out)
    return out.getvalue().split(";\n")[:-1]


def nodes(server: Server) -> dict[str, tuple[list[str], dict[str, Any]]]:
    """The nodes that an analyst meets, by id."""
    with server.driver() as driver:
        found = driver.execute_query("MATCH (n) WHERE n:Document OR n:Agency OR n:Task RETURN n").records
    return {
        row["n"]["id"]: (
            sorted(row["n"].labels),
            {name: value for name, value in row["n"].items() if name not in SEARCHED},
        )
        for row in found
    }


def relations(server: Server) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    query = "MATCH (a)-[r]->(b) WHERE NOT b:Place AND NOT type(r) STARTS WITH '_' RETURN a.id, type(r), b.id, r"
    with server.driver() as driver:
        found = driver.execute_query(query).records
    names = ("scope", "partial", "nested", "confidence", "effective_from")
    return {(row[0], row[1], row[2]): tuple(iso(row["r"].get(name)) for name in names) for row in found}


def test_the_script_makes_what_a_load_makes(neo4j_server: Server, samples: Store) -> None:
    empty(neo4j_server)
    with closing(open_store(neo4j_server.store_url())) as store:
        ingest(store, [ROOT / "data" / "samples"], workers=1, sample=True)
    loaded = nodes(neo4j_server), relations(neo4j_server)
    empty(neo4j_server)
    with neo4j_server.driver() as driver, driver.session() as session:
        for statement in script(samples):
            session.run(statement).consume()  # type: ignore[arg-type]
    assert loaded[0]
    assert loaded[1]
    assert nodes(neo4j_server) == loaded[0]
    assert relations(neo4j_server) == loaded[1]
    empty(neo4j_server)


HOSTILE = [
    "'}) DETACH DELETE n //",
    "\\' }) DETACH DELETE n //",
    "\\u0027}) DETACH DELETE n //",
    "\\\\u0027}) DETACH DELETE n //",
    "\\\\\\u0027 \\uu0027 \\U00000027 \\u005cu0027",
    "one;\nMATCH (n) DETACH DELETE n;\n",
    "\\",
    "\\u",
    "a\r\n\tb\x00\x0b\x1b\x7f\x85\u2028\u2029",
    "/* */ // ` $param {x} \U0001f600 đẤ",
    "",
]
VALUES: list[Any] = [*HOSTILE, HOSTILE, True, False, 0, -7, 0.1, 1e-7, [], [1, 2], date(2020, 3, 24)]


def test_every_value_comes_back_as_it_was(neo4j_server: Server) -> None:
    with neo4j_server.driver() as driver:
        for value in VALUES:
            (row,) = driver.execute_query(f"RETURN {literal(value)} AS told").records  # type: ignore[arg-type]
            told = row["told"]
            assert (told.to_native() if isinstance(value, date) else told) == value


def test_a_statement_is_a_line() -> None:
    assert all("\n" not in literal(value) for value in VALUES)
    assert literal("half \ud800") == "'half ?'"


def test_a_script_that_is_too_long_is_refused(samples: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luocdo.graph.neo4j_script.MOST_STATEMENTS", 10)
    with pytest.raises(ExportError, match="neo4j-csv"):
        script(samples)

"""Real graphs as linked data: grammar, shapes, and the same in every form."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pyoxigraph
import pytest

from luocdo.graph import open_store
from luocdo.graph.rdf_shapes import violations
from luocdo.graph.rdf_stream import write_ntriples
from luocdo.graph.store import Store
from luocdo.loaders.ingest import ingest
from luocdo.queries.selection import Selection
from tests.ntriples import faulty
from tests.project import ROOT

SAMPLES, SEEDS, OPEN = ROOT / "data" / "samples", ROOT.parent / "shared" / "seeds", ROOT.parent / "shared/corpus/open"
MOST = 60
"""Texts of the open corpus that are held against the shapes here; `bench/bench_rdf.py` takes all of them."""


def files(name: str) -> list[Path]:
    folder = {"samples": SAMPLES, "seeds": SEEDS, "open": OPEN}[name]
    if not folder.exists():
        pytest.skip(f"{folder} does not lie beside the project")
    return sorted(folder.glob("*.txt"))[:MOST]


@pytest.fixture(scope="module", params=["samples", "seeds", "open"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("linked") / "graph.db"))
    assert ingest(store, files(request.param), workers=1, sample=request.param == "samples").failed == ()
    yield store
    store.close()


@pytest.fixture(scope="module")
def text(store: Store) -> str:
    out = StringIO()
    write_ntriples(Selection(store), out)
    return out.getvalue()


def test_every_line_keeps_to_the_grammar(text: str) -> None:
    assert faulty(text) == []
    assert sum(1 for _ in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)) == text.count("\n")


def test_no_shape_is_broken(store: Store) -> None:
    assert list(violations(Selection(store))) == []


def test_every_edge_is_there_once(store: Store, text: str) -> None:
    edges = sum(1 for _ in Selection(store).edges())
    assert text.count("> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <") == edges

"""Real graphs as linked data: grammar, shapes, and the same in every form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import TextIO

import pyoxigraph
import pytest

from luocdo.graph import open_store
from luocdo.graph.from_graphml import from_graphml
from luocdo.graph.from_rdf import from_rdf
from luocdo.graph.import_graph import import_graph
from luocdo.graph.imported import ImportedGraph
from luocdo.graph.rdf_shapes import violations
from luocdo.graph.rdf_stream import Part, write_jsonld, write_ntriples, write_turtle
from luocdo.graph.registry import known_documents
from luocdo.graph.store import Store
from luocdo.loaders.ingest import ingest
from luocdo.queries.export import write_json
from luocdo.queries.selection import Selection
from luocdo.viz.graphml import write_graphml
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


FORMS: list[tuple[str, Callable[[Part, TextIO], None], Callable[[Path], ImportedGraph]]] = [
    ("graph.nt", write_ntriples, lambda path: from_rdf(path, known_documents())),
    ("graph.ttl", write_turtle, lambda path: from_rdf(path, known_documents())),
    ("graph.jsonld", write_jsonld, lambda path: from_rdf(path, known_documents())),
    ("graph.graphml", write_graphml, from_graphml),
]


@pytest.mark.parametrize(("name", "write", "read"), FORMS, ids=[name for name, _, _ in FORMS])
def test_what_comes_back_is_written_again_the_same(
    store: Store,
    text: str,
    tmp_path: Path,
    name: str,
    write: Callable[[Part, TextIO], None],
    read: Callable[[Path], ImportedGraph],
) -> None:
    with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
        write(Selection(store), stream)
    found = read(tmp_path / name)
    assert found.refused == ()
    with closing(open_store(":memory:")) as other:
        import_graph(other, found, known_documents())
        out, told, again = StringIO(), StringIO(), StringIO()
        write_ntriples(Selection(other), out)
        write_json(Selection(other), again)
    assert out.getvalue() == text
    write_json(Selection(store), told)
    assert again.getvalue() == told.getvalue(), "sentences of one place keep their order"


def test_every_edge_is_there_once(store: Store, text: str) -> None:
    edges = sum(1 for _ in Selection(store).edges())
    assert text.count("> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <") == edges

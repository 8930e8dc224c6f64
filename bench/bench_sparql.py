"""The ten questions of docs/sparql.md by rdflib alone, by rdflib over oxigraph (oxrdflib), and by pyoxigraph.

`python bench/bench_sparql.py [--texts FOLDER]`: process time over the graph of real texts and the samples. A question
that takes more than a minute is given up. oxrdflib is measured where it is installed (`pip install oxrdflib`).
"""

from __future__ import annotations

import argparse
import re
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pyoxigraph
import rdflib

from luocdo.graph.rdf_stream import write_ntriples
from luocdo.graph.schema import schema
from luocdo.graph.sparql_store import SparqlStore
from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest
from luocdo.queries.selection import Selection

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "open"
PAGE = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^### (.+?)\n.*?^```sparql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
GIVEN_UP = 60


def main() -> None:
    """Print how long each engine takes to load, and to answer each question."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, default=CORPUS)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        store = open_store(str(Path(folder) / "graph.db"))
        ingest(store, [asked.texts, ROOT / "data" / "samples"], workers=1)
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_ntriples(Selection(store), stream)
        for name, make in ENGINES.items():
            try:
                begun = time.process_time()
                ask = make(path)
            except ImportError:
                print(f"{name}: not installed")
                continue
            print(f"{name}: loaded in {time.process_time() - begun:.1f} s")
            for question, query in QUERIES.items():
                print(f"  {spent(ask, query)}  {question}", flush=True)


def spent(ask: Callable[[str], int], query: str) -> str:
    """Milliseconds that an answer took, with its rows; or that it was given up."""
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(GIVEN_UP)
    begun = time.process_time()
    try:
        rows = ask(query)
    except TimeoutError:
        return f"> {GIVEN_UP} s"
    finally:
        signal.alarm(0)
    return f"{(time.process_time() - begun) * 1000:9.1f} ms {rows:6} rows"


def give_up(*_: object) -> NoReturn:
    """The time is up."""
    raise TimeoutError


def by_rdflib(path: Path) -> Callable[[str], int]:
    """rdflib alone."""
    graph = rdflib.Graph(bind_namespaces="none").parse(path, format="nt")
    return lambda query: len(graph.query(query, initNs=schema().prefixes))


def by_oxrdflib(path: Path) -> Callable[[str], int]:
    """rdflib as the door, oxigraph behind it."""
    import oxrdflib  # noqa: F401

    graph = rdflib.Graph(store="Oxigraph", bind_namespaces="none").parse(path, format="ox-nt")
    return lambda query: len(graph.query(query, initNs=schema().prefixes))


def by_pyoxigraph(path: Path) -> Callable[[str], int]:
    """oxigraph in memory, in this process."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return lambda query: len(list(store.query(query, prefixes=schema().prefixes)))  # type: ignore[arg-type]


def by_process(path: Path) -> Callable[[str], int]:
    """oxigraph on disk, a process for each query: what the program does. Its own time is the wall's."""
    store = SparqlStore(path.open(encoding="utf-8"))

    def ask(query: str) -> int:
        begun = time.monotonic()
        rows = store.ask(query, ["csv"]).body.count(b"\n") - 1
        print(f"  {(time.monotonic() - begun) * 1000:9.1f} ms by the clock", end="")
        return rows

    return ask


ENGINES = {"rdflib": by_rdflib, "oxrdflib": by_oxrdflib, "pyoxigraph": by_pyoxigraph, "process": by_process}

if __name__ == "__main__":
    main()

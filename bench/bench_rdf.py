"""The graph as N-Triples, and held against its shapes: `python bench/bench_rdf.py [--documents N] [--texts FOLDER]`.

Seconds are those of the process. What is written is counted and thrown away: a disk has its own speed. Shapes and
the way back are measured on real texts, since the synthetic graph has neither tasks nor effects.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph
import rdflib
from bench_store import load_edges
from memory import peak_mb

from luocdo.graph.from_rdf import from_rdf
from luocdo.graph.import_graph import import_graph
from luocdo.graph.rdf_shapes import violations
from luocdo.graph.rdf_stream import write_ntriples
from luocdo.graph.registry import known_documents
from luocdo.graph.store import Store, open_store
from luocdo.loaders.ingest import ingest
from luocdo.queries.selection import Selection

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "open"
Found = TypeVar("Found")


class Counted(io.TextIOBase):
    """A file that counts lines and bytes and keeps nothing."""

    def __init__(self) -> None:
        self.lines = self.bytes = 0

    def write(self, text: str) -> int:
        self.lines += text.count("\n")
        self.bytes += len(text.encode("utf-8"))
        return len(text)


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--texts", type=Path, default=CORPUS)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        exported(asked.documents, Path(folder) / "graph.db")
        if asked.texts.exists():
            checked(asked.texts, Path(folder))


def exported(count: int, path: Path) -> None:
    """A large synthetic graph as N-Triples."""
    load_edges(count, path)
    store = open_store(str(path))
    before = peak_mb()
    out = Counted()
    _, seconds = timed(lambda: write_ntriples(Selection(store), out))
    print(f"{count:,} documents: {out.lines:,} triples, {out.bytes / 1e6:,.0f} MB in {seconds:.1f} s")
    print(f"  {out.lines / seconds:,.0f} triples/s; memory grew by {peak_mb() - before:.0f} MB")
    store.close()


def checked(texts: Path, folder: Path) -> None:
    """The graph of real texts: written, read by others, held against its shapes, and brought back."""
    store = open_store(str(folder / "texts.db"))
    ingest(store, [texts], workers=1)
    path = folder / "texts.nt"
    written = ntriples(store, path)
    print(f"{store.counts().texts} texts: {written:,} triples")
    graph, seconds = timed(lambda: rdflib.Graph(bind_namespaces="none").parse(path, format="nt"))
    print(f"  read by rdflib, {len(graph):,} triples: {seconds:.1f} s")
    parsed, seconds = timed(lambda: sum(1 for _ in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_TRIPLES)))
    print(f"  read by pyoxigraph, {parsed:,} triples: {seconds:.1f} s")
    broken, seconds = timed(lambda: list(violations(Selection(store))))
    print(f"  shapes, {len(broken)} violations: {seconds:.1f} s")
    imported, seconds = timed(lambda: from_rdf(path, known_documents()))
    print(f"  read back, {len(imported.refused)} refused: {seconds:.1f} s")
    other = open_store(str(folder / "other.db"))
    _, seconds = timed(lambda: import_graph(other, imported, known_documents()))
    ntriples(other, folder / "again.nt")
    same = path.read_bytes() == (folder / "again.nt").read_bytes()
    print(f"  imported: {seconds:.1f} s; written again the same: {same}")


def ntriples(store: Store, path: Path) -> int:
    """The whole store as a file; how many lines it has."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_ntriples(Selection(store), stream)
    return path.read_bytes().count(b"\n")


def timed(work: Callable[[], Found]) -> tuple[Found, float]:
    """What some work gives, and the process time it took."""
    begun = time.process_time()
    return work(), time.process_time() - begun


if __name__ == "__main__":
    main()

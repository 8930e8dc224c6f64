"""Figures of the SQLite store on a synthetic graph: `python bench/bench_store.py [--documents N] [--runs N]`.

Loads run in a process each, so that the peak of memory is theirs; questions are asked of a warm cache.
Rows counted are documents, agencies, edges, and statements with their evidence, each once. The time to
make the records is not counted.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from memory import peak_mb
from synthetic import Document, SyntheticGraph

from luocdo.graph.model import DocumentNode, Edge
from luocdo.graph.store import Store, open_store
from luocdo.graph.store_records import ClaimRow, HeldText

BATCH = 5_000
FOLLOWED = ("IMPLEMENTS", "BASED_ON", "GUIDES")
Figures = dict[str, float]
Made = tuple[HeldText, list[ClaimRow], list[Edge]]


def main() -> None:
    """Run everything and print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    print(f"{asked.documents:,} documents, loads: median of {asked.runs} runs")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.db"
        show("Load: nodes, edges with evidence", apart(load_edges, asked, path, asked.runs))
        show(
            "Load: texts, extractions, claims and full text search too",
            apart(load_texts, asked, path, asked.runs),
        )
        show("Questions, ms: median (99th percentile)", apart(questions, asked, path))
        show("Changes, ms: median (99th percentile)", apart(changes, asked, path))


# --- loads -----------------------------------------------------------------------------------------


def load_edges(count: int, path: Path) -> Figures:
    """Nodes and edges alone."""
    graph = SyntheticGraph(count)
    made = [(graph.held(document).origin, graph.edges(document)) for document in graph.documents]
    with Load(graph, path) as timed_load:
        for start in range(0, count, BATCH):
            with timed_load.batch() as batch:
                for origin, edges in made[start : start + BATCH]:
                    batch.put_statements(origin, edges)
    return timed_load.figures()


def load_texts(count: int, path: Path) -> Figures:
    """All that a builder puts into the store for each file."""
    graph = SyntheticGraph(count)
    with Load(graph, path) as timed_load:
        for start in range(0, count, BATCH):
            made = [make(graph, document) for document in graph.documents[start : start + BATCH]]
            with timed_load.batch() as batch:
                for one in made:
                    put(batch, one)
    return timed_load.figures() | {"documents/s": count / timed_load.seconds}


def fresh(path: Path) -> None:
    """No store at this path."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


class Load:
    """A load into a new file: begun with all documents, its batches timed, closed at the end."""

    def __init__(self, graph: SyntheticGraph, path: Path) -> None:
        fresh(path)
        self._graph, self._path, self.seconds = graph, path, 0.0

    def __enter__(self) -> Load:
        groups: dict[str, list[DocumentNode]] = defaultdict(list)
        for document, node in zip(self._graph.documents, self._graph.nodes(), strict=True):
            groups[key_of(document)].append(node)
        self._before = peak_mb()
        self._store = open_store(str(self._path))
        with self.batch() as batch:
            batch.put_agencies(self._graph.agencies())
            for key, documents in groups.items():
                batch.put_group(key, documents)
        return self

    def batch(self) -> Timed:
        """A batch whose time counts."""
        return Timed(self, self._store)

    def __exit__(self, *_: object) -> None:
        counts = self._store.counts()
        self._rows = counts.documents + counts.agencies + sum(counts.edges.values()) + counts.statements
        self._store.close()

    def figures(self) -> Figures:
        """Rows a second, and what became of them."""
        return {
            "rows": self._rows,
            "rows/s": self._rows / self.seconds,
            "seconds": self.seconds,
            "file, MB": self._path.stat().st_size / 1e6,
            "memory beyond the records, MB": peak_mb() - self._before,
        }


class Timed:
    """A batch of a load; what it takes from BEGIN to COMMIT is added to the load's seconds."""

    def __init__(self, load: Load, store: Store) -> None:
        self._load, self._batch = load, store.batch()

    def __enter__(self) -> Any:
        self._start = time.perf_counter()
        return self._batch.__enter__()

    def __exit__(self, *error: Any) -> None:
        self._batch.__exit__(*error)
        self._load.seconds += time.perf_counter() - self._start


# --- questions and changes --------------------------------------------------------------------------


def questions(count: int, path: Path) -> Figures:
    """Times of what is asked most, on a store with texts."""
    graph = SyntheticGraph(count)
    store = open_store(str(path))
    some = spread_out(graph, 500)
    degrees = store.degrees([document.id for document in graph.documents[:500]], FOLLOWED, "down")
    hub = max(graph.documents[:500], key=lambda document: degrees[document.id])
    reached = len({hop.edge.source for hop in store.lineage(hub.id, FOLLOWED)})
    typical = [one for one in some if 20 <= len(store.lineage(one.id, FOLLOWED)) <= 2000]
    figures = times("open and close", [partial(reopened, path)] * 10)
    figures |= times("number look-up", [partial(store.by_number_key, key_of(one)) for one in some])
    figures |= times("citations in and out", [partial(both_ways, store, one.id) for one in some])
    figures |= times("50 documents by id", [partial(fifty, store, one.index) for one in some])
    figures |= times("text of a document", [partial(store.text, one.id) for one in some])
    figures |= times("cascade, 20 to 2,000 edges", [partial(store.lineage, one.id, FOLLOWED) for one in typical])
    figures |= times(f"cascade, {reached:,} documents", [partial(store.lineage, hub.id, FOLLOWED)] * 5)
    figures |= times("search: a number", [partial(store.search, one.number) for one in some[:50]])
    figures |= times("search: title", [partial(store.search, "chuyen doi so nam 2019")] * 5)
    figures |= times("search: words of every text", [partial(store.search, "ra soat va bao cao ket qua")] * 5)
    with store.batch() as batch:
        claims = sum(signature.count for signature in batch.signatures([key_of(hub)]))
        figures |= times(f"signatures of {claims:,} claims", [partial(batch.signatures, [key_of(hub)])] * 20)
    store.close()
    return figures


def changes(count: int, path: Path) -> Figures:
    """Times of one changed or removed file, each a batch of its own."""
    graph = SyntheticGraph(count)
    store = open_store(str(path))
    made = [make(graph, document) for document in spread_out(graph, 100)]
    figures = times("one text put again", [partial(put_alone, store, one) for one in made])
    figures |= times("one text dropped", [partial(drop, store, one) for one in made])
    store.close()
    return figures


def reopened(path: Path) -> None:
    open_store(str(path)).close()


def both_ways(store: Store, document_id: str) -> None:
    store.neighbours([document_id], direction="up")
    store.neighbours([document_id], direction="down")


def fifty(store: Store, index: int) -> None:
    store.documents(f"d{number:07}" for number in range(index, index + 50))


def put_alone(store: Store, made: Made) -> None:
    with store.batch() as batch:
        put(batch, made)


def drop(store: Store, made: Made) -> None:
    with store.batch() as batch:
        batch.drop_held([made[0].key])


# --- records -----------------------------------------------------------------------------------------


def key_of(document: Document) -> str:
    """What stands for a number key here: the folded number."""
    return document.number.casefold()


def make(graph: SyntheticGraph, document: Document) -> Made:
    """A text, its claims (its own, and one for each row) and its edges."""
    claims = [ClaimRow(0, key_of(document), f"own {document.id}".encode())]
    for row, (target, _) in enumerate(document.cited, 1):
        cited = graph.documents[target]
        claims.append(ClaimRow(row, key_of(cited), f"{cited.date} {cited.place}".encode()))
    return graph.held(document), claims, graph.edges(document)


def put(batch: Any, made: Made) -> None:
    """All of one text."""
    held, claims, edges = made
    batch.put_held(held)
    batch.put_claims({held.key: claims})
    batch.put_statements(held.origin, edges)


def spread_out(graph: SyntheticGraph, number: int) -> list[Document]:
    """Documents from all over the graph, always the same."""
    return [graph.documents[index * 7919 % len(graph)] for index in range(number)]


# --- measuring ---------------------------------------------------------------------------------------


def times(name: str, calls: Sequence[Callable[[], object]]) -> Figures:
    """Median and 99th percentile of some calls, in ms; the first call of each kind warms the cache."""
    calls[0]()
    taken = sorted(timed(call) for call in calls)
    return {name: statistics.median(taken), f"{name} p99": taken[int(len(taken) * 0.99)]}


def timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    result = call()
    taken = (time.perf_counter() - start) * 1000
    del result  # thrown away after the clock has stopped
    return taken


def apart(measure: Callable[[int, Path], Figures], asked: argparse.Namespace, path: Path, runs: int = 1) -> Figures:
    """The medians of some runs, each in a process of its own."""
    found: list[Figures] = []
    for _ in range(runs):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found.append(pool.apply(measure, (asked.documents, path)))
    return {name: statistics.median(run[name] for run in found) for name in found[0]}


def show(title: str, figures: Figures) -> None:
    """One part of the table, as markdown."""
    print(f"\n| {title} | |\n|---|---:|")
    for name, value in lines(figures):
        print(f"| {name} | {value} |", flush=True)


def lines(figures: Figures) -> Iterator[tuple[str, str]]:
    for name, value in figures.items():
        if name.endswith(" p99"):
            continue
        shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        worst = figures.get(f"{name} p99")
        yield name, shown if worst is None else f"{shown} ({worst:.3g})"


if __name__ == "__main__":
    main()

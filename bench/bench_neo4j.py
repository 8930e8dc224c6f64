"""Both stores side by side, Neo4j's in a real server: `python bench/bench_neo4j.py [--documents N] [--imported N]`.

The server is the one that the tests run (Java 17 and Maven are needed), with a heap and a page cache of its own. A row
is a node or a relationship of the graph: documents, bodies, tasks, and what joins them, nearly all with the sentence
it was read from. The time to make the records is not counted. Processor time is told beside, of this program and of
the server, as both share the machine.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench_store import FOLLOWED, Figures, key_of, peak_mb, show, spread_out, times
from synthetic import Document, SyntheticGraph

sys.path.append(str(Path(__file__).parents[1]))

from luocdo.app.collector import collect_seldom
from luocdo.graph.neo4j_export import write_neo4j_files
from luocdo.graph.store import Store, open_store
from tests.conftest import empty
from tests.neo4j.importing import run_importer, run_statements
from tests.neo4j.server import Server

HEAP, PAGE_CACHE = "2g", "1g"
BATCH = 5_000
TYPICAL, GREAT = 200, 7_000
"""Documents of the cascades that are asked for."""
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Run everything and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--imported", type=int, default=500_000, help="documents for neo4j-admin; 0 leaves it out")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "server", heap=HEAP, java=())
        server.configure({"server.memory.pagecache.size": PAGE_CACHE})
        server.start()
        try:
            measure(asked.documents, server, Path(folder))
            if asked.imported:
                importer(asked.imported, server, Path(folder))
        finally:
            server.stop()


def measure(documents: int, server: Server, folder: Path) -> None:
    """Loads and questions, each in a process of its own so that the peak of memory is its own."""
    kinds = {"SQLite": f"sqlite:///{folder}/graph.db", "Neo4j": server.store_url()}
    for name, url in kinds.items():
        pid = server.pid if name == "Neo4j" else None
        show(f"{name}: load of {documents // 4:,} documents", apart(load, documents // 4, url, pid))
        if pid:
            empty(server)
        else:
            (folder / "graph.db").unlink()
        show(f"{name}: load of {documents:,} documents", apart(load, documents, url, pid))
        if pid:
            show("Neo4j: all nodes and relationships, the program's own too", everything(server))
        show(f"{name}: the same load again", apart(load, documents, url, pid))
        if pid:
            empty(server)
            show(f"{name}: load of {documents:,} documents, the server warm", apart(load, documents, url, pid))
    for name, url in kinds.items():
        show(f"{name}: questions, ms: median (99th percentile)", apart(questions, documents, url))


def apart(work: Callable[..., Figures], *arguments: Any) -> Figures:
    """What some work finds in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


# --- loads -----------------------------------------------------------------------------------------


def load(count: int, url: str, pid: int | None) -> Figures:
    """All nodes and relationships in batches; records are made batch by batch, outside the time."""
    graph = SyntheticGraph(count)
    collect_seldom()  # as the program does at its start
    before = peak_mb()
    store = open_store(url)
    figures = {"seconds": 0.0, "processor seconds, program": 0.0, "processor seconds, server": 0.0}
    for puts in batches(graph):
        start = (time.perf_counter(), time.process_time(), server_seconds(pid))
        with store.batch() as batch:
            for name, values in puts:
                getattr(batch, name)(*values)
        end = (time.perf_counter(), time.process_time(), server_seconds(pid))
        for name, begun, ended in zip(figures, start, end, strict=True):
            figures[name] += ended - begun
    counts = store.counts()
    rows = counts.documents + counts.agencies + counts.tasks + sum(counts.edges.values())
    store.close()
    memory = {"memory beyond the list of documents, MB": peak_mb() - before}
    return {"rows": rows, "rows/s": rows / figures["seconds"]} | figures | memory


Put = tuple[str, Sequence[Any]]
"""A method of a writer, and what it is called with."""


def batches(graph: SyntheticGraph) -> Iterator[list[Put]]:
    """What goes into each batch: bodies, then documents by their numbers, then what the texts say."""
    yield [("put_agencies", [[*graph.agencies(), *graph.departments()]])]
    groups: dict[str, list[int]] = defaultdict(list)
    for document in graph.documents:
        groups[key_of(document)].append(document.index)
    puts: list[Put] = []
    for key in sorted(groups):
        puts.append(("put_group", [key, [graph.node(graph.documents[index]) for index in groups[key]]]))
        if sum(len(values[1]) for _, values in puts) >= BATCH:
            yield puts
            puts = []
    yield puts
    for start in range(0, len(graph), BATCH):
        yield [put for document in graph.documents[start : start + BATCH] for put in stated(graph, document)]


def stated(graph: SyntheticGraph, document: Document) -> list[Put]:
    """The tasks of a document and all its relationships."""
    tasks = graph.tasks(document)
    edges = [*graph.edges(document), *graph.task_edges(document, tasks)]
    return [("put_tasks", [tasks]), ("put_statements", [graph.held(document).origin, edges])]


def server_seconds(pid: int | None) -> float:
    """Processor time of a process so far."""
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def everything(server: Server) -> Figures:
    """What lies in the server, and on its disk."""
    with server.driver() as driver:
        (nodes,) = driver.execute_query("MATCH (n) RETURN count(n) AS count").records
        (relations,) = driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS count").records
    size = sum(file.stat().st_size for file in (server.home / "data" / "databases").rglob("*") if file.is_file())
    return {"nodes": nodes["count"], "relationships": relations["count"], "on disk, MB": size / 1e6}


# --- questions -------------------------------------------------------------------------------------


def questions(count: int, url: str) -> Figures:
    """Times of what is asked most, warm."""
    graph = SyntheticGraph(count)
    store = open_store(url)
    some = spread_out(graph, 300)
    figures = times("number look-up", [partial(store.by_number_key, key_of(one)) for one in some])
    figures |= times("document by id", [partial(store.document, one.id) for one in some])
    figures |= times("citations in and out", [partial(both_ways, store, one.id) for one in some])
    followers = followed_by(graph)
    for size, spread, calls in ((TYPICAL, 0.25, 60), (GREAT, 0.3, 10)):
        ids = of_size(graph, followers, size, spread, calls)
        if not ids:
            continue
        mean = statistics.mean(len(reach(followers, id_)) for id_ in ids)
        for id_ in ids[:3]:
            store.lineage(graph.documents[id_].id, FOLLOWED)
        asked = [partial(store.lineage, graph.documents[id_].id, FOLLOWED) for id_ in ids]
        figures |= times(f"cascade of {mean:,.0f} documents on average", asked)
    store.close()
    return figures


def both_ways(store: Store, document_id: str) -> None:
    store.neighbours([document_id], direction="up")
    store.neighbours([document_id], direction="down")


def followed_by(graph: SyntheticGraph) -> dict[int, list[int]]:
    """The documents that rest on each, one step away."""
    found: dict[int, list[int]] = defaultdict(list)
    for document in graph.documents:
        for target, kind in document.cited:
            if kind in FOLLOWED:
                found[target].append(document.index)
    return found


def of_size(graph: SyntheticGraph, followers: dict[int, list[int]], size: int, spread: float, wanted: int) -> list[int]:
    """Documents whose cascade has about so many others, looked for from all over the graph."""
    found: list[int] = []
    for document in spread_out(graph, min(len(graph), 4_000)):
        if abs(len(reach(followers, document.index, int(size * (1 + spread)) + 1)) - size) <= size * spread:
            found.append(document.index)
            if len(found) == wanted:
                break
    return found


def reach(followers: dict[int, list[int]], root: int, most: int = sys.maxsize) -> set[int]:
    """What rests on a document over any number of steps; counting ends at `most`."""
    seen: set[int] = set()
    frontier = [root]
    while frontier and len(seen) < most:
        frontier = [
            one for near in frontier for one in followers.get(near, ()) if one not in seen and not seen.add(one)
        ]
    return seen


# --- the importer ----------------------------------------------------------------------------------


def importer(count: int, server: Server, folder: Path) -> None:
    """`neo4j-admin database import full` on an export of a store of so many documents."""
    path, files = folder / "large.db", folder / "files"
    files.mkdir()
    loaded = apart(load, count, f"sqlite:///{path}", None)
    written = apart(export, f"sqlite:///{path}", files)
    server.stop()
    start = time.perf_counter()
    run_importer(server, files)
    seconds = time.perf_counter() - start
    server.start()
    start = time.perf_counter()
    run_statements(server, files)
    figures = {"rows": loaded["rows"], **written, "importer, seconds": seconds}
    show(f"Importer: {count:,} documents", figures | {"statements after, seconds": time.perf_counter() - start})


def export(url: str, files: Path) -> Figures:
    """The files of a store, written."""
    store, start = open_store(url), time.perf_counter()
    write_neo4j_files(store, files)
    taken = time.perf_counter() - start
    store.close()
    size = sum(file.stat().st_size for file in files.iterdir())
    return {"export, seconds": taken, "files, MB": size / 1e6, "memory, MB": peak_mb()}


if __name__ == "__main__":
    main()

"""Figures of a whole load, files to graph: `python bench/bench_ingest.py [--documents N] [--workers N]`.

The texts of the synthetic graph are written as files and loaded by `luocdo ingest` in a process of its
own: read, extracted, resolved, stored with text and search index. Then cascades are asked of the store.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import SyntheticGraph

from luocdo.graph.places import provinces
from luocdo.graph.store import Store, open_store
from luocdo.queries.cascade import cascade
from luocdo.queries.quality import documents
from luocdo.queries.standing import Status
from luocdo.queries.status import statuses

NUMBERED = re.compile(r"(?:Tỉnh|TỈNH) (\d\d)")
FILES_A_FOLDER = 1_000
ASKED = 100
PROGRAM = (sys.executable, "-c", "from luocdo.app.cli import main; main()")


def main() -> None:
    """Write, load, load again, ask; print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, store = Path(place) / "texts", Path(place) / "graph.db"
        size = write_files(SyntheticGraph(asked.documents), folder)
        show("files", f"{asked.documents:,} ({size / 1e6:,.0f} MB), {asked.workers} workers")
        seconds, peak = load(folder, store, asked.workers)
        show(
            "load",
            f"{seconds:,.1f} s, {asked.documents / seconds:,.0f} files/s, {size / 1e6 / seconds:.2f} MB/s",
        )
        show("peak memory, writer or largest worker", f"{peak / 1e6:,.0f} MB")
        show("store", f"{store.stat().st_size / 1e6:,.0f} MB")
        seconds, _ = load(folder, store, asked.workers)
        show("load again, nothing changed", f"{seconds:,.1f} s")
        ask(open_store(str(store), create=False))


def write_files(graph: SyntheticGraph, folder: Path) -> int:
    """The texts as files; their size in bytes."""
    size = 0
    for document in graph.documents:
        place = folder / f"{document.index // FILES_A_FOLDER:04}"
        if document.index % FILES_A_FOLDER == 0:
            place.mkdir(parents=True)
        data = in_a_real_province(graph.held(document).text.text).encode()
        (place / f"{document.id}.txt").write_bytes(data)
        size += len(data)
    return size


def in_a_real_province(text: str) -> str:
    """The text with a province's name for `Tỉnh 07`, which identity would not take for a place."""
    names = [each.name for each in provinces().on("2020-01-01")]
    return NUMBERED.sub(lambda match: names[int(match[1]) - 1], text)


def load(folder: Path, store: Path, workers: int) -> tuple[float, int]:
    """Seconds of `luocdo ingest`, and the peak memory in bytes of its largest process so far."""
    began = time.perf_counter()
    subprocess.run([*PROGRAM, "ingest", str(folder), "--store", str(store), "--workers", str(workers)], check=True)
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def ask(store: Store) -> None:
    """Time cascades of typical documents and of the greatest hub, and a status of fifty numbers."""
    counts = store.counts()
    show("graph", f"{counts.documents:,} documents, {sum(counts.edges.values()):,} relations")
    ids = [each.id for page in documents(store) for each in page]
    cited = store.degrees(ids, (), "down")
    by_hits = sorted(ids, key=lambda id_: (-cited[id_], id_))
    typical = [id_ for id_ in by_hits if cited[id_]][:: max(1, len(by_hits) // ASKED)]
    times, sizes = zip(*(timed_cascade(store, id_) for id_ in typical), strict=True)
    show(
        f"cascade of {len(typical)} documents from most to least cited",
        f"median {statistics.median(times):.1f} ms, worst {max(times):,.0f} ms ({max(sizes):,} branches)",
    )
    numbers = [each.number for each in store.documents(typical[:50]).values() if each.number]
    began = time.perf_counter()
    found: list[Status] = [each.status for each in statuses(store, numbers, "2026-01-01")]
    show(f"status of {len(found)} numbers", f"{(time.perf_counter() - began) * 1000:.1f} ms")


def timed_cascade(store: Store, document_id: str) -> tuple[float, int]:
    """Milliseconds of a cascade, with evidence and status of every branch, and how many branches it has."""
    root = store.documents([document_id])[document_id]
    began = time.perf_counter()
    found = cascade(store, root)
    return (time.perf_counter() - began) * 1000, len(found.branches)


def show(what: str, figure: str) -> None:
    """One line of the table."""
    print(f"{what:55} {figure}", flush=True)


if __name__ == "__main__":
    main()

"""Figures of `luocdo copy`: `python bench/bench_copy.py [--documents N]`.

A synthetic store of texts is copied to another SQLite file, then again (nothing is written then), and half of it
too: memory that does not grow from the half to the whole does not grow with the store. Each step is a process of
its own. Rows are documents, agencies, edges and statements, each once, as in `bench_store.py`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from functools import partial
from pathlib import Path

from bench_store import Figures, load_texts, peak_mb, show

from luocdo.graph.copy_store import copy_store
from luocdo.graph.store import open_store


def main() -> None:
    """Load, copy, copy again; one table for each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    asked = options.parse_args()
    for count in (asked.documents // 2, asked.documents):
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "graph.db", Path(folder) / "copy.db"
            apart(partial(load_texts, count, source))
            show(f"Copy of {count:,} texts", apart(partial(copied, str(source), str(target))))
            show(f"Copy of {count:,} texts, again", apart(partial(copied, str(source), str(target))))


def copied(source: str, target: str) -> Figures:
    """One run of the copy, by the clock and by what this process worked."""
    reader, writer = open_store(source, create=False), open_store(target)
    counts = reader.counts()
    rows = counts.documents + counts.agencies + sum(counts.edges.values()) + counts.statements
    before, start, worked = peak_mb(), time.perf_counter(), time.process_time()
    done = copy_store(reader, writer)
    seconds = time.perf_counter() - start
    return {
        "texts written": done.written,
        "documents/s": counts.documents / seconds,
        "rows/s": rows / seconds,
        "seconds": seconds,
        "processor seconds": time.process_time() - worked,
        "memory beyond the stores opened, MB": peak_mb() - before,
    }


def apart(measure: partial[Figures]) -> Figures:
    """One run in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure)


if __name__ == "__main__":
    main()

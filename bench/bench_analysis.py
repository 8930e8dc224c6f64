"""The graph as a whole: PageRank of a million citations, and every analysis of a synthetic store.

`python bench/bench_analysis.py [--documents N] [--citations N]`; seconds are those of the process, and the memory is
the most it has had. Each analysis has a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench_store import load_edges
from memory import peak_mb

from luocdo.graph.store import open_store
from luocdo.queries.analysis import NAMES, AnalysisName, analyse
from luocdo.queries.analysis_graph import page_rank


def main() -> None:
    """Print a line for each figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--citations", type=int, default=1_000_000)
    asked = options.parse_args()
    pairs = citations(asked.documents, asked.citations)
    measured(f"PageRank, {asked.citations:,} citations", partial(page_rank, asked.documents, pairs))
    del pairs
    with tempfile.TemporaryDirectory() as folder:
        load_edges(asked.documents, Path(folder) / "graph.db")
        for name in NAMES:
            child = multiprocessing.get_context("spawn").Process(target=one, args=(Path(folder) / "graph.db", name))
            child.start()
            child.join()


def one(path: Path, name: AnalysisName) -> None:
    """The line of one analysis."""
    store = open_store(str(path))
    measured(f"analyse {name}", partial(analyse, store, name))
    store.close()


def citations(documents: int, count: int) -> list[tuple[int, int]]:
    """Citations of earlier documents, mostly of the earliest."""
    chance = random.Random(290)
    nears = [chance.randrange(1, documents) for _ in range(count)]
    return sorted((near, int(near * chance.random() ** 3)) for near in nears)


def measured(name: str, work: Callable[[], object]) -> None:
    """One line."""
    begun = time.process_time()
    work()
    taken = time.process_time() - begun
    print(f"{name:34} {taken:8.1f} s {peak_mb():8.0f} MB", flush=True)


if __name__ == "__main__":
    main()

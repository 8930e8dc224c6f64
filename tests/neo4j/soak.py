"""The server killed with -9 at random moments of many loads: `python -m tests.neo4j.soak [ROUNDS] [TEXTS] [SEED]`.

Each round loads texts into an empty database, kills the server in the middle, in every second round the loader too,
starts the server again, runs the load once more, and compares all that the store holds with an undisturbed load. Ends
with code 1 at the first difference.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from luocdo.graph.store import open_store
from tests.conftest import empty
from tests.neo4j.loading import load, undisturbed, write_texts
from tests.neo4j.server import Server
from tests.whole_store import whole_store

_BEGIN_SECONDS = 1.0
"""What a process takes to begin."""


def main(rounds: int = 20, texts: int = 120, seed: int = 290) -> int:
    """Run the rounds, a line each; the exit code."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = write_texts(Path(name) / "texts", texts)
        whole = undisturbed(folder)
        server = Server(Path(name) / "server").start()
        try:
            seconds = undisturbed_seconds(server, folder)
            for number in range(1, rounds + 1):
                at = chance.uniform(0, seconds)
                there = killed(server, folder, at, loader_too=number % 2 == 0)
                with closing(open_store(server.store_url())) as store:
                    load(store, folder)
                    equal = whole_store(store) == whole
                print(
                    f"{number}: killed after {at:.1f} s with {there} texts there: {'equal' if equal else 'DIFFERENT'}"
                )
                if not equal:
                    return 1
        finally:
            server.stop()
    print(f"{rounds} loads, a kill in each: all equal to an undisturbed one")
    return 0


def undisturbed_seconds(server: Server, folder: Path) -> float:
    """How long a load takes here, by a server that has done it before."""
    for _ in range(2):
        empty(server)
        start = time.monotonic()
        loads(server.store_url(), folder)
    return time.monotonic() - start


def loads(url: str, folder: Path) -> None:
    """One load."""
    with closing(open_store(url)) as store:
        load(store, folder)


def killed(server: Server, folder: Path, at: float, *, loader_too: bool) -> int:
    """Begin a load into an empty database and kill the server so many seconds later; the texts there after it."""
    empty(server)
    open_store(server.store_url()).close()
    loader = multiprocessing.get_context("spawn").Process(target=loads, args=(server.store_url(), folder))
    loader.start()
    time.sleep(_BEGIN_SECONDS + at)
    if loader_too:
        loader.kill()
    server.kill()
    server.start()
    loader.join()
    with closing(open_store(server.store_url())) as store:
        return store.counts().texts


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

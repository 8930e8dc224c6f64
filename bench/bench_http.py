"""Figures of `luocdo serve` on a synthetic graph: `python bench/bench_http.py [--documents N] [--store URL]`.

Two workers answer, and what asks runs on the same cores. Beside the times stands the processor time that the workers
took for a request, which other work on the machine changes less. Look-ups are asked by `wrk` as fast as they are
answered, where it is installed; everything else at a steady rate by `http_load.py`, which counts from when a request
was due.
`--store` takes a store that holds the synthetic graph already, `neo4j://` too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from http_load import Figures, Request, get, post, steady
from synthetic import Document, SyntheticGraph

from luocdo.graph.model import DocumentNode
from luocdo.graph.number import number_key
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader, open_store

BATCH = 5_000
WORKERS = 2
PROGRAM = (sys.executable, "-c", "from luocdo.app.cli import main; main()")
LUA = """
local places = {}
for line in io.lines("%s") do places[#places + 1] = line end
local next_one = 0
request = function()
  next_one = next_one %% #places + 1
  return wrk.format("GET", places[next_one])
end
"""


def main() -> None:
    """Build, serve, ask; print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--store", help="a store that holds the graph already")
    options.add_argument("--seconds", type=int, default=60, help="of the mixed load")
    asked = options.parse_args()
    graph = SyntheticGraph(asked.documents)
    with tempfile.TemporaryDirectory() as place:
        store = asked.store or build(graph, Path(place) / "graph.db")
        reader = open_store(store, create=False)
        mid, hub = chosen(reader, graph)
        reader.close()
        print(f"{len(graph):,} documents, {WORKERS} workers\n")
        print("| asked | figure | processor time of the server a request, ms |\n|---|---:|---:|")
        with served(store, Path(place)) as server:
            lookups(server, graph, Path(place))
            cascades(server, mid, hub)
            many_statuses(server, graph)
            mixed(server, graph, mid, asked.seconds)


def build(graph: SyntheticGraph, path: Path) -> str:
    """A store of the graph, texts included; its URL."""
    store = open_store(str(path))
    groups: dict[str, list[DocumentNode]] = defaultdict(list)
    for node in graph.nodes():
        groups[number_key(node.number or "")].append(node)
    with store.batch() as batch:
        batch.put_agencies(graph.agencies())
        for key, nodes in groups.items():
            batch.put_group(key, nodes)
    for start in range(0, len(graph), BATCH):
        with store.batch() as batch:
            for document in graph.documents[start : start + BATCH]:
                held = graph.held(document)
                batch.put_held(held)
                batch.put_statements(held.origin, graph.edges(document))
    store.close()
    return str(path)


def chosen(reader: Reader, graph: SyntheticGraph) -> tuple[list[str], str]:
    """A hundred documents with a cascade of 100 to 1,000 steps, and the one that is cited most."""
    followed = schema().followed()
    degrees = reader.degrees([each.id for each in graph.documents[:500]], followed, "down")
    hub = max(degrees, key=lambda id_: degrees[id_])
    mid: list[str] = []
    for number in range(len(graph)):
        id_ = graph.documents[number * 7919 % len(graph)].id
        if 100 <= len(reader.lineage(id_, followed, "down", 6)) <= 1_000:
            mid.append(id_)
        if len(mid) == 100:
            break
    return mid, hub


class Served:
    """A running server: its port, and what its workers have taken of the processor."""

    def __init__(self, process: int, port: int) -> None:
        self._process, self.port = process, port

    def seconds(self) -> float:
        """Processor time of all workers so far; 0.0 where the system does not tell."""
        children = Path(f"/proc/{self._process}/task/{self._process}/children")
        ids = [str(self._process), *(children.read_text().split() if children.exists() else ())]
        stats = [Path(f"/proc/{id_}/stat") for id_ in ids]
        fields = [each.read_text().rpartition(")")[2].split() for each in stats if each.exists()]
        return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(store: str, folder: Path) -> Iterator[Served]:
    """A server on the store, its log in a file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*PROGRAM, "serve", "--port", str(port), "--store", store, "--workers", str(WORKERS)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        time.sleep(2)  # the other workers
        yield Served(process.pid, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


# --- what is measured ----------------------------------------------------------------------------------


def lookups(server: Served, graph: SyntheticGraph, folder: Path) -> None:
    """One document by its id or by its number, in turn: as many as there can be, and 400 a second."""
    places = [place for one in spread(graph, 4_000) for place in (by_id(one), by_number(one))]
    warm(server, places[:400])
    if shutil.which("wrk"):
        (folder / "places").write_text("\n".join(places), encoding="ascii")
        (folder / "ask.lua").write_text(LUA % (folder / "places"), encoding="ascii")
        command = [
            "wrk",
            "-t1",
            "-c8",
            "-d20s",
            "--latency",
            "-s",
            str(folder / "ask.lua"),
            f"http://127.0.0.1:{server.port}",
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rate, slowest = re.search(r"Requests/sec:\s+(\S+)", told), re.search(r"99%\s+(\S+)", told)
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        if rate and slowest:
            show("look-ups by wrk, 8 connections, a second", f"{float(rate[1]):,.0f} (p99 {slowest[1]})")
        show("of these not answered", wrong[1] if wrong else "0")
    measured(server, "look-ups at 400 a second", [get("look-up", server.port, each) for each in places[:8_000]], 400)


def cascades(server: Served, mid: Sequence[str], hub: str) -> None:
    """Whole trees of mid documents, one after the other; pages of the hub's, anew each time."""
    wanted = [f"/api/v1/documents/{id_}/cascade?limit=1000&depth=6" for id_ in mid]
    warm(server, wanted[:10])
    measured(server, "cascade of 100 to 1,000 steps", [get("cascade", server.port, each) for each in wanted], 10)
    pages = [f"/api/v1/documents/{hub}/cascade?limit={limit}" for limit in (100, 101, 102, 103, 104)]
    measured(server, "first page of the greatest hub's cascade", [get("hub", server.port, each) for each in pages], 0.8)


def many_statuses(server: Served, graph: SyntheticGraph) -> None:
    """10,000 numbers in one call."""
    numbers = [f"{one.number}@{one.date}" for one in spread(graph, 10_000)]
    body = json.dumps({"numbers": numbers, "on": "2026-01-01"}).encode()
    measured(server, "status of 10,000 numbers", [post("statuses", server.port, "/api/v1/status", body)] * 5, 0.4)


def mixed(server: Served, graph: SyntheticGraph, mid: Sequence[str], seconds: int) -> None:
    """200 requests a second of what tools ask: mostly look-ups, some lineages, searches, statuses, lists."""
    rng = random.Random(7)
    some = spread(graph, 3_000)
    requests: list[Request] = []
    for _ in range(200 * seconds):
        one, draw = rng.choice(some), rng.random()
        if draw < 0.35:
            requests.append(get("document", server.port, by_id(one)))
        elif draw < 0.6:
            requests.append(get("resolve", server.port, by_number(one)))
        elif draw < 0.75:
            requests.append(get("status", server.port, f"{by_id(one)}/status?on=2020-01-01"))
        elif draw < 0.85:
            requests.append(get("mentions", server.port, f"{by_id(one)}/mentions?direction=up"))
        elif draw < 0.9:
            requests.append(get("text", server.port, f"{by_id(one)}/text"))
        elif draw < 0.95:
            requests.append(get("list", server.port, f"/api/v1/documents?limit=50&level={one.layer.level}"))
        elif draw < 0.955:
            body = json.dumps({"numbers": [f"{each.number}@{each.date}" for each in rng.sample(some, 20)]}).encode()
            requests.append(post("twenty statuses", server.port, "/api/v1/status", body))
        elif draw < 0.975:
            requests.append(get("cascade", server.port, f"/api/v1/documents/{rng.choice(mid)}/cascade?limit=100"))
        else:
            requests.append(get("lineage", server.port, f"{by_id(one)}/lineage?direction=up&depth=1"))
    figures = measured(server, f"mixed load, 200 a second for {seconds} s", requests, 200)
    for kind in sorted(figures.times):
        show(f"… {kind}", f"{figures.at(0.5, kind):,.1f} (p99 {figures.at(0.99, kind):,.0f}) ms")
    wrong = {status: count for status, count in figures.statuses.items() if status not in (200, 300)}
    show("… errors", str(wrong or 0))


# --- asking and showing --------------------------------------------------------------------------------


def by_id(one: Document) -> str:
    return f"/api/v1/documents/{one.id}"


def by_number(one: Document) -> str:
    return f"/api/v1/resolve?number={quote(one.number, safe='')}@{one.date}"


def spread(graph: SyntheticGraph, number: int) -> list[Document]:
    """Documents from all over the graph, always the same."""
    return [graph.documents[index * 7919 % len(graph)] for index in range(number)]


def warm(server: Served, places: Sequence[str]) -> None:
    """Ask once, uncounted, so that both workers have their tables and the file is in memory."""
    steady(server.port, [get("warm", server.port, each) for each in places], 100)


def measured(server: Served, what: str, requests: Sequence[Request], rate: float) -> Figures:
    """Ask at a rate, and show the times."""
    before = server.seconds()
    figures = steady(server.port, requests, rate)
    each = (server.seconds() - before) / len(requests) * 1000
    show_times(what, figures, each)
    return figures


def show_times(what: str, figures: Figures, processor: float) -> None:
    median = statistics.median(figures.all())
    rest = f"p95 {figures.at(0.95):,.0f}, p99 {figures.at(0.99):,.0f}, most {figures.at(1):,.0f}"
    wrong = sum(count for status, count in figures.statuses.items() if status not in (200, 300))
    show(f"{what}, ms", f"{median:,.1f} ({rest}){f', {wrong} ERRORS' if wrong else ''}", f"{processor:,.1f}")


def show(what: str, figure: str, processor: str = "") -> None:
    print(f"| {what} | {figure} | {processor} |", flush=True)


if __name__ == "__main__":
    os.environ.pop("LUOCDO_STORE", None)
    main()

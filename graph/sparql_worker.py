"""One SPARQL query over a graph on disk, in a process of its own, so that it can be ended when its time is up.

Run as a script by `sparql_store`, and started for each query: it needs nothing of this program. The request comes on
standard input as JSON; the answer goes to standard output: a line of JSON, then the body.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from typing import Any

import pyoxigraph

FORMS: dict[str, Any] = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
}
"""Forms of an answer by name: the first four for SELECT and ASK, the others for CONSTRUCT and DESCRIBE."""


class TooMuch(Exception):
    """The answer is longer than it may be."""


class Bounded(io.RawIOBase):
    """The body of an answer as it is written, up to so many bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.parts: list[bytes] = []
        self._left = most

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, part: Any) -> int:
        """Take a part; TooMuch once there is no room."""
        taken = bytes(part)
        self._left -= len(taken)
        if self._left < 0:
            raise TooMuch
        self.parts.append(taken)
        return len(taken)


def main() -> None:
    """Answer the request on standard input."""
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"] + 1))
    store = pyoxigraph.Store.read_only(asked["folder"])
    most = taken() + asked["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    body = Bounded(asked["bytes"])
    try:
        said = answer(store, asked, body)
    except TooMuch:
        said, body.parts = {"error": "bytes"}, []
    except MemoryError:
        said, body.parts = {"error": "memory"}, []
    except (SyntaxError, ValueError, RuntimeError) as error:  # the last for a function that nobody knows
        said, body.parts = {"error": "wrong", "reason": str(error)}, []
    said["bytes"] = sum(map(len, body.parts))
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.writelines(body.parts)


def taken() -> int:
    """Bytes of memory that the process has as it is: an open graph has threads, each with a stack of its own."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:  # not Linux
        return 0


def answer(store: pyoxigraph.Store, asked: dict[str, Any], body: Bounded) -> dict[str, Any]:
    """Run the query and write its answer in the first form wanted that fits, else in the usual one of its kind."""
    found = store.query(asked["query"], prefixes=asked["prefixes"])
    triples = isinstance(found, pyoxigraph.QueryTriples)
    fitting: tuple[str, ...] = ("ttl", "nt") if triples else ("json", "csv", "tsv", "xml")
    if isinstance(found, pyoxigraph.QueryBoolean):
        fitting = ("json", "xml")
    form = next((each for each in asked["forms"] if each in fitting), fitting[0])
    out: Any = body
    found.serialize(out, FORMS[form])
    return {"form": form}


if __name__ == "__main__":
    main()

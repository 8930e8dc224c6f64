"""A graph in a store for SPARQL (pyoxigraph, on disk), asked by a process for each query.

rdflib alone takes a minute for what this does in a moment (docs/sparql.md), and neither of the two can be told to
stop: a query that takes too long ends with its process. That process can not write, has so much memory and no more,
and a query that would call another server (SERVICE) is refused before it starts.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Literal
from weakref import finalize

from luocdo.graph.errors import QueryError, QueryNotYet, QueryOverLimit, QueryTooLong, QueryUnavailable
from luocdo.graph.model import Record
from luocdo.graph.schema import schema
from luocdo.graph.sparql_fault import query_fault

Form = Literal["json", "csv", "tsv", "xml", "ttl", "nt"]
MEDIA_TYPES: dict[str, str] = {
    "json": "application/sparql-results+json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
}
MOST_LETTERS = 20_000
"""Of a query."""
_START = 5
"""Seconds by the clock that a process has besides: on a busy machine it waits for its turn."""
_WORKER = Path(__file__).with_name("sparql_worker.py")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CALL = "service"
"""The one keyword that calls another server. A query may not hold its letters at all, for what is a name, a string or a
remark only the parser knows: `SERVICE:p {}` calls where a prefix is declared, and `x:a\\'` begins no string."""


class Limits(Record, frozen=True):
    """What a query may take: seconds of the processor, bytes of its answer, bytes of memory."""

    seconds: int = 10
    bytes: int = 10_000_000
    memory: int = 4_000_000_000


class SparqlAnswer(Record, frozen=True):
    """An answer in one of the standard forms; `media_type` names it to HTTP, `version` the state of the store."""

    form: str
    body: bytes
    version: int = 0

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.form]


class SparqlStore:
    """A graph on disk, in a folder of its own that goes when it is closed, or with the last who knows it."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` are N-Triples. QueryUnavailable if pyoxigraph is not installed."""
        if find_spec("pyoxigraph") is None:
            raise QueryUnavailable("SPARQL needs pyoxigraph: pip install 'luocdo[rdf]'")
        import pyoxigraph

        self._lock, self._running, self._closed = Lock(), 0, False
        self._folder = Path(tempfile.mkdtemp(prefix="luocdo-sparql-"))
        # Also where nobody closes it, at the end of the program at the latest.
        self._remove_folder = finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        try:
            written = self._folder / "graph.nt"
            with written.open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(lines)
            store = pyoxigraph.Store(str(self._folder / "store"))
            store.bulk_load(path=str(written), format=pyoxigraph.RdfFormat.N_TRIPLES)
            store.flush()
            written.unlink()
        except BaseException:  # a full disk would only get fuller with each question
            self._remove_folder()
            raise

    def ask(self, query: str, forms: Sequence[Form] = (), limits: Limits | None = None) -> SparqlAnswer:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE, in the first of `forms` that fits, else the usual one.

        QueryError for what is no query or would call elsewhere; QueryOverLimit for one that takes too much. The
        prefixes of the schema need not be declared.
        """
        bounds = limits or Limits()
        refuse(query)
        asked = {
            "folder": str(self._folder / "store"),
            "query": query,
            "forms": list(forms),
            "prefixes": schema().prefixes,
            "seconds": bounds.seconds,
            "bytes": bounds.bytes,
            "memory": bounds.memory,
        }
        with self._asking():
            return self._answer(asked, bounds)

    def close(self) -> None:
        """Remove the folder, when the last query that runs has ended."""
        with self._lock:
            self._closed = True
        self._remove()

    def _answer(self, asked: dict[str, Any], bounds: Limits) -> SparqlAnswer:
        # Neither the environment nor the folder of the caller may lead the process to other modules.
        command = [sys.executable, "-I", str(_WORKER)]
        try:
            done = subprocess.run(  # noqa: S603
                command,
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=bounds.seconds + _START,
                check=False,
            )
            late = done.returncode == -signal.SIGXCPU
        except subprocess.TimeoutExpired:
            late = True
        if late:
            raise QueryOverLimit(f"the query takes more than {bounds.seconds} s")
        head, _, body = done.stdout.partition(b"\n")
        # A process that lacks memory, or is ended, may end without a word or within one.
        said: dict[str, Any] = json.loads(head) if head else {}
        if said.get("error") == "wrong":
            raise QueryError(query_fault(asked["query"], str(said["reason"])))
        if said.get("error") == "bytes":
            raise QueryOverLimit(f"the answer is over {bounds.bytes:,} bytes")
        if done.returncode in (-signal.SIGSEGV, -signal.SIGABRT):
            raise QueryOverLimit("the query is nested too deeply, or takes too much memory")
        if "form" not in said or said["bytes"] != len(body):
            raise QueryOverLimit("the query takes too much memory")
        return SparqlAnswer(said["form"], body)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with self._lock:
            if self._closed:
                raise QueryNotYet("the graph has just changed: ask again")
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1
            self._remove()

    def _remove(self) -> None:
        with self._lock:
            over = self._closed and not self._running
        if over:
            self._remove_folder()


def refuse(query: str) -> None:
    """QueryError for a query that could call another server, QueryTooLong for one that is too long."""
    if len(query) > MOST_LETTERS:
        raise QueryTooLong(f"a query of at most {MOST_LETTERS:,} letters is answered")
    if _CALL in _plain(query).casefold():
        raise QueryError("no other server is called from here: a query may not hold SERVICE, not even within a name")


def _plain(query: str) -> str:
    """The query without escapes of letters (`\\u0053`), those that an escape hides included."""
    while (resolved := _ESCAPE.sub(_letter, query)) != query:
        query = resolved
    return query


def _letter(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number <= sys.maxunicode else " "

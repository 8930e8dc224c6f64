"""A graph in a store for SPARQL (pyoxigraph, on disk), asked by a process for each query.

rdflib alone takes a minute for what this does in a moment (docs/sparql.md), and neither of the two can be told to
stop: a query that takes too long ends with its process. That process can not write, has so much memory and no more,
and a query that would call another server (SERVICE) is refused before it starts.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from luocdo.graph.errors import QueryError, QueryOverLimit
from luocdo.graph.model import Record
from luocdo.graph.schema import schema

Form = Literal["json", "csv", "xml", "ttl", "nt"]
MEDIA_TYPES: dict[str, str] = {
    "json": "application/sparql-results+json",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
}
MOST_LETTERS = 20_000
"""Of a query."""
_WORKER = Path(__file__).with_name("sparql_worker.py")
# What a keyword can not stand in: strings, addresses, remarks, variables, names with a prefix, languages.
_ASIDE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n\r]*|[?$]\w+|[\w.-]*:[\w.:%\\-]*|@[A-Za-z-]+",
    re.DOTALL,
)
_CALL = re.compile(r"\bservice\b", re.IGNORECASE)


class Limits(Record, frozen=True):
    """What a query may take: seconds, bytes of its answer, bytes of memory."""

    seconds: int = 10
    bytes: int = 10_000_000
    memory: int = 4_000_000_000


class SparqlAnswer(Record, frozen=True):
    """An answer in one of the standard forms; `media_type` names it to HTTP."""

    form: str
    body: bytes

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.form]


class SparqlStore:
    """A graph on disk, in a folder of its own that goes when it is closed."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` are N-Triples. QueryError if pyoxigraph is not installed."""
        if find_spec("pyoxigraph") is None:
            raise QueryError("SPARQL needs pyoxigraph: pip install 'luocdo[rdf]'")
        import pyoxigraph

        self._folder = Path(tempfile.mkdtemp(prefix="luocdo-sparql-"))
        written = self._folder / "graph.nt"
        with written.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
        store = pyoxigraph.Store(str(self._folder / "store"))
        store.bulk_load(path=str(written), format=pyoxigraph.RdfFormat.N_TRIPLES)
        store.flush()
        written.unlink()

    def ask(self, query: str, form: Form | None = None, limits: Limits | None = None) -> SparqlAnswer:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE, in the form wanted or the usual one of its kind.

        QueryError for what is no query or would call elsewhere; QueryOverLimit for one that takes too much. The
        prefixes of the schema need not be declared.
        """
        bounds = limits or Limits()
        refuse(query)
        asked = {
            "folder": str(self._folder / "store"),
            "query": query,
            "form": form,
            "prefixes": schema().prefixes,
            "seconds": bounds.seconds,
            "bytes": bounds.bytes,
            "memory": bounds.memory,
        }
        # Neither the environment nor the folder of the caller may lead the process to other modules.
        command = [sys.executable, "-I", str(_WORKER)]
        try:
            done = subprocess.run(  # noqa: S603
                command, input=json.dumps(asked).encode(), capture_output=True, timeout=bounds.seconds, check=False
            )
        except subprocess.TimeoutExpired:
            raise QueryOverLimit(f"the query takes more than {bounds.seconds} s") from None
        head, _, body = done.stdout.partition(b"\n")
        # A process without memory, or out of its time, ends without a word.
        said = json.loads(head) if head else {"error": "over"}
        if said.get("error") == "wrong":
            raise QueryError(str(said["reason"]))
        if "error" in said:
            raise QueryOverLimit(f"the answer is over {bounds.bytes:,} bytes, or takes too much memory or time")
        return SparqlAnswer(said["form"], body)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)


def refuse(query: str) -> None:
    """QueryError for a query that is too long, or that would call another server."""
    if len(query) > MOST_LETTERS:
        raise QueryError(f"a query of at most {MOST_LETTERS:,} letters is answered")
    if _CALL.search(_ASIDE.sub(" ", query)):
        raise QueryError("SERVICE: no other server is called from here")

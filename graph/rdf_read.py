"""RDF files as things with properties: N-Triples read line by line, Turtle and JSON-LD by rdflib."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import rdflib

from luocdo.graph.errors import ReadError, TooLarge
from luocdo.graph.rdf_things import Things

FORMATS = {".nt": "nt", ".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
"""What the ending of a file's name says of its form."""
MOST_TRIPLES = 4_000_000
"""Of N-Triples: a gigabyte of memory, some 20,000 documents. `luocdo copy` takes larger graphs from store to store."""
MOST_BYTES = 100_000_000
"""Of Turtle and JSON-LD, which rdflib holds as 20 times as much."""

_SCHEMA_ORG = {
    f"{scheme}://schema.org{path}": {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}
    for scheme in ("http", "https")
    for path in ("", "/", "/docs/jsonldcontext.json", "/docs/jsonldcontext.jsonld")
}
"""What its context comes to for works and their relations, by the names under which publishers give it."""

_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI = rf'<(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*>'
_NODE = rf"(?:{_IRI}|_:\S+)"
_STRING = r'"(?:[^"\\\n\r]|\\.)*"'
_LITERAL = rf"{_STRING}(?:\^\^{_IRI}|@[A-Za-z0-9-]+)?"
_LINE = re.compile(rf"[ \t]*({_NODE})[ \t]*({_IRI})[ \t]*({_NODE}|{_LITERAL})[ \t]*\.[ \t]*(?:#.*)?")


def read_things(path: Path) -> Things:
    """What a file says; ReadError where it is not what its ending says."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise ReadError(path.name, f"RDF is read from {', '.join(FORMATS)}")
    if form != "nt":
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise TooLarge(
                path.name, f"more than {MOST_BYTES:,} bytes: N-Triples may be larger, and `luocdo copy` needs no file"
            )
        # Sorted: rdflib gives another order with each run.
        return Things(_triples(sorted(_as_ntriples(path, form).split("\n")), path.name))
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as stream:
            return Things(_triples(stream, path.name))
    except UnicodeDecodeError as error:
        raise ReadError(path.name, f"not UTF-8: {error.reason}", f"byte {error.start}") from error


def _triples(lines: Iterable[str], name: str) -> Iterator[tuple[str, str, str]]:
    triples = 0
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line.rstrip("\r\n"))
        if match:
            triples += 1
            if triples > MOST_TRIPLES:
                raise TooLarge(
                    name, f"more than {MOST_TRIPLES:,} triples: `luocdo copy` takes a graph of any size over"
                )
            yield _current(match[1]), _current(match[2]), _current(match[3])
        elif line.strip() and not line.lstrip().startswith("#"):
            raise ReadError(name, "not a line of N-Triples", f"line {number}")


def _current(term: str) -> str:
    """The same term; those of schema.org under the address that it has now."""
    return f"<https{term[5:]}" if term.startswith("<http://schema.org/") else term


def _as_ntriples(path: Path, form: str) -> str:
    data = _with_contexts(path) if form == "json-ld" else _bytes(path)
    graph = rdflib.Graph(bind_namespaces="none")
    try:
        with warnings.catch_warnings():
            # rdflib 7.6 reads JSON-LD through a class that it warns of itself.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=data, format=form, publicID=path.absolute().as_uri())
    except Exception as error:  # rdflib and its plugins have no common error
        raise ReadError(path.name, f"not {form}: {' '.join(str(error).split())[:300]}") from error
    return graph.serialize(format="nt")


def _with_contexts(path: Path) -> bytes:
    """JSON-LD with the context of schema.org put in its place; another one that lies elsewhere is refused, since rdflib
    would fetch it."""
    try:
        data = msgspec.json.decode(_bytes(path))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(path.name, f"not JSON: {error}") from error
    queue: list[Any] = [data]
    while queue:
        each = queue.pop()
        if isinstance(each, list):
            queue += each
        elif isinstance(each, dict):
            if "@context" in each:
                named = each["@context"]
                contexts = [_SCHEMA_ORG.get(n, n) if isinstance(n, str) else n for n in _listed(named)]
                each["@context"] = contexts if isinstance(named, list) else contexts[0]
                if any(isinstance(context, str) for context in contexts):
                    raise ReadError(path.name, "names a context elsewhere; it has to stand in the file")
            if "@import" in each:
                raise ReadError(path.name, "names a context elsewhere; it has to stand in the file")
            queue += each.values()
    return msgspec.json.encode(data)


def _bytes(path: Path) -> bytes:
    """What a file holds, without the mark that some programs put at its begin."""
    return path.read_bytes().removeprefix(b"\xef\xbb\xbf")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

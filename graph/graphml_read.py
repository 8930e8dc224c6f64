"""GraphML files as nodes and edges with their attributes, element by element; graphics are passed over.

A file with a document type is refused: that is where entities that grow without end, or lead elsewhere, are declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

from luocdo.graph.errors import ReadError, TooLarge

_SPACE = "http://graphml.graphdrawing.org/xmlns"
MOST_BYTES = 1_000_000_000
_TYPES: dict[str, Callable[[str], Any]] = {"int": int, "long": int, "float": float, "double": float, "string": str}
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


class Element(NamedTuple):
    """A node (`source` and `target` empty) or an edge."""

    id: str
    source: str
    target: str
    told: Mapping[str, Any]


def read_elements(path: Path, most: int, take: Callable[[Element], None]) -> None:
    """Hand over each node and edge of a file, at most `most`; ReadError where it is no GraphML."""
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise TooLarge(path.name, f"more than {MOST_BYTES:,} bytes: `luocdo copy` takes a graph of any size over")
    reader = _Reader(path.name, most, take)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise ReadError(path.name, f"not XML: {expat.ErrorString(error.code)}", f"line {error.lineno}") from error
    if not reader.is_graph:
        raise ReadError(path.name, "not GraphML")


class _Reader:
    """What is open while a file is read."""

    def __init__(self, name: str, most: int, take: Callable[[Element], None]) -> None:
        self._name, self._left, self._take = name, most, take
        self._keys: dict[str, tuple[str, str]] = {}
        self._open: dict[str, str] | None = None
        self._told: dict[str, Any] = {}
        self._data, self._words = "", ""
        self.is_graph = False

    def doctype(self, *_: object) -> None:
        """Refuse the file."""
        raise ReadError(self._name, "a document type is declared: entities are not read")

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        space, _, kind = name.rpartition(" ")
        if space != _SPACE:
            return
        if kind == "graphml":
            self.is_graph = True
        elif kind == "key":
            self._keys[given.get("id", "")] = given.get("attr.name", ""), given.get("attr.type", "string")
        elif kind in ("node", "edge"):
            self._open, self._told = given, {}
        elif kind == "data" and self._open is not None:
            self._data, self._words = given.get("key", ""), ""

    def text(self, words: str) -> None:
        """Words of an element."""
        if self._data:
            self._words += words

    def end(self, name: str) -> None:
        """An element ends."""
        space, _, kind = name.rpartition(" ")
        if space != _SPACE or self._open is None:
            return
        if kind == "data":
            attribute, type_ = self._keys.get(self._data, ("", ""))
            if attribute:
                self._told[attribute] = self._value(type_, attribute)
            self._data = ""
        elif kind in ("node", "edge"):
            self._left -= 1
            if self._left < 0:
                raise TooLarge(self._name, "more nodes and edges than are taken from a file of this form")
            given = self._open
            self._take(Element(given.get("id", ""), given.get("source", ""), given.get("target", ""), self._told))
            self._open = None

    def _value(self, type_: str, attribute: str) -> Any:
        words = self._words
        try:
            return _TRUTH[words.strip()] if type_ == "boolean" else _TYPES.get(type_, str)(words)
        except (ValueError, KeyError):
            raise ReadError(self._name, f"{attribute}: {words[:40]!r} is no {type_}") from None

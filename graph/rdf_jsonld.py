"""JSON-LD from N-Triples terms: short names, plain numbers and booleans, subjects in their order.

rdflib writes JSON-LD in the order of its hash tables, another one with each run; here equal graphs give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from luocdo.graph.rdf_terms import T
from luocdo.graph.schema import schema

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([a-z-]+)|\^\^(<[^>]*>))?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def jsonld(subjects: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[str]:
    """The lines of a JSON-LD document, a subject a line, with its context first."""
    yield f'{{"@context": {_json(schema().prefixes)},\n"@graph": [\n'
    for place, (subject, pairs) in enumerate(subjects.items()):
        yield f"{',' if place else ''}{_json(_node(subject, pairs))}\n"
    yield "]}\n"


def unescaped(words: str) -> str:
    """The words of an N-Triples literal as they were."""
    return _ESCAPE.sub(_char, words) if "\\" in words else words


def _node(subject: str, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _short(subject)}
    types = [_short(value) for property_, value in pairs if property_ == _TYPE]
    if types:
        node["@type"] = types[0] if len(types) == 1 else types
    said: dict[str, list[Any]] = {}
    for property_, value in dict.fromkeys(pairs):
        if property_ != _TYPE:
            said.setdefault(_short(property_), []).append(_value(value))
    return node | {name: values[0] if len(values) == 1 else values for name, values in said.items()}


def _value(term: str) -> Any:
    if term.startswith("<"):
        return {"@id": _short(term)}
    match = _LITERAL.fullmatch(term)
    words, language, datatype = match.groups() if match else (term, None, None)
    words = unescaped(words)
    if language:
        return {"@value": words, "@language": language}
    if datatype == T["xsd:integer"]:
        return int(words)
    if datatype == T["xsd:boolean"]:
        return words == "true"
    return {"@value": words, "@type": _short(datatype)} if datatype else words


def _short(term: str) -> str:
    """A name by its prefix where it has one and nothing behind it that would read otherwise."""
    bare = term[1:-1]
    cut = max(bare.rfind("#"), bare.rfind("/")) + 1
    prefix = _PREFIXES.get(bare[:cut])
    return f"{prefix}:{bare[cut:]}" if prefix is not None else bare


def _char(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


_TYPE = T["rdf:type"]
_PREFIXES = {name: prefix for prefix, name in schema().prefixes.items()}

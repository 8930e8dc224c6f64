"""Turtle from N-Triples terms: subjects in the order of the export, names by their prefixes, a property a line.

rdflib needs forty times as long for it, and holds the graph besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from luocdo.graph.rdf_terms import T
from luocdo.graph.schema import schema

_NEXT = " ;\n    "
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
"""What may stand behind a prefix as it is; Turtle takes more there, but some of it only with escapes."""


def turtle(subjects: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[str]:
    """A Turtle document in pieces, its prefixes first."""
    for prefix, name in sorted(schema().prefixes.items()):
        yield f"@prefix {prefix}: <{name}> .\n"
    for subject, pairs in subjects.items():
        said: dict[str, list[str]] = {}
        for property_, value in dict.fromkeys(pairs):
            said.setdefault(property_, []).append(_object(value))
        lines = (f"{_property(name)} {', '.join(values)}" for name, values in said.items())
        yield f"\n{_name(subject)} {_NEXT.join(lines)} .\n"


def _property(term: str) -> str:
    return "a" if term == T["rdf:type"] else _name(term)


def _object(term: str) -> str:
    if term.startswith("<"):
        return _name(term)
    if not term.endswith(">"):
        return term
    words, _, type_ = term.rpartition("^^")
    bare = words[1:-1]
    if type_ in (T["xsd:integer"], T["xsd:boolean"]) or (type_ == T["xsd:decimal"] and "." in bare):
        return bare
    return f"{words}^^{_name(type_)}"


@lru_cache(maxsize=10_000)
def _name(term: str) -> str:
    """A name by its prefix, where it has one and may be written so."""
    bare = term[1:-1]
    cut = max(bare.rfind("#"), bare.rfind("/")) + 1
    prefix = _PREFIXES.get(bare[:cut])
    return f"{prefix}:{bare[cut:]}" if prefix is not None and _LOCAL.fullmatch(bare, cut) else term


_PREFIXES = {name: prefix for prefix, name in schema().prefixes.items()}

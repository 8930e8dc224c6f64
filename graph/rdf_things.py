"""What a file in RDF says, by thing.

Terms stay as N-Triples writes them (`<https://…>`, `"Gia Lai"@vi`), so what is read compares with what is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from luocdo.graph.rdf_jsonld import unescaped
from luocdo.graph.rdf_terms import T

_WORDS = re.compile(r'("(?:[^"\\\n\r]|\\.)*")(?:\^\^(<[^>]*>)|@([A-Za-z0-9-]+))?')


class Things:
    """What a file says, by subject."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self._said: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._typed: dict[str, list[str]] = defaultdict(list)
        names: dict[str, str] = {}
        for subject, property_, value in triples:
            self._said[subject].append((names.setdefault(property_, property_), names.setdefault(value, value)))
            if property_ == _TYPE:
                self._typed[value].append(subject)
        self.triples = sum(map(len, self._said.values()))

    def of_class(self, short: str) -> list[str]:
        """The things of a class, each once, in the order of the file."""
        return list(dict.fromkeys(self._typed.get(T[short], ())))

    def is_a(self, subject: str, short: str) -> bool:
        """Whether a thing is of a class."""
        return (_TYPE, T[short]) in self._said.get(subject, ())

    def said(self, subject: str) -> list[tuple[str, str]]:
        """All pairs of property and object of a thing."""
        return self._said.get(subject, [])

    def all(self, subject: str, short: str) -> list[str]:
        """The objects of a property, each once."""
        wanted = T[short]
        return list(dict.fromkeys(value for property_, value in self.said(subject) if property_ == wanted))

    def one(self, subject: str, short: str) -> str | None:
        """The object of a property that should have one; of several the first in order of their letters."""
        return min(self.all(subject, short), default=None)

    def words(self, subject: str, short: str) -> str | None:
        """The same as words, without language or type; the Vietnamese ones where there are several."""
        found = self.all(subject, short)
        vietnamese = [each for each in found if each.endswith('"@vi')]
        return min((literal(each) for each in vietnamese or found), default=None)

    def number(self, subject: str, short: str) -> int:
        """A whole number, 0 where there is none; ValueError where it is none."""
        return int(self.words(subject, short) or 0)

    def truth(self, subject: str, short: str) -> bool:
        """A boolean, false where nothing is said."""
        return self.words(subject, short) in ("true", "1")


def literal(term: str) -> str:
    """A literal's words as they were; of an address the address."""
    match = _WORDS.fullmatch(term)
    return unescaped(match[1][1:-1]) if match else term[1:-1]


def datatype(term: str) -> str | None:
    """The type of a literal as a name, `<…#date>`; None for plain words."""
    match = _WORDS.fullmatch(term)
    return match[2] if match else None


def members(things: Things, sequence: str | None) -> list[str]:
    """The members of an rdf:Seq in their order."""
    if sequence is None:
        return []
    start = T["rdf:_"][:-1]
    numbered = [(pair[0][len(start) : -1], pair[1]) for pair in things.said(sequence) if pair[0].startswith(start)]
    return [term for _, term in sorted(numbered, key=lambda each: int(each[0]))]


_TYPE = T["rdf:type"]

"""Terms of RDF as N-Triples writes them: names, literals, and the addresses of the things of a graph.

A term is a string, ready to be written: `<https://…>`, `"Gia Lai"@vi`. So a million triples need no objects.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote

from luocdo.graph.schema import schema

BASE = "https://luocdo.org/"
"""Begins the addresses of everything a graph holds; the same in every store, as the ids are."""
VIETNAMESE = "<http://publications.europa.eu/resource/authority/language/VIE>"
VIETNAM = "<http://publications.europa.eu/resource/authority/country/VNM>"
SOFTWARE = f"<{BASE}luocdo>"

_SAFE = re.compile(r"[A-Za-z0-9._~-]+")
_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
_SHORT = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_DATES = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Description(NamedTuple):
    """What is said of one subject: pairs of property and object."""

    subject: str
    pairs: list[tuple[str, str]]


class _Names(dict[str, str]):
    """Names of properties and classes by their short form, `T["eli:number"]`."""

    def __missing__(self, short: str) -> str:
        prefix, _, name = short.partition(":")
        self[short] = f"<{schema().prefixes[prefix]}{name}>"
        return self[short]


T = _Names()


def text(words: str, language: str = "") -> str:
    """A literal of words; half of a surrogate pair, which no encoding can write, becomes U+FFFD."""
    if _ESCAPED.search(words):
        words = _ESCAPED.sub(_escape, words)
    return f'"{words}"@{language}' if language else f'"{words}"'


def day(value: str) -> str:
    """A day, month or year by the length of its ISO form; anything else is plain text."""
    if not _DATE.fullmatch(value):
        return text(value)
    return f'"{value}"^^{T[_DATES[len(value)]]}'


def whole(value: int) -> str:
    """A whole number."""
    return f'"{value}"^^{T["xsd:integer"]}'


def decimal(value: float) -> str:
    """A number between zero and one, as short as it reads back equal."""
    shown = repr(value)
    return f'"{shown if "e" not in shown else f"{value:.20f}"}"^^{T["xsd:decimal"]}'


def truth(value: bool) -> str:
    """A boolean."""
    return f'"{"true" if value else "false"}"^^{T["xsd:boolean"]}'


def address(kind: str, id_: str, part: str = "") -> str:
    """The address of a thing, `<https://luocdo.org/agency/ubnd.gia-lai>`; `part` is a part of it (`issuer-1`)."""
    safe = id_ if _SAFE.fullmatch(id_) else quote(id_, safe="")
    return f"<{BASE}{kind}/{safe}#{part}>" if part else f"<{BASE}{kind}/{safe}>"


def document(id_: str, part: str = "") -> str:
    """The address of a document as a work, whatever its texts."""
    return address("eli", id_, part)


def expression(id_: str) -> str:
    """The address of a document's Vietnamese text, whatever file holds it."""
    return f"{address('eli', id_)[:-1]}/vie>"


def agency(id_: str) -> str:
    """The address of a body."""
    return address("agency", id_)


def task(id_: str, part: str = "") -> str:
    """The address of a task, or of a part of it."""
    return address("task", id_, part)


def digest(*parts: str | bytes) -> str:
    """A short name made from contents: equal contents have equal addresses in every store."""
    bare = b"\x1f".join(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)
    return blake2b(bare, digest_size=10).hexdigest()


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or ("\ufffd" if char >= "\ud800" else f"\\u{ord(char):04X}")

"""The grammar of N-Triples as the W3C recommendation of 2014 has it, stricter than most parsers."""

from __future__ import annotations

import re

_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI = rf'<(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})+>'
_STRING = rf'"(?:[^\x22\x5C\x0A\x0D]|\\[tbnrf"\'\\]|{_UCHAR})*"'
_LITERAL = rf"{_STRING}(?:\^\^{_IRI}|@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)?"
LINE = re.compile(rf"{_IRI} {_IRI} (?:{_IRI}|{_LITERAL}) \.\n")
"""One triple without blank nodes, with a blank between terms, as the canonical form has it."""


def faulty(text: str) -> list[str]:
    """The lines that break the grammar."""
    return [line for line in text.split("\n") if line and not LINE.fullmatch(line + "\n")]

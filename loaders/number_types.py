"""The type of document that a number's own code tells, for mentions without a type word."""

from __future__ import annotations

from functools import lru_cache

from luocdo.graph.errors import NumberError
from luocdo.graph.number import DocumentNumber
from luocdo.graph.vocabulary import doctypes


@lru_cache(maxsize=8192)
def type_of_number(number: str | None) -> str | None:
    """The type a number's code stands for; Công văn where a letter has none, None for laws and resolutions."""
    if number is None:
        return None
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return None
    if parsed.type_code is None:
        return "Công văn" if parsed.form == "letter" else None
    kinds = doctypes().by_code(parsed.type_code, "party" if parsed.dashed else "state")
    return kinds[0].name if kinds else None

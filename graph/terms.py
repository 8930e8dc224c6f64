"""Terms of the central committee and of the Quốc hội: what lies in which one (`data/terms.yaml`)."""

from __future__ import annotations

from functools import cache

from luocdo.graph.data_files import fail, load, rows
from luocdo.graph.model import Record

FILE = "terms.yaml"


class Term(Record, frozen=True, forbid_unknown_fields=True):
    """A term by its Roman number, and the first and last day of the congress that began it."""

    term: str
    opened: str
    closed: str


@cache
def central_terms() -> tuple[Term, ...]:
    """The terms, oldest first, read once."""
    found = rows(FILE, load(FILE), "terms", Term)
    days = [day for each in found for day in (each.opened, each.closed)]
    if days != sorted(days) or len({each.term for each in found}) < len(found):
        fail(FILE, "terms", "must follow one another, each once")
    return found


def central_term(day: str) -> str | None:
    """The term of the central committee on an ISO day, `XII`.

    None during a congress, when old and new committee both acted, and before the first term listed.
    """
    current = None
    for each in central_terms():
        if each.opened <= day <= each.closed:
            return None
        if day > each.closed:
            current = each.term
    return current


class Assembly(Record, frozen=True, forbid_unknown_fields=True):
    """A term of the Quốc hội, and the first and last year that its numbers may carry."""

    term: int
    first: int
    last: int


@cache
def _assemblies() -> dict[int, Assembly]:
    found = rows(FILE, load(FILE), "assemblies", Assembly)
    years = [year for each in found for year in (each.first, each.last)]
    if years != sorted(years) or len({each.term for each in found}) < len(found):
        fail(FILE, "assemblies", "must follow one another, each once")
    return {each.term: each for each in found}


def assembly_years(term: int) -> tuple[int, int] | None:
    """The first and last year of a term of the Quốc hội; None for one that is not listed."""
    found = _assemblies().get(term)
    return (found.first, found.last) if found else None

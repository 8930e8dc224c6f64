"""Documents and effects known beforehand, each with its source and how sure it is (`data/registry.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from luocdo.graph.data_files import fail, load, rows
from luocdo.graph.doctypes import doctypes
from luocdo.graph.errors import NumberError
from luocdo.graph.fold import fold
from luocdo.graph.known import Fact, Known
from luocdo.graph.model import Record
from luocdo.graph.number import number_key, parse_query

FILE = "registry.yaml"
Sure = Literal["high", "medium", "low"]
EffectKind = Literal["supersedes", "repeals", "amends", "corrects", "suspends", "extends", "guides"]


class KnownDocument(Record, frozen=True, forbid_unknown_fields=True):
    """A document that exists; the fields are explained at the head of the data file. Days are ISO."""

    type: str
    number: str | None = None
    date: str | None = None
    name: str | None = None
    names: tuple[str, ...] = ()
    title: str | None = None
    issuer: str | None = None
    term: str | None = None
    effective_from: str | None = None
    effective_to: str | None = None
    seen: int = 0
    source: str = "citations"
    sure: Sure = "medium"


class KnownEffect(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """What `by` does to `of`, from which day on (None: not known), and the clause that says so."""

    kind: EffectKind
    by: str
    of: str
    from_: str | None = None
    clause: str = ""
    source: str = "citations"
    sure: Sure = "medium"


class Registry(Record, frozen=True):
    """All that is known beforehand. Answers keep the order of the file."""

    documents: tuple[KnownDocument, ...]
    effects: tuple[KnownEffect, ...]
    sources: dict[str, str]
    numbers: dict[str, tuple[KnownDocument, ...]]
    """Number key to documents: two for 45/2013/QH13, a law and a resolution."""
    names: dict[str, tuple[KnownDocument, ...]]
    """Folded name to documents: two for Luật Tổ chức chính quyền địa phương of 2025."""

    def by_number(self, query: str) -> tuple[KnownDocument, ...]:
        """The documents a number may mean; a day or a type behind @ narrows them: `25-NQ/TW@2013-06-03`.

        NumberError if it is no number.
        """
        asked = parse_query(query)
        found = self.numbers.get(number_key(asked.number), ())
        wanted = _identity_type(asked.type)
        return tuple(
            each
            for each in found
            if (asked.date is None or (each.date or "").startswith(asked.date))
            and (wanted is None or _identity_type(each.type) == wanted)
        )

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """The documents of a name, whatever its case and tone placement."""
        return self.names.get(fold(name), ())


@cache
def registry() -> Registry:
    """The registry, read once."""
    data = load(FILE)
    documents = rows(FILE, data, "documents", KnownDocument)
    effects = rows(FILE, data, "effects", KnownEffect)
    sources: dict[str, str] = data["sources"]
    numbers: dict[str, tuple[KnownDocument, ...]] = {}
    names: dict[str, tuple[KnownDocument, ...]] = {}
    for each in documents:
        if each.number:
            key = number_key(each.number)
            _refuse_double(each, numbers.get(key, ()))
            numbers[key] = (*numbers.get(key, ()), each)
        for name in {fold(name) for name in (each.name, *each.names) if name}:
            names[name] = (*names.get(name, ()), each)
    result = Registry(documents, effects, sources, numbers, names)
    _validate(result)
    return result


@cache
def known_documents() -> Known:
    """The registry's documents as identity asks for them."""
    return Known(
        Fact(
            number=each.number,
            type=each.type,
            date=each.date,
            name=each.name,
            title=each.title,
            names=each.names,
        )
        for each in registry().documents
    )


def _identity_type(name: str | None) -> str | None:
    found = doctypes().by_words(name) if name else None
    return found.identity_key() if found else None


def _refuse_double(each: KnownDocument, others: tuple[KnownDocument, ...]) -> None:
    for other in others:
        if (other.type, other.date) == (each.type, each.date):
            fail(FILE, f"{each.number} {each.type}", "stands twice with one day")


def _validate(found: Registry) -> None:
    for each in found.documents:
        label = each.number or each.name or each.type
        if doctypes().by_words(each.type) is None:
            fail(FILE, label, f"{each.type!r} is no document type")
        if not (each.number or each.name):
            fail(FILE, label, "has neither number nor name")
        if each.source not in found.sources:
            fail(FILE, label, f"source {each.source!r} is not explained")
    for effect in found.effects:
        if effect.source not in found.sources:
            fail(FILE, f"{effect.by} {effect.kind}", f"source {effect.source!r} is not explained")
        for end in (effect.by, effect.of):
            _refuse_unclear(found, effect, end)


def _refuse_unclear(found: Registry, effect: KnownEffect, end: str) -> None:
    try:
        count = len(found.by_number(end))
    except NumberError as error:
        fail(FILE, f"{effect.by} {effect.kind} {effect.of}", str(error))
    if count != 1:
        fail(FILE, f"{effect.by} {effect.kind} {effect.of}", f"{end} names {count} documents of this file")

"""Documents and effects known beforehand, each with its source and how sure it is: `data/registry.yaml`, and a file
of the same shape that a user may keep beside it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from luocdo.graph.data_files import fail, load, load_own, rows
from luocdo.graph.doctypes import doctypes
from luocdo.graph.errors import NumberError
from luocdo.graph.fold import fold
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import Fact, Known
from luocdo.graph.model import Record
from luocdo.graph.number import number_key, parse_query
from luocdo.graph.places import find_province, place_key

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
    place: str | None = None
    term: str | None = None
    effective_from: str | None = None
    effective_to: str | None = None
    seen: int = 0
    source: str = "citations"
    sure: Sure = "medium"


class KnownEffect(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """What `by` does to `of`, from which day on (None: not known), and the clause that says so.

    `partial`: only parts of it are stopped or kept in force; what is amended is always meant so.
    """

    kind: EffectKind
    by: str
    of: str
    from_: str | None = None
    partial: bool = False
    clause: str = ""
    source: str = "citations"
    sure: Sure = "medium"


class Registry(Record, frozen=True):
    """All that one file knows beforehand. Answers keep its order."""

    file: str
    documents: tuple[KnownDocument, ...]
    effects: tuple[KnownEffect, ...]
    sources: dict[str, str]
    numbers: dict[str, tuple[KnownDocument, ...]]
    """Number key to documents: two for 45/2013/QH13, a law and a resolution."""
    names: dict[str, tuple[KnownDocument, ...]]
    """Folded name to documents: two for Luật Tổ chức chính quyền địa phương of 2025."""

    def by_number(self, query: str) -> tuple[KnownDocument, ...]:
        """The documents a number may mean; a day, type or province behind @ narrows them: `25-NQ/TW@2013-06-03`.

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
            and (asked.place is None or _same_place(each.place, asked.place))
        )

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """The documents of a name, whatever its case and tone placement."""
        return self.names.get(fold(name), ())


@cache
def registry() -> Registry:
    """The registry that comes with the program, read once."""
    return _registry(FILE, load(FILE))


def read_registry(path: Path) -> Registry:
    """A user's own registry. Effects may name documents of it or of the one that comes with the program.

    VocabularyError says which entry breaks which rule; OSError that the file cannot be read.
    """
    data = load_own(path)
    own = {"documents": [], "effects": [], "sources": {}} | data
    sources = own["sources"]
    if not isinstance(sources, dict) or set(own) - {"documents", "effects", "sources"}:
        fail(path.name, "top", "may hold sources, documents and effects, and nothing else")
    return _registry(path.name, {**own, "sources": registry().sources | sources}, registry())


def _registry(file: str, data: dict[str, Any], beside: Registry | None = None) -> Registry:
    documents = rows(file, data, "documents", KnownDocument)
    effects = rows(file, data, "effects", KnownEffect)
    sources: dict[str, str] = data["sources"]
    numbers: dict[str, tuple[KnownDocument, ...]] = {}
    names: dict[str, tuple[KnownDocument, ...]] = {}
    for each in documents:
        if each.number:
            key = number_key(each.number)
            _refuse_double(file, each, numbers.get(key, ()))
            numbers[key] = (*numbers.get(key, ()), each)
        for name in {fold(name) for name in (each.name, *each.names) if name}:
            names[name] = (*names.get(name, ()), each)
    result = Registry(file, documents, effects, sources, numbers, names)
    _validate(result, beside)
    return result


@cache
def known_documents() -> Known:
    """The registry's documents as identity asks for them."""
    return known_of(registry())


def known_of(*registries: Registry) -> Known:
    """The documents of several registries as identity asks for them; what the first knows goes before the others."""
    facts: dict[tuple[str | None, ...], Fact] = {}
    for found in registries:
        for each in found.documents:
            facts.setdefault(
                (number_key(each.number) if each.number else each.name, each.type, each.date, each.place),
                Fact(
                    number=each.number,
                    type=each.type,
                    date=each.date,
                    name=each.name,
                    title=each.title,
                    names=each.names,
                    place=each.place,
                ),
            )
    return Known(facts.values())


def _same_place(one: str | None, other: str) -> bool:
    left, right = find_province(one or ""), find_province(other)
    return left is not None and right is not None and place_key(left.name) == place_key(right.name)


def _identity_type(name: str | None) -> str | None:
    found = doctypes().by_words(name) if name else None
    return found.identity_key() if found else None


def _refuse_double(file: str, each: KnownDocument, others: tuple[KnownDocument, ...]) -> None:
    for other in others:
        if (other.type, other.date, other.place) == (each.type, each.date, each.place):
            fail(file, f"{each.number} {each.type}", "stands twice with one day")


def _validate(found: Registry, beside: Registry | None) -> None:
    for each in found.documents:
        label = each.number or each.name or each.type
        if doctypes().by_words(each.type) is None:
            fail(found.file, label, f"{each.type!r} is no document type")
        if not (each.number or each.name):
            fail(found.file, label, "has neither number nor name")
        if each.number and not _is_number(each.number):
            fail(found.file, label, f"{each.number!r} is no document number")
        if each.place and find_province(each.place) is None:
            fail(found.file, label, f"{each.place!r} is no province")
        if each.number and not each.place and kind_of(each.number).organ == "local":
            fail(found.file, label, "is a local number: it needs its place")
        if each.source not in found.sources:
            fail(found.file, label, f"source {each.source!r} is not explained")
        for day in (each.date, each.effective_from, each.effective_to):
            _refuse_no_day(found.file, label, day)
    for effect in found.effects:
        label = f"{effect.by} {effect.kind} {effect.of}"
        if effect.source not in found.sources:
            fail(found.file, label, f"source {effect.source!r} is not explained")
        _refuse_no_day(found.file, label, effect.from_)
        for end in (effect.by, effect.of):
            _refuse_unclear(found, beside, label, end)


def _is_number(number: str) -> bool:
    try:
        parse_query(number)
    except NumberError:
        return False
    return True


def _refuse_no_day(file: str, label: str, day: str | None) -> None:
    """A day written 2025-2-1 or 1/2/2025 would sort and compare wrongly."""
    try:
        sound = day is None or date.fromisoformat(day).isoformat() == day
    except ValueError:
        sound = False
    if not sound:
        fail(file, label, f"{day!r} is no day: write it as 2025-02-01")


def _refuse_unclear(found: Registry, beside: Registry | None, label: str, end: str) -> None:
    try:
        count = len(found.by_number(end)) or (len(beside.by_number(end)) if beside else 0)
    except NumberError as error:
        fail(found.file, label, str(error))
    if count != 1:
        fail(found.file, label, f"{end} names {count} documents of this file{' or of the registry' if beside else ''}")

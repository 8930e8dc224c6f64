"""How other people's tables are read: one file of `data/imports` a kind of table, or a user's own file."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePath
from typing import Literal

import msgspec

from luocdo.graph.data_files import fail, files_of, load, load_own, record
from luocdo.graph.doctypes import doctypes
from luocdo.graph.facts import State
from luocdo.graph.fold import fold
from luocdo.graph.model import Record
from luocdo.graph.places import find_province
from luocdo.loaders.import_labels import FILE as LABELS
from luocdo.loaders.import_labels import Label, labels_of

FOLDER = "imports"
Form = Literal["csv", "tsv", "json", "jsonl", "parquet"]
DateForm = Literal["y-m-d", "d/m/y", "m/d/y"]


class Columns(Record, frozen=True, forbid_unknown_fields=True):
    """Where a row says what of one document; the fields are explained at the head of `vbpl-documents.yaml`."""

    number: str | tuple[str, ...] = ()
    type: str | None = None
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    place: str | None = None
    reference: str | None = None
    state: str | None = None
    effective_from: str | None = None
    effective_to: str | None = None
    ended_on: str | None = None

    def numbers(self) -> tuple[str, ...]:
        """The columns that may hold the number, the first to be asked first."""
        return (self.number,) if isinstance(self.number, str) else self.number

    def used(self) -> set[str]:
        """All columns that are named."""
        rest = (getattr(self, name) for name in self.__struct_fields__ if name != "number")
        return {*self.numbers(), *filter(None, rest)}


class Relation(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Where a row says how two documents are related."""

    this: Columns
    other: Columns
    label: str
    from_: str | None = None


class Mark(Record, frozen=True, forbid_unknown_fields=True):
    """What a mark in a column says: a relation, a state, or words that have no effect."""

    kind: Literal["supersedes", "repeals"] | None = None
    state: State | None = None
    words: str = ""


class Marks(Record, frozen=True, forbid_unknown_fields=True, rename={"except_": "except"}):
    """Columns that are ticked, and the columns whose text names documents."""

    of: str
    columns: dict[str, Mark]
    by: str | None = None
    except_: tuple[str, ...] = ()


class RowExample(Record, frozen=True, forbid_unknown_fields=True):
    """A row, and what must be read from it; `references` are documents the keeper has numbers for."""

    row: dict[str, str | int | float | list[str] | None]
    says: tuple[str, ...]
    references: dict[str, str] = msgspec.field(default_factory=dict)


class Always(Record, frozen=True, forbid_unknown_fields=True):
    """What holds for every row of a table."""

    place: str | None = None
    type: str | None = None
    issuer: str | None = None


class Mapping(Record, frozen=True, forbid_unknown_fields=True):
    """One kind of table; the fields are explained at the head of `vbpl-documents.yaml`."""

    keeper: str
    name: str
    examples: tuple[RowExample, ...] = ()
    form: Form | None = None
    header: Literal[1, 2] = 1
    sure: Literal["high", "medium", "low"] = "medium"
    dates: tuple[DateForm, ...] = ("y-m-d", "d/m/y")
    document: Columns | None = None
    relation: Relation | None = None
    marks: Marks | None = None
    labels: tuple[str, ...] = ()
    always: Always = Always()
    types: dict[str, str] = msgspec.field(default_factory=dict)
    states: dict[str, State | Literal[""]] = msgspec.field(default_factory=dict)

    def columns(self) -> set[str]:
        """Every column that is read."""
        found = self.document.used() if self.document else set()
        if self.relation:
            found |= self.relation.this.used() | self.relation.other.used() | {self.relation.label}
            found |= {self.relation.from_} if self.relation.from_ else set()
        if self.marks:
            found |= {self.marks.of, *self.marks.columns, *filter(None, (self.marks.by,))}
        return found

    def known_labels(self) -> dict[str, Label]:
        """The labels that a row of this table may bear."""
        return labels_of(self.labels)

    def known_types(self) -> dict[str, str | None]:
        """The table's own words for types, folded; None where they tell no type."""
        return {fold(words): name or None for words, name in self.types.items()}

    def known_states(self) -> dict[str, State | None]:
        """The table's words for states, folded; None where they tell nothing."""
        return {fold(words): state or None for words, state in self.states.items()}


@cache
def mapping_names() -> tuple[str, ...]:
    """The mappings that come with the program."""
    return tuple(PurePath(file).stem for file in files_of(FOLDER) if file != LABELS)


@cache
def shipped_mapping(name: str) -> Mapping:
    """A mapping that comes with the program; VocabularyError where there is none of this name."""
    if name not in mapping_names():
        fail(FOLDER, name, f"no such mapping; there are {', '.join(mapping_names())}, or a file of your own (.yaml)")
    return _checked(f"{FOLDER}/{name}.yaml", load(f"{FOLDER}/{name}.yaml"))


def find_mapping(name: str) -> Mapping:
    """The mapping of a name, or of a file of the user's own that ends in .yaml."""
    if name.endswith((".yaml", ".yml")):
        return _checked(PurePath(name).name, load_own(Path(name)))
    return shipped_mapping(name)


def _checked(file: str, data: dict[str, object]) -> Mapping:
    found = record(file, data, Mapping)
    if not (found.document or found.relation or found.marks):
        fail(file, "top", "says neither document nor relation nor marks: nothing would be read")
    if found.relation and not found.labels:
        fail(file, "labels", f"a relation needs the sets of {LABELS} that its labels are from")
    for name in ("this", "other") if found.relation else ():
        end: Columns = getattr(found.relation, name)
        if not (end.numbers() or end.reference):
            fail(file, f"relation.{name}", "names no column for a number or a reference")
    if found.document and not found.document.numbers():
        fail(file, "document", "names no column for the number")
    for words, kind in found.types.items():
        if kind and doctypes().by_words(kind) is None:
            fail(file, f"types: {words}", f"{kind!r} is no document type")
    if found.always.place and find_province(found.always.place) is None:
        fail(file, "always: place", f"{found.always.place!r} is no province")
    found.known_labels()
    return found

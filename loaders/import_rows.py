"""A row of somebody's table into facts, as its mapping reads it; what cannot be used is told with its reason.

Nothing is guessed: a number that may be several documents' is refused, as is a label that no set knows, one that
lets an older document act on a younger one, and a state in words that the mapping does not list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from luocdo.graph.facts import ACTS_ON, Fact, Listed, Named, Related, State, identity_of
from luocdo.graph.fold import fold
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import type_key
from luocdo.loaders.import_cells import (
    in_order,
    listed_documents,
    number_in,
    read_day,
    text_of,
    type_named,
    unit_of,
)
from luocdo.loaders.import_labels import find_label, is_backwards
from luocdo.loaders.import_mapping import Columns, Mark, Marks, Relation
from luocdo.loaders.import_mapping import Mapping as TableMapping
from luocdo.loaders.table_row import BadRow, Row

LONGEST_TITLE = 300
_NO_DATE = "9999-12-31"
"""What some databases write for a document without an end."""


class Reference(NamedTuple):
    """A document by its keeper's own number, to be looked up among the tables imported before."""

    number: str


class Filed(NamedTuple):
    """A fact of a row; `reference` is the keeper's own number of the document it lists."""

    fact: Fact
    reference: str = ""


class Open(NamedTuple):
    """A relation whose ends have to be looked up."""

    row: str
    kind: str
    by: Named | Reference
    of: Named | Reference
    partial: bool
    from_: str | None
    words: str


class RowReader:
    """Reads the rows of one kind of table."""

    def __init__(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self._labels = mapping.known_labels()
        self._types = mapping.known_types()
        self._states = mapping.known_states()

    def read(self, row: Row) -> Iterator[Filed | Open | BadRow]:
        """What one row says."""
        if self._mapping.document is not None:
            yield from self._document(row, self._mapping.document)
        if self._mapping.relation is not None:
            yield from self._relation(row, self._mapping.relation)
        if self._mapping.marks is not None:
            yield from self._marks(row, self._mapping.marks)

    # --- a document a row ---

    def _document(self, row: Row, columns: Columns) -> Iterator[Filed | BadRow]:
        named = self._named(row, columns)
        if isinstance(named, BadRow):
            yield named
            return
        if isinstance(named, Reference) or identity_of(named) is None:
            yield BadRow(row.place, "identity", _told(named))
            return
        words = text_of(_cell(row.cells, columns.state))
        state, known = self._state(words)
        if not known:
            yield BadRow(row.place, "state", words)
        first, last, wrong = self._days(row, columns)
        for column, cell in wrong:
            yield BadRow(row.place, "day", f"{column}: {cell}")
        listed = Listed(str(row.place), named, state, words if state else "", first, last)
        yield Filed(listed, text_of(_cell(row.cells, columns.reference)))

    def _named(self, row: Row, columns: Columns) -> Named | Reference | BadRow:
        """The document that some columns name."""
        columns_of_number = columns.numbers()
        cells = [_values(_cell(row.cells, column)) for column in columns_of_number] if columns_of_number else []
        if columns.reference and not any(cells):
            reference = text_of(_cell(row.cells, columns.reference))
            return Reference(reference) if reference else BadRow(row.place, "number", "")
        read = [{found.number: found for each in values if (found := number_in(each))} for values in cells]
        numbers = next((list(each) for each in read if each), [])
        if len(numbers) != 1:
            return BadRow(row.place, "number", in_order(dict.fromkeys(each for values in cells for each in values)))
        number = numbers[0]
        spoken = next((each[number].type for each in read if number in each and each[number].type), None)
        type_name, day = self._type(row, columns, spoken), self._day(row, columns.date)
        if kind_of(number).typed and spoken and type_key(type_name) != type_key(spoken):
            return BadRow(row.place, "type", f"{number}: {type_name}, {spoken}")
        issuer = text_of(_cell(row.cells, columns.issuer)) or self._mapping.always.issuer
        place = text_of(_cell(row.cells, columns.place)) or self._mapping.always.place
        title = text_of(_cell(row.cells, columns.title))[:LONGEST_TITLE]
        return Named(number, type_name, day, unit_of(number, place, issuer, day), issuer or None, title or None)

    def _type(self, row: Row, columns: Columns, spoken: str | None) -> str | None:
        words = text_of(_cell(row.cells, columns.type))
        if fold(words) in self._types:
            return self._types[fold(words)] or spoken
        return (type_named(words) if words else None) or spoken or self._mapping.always.type

    def _state(self, words: str) -> tuple[State | None, bool]:
        """The state that words tell, and whether the mapping knows the words."""
        if not words:
            return None, True
        return self._states.get(fold(words)), fold(words) in self._states

    def _day(self, row: Row, column: str | None) -> str | None:
        return read_day(text_of(_cell(row.cells, column)), self._mapping.dates) if column else None

    def _days(self, row: Row, columns: Columns) -> tuple[str | None, str | None, list[tuple[str, str]]]:
        """First and last day in force, and the cells that hold no day."""
        named = (columns.date, columns.effective_from, columns.effective_to, columns.ended_on)
        told = [(column, text_of(_cell(row.cells, column))) if column else None for column in named]
        days = [read_day(each[1], self._mapping.dates) if each and each[1] else None for each in told]
        _, first, last, over = days
        if over is not None:
            last = (date.fromisoformat(over) - timedelta(days=1)).isoformat()
        wrong = [each for each, day in zip(told, days, strict=True) if each and each[1] and day is None]
        return first, None if last is None or last >= _NO_DATE[:4] else last, wrong

    # --- a relation a row ---

    def _relation(self, row: Row, columns: Relation) -> Iterator[Filed | Open | BadRow]:
        words = text_of(_cell(row.cells, columns.label))
        label = find_label(self._labels, words)
        if label is None:
            yield BadRow(row.place, "label", words)
            return
        this, other = (self._end(row, each) for each in (columns.this, columns.other))
        for each in (this, other):
            if isinstance(each, BadRow):
                yield each
            elif isinstance(each, Named):
                yield Filed(Listed(str(row.place), each))
        if isinstance(this, BadRow) or isinstance(other, BadRow) or label.kind == "none":
            return
        by, of = (this, other) if label.by == "this" else (other, this)
        yield Open(str(row.place), label.kind, by, of, label.partial, self._day(row, columns.from_), words)

    def _end(self, row: Row, columns: Columns) -> Named | Reference | BadRow:
        """One end of a relation; refused where the row does not tell which document it is."""
        found = self._named(row, columns)
        if isinstance(found, Named) and identity_of(found) is None:
            return BadRow(row.place, "identity", _told(found))
        return found

    # --- marks ---

    def _marks(self, row: Row, columns: Marks) -> Iterator[Filed | Open | BadRow]:
        ticked = [(name, cell) for name in columns.columns if (cell := text_of(_cell(row.cells, name)))]
        for name, cell in ticked:
            found = listed_documents(text_of(_cell(row.cells, columns.of)))
            if cell.isdecimal() and int(cell) != len(found):
                yield BadRow(row.place, "mark", f"{cell}, {len(found)}: {_told(*found)}")
                continue
            for each in found:
                if identity_of(each) is None:
                    yield BadRow(row.place, "identity", _told(each))
                else:
                    yield from self._marked(row, columns, columns.columns[name], name, each)

    def _marked(self, row: Row, columns: Marks, mark: Mark, name: str, of: Named) -> Iterator[Filed | Open | BadRow]:
        place, words = str(row.place), mark.words or name
        state = mark.state
        if mark.kind is not None:
            actors = listed_documents(text_of(_cell(row.cells, columns.by)), columns.except_)
            if len(actors) == 1 and identity_of(actors[0]) is not None:
                yield Filed(Listed(place, of))
                yield Filed(Listed(place, actors[0]))
                yield Open(place, mark.kind, actors[0], of, False, None, words)
                return
            if len(actors) > 1:
                yield BadRow(row.place, "several", _told(*actors))
            elif actors:
                yield BadRow(row.place, "identity", _told(*actors))
            state = "ended"
        yield Filed(Listed(place, of, state, words))


class End(NamedTuple):
    """An end of a relation: the document, its id, None where a row does not tell which it is, and its number key."""

    named: Named
    id: str | None
    key: str


def end_of(named: Named) -> End:
    """A document as an end of a relation, without what the row that lists it tells besides."""
    return End(Named(named.number, named.type, named.date, named.unit), identity_of(named), named.key)


def related(found: Open, by: End, of: End) -> Related | BadRow:
    """A relation with both its ends; refused where it would let an older document act on a younger one."""
    place, one, other = int(found.row), by.named, of.named
    if by.id is None or of.id is None:
        return BadRow(place, "identity", _told(*(each.named for each in (by, of) if each.id is None)))
    if by.id == of.id:
        return BadRow(place, "itself", one.number)
    if found.kind in ACTS_ON:
        older = one.date is not None and other.date is not None and one.date < other.date
        if older or is_backwards(one.number, other.number):
            return BadRow(place, "direction", f"{one.number} {found.kind} {other.number}")
    kind: Any = found.kind
    return Related(found.row, kind, one, other, found.partial, found.from_, found.words)


def _told(*named: Named | Reference) -> str:
    return in_order(each.number for each in named)


def _cell(cells: Mapping[str, Any], column: str | None) -> Any:
    """The value of a column; of a deeper one (`attribute.number`) what stands there."""
    if column is None:
        return None
    if column in cells:
        return cells[column]
    value: Any = cells
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _values(value: Any) -> list[str]:
    """The values of a cell: one, or the several of a list."""
    values = value if isinstance(value, list | tuple) else [value]
    return [text for text in (text_of(each) for each in values) if text]

"""What is known beside the texts, as one question sees it: the registry, a user's own, the imported tables.

A text goes before them all; among them the user's own registry goes before the one that comes with the program,
and both before the tables. What one says otherwise than another is told, never settled silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import msgspec

from luocdo.graph.facts import Related, State
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.number import number_key
from luocdo.graph.registry import Registry, registry
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.act import Act
from luocdo.queries.registry_lines import RegistryLines, shipped_lines
from luocdo.queries.table_facts import ListedIn, TableFacts, table_node

SURENESS: dict[Literal["high", "medium", "low"], float] = {"high": 0.95, "medium": 0.8, "low": 0.5}
"""What a line of a registry or a table is worth, by how sure it says it is."""


class Said(Record, frozen=True):
    """How a table says that a document stands, in its own `words`.

    `since`: the first day it was so, where the row tells; `known_by`: a day by which it surely was; `until`: the
    last day that the table can speak of, None where nothing tells how old it is.
    """

    state: State
    words: str
    where: str
    keeper: str
    known_by: str
    since: str | None = None
    until: str | None = None
    confidence: float = SURENESS["medium"]


class Effected:
    """What a registry or a table says that one document did to another."""

    def __init__(
        self,
        kind: str,
        by_id: str,
        from_: str | None,
        where: str,
        *,
        by: DocumentNode | None = None,
        row: Related | None = None,
        clause: str = "",
        sure: float = SURENESS["medium"],
        keeper: str = "",
        partial: bool = False,
    ) -> None:
        self.by_id, self.from_, self.where, self.clause = by_id, from_, where, clause
        self.sure, self.keeper = sure, keeper
        self._by, self._row = by, row
        # A label that only says that nothing is left does not tell whether something took its place.
        self.vague = kind == "ends"
        self.kind = "REPEALS" if self.vague else kind.upper()
        self.partial = partial or self.kind == "AMENDS" or (row is not None and row.partial)

    @property
    def number(self) -> str | None:
        """The number of the document that acts."""
        return self._row.by.number if self._row is not None else self._by.number if self._by is not None else None

    @cached_property
    def by(self) -> DocumentNode:
        """The document that acts, as this source knows it."""
        node = table_node(self._row.by) if self._by is None and self._row is not None else self._by
        assert node is not None
        return node


class Registers:
    """One question's view of all registries. Read many documents at once with `prepare`, then ask for each."""

    def __init__(self, reader: Reader, own: Registry | None = None) -> None:
        self._lines = RegistryLines(own, registry()) if own is not None else shipped_lines()
        self._tables = TableFacts(reader)
        self.acts: dict[str, tuple[Act, ...]] = {}
        """What this question has found done to documents, by id: several parts of an answer ask for it."""

    def prepare(self, numbers: Iterable[str | None]) -> None:
        """Read what the tables say of these numbers, in one round."""
        self._tables.prepare({number_key(number) for number in numbers if number})

    def have_tables(self) -> bool:
        """Whether any table was imported."""
        return self._tables.any()

    def lines_on(self, document_id: str) -> bool:
        """Whether a registry has a line on what was done to this document; tables are not asked."""
        return bool(self._lines.effects_on(document_id))

    def knows(self, number: str | None) -> bool:
        """Whether any register speaks of a number; most numbers stand in none."""
        if not number:
            return False
        key = number_key(number)
        return key in self._lines.keys or (self._tables.any() and bool(self._tables.listed(key)))

    def documents(self, number: str) -> dict[str, DocumentNode]:
        """The documents of a number by id, those that registries know first."""
        key = number_key(number)
        found = dict(self._lines.documents(key))
        for id_, rows in self._tables.listed(key).items():
            if id_ not in found:
                node = table_node(rows[0].fact.document)
                if node is not None:
                    found[id_] = node
        return found

    def document(self, document_id: str, number: str | None) -> DocumentNode | None:
        """The document with this id; its number, where it is known, is asked for in the tables too."""
        found = self._lines.by_id(document_id)
        return found if found is not None or number is None else self.documents(number).get(document_id)

    def line_on(self, document: DocumentNode) -> DocumentNode | None:
        """The document as a registry knows it; None if none has a line on it."""
        return self._lines.documents(number_key(document.number)).get(document.id) if document.number else None

    def listed_in(self, document: DocumentNode) -> str | None:
        """Where a registry or a table has the document; None where none has it."""
        if self.line_on(document) is not None:
            return self._lines.registries[0].file
        return next((row.where for row in self._rows(document)), None)

    def with_days(self, document: DocumentNode) -> DocumentNode:
        """The document with its first and last day from the registries where no text gives them."""
        if not self.knows(document.number):
            return document
        line = self.line_on(document)
        first = next((day for day, _ in self.first_days(document)), None)
        last = line.expires if line is not None else None
        if (document.effective_from or first, document.expires or last) == (document.effective_from, document.expires):
            return document
        return msgspec.structs.replace(
            document, effective_from=document.effective_from or first, expires=document.expires or last
        )

    def first_days(self, document: DocumentNode) -> Iterator[tuple[str, str]]:
        """Every first day of effect that is said of a document, and where, in the order of trust."""
        line = self.line_on(document)
        if line is not None and line.effective_from is not None:
            yield line.effective_from, self._lines.registries[0].file
        for row in self._rows(document):
            if row.fact.effective_from is not None:
                yield row.fact.effective_from, row.where

    def speaks_of(self, document: DocumentNode) -> bool:
        """Whether anything tells when a document begins, ends, or how it stands; that it exists does not count."""
        line = self.line_on(document)
        told = line is not None and (line.effective_from or line.expires) is not None
        return told or any(each.fact.state or each.fact.effective_from for each in self._rows(document))

    def states_on(self, document: DocumentNode) -> tuple[Said, ...]:
        """How the tables say that a document stands, by table and row."""
        return tuple(said for row in self._rows(document) for said in _said(row))

    def notes_on(self, document: DocumentNode) -> tuple[tuple[str, str], ...]:
        """Words of tables that have no effect (`đang chờ thay thế`), and where they stand."""
        rows = (row for row in self._rows(document) if row.fact.state is None and row.fact.words)
        return tuple((row.fact.words, row.where) for row in rows)

    def effects_on(self, document: DocumentNode) -> Iterator[Effected]:
        """What is said to have been done to a document, in the order of trust."""
        for by, line, found in self._lines.effects_on(document.id):
            verb = schema().edges[line.kind.upper()].vi.verb
            told = f"Sổ văn bản, dòng {line.by} {verb} {line.of} ({found.file}: {line.source})"
            sure, partial = SURENESS[line.sure], line.partial
            yield Effected(line.kind, by.id, line.from_, told, by=by, clause=line.clause, sure=sure, partial=partial)
        for row in self._tables.done_to(document.id):
            fact, table = row.fact, row.table
            yield Effected(
                fact.kind,
                row.by_id,
                fact.from_,
                row.where,
                row=fact,
                clause=fact.words,
                sure=SURENESS[table.sure],
                keeper=table.keeper,
            )

    def _rows(self, document: DocumentNode) -> Sequence[ListedIn]:
        if not document.number or not self._tables.any():
            return ()
        return self._tables.listed(number_key(document.number)).get(document.id, ())


def _said(row: ListedIn) -> Iterator[Said]:
    """The state that a row tells, and the end that its last day tells.

    A last day beside `partly` may be that of the part, and one that has gone by beside `in_force` is wrong.
    """
    fact, table = row.fact, row.table
    known_by = table.as_of or table.day
    over = _day_after(fact.effective_to) if fact.effective_to is not None else None
    if fact.state is not None:
        since = over if fact.state == "ended" else None
        until, sure = table.as_of or table.newest, SURENESS[table.sure]
        yield Said(fact.state, fact.words, row.where, table.keeper, since or known_by, since, until, sure)
    if over is not None and (fact.state is None or (fact.state == "in_force" and over > known_by)):
        yield Said("ended", over, row.where, table.keeper, over, over, None, SURENESS[table.sure])


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()

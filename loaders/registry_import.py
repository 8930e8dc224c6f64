"""A table into a store: read row by row, put batch by batch, seen by nobody before it is whole.

A table that is imported again takes the place of what it said before. What was killed on its way leaves the store
as it was; the next import of the same table clears it away.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from luocdo.graph.errors import ReadError
from luocdo.graph.facts import ACTS_ON, Fact, Listed, Named, Referred, fact_row, read_fact, reference_key
from luocdo.graph.model import Record
from luocdo.graph.store import Store
from luocdo.graph.store_records import FactRow, FactTable
from luocdo.loaders.import_mapping import Mapping, find_mapping
from luocdo.loaders.import_rows import End, Filed, Open, Reference, RowReader, end_of, related
from luocdo.loaders.table_row import BadRow, Row
from luocdo.loaders.table_rows import Heading, form_of, table_rows

AT_ONCE = 10_000
"""Rows of a batch: enough that looking references up costs little, few enough that other writers need not wait."""
_REMEMBERED = 100_000
"""References and documents of a table that are remembered while it is read."""
_NEWEST = 3
"""A table is not older than the third newest day of issue in it: a slip of the pen or two does not count."""

Report = Callable[[BadRow], None]
Progress = Callable[[int], None]


class Imported(Record, frozen=True):
    """What an import did: the table as it stands in the store, the one it took the place of, refusals by reason."""

    table: FactTable
    before: FactTable | None
    refusals: dict[str, int]


class Asked(NamedTuple):
    """How a table is to be imported: its name in the store, the day whose state it tells, the day of today."""

    mapping: str
    name: str | None = None
    as_of: str | None = None
    today: str = ""


def import_table(
    store: Store, path: Path, asked: Asked, report: Report | None = None, progress: Progress | None = None
) -> Imported:
    """Import a file. ReadError where it cannot be read whole or no row of it can be used; the store stays as it was."""
    mapping = find_mapping(asked.mapping)
    key = f"{Path(asked.mapping).stem}:{asked.name or path.name}"
    before = next((table for table in store.fact_tables() if table.key == key), None)
    work = _Import(store, key, mapping, report)
    with store.batch() as writer:
        writer.discard_facts(key)
    rows = table_rows(path, mapping.form or form_of(path), Heading(mapping.header, frozenset(mapping.columns())))
    while batch := list(islice(rows, AT_ONCE)):
        work.take(batch)
        if progress is not None:
            progress(work.rows)
    if work.facts == 0:
        told = ", ".join(f"{reason} {number:,}" for reason, number in work.refusals.most_common())
        raise ReadError(str(path), f"no row of it can be used with the mapping {asked.mapping} ({told or 'no rows'})")
    today = asked.today or date.today().isoformat()
    table = FactTable(
        key=key,
        mapping=asked.mapping,
        source=path.name,
        sha256=_digest(path),
        day=today,
        rows=work.rows,
        refused=work.refused,
        facts=work.facts,
        keeper=mapping.name,
        sure=mapping.sure,
        as_of=asked.as_of,
        newest=work.newest(asked.as_of or today),
    )
    with store.batch() as writer:
        writer.publish_facts(table)
    return Imported(table, before, dict(work.refusals))


class _Import:
    """One table on its way into a store."""

    def __init__(self, store: Store, key: str, mapping: Mapping, report: Report | None) -> None:
        self._store, self._key, self._report = store, key, report
        self._keeper = mapping.keeper
        self._reader = RowReader(mapping)
        self._references: OrderedDict[str, End | None] = OrderedDict()
        self._seen: OrderedDict[Named, None] = OrderedDict()
        self._days: list[str] = []
        self.rows = self.facts = self.refused = 0
        self.refusals: Counter[str] = Counter()

    def take(self, batch: list[Row | BadRow]) -> None:
        """File what some rows say, in one transaction."""
        said: list[Filed | Open] = []
        for row in batch:
            self.rows += 1
            found = (row,) if isinstance(row, BadRow) else tuple(self._reader.read(row))
            self.refused += any(isinstance(each, BadRow) for each in found)
            for each in found:
                if isinstance(each, BadRow):
                    self._refuse(each)
                else:
                    said.append(each)
        self._look_up(said)
        with self._store.batch() as writer:
            writer.put_facts(list(self._filed(said)))

    def newest(self, until: str) -> str | None:
        """A day that the table is not older than; None where it tells too few."""
        days = sorted(day for day in self._days if day <= until)
        return days[-_NEWEST] if len(days) >= _NEWEST else None

    def _filed(self, said: list[Filed | Open]) -> Iterator[FactRow]:
        for each in said:
            if isinstance(each, Filed):
                yield from self._listed(each)
            else:
                yield from self._related(each)

    def _listed(self, filed: Filed) -> Iterator[FactRow]:
        listed = filed.fact
        assert isinstance(listed, Listed)
        bare = Listed(listed.row, listed.document) == listed
        if bare and not filed.reference and not _first(self._seen, listed.document):
            return  # an end of a relation that an earlier row has listed already
        if listed.document.date:
            self._remember_day(listed.document.date)
        yield self._row(listed.document.key, listed)
        if filed.reference:
            end = end_of(listed.document)
            assert end.id is not None  # a row without it was refused
            yield self._row(reference_key(self._keeper, filed.reference), Referred(end.named, end.id, end.key))

    def _related(self, found: Open) -> Iterator[FactRow]:
        by, of = self._end(found.by), self._end(found.of)
        if by is None or of is None:
            pairs = zip((found.by, found.of), (by, of), strict=True)
            missing = "; ".join(end.number for end, known in pairs if known is None)
            self._refuse(BadRow(int(found.row), "reference", missing), counted=True)
            return
        relation = related(found, by, of)
        if isinstance(relation, BadRow):
            self._refuse(relation, counted=True)
            return
        yield self._row(of.key if relation.kind in ACTS_ON else by.key, relation)

    def _end(self, end: Named | Reference) -> End | None:
        return self._references.get(end.number) if isinstance(end, Reference) else end_of(end)

    def _row(self, key: str, fact: Fact) -> FactRow:
        self.facts += 1
        return fact_row(self._key, self.facts, key, fact)

    def _refuse(self, row: BadRow, *, counted: bool = False) -> None:
        self.refused += counted
        self.refusals[row.reason] += 1
        if self._report is not None:
            self._report(row)

    def _look_up(self, said: list[Filed | Open]) -> None:
        """Find the documents that relations of these rows point at, all at once."""
        ends = (end for each in said if isinstance(each, Open) for end in (each.by, each.of))
        wanted = dict.fromkeys(end.number for end in ends if isinstance(end, Reference))
        missing = [number for number in wanted if number not in self._references]
        found: dict[str, End] = {}
        for row in self._store.facts(reference_key(self._keeper, number) for number in missing):
            found[row.number_key] = _referred(read_fact(row))
        for number in missing:
            self._references[number] = found.get(reference_key(self._keeper, number))
        # What this batch points at stays; of the rest the longest unused goes.
        for number in wanted:
            self._references.move_to_end(number)
        while len(self._references) > max(_REMEMBERED, len(wanted)):
            self._references.popitem(last=False)

    def _remember_day(self, day: str) -> None:
        self._days.append(day)
        if len(self._days) > AT_ONCE:
            self._days = heapq.nlargest(AT_ONCE // 2, self._days)


def _referred(fact: Fact) -> End:
    """The document a reference stands for; older stores have the row that lists it there."""
    if isinstance(fact, Referred):
        return End(fact.document, fact.id, fact.key)
    assert isinstance(fact, Listed)
    return end_of(fact.document)


def _first(seen: OrderedDict[Named, None], named: Named) -> bool:
    """Whether a document is met for the first time, as far as is remembered."""
    if named in seen:
        seen.move_to_end(named)
        return False
    seen[named] = None
    if len(seen) > _REMEMBERED:
        seen.popitem(last=False)
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

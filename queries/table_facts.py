"""What the imported tables of a store say of documents, read many numbers at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from luocdo.graph.facts import Listed, Named, Referred, Related, claim_of, identity_of, read_fact
from luocdo.graph.model import DocumentNode
from luocdo.graph.nodes import lone_node
from luocdo.graph.store import Reader
from luocdo.graph.store_records import FactRow, FactTable


class ListedIn(NamedTuple):
    """A row that lists a document, and its table."""

    fact: Listed
    table: FactTable

    @property
    def where(self) -> str:
        """The row as a reader of the table finds it."""
        return where(self.table, self.fact.row)


class RelatedIn(NamedTuple):
    """A row that relates two documents, its table, and the id of the one that acts."""

    fact: Related
    table: FactTable
    by_id: str

    @property
    def where(self) -> str:
        """The row as a reader of the table finds it."""
        return where(self.table, self.fact.row)


def where(table: FactTable, row: str) -> str:
    """A row of a table in words: whose it is, which file, which row."""
    return f"{table.keeper}, bảng {table.source}, dòng {row}"


class TableFacts:
    """The imported tables as one question sees them; what was read once is kept as long as the question lasts."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._tables: dict[str, FactTable] | None = None
        self._read: set[str] = set()
        self._listed: dict[str, dict[str, list[ListedIn]]] = {}
        self._done: dict[str, list[RelatedIn]] = {}

    def any(self) -> bool:
        """Whether a table has been imported at all."""
        if self._tables is None:
            self._tables = {table.key: table for table in self._reader.fact_tables()}
        return bool(self._tables)

    def prepare(self, keys: Iterable[str]) -> None:
        """Read all that is said under some number keys, in one go."""
        if not self.any():
            return
        missing = set(keys) - self._read
        self._read |= missing
        for row in self._reader.facts(sorted(missing)) if missing else ():
            self._take(row)

    def listed(self, key: str) -> dict[str, list[ListedIn]]:
        """The documents of a number key by id, each with the rows that list it, by table and row."""
        if key not in self._read:
            self.prepare((key,))
        return self._listed.get(key, {})

    def done_to(self, document_id: str) -> list[RelatedIn]:
        """What was done to a document whose key was read."""
        return self._done.get(document_id, [])

    def _take(self, row: FactRow) -> None:
        fact, table = read_fact(row), (self._tables or {}).get(row.table)
        if table is None:  # imported since this question began
            return
        if isinstance(fact, Listed):
            id_ = identity_of(fact.document)
            if id_ is not None:
                self._listed.setdefault(row.number_key, {}).setdefault(id_, []).append(ListedIn(fact, table))
            return
        if isinstance(fact, Referred):  # under its keeper's own number, which nobody asks about
            return
        of_id, by_id = identity_of(fact.of), identity_of(fact.by)
        if of_id is not None and by_id is not None and row.number_key == fact.of.key:
            self._done.setdefault(of_id, []).append(RelatedIn(fact, table, by_id))


def table_node(named: Named) -> DocumentNode | None:
    """A document that only a table knows, as a node of the graph."""
    return lone_node(claim_of(named))

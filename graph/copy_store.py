"""One store into another: all that it holds, in batches, so that a copy that was stopped goes on when run again.

Every step compares before it writes. What is equal already is left alone, so a second run repairs, refreshes and
verifies; the target may hold nothing that the source does not know of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from luocdo.graph.errors import NotACopy, StoreError
from luocdo.graph.model import Record
from luocdo.graph.pages import PAGE, fact_pages, number_key_pages, origin_batches, origin_keys, pages
from luocdo.graph.store import Reader, Store
from luocdo.graph.store_records import FactTable, Holding, Quarantined

Progress = Callable[[int, int], None]
"""Called with how much is done, and how much there is: documents, texts and rows of tables, each once."""


class Copied(Record, frozen=True):
    """What a copy did: of so many origins so many were written, the others were there already."""

    origins: int
    written: int


def copy_store(source: Reader, target: Store, progress: Progress | None = None) -> Copied:
    """Make the target hold what the source holds, and nothing else.

    NotACopy if the target holds texts of its own, before anything is written; StoreError if the source was
    written to meanwhile, or either is out of reach: what is copied by then is found by the next run.
    """
    before = source.data_version()
    copying = _Copying(source, target, progress)
    try:
        copied = copying.all()
        if source.counts() == target.counts() and source.data_version() == before:
            return copied
    except StoreError:
        if source.data_version() == before:
            raise
    raise StoreError("the store was written to while it was copied: run the copy again")


class _Copying:
    """One copy under way."""

    def __init__(self, source: Reader, target: Store, progress: Progress | None) -> None:
        self.source, self.target, self._progress = source, target, progress
        counts = source.counts()
        self._total = counts.documents + counts.texts + sum(table.facts for table in source.fact_tables())
        self._done = 0
        self._fresh = not (target.origins(limit=1) or target.number_keys(limit=1))

    def all(self) -> Copied:
        if not self._fresh:
            _refuse_others(self.source, self.target)
        stale = self._documents()
        copied = self._origins()
        self._end_documents(stale)
        self._lone_nodes()
        self._tables()
        self._failures()
        return copied

    # --- documents ---

    def _documents(self) -> list[str]:
        """Put the documents of every key; gives the keys of the target with documents that have to go.

        Those still have edges on them, which go with what their origins say.
        """
        stale: list[str] = []
        for keys in number_key_pages(self.source):
            groups = self.source.by_number_keys(keys)
            there = {} if self._fresh else self.target.by_number_keys(keys)
            changed = {key: nodes for key, nodes in groups.items() if there.get(key) != nodes}
            if changed:
                wanted = {node.id for nodes in groups.values() for node in nodes}
                with self.target.batch() as writer:
                    for key, nodes in changed.items():
                        others = [node for node in there.get(key, ()) if node.id not in wanted]
                        writer.put_group(key, [*nodes, *others])
                        stale += [key] if others else []
            self._advance(sum(map(len, groups.values())))
        if not self._fresh:
            for keys in number_key_pages(self.target):
                stale += set(keys) - self.source.by_number_keys(keys).keys()
        return stale

    def _end_documents(self, keys: Sequence[str]) -> None:
        """Nothing leads any more to the documents that the source does not have."""
        for start in range(0, len(keys), PAGE):
            page = keys[start : start + PAGE]
            groups = self.source.by_number_keys(page)
            with self.target.batch() as writer:
                for key in page:
                    writer.put_group(key, groups.get(key, ()))

    # --- texts and what they say ---

    def _origins(self) -> Copied:
        """Put every origin whose holding differs, with the bodies and tasks its edges lead to."""
        origins = written = 0
        for keys in origin_batches(self.source):
            holdings = self.source.holdings(keys)
            there = {} if self._fresh else {each.origin.key: each for each in self.target.holdings(keys)}
            changed = [each for each in holdings if there.get(each.origin.key) != each]
            if changed:
                self._put(changed)
            origins += len(holdings)
            written += len(changed)
            self._advance(sum(each.held is not None for each in holdings))
        return Copied(origins, written)

    def _put(self, holdings: Sequence[Holding]) -> None:
        ends = {id_ for each in holdings for edge in each.edges for id_ in (edge.source, edge.target)}
        agencies, tasks = self.source.agencies(ends), self.source.tasks(ends)
        with self.target.batch() as writer:
            writer.put_agencies(agencies.values())
            writer.put_tasks(tasks.values())
            for each in holdings:
                if each.held is not None:
                    writer.put_held(each.held)
                writer.put_statements(each.origin, each.edges)
                writer.put_problems(each.origin.key, each.problems)
            writer.put_claims({each.origin.key: each.claims for each in holdings})
            writer.put_resolutions(dict.fromkeys(row for each in holdings for row in each.decided))

    # --- the rest ---

    def _lone_nodes(self) -> None:
        """Bodies and tasks that no edge leads to, or that say something else by now."""
        counts, there = self.source.counts(), self.target.counts()
        if self._fresh and (counts.agencies, counts.tasks) == (there.agencies, there.tasks):
            return
        for agencies in pages(self.source.agency_page, lambda last: last.id):
            known = self.target.agencies(each.id for each in agencies)
            if different := [each for each in agencies if known.get(each.id) != each]:
                with self.target.batch() as writer:
                    writer.put_agencies(different)
        for tasks in pages(self.source.task_page, lambda last: last.id):
            given = self.target.tasks(each.id for each in tasks)
            if changed := [each for each in tasks if given.get(each.id) != each]:
                with self.target.batch() as writer:
                    writer.put_tasks(changed)

    def _tables(self) -> None:
        """Imported tables: one that differs is put whole, and seen whole when its last row is there."""
        wanted = {table.key: table for table in self.source.fact_tables()}
        there = {table.key: table for table in self.target.fact_tables()}
        gone = [key for key in there if key not in wanted]
        if gone:
            with self.target.batch() as writer:
                for key in gone:
                    writer.drop_facts(key)
        for key, table in wanted.items():
            if there.get(key) != table:
                self._table(table)
            self._advance(table.facts)

    def _table(self, table: FactTable) -> None:
        with self.target.batch() as writer:
            writer.discard_facts(table.key)
        for rows in fact_pages(self.source, table.key):
            with self.target.batch() as writer:
                writer.put_facts(rows)
        with self.target.batch() as writer:
            writer.publish_facts(table)

    def _failures(self) -> None:
        """The quarantine, file by file."""
        wanted, there = _by_file(self.source.quarantined()), _by_file(self.target.quarantined())
        changed = [file for file in {**wanted, **there} if wanted.get(file) != there.get(file)]
        if changed:
            with self.target.batch() as writer:
                for file in changed:
                    writer.quarantine(file, wanted.get(file, []))

    def _advance(self, done: int) -> None:
        self._done += done
        if self._progress is not None:
            self._progress(self._done, self._total)


def _refuse_others(source: Reader, target: Reader) -> None:
    """NotACopy if the target has an origin that the source lacks. Both lists are in one order."""
    known = origin_keys(source)
    for key in origin_keys(target):
        while (reached := next(known, None)) is not None and reached < key:
            pass
        if reached != key:
            raise NotACopy(f"{key}: the target holds this and the source does not; copy into an empty store")


def _by_file(rows: Iterable[Quarantined]) -> dict[str, list[Quarantined]]:
    found: dict[str, list[Quarantined]] = {}
    for row in rows:
        found.setdefault(row.file, []).append(row)
    return found

"""Nodes in the SQLite store: the documents of a number key, agencies, and tasks.

Groups are gathered and written together: what is there already is asked once for all of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from luocdo.graph.errors import StoreError
from luocdo.graph.model import AgencyNode, DocumentNode, TaskNode
from luocdo.graph.packed_records import pack, read_document
from luocdo.graph.search_rank import Words, document_words
from luocdo.graph.sqlite_words import add_documents, forget_documents

DOCUMENT, AGENCY, TASK = 0, 1, 2
"""Classes of nodes, in the column `agency`."""

_GATHERED = 5_000
"""Documents written at a time: more would not be faster."""

_PUT_NODE = """
    INSERT INTO node (node, id, agency, number_key, date, held) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (node) DO UPDATE SET
        number_key = excluded.number_key, date = excluded.date, held = excluded.held
    """
_PUT_RECORD = "INSERT OR REPLACE INTO record (node, body) VALUES (?, ?)"
_BY_ID = """
    SELECT node.id, node.node, node.agency, node.number_key, record.body FROM json_each(?) AS wanted
    CROSS JOIN node ON node.id = wanted.value CROSS JOIN record USING (node)
    """
_OF_GROUPS = """
    SELECT node.id, node.node, record.body FROM json_each(?) AS wanted
    CROSS JOIN node ON node.number_key = wanted.value CROSS JOIN record USING (node)
    """


class _Old(NamedTuple):
    """A node as it is in the store."""

    node: int
    class_: int
    number_key: str | None
    body: bytes


class NodeTable:
    """The nodes of a store, within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        highest = connection.execute("SELECT coalesce(max(node), 0) FROM node").fetchone()[0]
        self._numbers: Iterator[int] = count(highest + 1)
        self._groups: dict[str, Sequence[DocumentNode]] = {}
        self._gathered = 0
        self._agencies: dict[str, AgencyNode] = {}
        self.gone: dict[int, str] = {}
        """Numbers and ids of the documents deleted in this transaction."""

    def put_group(self, number_key: str, documents: Sequence[DocumentNode]) -> None:
        """These are the documents of the key from now on."""
        self._groups[number_key] = documents
        self._gathered += 1 + len(documents)
        if self._gathered >= _GATHERED:
            self.flush()

    def put_agencies(self, agencies: Iterable[AgencyNode]) -> None:
        """Add or replace agencies. Every text names its issuer: what was just put is not put again."""
        wanted = {agency.id: agency for agency in agencies if self._agencies.get(agency.id) != agency}
        if not wanted:
            return
        self._put_records(wanted, AGENCY)
        self._agencies.update(wanted)

    def put_tasks(self, tasks: Iterable[TaskNode]) -> None:
        """Add or replace tasks."""
        self._put_records({task.id: task for task in tasks}, TASK)

    def flush(self) -> None:
        """Write the groups gathered so far."""
        groups, self._groups, self._gathered = self._groups, {}, 0
        if not groups:
            return
        wanted = {
            document.id: (number_key, document) for number_key, documents in groups.items() for document in documents
        }
        self._put(wanted)
        self._end(groups, wanted.keys())

    def _put_records(self, wanted: Mapping[str, AgencyNode | TaskNode], class_: int) -> None:
        """Write nodes that have neither number nor date."""
        if not wanted:
            return
        old = self._old(wanted)
        numbers = {id_: self._number(id_, old, class_) for id_ in wanted}
        self._db.executemany(_PUT_NODE, [(numbers[id_], id_, class_, None, None, 0) for id_ in wanted])
        self._db.executemany(_PUT_RECORD, [(numbers[id_], pack(record)) for id_, record in wanted.items()])

    def _put(self, wanted: dict[str, tuple[str, DocumentNode]]) -> None:
        old = self._old(wanted)
        rows, records = [], []
        added: list[tuple[int, Words]] = []
        forgotten: list[tuple[int, Words]] = []
        for id_, (number_key, document) in wanted.items():
            body = pack(document)
            node = self._number(id_, old, DOCUMENT)
            if id_ in old and (old[id_].number_key, old[id_].body) == (number_key, body):
                continue
            rows.append((node, id_, DOCUMENT, number_key, document.date, int(document.held)))
            records.append((node, body))
            words = document_words(document)
            before = document_words(read_document(old[id_].body)) if id_ in old else None
            if before != words:
                added.append((node, words))
                forgotten.extend([(node, before)] if before else [])
        self._db.executemany(_PUT_NODE, rows)
        self._db.executemany(_PUT_RECORD, records)
        forget_documents(self._db, forgotten)
        add_documents(self._db, added)

    def _end(self, number_keys: Iterable[str], kept: Iterable[str]) -> None:
        """Delete the documents of these keys that are not among those kept."""
        staying = frozenset(kept)
        found = self._db.execute(_OF_GROUPS, (json.dumps(list(number_keys)),)).fetchall()
        ended = [(id_, node, body) for id_, node, body in found if id_ not in staying]
        forget_documents(self._db, [(node, document_words(read_document(body))) for _, node, body in ended])
        self._db.executemany("DELETE FROM node WHERE node = ?", [(node,) for _, node, _ in ended])
        self.gone.update((node, id_) for id_, node, _ in ended)

    def _old(self, ids: Iterable[str]) -> dict[str, _Old]:
        rows = self._db.execute(_BY_ID, (json.dumps(list(ids)),))
        return {id_: _Old(*old) for id_, *old in rows}

    def _number(self, id_: str, old: dict[str, _Old], class_: int) -> int:
        if id_ not in old:
            return next(self._numbers)
        if old[id_].class_ != class_:
            raise StoreError(f"{id_}: one id for two kinds of nodes")
        return old[id_].node

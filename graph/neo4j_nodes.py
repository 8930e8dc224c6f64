"""Nodes in the Neo4j store: the documents of a number key, bodies, and tasks, gathered and written together.

What is there already is asked first, so that new nodes are created with their labels and unchanged ones are
left alone; an analyst's own properties on them stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from luocdo.graph.errors import StoreError
from luocdo.graph.model import AgencyNode, DocumentNode, TaskNode
from luocdo.graph.neo4j_batch import Batch, Rows
from luocdo.graph.neo4j_bodies import BodyEdges
from luocdo.graph.neo4j_names import (
    LABELS,
    agency_labels,
    all_document_labels,
    document_labels,
    indexed,
    level_labels,
    types,
)
from luocdo.graph.neo4j_places import hang
from luocdo.graph.neo4j_records import (
    AGENCY_PROPERTIES,
    DOCUMENT_PROPERTIES,
    TASK_PROPERTIES,
    agency_properties,
    document_properties,
    task_properties,
)
from luocdo.graph.neo4j_values import Properties

_GATHERED = 5_000
"""Nodes written at a time: more would not be faster."""

# One row with all ids: the driver takes 30 µs for a row, whatever is in it.
_EXISTING = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN collect(id) AS ids"
_DIFFERENT = """
    UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) WHERE properties(n) <> row.properties
    RETURN collect(row.id) AS ids
    """
# Lists of values, not maps: whose names a server would look up for every row.
_CREATE = "UNWIND $rows AS row CREATE (n:{labels}) SET {values}"
_CHANGE = "UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) {remove} SET n += row {set}"
_OF_KEYS = "UNWIND $keys AS key MATCH (d:Document {number_key: key}) RETURN collect(d.id) AS ids"
_END = """
    UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT EXISTS {{ (n)-[:{types}]-() }}
    DETACH DELETE n RETURN collect(id) AS ids
    """

DOCUMENT, AGENCY, TASK = LABELS["document"], LABELS["agency"], LABELS["task"]


class _Row(NamedTuple):
    """A node as it shall be."""

    properties: Properties
    labels: tuple[str, ...]
    province: str | None


class NodeTable:
    """The nodes of a store, within one batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._groups: dict[str, Sequence[DocumentNode]] = {}
        self._agencies: dict[str, AgencyNode] = {}
        self._new_agencies: dict[str, AgencyNode] = {}
        self._tasks: dict[str, TaskNode] = {}
        self._gathered = 0
        self._ending: set[str] = set()
        self._bodies = BodyEdges(batch)

    def put_group(self, number_key: str, documents: Sequence[DocumentNode]) -> None:
        """These are the documents of the key from now on."""
        self._groups[number_key] = documents
        self._add(1 + len(documents))

    def put_agencies(self, agencies: Iterable[AgencyNode]) -> None:
        """Add or replace bodies. Every text names its issuer: what was just put is not put again."""
        wanted = {agency.id: agency for agency in agencies if self._agencies.get(agency.id) != agency}
        self._agencies.update(wanted)
        self._new_agencies.update(wanted)
        self._add(len(wanted))

    def put_tasks(self, tasks: Iterable[TaskNode]) -> None:
        """Add or replace tasks."""
        wanted = {task.id: task for task in tasks}
        self._tasks.update(wanted)
        self._add(len(wanted))

    def flush(self) -> None:
        """Write what has been gathered."""
        self._gathered = 0
        groups, self._groups = self._groups, {}
        agencies, self._new_agencies = self._new_agencies, {}
        tasks, self._tasks = self._tasks, {}
        if groups:
            rows = dict(_document_rows(groups))
            self._put(DOCUMENT, rows, DOCUMENT_PROPERTIES, all_document_labels())
            self._ending |= _ids(self._batch.ask(_OF_KEYS, keys=[indexed(key) for key in groups]))
            self._ending -= rows.keys()
        if agencies:
            rows = {id_: _agency_row(agency) for id_, agency in agencies.items()}
            created, changed = self._put(AGENCY, rows, AGENCY_PROPERTIES, tuple(level_labels().values()))
            self._bodies.put(agencies, created, changed)
        if tasks:
            rows = {id_: _Row(task_properties(task), (), None) for id_, task in tasks.items()}
            self._put(TASK, rows, TASK_PROPERTIES, ())

    def end_documents(self) -> None:
        """Delete the documents that their keys have no more, but for those that edges are left on."""
        if self._ending:
            self._ending -= self._end(DOCUMENT, self._ending)

    def end_bereft(self, label: str, ids: Iterable[str]) -> None:
        """Delete those of these nodes that no edge is left on."""
        self._end(label, ids)

    def finish(self) -> None:
        """The edges between bodies; a document that is gone leaves none of its own."""
        self._bodies.finish()
        for id_ in sorted(self._ending):
            raise StoreError(f"{id_}: deleted, but edges are left on it")

    def _add(self, count: int) -> None:
        self._gathered += count
        if self._gathered >= _GATHERED:
            self.flush()

    def _end(self, label: str, ids: Iterable[str]) -> set[str]:
        """Delete the nodes without edges; gives which."""
        wanted = list(ids)
        return _ids(self._batch.write(_END.format(label=label, types=types(())), ids=wanted)) if wanted else set()

    def _put(
        self, label: str, rows: Mapping[str, _Row], names: Sequence[str], labels: Sequence[str]
    ) -> tuple[set[str], set[str]]:
        """Create or change nodes; gives the ids of those created and of those changed. `names` and `labels` are
        all properties and labels that such a node may have."""
        existing = _ids(self._batch.ask(_EXISTING.format(label=label), ids=list(rows)))
        created = {id_: row for id_, row in rows.items() if id_ not in existing}
        changed = self._different(label, {id_: row for id_, row in rows.items() if id_ in existing})
        self._check_ids(label, created)
        values = ", ".join(f"n.`{name}` = row[{place}]" for place, name in enumerate(names))
        for wanted, given in _by_labels(created):
            query = _CREATE.format(labels=":".join((label, *wanted)), values=values)
            self._batch.send(query, [[row.properties.get(name) for name in names] for row in given])
        for wanted, given in _by_labels(changed):
            remove = f"REMOVE n:{':'.join(sorted(set(labels) - set(wanted)))}" if set(labels) - set(wanted) else ""
            query = _CHANGE.format(label=label, remove=remove, set=f"SET n:{':'.join(wanted)}" if wanted else "")
            whole = [{name: row.properties.get(name) for name in names} for row in given]
            self._batch.write(query, rows=whole)
        if label != TASK:
            hang(self._batch, label, _provinces(created), _provinces(changed))
        return set(created), set(changed)

    def _different(self, label: str, rows: Mapping[str, _Row]) -> dict[str, _Row]:
        if not rows:
            return {}
        given = [{"id": id_, "properties": row.properties} for id_, row in rows.items()]
        different = _ids(self._batch.ask(_DIFFERENT.format(label=label), rows=given))
        return {id_: row for id_, row in rows.items() if id_ in different}

    def _check_ids(self, label: str, created: Mapping[str, _Row]) -> None:
        """Refuse an id that a node of another kind has."""
        for other in LABELS.values() if created else ():
            if other != label:
                for id_ in sorted(_ids(self._batch.ask(_EXISTING.format(label=other), ids=list(created)))):
                    raise StoreError(f"{id_}: one id for two kinds of nodes")


def _ids(rows: Rows) -> set[str]:
    """The ids in the one row of an answer."""
    return set(rows[0]["ids"])


def _document_rows(groups: Mapping[str, Sequence[DocumentNode]]) -> Iterator[tuple[str, _Row]]:
    for key, documents in groups.items():
        for each in documents:
            yield each.id, _Row(document_properties(each, key), tuple(document_labels(each)), each.province)


def _agency_row(agency: AgencyNode) -> _Row:
    return _Row(agency_properties(agency), tuple(agency_labels(agency)), agency.province)


def _by_labels(rows: Mapping[str, _Row]) -> Iterator[tuple[tuple[str, ...], list[_Row]]]:
    """The rows by their labels: a query names its labels."""
    found: dict[tuple[str, ...], list[_Row]] = {}
    for row in rows.values():
        found.setdefault(row.labels, []).append(row)
    yield from found.items()


def _provinces(rows: Mapping[str, _Row]) -> list[Properties]:
    return [{"id": id_, "province": row.province} for id_, row in rows.items()]

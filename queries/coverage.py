"""Which provinces carry a directive out: through which documents, how long after, and who was given the work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Literal

from luocdo.graph.fold import slug
from luocdo.graph.model import DocumentNode, Edge, Record
from luocdo.graph.places import provinces
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.cascade import Cascade
from luocdo.queries.quality import documents
from luocdo.queries.responsibility import FIRST_DAY_OF_34, Count, first_days, same_place, tasks_of
from luocdo.queries.results import Brief, brief, by_age, label

Reached = Literal["has", "held_none", "unknown"]
LAST_DAY_OF_63 = "2025-06-30"
_LOWER = ("district", "commune")
_DAY = len("2020-03-24")


class Covered(Record, frozen=True):
    """One province as `luocdo coverage --format json` gives it.

    `has`: a document of the province carries the directive out; `document` is the earliest of them, `chain`
    the numbers from the directive to it, `days_after` the days between the two, `agencies` who leads its
    tasks, `documents` how many there are. `held_none`: the store holds documents of the province from the
    directive's day on, and none of them does. `unknown`: it holds none, so nothing can be said.
    """

    province: str
    status: Reached
    document: Brief | None = None
    chain: tuple[str, ...] = ()
    days_after: int | None = None
    agencies: tuple[str, ...] = ()
    documents: int = 0


class Reach(Record, frozen=True):
    """How far a directive came: provinces reached, and provinces of which the store holds later documents but
    none that carries it out; each in alphabetical order."""

    reached: tuple[str, ...]
    without: tuple[str, ...]


def coverage(reader: Reader, directive: DocumentNode, count: Count = "34") -> tuple[Covered, ...]:
    """A row for each of the 63 provinces of 30/6/2025, or of the 34 since, in alphabetical order.

    A document of a province that was merged counts for the new one; one of the new province, in the count
    of 63, for each that it was formed from.
    """
    paths = _Paths(reader, directive)
    carrying = [each for each in paths.documents.values() if _speaks_for_province(each) and each.id != directive.id]
    held = _held(reader, directive)
    names = [each.name for each in provinces().on(LAST_DAY_OF_63 if count == "63" else FIRST_DAY_OF_34)]
    firsts: dict[str, list[DocumentNode]] = {}
    for name in names:
        fitting = [each for each in carrying if _counts_for(each, name, count)]
        firsts[name] = sorted(fitting, key=by_age)
    given = _leads(reader, [rows[0].id for rows in firsts.values() if rows])
    known = {name for name in names if any(_counts_for(each, name, count) for each in held)}
    return tuple(
        _covered(name, firsts[name], directive, paths, given)
        if firsts[name]
        else Covered(name, "held_none" if name in known else "unknown")
        for name in sorted(names, key=slug)
    )


def reach(reader: Reader, found: Cascade) -> Reach:
    """How far a cascade came, by the provinces of the day of each document, as the tree names them."""
    reached = found.provinces()
    held = {each.province for each in _held(reader, found.branches[0].document) if each.province}
    return Reach(reached, tuple(sorted(held - set(reached), key=slug)))


class _Paths:
    """The shortest ways down from a directive to all that carries it out."""

    def __init__(self, reader: Reader, root: DocumentNode) -> None:
        self._root = root.id
        self._steps: dict[str, Edge] = {}
        for hop in reader.lineage(root.id, schema().followed(), "down"):
            if hop.edge.source != root.id:
                self._steps.setdefault(hop.edge.source, hop.edge)
        self.documents: Mapping[str, DocumentNode] = reader.documents([root.id, *self._steps])

    def to(self, document_id: str) -> tuple[str, ...]:
        """What the documents on the way are called, from the directive to this one."""
        way = [document_id]
        while way[-1] != self._root:
            way.append(self._steps[way[-1]].target)
        return tuple(label(self.documents[id_]) for id_ in reversed(way))


def _covered(
    name: str,
    found: Collection[DocumentNode],
    directive: DocumentNode,
    paths: _Paths,
    leads: Mapping[str, tuple[str, ...]],
) -> Covered:
    first = next(iter(found))
    return Covered(
        province=name,
        status="has",
        document=brief(first),
        chain=paths.to(first.id),
        days_after=_days_between(directive.date, first.date),
        agencies=leads.get(first.id, ()),
        documents=len(found),
    )


def _speaks_for_province(document: DocumentNode) -> bool:
    """Whether a document is the province's own: that of a district or commune covers no province."""
    return document.province is not None and document.level not in _LOWER and not document.ambiguous


def _counts_for(document: DocumentNode, name: str, count: Count) -> bool:
    """Whether a document is of the province `name` of this count."""
    if document.province in same_place(name, count):
        return True
    since = count == "63" and (document.date or "") >= FIRST_DAY_OF_34
    return since and document.province is not None and name in same_place(document.province, "34")


def _held(reader: Reader, directive: DocumentNode) -> list[DocumentNode]:
    """What the store holds of provinces from the directive's day on: an older text says nothing of it."""
    found: list[DocumentNode] = []
    for page in documents(reader):
        texts = [each for each in page if each.held and _speaks_for_province(each) and each.id != directive.id]
        days = first_days(reader, texts) if directive.date else {}
        found.extend(each for each in texts if days.get(each.id, "") >= (directive.date or ""))
    return found


def _leads(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Who leads the tasks of each document, by the names its text gives them: those of the parts that give
    out work, where there are any, and not of its body."""
    found = {}
    for id_, given in tasks_of(reader, list(ids)).items():
        parts = [task for task in given if task.part != "body"] or given
        found[id_] = tuple(dict.fromkeys(each.name for task in parts for each in task.agencies))
    return found


def _days_between(first: str | None, last: str | None) -> int | None:
    """Days from one full ISO day to another; None where one is not known to the day."""
    if not first or not last or len(first) != _DAY or len(last) != _DAY:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days

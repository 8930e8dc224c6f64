"""Who must do what by when: the tasks of a store, chosen by body, province, day and directive.

The store knows what was ordered and by which day, never whether it was done: a day that has gone by is past,
and nothing more is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

from luocdo.graph.model import AgencyRef, DocumentNode, Record, TaskNode
from luocdo.graph.places import find_province, place_key, provinces, successor
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.agencies import agencies_named
from luocdo.queries.due_days import Due, due_days
from luocdo.queries.results import Brief, brief, by_age, label

Count = Literal["63", "34"]
"""Provinces as they were up to 30/6/2025, or as they are since."""
FIRST_DAY_OF_34 = "2025-07-01"
_PAGE = 5_000
_DAY = len("2020-03-24")


class TaskAnswer(Record, frozen=True):
    """A task as `luocdo tasks --format json` gives it.

    `directives` are the numbers of the documents it speaks of. `due` are last days of its terms, ISO, that
    answer the question; where no day was asked for, those of its deadlines that do not recur.
    """

    id: str
    document: Brief
    part: str
    section: str
    text: str
    agencies: tuple[AgencyRef, ...]
    supporting: tuple[AgencyRef, ...]
    reports_to: tuple[AgencyRef, ...]
    deadlines: tuple[dict[str, Any], ...]
    directives: tuple[str, ...]
    due: tuple[str, ...]
    illustrative: bool


def tasks(
    reader: Reader,
    *,
    agency: str | None = None,
    province: str | None = None,
    count: Count = "34",
    due_before: str | None = None,
    past_due_on: str | None = None,
    directive: DocumentNode | None = None,
) -> tuple[TaskAnswer, ...]:
    """The tasks that meet every condition given: by due day where days were asked for, else by document.

    `agency` leads or supports; `province` is that of the document, or of one who leads where the document is
    of none, counted by today's 34 (with all that was merged into it) or by the 63 of the day; `due_before`
    and `past_due_on` (ISO) want a term whose last day lies before that day; `directive` is what the work is
    done under (`tasks_under`).
    """
    bodies = None if agency is None else agencies_named(reader, agency, merged=count == "34")
    chosen = _of_bodies(reader, bodies) if bodies is not None else None
    if directive is not None:
        under = tasks_under(reader, directive.id)
        chosen = under if chosen is None else chosen & under
    nodes = list(_tasks(reader, chosen))
    documents = reader.documents(dict.fromkeys(each.document_id for each in nodes))
    if province is not None:
        names = same_place(province, count)
        nodes = _of_provinces(reader, nodes, documents, names)
    days = [day for day in (due_before, past_due_on) if day is not None]
    begins = first_days(reader, list(documents.values())) if days else {}
    found = []
    for node in nodes:
        document = documents[node.document_id]
        due = _before(node, document, begins.get(document.id), min(days)) if days else _fixed(node)
        if due or not days:
            order = (due[0] if days else "", by_age(document), node.start, node.id)
            found.append((order, node, document, due))
    found.sort(key=lambda each: each[0])
    cited = reader.documents(dict.fromkeys(id_ for _, node, _, _ in found for id_ in node.directives))
    return tuple(_answer(node, document, due, cited) for _, node, document, due in found)


def tasks_of(reader: Reader, documents: Iterable[str]) -> dict[str, list[TaskNode]]:
    """The tasks each of some documents gives out, in the order of its text."""
    edges = reader.neighbours(documents, ("ASSIGNS",), "up")
    nodes = reader.tasks(edge.target for edge in edges)
    found: dict[str, list[TaskNode]] = {}
    for node in sorted(nodes.values(), key=lambda each: (each.document_id, each.start, each.id)):
        found.setdefault(node.document_id, []).append(node)
    return found


def tasks_under(reader: Reader, directive: str) -> frozenset[str]:
    """The ids of the tasks given out to carry a document out: its own, those of every document that carries
    it out step by step (as `trace` shows them), and any task that speaks of one of these."""
    hops = reader.lineage(directive, schema().followed(), "down")
    reached = dict.fromkeys([directive, *(hop.edge.source for hop in hops)])
    given = {edge.target for edge in reader.neighbours(reached, ("ASSIGNS",), "up")}
    serving = {edge.source for edge in reader.neighbours(reached, ("SERVES",), "down")}
    return frozenset(given | serving)


def first_days(reader: Reader, documents: Iterable[DocumentNode]) -> dict[str, str]:
    """From which day (ISO) each document gives out work, by id; not there where nothing tells.

    Its date; else the newest date of what it cites, since no text cites the future.
    """
    found = {each.id: _whole(each.date) for each in documents if each.date}
    undated = [each.id for each in documents if not each.date]
    edges = reader.neighbours(undated, schema().relations(), "up")
    cited = reader.documents(dict.fromkeys(edge.target for edge in edges))
    for edge in edges:
        day = cited[edge.target].date
        if day:
            found[edge.source] = max(found.get(edge.source, ""), _whole(day))
    return found


def terms(task: TaskNode, begin: str | None, until: str) -> tuple[Due, ...]:
    """The terms of a task, oldest first. `begin` and `until` (ISO) are the first and the last day of what
    recurs; without a first day its rounds are not known, only those of the last year are taken."""
    first = begin or f"{int(until[:4]) - 1:04}{until[4:]}"
    found = {each for deadline in task.deadlines for each in due_days(deadline, first, until)}
    return tuple(sorted(found, key=lambda each: (each.last, each.first)))


@cache
def same_place(province: str, count: Count) -> frozenset[str]:
    """All names of provinces that mean a place: of today's Gia Lai those of Gia Lai and Bình Định.

    A name that was gone before 01/7/2025 means the province of its day in either count; one that no table
    knows means itself.
    """
    known = find_province(province)
    if known is None:
        return frozenset((province,))
    key = place_key(known.name)
    names = {each.name for each in provinces().all if place_key(each.name) == key}
    if count == "34" and known.exists_on(FIRST_DAY_OF_34):
        heirs = ((each.name, successor(each.name, FIRST_DAY_OF_34)) for each in provinces().all)
        names.update(name for name, heir in heirs if heir == known.name)
    return frozenset(names)


def _whole(day: str) -> str:
    """A day, where only the year or the month is known its first."""
    return day if len(day) == _DAY else f"{day}-01-01"[:_DAY]


def _of_bodies(reader: Reader, bodies: Collection[str]) -> frozenset[str]:
    edges = reader.neighbours(bodies, ("LED_BY", "SUPPORTED_BY"), "down")
    return frozenset(edge.source for edge in edges)


def _tasks(reader: Reader, chosen: Collection[str] | None) -> Iterator[TaskNode]:
    if chosen is not None:
        yield from reader.tasks(sorted(chosen)).values()
        return
    page = reader.task_page("", _PAGE)
    while page:
        yield from page
        page = reader.task_page(page[-1].id, _PAGE)


def _of_provinces(
    reader: Reader, nodes: Sequence[TaskNode], documents: dict[str, DocumentNode], names: Collection[str]
) -> list[TaskNode]:
    """The tasks of these provinces, by their documents, else by who leads."""
    own = {each.id: documents[each.document_id].province for each in nodes}
    leads = dict.fromkeys(ref.id for each in nodes if own[each.id] is None for ref in each.agencies)
    there = {id_ for id_, each in reader.agencies(leads).items() if each.province in names}
    return [
        each
        for each in nodes
        if own[each.id] in names or (own[each.id] is None and any(ref.id in there for ref in each.agencies))
    ]


def _before(task: TaskNode, document: DocumentNode, begin: str | None, day: str) -> tuple[str, ...]:
    """The last days of a task's terms that lie before a day; no round comes after the document's last day."""
    until = min(day, document.expires or day)
    return tuple(dict.fromkeys(each.last for each in terms(task, begin, until) if each.last < day))


def _fixed(task: TaskNode) -> tuple[str, ...]:
    """The last days of those deadlines that do not recur."""
    fixed = (each for each in task.deadlines if "recurs" not in each)
    return tuple(sorted({due.last for each in fixed for due in due_days(each, "", "")}))


def _answer(task: TaskNode, document: DocumentNode, due: tuple[str, ...], cited: dict[str, DocumentNode]) -> TaskAnswer:
    return TaskAnswer(
        id=task.id,
        document=brief(document),
        part=task.part,
        section=task.section,
        text=task.text,
        agencies=task.agencies,
        supporting=task.supporting,
        reports_to=task.reports_to,
        deadlines=task.deadlines,
        directives=tuple(label(cited[id_]) for id_ in task.directives if id_ in cited),
        due=due,
        illustrative=task.illustrative,
    )

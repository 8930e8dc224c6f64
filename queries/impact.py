"""What rests on a document, were it replaced on a day: everything running below it, with its open tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from luocdo.graph.fold import slug
from luocdo.graph.model import DocumentNode, Hop, Level, Record, TaskNode
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.due_days import due_days
from luocdo.queries.judged import standings
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import tasks_of
from luocdo.queries.results import Brief, brief, by_age
from luocdo.queries.stale import OVER
from luocdo.queries.standing import Status
from luocdo.queries.work import Work, work_given

_LEVELS: tuple[str, ...] = (*get_args(Level), "")


class Resting(Record, frozen=True):
    """A document that rests on the root, `depth` steps below it; `relation` joins it to the one above, `above`;
    `tasks` are those not past their last day."""

    document: Brief
    status: Status
    depth: int
    relation: str
    above: Brief
    tasks: tuple[Work, ...]


class Group(Record, frozen=True):
    """The documents of one level and province; each is None where it is not known or there is none."""

    level: Level | None
    province: str | None
    documents: tuple[Resting, ...]


class Impact(Record, frozen=True):
    """All that rests on a document on a day; groups from the centre down, provinces by name."""

    document: Brief
    status: Status
    on: str
    documents: int
    tasks: int
    groups: tuple[Group, ...]


def impact(reader: Reader, root: DocumentNode, on: str | None = None, registers: Registers | None = None) -> Impact:
    """What runs on the day `on` (today unless told) and carries out, rests on or details the root, at any
    distance; what is over by then is walked through and not shown, what came later is neither. `registers` is what
    is known beside the texts."""
    day = on or date.today().isoformat()
    nearest = _nearest(reader.lineage(root.id, schema().followed(), "down", None, day), root.id)
    documents = reader.documents([root.id, *nearest])
    judged = standings(reader, documents.values(), day, registers)
    running = [documents[id_] for id_ in nearest if judged[id_].status not in OVER]
    given = tasks_of(reader, (each.id for each in running))
    still = {id_: [task for task in nodes if is_open(task, day)] for id_, nodes in given.items()}
    work = work_given(reader, root.id, still)
    resting = [
        Resting(
            document=brief(each),
            status=judged[each.id].status,
            depth=nearest[each.id].depth,
            relation=nearest[each.id].edge.kind.lower(),
            above=brief(documents[nearest[each.id].edge.target]),
            tasks=work.get(each.id, ()),
        )
        for each in sorted(running, key=by_age)
    ]
    groups = tuple(_groups(resting, documents))
    tasks = sum(len(each.tasks) for each in resting)
    return Impact(brief(root), judged[root.id].status, day, len(resting), tasks, groups)


def is_open(task: TaskNode, on: str) -> bool:
    """Whether a task has no last day on the calendar, or one that has not gone by on an ISO day."""
    fixed = [due for each in task.deadlines if "recurs" not in each for due in due_days(each, on, on)]
    return len(fixed) < len(task.deadlines) or not fixed or max(due.last for due in fixed) >= on


def _nearest(hops: list[Hop], root: str) -> dict[str, Hop]:
    """The first step that names each document below the root."""
    found: dict[str, Hop] = {}
    for hop in hops:
        if hop.edge.source != root:
            found.setdefault(hop.edge.source, hop)
    return found


def _groups(resting: list[Resting], documents: dict[str, DocumentNode]) -> Iterator[Group]:
    members: dict[tuple[Level | None, str | None], list[Resting]] = {}
    for each in resting:
        node = documents[each.document.id]
        members.setdefault((node.level, node.province), []).append(each)
    for level, province in sorted(members, key=lambda key: (_LEVELS.index(key[0] or ""), slug(key[1] or ""))):
        yield Group(level, province, tuple(members[level, province]))

"""A task as it stands under its document in an answer: one shape for cascades and impacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from luocdo.graph.model import AgencyRef, DocumentNode, Record, TaskNode
from luocdo.graph.store import Reader
from luocdo.queries.results import label


class Work(Record, frozen=True):
    """A task under its document. `directives` are the numbers of what it speaks of; `named`: the root is
    one of them."""

    id: str
    part: str
    section: str
    text: str
    agencies: tuple[AgencyRef, ...]
    supporting: tuple[AgencyRef, ...]
    reports_to: tuple[AgencyRef, ...]
    deadlines: tuple[dict[str, Any], ...]
    directives: tuple[str, ...]
    named: bool
    illustrative: bool


def work_given(reader: Reader, root: str, given: Mapping[str, Sequence[TaskNode]]) -> dict[str, tuple[Work, ...]]:
    """Tasks by the id of their document, each told of the document `root`; the order is kept."""
    cited = reader.documents({id_ for nodes in given.values() for node in nodes for id_ in node.directives})
    return {id_: tuple(_work(node, root, cited) for node in nodes) for id_, nodes in given.items()}


def _work(node: TaskNode, root: str, cited: Mapping[str, DocumentNode]) -> Work:
    return Work(
        id=node.id,
        part=node.part,
        section=node.section,
        text=node.text,
        agencies=node.agencies,
        supporting=node.supporting,
        reports_to=node.reports_to,
        deadlines=node.deadlines,
        directives=tuple(label(cited[id_]) for id_ in node.directives if id_ in cited),
        named=root in node.directives,
        illustrative=node.illustrative,
    )

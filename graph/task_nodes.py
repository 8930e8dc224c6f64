"""The work one held text gives out: a node for each task, and the edges to who leads, supports, is told.

A task's id is made of its document, its section and its words with those who lead it, so that it stays when
something is written elsewhere in the text, and a task that changed is another one:
`614-kh-ubnd.gia-lai.2020-03-24.task.iii-1.5d0c1b7e`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from zlib import crc32

from luocdo.graph.fold import fold, slug
from luocdo.graph.model import AgencyRef, Citation, Edge, Evidence, Task, TaskNode
from luocdo.graph.partition import Decision
from luocdo.graph.quote import sentence_around
from luocdo.graph.store_records import HeldText

SURE = {"implementing": 0.95, "activity": 0.95, "body": 0.8}
"""How sure it is that a passage is a task of those it names, by the part of the text it stands in."""
_ORDERED = 0.95
"""The same for the executors of a closing clause."""
NOBODY = "-"
"""The id of a name without letters; no edge leads there."""


def task_nodes(held: HeldText, decisions: Sequence[Decision], *, illustrative: bool = False) -> list[TaskNode]:
    """The tasks of a text in its order. `decisions`: one for the text itself, then one for each citation."""
    directives = _Directives(held.extraction.citations, decisions)
    seen: Counter[str] = Counter()
    found = []
    for task in held.extraction.tasks:
        stem = _task_id(held.document_id, task)
        seen[stem] += 1
        found.append(
            TaskNode(
                id=stem if seen[stem] == 1 else f"{stem}-{seen[stem]}",
                document_id=held.document_id,
                part=task.part,
                section=task.section,
                text=task.text,
                start=task.start,
                end=task.end,
                agencies=_bodies(task.agencies),
                supporting=_bodies(task.supporting),
                reports_to=_bodies(task.reports_to),
                directives=directives.of(task),
                deadlines=task.deadlines,
                illustrative=illustrative,
            )
        )
    return found


def task_edges(held: HeldText, tasks: Sequence[TaskNode]) -> Iterator[Edge]:
    """What a text states of its tasks, each edge with the task's first sentence."""
    for task in tasks:
        first, last = sentence_around(held.text.text, task.start, min(task.start + 1, task.end))
        seen = _evidence(held, max(first, task.start), last, task.section, "task", SURE[task.part], task.illustrative)
        yield _edge(task.document_id, task.id, "ASSIGNS", seen)
        for kind, bodies in (
            ("LED_BY", task.agencies),
            ("SUPPORTED_BY", task.supporting),
            ("REPORTS_TO", task.reports_to),
        ):
            for id_ in dict.fromkeys(each.id for each in bodies):
                yield _edge(task.id, id_, kind, seen)
        for id_ in task.directives:
            yield _edge(task.id, id_, "SERVES", seen)


def executor_edges(held: HeldText, *, illustrative: bool = False) -> Iterator[Edge]:
    """Whom the closing clause orders to carry out the whole document, each with that clause."""
    named = {each.id: each for each in reversed(_bodies(held.extraction.executors))}
    for id_ in sorted(named):
        start, end = _last_place(held.text.text, named[id_].name)
        first, last = sentence_around(held.text.text, start, end)
        seen = _evidence(held, first, last, "", "executors", _ORDERED, illustrative)
        yield _edge(held.document_id, id_, "EXECUTED_BY", seen)


class _Directives:
    """Which documents a task speaks of, as the graph knows them."""

    def __init__(self, citations: Sequence[Citation], decisions: Sequence[Decision]) -> None:
        self._own = decisions[0].node
        self._named: dict[str, str] = {}
        self._places: list[tuple[int, str]] = []
        for citation, decision in zip(citations, decisions[1:], strict=False):
            if citation.number:
                dated = f"{citation.number}@{citation.date}" if citation.date else citation.number
                self._named[dated] = decision.node
            self._places.extend((mention.start, decision.node) for mention in citation.mentions)
        self._places.sort()

    def of(self, task: Task) -> tuple[str, ...]:
        """The documents named within the task, then those its reader hung on it from outside; no doubles."""
        inside = [node for start, node in self._places if task.start <= start < task.end]
        listed = [self._named[each] for each in task.cites if each in self._named]
        return tuple(each for each in dict.fromkeys((*inside, *listed)) if each != self._own)


def _task_id(document_id: str, task: Task) -> str:
    words = "|".join((task.part, fold(task.text), *sorted(each.id for each in task.agencies)))
    digest = f"{crc32(words.encode('utf-8', 'surrogatepass')):08x}"
    return ".".join(part for part in (document_id, "task", slug(task.section.replace(".", "-")), digest) if part)


def _bodies(named: Sequence[AgencyRef]) -> tuple[AgencyRef, ...]:
    return tuple(each for each in named if each.id != NOBODY)


def _last_place(text: str, name: str) -> tuple[int, int]:
    """Where a name stands for the last time, its blanks and line breaks as they may be; (0, 0) if nowhere."""
    place = (0, 0)
    for match in re.finditer(r"\s+".join(map(re.escape, name.split())), text):
        place = match.span()
    return place


def _evidence(
    held: HeldText, start: int, end: int, section: str, rule: str, confidence: float, illustrative: bool
) -> Evidence:
    return Evidence(
        document_id=held.document_id,
        source=held.text.source,
        sha256=held.text.sha256,
        start=start,
        end=end,
        quote=held.text.text[start:end],
        section=section,
        cue="",
        rule=rule,
        confidence=confidence,
        illustrative=illustrative,
    )


def _edge(source: str, target: str, kind: str, seen: Evidence) -> Edge:
    return Edge(source, target, kind, "provision", False, seen.confidence, (seen,))

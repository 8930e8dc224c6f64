"""What a picture of a lineage shows: documents around some roots, their relations and their work.

From the roots down two levels, and from everything there up to all it rests on. Nothing is cut without a count:
documents that are not shown are folded, and shown plus folded is the total.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from luocdo.graph.model import DocumentNode, Edge, Record, TaskNode
from luocdo.graph.registry import Registry
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import tasks_of
from luocdo.queries.results import by_age
from luocdo.queries.status import StatusAnswer, answers
from luocdo.queries.wording import Language
from luocdo.viz.style import GUESSED, column_of, glance

MOST_OF_COLUMN = 9
"""Cards of one column before the rest are folded."""
MOST_CARDS = 150
"""Nobody reads more."""
MOST_JUDGED = 600
"""Documents whose status is worked out; those beyond are folded and counted."""
_LOUD = {"stale": 0, "doubtful": 1, "superseded": 1, "repealed": 1, "suspended": 1, "partly": 1}


class Ask(Record, frozen=True):
    """What is asked for. `up` None: to the end. `opened` are the columns whose folds are opened.

    `selected` is the id of a document, whose work is laid open. `only` shows nothing but its line.
    """

    roots: tuple[str, ...]
    up: int | None = None
    down: int = 2
    on: str = ""
    language: Language = "vi"
    selected: str = ""
    opened: tuple[int, ...] = ()
    only: bool = False
    by: Literal["level", "time"] = "level"
    width: int = 1124
    province: str = ""
    status: str = ""
    first_year: int = 0
    last_year: int = 0
    most: int = MOST_CARDS

    def day(self) -> str:
        """The day of the statuses, ISO: today unless told."""
        return self.on or date.today().isoformat()


class Scene(Record, frozen=True):
    """Documents by column and rank, the edges among all of them, and which are folded.

    `steps` has the distance below a root of what carries it out. `filtered` counts what the filters took out.
    """

    ask: Ask
    shown: tuple[DocumentNode, ...]
    folded: tuple[DocumentNode, ...]
    answers: dict[str, StatusAnswer]
    edges: tuple[Edge, ...]
    guesses: tuple[tuple[str, str], ...]
    work: dict[str, tuple[TaskNode, ...]]
    steps: dict[str, int]
    filtered: int

    def drawn(self) -> list[Edge]:
        """The edges between two documents that are both shown."""
        there = {each.id for each in self.shown}
        return [edge for edge in self.edges if edge.source in there and edge.target in there]


Judge = Callable[[Reader, Sequence[DocumentNode], str, Language], dict[str, StatusAnswer]]
"""Gives the status of documents on a day, as `answers` does."""


def judging(own: Registry | None) -> Judge:
    """A judge that asks a user's own registry before the one that comes with the program."""

    def judge(
        reader: Reader, documents: Sequence[DocumentNode], on: str, language: Language
    ) -> dict[str, StatusAnswer]:
        return answers(reader, documents, on, language, Registers(reader, own))

    return judge


def scene(reader: Reader, ask: Ask, judge: Judge = answers) -> Scene:
    """The scene around the roots that are in the store. A caller that remembers statuses gives its own `judge`."""
    kinds = schema().relations()
    steps = _below(reader, ask, kinds)
    documents = reader.documents(_around(reader, ask, steps, kinds))
    edges = _edges(reader, documents, kinds)
    kept, filtered = _filtered(documents, ask)
    judged_first = sorted(kept.values(), key=lambda each: (each.id not in steps, steps.get(each.id, 9), by_age(each)))
    judged = judge(reader, judged_first[:MOST_JUDGED], ask.day(), ask.language)
    links = _count_links(edges)
    ranked = sorted((kept[id_] for id_ in judged), key=lambda each: _rank(each, ask, steps, links, judged[each.id]))
    if ask.only and ask.selected in kept:
        line = _line(ask.selected, edges)
        filtered += sum(each.id not in line for each in kept.values())
        kept = {id_: each for id_, each in kept.items() if id_ in line}
        ranked = [each for each in ranked if each.id in line]
    shown = _shown(ranked, ask)
    there = {each.id for each in shown}
    folded = sorted((each for id_, each in kept.items() if id_ not in there), key=by_age)
    edges = tuple(edge for edge in _with_acts(edges, judged) if edge.source in kept and edge.target in kept)
    work = {id_: tuple(tasks) for id_, tasks in tasks_of(reader, sorted(there)).items()}
    guesses = _guesses(judged, kept)
    return Scene(ask, tuple(shown), tuple(folded), judged, edges, guesses, work, steps, filtered)


def _below(reader: Reader, ask: Ask, kinds: Sequence[str]) -> dict[str, int]:
    """The roots, and what is joined to them from below, by the distance."""
    steps = {each.id: 0 for each in reader.documents(ask.roots).values()}
    for root in list(steps):
        for hop in reader.lineage(root, kinds, "down", ask.down) if ask.down else ():
            steps[hop.edge.source] = min(steps.get(hop.edge.source, hop.depth), hop.depth)
    return steps


def _around(reader: Reader, ask: Ask, steps: Mapping[str, int], kinds: Sequence[str]) -> list[str]:
    """All documents of the scene: of very many below the roots only the nearest are followed up."""
    found = dict.fromkeys(steps)
    near = sorted(steps, key=lambda id_: (steps[id_], id_))[:MOST_JUDGED]
    left, level = near, 0
    while left and (ask.up is None or level < ask.up) and len(found) < 20 * MOST_JUDGED:
        targets = dict.fromkeys(edge.target for edge in reader.neighbours(left, kinds, "up"))
        left = [id_ for id_ in targets if id_ not in found]
        found.update(dict.fromkeys(left))
        level += 1
    return sorted(found)


def _edges(reader: Reader, documents: Mapping[str, DocumentNode], kinds: Sequence[str]) -> tuple[Edge, ...]:
    stated = reader.neighbours(sorted(documents), kinds, "up")
    return tuple(each for each in stated if each.target in documents and each.source != each.target)


def _filtered(documents: Mapping[str, DocumentNode], ask: Ask) -> tuple[dict[str, DocumentNode], int]:
    """What the filters leave, the roots always, and how many they take."""
    kept = {id_: each for id_, each in documents.items() if id_ in ask.roots or _passes(each, ask)}
    return kept, len(documents) - len(kept)


def _passes(document: DocumentNode, ask: Ask) -> bool:
    year = int((document.date or "0")[:4])
    if ask.province and document.province not in (ask.province, None):
        return False
    return not (year and ((ask.first_year and year < ask.first_year) or (ask.last_year and year > ask.last_year)))


def _count_links(edges: Iterable[Edge]) -> dict[str, int]:
    links: dict[str, int] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            links[end] = links.get(end, 0) + 1
    return links


def _rank(
    document: DocumentNode, ask: Ask, steps: Mapping[str, int], links: Mapping[str, int], answer: StatusAnswer
) -> tuple[object, ...]:
    """Who is shown before whom: roots, what carries them out, what has to be looked at, what is relied on."""
    first = ask.roots.index(document.id) if document.id in ask.roots else len(ask.roots)
    look = _LOUD.get(glance(document, answer).key, 2)
    chosen = document.id != ask.selected
    relied_on = -links.get(document.id, 0)
    return (first, chosen, steps.get(document.id, 9), look, not document.held, relied_on, *by_age(document))


def _shown(ranked: Sequence[DocumentNode], ask: Ask) -> list[DocumentNode]:
    """The first of each column, more of those that are opened; `status` leaves out all others."""
    shown: list[DocumentNode] = []
    count: dict[int, int] = {}
    for each in ranked:
        column = column_of(each)
        most = ask.most if column in ask.opened or ask.by == "time" else MOST_OF_COLUMN
        if count.get(column, 0) < most and len(shown) < ask.most:
            count[column] = count.get(column, 0) + 1
            shown.append(each)
    # A fold of one takes the room of the card it hides.
    hidden = [each for each in ranked if each not in shown]
    for column in {column_of(each) for each in hidden}:
        alone = [each for each in hidden if column_of(each) == column]
        if len(alone) == 1 and len(shown) < ask.most:
            shown.append(alone[0])
    return shown


def _line(selected: str, edges: Collection[Edge]) -> set[str]:
    """A document with all it comes from and all that comes from it."""
    found = {selected}
    for up in (True, False):
        left = [selected]
        reached = {selected}
        while left:
            near = left.pop()
            for edge in edges:
                start, end = (edge.source, edge.target) if up else (edge.target, edge.source)
                if start == near and end not in reached:
                    reached.add(end)
                    left.append(end)
        found |= reached
    return found


def _with_acts(edges: Iterable[Edge], judged: Mapping[str, StatusAnswer]) -> list[Edge]:
    """The edges, and the replacements and repeals that only the registry knows of."""
    found = {(edge.source, edge.kind, edge.target): edge for edge in edges}
    for id_, answer in judged.items():
        kind = {"superseded": "SUPERSEDES", "repealed": "REPEALS"}.get(answer.status)
        if kind and answer.by is not None and answer.by.id != id_:
            edge = Edge(answer.by.id, id_, kind, "document", False, answer.confidence, ())
            found.setdefault((edge.source, edge.kind, edge.target), edge)
    return [found[key] for key in sorted(found)]


def _guesses(judged: Mapping[str, StatusAnswer], kept: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Pairs (model, document of the same subject) that no text joins."""
    return tuple(
        sorted(
            (each.document.id, id_)
            for id_, answer in judged.items()
            for each in answer.proposals
            if each.kind == "ended_model" and each.document.id in kept
        )
    )


__all__ = ["GUESSED", "Ask", "Judge", "Scene", "judging", "scene"]

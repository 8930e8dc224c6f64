"""A document, an agency with its tasks, a fold: what is written on each card of a picture, and nothing of where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from luocdo.graph.model import DocumentNode, Record, TaskNode
from luocdo.queries.deadline_words import say_deadlines
from luocdo.queries.due_days import due_days
from luocdo.queries.results import label
from luocdo.queries.status import StatusAnswer
from luocdo.queries.wording import Language, say, say_day
from luocdo.viz.style import Glance, glance, short_names

_MARKER = re.compile(r"^(?:[-–+*•]\s*|\d{1,2}[.)]\s+|[a-zđ][.)]\s+)+")


class Card(Record, frozen=True):
    """A document as a picture shows it. `reason` tells in a sentence why it has its status."""

    id: str
    number: str
    title: str
    issuer: str
    date: str
    level: str
    province: str
    held: bool
    seed: bool
    status: str
    word: str
    glance: Glance
    guessed: bool
    reason: str
    illustrative: bool = False

    @property
    def spoken(self) -> str:
        """The card in one sentence: what a screen reader says."""
        return ", ".join(each for each in (self.number, self.title, self.issuer, self.date, self.word) if each)


class WorkCard(Record, frozen=True):
    """Work of one document under one head: an agency, or all of them together (`gathered`).

    `lines` are the tasks shown: words, deadlines with whether each has passed. `more` counts those not shown.
    """

    id: str
    document: str
    name: str
    count: str
    tasks: tuple[tuple[str, str, str, bool], ...]
    """Id, words, deadline in words, whether its last day is past."""
    more: str
    gathered: bool = False


def card(document: DocumentNode, answer: StatusAnswer, seed: bool, language: Language) -> Card:
    """The card of a document."""
    seen = glance(document, answer)
    issuer = issuer_of(document) or say("picture.no_issuer", language)
    return Card(
        id=document.id,
        number=number_of(document, language),
        title=(document.title if document.number else None) or document.name or document.title or "",
        issuer=issuer,
        date=day_of(document, language),
        level=document.level or "",
        province=document.province or "",
        held=document.held,
        seed=seed,
        status=answer.status,
        word=say(f"glance.{seen.key}", language),
        glance=seen,
        guessed=seen.key == "doubtful",
        reason=answer.reason.text,
        illustrative=document.illustrative,
    )


def number_of(document: DocumentNode, language: Language) -> str:
    """Number, else what the number would look like, else the name."""
    if document.number:
        blank = f"({say('picture.no_number', language)})" if document.number.startswith("/") else ""
        return blank + document.number
    if document.name:
        return document.name
    kind = document.type or label(document)
    return f"{kind} ({say('picture.no_number', language)})"


def day_of(document: DocumentNode, language: Language) -> str:
    """The date, or the year where no more is known (a plan's own period counts)."""
    if document.date and len(document.date) == len("2020-03-24"):
        return say_day(document.date, language)
    year = (document.date or document.expires or "")[:4]
    return say("picture.year", language, year=year) if year else say("picture.no_day", language)


def issuer_of(document: DocumentNode) -> str:
    """Who issued it, with the place: `Tỉnh ủy` alone is one of 63."""
    names = ", ".join(dict.fromkeys(each.name for each in document.issuer))
    place = document.province
    if names and place and place.casefold() not in names.casefold():
        return f"{names} {place}"
    return names


def issuer_forms(document_issuer: str) -> list[str]:
    """The issuer's line and its shorter forms, longest first."""
    return short_names(document_issuer)


def work_cards(
    document: DocumentNode, given: Sequence[TaskNode], on: str, language: Language, most: int
) -> list[WorkCard]:
    """The work of a document by who leads it, in the order of its text, the agencies beyond `most` as one."""
    groups: dict[str, list[TaskNode]] = {}
    for task in given:
        for name in dict.fromkeys(each.name for each in task.agencies) or ("",):
            groups.setdefault(name, []).append(task)
    # Who has a deadline is shown before who has none; the order of the text decides the rest.
    ranked = sorted(groups, key=lambda name: not any(task.deadlines for task in groups[name]))
    shown = set(ranked[: most if len(groups) > most + 1 else len(groups)])
    cards = [
        _agency(f"{document.id}#{place}", document.id, name, tasks, on, language)
        for place, (name, tasks) in enumerate(groups.items())
        if name in shown
    ]
    rest = [(name, tasks) for name, tasks in groups.items() if name not in shown]
    if rest:
        count = sum(len(tasks) for _, tasks in rest)
        more = say("picture.more_given", language, count=count)
        name = say("picture.more_agencies", language, count=len(rest))
        cards.append(WorkCard(f"{document.id}#rest", document.id, name, "", (), more, gathered=True))
    return cards


def gathered_work(document: DocumentNode, given: Sequence[TaskNode], on: str, language: Language) -> WorkCard:
    """All work of a document on one card: how many bodies, how many assignments, the deadline to look at."""
    bodies = dict.fromkeys(each.name for task in given for each in task.agencies)
    count = sum(max(1, len({each.name for each in task.agencies})) for task in given)
    dated = [task for task in given if task.deadlines]
    words = say("picture.given", language, count=count)
    if dated:
        words = say("picture.given_due", language, count=count, due=len(dated))
    due, past = _due(dated, on, language) if dated else (say("picture.undated", language), False)
    name = say("picture.agencies", language, count=len(bodies))
    of = document.number or document.province or ""
    return WorkCard(f"{document.id}#all", document.id, name, of, (("", words, due, past),), "", gathered=True)


def assignments(given: Iterable[TaskNode]) -> int:
    """Tasks counted once for each body that leads them."""
    return sum(max(1, len({each.name for each in task.agencies})) for task in given)


def _agency(id_: str, document: str, name: str, tasks: Sequence[TaskNode], on: str, language: Language) -> WorkCard:
    ordered = sorted(tasks, key=lambda task: not task.deadlines)
    shown = ordered[:2] if len(tasks) <= 3 else ordered[:1]
    lines = tuple((task.id, bare(task.text), *_due([task], on, language)) for task in shown)
    more = len(tasks) - len(shown)
    return WorkCard(
        id=id_,
        document=document,
        name=name or say("picture.nobody", language),
        count=say("picture.tasks", language, count=len(tasks)),
        tasks=lines,
        more=say("picture.more_tasks", language, count=more) if more else "",
    )


def bare(text: str) -> str:
    """The words of a task without the bullet or letter before them."""
    return _MARKER.sub("", " ".join(text.split()))


def _due(tasks: Sequence[TaskNode], on: str, language: Language) -> tuple[str, bool]:
    """The deadlines of some tasks: the next one to come, else the last that has passed."""
    deadlines = [each for task in tasks for each in task.deadlines]
    if not deadlines:
        return say("picture.undated", language), False
    dated = [(at, each) for at, each in enumerate(deadlines) if "recurs" not in each]
    fixed = sorted((due.last, at) for at, each in dated for due in due_days(each, on, on))
    recurring = [each for each in deadlines if "recurs" in each]
    coming = [each for each in fixed if each[0] >= on]
    if coming:
        return say_deadlines([deadlines[coming[0][1]]], language), False
    if recurring:
        return say_deadlines(recurring[:1], language), False
    if fixed:
        return say_deadlines([deadlines[fixed[-1][1]]], language), True
    return say_deadlines(deadlines[:1], language), False

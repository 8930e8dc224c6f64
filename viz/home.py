"""The first screen: what is loaded, and lines to begin with."""

from __future__ import annotations

from typing import Any

from luocdo.graph.model import DocumentNode
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.find import candidates
from luocdo.queries.quality import documents
from luocdo.queries.responsibility import tasks_of
from luocdo.queries.status import answers
from luocdo.queries.wording import Language, say_day
from luocdo.viz.cards import assignments, card, day_of, issuer_of, number_of
from luocdo.viz.scene import Ask, Judge, scene
from luocdo.viz.style import column_of

FIRST_LINES = ("290-QĐ/TW@2010-02-25", "23-QĐ/TW@2021-07-30")
"""The regulation on mass mobilisation of 2010 and its successor: what a newcomer's texts mostly speak of."""
_MOST_HELD = 8
_ENDS = ("SUPERSEDES", "REPEALS", "SUSPENDS")
"""What ends a document does not carry it out."""


def home(reader: Reader, on: str, language: Language, judge: Judge = answers) -> dict[str, Any]:
    """Counts, two lines with how far they reach, the newest held documents."""
    counts = reader.counts()
    lines = [_line(reader, each, on, language, judge) for each in _first(reader)]
    held = _held(reader)
    return {
        "counts": {
            "documents": counts.documents,
            "held": counts.held,
            "cited": counts.documents - counts.held,
            "tasks": counts.tasks,
        },
        "known_to": say_day(reader.latest_date(), language),
        "lines": lines,
        "held": [_row(reader, each, language) for each in held],
        "illustrative": any(each.illustrative for each in held),
    }


def _first(reader: Reader) -> list[DocumentNode]:
    """The two lines, or where the store lacks them the central documents that most others follow."""
    known = [each for number in FIRST_LINES for each in candidates(reader, number) if not each.ambiguous]
    if known:
        return known[:2]
    page = [each for page in documents(reader) for each in page if column_of(each) in (1, 2)][:20_000]
    followed = reader.degrees([each.id for each in page], schema().followed(), "down")
    return sorted(page, key=lambda each: (-followed.get(each.id, 0), each.id))[:2]


def _line(reader: Reader, root: DocumentNode, on: str, language: Language, judge: Judge) -> dict[str, Any]:
    """A document and, by level, how many carry it out, how many bodies and how much work that gives."""
    asked = Ask((root.id,), up=0, on=on, language=language, most=1_000, opened=(1, 2, 3, 4, 5))
    found = scene(reader, asked, judge)
    levels = {column_of(root): 1}
    above = {edge.source for edge in found.edges if edge.target == root.id and edge.kind in _ENDS}
    for each in (*found.shown, *found.folded):
        if found.steps.get(each.id) and each.id not in above:
            levels[column_of(each)] = levels.get(column_of(each), 0) + 1
    given = [task for id_, tasks in found.work.items() if id_ in found.steps for task in tasks]
    bodies = {ref.id for task in given for ref in task.agencies}
    return {
        "card": card(root, found.answers[root.id], True, language).to_dict(),
        "level": column_of(root),
        "levels": sorted(levels.items()),
        "bodies": len(bodies),
        "tasks": len(given),
        "given": assignments(given),
        "title": root.title or root.name or "",
    }


def _held(reader: Reader) -> list[DocumentNode]:
    """Held documents of provinces that give out work, else any."""
    rows = [reader.document(each.document_id) for each in reader.held("", 400)]
    known = {each.id: each for each in rows if each is not None}
    own = [each for each in known.values() if column_of(each) == 4] or list(known.values())
    return sorted(own, key=lambda each: (each.date or each.expires or "0", each.id), reverse=True)[:_MOST_HELD]


def _row(reader: Reader, document: DocumentNode, language: Language) -> dict[str, Any]:
    given = tasks_of(reader, [document.id]).get(document.id, [])
    return {
        "id": document.id,
        "name": document.province or issuer_of(document),
        "number": number_of(document, language),
        "date": day_of(document, language),
        "cites": reader.degrees([document.id], schema().relations(), "up").get(document.id, 0),
        "given": assignments(given),
        "due": sum(bool(each.deadlines) for each in given),
    }

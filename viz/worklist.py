"""Work by who does it and by when: the rows of the task screen, each with the days that a calendar can show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from luocdo.graph.model import DocumentNode, TaskNode
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.deadline_words import say_deadlines
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import first_days, tasks, terms
from luocdo.queries.status import answers
from luocdo.queries.wording import Language, say, say_day
from luocdo.viz.cards import bare, day_of, issuer_of, number_of
from luocdo.viz.style import column_of, glance, verb

_MOST = 2_000
AHEAD = 400
"""Days after the shown one for which rounds of a recurrence are worked out."""
_YEAR = 365


def worklist(
    reader: Reader,
    on: str,
    language: Language,
    *,
    agency: str | None = None,
    province: str | None = None,
    count: Literal["63", "34"] = "34",
    directive: DocumentNode | None = None,
    registers: Registers | None = None,
) -> dict[str, Any]:
    """The tasks that fit, each once, with the names of those who lead it."""
    found = tasks(reader, agency=agency, province=province, count=count, directive=directive)
    nodes = reader.tasks(each.id for each in found[:_MOST])
    documents = reader.documents(dict.fromkeys(each.document_id for each in nodes.values()))
    begins = first_days(reader, list(documents.values()))
    judged = answers(reader, documents.values(), on, language, registers)
    until = (date.fromisoformat(on) + timedelta(days=AHEAD)).isoformat()
    rows = []
    for each in nodes.values():
        document = documents[each.document_id]
        last = min(until, document.expires or until)
        due = [(term.first, term.last) for term in terms(each, begins.get(document.id), last)] if each.deadlines else []
        rows.append(_row(each, document, due, on, language) | {"glance": glance(document, judged[document.id]).key})
    return {"on": on, "on_words": say_day(on, language), "total": len(found), "rows": rows}


def _row(
    task: TaskNode, document: DocumentNode, due: list[tuple[str, str]], on: str, language: Language
) -> dict[str, Any]:
    past = [last for _, last in due if last < on]
    coming = [last for _, last in due if last >= on]
    recurs = any("recurs" in each for each in task.deadlines)
    # Red only while the plan runs or has ended within a year: older days are simply over.
    ended = document.expires is not None and document.expires < _a_year_before(on)
    return {
        "id": task.id,
        "text": bare(task.text),
        "section": task.section,
        "document": document.id,
        "number": number_of(document, language),
        "date": day_of(document, language),
        "level": column_of(document),
        "province": document.province or "",
        "agencies": [each.name for each in task.agencies] or [say("picture.nobody", language)],
        "supporting": [each.name for each in task.supporting],
        "reports_to": [each.name for each in task.reports_to],
        "words": say_deadlines(task.deadlines, language),
        "quotes": list(dict.fromkeys(" ".join(each["text"].split()) for each in task.deadlines)),
        "due": due,
        "next": coming[0] if coming else "",
        "past": past[-1] if past else "",
        "passed": len(past),
        "days": _days(on, coming[0] if coming else past[-1] if past else ""),
        "recurs": recurs,
        "grey": ended,
        "illustrative": task.illustrative,
    }


def _a_year_before(on: str) -> str:
    return (date.fromisoformat(on) - timedelta(days=_YEAR)).isoformat()


def _days(on: str, day: str) -> int | None:
    """Days from the shown day to another, negative where it has passed."""
    return (date.fromisoformat(day) - date.fromisoformat(on)).days if day else None


def chain(reader: Reader, task: TaskNode, language: Language) -> dict[str, Any]:
    """From the central directive down to a task: one line, the shortest, each joint with its section."""
    steps: list[dict[str, Any]] = []
    document = reader.document(task.document_id)
    seen = set()
    while document is not None and document.id not in seen and len(steps) < 6:
        seen.add(document.id)
        steps.append(_step(document, language))
        edges = reader.neighbours([document.id], schema().followed(), "up", evidence=True)
        ends = reader.documents(edge.target for edge in edges)
        wanted = [edge for edge in edges if edge.target in ends and edge.target not in seen]
        wanted.sort(key=lambda edge: (edge.target not in task.directives, column_of(ends[edge.target]), edge.target))
        if not wanted:
            break
        edge = wanted[0]
        section = edge.evidence[0].section if edge.evidence else ""
        steps[-1]["joint"] = {"words": verb(edge.kind, language), "section": section, "nested": edge.nested}
        if column_of(ends[edge.target]) >= column_of(document) and edge.target not in task.directives:
            steps[-1].pop("joint")
            break
        document = ends[edge.target]
    text = reader.text(task.document_id)
    quote = text.text[task.start : task.end] if text else task.text
    marks = [each["text"] for each in task.deadlines]
    return {"steps": steps[::-1], "quote": quote, "marks": marks, "start": task.start, "end": task.end}


def _step(document: DocumentNode, language: Language) -> dict[str, Any]:
    return {
        "id": document.id,
        "number": number_of(document, language),
        "date": day_of(document, language),
        "issuer": issuer_of(document),
        "level": column_of(document),
        "held": document.held,
    }

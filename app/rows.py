"""Answers as rows of a CSV table: what the command line and the web give a spreadsheet."""

from __future__ import annotations

from typing import Any

from luocdo.app.task_lines import names
from luocdo.queries.coverage import Covered
from luocdo.queries.responsibility import TaskAnswer
from luocdo.queries.results import Brief
from luocdo.queries.status import StatusAnswer

STATUS_COLUMNS = (
    *("query", "id", "number", "type", "date", "on", "status", "since", "until", "known_to", "by", "by_date"),
    *("chain", "reason", "quote", "source", "section", "confidence", "candidates"),
    *("stale", "proposals"),
)
TASK_COLUMNS = (
    *("id", "number", "document_date", "title", "province", "section", "part", "text", "agencies", "supporting"),
    *("reports_to", "deadlines", "due", "directives", "illustrative"),
)
COVERAGE_COLUMNS = (
    *("province", "status", "id", "number", "date", "title", "issuer", "days_after", "chain", "agencies"),
    "documents",
)


def status_row(answer: StatusAnswer) -> dict[str, Any]:
    """An answer as one row of a CSV table; several values of a cell are joined by `; `."""
    document = answer.document
    row = {name: getattr(answer, name) for name in ("query", "on", "status", "since", "until", "known_to")}
    if document is not None:
        row |= {name: getattr(document, name) for name in ("id", "number", "type", "date")}
    if answer.by is not None:
        row |= {"by": answer.by.number, "by_date": answer.by.date}
    return row | {
        "chain": "; ".join(answer.chain),
        "reason": answer.reason.text,
        "quote": answer.reason.quote,
        "source": answer.reason.source,
        "section": answer.reason.section,
        "confidence": answer.confidence,
        "candidates": "; ".join(each.id for each in answer.candidates),
        "stale": " > ".join(called(step.document) for step in answer.stale.path[1:]) if answer.stale else "",
        "proposals": "; ".join(f"{each.mark}{called(each.document)}" for each in answer.proposals),
    }


def task_row(task: TaskAnswer) -> dict[str, Any]:
    """A task as one row of a CSV table; several values of a cell are joined by `; `."""
    document = task.document
    row = {name: getattr(task, name) for name in ("id", "section", "part", "text", "illustrative")}
    row |= {"number": document.number, "document_date": document.date, "title": document.title}
    row |= {name: names(getattr(task, name)) for name in ("agencies", "supporting", "reports_to")}
    return row | {
        "province": document.province,
        "deadlines": "; ".join(" ".join(each["text"].split()) for each in task.deadlines),
        "due": "; ".join(task.due),
        "directives": "; ".join(task.directives),
    }


def coverage_row(row: Covered) -> dict[str, Any]:
    """A province as one row of a CSV table; several values of a cell are joined by `; `."""
    values: dict[str, Any] = {"province": row.province, "status": row.status, "days_after": row.days_after}
    if row.document is not None:
        values |= {name: getattr(row.document, name) for name in ("id", "number", "date", "title", "issuer")}
    values |= {"chain": "; ".join(row.chain), "agencies": "; ".join(row.agencies)}
    return values | {"documents": row.documents}


def called(document: Brief) -> str:
    """What a document is called in a cell: its number, else its id."""
    return document.number or document.id

"""Who must do what by when, on the command line: tasks."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from typing import Annotated, Literal

import typer
from rich.table import Table

from luocdo.app.choose import the_document
from luocdo.app.options import CountOption, LanguageOption, StoreOption, read_day, the_store, today
from luocdo.app.rows import TASK_COLUMNS, task_row
from luocdo.app.screen import Screen
from luocdo.app.tables import table
from luocdo.app.task_calendar import calendar
from luocdo.app.task_lines import bare, clipped, illustrated, names
from luocdo.graph.places import find_province
from luocdo.queries.agencies import agencies_named
from luocdo.queries.deadline_words import say_deadlines
from luocdo.queries.export import write_rows
from luocdo.queries.responsibility import TaskAnswer
from luocdo.queries.responsibility import tasks as find_tasks

_LONGEST = 240
"""Letters of a task's text in a table; JSON, CSV and the calendar have all of it."""


def tasks(
    agency: Annotated[
        str | None, typer.Option("--agency", help="Cơ quan chủ trì hoặc phối hợp · who leads or supports")
    ] = None,
    province: Annotated[str | None, typer.Option("--province", metavar="NAME", help="Tỉnh · province")] = None,
    provinces: CountOption = "34",
    due_before: Annotated[
        str | None,
        typer.Option("--due-before", metavar="DATE", parser=read_day, help="Hạn trước ngày này · due before"),
    ] = None,
    past_due_on: Annotated[
        str | None,
        typer.Option("--past-due-on", metavar="DATE", parser=read_day, help="Đã qua hạn vào ngày này · past on"),
    ] = None,
    directive: Annotated[
        str | None, typer.Option("--directive", metavar="NUMBER", help="Để thực hiện văn bản này · under this document")
    ] = None,
    output: Annotated[
        Literal["table", "json", "csv", "ics"], typer.Option("--format", help="Dạng kết quả · output")
    ] = "table",
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Ai làm gì, trước ngày nào · who must do what by when."""
    screen = Screen(lang)
    if province is not None and find_province(province) is None:
        raise typer.BadParameter(province, param_hint="--province")
    reader = the_store(store)
    root = the_document(reader, directive, screen) if directive is not None else None
    if output == "ics" and due_before is None and past_due_on is None:
        due_before = _year_after_next()
    found = find_tasks(
        reader,
        agency=agency,
        province=province,
        count=provinces,
        due_before=due_before,
        past_due_on=past_due_on,
        directive=root,
    )
    if output == "json":
        screen.json([each.to_dict() for each in found])
    elif output == "csv":
        write_rows(sys.stdout, TASK_COLUMNS, (task_row(each) for each in found))
    elif output == "ics":
        sys.stdout.write(calendar(found, screen))
    elif found:
        screen.print(_table(found, past_due_on, screen))
    elif agency is not None and not agencies_named(reader, agency, merged=provinces == "34"):
        screen.note(screen.say("tasks.no_agency", agency=agency))
    else:
        screen.note(screen.say("tasks.none"))


def _year_after_next() -> str:
    """A calendar goes to the end of next year where no other day is given: a rhythm has no end of its own."""
    return datetime.date(int(today()[:4]) + 2, 1, 1).isoformat()


def _table(found: Iterable[TaskAnswer], past_due_on: str | None, screen: Screen) -> Table:
    """One row a task: when, who, what, by which document."""
    rows = (
        (
            _when(each, past_due_on, screen),
            _who(each, screen),
            clipped(bare(each.text), _LONGEST),
            _source(each, screen),
        )
        for each in found
    )
    return table(screen, ("due", "agencies", "task", "document"), rows)


def _source(task: TaskAnswer, screen: Screen) -> str:
    """Which document gives the task, and where in it."""
    document = task.document
    words = ", ".join(filter(None, (document.number or document.title, document.province, task.section)))
    return illustrated(words, screen) if task.illustrative else words


def _when(task: TaskAnswer, past_due_on: str | None, screen: Screen) -> str:
    """The deadlines in words; where a day was asked for, the days that lie before it."""
    if past_due_on is not None:
        return "; ".join(_past(day, past_due_on, screen) for day in task.due)
    return say_deadlines(task.deadlines, screen.language)


def _past(day: str, on: str, screen: Screen) -> str:
    count = (datetime.date.fromisoformat(on) - datetime.date.fromisoformat(day)).days
    return screen.say("tasks.past", day=screen.day(day), count=count)


def _who(task: TaskAnswer, screen: Screen) -> str:
    """Who leads, who supports, who is told."""
    others = (("tasks.with", task.supporting), ("tasks.to", task.reports_to))
    parts = [names(task.agencies), *(screen.say(key, names=names(each)) for key, each in others if each)]
    return "; ".join(part for part in parts if part)

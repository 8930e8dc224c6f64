"""Tasks as an iCalendar file: an all-day event for each day that work is due by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

import luocdo
from luocdo.app.screen import Screen
from luocdo.app.task_lines import bare, clipped, illustrated, names
from luocdo.graph.model import AgencyRef
from luocdo.queries.deadline_words import say_deadlines
from luocdo.queries.responsibility import TaskAnswer

_LONGEST = 160
"""Letters of an event's title; its description has the whole task."""


def calendar(tasks: Iterable[TaskAnswer], screen: Screen) -> str:
    """The calendar file of some tasks, an event for each of their due days, which recurrences are made of.

    An event keeps its name (UID) from one file to the next, so that a calendar which takes it in again has it
    once; equal tasks give equal bytes.
    """
    made = Calendar()
    made.add("prodid", f"-//luocdo//luocdo {luocdo.__version__}//VI")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", screen.say("tasks.calendar"))
    for task in tasks:
        for day in task.due:
            made.add_component(_event(task, date.fromisoformat(day), screen))
    return str(made.to_ical(), "utf-8")


def _event(task: TaskAnswer, day: date, screen: Screen) -> Event:
    who = names(task.agencies)
    words = bare(task.text)
    source = ", ".join(filter(None, (task.document.type, task.document.number or task.document.title)))
    lines = (
        words,
        who,
        *(screen.say(key, names=names(each)) for key, each in _others(task) if each),
        say_deadlines(task.deadlines, screen.language),
        ", ".join(filter(None, (source, screen.day(task.document.date), task.document.province, task.section))),
        ", ".join(task.directives),
        illustrated("", screen).strip() if task.illustrative else "",
    )
    event = Event()
    event.add("uid", f"{task.id}.{day.isoformat()}@luocdo")
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", clipped(f"{who}: {words}" if who else words, _LONGEST))
    event.add("description", "\n".join(line for line in lines if line))
    event.add("transp", "TRANSPARENT")
    return event


def _others(task: TaskAnswer) -> tuple[tuple[str, tuple[AgencyRef, ...]], ...]:
    return ("tasks.with", task.supporting), ("tasks.to", task.reports_to)

"""A task in one line, and parts of it, as screens and tables show them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from luocdo.app.screen import Screen
from luocdo.graph.model import AgencyRef
from luocdo.queries.deadline_words import say_deadlines
from luocdo.queries.work import Work

NAMED, OTHER = "◆", "•"
"""Before a task that speaks of the traced document itself, and before any other."""
_MARKER = re.compile(r"^(?:[-–+*•]\s*|\d{1,2}[.)]\s+|[a-zđ][.)]\s+)+")
_NARROWEST = 12


def task_line(task: Work, screen: Screen, room: int) -> str:
    """`◆ [30/05/2020] Sở Nội vụ: Báo cáo …` in at most `room` columns; the day is never cut off."""
    mark = NAMED if task.named else OTHER
    due = say_deadlines(task.deadlines, screen.language)
    head = f"{mark} [{due}] " if due else f"{mark} "
    tail = illustrated("", screen) if task.illustrative else ""
    left = max(room - len(head) - len(tail), 2 * _NARROWEST)
    words, bodies = bare(task.text), names(task.agencies)
    if bodies and words.casefold().startswith(task.agencies[0].name.casefold()):
        bodies = ""  # the sentence begins with them
    if bodies:
        bodies = f"{clipped(bodies, max(left // 2, _NARROWEST))}: "
    return head + bodies + clipped(words, max(left - len(bodies), _NARROWEST)) + tail


def illustrated(words: str, screen: Screen) -> str:
    """The same with the mark of a text that was written for the samples."""
    return f"{words} [{screen.say('trace.illustrative')}]"


def bare(text: str) -> str:
    """The words of a task in one line, without the bullet or letter before them."""
    return _MARKER.sub("", " ".join(text.split()))


def names(bodies: Iterable[AgencyRef]) -> str:
    """Bodies as the text names them, joined by `; `: their names hold commas."""
    return "; ".join(dict.fromkeys(each.name for each in bodies))


def clipped(text: str, room: int) -> str:
    """The text, or its first words and a sign that it goes on, in at most `room` letters."""
    if len(text) <= room:
        return text
    head = text[: room - 1]
    return f"{(head.rpartition(' ')[0] or head[:-1]).rstrip(' ,;:')} …"

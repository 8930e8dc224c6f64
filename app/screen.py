"""Where answers and remarks go: answers to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from luocdo.graph.store_records import Quarantined
from luocdo.queries.wording import Language, say, say_day

PLAIN_WIDTH = 100
"""Columns where no terminal tells: the same in a file today and tomorrow."""

Advance = Callable[[int, int], None]
"""Called with how many are done, and how many there are."""


class Screen:
    """One command's two streams and its language."""

    def __init__(self, language: Language = "vi") -> None:
        self.language = language
        self.out = _console(sys.stdout)
        self.err = _console(sys.stderr)

    def say(self, key: str, **values: object) -> str:
        """A phrase of `wording.yaml` in this language."""
        return say(key, self.language, **values)

    def day(self, day: str | None) -> str:
        """A day as this language writes it."""
        return say_day(day, self.language)

    def print(self, renderable: object) -> None:
        """Something for standard output; text is taken as it is, `[b]` included."""
        self.out.print(renderable, soft_wrap=isinstance(renderable, Text))

    def json(self, data: Any) -> None:
        """JSON and nothing else on standard output."""
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

    def note(self, text: str, style: str = "") -> None:
        """A remark on standard error."""
        self.err.print(Text(text, style), soft_wrap=True)

    def failures(self, rows: tuple[Quarantined, ...] | list[Quarantined]) -> None:
        """Files that failed: which, where and why."""
        for row in rows:
            place = f" ({row.place})" if row.place else ""
            self.note(f"✗ {row.file}{place}: {row.reason}", "red")

    @contextmanager
    def progress(self, key: str) -> Iterator[Advance]:
        """A bar on standard error while the block runs, if that is a terminal."""
        if not self.err.is_terminal:
            yield _ignore
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task(self.say(key), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _ignore(done: int, total: int) -> None:
    """Where nobody looks, progress is not told."""


def _console(stream: TextIO) -> Console:
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)

"""Where answers and remarks go: answers to standard output, everything else to standard error."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.segment import Segment
from rich.text import Text

from luocdo.graph.store_records import Quarantined
from luocdo.queries.wording import Language, say, say_day

PLAIN_WIDTH = 100
"""Columns where no terminal tells: the same in a file today and tomorrow."""

# Signs that a terminal obeys instead of showing, and marks that turn the direction of what follows: a title
# `\x1b]0;…` would name the window. U+0080–U+009F are the same commands in one sign.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

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

    def print(self, renderable: RenderableType) -> None:
        """Something for standard output; text is taken as it is, `[b]` included."""
        self.out.print(_Harmless(renderable), soft_wrap=isinstance(renderable, Text))

    def json(self, data: Any) -> None:
        """JSON and nothing else on standard output."""
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

    def note(self, text: str, style: str = "") -> None:
        """A remark on standard error."""
        self.err.print(_Harmless(Text(text, style)), soft_wrap=True)

    def failures(self, rows: tuple[Quarantined, ...] | list[Quarantined]) -> None:
        """Files that failed: which, where and why."""
        for row in rows:
            place = f" ({row.place})" if row.place else ""
            self.note(f"✗ {_one_line(row.file)}{place}: {row.reason}", "red")

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


class _Harmless:
    """What is printed, without the signs of a text that a terminal would obey."""

    def __init__(self, inner: RenderableType) -> None:
        self.inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self.inner, options):
            yield segment if segment.control else Segment(_COMMANDS.sub("", segment.text), segment.style)


def speaking(stream: TextIO | None) -> TextIO:
    """A stream that takes every letter, whatever the locale is; nothing is heard where there is none (`>&-`)."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _one_line(name: str) -> str:
    """A file's name with `\\n` and the like spelled out: a name of two lines would read as two files."""
    return _COMMANDS.sub(lambda match: repr(match[0])[1:-1], name.replace("\n", "\\n"))


def _ignore(done: int, total: int) -> None:
    """Where nobody looks, progress is not told."""


def _console(stream: TextIO) -> Console:
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)

"""The rows of a table that could not be used: counted and shown on the screen, all of them in a file on demand."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from luocdo.app.screen import Screen
from luocdo.loaders.table_row import BadRow
from luocdo.queries.export import BOM, safe_cell

COLUMNS = ("file", "row", "reason", "words")
SHOWN = 3
"""Rows of each reason that the screen shows; the file has them all."""
_LONGEST = 80


class Refusals:
    """What was refused of the files of one command."""

    def __init__(self, screen: Screen, out: Any = None) -> None:
        self._screen = screen
        self._rows = csv.writer(out, lineterminator="\r\n") if out is not None else None
        self._file = ""
        self._counts: dict[str, int] = {}
        self._first: dict[str, list[BadRow]] = {}
        if out is not None:
            out.write(BOM)
            self._write(*COLUMNS)

    def begin(self, file: str) -> None:
        """The next file."""
        self._file, self._counts, self._first = file, {}, {}

    def add(self, row: BadRow) -> None:
        """One refused row."""
        self._counts[row.reason] = self._counts.get(row.reason, 0) + 1
        first = self._first.setdefault(row.reason, [])
        if len(first) < SHOWN:
            first.append(row)
        self._write(self._file, row.place, self._screen.say(f"refused.{row.reason}"), row.words)

    def show(self) -> None:
        """The reasons of this file, the most frequent first, each with its first rows."""
        for reason, count in sorted(self._counts.items(), key=lambda each: -each[1]):
            self._screen.note(f"  {count:,} × {self._screen.say(f'refused.{reason}')}", "yellow")
            for row in self._first[reason]:
                self._screen.note(self._screen.say("refused.at", row=row.place, words=_short(row.words)), "dim")

    def _write(self, *cells: object) -> None:
        if self._rows is not None:
            self._rows.writerow([safe_cell(cell) for cell in cells])


@contextmanager
def refusals(screen: Screen, path: Path | None) -> Iterator[Refusals]:
    """Refusals that are also written to a file, if one is named."""
    if path is None:
        yield Refusals(screen)
        return
    with path.open("w", encoding="utf-8", newline="") as out:
        yield Refusals(screen, out)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"

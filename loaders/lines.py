"""Builds the text of a laid-out file: one block a line, table cells apart by ` | `, rows by line breaks."""

from __future__ import annotations

from typing import NamedTuple

CELL = " | "


class Part(NamedTuple):
    """A stretch of a file's text, in order: a page, the body, the footnotes.

    `label` becomes the page mark (none for an empty label); `warning` is a problem that belongs here.
    """

    label: str
    text: str
    warning: str = ""


class LineWriter:
    """Collects text; what is asked for twice (a blank, the end of a block) is made once."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._gap = ""
        self._at_start = True

    def words(self, text: str) -> None:
        """Adds running text; blanks at the start of a line are left out."""
        if self._at_start or self._gap:
            text = text.lstrip(" ")
        if not text:
            return
        bare = text.rstrip(" ")
        if self._gap:
            self._pieces.append(self._gap)
        self._pieces.append(bare)
        self._gap = " " if len(bare) < len(text) else ""
        self._at_start = False

    def space(self) -> None:
        """One blank before the next words, unless a line begins there."""
        if not self._at_start and not self._gap:
            self._gap = " "

    def block(self) -> None:
        """The next words begin a line of their own."""
        if not self._at_start:
            self._gap = "\n"

    def line_break(self) -> None:
        """Ends the line here, even an empty one."""
        self._pieces.append("\n")
        self._gap = ""
        self._at_start = True

    def cell(self, *, first: bool) -> None:
        """Begins a table cell; what was asked for at the end of the last one is dropped."""
        if not (first and self._at_start):
            self._pieces.append("\n" if first else CELL)
        self._gap = ""
        self._at_start = True

    def row(self) -> None:
        """Ends a row of cells: what follows begins a line, behind an empty last cell too."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._gap = "\n"
            self._at_start = False

    def text(self) -> str:
        """All that was written, without trailing blanks and breaks."""
        return "".join(self._pieces).strip("\n ")

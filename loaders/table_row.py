"""One row of a table: its cells by column, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

LONGEST_CELL = 1_000_000
"""Characters of a cell of a CSV table: in a longer one a quote was never closed."""
LONGEST_OBJECT = 16_000_000
"""Characters of one row of JSON; public copies hold whole texts in them."""


class Row(NamedTuple):
    """A row by its place in the file, counted from 1 with the heading, and its cells."""

    place: int
    cells: Mapping[str, Any]


class BadRow(NamedTuple):
    """A row that cannot be read: its place, the reason (`wording.yaml`, part `refused`), the words it is about."""

    place: int
    reason: str
    words: str

"""How often the program looks for garbage that only circles keep."""

from __future__ import annotations

import gc

NEW_OBJECTS = 100_000
"""New objects after which the youngest are looked through; Python's own figure is 700 or 2,000."""
_ROUNDS = 5
"""Looks at the younger after which the older are looked through too."""


def collect_seldom() -> None:
    """Look through new objects seldom, and never through what is there when this is called.

    A question makes tens of thousands of small records at once, hardly one of them in a circle; to go through them
    again and again took up to a ninth of the time of `luocdo status` for 10,000 numbers. Nothing is kept for ever
    that would not be: circles only wait longer.
    """
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, _ROUNDS, _ROUNDS)

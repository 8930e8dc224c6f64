"""Text from documents put into markup: nothing of it is ever taken for a tag, an attribute or a reference."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import NamedTuple

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(value: object) -> str:
    """A value as text or inside a quoted attribute, without the characters that XML forbids."""
    text = str(value)
    # Most of what is written are numbers and names of classes, which need no look at each letter.
    if text.isascii() and text.isalnum():
        return text
    return escape(_NOT_XML.sub("", text), quote=True)


def tag(name: str, content: str = "", **said: object) -> str:
    """An element around markup, with `attributes`."""
    head = f"<{name}{attributes(**said)}"
    return f"{head}>{content}</{name}>" if content else f"{head}/>"


def attributes(**said: object) -> str:
    """Attributes as markup: `class_` is the attribute class, `data_id` data-id. None leaves one out."""
    return "".join([f' {_written(key)}="{_value(value)}"' for key, value in said.items() if value is not None])


class Piece(NamedTuple):
    """A part of a picture that can be drawn anew by itself: what is in it, without its place and state.

    `classes` tell what it is, `said` holds its other attributes as markup.
    """

    key: str
    classes: str
    said: str
    inner: str

    def markup(self, state: str = "", at: tuple[float, float] | None = None) -> str:
        """The piece in a state (`selected`, `dim`, `on`, `off` or none) at its place, where it has one."""
        classes = f"{self.classes} {state}" if state else self.classes
        place = f' transform="{moved(*at)}"' if at is not None else ""
        return f'<g class="{classes}"{self.said}{place}>{self.inner}</g>'


def moved(x: float, y: float) -> str:
    """The transform that puts a piece to its place."""
    return f"translate({x:g} {y:g})"


@cache
def _written(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    """A value as attributes have it: whole numbers without a point, `168`, not `168.0`."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(round(value, 2))
    return safe(value)

"""Text from documents put into markup: nothing of it is ever taken for a tag, an attribute or a reference."""

from __future__ import annotations

import re
from html import escape

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(value: object) -> str:
    """A value as text or inside a quoted attribute, without the characters that XML forbids."""
    return escape(_NOT_XML.sub("", str(value)), quote=True)


def tag(name: str, content: str = "", **attributes: object) -> str:
    """An element around markup; `class_` is the attribute class, `data_id` data-id. None leaves one out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def _short(value: object) -> object:
    """Whole numbers without a point: `168`, not `168.0`."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 2)
    return value

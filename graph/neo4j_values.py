"""Days and other values as Neo4j keeps them, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from neo4j.time import Date

Properties = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(iso: str | None) -> date | str | None:
    """An ISO day as a date of Neo4j; a year alone, or words that are no day of a calendar, as they are."""
    if iso is None or not _DAY.fullmatch(iso):
        return iso
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return iso


def iso(value: Any) -> str | None:
    """The ISO day of what `day` made."""
    return value.iso_format() if isinstance(value, Date) else value


def present(properties: Mapping[str, Any]) -> Properties:
    """The properties that say something: Neo4j keeps no null, and an empty list only stands in the way."""
    return {name: value for name, value in properties.items() if value is not None and value != []}

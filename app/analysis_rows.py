"""The rows of an analysis as the cells of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from luocdo.viz.charts import document_label

SHOWN: dict[str, tuple[str, ...]] = {
    "relied-on": ("level", "place", "document", "date", "title", "cited_by", "pagerank"),
    "bridges": ("document", "date", "province", "grounds", "followed_by", "beneath", "only_through"),
    "communities": ("size", "subject", "centre", "provinces"),
    "circles": ("documents", "among"),
    "chains": ("steps", "documents"),
    "provinces": ("province", "documents", "held", "rests_on", "median_days", "tasks"),
    "similar": ("one", "other", "similarity", "shared"),
}
"""The columns of each table on the screen."""


def columns(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The columns of a table of these flat rows; of one without rows those of the screen."""
    return tuple(dict.fromkeys(key for row in rows for key in row)) or SHOWN[name]


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as cells: of a document what it is called, with its id, day and title; of a list its parts in one."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict) and "id" in value:
            own = name == "document"
            cells[name] = document_label(value)
            cells["id" if own else f"{name}_id"] = value["id"]
            cells["date" if own else f"{name}_date"] = value["date"]
            if own:
                cells |= {"title": value["title"], "province": value["province"]}
        elif isinstance(value, dict):
            cells[name] = "; ".join(f"{key or '?'}: {count}" for key, count in value.items())
        elif isinstance(value, list):
            cells[name] = " → ".join(map(document_label, value)) if name == "documents" else "; ".join(value)
        else:
            cells[name] = value
    return cells

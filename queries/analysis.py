"""The analyses of a graph by name: one function each, over all documents of a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

from luocdo.graph.model import Record
from luocdo.graph.store import Reader

AnalysisName = Literal["relied-on", "bridges", "communities", "circles", "chains", "provinces", "similar"]
NAMES: tuple[AnalysisName, ...] = get_args(AnalysisName)
MOST_ROWS = 1_000
_USUAL = {"relied-on": 5, "chains": 10, "provinces": MOST_ROWS}
"""Rows where no limit is given, 20 for the others; of `relied-on` for each level."""


class Analysis(Record, frozen=True):
    """What one analysis found; the shape of a row is that of its function's result."""

    name: str
    rows: tuple[dict[str, Any], ...]


def analyse(reader: Reader, name: AnalysisName, *, documents: Sequence[str] = (), limit: int | None = None) -> Analysis:
    """An analysis by its name. `documents` are ids, for `similar`; `limit` is that of rows, or of rows a level."""
    # networkx takes a tenth of a second: no other question waits for it.
    from luocdo.queries import analysis_compared, analysis_reliance, analysis_shape

    most = limit or _USUAL.get(name, 20)
    found: Sequence[Record]
    match name:
        case "relied-on":
            found = analysis_reliance.relied_on(reader, most)
        case "bridges":
            found = analysis_reliance.bridges(reader, most)
        case "communities":
            found = analysis_shape.communities(reader, most)
        case "circles":
            found = analysis_shape.circles(reader, most)
        case "chains":
            found = analysis_shape.chains(reader, most)
        case "provinces":
            found = analysis_compared.provinces_compared(reader)[:most]
        case "similar":
            found = analysis_compared.similar(reader, documents, most)
    return Analysis(name, tuple(each.to_dict() for each in found))

"""The graph as a whole: what `luocdo analyse` counts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from luocdo.app.analysis_rows import columns, flat
from luocdo.app.api.answers import Answer, as_json, as_table, desk_of
from luocdo.app.api.one import meant
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import Asked, Number
from luocdo.app.api.problems import Fault
from luocdo.app.api.remembered import remembered
from luocdo.graph.store import Reader
from luocdo.queries.analysis import MOST_ROWS, Analysis, AnalysisName, analyse
from luocdo.viz.charts import chart

router = APIRouter(tags=["graph"])
SVG = "image/svg+xml"
Name = Annotated[AnalysisName, Path(description="What is counted")]


class AnalysisAsked(Asked):
    """How many rows, of which documents, in which form."""

    limit: int | None = Field(default=None, ge=1, le=MOST_ROWS, description="At most so many rows, or rows of a level")
    document: list[Number] = Field(
        default=[], max_length=2, description="For `similar`: one against all others, or two against each other"
    )
    format: Literal["json", "csv", "svg"] = "json"
    lang: Literal["vi", "en"] = Field(default="vi", description="The language of the picture")


@router.get("/analysis/{name}", **answered(Analysis, forms=("text/csv", SVG), problems=(300, 404)))
async def analysis_of_graph(request: Request, name: Name, asked: Annotated[AnalysisAsked, Query()]) -> Response:
    """What the graph shows as a whole: what is relied on, bridges, groups, circles, chains, provinces, likeness."""

    def question(reader: Reader) -> Answer:
        if asked.document and name != "similar":
            raise Fault("bad-parameters", "document: for `similar` alone")
        chosen = [meant(reader, each).id for each in asked.document]
        key = ("analysis", name, str(asked.limit), *chosen)
        found = remembered(request.app, reader, key, lambda: analyse(reader, name, documents=chosen, limit=asked.limit))
        return _told(found, asked)

    return await desk_of(request).ask(request, question, heavy=True)


def _told(found: Analysis, asked: AnalysisAsked) -> Answer:
    if asked.format == "svg":
        return Answer(chart(found, asked.lang).encode(), {}, SVG)
    if asked.format == "csv":
        rows = [flat(row) for row in found.rows]
        return as_table(columns(found.name, rows), rows)
    return as_json(found)

"""The graph itself, or the part around a document, in forms that other programs read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Annotated, TextIO

from fastapi import APIRouter, Query, Request, Response

from luocdo.app.api.answers import JSON, Answer, desk_of
from luocdo.app.api.one import meant
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import GraphAsked
from luocdo.app.api.shapes import Graph
from luocdo.graph.errors import TooMany
from luocdo.graph.rdf_stream import write_jsonld, write_turtle
from luocdo.graph.store import Reader
from luocdo.queries.export import write_json
from luocdo.queries.lineage import relations_named
from luocdo.queries.selection import Selection, around_at_most
from luocdo.viz.gexf import write_gexf
from luocdo.viz.graphml import write_graphml

MOST_DOCUMENTS = 5_000
"""Documents of one answer; `luocdo export` takes larger graphs out."""
GRAPHML, GEXF = "application/graphml+xml", "application/gexf+xml"
TURTLE, JSON_LD = "text/turtle", "application/ld+json"
WRITERS: dict[str, tuple[Callable[[Selection, TextIO], None], str]] = {
    "json": (write_json, JSON),
    "graphml": (write_graphml, GRAPHML),
    "gexf": (write_gexf, GEXF),
    "ttl": (write_turtle, TURTLE),
    "jsonld": (write_jsonld, JSON_LD),
}

router = APIRouter(tags=["graph"])


@router.get("/graph", **answered(Graph, forms=(GRAPHML, GEXF, TURTLE, JSON_LD), problems=(300, 404, 413)))
async def graph_around(request: Request, asked: Annotated[GraphAsked, Query()]) -> Response:
    """Documents, bodies, tasks and the relations between them with all evidence, around a document or all of them."""
    write, media_type = WRITERS[asked.format]

    def question(reader: Reader) -> Answer:
        out = io.StringIO(newline="")
        write(_chosen(reader, asked), out)
        return Answer(out.getvalue().encode("utf-8", "replace"), {}, media_type)

    return await desk_of(request).ask(request, question, heavy=True)


def _chosen(reader: Reader, asked: GraphAsked) -> Selection:
    if asked.root is not None:
        return around_at_most(
            reader,
            meant(reader, asked.root).id,
            depth=asked.depth,
            relations=relations_named(asked.relations) if asked.relations else (),
            on=asked.on,
            most=MOST_DOCUMENTS,
        )
    if len(reader.document_page("", MOST_DOCUMENTS + 1)) > MOST_DOCUMENTS:
        raise TooMany(f"the store holds more than {MOST_DOCUMENTS:,} documents: name a root, or use `luocdo export`")
    return Selection(reader)

"""Questions about one document: where it comes from and leads, whether it holds, what rests on it, who names it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from luocdo.app.api.answers import Answer, as_json, desk_of, today
from luocdo.app.api.documents import the_document
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import Id, LineageAsked, StatusAsked
from luocdo.graph.store import Reader
from luocdo.queries.lineage import Lineage, relations_named
from luocdo.queries.status import StatusAnswer, answers
from luocdo.queries.walk import lineage_page

router = APIRouter(prefix="/documents/{id}", tags=["questions"])


@router.get("/lineage", **answered(Lineage, paged=True, problems=(404,)))
async def lineage_of_document(request: Request, id: Id, asked: Annotated[LineageAsked, Query()]) -> Response:  # noqa: A002
    """All steps from a document down to what follows it, or up to its grounds, each with its evidence."""
    desk = desk_of(request)
    place = desk.place(request, asked.cursor)

    def question(reader: Reader) -> Answer:
        page = lineage_page(
            reader,
            the_document(reader, id).id,
            direction=asked.direction,
            depth=asked.depth,
            relations=relations_named(asked.relations) if asked.relations else (),
            on=asked.on,
            limit=asked.limit,
            start=int(place[0] or 0) if place else 0,
        )
        return as_json(page.lineage, desk.more(request, None if page.next is None else [page.next]))

    return await desk.ask(request, question, heavy=True)


@router.get("/status", **answered(StatusAnswer, many=True, problems=(404,)))
async def status_of_document(request: Request, id: Id, asked: Annotated[StatusAsked, Query()]) -> Response:  # noqa: A002
    """Whether a document holds on a day, since when and by what; a list of one, as `luocdo status` prints it."""

    def question(reader: Reader) -> Answer:
        document = the_document(reader, id)
        return as_json(list(answers(reader, [document], asked.on or today(), asked.lang).values()))

    return await desk_of(request).ask(request, question)

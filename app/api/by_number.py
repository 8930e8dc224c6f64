"""Questions that begin with numbers: which document one means, how many of them hold, how two are joined."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response

from luocdo.app.api.answers import Answer, as_json, desk_of, today
from luocdo.app.api.one import meant, the_one
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import Nothing, PathAsked, ResolveAsked, StatusesAsked
from luocdo.graph.model import DocumentNode
from luocdo.graph.store import Reader
from luocdo.queries.find import resolved
from luocdo.queries.lineage import relations_named
from luocdo.queries.path import Path, path
from luocdo.queries.status import StatusAnswer, statuses

router = APIRouter(tags=["numbers"])


@router.get("/resolve", **answered(DocumentNode, problems=(300, 404)))
async def resolve_number(request: Request, asked: Annotated[ResolveAsked, Query()]) -> Response:
    """The document that a number means; 300 with the candidates where it fits several."""

    def question(reader: Reader) -> Answer:
        found = resolved(reader, asked.number, date=asked.date, issuer=asked.issuer, place=asked.place)
        return as_json(the_one(found))

    return await desk_of(request).ask(request, question)


@router.post("/status", **answered(StatusAnswer, many=True, tagged=False, problems=(400, 408, 413)))
async def status_of_numbers(
    request: Request, asked: Annotated[StatusesAsked, Body()], _: Annotated[Nothing, Query()]
) -> Response:
    """How each of up to 10,000 numbers stands on a day, in their order; one that fits several carries them."""

    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        return as_json(statuses(reader, asked.numbers, asked.on or today(), asked.lang, desk.own))

    return await desk.post(question, heavy=True)


@router.get("/path", **answered(Path, problems=(300, 404)))
async def path_between(request: Request, asked: Annotated[PathAsked, Query()]) -> Response:
    """The shortest way from one document to another, each step with its sentences; no steps where there is none."""

    def question(reader: Reader) -> Answer:
        found = path(
            reader,
            meant(reader, asked.from_),
            meant(reader, asked.to),
            way=asked.direction,
            relations=relations_named(asked.relations) if asked.relations else (),
            on=asked.on,
            most=asked.depth,
        )
        return as_json(found)

    return await desk_of(request).ask(request, question, heavy=True)

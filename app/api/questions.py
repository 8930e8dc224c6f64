"""Questions about one document: where it comes from and leads, whether it holds, what rests on it, who names it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from luocdo.app.api.answers import Answer, as_json, as_table, desk_of, today
from luocdo.app.api.one import with_id
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import (
    CascadeAsked,
    CoverageAsked,
    Id,
    ImpactAsked,
    LineageAsked,
    MentionsAsked,
    StatusAsked,
)
from luocdo.app.api.shapes import CascadeTree
from luocdo.app.json_tree import tree_json
from luocdo.app.rows import COVERAGE_COLUMNS, STATUS_COLUMNS, coverage_row, status_row
from luocdo.graph.store import Reader
from luocdo.queries.cascade_page import cascade_page
from luocdo.queries.coverage import Covered, coverage
from luocdo.queries.impact import Impact, impact
from luocdo.queries.lineage import Lineage, relations_named
from luocdo.queries.mentions import Mentioned, mentions_page
from luocdo.queries.registers import Registers
from luocdo.queries.status import StatusAnswer, answers
from luocdo.queries.walk import lineage_page

router = APIRouter(prefix="/documents/{id}", tags=["questions"])


@router.get("/lineage", **answered(Lineage, paged=True, problems=(404, 409)))
async def lineage_of_document(request: Request, document_id: Id, asked: Annotated[LineageAsked, Query()]) -> Response:
    """All steps from a document down to what follows it, or up to its grounds, each with its evidence."""
    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        start = desk.start(request, asked.cursor, reader)
        page = lineage_page(reader, with_id(reader, document_id).id, **_walk(asked), start=start)
        return as_json(page.lineage, desk.more_from(request, page.next, reader))

    return await desk.ask(request, question, heavy=True)


@router.get("/cascade", **answered(CascadeTree, paged=True, problems=(404, 409)))
async def cascade_of_document(request: Request, document_id: Id, asked: Annotated[CascadeAsked, Query()]) -> Response:
    """The tree of documents that carry a document out, with the status, evidence and tasks of each.

    A large tree comes in pages, nearest documents first; `more` counts what leads on from a document beyond the page.
    """
    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        start = desk.start(request, asked.cursor, reader)
        registers = Registers(reader, desk.own)
        page = cascade_page(reader, with_id(reader, document_id), **_walk(asked), start=start, registers=registers)
        more = [{"more": count} if count else {} for count in page.more]
        body = "".join(tree_json(page.cascade, more)).encode("utf-8", "replace")
        return Answer(body, desk.more_from(request, page.next, reader))

    return await desk.ask(request, question, heavy=True)


@router.get("/status", **answered(StatusAnswer, many=True, forms=("text/csv",), problems=(404,)))
async def status_of_document(request: Request, document_id: Id, asked: Annotated[StatusAsked, Query()]) -> Response:
    """Whether a document holds on a day, since when and by what; a list of one, as `luocdo status` prints it."""

    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        document = with_id(reader, document_id)
        registers = Registers(reader, desk.own)
        found = list(answers(reader, [document], asked.on or today(), asked.lang, registers).values())
        return as_table(STATUS_COLUMNS, map(status_row, found)) if asked.format == "csv" else as_json(found)

    return await desk.ask(request, question)


@router.get("/impact", **answered(Impact, problems=(404,)))
async def impact_of_document(request: Request, document_id: Id, asked: Annotated[ImpactAsked, Query()]) -> Response:
    """What rests on a document, were it replaced: all that runs below it, with the tasks that are not past."""

    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        return as_json(impact(reader, with_id(reader, document_id), asked.on, Registers(reader, desk.own)))

    return await desk.ask(request, question, heavy=True)


@router.get("/coverage", **answered(Covered, many=True, forms=("text/csv",), problems=(404,)))
async def coverage_of_document(request: Request, document_id: Id, asked: Annotated[CoverageAsked, Query()]) -> Response:
    """Which provinces carry a document out: through which chain, how many days after, and who leads the work."""

    def question(reader: Reader) -> Answer:
        found = coverage(reader, with_id(reader, document_id), asked.provinces)
        return as_table(COVERAGE_COLUMNS, map(coverage_row, found)) if asked.format == "csv" else as_json(found)

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/mentions", **answered(Mentioned, many=True, paged=True, problems=(404,)))
async def mentions_of_document(request: Request, document_id: Id, asked: Annotated[MentionsAsked, Query()]) -> Response:
    """Who names a document, or whom it names (`up`), with each sentence and its place in the text that has it."""
    desk = desk_of(request)
    place = [str(each) for each in desk.place(request, asked.cursor)]

    def question(reader: Reader) -> Answer:
        page = mentions_page(
            reader,
            with_id(reader, document_id).id,
            direction=asked.direction,
            relations=relations_named(asked.relations) if asked.relations else (),
            limit=asked.limit,
            after=(place[0], place[1]) if place else ("", ""),
        )
        return as_json(page.mentions, desk.more(request, page.next))

    return await desk.ask(request, question)


def _walk(asked: LineageAsked) -> dict[str, Any]:
    return {
        "direction": asked.direction,
        "depth": asked.depth,
        "relations": relations_named(asked.relations) if asked.relations else (),
        "on": asked.on,
        "limit": asked.limit,
    }

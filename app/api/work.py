"""Who does what: bodies, and the tasks given to them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from luocdo.app.api.answers import Answer, Desk, as_json, as_table, chosen_fields, desk_of
from luocdo.app.api.one import meant
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import AgenciesAsked, AgencyId, AgencyTasksAsked, TasksAsked
from luocdo.app.api.problems import Fault
from luocdo.app.rows import TASK_COLUMNS, task_row
from luocdo.graph.errors import UnknownName
from luocdo.graph.model import AgencyNode
from luocdo.graph.places import find_province
from luocdo.graph.store import Reader
from luocdo.queries.agencies import agencies_listed
from luocdo.queries.responsibility import TaskAnswer, tasks

router = APIRouter(tags=["work"])
_TASKS = answered(TaskAnswer, many=True, partial=True, paged=True, forms=("text/csv",), problems=(300, 404, 409))


@router.get("/agencies", **answered(AgencyNode, many=True, partial=True, paged=True, problems=(404,)))
async def list_agencies(request: Request, asked: Annotated[AgenciesAsked, Query()]) -> Response:
    """Bodies by name, level and province, in the order of their ids."""
    desk = desk_of(request)
    place = desk.place(request, asked.cursor)

    def question(reader: Reader) -> Answer:
        page = agencies_listed(
            reader,
            words=asked.q,
            level=asked.level,
            province=asked.province,
            limit=asked.limit,
            after=str(place[0]) if place else "",
        )
        more = desk.more(request, None if page.next is None else [page.next])
        return as_json(chosen_fields(page.bodies, asked.fields), more)

    return await desk.ask(request, question)


@router.get(
    "/agencies/{id}/tasks",
    **answered(TaskAnswer, many=True, partial=True, paged=True, forms=("text/csv",), problems=(404, 409)),
)
async def tasks_of_agency(
    request: Request, agency_id: AgencyId, asked: Annotated[AgencyTasksAsked, Query()]
) -> Response:
    """What a body leads or supports, with what it took over from others."""
    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        if not reader.agencies([agency_id]):
            raise Fault("unknown", "no body of the store has this id; /api/v1/agencies?q= finds one by its name")
        return _told(desk, request, reader, asked, agency=agency_id)

    return await desk.ask(request, question, heavy=True)


@router.get(
    "/tasks", **answered(TaskAnswer, many=True, partial=True, paged=True, forms=("text/csv",), problems=(300, 404, 409))
)
async def list_tasks(request: Request, asked: Annotated[TasksAsked, Query()]) -> Response:
    """Who must do what by when; the store knows what was ordered, never whether it was done."""
    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        if asked.province is not None and find_province(asked.province) is None:
            raise UnknownName("no province is or was called so")
        return _told(desk, request, reader, asked, asked.agency, asked.province, asked.directive)

    return await desk.ask(request, question, heavy=True)


def _told(
    desk: Desk,
    request: Request,
    reader: Reader,
    asked: AgencyTasksAsked,
    agency: str | None,
    province: str | None = None,
    directive: str | None = None,
) -> Answer:
    """A page of tasks, as JSON or as a table."""
    start = desk.start(request, asked.cursor, reader)
    found = tasks(
        reader,
        agency=agency,
        province=province,
        count=asked.provinces,
        due_before=asked.due_before,
        past_due_on=asked.past_due_on,
        directive=meant(reader, directive) if directive is not None else None,
    )
    end = start + asked.limit
    more = desk.more_from(request, end if end < len(found) else None, reader)
    if asked.format == "csv":
        return as_table(TASK_COLUMNS, map(task_row, found[start:end]), more)
    return as_json(chosen_fields(found[start:end], asked.fields), more)

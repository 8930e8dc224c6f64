"""What the explorer shows, ready to be drawn: pictures with places, panels, lists. Its own, and free to change:
other programs ask `/api/v1`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from luocdo.app.api.answers import Answer, as_json, desk_of, today
from luocdo.app.api.one import with_id
from luocdo.app.api.parameters import Count, Dated, Spoken, Words
from luocdo.app.api.problems import Fault
from luocdo.app.api.remembered import judged_store, remembered
from luocdo.app.screen import Screen
from luocdo.app.task_calendar import calendar
from luocdo.graph.errors import NumberError
from luocdo.graph.model import DocumentNode, Edge
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.coverage import coverage
from luocdo.queries.find import candidates
from luocdo.queries.path import ways
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import tasks
from luocdo.queries.status import StatusAnswer
from luocdo.queries.wording import Language
from luocdo.viz.found import found_words
from luocdo.viz.home import home
from luocdo.viz.overview import cell, dots, overview
from luocdo.viz.page import lineage_page
from luocdo.viz.panel import panel, sentences
from luocdo.viz.picture import Picture, picture
from luocdo.viz.regions import by_region
from luocdo.viz.scene import MOST_CARDS, Ask, Judge, judging
from luocdo.viz.svg import ground, pieces, standalone_svg
from luocdo.viz.table import table_csv, table_rows
from luocdo.viz.way_rows import way_rows
from luocdo.viz.worklist import AHEAD, chain, worklist

router = APIRouter(prefix="/view", include_in_schema=False)


class ViewAsked(Dated, Spoken):
    """A day and a language: what every view is asked with."""


class OneAsked(ViewAsked):
    """One thing by its id."""

    id: Words


class SearchAsked(ViewAsked):
    """Words as they are typed."""

    q: Words


class PictureAsked(ViewAsked):
    """Around what, how far, and what is laid open."""

    root: list[Words] = Field(min_length=1, max_length=6)
    up: int = Field(default=-1, ge=-1, le=20)
    down: int = Field(default=2, ge=0, le=20)
    selected: str = Field(default="", max_length=300)
    opened: str = Field(default="", pattern=r"^[1-5]*$")
    only: bool = False
    by: Literal["level", "time"] = "level"
    width: int = Field(default=1124, ge=300, le=4000)
    province: str = Field(default="", max_length=100)
    status: str = Field(default="", max_length=30)
    first: int = Field(default=0, ge=0, le=3000)
    last: int = Field(default=0, ge=0, le=3000)

    def ask(self, roots: tuple[str, ...], most: int = MOST_CARDS) -> Ask:
        """The question to the store."""
        return Ask(
            roots=roots,
            up=None if self.up < 0 else self.up,
            down=self.down,
            on=self.on or today(),
            language=self.lang,
            selected=self.selected,
            opened=tuple(int(each) for each in self.opened),
            only=self.only,
            by=self.by,
            width=self.width,
            province=self.province,
            status=self.status,
            first_year=self.first,
            last_year=self.last,
            most=most,
        )


class PictureFileAsked(PictureAsked):
    """The same as a file."""

    theme: Literal["light", "dark"] = "light"


class EdgeAsked(ViewAsked):
    """A relation by its ends."""

    source: Words
    target: Words
    kind: Words


class WorkAsked(ViewAsked):
    """Which tasks."""

    agency: Words | None = None
    province: Words | None = None
    provinces: Count = "34"
    directive: Words | None = None


class WayAsked(ViewAsked):
    """From a document up to another."""

    start: Words = Field(alias="from")
    to: Words


class CellAsked(ViewAsked):
    """A level and a year, as the matrix has them."""

    level: int = Field(ge=1, le=5)
    year: str = Field(pattern=r"^(?:\d{4}–?|\?)$")


class CoverageAsked(ViewAsked):
    """Of which directive, by which count."""

    directive: Words
    provinces: Count = "63"


@router.get("/home")
async def view_home(request: Request, asked: Annotated[ViewAsked, Query()]) -> Response:
    """The first screen."""
    day = asked.on or today()

    def question(reader: Reader) -> Answer:
        key = ("home", day, asked.lang)
        return as_json(remembered(request.app, reader, key, lambda: home(reader, day, asked.lang, _judge(request))))

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/search")
async def view_search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Documents and bodies for some words."""

    def question(reader: Reader) -> Answer:
        return as_json(found_words(reader, asked.q, asked.on or today(), asked.lang, _registers(request, reader)))

    return await desk_of(request).ask(request, question)


@router.get("/picture")
async def view_picture(request: Request, asked: Annotated[PictureAsked, Query()]) -> Response:
    """A lineage laid out, and drawn."""

    def question(reader: Reader) -> Answer:
        found = _picture(request, reader, asked)
        drawn = {"ground": ground(found), "pieces": pieces(found)}
        return as_json(found.to_dict() | drawn | {"table": table_rows(reader, found)})

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/picture.{kind}")
async def view_picture_file(
    request: Request, kind: Literal["svg", "html", "csv"], asked: Annotated[PictureFileAsked, Query()]
) -> Response:
    """The same picture to take away."""

    def question(reader: Reader) -> Answer:
        roots = _roots(reader, asked.root)
        headers = {"Content-Disposition": f'attachment; filename="luocdo.{kind}"'}
        if kind == "html":
            page = lineage_page(reader, asked.ask(roots, 300), asked.theme, _judge(request))
            return Answer(page.html.encode(), headers, "text/html; charset=utf-8")
        found = _picture(request, reader, asked)
        if kind == "csv":
            return Answer(table_csv(reader, found).encode("utf-8"), headers, "text/csv; charset=utf-8")
        return Answer(standalone_svg(found, asked.theme).encode(), headers, "image/svg+xml")

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/document")
async def view_document(request: Request, asked: Annotated[OneAsked, Query()]) -> Response:
    """The panel of a document."""

    def question(reader: Reader) -> Answer:
        document, registers = with_id(reader, asked.id), _registers(request, reader)
        return as_json(panel(reader, document, asked.on or today(), asked.lang, registers))

    return await desk_of(request).ask(request, question)


@router.get("/text")
async def view_text(request: Request, asked: Annotated[OneAsked, Query()]) -> Response:
    """The text of a held document."""

    def question(reader: Reader) -> Answer:
        held = reader.text(with_id(reader, asked.id).id)
        if held is None:
            raise Fault("unknown", "no text of this document is held")
        return as_json({"text": held.text, "source": held.source})

    return await desk_of(request).ask(request, question)


@router.get("/edge")
async def view_edge(request: Request, asked: Annotated[EdgeAsked, Query()]) -> Response:
    """The sentences of a relation."""

    def question(reader: Reader) -> Answer:
        if asked.kind not in schema().edges:
            raise Fault("unknown", "there is no such relation")
        edge = Edge(asked.source, asked.target, asked.kind, "document", False, 1.0, ())
        return as_json(sentences(reader, edge, asked.lang))

    return await desk_of(request).ask(request, question)


@router.get("/tasks")
async def view_tasks(request: Request, asked: Annotated[WorkAsked, Query()]) -> Response:
    """Work by who does it and by when."""

    def question(reader: Reader) -> Answer:
        directive = with_id(reader, _root(reader, asked.directive)) if asked.directive else None
        return as_json(
            worklist(
                reader,
                asked.on or today(),
                asked.lang,
                agency=asked.agency,
                province=asked.province,
                count=asked.provinces,
                directive=directive,
                registers=_registers(request, reader),
            )
        )

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/task")
async def view_task(request: Request, asked: Annotated[OneAsked, Query()]) -> Response:
    """The line from a central directive down to a task, and its sentence."""

    def question(reader: Reader) -> Answer:
        found = reader.tasks([asked.id]).get(asked.id)
        if found is None:
            raise Fault("unknown", "there is no such task")
        return as_json(chain(reader, found, asked.lang))

    return await desk_of(request).ask(request, question)


@router.get("/overview")
async def view_overview(request: Request, asked: Annotated[ViewAsked, Query()]) -> Response:
    """The whole store at a glance."""

    def question(reader: Reader) -> Answer:
        day = asked.on or today()
        judged = judged_store(request.app, reader, day)
        key = ("overview", day, asked.lang)
        return as_json(remembered(request.app, reader, key, lambda: overview(reader, judged, day, asked.lang)))

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/cell")
async def view_cell(request: Request, asked: Annotated[CellAsked, Query()]) -> Response:
    """The documents of one cell of the matrix."""

    def question(reader: Reader) -> Answer:
        judged = judged_store(request.app, reader, asked.on or today())
        return as_json(cell(judged, asked.level, asked.year, asked.lang))

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/dots")
async def view_dots(request: Request, asked: Annotated[ViewAsked, Query()]) -> Response:
    """Every document as a dot."""

    def question(reader: Reader) -> Answer:
        day = asked.on or today()
        judged = judged_store(request.app, reader, day)
        key = ("dots", day, asked.lang)
        return as_json(remembered(request.app, reader, key, lambda: dots(reader, judged, asked.lang)))

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/coverage")
async def view_coverage(request: Request, asked: Annotated[CoverageAsked, Query()]) -> Response:
    """Which provinces carry a directive out."""

    def question(reader: Reader) -> Answer:
        directive = with_id(reader, _root(reader, asked.directive))
        return as_json(by_region(coverage(reader, directive, asked.provinces)))

    return await desk_of(request).ask(request, question, heavy=True)


@router.get("/ways")
async def view_ways(request: Request, asked: Annotated[WayAsked, Query()]) -> Response:
    """All ways between two documents, from the lower one up; the other way round where there is none."""

    def question(reader: Reader) -> Answer:
        lower, upper = _root(reader, asked.start), _root(reader, asked.to)
        found = ways(reader, lower, upper)
        if not found.ways:
            found = ways(reader, upper, lower)
        return as_json(way_rows(reader, found, asked.on or today(), asked.lang, _registers(request, reader)))

    return await desk_of(request).ask(request, question, heavy=True)


def _registers(request: Request, reader: Reader) -> Registers:
    """What is known beside the texts, the institution's own registry first."""
    return Registers(reader, desk_of(request).own)


def _judge(request: Request) -> Judge:
    return judging(desk_of(request).own)


def _picture(request: Request, reader: Reader, asked: PictureAsked) -> Picture:
    """The picture asked for. What is selected or laid open changes no status, so these are worked out once."""

    def judge(
        reader: Reader, documents: Sequence[DocumentNode], on: str, language: Language
    ) -> dict[str, StatusAnswer]:
        key = ("answers", on, language, tuple(each.id for each in documents))
        return remembered(request.app, reader, key, lambda: _judge(request)(reader, documents, on, language))

    return picture(reader, asked.ask(_roots(reader, asked.root)), judge)


def _roots(reader: Reader, queries: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_root(reader, each) for each in queries))


def _root(reader: Reader, query: str) -> str:
    """The document of an id or number; of an ambiguous number a 300 with the candidates."""
    if reader.document(query) is not None:
        return query
    try:
        found = candidates(reader, query)
    except NumberError:
        found = ()
    if len(found) > 1:
        raise Fault("ambiguous", f"{len(found)} documents bear this number", candidates=[each.id for each in found])
    if not found:
        raise Fault("unknown", "the store has no such document")
    return found[0].id


@router.get("/tasks.ics")
async def view_calendar(request: Request, asked: Annotated[WorkAsked, Query()]) -> Response:
    """The same tasks as a calendar."""

    def question(reader: Reader) -> Answer:
        directive = with_id(reader, _root(reader, asked.directive)) if asked.directive else None
        until = (date.fromisoformat(asked.on or today()) + timedelta(days=AHEAD)).isoformat()
        found = tasks(
            reader,
            agency=asked.agency,
            province=asked.province,
            count=asked.provinces,
            directive=directive,
            due_before=until,
        )
        headers = {"Content-Disposition": 'attachment; filename="luocdo.ics"'}
        return Answer(calendar(found, Screen(asked.lang)).encode("utf-8"), headers, "text/calendar; charset=utf-8")

    return await desk_of(request).ask(request, question, heavy=True)

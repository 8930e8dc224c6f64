"""What a request may ask: the parameters of the routes, each model one question. An unknown parameter is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from luocdo.graph.model import AgencyNode, DocumentNode, Level
from luocdo.graph.schema import schema
from luocdo.queries.described import Described
from luocdo.queries.path import MOST_STEPS, Way
from luocdo.queries.responsibility import TaskAnswer
from luocdo.queries.standing import Status
from luocdo.queries.wording import Language

MOST_ON_A_PAGE = 1_000
MOST_NUMBERS = 10_000
DEEPEST = 100
"""Steps of a tree: readers of JSON give up at some hundreds of nested objects. No real chain has twenty."""
LONGEST = 300
"""Letters of a name, number or cursor; no real one comes near."""

# A control sign is part of no name.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _is_day(value: str) -> str:
    if not _ISO.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(value).isoformat()


def _day_schema(schema: dict[str, Any]) -> None:
    schema["format"] = "date"


Day = Annotated[str, AfterValidator(_is_day), Field(json_schema_extra=_day_schema, examples=["2022-01-15"])]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=_PLAIN)]
Number = Annotated[
    Words,
    Field(
        description="A number, with a day, place or type where it is ambiguous; or an id",
        examples=["290-QĐ/TW", "25-NQ/TW@2013-06-03", "282-KH/TU@Gia Lai"],
    ),
]
Id = Annotated[
    str, Path(alias="id", min_length=1, max_length=LONGEST, pattern=_PLAIN, examples=["290-qd-tw.2010-02-25"])
]
AgencyId = Annotated[
    str, Path(alias="id", min_length=1, max_length=LONGEST, pattern=_PLAIN, examples=["so-noi-vu.gia-lai"])
]
JobId = Annotated[str, Path(alias="id", pattern="^[0-9a-f]{32}$")]
Towards = Annotated[Literal["down", "up"], Field(description="To what follows a document, or up to its grounds")]
Count = Annotated[
    Literal["63", "34"], Field(description="The provinces of 30/6/2025, or those since, with all merged into them")
]


def names_of(*names: str) -> str:
    """The pattern of one or more of these names, by comma."""
    one = f"(?:{'|'.join(names)})"
    return f"^{one}(?:,{one})*$"


Relations = Annotated[
    str,
    Field(
        pattern=names_of(*(each.lower() for each in schema().relations())),
        description="Only these relations, by comma",
        examples=["implements,based_on"],
    ),
]


def fields_of(record: type) -> Any:
    """The parameter that chooses among the fields of a record."""
    names = record.__struct_encode_fields__  # type: ignore[attr-defined]
    chosen = Field(pattern=names_of(*names), description="Only these fields, by comma", examples=[",".join(names[:2])])
    return Annotated[str, chosen] | None


class Asked(BaseModel):
    """A request's parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Asked):
    """No parameters."""


class Spoken(Asked):
    """In which language sentences are."""

    lang: Language = Field(default="vi", description="The language of sentences")


class Paged(Asked):
    """A page of an answer."""

    limit: int = Field(default=100, ge=1, le=MOST_ON_A_PAGE, description="At most so many on a page")
    cursor: Words | None = Field(default=None, description="From the `Link` header of the page before")


class Dated(Asked):
    """As of a day."""

    on: Day | None = Field(default=None, description="As of this day; today unless told")


class Tabled(Asked):
    """As JSON, or as a table for a spreadsheet."""

    format: Literal["json", "csv"] = "json"


class DocumentsAsked(Paged, Dated):
    """Which documents."""

    q: Words | None = Field(default=None, description="Words of number, title or text, with or without tone marks")
    type: Words | None = Field(default=None, description="A type", examples=["Quyết định"])
    level: Level | None = None
    province: Words | None = Field(default=None, description="A province, old or new", examples=["Gia Lai"])
    from_: Day | None = Field(default=None, alias="from", description="Dated on this day or later")
    to: Day | None = Field(default=None, description="Dated on this day or before")
    status: Status | None = None
    fields: fields_of(DocumentNode) = None  # type: ignore[valid-type]


class DocumentAsked(Asked):
    """Which fields of a document."""

    fields: fields_of(Described) = None  # type: ignore[valid-type]


class LineageAsked(Paged, Dated):
    """How far, and along which relations."""

    direction: Towards = "down"
    depth: int | None = Field(default=None, ge=0, le=DEEPEST, description="At most so many steps")
    relations: Relations | None = None


class CascadeAsked(LineageAsked):
    """How far, and along which relations."""

    depth: int = Field(default=DEEPEST, ge=0, le=DEEPEST, description="At most so many steps")


class StatusAsked(Dated, Spoken, Tabled):
    """The day and the language of a status."""


class ImpactAsked(Dated):
    """The day of an impact."""


class CoverageAsked(Tabled):
    """By which provinces."""

    provinces: Count = "34"


class MentionsAsked(Paged):
    """Who names a document, or whom it names."""

    direction: Towards = "down"
    relations: Relations | None = None


class ResolveAsked(Asked):
    """What is known of a document."""

    number: Number
    date: Annotated[str, Field(pattern=r"^\d{4}(?:-\d{2}-\d{2})?$", examples=["2013-06-03"])] | None = Field(
        default=None, description="Its day, or the year alone"
    )
    issuer: Words | None = Field(default=None, description="Who issued it, or a part of the name")
    place: Words | None = Field(default=None, description="Its province, district, or the place in its issuer's name")


class AgenciesAsked(Paged):
    """Which bodies."""

    q: Words | None = Field(default=None, description="A part of the name, with or without tone marks")
    level: Level | None = None
    province: Words | None = Field(default=None, description="A province, old or new")
    fields: fields_of(AgencyNode) = None  # type: ignore[valid-type]


class AgencyTasksAsked(Paged, Tabled):
    """Which tasks of a body."""

    provinces: Count = "34"
    due_before: Day | None = Field(default=None, description="With a term that ends before this day")
    past_due_on: Day | None = Field(default=None, description="With a term that is over on this day")
    fields: fields_of(TaskAnswer) = None  # type: ignore[valid-type]


class TasksAsked(AgencyTasksAsked):
    """Which tasks: every condition must hold."""

    agency: Words | None = Field(default=None, description="Who leads or supports: a name or a part of it, or an id")
    province: Words | None = Field(default=None, description="A province, old or new")
    directive: Number | None = Field(default=None, description="Given out under this document, or speaking of it")


class PathAsked(Dated):
    """From which document to which."""

    from_: Number = Field(alias="from")
    to: Number
    direction: Way = Field(default="any", description="Down to what follows, up to grounds, or either at each step")
    relations: Relations | None = None
    depth: int = Field(default=MOST_STEPS, ge=1, le=10, description="At most so many steps")


class GraphAsked(Dated):
    """Which part of the graph, in which form."""

    root: Number | None = Field(default=None, description="Around this document; all of a small graph unless told")
    depth: int = Field(default=2, ge=0, le=DEEPEST, description="At most so many steps from the root")
    relations: Relations | None = None
    format: Literal["json", "graphml", "gexf", "ttl", "jsonld"] = "json"


class CheckAsked(Dated, Spoken):
    """The day on which the citations are judged, and the language."""


class StatusesAsked(BaseModel):
    """Numbers to be judged on a day."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"numbers": ["290-QĐ/TW", "25-NQ/TW@2013-06-03"], "on": "2026-01-01"}]},
    )

    numbers: list[Words] = Field(min_length=1, max_length=MOST_NUMBERS)
    on: Day | None = None
    lang: Language = "vi"

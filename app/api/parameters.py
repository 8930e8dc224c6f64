"""What a request may ask: the parameters of the routes, each model one question. An unknown parameter is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from luocdo.graph.model import DocumentNode, Level
from luocdo.graph.schema import schema
from luocdo.queries.described import Described
from luocdo.queries.standing import Status
from luocdo.queries.wording import Language

MOST_ON_A_PAGE = 1_000
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
    Words, Field(description="A number, with a day, place or type where it is ambiguous, or an id",
                 examples=["290-QĐ/TW", "25-NQ/TW@2013-06-03", "282-KH/TU@Gia Lai"])
]  # fmt: skip
Id = Annotated[str, Path(min_length=1, max_length=LONGEST, pattern=_PLAIN, examples=["290-qd-tw.2010-02-25"])]
AgencyId = Annotated[str, Path(min_length=1, max_length=LONGEST, pattern=_PLAIN, examples=["so-noi-vu.gia-lai"])]
Direction = Annotated[Literal["down", "up"], Field(description="To what follows a document, or up to its grounds")]
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
        description="Relations to follow, by comma",
        examples=["implements,based_on"],
    ),
]


def fields_of(record: type) -> Any:
    """The parameter that chooses among the fields of a record."""
    names = record.__struct_encode_fields__  # type: ignore[attr-defined]
    return Annotated[
        str, Field(pattern=names_of(*names), description="Fields to answer with, by comma", examples=["id,number,date"])
    ]


class Asked(BaseModel):
    """A request's parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


class DocumentsAsked(Paged, Dated):
    """Which documents."""

    q: Words | None = Field(default=None, description="Words of number, title or text, with or without tone marks")
    type: Words | None = Field(default=None, description="A type, `Quyết định`", examples=["Quyết định"])
    level: Level | None = None
    province: Words | None = Field(default=None, description="A province, old or new", examples=["Gia Lai"])
    from_: Day | None = Field(default=None, alias="from", description="Dated on this day or later")
    to: Day | None = Field(default=None, description="Dated on this day or before")
    status: Status | None = None
    fields: fields_of(DocumentNode) | None = None  # type: ignore[valid-type]


class DocumentAsked(Asked):
    """Which fields of a document."""

    fields: fields_of(Described) | None = None  # type: ignore[valid-type]


class Nothing(Asked):
    """No parameters: any is refused."""


class LineageAsked(Paged, Dated):
    """How far, and along which relations."""

    direction: Direction = "down"
    depth: int | None = Field(default=None, ge=0, le=100, description="At most so many steps")
    relations: Relations | None = None


class StatusAsked(Dated, Spoken):
    """The day and the language of a status."""

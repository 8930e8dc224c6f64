"""What answers look like, as models for the description of the interface: made from the records that are answered.

A record is sent as msgspec encodes it and never runs through its model; a test holds each answer to its model.
"""

from __future__ import annotations

import inspect
import types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from pydantic import BaseModel, ConfigDict, Field, create_model

from luocdo.graph.model import AgencyNode, DocumentNode, Edge, Record, TaskNode
from luocdo.queries.cascade import Relation
from luocdo.queries.standing import Status
from luocdo.queries.work import Work

_ITEMS = {tuple, list, set, frozenset}


@cache
def shape(record: type[Record], *, partial: bool = False) -> type[BaseModel]:
    """The model of a record, with the names its fields have in JSON; `partial`: any of them may be missing."""
    hints = get_type_hints(record)
    fields: dict[str, Any] = {}
    for name, told in zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True):
        type_ = _type(hints[name])
        fields[told] = (type_ | None, Field(None)) if partial else (type_, ...)
    name = f"{record.__name__}{'Fields' if partial else ''}"
    words = f"Chosen fields of a {record.__name__}" if partial else record.__doc__
    return create_model(name, __config__=ConfigDict(extra="forbid"), __doc__=words, **fields)


def list_of(record: type[Record], *, partial: bool = False) -> Any:
    """The type of an answer that is a list of records."""
    return list[shape(record, partial=partial)]  # type: ignore[misc]


def _type(type_: Any) -> Any:
    """The type of a field, records in it replaced by their models."""
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        return _row(type_) if type_.__struct_config__.array_like else shape(type_)
    origin, inner = get_origin(type_), get_args(type_)
    if origin is Annotated:
        return _type(inner[0])
    if origin in (Union, types.UnionType):
        return Union[tuple(_type(each) for each in inner)]  # noqa: UP007
    if origin in _ITEMS:
        return list[_type(inner[0])]  # type: ignore[misc]
    if origin is dict:
        return dict[str, _type(inner[1])]  # type: ignore[misc]
    if origin is Literal or type_ is Any:
        return type_
    return dict[str, Any] if type_ is dict else type_


def _row(record: type[msgspec.Struct]) -> Any:
    """The type of a record that is sent as an array of its fields, in their order."""
    hints = get_type_hints(record)
    fields = tuple(_type(hints[name]) for name in record.__struct_fields__)
    told = f"{inspect.cleandoc(record.__doc__ or '')} In this order: {', '.join(record.__struct_encode_fields__)}"
    return Annotated[tuple[fields], Field(description=told)]  # type: ignore[valid-type]


class CascadeTree(BaseModel):
    """A document of a cascade with what hangs from it. `repeated`: it is told elsewhere and only named here; `more`
    counts what leads on from it beyond this page."""

    model_config = ConfigDict(extra="forbid")

    document: shape(DocumentNode)  # type: ignore[valid-type]
    status: Status
    relation: shape(Relation) | None  # type: ignore[valid-type]
    repeated: bool
    tasks: list_of(Work)  # type: ignore[valid-type]
    children: list[CascadeTree]
    more: int = Field(default=1, ge=1)


class Graph(BaseModel):
    """A part of the graph: nodes of three kinds, and the edges between them with all evidence."""

    model_config = ConfigDict(extra="forbid")

    documents: list_of(DocumentNode)  # type: ignore[valid-type]
    agencies: list_of(AgencyNode)  # type: ignore[valid-type]
    tasks: list_of(TaskNode)  # type: ignore[valid-type]
    edges: list_of(Edge)  # type: ignore[valid-type]


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it; `type` ends with the kind of problem."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:luocdo:problem:unknown",
                    "title": "There is no such thing",
                    "status": 404,
                    "detail": "no document of the store has this id",
                }
            ]
        },
    )

    type: str
    title: str
    status: int
    detail: str

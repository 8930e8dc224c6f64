"""What answers look like, as models for the description of the interface: made from the records that are answered.

A record is sent as msgspec encodes it and never runs through its model; a test holds each answer to its model.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from pydantic import BaseModel, ConfigDict, Field, create_model

from luocdo.graph.model import Record

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
        return shape(type_)
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

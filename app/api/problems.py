"""What goes wrong, as RFC 9457 problem documents: one table from the program's errors to the status of HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from luocdo.app.api.cursors import UnknownCursor
from luocdo.graph.errors import (
    AmbiguousNumber,
    LuocdoError,
    NumberError,
    QueryError,
    QueryNotYet,
    QueryOverLimit,
    QueryTooLong,
    QueryUnavailable,
    ReadError,
    RelationError,
    StoreError,
    TooLarge,
    TooMany,
    UnknownName,
    UnknownNumber,
    WrongKind,
)

MEDIA_TYPE = "application/problem+json"


Handler = Callable[[Request, Exception], Awaitable[Response]]


class Fault(Exception):
    """Something the HTTP side itself refuses: a kind of `KINDS`, a sentence, and members of the document."""

    def __init__(self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        self.kind, self.detail, self.headers, self.members = kind, detail, dict(headers or {}), members
        super().__init__(detail)


class Kind(NamedTuple):
    """A kind of problem: the status it is answered with, and its title."""

    status: int
    title: str


KINDS: dict[str, Kind] = {
    "ambiguous": Kind(300, "The number fits several documents"),
    "bad-request": Kind(400, "The request cannot be read"),
    "bad-query": Kind(400, "No query that is answered here"),
    "no-key": Kind(401, "A key is needed"),
    "forbidden": Kind(403, "Not allowed"),
    "unknown": Kind(404, "There is no such thing"),
    "wrong-method": Kind(405, "The method is not allowed here"),
    "too-slow": Kind(408, "The request came too slowly"),
    "conflict": Kind(409, "Not possible at the moment"),
    "too-large": Kind(413, "Too large"),
    "over-limit": Kind(413, "The query takes more than it may"),
    "wrong-kind": Kind(415, "The wrong kind of file"),
    "wrong-host": Kind(421, "Addressed to another host"),
    "unreadable": Kind(422, "The file cannot be read"),
    "bad-parameters": Kind(422, "Parameters are not as described"),
    "too-many-requests": Kind(429, "Too many requests"),
    "fault": Kind(500, "A fault of the program"),
    "not-installed": Kind(501, "Not installed on this server"),
    "store-out-of-reach": Kind(503, "The store is out of reach"),
    "busy": Kind(503, "Too much work at the moment"),
    "not-ready": Kind(503, "Not ready yet"),
}
"""Every kind of problem by the name its `type` ends with."""

OF_ERROR: dict[type[Exception], str] = {
    AmbiguousNumber: "ambiguous",
    NumberError: "unknown",
    UnknownNumber: "unknown",
    UnknownName: "unknown",
    UnknownCursor: "unknown",
    RelationError: "bad-parameters",
    TooLarge: "too-large",
    TooMany: "too-large",
    WrongKind: "wrong-kind",
    ReadError: "unreadable",
    QueryError: "bad-query",
    QueryTooLong: "too-large",
    QueryUnavailable: "not-installed",
    QueryOverLimit: "over-limit",
    QueryNotYet: "not-ready",
    StoreError: "store-out-of-reach",
}
"""The kind of problem that each error is; the nearest class of an error counts."""

_OF_STATUS = {
    401: "no-key",
    403: "forbidden",
    404: "unknown",
    405: "wrong-method",
    408: "too-slow",
    413: "too-large",
    415: "wrong-kind",
}
_RETRY = {"store-out-of-reach": "2", "busy": "2", "not-ready": "5"}
"""Seconds after which asking again makes sense."""


def problem(kind: str, detail: str, headers: Mapping[str, str] | None = None, **members: Any) -> Response:
    """The problem document of a kind. Nothing of the request is repeated but what `detail` and `members` hold."""
    status, title = KINDS[kind]
    body = {"type": f"urn:luocdo:problem:{kind}", "title": title, "status": status, "detail": detail, **members}
    again = {"Retry-After": _RETRY[kind]} if kind in _RETRY else {}
    return Response(
        msgspec.json.encode(body),
        status,
        {"Cache-Control": "no-store", **again, **(headers or {})},
        MEDIA_TYPE,
    )


def of_error(error: Exception) -> Response:
    """The problem document of an error that the program raises on purpose."""
    kind = next(OF_ERROR[each] for each in type(error).__mro__ if each in OF_ERROR)
    members: dict[str, Any] = {}
    detail = str(error)
    if isinstance(error, UnknownCursor):
        detail = "this cursor was not given out for this question: begin with the first page"
    if isinstance(error, ReadError):
        detail = error.reason
        members = {"place": error.place} if error.place else {}
    return problem(kind, detail, **members)


async def on_error(_: Request, error: Exception) -> Response:
    """Answers what a question raises."""
    return of_error(error)


async def on_fault(_: Request, error: Exception) -> Response:
    """Answers what a route refuses."""
    assert isinstance(error, Fault)
    return problem(error.kind, error.detail, error.headers, **error.members)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answers what the framework refuses: no such route, no such method, a body that is no JSON."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:  # the framework names the methods of the first route of a path only
        named = set((_methods(request) or headers.get("Allow", "")).split(", "))
        headers["Allow"] = ", ".join(sorted(named | ({"HEAD"} if "GET" in named else set())))
    kind = _OF_STATUS.get(error.status_code, "bad-request" if error.status_code < 500 else "fault")
    detail = error.detail or HTTPStatus(error.status_code).phrase
    return problem(kind, detail, headers)


async def on_bad_parameters(_: Request, error: Exception) -> Response:
    """Answers parameters that are not as described: where, and what is wrong; what was given is not repeated."""
    assert isinstance(error, RequestValidationError)
    faults = [{"where": _where(each["loc"]), "message": _sendable(each["msg"])} for each in error.errors()]
    return problem(
        "bad-parameters", "; ".join(f"{each['where']}: {each['message']}" for each in faults[:5]), errors=faults[:50]
    )


HANDLERS: dict[type[Exception], Handler] = {
    **dict.fromkeys((LuocdoError, UnknownCursor), on_error),
    Fault: on_fault,
    HTTPException: on_http_error,
    RequestValidationError: on_bad_parameters,
}


def _methods(request: Request) -> str:
    """The methods of a path that has several routes; empty for one whose routes take parameters, or is not told of."""
    told = request.app.openapi()["paths"].get(request.scope["path"], ())
    return ", ".join(sorted(each.upper() for each in told))


def _where(place: tuple[int | str, ...]) -> str:
    """`query.on`, `body.numbers.3`."""
    return _sendable(".".join(str(each) for each in place))


def _sendable(words: str) -> str:
    """Words that can be encoded, and are no longer than anyone reads: a name may be given with half a letter in it."""
    return words[:200].encode("utf-8", "replace").decode()

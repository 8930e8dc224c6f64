"""SPARQL 1.1 over the graph, as its protocol has it: read-only, a process for each query, few of them at once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import Annotated, get_args
from urllib.parse import parse_qs

import anyio
import anyio.to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from luocdo.app.api.accepted import accepted
from luocdo.app.api.answers import VERSION, Desk
from luocdo.app.api.examples import SPARQL_BINDINGS
from luocdo.app.api.openapi import answered_as
from luocdo.app.api.problems import Fault
from luocdo.app.settings import MEGABYTE, Settings
from luocdo.graph.errors import QueryError
from luocdo.graph.sparql_store import MEDIA_TYPES, MOST_LETTERS, Form, Limits, SparqlAnswer
from luocdo.graph.store import Store
from luocdo.queries.sparql import SparqlEndpoint

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_PATIENCE = 10.0
"""Seconds that a request waits for a graph that is being made ready."""
_AT_ONCE, _MOST_WAITING = 2, 20
"""Queries that run at once, each a process, and those that may wait for them."""
_MOST_BYTES = 12 * MOST_LETTERS
"""Of a body: a letter takes up to four bytes, and each of them three signs in a form."""
_TYPES = {form: type_.partition(";")[0] for form, type_ in MEDIA_TYPES.items()}
_FORMS: dict[str, Form] = {
    **{_TYPES[form]: form for form in get_args(Form)},
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
}
_IN_ADDRESS = 5_000
"""Letters of a query in an address: the server reads 64 kB of one, and a letter may take twelve signs of it."""
_CHOOSING = frozenset({"default-graph-uri", "named-graph-uri"})
_EXAMPLE = 'SELECT ?document ?date WHERE { ?document eli:number "25-NQ/TW" ; eli:date_document ?date }'
_BODY = {
    "required": True,
    "content": {
        FORM: {
            "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}},
            "example": {"query": _EXAMPLE},
        },
        QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
    },
}
_BINDINGS = {"type": "object", "required": ["head"], "properties": {"head": {"type": "object"}}}
_ANSWERS = {_TYPES["json"]: {"schema": _BINDINGS, "example": SPARQL_BINDINGS}} | {
    _TYPES[form]: {"schema": {"type": "string"}} for form in get_args(Form) if form != "json"
}
_PROBLEMS = (400, 413, 501)

router = APIRouter(tags=["graph"])


class FormAsked(BaseModel):
    """The form of the answer. Other parameters are left alone: programs send some that only few servers know."""

    model_config = ConfigDict(frozen=True)

    format: Form | None = Field(default=None, description="Goes before `Accept`")


class SparqlAsked(FormAsked):
    """A query, and the form of its answer."""

    query: str = Field(min_length=1, max_length=_IN_ADDRESS, examples=[_EXAMPLE])


class SparqlDesk:
    """Where queries are asked: over the store of the server, so many at once."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk = desk
        self._limits = Limits(seconds=settings.sparql_seconds, memory=settings.sparql_mb * MEGABYTE)
        self._limiter = anyio.CapacityLimiter(_AT_ONCE)
        self._lock = threading.Lock()
        self._endpoint: tuple[Store, SparqlEndpoint] | None = None

    async def ask(self, query: str, forms: Sequence[Form]) -> Response:
        """The response to a query; refused where so many wait that nobody would stay for its answer."""
        if self._limiter.statistics().tasks_waiting >= _MOST_WAITING:
            raise Fault("busy", "too many queries wait for an answer: try again in a moment")
        found = await anyio.to_thread.run_sync(self._asked, query, forms, limiter=self._limiter)
        headers = {VERSION: str(found.version), "Cache-Control": "no-store", "Vary": "Accept"}
        return Response(found.body, headers=headers, media_type=found.media_type)

    def close(self) -> None:
        """Remove the graph from the disk."""
        with self._lock:
            if self._endpoint is not None:
                self._endpoint[1].close()
            self._endpoint = None

    def _asked(self, query: str, forms: Sequence[Form]) -> SparqlAnswer:
        return self._over(self._desk.door.store()).ask(query, forms, self._limits, patience=_PATIENCE)

    def _over(self, store: Store) -> SparqlEndpoint:
        with self._lock:
            if self._endpoint is None or self._endpoint[0] is not store:
                self._endpoint = (store, SparqlEndpoint(store))
            return self._endpoint[1]


@router.get("/sparql", **answered_as(_ANSWERS, _PROBLEMS))
async def sparql_query(request: Request, asked: Annotated[SparqlAsked, Query()]) -> Response:
    """A query in SPARQL over the graph as linked data: SELECT and ASK as JSON, CSV or XML, CONSTRUCT and DESCRIBE as
    Turtle or N-Triples, by `format` or `Accept`. Nothing is written, no other server is called."""
    _one_graph(request.query_params.keys())
    return await _desk(request).ask(asked.query, _forms(request, asked))


@router.post("/sparql", openapi_extra={"requestBody": _BODY}, **answered_as(_ANSWERS, (*_PROBLEMS, 408, 415)))
async def sparql_query_posted(request: Request, asked: Annotated[FormAsked, Query()]) -> Response:
    """The same for a query that comes as a form or as the body itself."""
    _one_graph(request.query_params.keys())
    return await _desk(request).ask(await _query(request), _forms(request, asked))


def _desk(request: Request) -> SparqlDesk:
    desk: SparqlDesk = request.app.state.sparql
    return desk


def _one_graph(names: Iterable[str]) -> None:
    """The protocol lets a client choose graphs by parameters: an answer over another one would be a wrong answer."""
    chosen = sorted(_CHOOSING.intersection(names))
    if chosen:
        raise QueryError(f"there is one graph here: {chosen[0]} cannot choose another")


def _forms(request: Request, asked: FormAsked) -> Sequence[Form]:
    """The forms of an answer that are wanted, best first."""
    if asked.format is not None:
        return (asked.format,)
    return [_FORMS[type_] for type_ in accepted(request.headers.getlist("accept")) if type_ in _FORMS]


async def _query(request: Request) -> str:
    """The query that a body holds."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == UPDATE:
        raise Fault("wrong-kind", "nothing can be written here: send a query as application/sparql-query")
    if kind not in (FORM, QUERY):
        raise Fault("wrong-kind", f"a query is sent as {QUERY} or {FORM}")
    body = await request.body()
    if len(body) > _MOST_BYTES:
        raise Fault("too-large", f"a query of at most {MOST_LETTERS:,} letters is answered")
    try:
        text = body.decode()
        fields = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=20) if kind == FORM else {}
    except ValueError:
        raise Fault("bad-request", "the body is no text in UTF-8, or no form") from None
    _one_graph(fields)
    given = fields.get("query", []) if kind == FORM else [text]
    if len(given) != 1:
        raise Fault("bad-parameters", "query: exactly one is needed")
    return given[0]

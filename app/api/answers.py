"""From a question to a response: asked in a thread, tagged with the version of the data it was read from.

Every answer says which data it is from (`Luocdo-Data-Version`) and carries an ETag, made of that version, the day,
the program and the request: what has not changed is answered with 304 and not asked again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

import anyio
import anyio.to_thread
import msgspec
from fastapi import Request, Response

import luocdo
from luocdo.app.api.cursors import Cursors, Place
from luocdo.app.api.door import Door
from luocdo.app.api.problems import Fault
from luocdo.graph.model import Record
from luocdo.graph.registry import Registry
from luocdo.graph.store import Reader
from luocdo.queries.export import write_rows

VERSION = "Luocdo-Data-Version"
JSON = "application/json"
CSV = "text/csv; charset=utf-8"
_MOST_WAITING = 50
"""Questions that may wait for each that is answered at the same time."""


class Answer(NamedTuple):
    """What a question came to: the body, its kind, and headers of its own."""

    body: bytes
    headers: Mapping[str, str] = {}
    media_type: str = JSON


Question = Callable[[Reader], Answer]


class OwnRegistry(NamedTuple):
    """The institution's own registry, and the hash of its file, which answers depend on."""

    registry: Registry
    digest: str


class Desk:
    """Where questions are asked: so many at once, and fewer of those that may walk a whole graph."""

    def __init__(self, door: Door, cursors: Cursors, threads: int, own: OwnRegistry | None = None) -> None:
        self.door, self._cursors = door, cursors
        self.own = own.registry if own else None
        self._name = f"{door.url} {own.digest if own else ''}"
        self._light = anyio.CapacityLimiter(threads)
        self._heavy = anyio.CapacityLimiter(max(1, threads // 2))

    async def ask(self, request: Request, question: Question, *, heavy: bool = False) -> Response:
        """The response to a GET: from the store, or 304 where the caller has it already."""
        return await anyio.to_thread.run_sync(self._get, request, question, limiter=self._limiter(heavy))

    async def post(self, question: Question, *, heavy: bool = False) -> Response:
        """The response to a question that came in a body: not tagged, since no cache keeps it."""
        return await anyio.to_thread.run_sync(self._post, question, limiter=self._limiter(heavy))

    def place(self, request: Request, cursor: str | None) -> list[str | int | None]:
        """Where a page begins, empty for the first; UnknownCursor where it is not ours for this question."""
        return self._cursors.read(cursor, _question_of(request)) if cursor is not None else []

    def start(self, request: Request, cursor: str | None, reader: Reader) -> int:
        """The number of a page's first row; a problem document of 409 where the rows have changed since."""
        place = self.place(request, cursor)
        if not place:
            return 0
        if place[1] != reader.data_version():
            raise Fault("conflict", "the data has changed since this cursor was given out: begin with the first page")
        return int(place[0] or 0)

    def more_from(self, request: Request, start: int | None, reader: Reader) -> dict[str, str]:
        """As `more`, to the page that begins with a row of this version of the data."""
        return self.more(request, None if start is None else [start, reader.data_version()])

    def more(self, request: Request, place: Place | None) -> dict[str, str]:
        """The header that leads to the page that begins at a place; none after the last page.

        It is relative, since the program does not know the name that a proxy gives it.
        """
        if place is None:
            return {}
        cursor = self._cursors.write(place, _question_of(request))
        asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        return {"Link": f'<?{urlencode([*asked, ("cursor", cursor)])}>; rel="next"'}

    def _limiter(self, heavy: bool) -> anyio.CapacityLimiter:
        """Which questions a question waits behind; refused where so many wait that nobody would stay for its answer."""
        limiter = self._heavy if heavy else self._light
        if limiter.statistics().tasks_waiting >= _MOST_WAITING * int(limiter.total_tokens):
            raise Fault("busy", "too many questions wait for an answer: try again in a moment")
        return limiter

    def _get(self, request: Request, question: Question) -> Response:
        reader = self.door.store()
        version = reader.data_version()
        tag = _tag(self._name, request, version)
        if _has(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=_headers(version, tag))
        answer = question(reader)
        # A batch that was written meanwhile may show in a part of the answer: then nobody shall keep it.
        settled = reader.data_version() == version
        headers = _headers(version, tag if settled else None) | dict(answer.headers)
        return Response(answer.body, headers=headers, media_type=answer.media_type)

    def _post(self, question: Question) -> Response:
        reader = self.door.store()
        headers = _headers(reader.data_version(), None)
        answer = question(reader)
        return Response(answer.body, headers=headers | dict(answer.headers), media_type=answer.media_type)


def desk_of(request: Request) -> Desk:
    """The desk of the server that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def as_json(answer: Any, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer of records, or of plain values, as JSON."""
    return Answer(msgspec.json.encode(answer), headers or {})


def as_table(
    columns: Iterable[str], rows: Iterable[dict[str, Any]], headers: Mapping[str, str] | None = None
) -> Answer:
    """An answer of rows as CSV that spreadsheets open as it is."""
    out = io.StringIO(newline="")
    write_rows(out, columns, rows)
    return Answer(out.getvalue().encode("utf-8", "replace"), headers or {}, CSV)


def chosen_fields(records: Iterable[Record], fields: str | None) -> list[Any]:
    """Records, or of each only the fields named by comma, in the order of the record."""
    if fields is None:
        return list(records)
    wanted = set(fields.split(","))
    return [{name: value for name, value in each.to_dict().items() if name in wanted} for each in records]


def today() -> str:
    """The day a question is asked for where no other is given, ISO."""
    return date.today().isoformat()


def _question_of(request: Request) -> str:
    """What a cursor is bound to: the path and all parameters but the cursor and the size of a page."""
    asked = sorted((n, v) for n, v in request.query_params.multi_items() if n not in ("cursor", "limit"))
    return f"{request.url.path}?{urlencode(asked)}"


def _tag(store: str, request: Request, version: int) -> str:
    asked = urlencode(sorted(request.query_params.multi_items()))
    said = f"{store}\n{version}\n{luocdo.__version__}\n{today()}\n{request.url.path}\n{asked}"
    # Weak: the same answer may come packed or plain.
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def _has(given: str | None, tag: str) -> bool:
    """Whether an If-None-Match names this tag."""
    return given is not None and (given.strip() == "*" or tag in (each.strip() for each in given.split(",")))


def _headers(version: int, tag: str | None) -> dict[str, str]:
    kept = {"ETag": tag, "Cache-Control": "private, no-cache"} if tag else {"Cache-Control": "no-store"}
    return {VERSION: str(version), **kept}

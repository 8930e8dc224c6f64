"""What comes in a request's body: no more than is allowed, and no slower."""

from __future__ import annotations

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from luocdo.app.api.problems import problem
from luocdo.app.settings import MEGABYTE

_QUESTION_BYTES = 5 * MEGABYTE
"""10,000 numbers, each with a day or a place, take half a megabyte."""
_SECONDS = 30.0
_BYTES_A_SECOND = 50_000
"""A body has this long, and a second more for each so many bytes: an office's line is slow, but not that slow."""
_THROWN_AWAY = 100 * MEGABYTE
"""Of a refused body so much is read and dropped, for who is still sending does not hear the answer."""


class BodyLimit:
    """Cuts a body that is too large or too slow; those of some paths may be as large as an upload."""

    def __init__(self, app: ASGIApp, upload_bytes: int, upload_paths: frozenset[str]) -> None:
        self._app, self._upload_bytes, self._paths = app, upload_bytes, upload_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        limit = self._upload_bytes if scope["path"] in self._paths else _QUESTION_BYTES
        headers = Headers(scope=scope)
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            if headers.get("expect", "").lower() != "100-continue":
                await _drop(receive)
            await problem("too-large", _words(limit), {"Connection": "close"})(scope, receive, send)
            return
        await self._app(scope, _Measured(receive, limit), send)


class _Measured:
    """`receive`, counting bytes and time. The framework knows its own exception and hands it on."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit = receive, limit
        self._size = 0
        self._began = anyio.current_time()
        self._done = False

    async def __call__(self) -> Message:
        if self._done:  # what comes now is the end of the connection, which may take its time
            return await self._receive()
        left = self._began + _SECONDS + self._size / _BYTES_A_SECOND - anyio.current_time()
        with anyio.move_on_after(max(left, 0.0)):
            message = await self._receive()
            self._done = not message.get("more_body", False)
            self._size += len(message.get("body", b""))
            if self._size > self._limit:
                self._done = True
                await _drop(self._receive)
                raise HTTPException(413, _words(self._limit), {"Connection": "close"})
            return message
        self._done = True
        raise HTTPException(408, "the body of this request came too slowly", {"Connection": "close"})


async def _drop(receive: Receive) -> None:
    """Read the rest of a body and forget it, for a while."""
    size = 0
    with anyio.move_on_after(_SECONDS / 3):
        while size < _THROWN_AWAY:
            message = await receive()
            size += len(message.get("body", b""))
            if not message.get("more_body", False):
                return


def _words(limit: int) -> str:
    return f"the body of this request is larger than {limit:,} bytes"

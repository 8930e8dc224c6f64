"""Connections that are cut when their other side is too slow: one that dawdles over its head, or does not read.

uvicorn waits for ever for the first request of a connection and for a reader that has stopped reading. Short answers
go out at once.
"""

from __future__ import annotations

import socket
from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 15.0
"""From the connection, or the first letter of a request, to the end of its head."""
READ_SECONDS = 60.0
"""For which a reader may leave all of an answer's buffer unread."""


class ImpatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol with two more clocks."""

    _head: TimerHandle | None = None
    _reader: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # The listening socket that workers share names no protocol, and for such a one asyncio leaves Nagle's
        # algorithm on: the body of a short answer would wait 40 ms until the other side acknowledges its head.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head = self.loop.call_later(HEAD_SECONDS, self._cut)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self._cut)

    def on_headers_complete(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None
        super().on_headers_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._reader = self.loop.call_later(READ_SECONDS, self._cut)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def connection_lost(self, exc: Exception | None) -> None:
        for clock in (self._head, self._reader):
            if clock is not None:
                clock.cancel()
        super().connection_lost(exc)

    def _cut(self) -> None:
        """End the connection at once, without waiting until what is unread is read."""
        if not self.transport.is_closing():
            self.transport.abort()

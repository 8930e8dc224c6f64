"""Uploads are read in a process of their own, which may take so much time and memory and is ended if it takes more.

A file made to hurt a reader hurts that process alone. It is started when it is first needed and used again; a text
goes to it, and what it says comes back, as bytes.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import NamedTuple

import msgspec

from luocdo.app.settings import MEGABYTE
from luocdo.graph.errors import ReadError, TooLarge, WrongKind
from luocdo.graph.model import Extraction, SourceText
from luocdo.loaders.pipeline import extract_source
from luocdo.loaders.readers import read_bytes
from luocdo.loaders.workers import end_with_parent

if sys.platform != "win32":
    import resource

_WAIT = 10.0
"""Seconds to wait for a process that is free."""
_START = 30.0
"""Seconds that a process may take to begin; they do not count for the file."""
_RETIRE = 500
"""Files after which a process is replaced: pdfium keeps some memory of each."""
_KINDS: dict[str, type[ReadError]] = {each.__name__: each for each in (ReadError, TooLarge, WrongKind)}


class Limits(NamedTuple):
    """How large a file may be, how many pages it may have, and what reading it may take."""

    max_bytes: int
    max_pages: int
    seconds: int
    megabytes: int


class Busy(Exception):
    """All processes are reading."""


class _Refused(msgspec.Struct):
    """Why a file could not be read: the name of the error, and its parts."""

    error: str
    reason: str
    place: str


class _Read(msgspec.Struct):
    """What came of a file."""

    text: SourceText | None = None
    extraction: Extraction | None = None
    refused: _Refused | None = None


_found = msgspec.msgpack.Decoder(_Read)  # made here, since threads may not be the first to need one


class Parsers:
    """The processes that read uploads. Threads may share it."""

    def __init__(self, limits: Limits, size: int) -> None:
        self._limits = limits
        self._idle: queue.LifoQueue[_Parser | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)

    def read(self, name: str, data: bytes) -> tuple[SourceText, Extraction]:
        """The text of a file and what it says. ReadError (TooLarge, WrongKind) says why not; Busy that no
        process is free."""
        with self._one() as parser:
            found = parser.read(name, data, self._limits.seconds)
        if found.refused is not None:
            raise _KINDS[found.refused.error](name, found.refused.reason, found.refused.place)
        assert found.text is not None
        assert found.extraction is not None
        return found.text, found.extraction

    def close(self) -> None:
        """End the processes that are not reading; the others end with this one."""
        while not self._idle.empty():
            parser = self._idle.get_nowait()
            if parser is not None:
                parser.end()

    @contextmanager
    def _one(self) -> Iterator[_Parser]:
        """A process that is free, a new one where it is needed; given back if it is still good."""
        try:
            parser = self._idle.get(timeout=_WAIT)
        except queue.Empty:
            raise Busy from None
        try:
            if parser is None or not parser.is_good():
                parser = _Parser(self._limits)
            yield parser
        finally:
            self._idle.put(parser if parser is not None and parser.is_good() else None)


class _Parser:
    """One process, from this side."""

    def __init__(self, limits: Limits) -> None:
        # Spawned, since a fork of a process with threads may hang.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, limits), daemon=True)
        self._process.start()
        theirs.close()
        self._left = _RETIRE
        if not self._connection.poll(_START) or self._connection.recv_bytes() != b"ready":
            self.end()
            raise Busy

    def read(self, name: str, data: bytes, seconds: int) -> _Read:
        """What comes of a file; a process that takes too long, or ends over it, is done with."""
        self._left -= 1
        try:
            self._connection.send_bytes(name.encode("utf-8", "replace"))
            self._connection.send_bytes(data)
            if not self._connection.poll(seconds):
                self.end()
                return _refused(TooLarge.__name__, f"too much to read: it takes longer than {seconds} seconds")
            return _found.decode(self._connection.recv_bytes())
        except (EOFError, OSError):
            self.end()
            return _refused(ReadError.__name__, "reading it ends the process: damaged, or too large for the memory")

    def is_good(self) -> bool:
        """Whether it can read another file."""
        good = self._left > 0 and self._process.is_alive()
        if not good:
            self.end()
        return good

    def end(self) -> None:
        """End the process at once."""
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._connection.close()


def _work(connection: Connection, limits: Limits) -> None:
    """The process itself: reads one file after the other until the other side is gone."""
    for each in (signal.SIGINT, signal.SIGTERM):  # what ends a service goes to all its processes at once
        signal.signal(each, signal.SIG_IGN)
    end_with_parent()
    if sys.platform != "win32":
        allowed = limits.megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    connection.send_bytes(b"ready")
    while True:
        try:
            name, data = connection.recv_bytes().decode(), connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(msgspec.msgpack.encode(_read(name, data, limits)))


def _read(name: str, data: bytes, limits: Limits) -> _Read:
    try:
        text = read_bytes(name, data, max_bytes=limits.max_bytes, max_pages=limits.max_pages)
        return _Read(text, extract_source(text))
    except ReadError as error:
        return _refused(type(error).__name__, error.reason, error.place)
    except MemoryError:
        return _refused(TooLarge.__name__, f"too large: reading it takes more than {limits.megabytes:,} MB of memory")


def _refused(error: str, reason: str, place: str = "") -> _Read:
    return _Read(refused=_Refused(error, reason, place))

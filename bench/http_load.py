"""Requests at a steady rate, whatever the server does: the time of each counts from when it was due.

A generator that waits for an answer before it asks again would not see a server that stands still for a second; this
one does. It speaks plain HTTP over a few kept connections and looks at nothing but the status.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_CONNECTIONS = 64


@dataclass(frozen=True)
class Request:
    """What is asked: a kind by which times are told apart, and the bytes that go over the line."""

    kind: str
    raw: bytes


def get(kind: str, port: int, place: str) -> Request:
    """A GET."""
    return Request(kind, f"GET {place} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode())


def post(kind: str, port: int, place: str, body: bytes) -> Request:
    """A POST of JSON."""
    head = f"POST {place} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    return Request(kind, f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


@dataclass
class Figures:
    """Milliseconds of all requests by kind, their statuses, and how long all of it took."""

    times: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    def all(self) -> list[float]:
        return sorted(each for times in self.times.values() for each in times)

    def at(self, share: float, kind: str | None = None) -> float:
        """The time that this share of the requests did not exceed."""
        times = self.all() if kind is None else sorted(self.times[kind])
        return times[min(int(len(times) * share), len(times) - 1)]


def steady(port: int, requests: Sequence[Request], rate: float) -> Figures:
    """Send the requests, so many a second."""
    return asyncio.run(_steady(port, requests, rate))


async def _steady(port: int, requests: Sequence[Request], rate: float) -> Figures:
    figures = Figures()
    idle: asyncio.Queue[_Line] = asyncio.Queue()
    for _ in range(_CONNECTIONS):
        idle.put_nowait(_Line(port))
    began = time.perf_counter()

    async def one(number: int, request: Request) -> None:
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        line = await idle.get()
        try:
            status = await line.ask(request.raw)
        except (OSError, EOFError, ValueError):
            status = 0
            line.close()
        idle.put_nowait(line)
        figures.statuses[status] += 1
        figures.times.setdefault(request.kind, []).append((time.perf_counter() - due) * 1000)

    await asyncio.gather(*(one(number, request) for number, request in enumerate(requests)))
    figures.seconds = time.perf_counter() - began
    while not idle.empty():
        idle.get_nowait().close()
    return figures


class _Line:
    """A connection that is opened when it is first needed, and again after it was lost."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, raw: bytes) -> int:
        """The status of the answer; its body is read and forgotten."""
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port, limit=1_000_000)
        reader, writer = self._ends
        writer.write(raw)
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                await reader.readexactly(int(line[15:]))
            elif line.startswith(b"transfer-encoding:"):
                raise ValueError("an answer in pieces")
        return status

    def close(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None

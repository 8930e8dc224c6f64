"""Connections of the server: what is set on each when it is made."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from uvicorn import Config
from uvicorn.server import ServerState

from luocdo.app.api.connections import ImpatientProtocol


async def _app(scope: object, receive: object, send: object) -> None:
    """Nobody asks."""


def test_short_answers_are_not_held_back() -> None:
    """The listening socket is made as uvicorn makes that of several workers: it names no protocol."""
    made: list[ImpatientProtocol] = []

    async def connect() -> int:
        config = Config(_app, log_config=None)
        config.load()

        def protocol() -> ImpatientProtocol:
            made.append(ImpatientProtocol(config, ServerState(), {}))
            return made[-1]

        with socket.socket(socket.AF_INET) as listening:
            listening.bind(("127.0.0.1", 0))
            async with await asyncio.get_running_loop().create_server(protocol, sock=listening):
                _, writer = await asyncio.open_connection(*listening.getsockname())
                while not made or made[0].transport is None:
                    await asyncio.sleep(0.01)
                kept = made[0].transport.get_extra_info("socket")
                nodelay = kept.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                writer.close()
                await writer.wait_closed()
                made[0].transport.abort()
                return int(nodelay)

    with ThreadPoolExecutor(1) as pool:  # a browser's tests leave a loop running in this thread
        assert pool.submit(asyncio.run, connect()).result()

"""`luocdo serve` as a process of its own on a free port of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

PROGRAM = (sys.executable, "-c", "from luocdo.app.cli import main; main()")
_STARTS_WITHIN = 60.0


class Server:
    """A running server: its address, its process, and where its log lines go."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log
        self.url = f"http://127.0.0.1:{port}"

    def stop(self) -> int:
        """Tell it to end, and wait; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@contextmanager
def running(folder: Path, store: Path, **settings: object) -> Iterator[Server]:
    """A server with some settings, ready to answer; ended with the block at the latest."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LUOCDO_")}
    told = {f"LUOCDO_{name.upper()}": str(value) for name, value in settings.items()}
    log = folder / "server.log"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", str(port), "--store", str(store)],
            cwd=folder,
            env=clean | told,
            stdout=lines,
            stderr=lines,
        )
    try:
        server = Server(process, port, log)
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(server: Server) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        assert server.process.poll() is None, server.log.read_text(encoding="utf-8")
        try:
            httpx2.get(f"{server.url}/health", timeout=2)
        except httpx2.TransportError:
            time.sleep(0.1)
            continue
        return
    raise AssertionError("the server did not begin to answer")

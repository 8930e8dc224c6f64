"""A road to a server that breaks: connections through it are cut in the middle, as a bad network would."""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import suppress
from types import TracebackType

_DONE_SECONDS = 0.5
"""After which the server has done what it was told."""
COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message that ends a transaction, as Bolt writes it: its length, a structure of no fields, its sign, the end."""


class Proxy:
    """Passes bytes on to a port of this machine; `cutting` cuts whatever is connected, again and again."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._trap = ""
        self.cuts = 0
        """How often something was cut off."""

    @property
    def port(self) -> int:
        """Where to connect, by `bolt:`; `neo4j:` would learn the server's own address and go straight there."""
        return int(self._listening.getsockname()[1])

    def cut_at_commit(self, *, passed_on: bool) -> None:
        """Cut the connection of the next commit: `passed_on`, when the server has it, else before."""
        self._trap = "after" if passed_on else "before"

    def __enter__(self) -> Proxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._listening.close()
        self.cut()

    def cut(self) -> None:
        """Cut all connections there are now."""
        with self._lock:
            cut, self._open = self._open, set()
        self.cuts += bool(cut)
        for each in cut:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def cutting(self, seed: int, times: int, longest: float = 0.4) -> threading.Thread:
        """Begin to cut what is connected, `times` times, each after at most `longest` seconds; the thread that does."""
        moments = random.Random(seed)

        def cut_again_and_again() -> None:
            while self.cuts < times and not self._over.is_set():
                time.sleep(moments.uniform(0, longest))
                self.cut()

        thread = threading.Thread(target=cut_again_and_again, daemon=True)
        thread.start()
        return thread

    def _accept(self) -> None:
        while not self._over.is_set():
            with suppress(OSError):
                near, _ = self._listening.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._port))
                except OSError:
                    near.close()
                    continue
                with self._lock:
                    self._open |= {near, far}
                threading.Thread(target=self._pass_on, args=(near, far, COMMIT), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(far, near, None), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, trapped: bytes | None) -> None:
        with suppress(OSError):
            while block := one.recv(65536):
                trap = self._trap if trapped and trapped in block else ""
                if trap:
                    self._trap = ""
                    self.cuts += 1
                if trap == "before":
                    break
                other.sendall(block)
                if trap:
                    time.sleep(_DONE_SECONDS)
                    break
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        with self._lock:
            self._open -= {one, other}

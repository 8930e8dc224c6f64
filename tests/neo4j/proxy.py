"""A road to a server that breaks: connections through it are cut in the middle, as a bad network would."""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import suppress
from types import TracebackType


class Proxy:
    """Passes bytes on to a port of this machine; `cutting` cuts whatever is connected, again and again."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self.cuts = 0
        """How often something was cut off."""

    @property
    def url(self) -> str:
        """The server by this road. Not `neo4j:`, which would learn the server's own address and go straight."""
        return f"bolt://127.0.0.1:{self._listening.getsockname()[1]}"

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
        """Begin to cut, `times` times with at most `longest` seconds between; the thread that does it."""
        moments = random.Random(seed)

        def cut_again_and_again() -> None:
            for _ in range(times):
                time.sleep(moments.uniform(0, longest))
                if self._over.is_set():
                    return
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
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while block := one.recv(65536):
                other.sendall(block)
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        with self._lock:
            self._open -= {one, other}

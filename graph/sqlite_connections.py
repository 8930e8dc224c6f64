"""One SQLite connection a thread, transactions, and SQLite's errors as StoreErrors with a reason.

WAL: a reader sees the last commit while another process writes. `synchronous=NORMAL`: a killed process
loses nothing that was committed; a power cut may lose the last batches, never the file's soundness.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from weakref import WeakSet

from luocdo.graph.errors import StoreError
from luocdo.graph.sqlite_schema import bring_up_to_date, version

_WAIT_MS = 15_000
"""How long a second writer waits for the first; a batch of a load takes a second or two."""

_PRAGMAS = (
    "PRAGMA page_size = 8192",
    f"PRAGMA busy_timeout = {_WAIT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    # A load writes the same pages of the indexes again and again: fold the log in less often.
    "PRAGMA wal_autocheckpoint = 4000",
    # 16 MB a thread, so that forty of a server stay small; a writer takes more.
    "PRAGMA cache_size = -16384",
    "PRAGMA temp_store = MEMORY",
)

_REASONS = {
    "SQLITE_NOTADB": "not a store: the file is no SQLite database",
    "SQLITE_CORRUPT": "the file is damaged; restore a copy or load the documents anew",
    "SQLITE_CANTOPEN": "cannot be opened: no such folder, or no permission",
    "SQLITE_READONLY": "the file or its folder is read-only",
    "SQLITE_BUSY": f"another process has been writing for more than {_WAIT_MS // 1000} seconds",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk failed to read or write",
}


class _Connection(sqlite3.Connection):
    """A connection that closes itself with its thread. `file` tells the file it was opened on from any other."""

    file: tuple[int, int] | None = None

    def __del__(self) -> None:
        self.close()


class Connections:
    """The connections to one file, or to one store in memory (`path` None), which all threads share."""

    def __init__(self, path: Path | None, *, create: bool = True) -> None:
        self.name = str(path) if path else ":memory:"
        self._path = path
        self._local = threading.local()
        self._open: WeakSet[_Connection] = WeakSet()
        self._closed = False
        # Connections to a shared memory store lock each other's tables at once instead of waiting.
        self._lock = threading.RLock() if path is None else None
        self._memory: _Connection | None = None
        self.read_only = path is not None and _cannot_write(path)
        if path is not None:
            _check_place(path, create)
        with self.explained():
            connection = self._connect()
            if path is None:
                self._memory = connection
            else:
                self._local.connection = connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One snapshot for all reads of the block; inside a batch of this thread, the batch itself."""
        with self._exclusive(), self.explained():
            connection = self._mine()
            if connection.in_transaction:
                self._local.flush()
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed at the end of the block and undone if it raises.

        Whoever gathers writes says how they are flushed, by `flush_with`: a read in the same thread
        does it first.
        """
        with self._exclusive(), self.explained():
            if self.read_only:
                raise StoreError(f"{self.name}: the file or its folder is read-only")
            connection = self._mine()
            if connection.in_transaction:
                raise StoreError(f"{self.name}: a batch is open already in this thread")
            self.flush_with(lambda: None)
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def flush_with(self, flush: Callable[[], None]) -> None:
        """How the batch of this thread writes what it has gathered."""
        self._local.flush = flush

    def close(self) -> None:
        """Close the connections of all threads; the store cannot be used after."""
        self._closed = True
        for connection in list(self._open):
            connection.close()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what SQLite raises into a StoreError that names the store and the reason."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self.name}: {_reason(error)}") from error
        except UnicodeEncodeError as error:
            raise StoreError(f"{self.name}: a text holds a lone surrogate at {error.start}") from error

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        if self._lock is None:
            yield
        else:
            with self._lock:
                yield

    def _mine(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError(f"{self.name}: the store is closed")
        if self._memory is not None:
            return self._memory
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is not None and not connection.in_transaction and connection.file != _file(self._path):
            connection.close()  # another file bears the name now, or none: what is open is of no store any more
            connection = self._local.connection = None
        if connection is None:
            assert self._path is not None
            _check_place(self._path, create=False)
            connection = self._local.connection = self._connect()
        return connection

    def _connect(self) -> _Connection:
        connection = sqlite3.connect(
            self._uri(), uri=True, isolation_level=None, check_same_thread=False, factory=_Connection
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            version(connection)  # refuses another program's file before anything is changed in it
            if not self.read_only:
                connection.execute("PRAGMA journal_mode = WAL")
            bring_up_to_date(connection)
        except StoreError as error:
            connection.close()
            raise type(error)(f"{self.name}: {error}") from error
        except sqlite3.Error:
            connection.close()
            raise
        connection.file = _file(self._path)
        self._open.add(connection)
        return connection

    def _uri(self) -> str:
        if self._path is None:
            return f"file:luocdo-{uuid.uuid4()}?mode=memory"
        place = "file:" + quote(str(self._path.absolute()))
        if not self.read_only:
            return place
        # A file of a folder that cannot be written to cannot have WAL's index beside it. Without a log
        # nobody is writing, and it can be read as it lies.
        log = Path(f"{self._path}-wal")
        return place + ("?mode=ro" if log.exists() and log.stat().st_size else "?immutable=1")


def _check_place(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: a folder, not a store")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: no such folder: {path.parent}")
    if not create and not path.exists():
        raise StoreError(f"{path}: no store there yet")


def _file(path: Path | None) -> tuple[int, int] | None:
    """Which file lies at a path: device and number; None where none does."""
    try:
        found = os.stat(path) if path is not None else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _cannot_write(path: Path) -> bool:
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _reason(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", None) or ""
    # Extended names go on after the plain one: SQLITE_READONLY_DIRECTORY, SQLITE_CORRUPT_VTAB.
    for plain, reason in _REASONS.items():
        if name.startswith(plain):
            return reason
    return str(error)

"""The embedded store: one SQLite file, or one in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luocdo.graph.sqlite_connections import Connections
from luocdo.graph.sqlite_reader import SqliteReader
from luocdo.graph.sqlite_writer import SqliteWriter


class SqliteStore(SqliteReader):
    """A `Store` in a file; threads may share it, processes may open it at the same time."""

    def __init__(self, path: Path | None, *, create: bool = True) -> None:
        """Open or create the file; None is a store in memory. StoreError says why it cannot be."""
        super().__init__(Connections(path, create=create))

    @contextmanager
    def batch(self) -> Iterator[SqliteWriter]:
        with self._connections.writing() as connection:
            writer = SqliteWriter(connection)
            self._connections.flush_with(writer.flush)
            yield writer
            writer.finish()

    def close(self) -> None:
        self._connections.close()

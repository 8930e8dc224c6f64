"""SPARQL over the graph of a store, as it is at the moment: read-only, within time and size."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, Lock, Thread

import msgspec

from luocdo.graph.errors import QueryNotYet
from luocdo.graph.rdf_stream import lines, whole
from luocdo.graph.sparql_store import Form, Limits, SparqlAnswer, SparqlStore, refuse
from luocdo.graph.store import Reader
from luocdo.queries.selection import Selection

PATIENCE = 20.0
"""Seconds that a question waits for the graph to be made ready; then it is told to come again."""


class SparqlEndpoint:
    """A store's graph for SPARQL: made ready when first asked, and anew when the store has changed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = Lock()
        self._making: _Making | None = None
        self._ready: tuple[int, SparqlStore] | None = None

    def ask(
        self,
        query: str,
        forms: Sequence[Form] = (),
        limits: Limits | None = None,
        *,
        patience: float = PATIENCE,
    ) -> SparqlAnswer:
        """The answer over the graph as it is; see `SparqlStore.ask`.

        While that is made ready the graph as it last was answers, with its `version`; QueryNotYet where there is none.
        """
        refuse(query)
        version, store = self._current(patience)
        return msgspec.structs.replace(store.ask(query, forms, limits), version=version)

    def close(self) -> None:
        """Forget the graph."""
        with self._lock:
            if self._making is not None:
                self._making.join()
                self._take()
            if self._ready is not None:
                self._ready[1].close()
                self._ready = None

    def _current(self, patience: float) -> tuple[int, SparqlStore]:
        version = self._reader.data_version()
        with self._lock:
            self._take()
            if self._ready is not None and self._ready[0] == version:
                return self._ready
            if self._making is None:
                self._making = _Making(self._reader, version)
                self._making.start()
            making = self._making
        making.done.wait(patience)
        with self._lock:
            self._take()
            if self._ready is None:
                raise QueryNotYet("the graph is being made ready: ask again in a while")
            return self._ready

    def _take(self) -> None:
        """Take over what has been made; the graph before goes when the last query over it has ended."""
        if self._making is None or not self._making.done.is_set():
            return
        made, self._making = self._making, None
        if made.error is not None:
            raise made.error
        if made.store is not None:
            if self._ready is not None:
                self._ready[1].close()
            self._ready = (made.version, made.store)


class _Making(Thread):
    """A graph on its way to disk."""

    def __init__(self, reader: Reader, version: int) -> None:
        super().__init__(daemon=True)
        self.version, self.done = version, Event()
        self.store: SparqlStore | None = None
        self.error: Exception | None = None
        self._reader = reader

    def run(self) -> None:
        """Write the graph and load it."""
        try:
            self.store = SparqlStore(lines(whole(Selection(self._reader))))
        except Exception as error:  # whoever waits for this thread is told, whatever went wrong
            self.error = error
        finally:
            self.done.set()

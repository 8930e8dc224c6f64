"""The one store a server answers from: opened when it is first needed, and again after it was out of reach."""

from __future__ import annotations

import threading
import time

from luocdo.app.settings import Settings
from luocdo.graph.errors import StoreError
from luocdo.graph.store import Store

_PATIENCE = 1.0
"""Seconds for which a store that could not be opened is not tried again: each try may cost a time-out."""


class Door:
    """The store of some settings. Threads may share it."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.store
        self._settings = settings
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._refusal: StoreError | None = None
        self._tried = 0.0

    def store(self) -> Store:
        """The store; StoreError says why it cannot be had."""
        store = self._store
        return store if store is not None else self._opened()

    def close(self) -> None:
        """Close the store if it was opened; the next question opens it again."""
        with self._lock:
            store, self._store = self._store, None
        if store is not None:
            store.close()

    def _opened(self) -> Store:
        with self._lock:
            if self._store is not None:
                return self._store
            if self._refusal is not None and time.monotonic() - self._tried < _PATIENCE:
                raise StoreError(str(self._refusal))
            try:
                self._store = self._settings.open_store()
            except StoreError as error:
                self._refusal, self._tried = error, time.monotonic()
                raise
            self._refusal = None
            return self._store

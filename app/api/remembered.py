"""What takes long to work out and holds as long as the data do: kept for the latest state of a store."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import FastAPI

from luocdo.graph.store import Reader
from luocdo.viz.overview import Judged, judge

T = TypeVar("T")
_MOST = 12
_lock = threading.RLock()


def remembered(app: FastAPI, reader: Reader, key: tuple[str, ...], make: Callable[[], T]) -> T:
    """What `make` gives, worked out once for each state of the data; whoever asks meanwhile waits for it."""
    with _lock:
        if not hasattr(app.state, "remembered"):
            app.state.remembered = OrderedDict()
        kept: OrderedDict[tuple[Any, ...], Any] = app.state.remembered
        version = reader.data_version()
        for old in [each for each in kept if each[0] != version]:
            del kept[old]
        whole = (version, *key)
        if whole not in kept:
            kept[whole] = make()
            while len(kept) > _MOST:
                kept.popitem(last=False)
        kept.move_to_end(whole)
        found: T = kept[whole]
        return found


def judged_store(app: FastAPI, reader: Reader, on: str) -> Judged:
    """Every document judged on a day."""
    return remembered(app, reader, ("judged", on), lambda: judge(reader, on))

"""What takes long to work out and holds as long as the data do: kept for the latest state of a store."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import FastAPI

from luocdo.graph.store import Reader
from luocdo.queries.registers import Registers
from luocdo.viz.overview import Judged, judge

T = TypeVar("T")
_MOST = 24
_lock = threading.Lock()


class _Kept:
    """A place for what is worked out, and the lock of who works on it."""

    def __init__(self) -> None:
        self.lock, self.made, self.value = threading.RLock(), False, None


def remembered(app: FastAPI, reader: Reader, key: tuple[Any, ...], make: Callable[[], T]) -> T:
    """What `make` gives, worked out once for each state of the data; who asks for the same meanwhile waits for it."""
    place: Any = _place(app, reader.data_version(), key)
    with place.lock:
        if not place.made:
            place.value, place.made = make(), True
        found: T = place.value
        return found


def judged_store(app: FastAPI, reader: Reader, on: str) -> Judged:
    """Every document judged on a day, the institution's own registry asked too."""
    own = app.state.desk.own
    return remembered(app, reader, ("judged", on), lambda: judge(reader, on, Registers(reader, own)))


def _place(app: FastAPI, version: int, key: tuple[Any, ...]) -> _Kept:
    with _lock:
        if not hasattr(app.state, "remembered"):
            app.state.remembered = OrderedDict()
        kept: OrderedDict[tuple[Any, ...], _Kept] = app.state.remembered
        for old in [each for each in kept if each[0] != version]:
            del kept[old]
        place = kept.setdefault((version, *key), _Kept())
        kept.move_to_end((version, *key))
        while len(kept) > _MOST:
            kept.popitem(last=False)
        return place

"""What a store holds, and which program answers."""

from __future__ import annotations

import platform

import luocdo
from luocdo.graph.model import Record
from luocdo.graph.store import Reader
from luocdo.graph.store_records import Counts, Engine


class Info(Record, frozen=True):
    """A store by its counts. `known_to` is the newest day its texts speak of; `data_version` grows with
    every batch written."""

    store: str
    counts: Counts
    known_to: str | None
    data_version: int
    versions: dict[str, str]
    engine: Engine


def info(reader: Reader, store: str) -> Info:
    """Counts and versions; `store` is the name it was opened by, shown without a password."""
    return Info(
        store=store,
        counts=reader.counts(),
        known_to=reader.latest_date(),
        data_version=reader.data_version(),
        versions={"luocdo": luocdo.__version__, "python": platform.python_version()},
        engine=reader.engine(),
    )

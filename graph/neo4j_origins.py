"""Origins in the Neo4j store: held texts with what was found in them, and whatever else states edges.

Every origin has a number, which relationships name instead of a path. They are gathered and written together.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from luocdo.graph.errors import StoreError
from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_values import Properties
from luocdo.graph.packed_records import pack_about, pack_extraction, read_extraction, read_source
from luocdo.graph.search_fold import search_fold
from luocdo.graph.store_records import HeldText, Origin

_CHARACTERS = 2_000_000
"""Of texts, in one message to the server."""

ORIGIN_PROPERTIES = (
    *("key", "number", "source", "sha256", "document", "statements", "stated", "digest"),
    *("text", "length", "words", "about", "extraction"),
)
"""All properties that an origin may have."""

_NUMBERS = """
    UNWIND $keys AS key MATCH (o:_Origin {key: key})
    RETURN collect([o.key, o.source, o.sha256, o.document, o.number]) AS found
    """
_TAKE_NUMBERS = """
    MATCH (s:_Store {id: 0}) SET s.origins = s.origins + $count RETURN s.origins AS last
    """
_CREATE = "UNWIND $rows AS row CREATE (o:_Origin) SET o = row, o.statements = 0"
_SET = "UNWIND $rows AS row MATCH (o:_Origin {key: row.key}) SET o += row"
_HOLD = "UNWIND $rows AS row MATCH (o:_Origin {key: row.key}) SET o += row SET o:_Text"
_HELD = """
    MATCH (o:_Text {key: $key})
    RETURN o.document AS document, o.about AS about, o.text AS text, o.extraction AS extraction
    """
_DROP = "UNWIND $keys AS key MATCH (o:_Origin {key: key}) DETACH DELETE o"


class OriginTable:
    """The origins of a store, within one batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._put: dict[str, Origin] = {}
        self._pending: dict[str, Origin] = {}
        self._held: dict[str, HeldText] = {}
        self._assigned: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._found: dict[str, Origin] = {}
        self._fresh: set[str] = set()

    def put(self, origin: Origin) -> None:
        """Add or replace an origin; a text it has stays."""
        if self._put.get(origin.key) != origin:
            self._put[origin.key] = self._pending[origin.key] = origin
            self._assigned.pop(origin.key, None)

    def hold(self, held: HeldText) -> None:
        """Add or replace an origin with its text."""
        self.put(held.origin)
        self._held[held.key] = held

    def assign(self, key: str, document_id: str) -> None:
        """Say which document a text is a copy of."""
        self._put.pop(key, None)
        if key in self._pending:
            self._pending[key] = msgspec.structs.replace(self._pending[key], document_id=document_id)
        else:
            self._assigned[key] = document_id

    def held_text(self, key: str) -> HeldText | None:
        """The held text of an origin."""
        self.flush()
        rows = self._batch.ask(_HELD, key=key)
        if not rows:
            return None
        document, about, text, extraction = rows[0]
        return HeldText(key, document, read_source(about, text), read_extraction(extraction))

    def numbers(self, keys: Iterable[str]) -> dict[str, int]:
        """The numbers of those of these origins that are there."""
        self.flush()
        wanted = list(keys)
        self._look_up(key for key in wanted if key not in self._numbers)
        return {key: self._numbers[key] for key in wanted if key in self._numbers}

    def check(self, keys: Iterable[str]) -> None:
        """Refuse an origin that is not there."""
        wanted = [key for key in keys if key not in self._put]
        found = self.numbers(wanted) if wanted else {}
        for key in wanted:
            if key not in found:
                raise StoreError(f"{key}: no such origin: put its text or its statements first")

    def is_fresh(self, key: str) -> bool:
        """Whether an origin came with this batch, so that the store has nothing of it to replace."""
        return key in self._fresh

    def drop(self, keys: Iterable[str]) -> None:
        """Forget origins that claim and state nothing any more."""
        gone = list(keys)
        self._batch.write(_DROP, keys=gone)
        for key in gone:
            self._numbers.pop(key, None)
            self._found.pop(key, None)
            self._put.pop(key, None)
            self._fresh.discard(key)

    def flush(self) -> None:
        """Write what has been gathered."""
        pending, self._pending = self._pending, {}
        if pending:
            self._write(pending)
        for rows in _messages(self._held.values()):
            self._batch.write(_HOLD, rows=rows)
        self._held.clear()
        if self._assigned:
            rows = [{"key": key, "document": document} for key, document in self._assigned.items()]
            self._batch.write(_SET, rows=rows)
            self._forget(self._assigned)
            self._assigned.clear()

    def _write(self, pending: dict[str, Origin]) -> None:
        self._look_up(key for key in pending if key not in self._numbers)
        rows = {key: origin_properties(origin) for key, origin in pending.items()}
        known = [row for key, row in rows.items() if key in self._numbers and self._found.get(key) != pending[key]]
        if known:
            self._batch.write(_SET, rows=known)
            self._forget(pending)
        new = [key for key in rows if key not in self._numbers]
        if new:
            last = self._batch.write(_TAKE_NUMBERS, count=len(new))[0]["last"]
            self._numbers.update(zip(new, range(last - len(new) + 1, last + 1), strict=True))
            self._batch.send(_CREATE, [{**rows[key], "number": self._numbers[key]} for key in new])
            self._fresh.update(new)

    def _forget(self, keys: Iterable[str]) -> None:
        """These are no longer as they were found."""
        for key in keys:
            self._found.pop(key, None)

    def _look_up(self, keys: Iterable[str]) -> None:
        wanted = list(keys)
        if wanted:
            for *origin, number in self._batch.ask(_NUMBERS, keys=wanted)[0]["found"]:
                found = Origin(*origin)
                self._found[found.key], self._numbers[found.key] = found, number


def origin_properties(origin: Origin) -> Properties:
    """An origin as properties of its node."""
    return {"key": origin.key, "source": origin.source, "sha256": origin.sha256, "document": origin.document_id}


def text_properties(held: HeldText) -> Properties:
    """A held text as further properties of its origin's node."""
    text = held.text.text
    return {
        "text": text,
        "length": len(text),
        "words": f" {search_fold(text)} ",
        "about": pack_about(held.text),
        "extraction": pack_extraction(held.extraction),
    }


def _messages(texts: Iterable[HeldText]) -> Iterable[list[Properties]]:
    """The rows of held texts, so many at a time as one message should hold."""
    rows: list[Properties] = []
    size = 0
    for held in texts:
        rows.append({"key": held.key, **text_properties(held)})
        size += len(held.text.text)
        if size >= _CHARACTERS:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows

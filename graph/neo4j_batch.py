"""The transaction of one batch, begun anew where the server gave it up."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from luocdo.graph.errors import StoreError
from luocdo.graph.neo4j_errors import PATIENCE_SECONDS, may_pass

_PAUSE_SECONDS = 0.2
_MANY = 500
"""Rows that are worth a thread."""

_LOCK = """
    MATCH (s:_Store {id: 0}) SET s.writer = $writer RETURN s.revision AS revision, s.batch AS batch
    """
_COUNT_ON = "MATCH (s:_Store {id: 0}) SET s.revision = s.revision + 1, s.batch = $batch"

Rows = list[neo4j.Record]
Done = TypeVar("Done")


class Batch:
    """One write transaction: what is asked and written is done in the order in which it came.

    Large writes are sent by a thread of the batch, so that the caller makes the next rows while the server works. A
    failure there is raised by whatever is asked next, at the latest by `commit`.
    """

    def __init__(self, name: str, begin: Callable[[], tuple[neo4j.Session, neo4j.Transaction]]) -> None:
        self._name, self._begin = name, begin
        self._id = uuid.uuid4().hex
        self._session: neo4j.Session | None = None
        self._transaction: neo4j.Transaction | None = None
        self._sender: ThreadPoolExecutor | None = None
        self._error: BaseException | None = None
        self._given_up = False
        self._lists: list[list[Any]] = []
        self._written: list[tuple[str, dict[str, Any]]] = []
        self._revision: int | None = None
        self._failing_since: float | None = None
        self._patiently(self._open)

    def ask(self, query: str, **values: Any) -> Rows:
        """The rows of a read query, what this batch has written included."""
        own = self._own(values)
        return self._in_order(lambda: self._run(query, own))

    def write(self, query: str, **values: Any) -> Rows:
        """Run a write query, and once more if the transaction has to be begun anew."""
        own = self._own(values)
        return self._in_order(lambda: self._run_write(query, own))

    def send(self, query: str, rows: list[Any], **values: Any) -> Future[Rows]:
        """The same for what the caller need not wait for; `rows` are `$rows` of the query."""
        own = self._own({"rows": rows, **values})
        if self._sender is None and len(rows) >= _MANY:
            self._sender = ThreadPoolExecutor(1, "luocdo-neo4j")
        if self._sender is not None:
            return self._sender.submit(self._patiently, lambda: self._run_write(query, own))
        done: Future[Rows] = Future()
        done.set_result(self._patiently(lambda: self._run_write(query, own)))
        return done

    def commit(self) -> None:
        """Commit. Where the connection broke in the middle of it the store's node tells whether it was done."""
        self.write(_COUNT_ON, batch=self._id)
        self._in_order(self._commit)

    def give_up(self) -> None:
        """End the transaction and let go of all that was sent; what was not committed is undone."""
        self._given_up = True
        if self._sender is not None:
            self._sender.shutdown(cancel_futures=True)
            self._sender = None
        self._break_off()
        # The driver's objects know each other in circles, and what they sent would lie there until circles are looked
        # for: all the rows of a batch.
        for each in self._lists:
            each.clear()

    def _own(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as the batch keeps them, lists as its own."""
        own = {name: list(value) if isinstance(value, list) else value for name, value in values.items()}
        self._lists += [value for value in own.values() if isinstance(value, list)]
        return own

    def _in_order(self, work: Callable[[], Done]) -> Done:
        """Do it after all that was sent."""
        if self._sender is None:
            return self._patiently(work)
        return self._sender.submit(self._patiently, work).result()

    def _break_off(self) -> None:
        """End the transaction."""
        transaction, session = self._transaction, self._session
        self._transaction = self._session = None
        # On a connection that is gone there is nothing to undo: the server does it by itself.
        with suppress(Neo4jError, DriverError, OSError):
            if transaction is not None:
                transaction.close()
        with suppress(Neo4jError, DriverError, OSError):
            if session is not None:
                session.close()

    def _commit(self) -> None:
        if self._transaction is None and self._open():
            return
        assert self._transaction is not None
        self._transaction.commit()

    def _run_write(self, query: str, values: dict[str, Any]) -> Rows:
        found = self._run(query, values)
        self._written.append((query, values))
        return found

    def _run(self, query: str, values: dict[str, Any]) -> Rows:
        if self._transaction is None:
            self._open()
        assert self._transaction is not None
        return list(self._transaction.run(query, values))

    def _open(self) -> bool:
        """Begin, take the lock, and write again what was written; True if that has been committed already."""
        self._session, self._transaction = self._begin()
        rows = list(self._transaction.run(_LOCK, writer=self._id))
        if not rows:
            raise StoreError(f"{self._name}: the graph was deleted meanwhile: open the store again")
        if rows[0]["batch"] == self._id:
            return True
        if self._revision is not None and rows[0]["revision"] != self._revision:
            raise StoreError(f"{self._name}: another loader wrote while the connection was lost: run it again")
        self._revision = rows[0]["revision"]
        for query, values in self._written:
            self._transaction.run(query, values).consume()
        return False

    def _patiently(self, work: Callable[[], Done]) -> Done:
        """Do it; where it fails with what may pass, begin anew after a while, until patience ends.

        Nothing is done any more after a failure: without what failed the batch would be half of itself.
        """
        pause = _PAUSE_SECONDS
        while True:
            if self._error is not None:
                raise self._error
            try:
                done = work()
                self._failing_since = None
                return done
            except (Neo4jError, DriverError, OSError) as error:
                self._break_off()
                now = time.monotonic()
                self._failing_since = self._failing_since or now
                if self._given_up or not may_pass(error) or now - self._failing_since > PATIENCE_SECONDS:
                    self._error = error
                    raise
            except BaseException as error:
                self._error = error
                raise
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311
            pause = min(2 * pause, 2.0)

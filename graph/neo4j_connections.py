"""The driver of a Neo4j store: questions in read transactions, batches in one write transaction each.

A batch holds the lock of the store's node, so two loaders write one after the other and never make the same
thing twice. What a batch has written is remembered until it is committed: when the server or the connection
gives the transaction up (a deadlock, a restart), it is written once more in a new one. That is as good as
new, since nobody else can have written in between without it being seen at the store's node.
"""

from __future__ import annotations

import logging
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

import luocdo
from luocdo.graph.errors import StoreError
from luocdo.graph.neo4j_address import Address
from luocdo.graph.neo4j_errors import check_version, explained, may_pass

QUESTION_SECONDS = 120.0
"""The longest a question may take on the server."""
_BATCH_SECONDS = 1800.0
"""The longest a batch may take, waiting for another loader's batch included."""
_PATIENCE_SECONDS = 30.0
"""How long a server that went away is tried again."""
_CONNECT_SECONDS = 10.0
_PAUSE_SECONDS = 0.2

# A wrong index name or a lost server raises; its notes on style would stand between a command's own lines.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_LOCK = """
    MATCH (s:_Store {id: 0}) SET s.writer = $writer RETURN s.revision AS revision, s.batch AS batch
    """
_COUNT_ON = "MATCH (s:_Store {id: 0}) SET s.revision = s.revision + 1, s.batch = $batch"

Rows = list[neo4j.Record]
Done = TypeVar("Done")


class Connections:
    """The way to one database, which all threads share."""

    def __init__(self, address: Address, *, seconds: float = QUESTION_SECONDS) -> None:
        """Reach the server and check its version; StoreError says in one line why it cannot be had."""
        self.name, self.database = address.name, address.database
        self._seconds = seconds
        self._local = threading.local()
        self._closed = False
        with explained(self.name):
            self._driver = _driver(address)
            try:
                # Without the driver's retries: a server that does not run is told at once.
                with self._driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS) as session:
                    agent = session.run("RETURN 1").consume().server.agent
                self.version = check_version(self.name, agent)
            except BaseException:
                self._driver.close()
                raise

    def ask(self, query: str, **values: Any) -> Rows:
        """The rows of a read query; inside a batch of this thread, of the batch itself."""
        batch: Batch | None = getattr(self._local, "batch", None)
        if batch is not None:
            self._local.flush()
            return batch.ask(query, **values)
        self._check_open()
        return self._executed(query, values, neo4j.RoutingControl.READ)

    def change(self, query: str, **values: Any) -> Rows:
        """Run one statement in a transaction of its own: a piece of the schema, or what may be done by halves."""
        return self._executed(query, values, neo4j.RoutingControl.WRITE)

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """One transaction, committed at the end of the block and undone if it raises."""
        self._check_open()
        if getattr(self._local, "batch", None) is not None:
            raise StoreError(f"{self.name}: a batch is open already in this thread")
        with explained(self.name):
            batch = Batch(self.name, self._begin)
            self._local.batch = batch
            self.flush_with(lambda: None)
            try:
                yield batch
                batch.commit()
            finally:
                self._local.batch = None
                self.flush_with(lambda: None)
                batch.give_up()

    def flush_with(self, flush: Callable[[], None]) -> None:
        """How the batch of this thread writes what it has gathered: a question in the same thread does it first."""
        self._local.flush = flush

    def close(self) -> None:
        """Close all connections; the store cannot be used after."""
        self._closed = True
        self._driver.close()

    def _executed(self, query: str, values: dict[str, Any], routing: neo4j.RoutingControl) -> Rows:
        """Run one query with the driver's retries, and once more where the connection broke while it ended.

        The driver leaves that to the caller, who knows whether it may be done twice: these may.
        """
        end = time.monotonic() + _PATIENCE_SECONDS
        with explained(self.name):
            while True:
                try:
                    return self._driver.execute_query(
                        _query(query, self._seconds), values, routing_=routing, database_=self.database
                    ).records
                except IncompleteCommit:
                    if time.monotonic() > end:
                        raise

    def __del__(self) -> None:
        """A command that ends without closing its store leaves no connection open."""
        driver = getattr(self, "_driver", None)
        if driver is not None:
            driver.close()

    def _begin(self) -> tuple[neo4j.Session, neo4j.Transaction]:
        session = self._session()
        try:
            return session, session.begin_transaction(timeout=_BATCH_SECONDS)
        except BaseException:
            session.close()
            raise

    def _session(self) -> neo4j.Session:
        # With the bookmarks of the questions, so that those after a batch see it on every server of a cluster.
        return self._driver.session(
            database=self.database, bookmark_manager=self._driver.execute_query_bookmark_manager
        )

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self.name}: the store is closed")


class Batch:
    """The transaction of one batch, begun anew where the server gave it up."""

    def __init__(self, name: str, begin: Callable[[], tuple[neo4j.Session, neo4j.Transaction]]) -> None:
        self._name, self._begin = name, begin
        self._id = uuid.uuid4().hex
        self._session: neo4j.Session | None = None
        self._transaction: neo4j.Transaction | None = None
        self._written: list[tuple[str, dict[str, Any]]] = []
        self._revision: int | None = None
        self._failing_since: float | None = None
        self._patiently(self._open)

    def ask(self, query: str, **values: Any) -> Rows:
        """The rows of a read query, what this batch has written included."""
        return self._patiently(lambda: self._run(query, values))

    def write(self, query: str, **values: Any) -> Rows:
        """Run a write query, and once more if the transaction has to be begun anew."""
        found = self._patiently(lambda: self._run(query, values))
        self._written.append((query, values))
        return found

    def commit(self) -> None:
        """Commit. Where the connection broke in the middle of it the store's node tells whether it was done."""
        self.write(_COUNT_ON, batch=self._id)
        self._patiently(self._commit)

    def give_up(self) -> None:
        """End the transaction; what was not committed is undone."""
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
        """Do it; where it fails with what may pass, begin anew after a while, until patience ends."""
        pause = _PAUSE_SECONDS
        while True:
            try:
                done = work()
                self._failing_since = None
                return done
            except (Neo4jError, DriverError, OSError) as error:
                self.give_up()
                now = time.monotonic()
                self._failing_since = self._failing_since or now
                if not may_pass(error) or now - self._failing_since > _PATIENCE_SECONDS:
                    raise
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311
            pause = min(2 * pause, 2.0)


def _driver(address: Address) -> neo4j.Driver:
    auth = (address.user, address.password or "") if address.user else None
    return neo4j.GraphDatabase.driver(
        address.uri,
        auth=auth,
        user_agent=f"luocdo/{luocdo.__version__}",
        connection_timeout=_CONNECT_SECONDS,
        max_transaction_retry_time=_PATIENCE_SECONDS,
        notifications_min_severity="OFF",
    )


def _query(text: str, seconds: float) -> neo4j.Query:
    """A query of this program: constants of its modules, with names of the vocabulary put in, never of a text."""
    return neo4j.Query(text, timeout=seconds)

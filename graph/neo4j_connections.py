"""The driver of a Neo4j store: questions in read transactions, batches in one write transaction each.

A batch holds the lock of the store's node, so two loaders write one after the other and never make the same
thing twice. What a batch has written is remembered until it is committed: when the server or the connection
gives the transaction up (a deadlock, a restart), it is written once more in a new one. That is as good as
new, since nobody else can have written in between without it being seen at the store's node.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j.exceptions import IncompleteCommit

import luocdo
from luocdo.graph.errors import StoreError
from luocdo.graph.neo4j_address import Address
from luocdo.graph.neo4j_batch import Batch, Rows
from luocdo.graph.neo4j_errors import PATIENCE_SECONDS, check_version, explained

QUESTION_SECONDS = 120.0
"""The longest a question may take on the server."""
_BATCH_SECONDS = 1800.0
"""The longest a batch may take, waiting for another loader's batch included."""
_CONNECT_SECONDS = 10.0

# A wrong index name or a lost server raises; its notes on style would stand between a command's own lines.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


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
        end = time.monotonic() + PATIENCE_SECONDS
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


def _driver(address: Address) -> neo4j.Driver:
    auth = (address.user, address.password or "") if address.user else None
    return neo4j.GraphDatabase.driver(
        address.uri,
        auth=auth,
        user_agent=f"luocdo/{luocdo.__version__}",
        connection_timeout=_CONNECT_SECONDS,
        max_transaction_retry_time=PATIENCE_SECONDS,
        notifications_min_severity="OFF",
    )


def _query(text: str, seconds: float) -> neo4j.Query:
    """A query of this program: constants of its modules, with names of the vocabulary put in, never of a text."""
    return neo4j.Query(text, timeout=seconds)

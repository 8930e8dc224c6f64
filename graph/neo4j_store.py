"""The store in a Neo4j server: the same graph, which an analyst can also ask in Cypher."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from luocdo.graph import neo4j_facts
from luocdo.graph.neo4j_address import Address
from luocdo.graph.neo4j_connections import QUESTION_SECONDS, Connections
from luocdo.graph.neo4j_reader import Neo4jReader
from luocdo.graph.neo4j_schema import bring_up_to_date
from luocdo.graph.neo4j_writer import Neo4jWriter


class Neo4jStore(Neo4jReader):
    """A `Store` in one database of a server; threads may share it, programs may open it at the same time."""

    def __init__(self, address: Address, *, create: bool = True, seconds: float = QUESTION_SECONDS) -> None:
        """Reach the server and its graph; `create`: make one where there is none. StoreError says what to do."""
        super().__init__(Connections(address, seconds=seconds))
        try:
            bring_up_to_date(self._connections, create=create)
        except BaseException:
            self._connections.close()
            raise

    @contextmanager
    def batch(self) -> Iterator[Neo4jWriter]:
        with self._connections.writing() as batch:
            writer = Neo4jWriter(batch)
            self._connections.flush_with(writer.flush)
            yield writer
            writer.finish()
        if writer.ended_tables:
            neo4j_facts.clear_ended(self._connections)

    def close(self) -> None:
        self._connections.close()

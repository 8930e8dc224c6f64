"""Which Neo4j keeps a graph, and the state of its indexes."""

from __future__ import annotations

from luocdo.graph.errors import StoreError
from luocdo.graph.neo4j_connections import Connections
from luocdo.graph.store_records import Engine, Index

_COMPONENTS = "CALL dbms.components() YIELD name, versions, edition RETURN versions[0] AS version, edition LIMIT 1"
_DATABASE = "CALL db.info() YIELD name RETURN name"
_SCHEMA = "MATCH (s:_Store {id: 0}) RETURN s.schema AS schema"
_INDEXES = """
    SHOW INDEXES YIELD name, type, state WHERE name STARTS WITH 'luocdo_' RETURN name, type, state ORDER BY name
    """


def engine(connections: Connections) -> Engine:
    """What the server says of itself; see `Reader.engine`. A user who may not see indexes is shown none."""
    (component,) = connections.ask(_COMPONENTS)
    try:
        indexes = tuple(Index(name, kind.lower(), state.lower()) for name, kind, state in connections.ask(_INDEXES))
    except StoreError:
        indexes = ()
    return Engine(
        name="Neo4j",
        version=component["version"],
        edition=component["edition"],
        database=connections.ask(_DATABASE)[0]["name"],
        layout=connections.ask(_SCHEMA)[0]["schema"],
        indexes=indexes,
    )

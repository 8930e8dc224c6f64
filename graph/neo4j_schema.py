"""Constraints and indexes of the graph in Neo4j, its places, and how an older graph becomes a newer one.

A new graph takes every step, an older one the steps it lacks. Each statement may be run again, so a step that
broke off is simply taken again, and two programs may do it at once.
"""

from __future__ import annotations

from collections.abc import Callable

from luocdo.graph.errors import SchemaTooNew, StoreError
from luocdo.graph.neo4j_connections import Connections
from luocdo.graph.neo4j_names import DOCUMENT_WORDS, HELD, LABELS, NUMBER_WORDS, PLACE, TEXT_WORDS
from luocdo.graph.neo4j_places import put_places

_UNIQUE = {
    **dict.fromkeys(LABELS.values(), "id"),
    PLACE: "name",
    "_Origin": "key",
    "_Signature": "id",
    "_Statement": "id",
    "_Fact": "id",
    "_FactTable": "id",
}
_INDEXES = (
    ("document_number", "Document", "number_key"),
    ("document_date", "Document", "date"),
    ("held_date", HELD, "date"),
    (NUMBER_WORDS.removeprefix("luocdo_"), "Document", "number_words"),
    ("task_document", "Task", "document_id"),
    ("agency_parent", "Agency", "parent"),
    ("origin_number", "_Origin", "number"),
    ("text_document", "_Text", "document"),
    ("text_hash", "_Text", "sha256"),
    ("signature_number", "_Signature", "number_key"),
    ("statement_edge", "_Statement", "edge"),
    ("statement_origin", "_Statement", "origin"),
    ("problem_origin", "_Problem", "origin"),
    ("quarantine_file", "_Quarantine", "file"),
    ("fact_number", "_Fact", "number_key"),
    ("fact_place", "_Fact", "tab, n.place"),
)
# Beside the words folded by this program stand those with marks, for an analyst who types `Kế hoạch`. Not with the
# analyzer `standard-folding`: it leaves out what is a stop word in English, `an`, `the`, `to` of án, thể, tổ.
_ANALYZED = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}"
_FULL_TEXT = {
    DOCUMENT_WORDS: f"CREATE FULLTEXT INDEX {DOCUMENT_WORDS} IF NOT EXISTS FOR (n:Document) "
    f"ON EACH [n.words, n.number, n.name, n.title] {_ANALYZED}",
    TEXT_WORDS: f"CREATE FULLTEXT INDEX {TEXT_WORDS} IF NOT EXISTS FOR (n:_Text) ON EACH [n.words] {_ANALYZED}",
}
_INDEX_SECONDS = 300

_NAMES = "SHOW INDEXES YIELD name RETURN name"
_ONE_STORE = "CREATE CONSTRAINT luocdo_store IF NOT EXISTS FOR (n:_Store) REQUIRE n.id IS UNIQUE"
_FOUND = "MATCH (s:_Store {id: 0}) RETURN s.schema AS schema"
# Where the store's node is, another program began the same graph a moment ago.
_FOREIGN = f"""
    MATCH (n) WHERE (n:{"|".join((*LABELS.values(), PLACE))}) AND NOT EXISTS {{ MATCH (:_Store) }}
    RETURN labels(n)[0] AS label LIMIT 1
    """
_BEGIN = "MERGE (s:_Store {id: 0}) ON CREATE SET s.schema = 0, s.revision = 0, s.origins = 0, s.tables = 0"
_REACHED = "MATCH (s:_Store {id: 0}) WHERE s.schema < $schema SET s.schema = $schema"


def _statements() -> dict[str, str]:
    """What makes each constraint and index, by its name."""
    unique = {f"luocdo_{label.strip('_').lower()}": (label, key) for label, key in _UNIQUE.items()}
    return {
        **{
            name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
            for name, (label, key) in unique.items()
        },
        **{
            f"luocdo_{name}": f"CREATE INDEX luocdo_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
            for name, label, key in _INDEXES
        },
        **_FULL_TEXT,
    }


def schema_statements() -> list[str]:
    """What makes every constraint and index, but for that of the store's node, and waits for them."""
    return [*_statements().values(), f"CALL db.awaitIndexes({_INDEX_SECONDS})"]


def store_statements(tables: int) -> list[str]:
    """What makes the store's node of a graph that was imported whole, with so many tables of facts."""
    node = f"schema: {len(STEPS)}, revision: 1, origins: 0, tables: {tables}"
    return [_ONE_STORE, f"MERGE (s:_Store {{id: 0}}) SET s += {{{node}}}"]


def _create_graph(connections: Connections) -> None:
    _mend(connections)
    put_places(connections)


def _mend(connections: Connections) -> None:
    """Make the constraints and indexes that are not there: all of them, or one that somebody dropped."""
    statements = _statements()
    missing = statements.keys() - _names(connections)
    for name in statements:
        if name in missing:
            connections.change(statements[name])
    if missing:
        connections.change(f"CALL db.awaitIndexes({_INDEX_SECONDS})")
    left = sorted(statements.keys() - _names(connections)) if missing else []
    if left:
        raise StoreError(f"{connections.name}: an index of another name stands where {left[0]} should: drop it")


def _names(connections: Connections) -> set[str]:
    return {row["name"] for row in connections.ask(_NAMES)}


def _leave(connections: Connections) -> None:
    """Nothing to do: what is new comes with the next load, and only an older luocdo must not write any more."""


STEPS: tuple[Callable[[Connections], None], ...] = (_create_graph, _leave)
"""Step n turns a graph of version n into one of version n + 1; a database without a graph has version 0.

1: all of it.
2: origins have a digest of what they state, which a luocdo that does not know it would leave as it was.
"""


def bring_up_to_date(connections: Connections, *, create: bool) -> None:
    """Make or migrate the graph; SchemaTooNew if a newer luocdo wrote it. `create`: there may be none yet."""
    found = _version(connections)
    if found == len(STEPS):
        if create:
            _mend(connections)
        return
    if not found:
        _check_free(connections, create=create)
        # Alone, so that of two programs that begin at once one finds the node of the other.
        connections.change(_ONE_STORE)
        connections.change(_BEGIN)
    for number, step in enumerate(STEPS[found:], found + 1):
        step(connections)
        connections.change(_REACHED, schema=number)


def _version(connections: Connections) -> int:
    """The version of the graph, 0 where there is none."""
    rows = connections.ask(_FOUND)
    found = int(rows[0]["schema"] or 0) if rows else 0
    if found > len(STEPS):
        raise SchemaTooNew(
            f"{connections.name}: the graph has schema {found}, this luocdo reads up to {len(STEPS)}: update luocdo"
        )
    return found


def _check_free(connections: Connections, *, create: bool) -> None:
    """Refuse a database that has no graph of ours and shall get none, or that has labels of ours in other use."""
    if not create:
        raise StoreError(f"{connections.name}: no graph of luocdo there yet: load documents into it first")
    foreign = connections.ask(_FOREIGN)
    if foreign:
        label = foreign[0]["label"]
        raise StoreError(f"{connections.name}: holds {label} nodes of another program: name another database")

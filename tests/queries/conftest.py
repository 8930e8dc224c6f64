"""Small graphs for the questions: documents by id, a tuple for each edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from luocdo.graph.model import DocumentNode, Edge, Evidence
from luocdo.graph.number import number_key
from luocdo.graph.sqlite_store import SqliteStore
from luocdo.graph.store_records import Origin

Documents = dict[str, dict[str, Any]]
Edges = Iterable[tuple[Any, ...]]
MakeGraph = Callable[..., SqliteStore]


@pytest.fixture
def graph() -> Iterator[MakeGraph]:
    """Makes a store in memory of {id: fields} and (source, KIND, target[, fields]), closed after the test."""
    made: list[SqliteStore] = []

    def make(documents: Documents, edges: Edges = ()) -> SqliteStore:
        made.append(_store(documents, edges))
        return made[-1]

    yield make
    for store in made:
        store.close()


def _store(documents: Documents, edges: Edges) -> SqliteStore:
    store = SqliteStore(None)
    groups: dict[str, list[DocumentNode]] = {}
    for id_, fields in documents.items():
        node = _document(id_, **fields)
        groups.setdefault(number_key(node.number) if node.number else id_, []).append(node)
    stated: dict[str, list[Edge]] = {}
    for source, kind, target, *rest in edges:
        stated.setdefault(source, []).append(_edge(source, kind, target, *rest))
    with store.batch() as writer:
        for key, nodes in groups.items():
            writer.put_group(key, nodes)
        for source, found in stated.items():
            writer.put_statements(Origin(f"key-{source}", f"{source}.txt", "00", source), found)
    return store


def _document(id_: str, **fields: Any) -> DocumentNode:
    bare: dict[str, Any] = dict.fromkeys(("number", "type", "name", "title", "date", "level", "province"))
    return DocumentNode(id=id_, **{**bare, "issuer": (), **fields})


def _edge(source: str, kind: str, target: str, fields: dict[str, Any] | None = None) -> Edge:
    given = fields or {}
    confidence = given.get("confidence", 0.9)
    seen = Evidence(
        document_id=source,
        source=f"{source}.txt",
        sha256="00",
        start=given.get("start", 0),
        end=given.get("end", 9),
        quote=given.get("quote", f"{source} {kind} {target}"),
        section=given.get("section", "I.1"),
        cue="thực hiện",
        rule="cue",
        confidence=confidence,
        illustrative=given.get("illustrative", False),
        terms=given.get("terms"),
    )
    return Edge(
        source=source,
        target=target,
        kind=kind,
        scope="document",
        partial=given.get("partial", False),
        confidence=confidence,
        evidence=(seen,),
        nested=given.get("nested", False),
    )

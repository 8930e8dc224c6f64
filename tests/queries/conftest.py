"""Small graphs for the questions: documents by id, a tuple for each edge, tasks by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
import pytest

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.agency_nodes import agency_node, listed_name
from luocdo.graph.model import AgencyRef, DocumentNode, Edge, Evidence, TaskNode
from luocdo.graph.number import number_key
from luocdo.graph.store import Store
from luocdo.graph.store_records import Origin
from tests.conftest import NewStore

Documents = dict[str, dict[str, Any]]
Edges = Iterable[tuple[Any, ...]]
Tasks = dict[str, dict[str, Any]]
MakeGraph = Callable[..., Store]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every question is asked of both kinds of stores."""
    if "new_store" in metafunc.fixturenames:
        metafunc.parametrize("new_store", ("memory", "neo4j"), indirect=True)


@pytest.fixture
def graph(new_store: NewStore) -> MakeGraph:
    """Makes a store of {id: fields}, (source, KIND, target[, fields]) and tasks, closed after the test.

    A task's fields are those of its node; `agencies`, `supporting` and `reports_to` are names as a text of the
    document's province writes them. Of Neo4j the store made last is the one there is.
    """

    def make(documents: Documents, edges: Edges = (), tasks: Tasks | None = None) -> Store:
        return filled(new_store(), documents, edges, tasks or {})

    return make


def filled(store: Store, documents: Documents, edges: Edges, tasks: Tasks) -> Store:
    """The store with these documents, edges and tasks in it."""
    groups: dict[str, list[DocumentNode]] = {}
    for id_, fields in documents.items():
        node = _document(id_, **fields)
        groups.setdefault(number_key(node.number) if node.number else id_, []).append(node)
    stated: dict[str, list[Edge]] = {}
    for source, kind, target, *rest in edges:
        teller = rest[0].get("told_by", source) if rest else source
        stated.setdefault(teller, []).append(_edge(source, kind, target, *rest))
    work = [_task(id_, documents, **fields) for id_, fields in tasks.items()]
    for node in work:
        stated.setdefault(node.document_id, []).extend(_work_edges(node))
    with store.batch() as writer:
        for key, nodes in groups.items():
            writer.put_group(key, nodes)
        writer.put_tasks(work)
        bodies = {each.id: each for node in work for each in (*node.agencies, *node.supporting, *node.reports_to)}
        writer.put_agencies(agency_node(each.id, listed_name(each.id) or each.name) for each in bodies.values())
        for source, found in stated.items():
            writer.put_statements(Origin(f"key-{source}", f"{source}.txt", "00", source), found)
    return store


def _task(id_: str, documents: Documents, document: str, **fields: Any) -> TaskNode:
    province = documents[document].get("province")

    def bodies(name: str) -> tuple[AgencyRef, ...]:
        return tuple(agency_ref(each, province) for each in fields.pop(name, ()))

    text = fields.pop("text", f"- Việc {id_}")
    return TaskNode(
        id=id_,
        document_id=document,
        part=fields.pop("part", "implementing"),
        section=fields.pop("section", "III.1"),
        text=text,
        start=fields.pop("start", 0),
        end=len(text),
        agencies=bodies("agencies"),
        supporting=bodies("supporting"),
        reports_to=bodies("reports_to"),
        directives=tuple(fields.pop("directives", ())),
        deadlines=tuple({"text": "hạn", **each} for each in fields.pop("deadlines", ())),
        **fields,
    )


def _work_edges(task: TaskNode) -> Iterator[Edge]:
    yield _stated(task, task.document_id, "ASSIGNS", task.id)
    for kind, bodies in (
        ("LED_BY", task.agencies),
        ("SUPPORTED_BY", task.supporting),
        ("REPORTS_TO", task.reports_to),
    ):
        yield from (_stated(task, task.id, kind, each.id) for each in bodies)
    yield from (_stated(task, task.id, "SERVES", each) for each in task.directives)


def _stated(task: TaskNode, source: str, kind: str, target: str) -> Edge:
    """An edge with its evidence in the document that gives the task."""
    edge = _edge(task.document_id, kind, target)
    return msgspec.structs.replace(edge, source=source)


def _document(id_: str, **fields: Any) -> DocumentNode:
    bare: dict[str, Any] = dict.fromkeys(("number", "type", "name", "title", "date", "level", "province"))
    return DocumentNode(id=id_, **{**bare, "issuer": (), **fields})


def _edge(source: str, kind: str, target: str, fields: dict[str, Any] | None = None) -> Edge:
    given = fields or {}
    confidence = given.get("confidence", 0.9)
    teller = given.get("told_by", source)
    seen = Evidence(
        document_id=teller,
        source=f"{teller}.txt",
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

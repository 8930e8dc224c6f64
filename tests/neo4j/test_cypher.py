"""The queries of docs/cypher.md on the real server, each against what the program itself answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pytest
import yaml

from luocdo.graph.model import DocumentNode
from luocdo.graph.neo4j_values import iso
from luocdo.graph.schema import schema
from luocdo.graph.search_fold import search_fold
from luocdo.graph.store import Reader, Store, open_store
from luocdo.queries.agencies import agencies_named
from luocdo.queries.coverage import coverage
from luocdo.queries.find import find
from luocdo.queries.lineage import lineage
from luocdo.queries.path import path
from luocdo.queries.quality import documents, quality
from luocdo.queries.responsibility import same_place, tasks_of
from tests.conftest import empty
from tests.neo4j.same_answers import load
from tests.neo4j.server import Server
from tests.project import ROOT

PAGE = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")
_QUESTION = re.compile(
    r"^### (?P<title>.+?)\n.*?^```cypher\n(?::params (?P<given>.+?)\n)?(?P<query>.+?)^```", re.M | re.S
)

Rows = set[tuple[Any, ...]]
Answer = Callable[[Reader, dict[str, Any]], Rows]


class Question(NamedTuple):
    """A question of the page: its parameters and its query."""

    given: dict[str, Any]
    query: str


QUESTIONS = {
    found["title"]: Question(yaml.safe_load(found["given"] or "{}"), found["query"])
    for found in _QUESTION.finditer(PAGE)
}


@pytest.fixture(scope="module")
def samples(neo4j_server: Server) -> Iterator[Store]:
    """The samples in the server."""
    empty(neo4j_server)
    user, password = neo4j_server.auth
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LUOCDO_STORE_USER", user)
        environment.setenv("LUOCDO_STORE_PASSWORD", password)
        load([ROOT / "data" / "samples"], neo4j_server.url)
    store = open_store(neo4j_server.url, user=user, password=password)
    yield store
    store.close()


def caption(node: DocumentNode) -> str:
    words = node.number or node.name or node.title or node.id
    return f"{words} (?)" if node.ambiguous else words


def everything(reader: Reader) -> dict[str, DocumentNode]:
    return {node.id: node for page in documents(reader) for node in page}


def below(reader: Reader, number: str) -> dict[str, int]:
    """The documents that carry one out, by id, with their distance."""
    root = find(reader, number).id
    found: dict[str, int] = {}
    for hop in lineage(reader, root).hops:
        found.setdefault(hop.edge.source, hop.depth)
    found.pop(root, None)
    return found


def led_tasks(reader: Reader, ids: Iterable[str]) -> Iterator[tuple[DocumentNode, Any, str]]:
    """Document, task and the node's name of each body that leads it."""
    nodes = everything(reader)
    for id_, tasks in tasks_of(reader, sorted(ids)).items():
        bodies = reader.agencies({each.id for task in tasks for each in task.agencies})
        for task in tasks:
            for agency in {each.id for each in task.agencies}:
                yield nodes[id_], task, bodies[agency].name


def tasks_of_department(reader: Reader, given: dict[str, Any]) -> Rows:
    ids = [find(reader, given["number"]).id, *below(reader, given["number"])]
    return {
        (caption(node), name, task.section, task.text, words(task) or None)
        for node, task, name in led_tasks(reader, ids)
        if name.startswith(given["body"])
    }


def words(task: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each["text"] for each in task.deadlines))


def how_far(reader: Reader, given: dict[str, Any]) -> Rows:
    nodes = everything(reader)
    found = below(reader, given["number"])
    return {(id_, caption(nodes[id_]), nodes[id_].province, nodes[id_].date, steps) for id_, steps in found.items()}


def on_ended_grounds(reader: Reader, given: dict[str, Any]) -> Rows:
    nodes, on = everything(reader), given["day"]
    ended = defaultdict(list)
    for edge in reader.neighbours(nodes, ["SUPERSEDES", "REPEALS"], evidence=True):
        terms = edge.evidence[0].terms
        since = (terms.from_ if terms else None) or nodes[edge.source].date or ""
        if not edge.partial and since <= on:
            ended[edge.target].append((edge.source, since))
    return {
        (caption(nodes[e.source]), e.kind, caption(nodes[e.target]), caption(nodes[by]), since, e.evidence[0].quote)
        for e in reader.neighbours(nodes, schema().followed(), evidence=True)
        for by, since in ended[e.target]
        if (nodes[e.source].date or "9") <= on <= (nodes[e.source].expires or "9")
    }


def provinces_without(reader: Reader, given: dict[str, Any]) -> Rows:
    return {(row.province,) for row in coverage(reader, find(reader, given["number"])) if row.status != "has"}


def deadlines_of_month(reader: Reader, given: dict[str, Any]) -> Rows:
    return {
        (each["date"], name, caption(node), task.text)
        for node, task, name in led_tasks(reader, everything(reader))
        for each in task.deadlines
        if each.get("date", "").startswith(given["month"][:7])
    }


def resting(reader: Reader, given: dict[str, Any]) -> Rows:
    nodes = everything(reader)
    groups = defaultdict(list)
    for id_ in below(reader, given["number"]):
        groups[nodes[id_].level, nodes[id_].province].append(id_)
    tasks = {id_: len(given_out) for id_, given_out in tasks_of(reader, sorted(nodes)).items()}
    return {
        (level, province, tuple(sorted(caption(nodes[id_]) for id_ in ids)), sum(tasks.get(id_, 0) for id_ in ids))
        for (level, province), ids in groups.items()
    }


def ambiguous(reader: Reader, given: dict[str, Any]) -> Rows:
    nodes = everything(reader)
    return {
        (caption(nodes[each.citation.id]), each.cited, tuple(sorted(one.id for one in each.candidates)))
        for each in quality(reader).ambiguous
    }


def missed(reader: Reader, given: dict[str, Any]) -> Rows:
    stubs = [node for node in everything(reader).values() if not node.held and not node.ambiguous]
    cited = reader.degrees([node.id for node in stubs], [*schema().followed(), "CITES"], "down")
    ordered = sorted(stubs, key=lambda node: (-cited[node.id], caption(node)))
    return {(caption(node), node.date, cited[node.id]) for node in ordered[:10]}


def tasks_of_body(reader: Reader, given: dict[str, Any]) -> Rows:
    bodies = agencies_named(reader, "Sở Nội vụ tỉnh Gia Lai")
    names = {id_: node.name for id_, node in reader.agencies(bodies).items()}
    assert given["body"] in names
    nodes = everything(reader)
    return {
        (names[each.id], caption(nodes[task.document_id]), task.section, task.text)
        for task in reader.task_page()
        for each in task.agencies
        if each.id in names
    }


def of_province(reader: Reader, given: dict[str, Any]) -> Rows:
    places = same_place(given["place"], "34")
    return {
        (node.province, caption(node), node.date) for node in everything(reader).values() if node.province in places
    }


def ended_or_changed(reader: Reader, given: dict[str, Any]) -> Rows:
    nodes = everything(reader)
    kinds = ["SUPERSEDES", "REPEALS", "SUSPENDS", "AMENDS", "CORRECTS", "EXTENDS"]
    found = set()
    for edge in reader.neighbours(nodes, kinds, evidence=True):
        terms = edge.evidence[0].terms
        since, provisions = (terms.from_, terms.provisions) if terms else (None, ())
        ends = caption(nodes[edge.source]), edge.kind, caption(nodes[edge.target])
        found.add((*ends, since, provisions or None, edge.evidence[0].quote))
    return found


def sentences(reader: Reader, given: dict[str, Any]) -> Rows:
    nodes = everything(reader)
    edges = reader.neighbours([given["id"]], schema().relations(), evidence=True)
    first = [(edge, edge.evidence[0]) for edge in edges]
    return {
        (
            edge.kind,
            caption(nodes[edge.target]),
            seen.quote,
            seen.section,
            seen.source,
            seen.start,
            seen.end,
            edge.confidence,
        )
        for edge, seen in first
    }


def shared_grounds(reader: Reader, given: dict[str, Any]) -> Rows:
    nodes = everything(reader)
    grounds = [
        {
            edge.target
            for edge in reader.neighbours(nodes, ["IMPLEMENTS", "BASED_ON"])
            if nodes[edge.source].province == given[name]
        }
        for name in ("one", "other")
    ]
    return {(caption(nodes[id_]), nodes[id_].date) for id_ in grounds[0] & grounds[1]}


ANSWERS: dict[str, Answer] = {
    "Tasks that a decision ends in, for one kind of department": tasks_of_department,
    "How far a directive came, and in how many steps": how_far,
    "What stands on a ground that has ended": on_ended_grounds,
    "Provinces that carry a directive out nowhere in the store": provinces_without,
    "Deadlines of a month, by body": deadlines_of_month,
    "Everything that rests on a document, if it were replaced": resting,
    "Ambiguous citations to settle, the most cited first": ambiguous,
    "Which texts are missed most: cited, and not held": missed,
    "Tasks of what is now one body": tasks_of_body,
    "Documents of what is now one province": of_province,
    "Who ended or changed what, from which day, in which words": ended_or_changed,
    "The sentences behind the relations of a document": sentences,
    "Grounds that two provinces share": shared_grounds,
}
PATH, TITLES = "The shortest way between two documents", "Words of titles, with marks or without"


def plain(value: Any) -> Any:
    """A value of the server as the program has it; lists without an order of their own are sorted."""
    return tuple(plain(each) for each in value) if isinstance(value, list) else iso(value)


def asked(server: Server, question: Question, **given: Any) -> list[tuple[Any, ...]]:
    with server.driver() as driver:
        rows = driver.execute_query(question.query, question.given | given).records
    return [tuple(plain(value) for value in row.values()) for row in rows]


def test_every_question_of_the_page_is_tested() -> None:
    assert QUESTIONS.keys() == ANSWERS.keys() | {PATH, TITLES}
    assert len(QUESTIONS) >= 12
    assert PAGE.count("```cypher") == len(QUESTIONS)


@pytest.mark.parametrize("title", ANSWERS)
def test_cypher_and_the_program_answer_alike(neo4j_server: Server, samples: Store, title: str) -> None:
    question = QUESTIONS[title]
    rows = asked(neo4j_server, question)
    assert rows, "a question without an answer tests nothing"
    assert len(rows) == len(set(rows))
    unordered = {tuple(sorted_lists(title, row)) for row in rows}
    assert unordered == ANSWERS[title](samples, question.given)


def sorted_lists(title: str, row: tuple[Any, ...]) -> Iterator[Any]:
    """Collected captions and ids come in any order; words of deadlines do not."""
    for value in row:
        yield tuple(sorted(value)) if isinstance(value, tuple) and ANSWERS[title] in (resting, ambiguous) else value


@pytest.mark.parametrize("number", ["290-QĐ/TW", "23-QĐ/TW"])
@pytest.mark.parametrize("title", ["How far a directive came, and in how many steps", next(iter(ANSWERS))])
def test_both_decisions_are_followed(neo4j_server: Server, samples: Store, title: str, number: str) -> None:
    question = QUESTIONS[title]
    given = question.given | {"number": number}
    assert set(asked(neo4j_server, question, number=number)) == ANSWERS[title](samples, given)


def test_the_shortest_way_is_as_long_as_the_programs(neo4j_server: Server, samples: Store) -> None:
    question = QUESTIONS[PATH]
    ((found, kinds),) = asked(neo4j_server, question)
    ends = [samples.document(question.given[name]) for name in ("a", "b")]
    assert ends[0] is not None
    assert ends[1] is not None
    assert (found[0], found[-1]) == (caption(ends[0]), caption(ends[1]))
    assert len(kinds) == len(path(samples, ends[0], ends[1]).steps) - 1


@pytest.mark.parametrize("words", ["quy che AND dan AND van", "quy chế AND dân AND vận"])
def test_titles_are_found_with_marks_and_without(neo4j_server: Server, samples: Store, words: str) -> None:
    rows = asked(neo4j_server, QUESTIONS[TITLES], words=words)
    assert {"23-QĐ/TW", "290-QĐ/TW"} <= {row[0] for row in rows}
    assert all("dan van" in search_fold(row[1]) for row in rows)

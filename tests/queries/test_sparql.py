"""SPARQL answers what the questions in Python answer, and does no more than it may."""

from __future__ import annotations

import csv
import gc
import io
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luocdo.graph.errors import QueryError, QueryNotYet, QueryOverLimit
from luocdo.graph.schema import schema
from luocdo.graph.sparql_store import Limits, SparqlStore
from luocdo.graph.store import Store, open_store
from luocdo.loaders.ingest import ingest
from luocdo.queries.analysis_reliance import relied_on
from luocdo.queries.cascade import cascade
from luocdo.queries.find import candidates, find
from luocdo.queries.quality import quality
from luocdo.queries.responsibility import tasks
from luocdo.queries.sparql import SparqlEndpoint
from tests.project import ROOT

PAGE = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
QUERIES: dict[str, str] = dict(re.findall(r"^### (.+?)\n.*?^```sparql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
DECISION, PLAN = "290-qd-tw.2010-02-25", "614-kh-ubnd.gia-lai.2020-03-24"
GIVEN_TIME = 120.0
Rows = set[tuple[str, ...]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("sparql") / "samples.db"))
    assert ingest(store, [ROOT / "data" / "samples"], workers=1, sample=True).failed == ()
    yield store
    store.close()


@pytest.fixture(scope="module")
def endpoint(store: Store) -> Iterator[SparqlEndpoint]:
    endpoint = SparqlEndpoint(store)
    yield endpoint
    endpoint.close()


def answered(endpoint: SparqlEndpoint, query: str) -> Rows:
    """The rows of an answer, addresses by their last part."""
    body = endpoint.ask(query, ["csv"], patience=GIVEN_TIME).body.decode()
    rows = list(csv.reader(io.StringIO(body)))[1:]
    return {tuple(re.sub(r"^https://luocdo\.org/(?:\w+/|ns#)", "", cell) for cell in row) for row in rows}


def numbered(store: Store) -> Rows:
    return {(each.id, each.date or "") for each in candidates(store, "25-NQ/TW")}


def grounds(store: Store) -> Rows:
    edges = store.neighbours([PLAN], schema().followed(), "up", evidence=True)
    return {(each.target, each.kind, seen.quote) for each in edges for seen in each.evidence}


def below(store: Store) -> Rows:
    return {(hop.edge.source,) for hop in store.lineage(DECISION, schema().followed(), "down")}


def provinces(store: Store) -> Rows:
    return {(each,) for each in cascade(store, find(store, "290-QĐ/TW")).provinces()}


def relied(store: Store) -> Rows:
    found = sorted(relied_on(store, 1_000), key=lambda each: (-each.cited_by, each.document.id))
    return {(each.document.id, str(each.cited_by)) for each in found[:10]}


def replaced(store: Store) -> Rows:
    ids = [each.id for each in store.document_page()]
    edges = store.neighbours(ids, ["SUPERSEDES"], "up", evidence=True)
    return {
        (each.source, each.target, (seen.terms.from_ if seen.terms else None) or "", seen.section)
        for each in edges
        for seen in each.evidence
    }


def led(store: Store) -> Rows:
    given = tasks(store, agency="Sở Nội vụ tỉnh Bình Định")
    led = [each for each in given if any(body.id == "so-noi-vu.binh-dinh" for body in each.agencies)]
    return {(each.id, due["date"]) for each in led for due in each.deadlines if "date" in due}


def succeeded(store: Store) -> Rows:
    return {(each.id, heir.agency_id, heir.day) for each in store.agency_page() for heir in each.successors}


def unsure(store: Store) -> Rows:
    return {(each.citation.id, fit.id) for each in quality(store).ambiguous for fit in each.candidates}


def levels(store: Store) -> Rows:
    held = [each.level for each in store.document_page() if each.held and each.level]
    return {(level, str(held.count(level))) for level in held}


TWINS: dict[str, Callable[[Store], Rows]] = {
    "Which documents bear a number?": numbered,
    "What does a plan rest on, and which sentence says so?": grounds,
    "What carries a decision out, at any distance?": below,
    "Which provinces does it reach?": provinces,
    "What is relied on most?": relied,
    "What replaced what, from which day, by which clause?": replaced,
    "Which tasks with a day does a body lead?": led,
    "Who took over from whom, and when?": succeeded,
    "Which citations fit several documents?": unsure,
    "How many documents of each level were read in full?": levels,
}


def test_every_query_of_the_page_has_its_twin() -> None:
    assert list(QUERIES) == list(TWINS)


@pytest.mark.parametrize("question", TWINS)
def test_a_query_answers_what_python_answers(endpoint: SparqlEndpoint, store: Store, question: str) -> None:
    wanted = TWINS[question](store)
    assert answered(endpoint, QUERIES[question]) == wanted
    assert wanted


# --- what it will not do ---

LINES = [f"<http://a/{n}> <http://b> <http://c/{n}> .\n" for n in range(2_000)]


@pytest.fixture(scope="module")
def small() -> Iterator[SparqlStore]:
    small = SparqlStore(LINES)
    yield small
    small.close()


REFUSED = [
    ("SELEC ?x {}", "^error at 1:1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE$"),
    (
        "# to do\nPREFIX a: <http://a#>\n  INSERT DATA { <http://a> <http://b> <http://c> }",
        "^error at 3:3: .* written here$",
    ),
    ("DROP ALL", "nothing is written here$"),
    ("LOAD <http://a>", "nothing is written here$"),
    ("", "^error at 1:1: a query begins"),
    (" # only a remark", "^error at 1:17: a query begins"),
    ("SELECT * { ?s <http://b> ?o", "^error at 1:28: something is missing$"),
    ("SELECT * {\n ?s <http://b> ?? }", r"^error at 2:\d+: not understood: '\?\? }'$"),
    ("SELECT * {\n ?s who:b ?o }", "^error at 2:10: the prefix of the name before this place is not declared$"),
    ("SELECT * { ?s ?p '\\ud800' }", "hexadecimal digits$"),
    ("SELECT (<http://a/f>(1) AS ?x) {}", "function <http://a/f> is not supported"),
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { service silent ?any { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { # a remark\nSERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:1/> {} }", "SERVICE"),
    ("SELECT * { ?s ?p <http://a#> SERVICE <http://127.0.0.1:1/> {} }", "SERVICE"),
    ('SELECT * { { SELECT * { ?s ?p "\\"" SERVICE <http://127.0.0.1:1/> {} } } }', "SERVICE"),
    ("SELECT * { ?s ?p '''a'b''' SERVICE <http://127.0.0.1:1/> {} }", "SERVICE"),
    ("PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SERVICE"),
    ("PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p ?o.SERVICE:x {} }", "SERVICE"),
    ("PREFIX x: <http://a> SELECT * { VALUES ?q { x:a\\' } SERVICE <http://127.0.0.1:1/> {} #'\n }", "SERVICE"),
    ("SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> {} }", "SERVICE"),
    ("SELECT * { \\u005CU00000053ERVICE <http://127.0.0.1:1/> {} }", "SERVICE"),
    ('ASK { ?s ?p "service" }', "SERVICE"),
    ("ASK { ?s ?p ?o }" + " " * 20_000, "letters"),
]


@pytest.mark.parametrize(("query", "reason"), REFUSED)
def test_what_is_no_question_is_refused(small: SparqlStore, query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        small.ask(query)


def test_what_is_nested_too_deeply_is_told_so(small: SparqlStore) -> None:
    with pytest.raises(QueryOverLimit, match="nested too deeply"):
        small.ask(f"ASK {{ {'{' * 6_000}{'}' * 6_000} }}")


def test_an_answer_that_was_cut_off_is_none(
    small: SparqlStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cut = tmp_path / "worker.py"
    cut.write_text("""import sys; sys.stdout.write('{"form": "json", "bytes": 9}\\n{"head":')""")
    monkeypatch.setattr("luocdo.graph.sparql_store._WORKER", cut)
    with pytest.raises(QueryOverLimit):
        small.ask("ASK {}")


def test_a_graph_that_nobody_closes_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = SparqlStore(LINES[:1])
    assert len(list(tmp_path.iterdir())) == 1
    del left
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_can_not_be_made_leaves_nothing_and_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("luocdo.queries.sparql.lines", lambda _: ["no triple\n"])
    endpoint = SparqlEndpoint(store)
    for _ in range(2):
        with pytest.raises(SyntaxError):
            endpoint.ask("ASK {}", patience=GIVEN_TIME)
    assert list(tmp_path.iterdir()) == []


def test_nobody_is_called_even_where_a_call_was_written() -> None:
    """The library itself would call; this test would hear it."""
    heard = []
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        listener.settimeout(2)

        def hear() -> None:
            try:
                heard.append(listener.accept())
            except TimeoutError:
                return

        ear = threading.Thread(target=hear)
        ear.start()
        store = SparqlStore(LINES[:1])
        for query in (
            f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }}",
        ):
            try:
                store.ask(query)
            except QueryError:
                continue
        ear.join()
        store.close()
    assert heard == []


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
OVER = [
    (ENDLESS, Limits(seconds=1), "more than 1 s"),
    ("SELECT * { ?s ?p ?o }", Limits(bytes=1_000), "over 1,000 bytes"),
    ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Limits(bytes=1_000), "over 1,000 bytes"),
    ("SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c", Limits(memory=100_000_000), "memory"),
]


@pytest.mark.parametrize(("query", "limits", "reason"), OVER)
def test_what_takes_too_much_is_ended(small: SparqlStore, query: str, limits: Limits, reason: str) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryOverLimit, match=reason):
        small.ask(query, (), limits)
    assert time.monotonic() - begun < GIVEN_TIME
    assert small.ask("ASK { ?s ?p ?o }").body, "the next question is answered"


FORMS = [
    ("ASK { ?s ?p ?o }", None, "json", b'{"head":{},"boolean":true}'),
    ("ASK { ?s ?p ?o }", "csv", "json", b'{"head":{},"boolean":true}'),
    ("SELECT ?s { ?s ?p <http://c/7> }", "csv", "csv", b"s\r\nhttp://a/7\r\n"),
    ("SELECT ?s { ?s ?p <http://c/7> }", "ttl", "json", b'"http://a/7"'),
    ("CONSTRUCT WHERE { ?s ?p <http://c/7> }", "nt", "nt", b"<http://a/7> <http://b> <http://c/7> ."),
    ("DESCRIBE <http://a/7>", "json", "ttl", b"<http://c/7>"),
]


@pytest.mark.parametrize(("query", "wanted", "form", "holds"), FORMS)
def test_an_answer_has_the_form_wanted_or_the_usual_one(
    small: SparqlStore, query: str, wanted: str | None, form: str, holds: bytes
) -> None:
    found = small.ask(query, [wanted] if wanted else [])  # type: ignore[list-item]
    assert (found.form, holds in found.body) == (form, True)
    assert "/" in found.media_type


def test_the_graph_is_made_anew_when_the_store_has_changed(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "graph.db"))
    endpoint = SparqlEndpoint(store)
    count = "SELECT (COUNT(?d) AS ?n) { ?d a eli:LegalResource }"
    assert answered(endpoint, count) == {("0",)}
    (tmp_path / "text.txt").write_text("Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010.\n", encoding="utf-8")
    ingest(store, [tmp_path / "text.txt"], workers=1)
    assert answered(endpoint, count) == {("2",)}
    endpoint.close()
    store.close()


def test_a_question_does_not_wait_for_ever(store: Store) -> None:
    endpoint = SparqlEndpoint(store)
    with pytest.raises(QueryNotYet):
        endpoint.ask("ASK { ?s ?p ?o }", patience=0.0)
    assert endpoint.ask("ASK { ?s ?p ?o }", patience=GIVEN_TIME).body
    endpoint.close()

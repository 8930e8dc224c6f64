"""SPARQL over HTTP: its protocol, the forms of answers, and what no query can do to the server."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from luocdo.app.api import sparql
from luocdo.app.api.accepted import accepted
from luocdo.graph import sparql_store
from tests.app.api.conftest import DECISION, Ask
from tests.app.api.server import Server, running

PLACE = "/api/v1/sparql"
NUMBERED = 'SELECT ?date WHERE { ?document eli:number "290-QĐ/TW" ; eli:date_document ?date }'
DESCRIBED = f"CONSTRUCT WHERE {{ <https://luocdo.org/eli/{DECISION}> eli:number ?number }}"
JSON, CSV, XML = "application/sparql-results+json", "text/csv", "application/sparql-results+xml"
TURTLE, TRIPLES = "text/turtle", "application/n-triples"


@pytest.fixture(scope="module")
def server(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose queries have two seconds."""
    with running(tmp_path_factory.mktemp("sparql"), samples, sparql_seconds=2, sparql_mb=256) as server:
        until = time.monotonic() + 120
        while httpx2.get(f"{server.url}{PLACE}", params={"query": "ASK {}"}, timeout=60).status_code == 503:
            assert time.monotonic() < until
        yield server


def asked(server: Server, query: str, **sent: object) -> httpx2.Response:
    return httpx2.get(f"{server.url}{PLACE}", params={"query": query}, timeout=60, **sent)  # type: ignore[arg-type]


ANSWERS = [
    (NUMBERED, "*/*", JSON, '"2010-02-25"'),
    (NUMBERED, "text/html, text/csv;q=0.9, */*;q=0.1", CSV, "date\r\n2010-02-25\r\n"),
    (NUMBERED, "text/tab-separated-values", "text/tab-separated-values", '?date\n"2010-02-25"^^<'),
    (NUMBERED, f"{CSV};q=0.2, {XML}", XML, ">2010-02-25<"),
    (NUMBERED, TURTLE, JSON, '"2010-02-25"'),
    ("ASK { ?document a eli:LegalResource }", CSV, JSON, '"boolean":true'),
    ("ASK { ?document a eli:LegalResource }", XML, XML, "<boolean>true</boolean>"),
    (DESCRIBED, "*/*", TURTLE, '"290-QĐ/TW"'),
    (DESCRIBED, f"{JSON}, {TRIPLES}", TRIPLES, '"290-QĐ/TW" .'),
    (DESCRIBED.replace("CONSTRUCT WHERE", "DESCRIBE ?document WHERE").replace("<", "?document eli:id_local ?id . <"),
     "text/plain", TRIPLES, "id_local"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "wanted", "kind", "holds"), ANSWERS)
def test_an_answer_comes_as_it_is_accepted(server: Server, query: str, wanted: str, kind: str, holds: str) -> None:
    answer = asked(server, query, headers={"Accept": wanted})
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, kind), answer.text
    assert holds in answer.text
    now = httpx2.get(f"{server.url}/api/v1/stats").headers["Luocdo-Data-Version"]
    assert answer.headers["Luocdo-Data-Version"] == now


def test_a_query_may_come_as_a_form_or_as_the_body_itself(server: Server) -> None:
    place = f"{server.url}{PLACE}"
    wanted = asked(server, NUMBERED).json()
    assert wanted["results"]["bindings"]
    assert httpx2.post(place, data={"query": NUMBERED}).json() == wanted
    told = {"Content-Type": "application/sparql-query; charset=utf-8"}
    assert httpx2.post(place, content=NUMBERED.encode(), headers=told).json() == wanted
    assert httpx2.post(f"{place}?format=csv", data={"query": NUMBERED}).text == "date\r\n2010-02-25\r\n"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_another_program_asks_as_it_asks_any_server(server: Server) -> None:
    """rdflib's own client of the protocol, which sends what it always sends."""
    for method in ("GET", "POST"):
        graph = rdflib.Graph(SPARQLStore(f"{server.url}{PLACE}", method=method))
        (row,) = graph.query(NUMBERED)
        assert str(row[0]) == "2010-02-25"  # type: ignore[index]


PATHS = "?a (eli:cites|!eli:cites)+ ?b . ?b (eli:cites|!eli:cites)* ?c . ?c (^eli:cites|!eli:cites)+ ?a"
REFUSED = [
    ("SELEC ?x {}", 400, "bad-query", "no SPARQL"),
    ("LOAD <file:///etc/passwd>", 400, "bad-query", "a file"),
    ("INSERT DATA { <http://a> <http://b> <http://c> }", 400, "bad-query", "an update"),
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "bad-query", "another server"),
    ("PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }", 400, "bad-query", "the same, as a name"),
    ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c", 413, "over-limit", "a product of all with all"),
    (f"SELECT (COUNT(*) AS ?n) {{ {PATHS} }}", 413, "over-limit", "paths"),
    (f"SELECT ?x {{ BIND('{'a' * 4_000}' AS ?x) ?s ?p ?o }}", 413, "over-limit", "a long answer"),
    (f"ASK {{ {'{' * 2_400}{'}' * 2_400} }}", 413, "over-limit", "brackets"),
    ("ASK { ?s ?p ?o }" + " " * 5_000, 422, "bad-parameters", "too long for an address"),
]


@pytest.mark.parametrize(("query", "status", "kind"), [row[:3] for row in REFUSED], ids=[row[3] for row in REFUSED])
def test_a_hostile_query_is_refused_or_cut_and_the_server_goes_on(
    server: Server, query: str, status: int, kind: str
) -> None:
    began = time.monotonic()
    answer = asked(server, query)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:luocdo:problem:{kind}"), answer.text[:500]
    assert time.monotonic() - began < 120, "the limit is two seconds of the processor"
    assert "root:x:" not in answer.text
    assert asked(server, NUMBERED).status_code == 200


SENT = {"Content-Type": "application/sparql-query"}
BODIES = [
    (b"query=ASK+%7B%7D&default-graph-uri=http://a/", "application/x-www-form-urlencoded", 400, "another graph"),
    (b"ASK { ?s ?p ?o } # " + b"a" * 1_000_000, "application/sparql-query", 413, "a megabyte"),
    (b"query=" + b"a" * 1_000_000, "application/x-www-form-urlencoded", 413, "a megabyte in a form"),
    (b"a" * 25_000, "application/sparql-query", 413, "too many letters"),
    (b"query=ASK+%7B%7D&query=ASK+%7B%7D", "application/x-www-form-urlencoded", 422, "two queries"),
    (b"", "application/sparql-query", 400, "none"),
    (b"update=DROP+ALL", "application/x-www-form-urlencoded", 422, "an update in a form"),
    (b"DROP ALL", "application/sparql-update", 415, "an update"),
    (b"{}", "application/json", 415, "JSON"),
    (b"\xff\xfe", "application/sparql-query", 400, "no text"),
    (b"&".join([b"a=b"] * 1_000), "application/x-www-form-urlencoded", 400, "a thousand fields"),
]


@pytest.mark.parametrize(("body", "kind", "status"), [row[:3] for row in BODIES], ids=[row[3] for row in BODIES])
def test_a_body_that_holds_no_query_is_refused(server: Server, body: bytes, kind: str, status: int) -> None:
    answer = httpx2.post(f"{server.url}{PLACE}", content=body, headers={"Content-Type": kind}, timeout=60)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert asked(server, "ASK {}").status_code == 200


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_not_here_can_not_be_chosen(server: Server, name: str) -> None:
    for send, more in ((httpx2.get, {}), (httpx2.post, {"content": b"ASK {}", "headers": SENT})):
        answer = send(f"{server.url}{PLACE}", params={"query": "ASK {}", name: "http://a/"}, **more)  # type: ignore[operator]
        assert (answer.status_code, name in answer.json()["detail"]) == (400, True)


def test_no_address_of_a_query_is_fetched(server: Server) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        listener.settimeout(0.5)
        here = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for query in (f"SELECT * FROM <{here}> {{ ?s ?p ?o }}", f"DESCRIBE <{here}>", f"ASK {{ GRAPH <{here}> {{}} }}"):
            asked(server, query)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_few_queries_run_at_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "_MOST_WAITING", 0)
    answer = client.get(PLACE, params={"query": "ASK {}"})
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:luocdo:problem:busy")


def test_a_graph_that_takes_long_to_make_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "_PATIENCE", 0.0)
    answer = client.get(PLACE, params={"query": "ASK {}"})
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:luocdo:problem:not-ready")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_server_without_the_library_says_so(serving: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql_store, "find_spec", lambda _: None)
    answer = serving().get(PLACE, params={"query": "ASK {}"})
    assert (answer.status_code, answer.json()["type"]) == (501, "urn:luocdo:problem:not-installed")


ACCEPTED = [
    (["text/csv"], ["text/csv"], "one"),
    (["text/csv;q=0.5, text/turtle"], ["text/turtle", "text/csv"], "by weight"),
    (["text/csv; charset=utf-8; Q=0.5", "a/b;q=0.7"], ["a/b", "text/csv"], "of two headers"),
    (["text/csv;q=0, a/b;q=many, c/d;q=7"], ["a/b", "c/d"], "none of weight 0, odd weights as none"),
    ([" , ;q=1"], [], "nothing"),
]


@pytest.mark.parametrize(("headers", "wanted"), [row[:2] for row in ACCEPTED], ids=[row[2] for row in ACCEPTED])
def test_media_types_are_read_by_weight(headers: list[str], wanted: list[str]) -> None:
    assert accepted(headers) == wanted

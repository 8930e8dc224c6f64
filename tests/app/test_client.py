"""The Python client against a running server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from luocdo.app.client import Ambiguous, Client, ServerError, Tree
from luocdo.graph.model import DocumentNode
from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest
from luocdo.queries.cascade import cascade
from luocdo.queries.find import find
from tests.app.api.conftest import DECISION
from tests.app.api.fuzz import samples_in
from tests.app.api.server import Server, running
from tests.app.conftest import TEXTS

PLAN = "614-kh-ubnd.gia-lai.2020-03-24"
TOKEN = "cua-quan-tri"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the samples with two more texts, which cite both resolutions 25-NQ/TW."""
    folder = tmp_path_factory.mktemp("served")
    samples_in(folder / "graph.db")
    store = open_store(str(folder / "graph.db"))
    (folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (folder / "texts" / name).write_text(text, encoding="utf-8")
    ingest(store, [folder / "texts"], workers=1)
    store.close()
    with running(folder, folder / "graph.db", admin_token=TOKEN) as server:
        yield server


@pytest.fixture
def luocdo(server: Server) -> Iterator[Client]:
    with Client(server.url) as client:
        yield client


def test_documents_are_read_page_by_page(luocdo: Client) -> None:
    everything = [each.id for each in luocdo.documents()]
    assert everything == sorted(everything)
    assert DECISION in everything
    assert isinstance(next(luocdo.documents("dân vận", type="Quyết định")), DocumentNode)
    plans = luocdo.documents(province="Gia Lai", since="2020-01-01", until="2020-12-31")
    assert {each.id for each in plans} >= {PLAN, "282-kh-tu.gia-lai.2020-03-10"}


def test_a_document_and_its_text(luocdo: Client) -> None:
    assert luocdo.document(DECISION).number == "290-QĐ/TW"
    seen = next(luocdo.mentions(DECISION)).evidence[0]
    assert luocdo.text(seen.document_id).text[seen.start : seen.end] == seen.quote


def test_a_number_of_several_documents(luocdo: Client) -> None:
    assert luocdo.resolve("290-QĐ/TW").id == DECISION
    with pytest.raises(Ambiguous) as several:
        luocdo.resolve("25-NQ/TW")
    assert [luocdo.resolve(each.query).date for each in several.value.candidates] == ["2003-03-12", "2013-06-03"]


def test_answers_are_the_records_of_the_questions(luocdo: Client, server: Server) -> None:
    (tree,) = luocdo.cascade(DECISION, on="2021-12-31")
    store = open_store(str(server.log.parent / "graph.db"), create=False)
    told = cascade(store, find(store, "290-QĐ/TW"), on="2021-12-31")
    assert [each.document for each in _flat(tree)] == [each.document for each in told.branches]
    assert [each.relation for each in _flat(tree)] == [each.relation for each in told.branches]
    (lineage,) = luocdo.lineage(DECISION, relations=["implements"], depth=1)
    assert {hop.edge.kind for hop in lineage.hops} == {"IMPLEMENTS"}
    assert luocdo.status(DECISION, on="2022-01-15").status == "superseded"
    assert luocdo.impact(DECISION, on="2020-06-01").documents > 0
    assert {each.status for each in luocdo.coverage(DECISION)} == {"has", "held_none", "unknown"}
    assert [each.document.number for each in luocdo.path("614/KH-UBND", "23-QĐ/TW").steps][-1] == "23-QĐ/TW"
    assert luocdo.stats().counts.held >= 20


def _flat(tree: Tree) -> Iterator[Tree]:
    yield tree
    for child in tree.children:
        yield from _flat(child)


def test_bodies_and_their_tasks(luocdo: Client) -> None:
    body = next(luocdo.agencies("Sở Nội vụ", province="Gia Lai"))
    assert body.id == "so-noi-vu.gia-lai"
    work = list(luocdo.tasks(agency=body.id, provinces="63"))
    assert work
    assert all(body.id in {each.id for each in (*task.agencies, *task.supporting)} for task in work)


def test_many_statuses_are_asked_in_parts(luocdo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luocdo.app.client._MOST_NUMBERS", 2)
    found = luocdo.statuses(["290-QĐ/TW", "25-NQ/TW", "23-QĐ/TW", "nothing", "16/CT-TTg"], on="2022-01-15")
    assert [each.status for each in found] == ["superseded", "unknown", "no_end_known", "unknown", "no_end_known"]


def test_a_draft_as_text_and_as_a_file(luocdo: Client, tmp_path: Path) -> None:
    text = "Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị."
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    one, other = luocdo.check(text, on="2022-01-15"), luocdo.check(tmp_path / "draft.txt", on="2022-01-15")
    assert one.findings == other.findings
    assert one.findings[0].kind == "superseded"


def test_a_load_is_waited_for(server: Server, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(TEXTS["gia-lai.txt"].replace("614/KH", "615/KH"), encoding="utf-8")
    with Client(server.url, key=TOKEN) as admin:
        job = admin.wait(admin.ingest([tmp_path / "new.txt"], province="Gia Lai"))
        assert (job.state, job.loaded) == ("done", 1)
        assert admin.resolve("615/KH-UBND").held


REFUSED = [
    (lambda luocdo: luocdo.document("nothing"), 404, "unknown"),
    (lambda luocdo: luocdo.document("a/../b?c#d%2f"), 404, "unknown"),
    (lambda luocdo: next(luocdo.documents(level="king")), 422, "bad-parameters"),
    (lambda luocdo: luocdo.check("  "), 422, "unreadable"),
    (lambda luocdo: luocdo.job("0" * 32), 401, "no-key"),
]


@pytest.mark.parametrize(("ask", "status", "kind"), REFUSED, ids=[f"{each[1]} {n}" for n, each in enumerate(REFUSED)])
def test_a_refusal_is_an_error_with_its_kind(luocdo: Client, ask: object, status: int, kind: str) -> None:
    with pytest.raises(ServerError) as refused:
        ask(luocdo)  # type: ignore[operator]
    assert (refused.value.status, refused.value.kind) == (status, kind)


def test_a_store_that_is_away_is_asked_for_again(server: Server, luocdo: Client) -> None:
    """The server says 503 and when to come back; the client comes back."""
    store = server.log.parent / "graph.db"
    store.rename(store.with_suffix(".away"))
    from threading import Timer

    back = Timer(1.5, store.with_suffix(".away").rename, (store,))
    back.start()
    assert luocdo.document(DECISION).number == "290-QĐ/TW"
    back.join()


def test_queries_and_analyses_come_as_records(luocdo: Client) -> None:
    assert luocdo.select('SELECT ?date { ?d eli:number "290-QĐ/TW" ; eli:date_document ?date }') == (
        {"date": "2010-02-25"},
    )
    answer = luocdo.sparql("CONSTRUCT WHERE { ?d eli:number ?n }", "nt")
    assert (answer.form, answer.media_type, answer.version > 0) == ("nt", "application/n-triples", True)
    assert b'"290-Q\xc4\x90/TW"' in answer.body or b"290-Q" in answer.body
    assert luocdo.sparql("ASK {}").form == "json"
    with pytest.raises(ServerError, match="bad-query"):
        luocdo.sparql("DROP ALL")
    assert luocdo.analysis("relied-on", limit=1).rows
    assert luocdo.analysis("similar", documents=["614/KH-UBND", "290-QĐ/TW"]).name == "similar"

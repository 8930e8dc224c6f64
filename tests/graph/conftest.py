"""Stores to test on, and short ways to say what goes into them."""

import hashlib
from types import SimpleNamespace

import pytest

from luocdo.graph.model import (
    AgencyNode,
    AgencyRef,
    DocumentNode,
    Edge,
    Evidence,
    Extraction,
    Header,
    SourceText,
    Succession,
    TaskNode,
    Terms,
)
from luocdo.graph.store import open_store
from luocdo.graph.store_records import FactRow, FactTable, HeldText, Origin
from luocdo.queries.selection import Selection
from tests.conftest import KINDS
from tests.whole_store import whole_store

OLD, NEW, PLAN = "290-qd-tw.2010-02-25", "23-qd-tw.2021-07-30", "614-kh-ubnd.gia-lai.2020-03-24"
TERMS = Terms("2021-07-30", True, ("Điều 7", "Điều 2"), ("Điều 5",), ("Bình Định", "Phú Yên"))


def pytest_generate_tests(metafunc):
    """Every test of the contract runs on every kind of store, but for those of a module that names its KINDS."""
    if "new_store" in metafunc.fixturenames:
        metafunc.parametrize("new_store", getattr(metafunc.module, "KINDS", KINDS), indirect=True)


@pytest.fixture
def store(new_store):
    """An empty store of each kind."""
    return new_store()


def _document(id_, number=None, **fields):
    filled = dict.fromkeys(("type", "name", "title", "date", "level", "province"))
    return DocumentNode(**{**filled, "id": id_, "number": number, "issuer": (), **fields})


def _origin(key, document_id=""):
    return Origin(key, f"{key}.txt", hashlib.sha256(key.encode()).hexdigest(), document_id)


def _evidence(origin, start=0, quote="thực hiện", **fields):
    filled = {"section": "I.1", "cue": "thực hiện", "rule": "cue", "confidence": 0.9}
    where = (origin.document_id, origin.source, origin.sha256, start, start + len(quote), quote)
    return Evidence(*where, **{**filled, **fields})


def _edge(source, target, kind="IMPLEMENTS", **fields):
    filled = {"scope": "provision", "partial": False, "confidence": 0.9, "evidence": ()}
    return Edge(**{**filled, "source": source, "target": target, "kind": kind, **fields})


def _held(origin, text):
    blank = dict.fromkeys(
        ("type", "number", "date", "issuer", "level", "province", "title", "signer", "effective_from")
    )
    header = Header(id=origin.document_id, **blank)
    extraction = Extraction(origin.source, origin.sha256, len(text), header, *[()] * 7)
    source = SourceText(origin.source, origin.sha256, text, "text/plain", "utf-8")
    return HeldText(origin.key, origin.document_id, source, extraction)


def _agency(id_, name="Sở Nội vụ"):
    return AgencyNode(id_, name)


def _task(id_, document_id, **fields):
    bodies = dict.fromkeys(("agencies", "supporting", "reports_to", "directives", "deadlines"), ())
    words = {"part": "implementing", "section": "III.1", "text": "Báo cáo", "start": 0, "end": 7}
    return TaskNode(**{**words, **bodies, "id": id_, "document_id": document_id, **fields})


def _table(key, facts, **fields):
    filled = {"mapping": "so-van-ban", "source": f"{key}.csv", "sha256": "00", "day": "2026-11-22"}
    return FactTable(**{**filled, "key": key, "rows": facts, "refused": 0, "facts": facts, **fields})


def _facts(table, *number_keys):
    return [FactRow(table, place, key, f"{table} {key}".encode()) for place, key in enumerate(number_keys, 1)]


@pytest.fixture
def make():
    """Builders of the records of a graph, with what a test does not care about filled in."""
    return SimpleNamespace(
        document=_document,
        origin=_origin,
        evidence=_evidence,
        edge=_edge,
        held=_held,
        agency=_agency,
        task=_task,
        table=_table,
        facts=_facts,
    )


@pytest.fixture
def dump():
    """All that a reader can see of a store, as plain values that compare equal for equal graphs."""
    return whole_store


@pytest.fixture
def part(make):
    """A decision that another replaces and a plan carries out, with a task, bodies, and an open citation."""
    store = open_store(":memory:")
    plan = make.origin("plan.txt", PLAN)
    new = make.origin("new.txt", NEW)
    bureau = (AgencyRef("bo-chinh-tri", "Bộ Chính trị"), AgencyRef("ban-bi-thu", "Ban Bí thư"))
    own = {"district": "huyện Chư Sê", "territory": "xã Ia Hru", "term": "XV", "signer": "Võ Ngọc Thành"}
    own |= {"applies_from": "2020-04-01", "expires": "2020-12-31", "illustrative": True}
    fields = {"type": "Quyết định", "level": "central-party", "issuer": bureau}
    open_citation = "25-nq-tw.2003-03-12~2013-06-03.may-be"
    with store.batch() as batch:
        old = make.document(
            OLD, "290-QĐ/TW", date="2010-02-25", title='về "dân vận"', effective_from="2010-02-25", **fields
        )
        batch.put_group("290-qđ-tw", [old])
        batch.put_group("23-qđ-tw", [make.document(NEW, "23-QĐ/TW", date="2021-07-30", held=True, **fields)])
        batch.put_group(
            "614-kh-ubnd", [make.document(PLAN, "614/KH-UBND", date="2020-03-24", province="Gia Lai", **own)]
        )
        resolutions = [make.document(f"25-nq-tw.{day}", "25-NQ/TW", date=day) for day in ("2003-03-12", "2013-06-03")]
        batch.put_group("25-nq-tw", [*resolutions, make.document(open_citation, "25-NQ/TW", ambiguous=True)])
        batch.put_group("~báo cáo", [make.document("bao-cao", name="Báo cáo thẩm tra")])
        batch.put_agencies([make.agency("ubnd.gia-lai", "UBND tỉnh Gia Lai"), make.agency("so.gia-lai")])
        heir = (Succession("ubnd.gia-lai", "2025-07-01", "dân vận"),)
        years = ("1989-07-01", "2025-06-30")
        before = AgencyNode("ubnd.binh-dinh", "UBND", "province-state", "Bình Định", *years, "chinh-phu", heir)
        batch.put_agencies([before])
        due = ({"recurs": "yearly", "month": 11, "day": 20, "text": "trước ngày 20/11"},)
        due += ({"after": {"event": "nhận hồ sơ", "days": 15, "working": True}, "text": "trong 15 ngày"},)
        leads = (AgencyRef("so.gia-lai", "Sở Nội vụ"),)
        others = {"supporting": leads * 2, "reports_to": bureau[:1], "illustrative": True}
        work = make.task("t1", PLAN, agencies=leads, directives=(OLD, NEW), deadlines=due, **others)
        batch.put_tasks([work, make.task("t2", PLAN, start=7, end=9)])
        seen = make.evidence(plan, 5, "thực hiện Quyết định số 290-QĐ/TW", illustrative=True)
        batch.put_statements(
            plan,
            [
                make.edge(PLAN, OLD, evidence=(seen,), confidence=0.99),
                make.edge(PLAN, open_citation, "CITES", evidence=(seen,), nested=True),
                make.edge(open_citation, "25-nq-tw.2003-03-12", "MAY_BE", evidence=(seen,)),
                make.edge(PLAN, "ubnd.gia-lai", "ISSUED_BY", evidence=(seen,)),
                make.edge(PLAN, "ubnd.binh-dinh", "EXECUTED_BY", evidence=(seen,)),
                make.edge(PLAN, "t1", "ASSIGNS", evidence=(seen,)),
                make.edge(PLAN, "t2", "ASSIGNS", evidence=(seen,)),
                make.edge("t1", "so.gia-lai", "LED_BY", evidence=(seen,)),
            ],
        )
        ends = make.evidence(new, 9, "thay thế", terms=TERMS)
        whole = make.edge(NEW, OLD, "SUPERSEDES", evidence=(ends,), scope="document")
        batch.put_statements(new, [whole, make.edge(NEW, "bao-cao", "REPEALS", partial=True, evidence=(ends,))])
    yield Selection(store)
    store.close()

"""Stores to test on, and short ways to say what goes into them."""

import hashlib
from types import SimpleNamespace

import pytest

from luocdo.graph.model import (
    AgencyNode,
    DocumentNode,
    Edge,
    Evidence,
    Extraction,
    Header,
    SourceText,
    TaskNode,
)
from luocdo.graph.store_records import FactRow, FactTable, HeldText, Origin
from tests.conftest import KINDS
from tests.whole_store import whole_store


def pytest_generate_tests(metafunc):
    """Every test of the contract runs on every kind of store."""
    if "new_store" in metafunc.fixturenames:
        metafunc.parametrize("new_store", KINDS, indirect=True)


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

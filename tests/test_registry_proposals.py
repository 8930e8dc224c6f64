"""The registry holds what the real texts beside the project agree on: proposing from them finds nothing new."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from luocdo.graph.sqlite_store import SqliteStore
from luocdo.loaders.ingest import ingest
from luocdo.queries.attested import Proposed, proposed
from luocdo.queries.quality import documents
from tests.project import ROOT

SHARED = ROOT.parent / "shared"
TEXTS = [SHARED / "seeds", SHARED / "corpus" / "open"]
# In CI the texts must lie there: a test that is skipped holds nothing.
ABSENT = not all(each.is_dir() for each in TEXTS) and os.environ.get("CI") != "true"
pytestmark = pytest.mark.skipif(ABSENT, reason=f"no real texts beside the project: {SHARED}")

LEFT_OUT = {
    "01/2008/CP": "half of 01/2008/NĐ-CP",
    "01/2022/NĐ-CP": "of a series beside that of the year",
    "02/2025/NĐ-CP": "of a series beside that of the year",
    "05/2018/TT-BCT": "44/2023/TT-BTC is 44/2023/TT-BCT",
    "11/2025/NĐ-CP": "of a series beside that of the year",
    "17/2020/QH14": "its day is that of 72/2020/QH14",
    "57-NQ/TW": "its programme was amended, not it",
    "83/2015/QH14": "83/2015/QH13",
}
"""What contradicts itself and why it stays out, as data/README.md tells."""


@pytest.fixture(scope="module")
def found() -> Iterator[Proposed]:
    store = SqliteStore(None)
    ingest(store, TEXTS, workers=2)
    yield proposed(store, documents(store), attestations=2)
    store.close()


def test_every_document_that_two_texts_cite_is_in_the_registry(found: Proposed) -> None:
    assert [(each.number, each.seen) for each in found.documents] == []


def test_every_effect_that_they_state_is_in_the_registry(found: Proposed) -> None:
    assert [(each.kind, each.by, each.of, each.quote) for each in found.effects] == []


def test_what_is_left_out_contradicts_itself(found: Proposed) -> None:
    assert {each.document for each in found.contradictions} == set(LEFT_OUT)

"""What the five provincial plans and the registry say of validity, on the days that matter."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from luocdo.graph.sqlite_store import SqliteStore
from luocdo.loaders.ingest import ingest
from luocdo.queries.check import check
from luocdo.queries.status import StatusAnswer, statuses
from tests.project import ROOT

SEEDS = ROOT.parent / "shared" / "seeds"
# In CI the plans must lie there: a test that is skipped holds nothing.
ABSENT = not SEEDS.is_dir() and os.environ.get("CI") != "true"
pytestmark = pytest.mark.skipif(ABSENT, reason=f"no real plans beside the project: {SEEDS}")


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    made = SqliteStore(None)
    ingest(made, [SEEDS], workers=1)
    yield made
    made.close()


def status(store: SqliteStore, query: str, on: str) -> StatusAnswer:
    (found,) = statuses(store, [query], on)
    return found


def plan(store: SqliteStore, province: str) -> str:
    """The id of the one held text of a province: a plan published before it had its number has no other name."""
    (found,) = [each.id for each in store.document_page(limit=10_000) if each.held and each.province == province]
    return found


@pytest.mark.parametrize(
    ("query", "on", "expected", "since", "until", "chain"),
    [
        ("290-QĐ/TW", "2020-03-24", "in_force", "2010-02-25", "2021-07-29", ()),
        ("290-QĐ/TW", "2021-07-29", "in_force", "2010-02-25", "2021-07-29", ()),
        ("290-QĐ/TW", "2021-07-30", "superseded", "2021-07-30", None, ("23-QĐ/TW",)),
        ("290-QĐ/TW", "2026-11-22", "superseded", "2021-07-30", None, ("23-QĐ/TW",)),
        ("34/2007/PL-UBTVQH11", "2023-07-01", "superseded", "2023-07-01", None, ("10/2022/QH15",)),
        ("614/KH-UBND@Gia Lai", "2020-12-31", "in_force", "2020-03-24", "2020-12-31", ()),
        ("614/KH-UBND@Gia Lai", "2024-01-15", "expired", "2021-01-01", None, ()),
        ("217-QĐ/TW", "2024-01-15", "unknown", None, None, ()),
        ("1238-QĐ/TU", "2024-01-15", "unknown", None, None, ()),
    ],
)
def test_status(
    store: SqliteStore, query: str, on: str, expected: str, since: str, until: str, chain: tuple[str, ...]
) -> None:
    found = status(store, query, on)
    assert (found.status, found.since, found.until, found.chain) == (expected, since, until, chain)
    assert found.stale is None


def test_the_plan_of_binh_phuoc_is_stale_through_the_ordinance(store: SqliteStore) -> None:
    id_ = plan(store, "Bình Phước")
    found = status(store, id_, "2024-01-15")
    assert found.stale is not None
    assert found.status not in {"superseded", "repealed", "expired", "in_force"}
    assert [step.document.number for step in found.stale.path] == [None, "34/2007/PL-UBTVQH11", "10/2022/QH15"]
    assert "34/2007/PL-UBTVQH11" in found.stale.path[1].quote
    assert status(store, id_, "2023-06-30").stale is None


@pytest.mark.parametrize("province", ["Gia Lai", "Tuyên Quang", "Sơn La"])
def test_a_plan_that_is_over_is_not_stale(store: SqliteStore, province: str) -> None:
    found = status(store, plan(store, province), "2024-01-15")
    assert (found.status, found.stale) == ("expired", None)


def test_a_decision_of_one_title_is_only_proposed_and_no_fault(store: SqliteStore) -> None:
    (proposal,) = status(store, "1238-QĐ/TU", "2024-01-15").proposals
    assert (proposal.document.number, proposal.status, proposal.mark) == ("290-QĐ/TW", "superseded", "~")
    id_ = plan(store, "Bình Phước")
    extraction, text = store.extraction(id_), store.text(id_)
    assert extraction is not None
    assert text is not None
    found = check(store, extraction, text.text, "2024-01-15")
    told = {(each.taken_for.number, each.kind): each.severity for each in found.findings if each.taken_for}
    assert told["1238-QĐ/TU", "doubtful"] == "info"
    assert [number for (number, _), severity in told.items() if severity == "error"] == ["34/2007/PL-UBTVQH11"]

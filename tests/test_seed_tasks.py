"""Who got which work in the five real plans, asked of the store as a reader of the plans would count it.

The plans and their gold answers lie in `../shared` beside the project; without them the tests are skipped,
except in CI, where they must lie there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from luocdo.graph.agency_names import agency_id
from luocdo.graph.sqlite_store import SqliteStore
from luocdo.loaders.ingest import ingest
from luocdo.queries.cascade import MENTIONED_ONLY, Branch, cascade
from luocdo.queries.find import find
from luocdo.queries.responsibility import tasks

SHARED = Path(__file__).parents[2] / "shared"
GOLD = sorted((SHARED / "gold").glob("*.yaml"))
pytestmark = pytest.mark.skipif(
    not GOLD and os.environ.get("CI") != "true",
    reason="the five plans and their answers do not lie in ../shared beside the project",
)


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    opened = SqliteStore(None)
    ingest(opened, [SHARED / "seeds"], workers=1)
    yield opened
    opened.close()


def branch(store: SqliteStore, number: str, province: str) -> Branch:
    """The document of a province in the tree of a directive."""
    tree = cascade(store, find(store, number))
    return next(each for each in tree.branches if each.document.province == province)


def test_the_trace_of_290_ends_at_the_ten_year_review_of_so_noi_vu(store: SqliteStore) -> None:
    (review,) = [each for each in branch(store, "290-QĐ/TW", "Gia Lai").tasks if each.named]
    assert [each.id for each in review.agencies] == ["so-noi-vu.gia-lai"]
    assert "tổng kết 10 năm" in review.text


def test_the_trace_of_23_reaches_four_report_dates_and_a_yearly_one_by_mention(store: SqliteStore) -> None:
    days = [day["date"] for task in branch(store, "23-QĐ/TW", "Bình Định").tasks for day in task.deadlines]
    assert days == ["2023-03-20", "2023-06-20", "2023-09-20", "2023-11-25"]
    mentioned = branch(store, "23-QĐ/TW", "Bình Phước")
    assert mentioned.relation is not None
    assert mentioned.relation.note == MENTIONED_ONLY
    yearly = [day for task in mentioned.tasks for day in task.deadlines if "recurs" in day]
    assert [(day["recurs"], day["month"], day["day"]) for day in yearly] == [("yearly", 10, 31)]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_each_body_has_as_many_tasks_as_the_plan_gives_it(path: Path, store: SqliteStore) -> None:
    """Bodies are compared as the graph knows them, by id: `UBND` and `Ủy ban nhân dân` are one."""
    answers = yaml.safe_load(path.read_text(encoding="utf-8"))
    province = answers["document"]["province"]
    wanted = {agency_id(row["agency"], province): row["tasks"] for row in answers["assignments"]}
    given = tasks(store, province=province, count="63")
    found = Counter(each.id for task in given if task.part == "implementing" for each in task.agencies)
    assert sum(found[id_] == count for id_, count in wanted.items()) >= 0.9 * len(wanted)
    assert sum(1 for id_ in found if id_ not in wanted) <= 0.1 * len(wanted)

"""Which provinces carry a directive out: of 63 or of 34, through whom, how long after; known, or not."""

from __future__ import annotations

import pytest

from luocdo.queries.cascade import cascade
from luocdo.queries.coverage import Reach, coverage, reach

DOCUMENTS = {
    "290": {"number": "290-QĐ/TW", "date": "2010-02-25"},
    "gl": {"number": "614/KH-UBND", "date": "2020-03-24", "province": "Gia Lai", "held": True},
    "gl0": {"number": "12-KH/TU", "date": "2010-05-06", "province": "Gia Lai"},
    "bd": {"number": "7/KH-UBND", "date": "2011-01-01", "province": "Bình Định", "held": True},
    "new": {"number": "01/KH-UBND", "date": "2025-08-01", "province": "Đồng Nai", "held": True},
    "old": {"number": "3/KH-UBND", "date": "2009-12-31", "province": "Sơn La", "held": True},
    "sl": {"number": "4/BC-UBND", "date": "2018-01-03", "province": "Sơn La", "held": True},
    "xa": {"number": "5/KH-UBND", "date": "2018-01-03", "province": "Hà Giang", "level": "commune", "held": True},
    "ls": {"number": "9/BC-UBND", "date": "2010-01-01", "province": "Lạng Sơn", "held": True},
    "cb": {"number": "8/BC-UBND", "province": "Cao Bằng", "held": True},
    "stub": {"number": "6/KH-UBND", "date": "2019-01-01", "province": "Lào Cai"},
}
EDGES = [
    ("gl0", "IMPLEMENTS", "290", {"nested": True}),
    ("gl", "BASED_ON", "gl0"),
    ("bd", "IMPLEMENTS", "290"),
    ("new", "IMPLEMENTS", "gl"),
    ("xa", "IMPLEMENTS", "290"),
    ("sl", "CITES", "290"),
]
TASKS = {
    "1": {"document": "gl0", "agencies": ["Sở Nội vụ"]},
    "2": {"document": "gl0", "agencies": ["các cơ quan"], "part": "body", "start": 5},
    "3": {"document": "bd", "agencies": ["Sở Tài chính"], "part": "body"},
}


@pytest.fixture
def rows(graph):
    store = graph(DOCUMENTS, EDGES, TASKS)

    def asked(count):
        return {each.province: each for each in coverage(store, store.document("290"), count)}

    return asked


def test_every_province_of_either_count_has_its_row_in_alphabetical_order(rows):
    assert (len(rows("63")), len(rows("34"))) == (63, 34)
    assert list(rows("34"))[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]


STATUSES = [
    ("63", "Gia Lai", "has"),
    ("63", "Bình Định", "has"),
    ("63", "Đồng Nai", "has"),
    ("63", "Bình Phước", "has"),
    ("63", "Sơn La", "held_none"),
    ("63", "Hà Giang", "unknown"),
    ("63", "Lạng Sơn", "unknown"),
    ("63", "Cao Bằng", "unknown"),
    ("63", "Lào Cai", "unknown"),
    ("34", "Gia Lai", "has"),
    ("34", "Đồng Nai", "has"),
    ("34", "Sơn La", "held_none"),
    ("34", "Tuyên Quang", "unknown"),
]


@pytest.mark.parametrize(("count", "province", "status"), STATUSES)
def test_status(rows, count, province, status):
    """A plan of the new Đồng Nai speaks for both it was formed from; a mention, a commune's plan, an older
    text, one without a day, one only cited say nothing of their province."""
    assert rows(count)[province].status == status


def test_the_earliest_document_with_its_chain_and_who_was_given_the_work(rows):
    row = rows("63")["Gia Lai"]
    assert (row.document.number, row.documents, row.days_after) == ("12-KH/TU", 2, 70)
    assert row.chain == ("290-QĐ/TW", "12-KH/TU")
    assert row.agencies == ("Sở Nội vụ",)
    assert rows("63")["Bình Định"].agencies == ("Sở Tài chính",)
    assert rows("63")["Đồng Nai"].chain == ("290-QĐ/TW", "12-KH/TU", "614/KH-UBND", "01/KH-UBND")


def test_what_was_merged_counts_for_the_new_province(rows):
    row = rows("34")["Gia Lai"]
    assert (row.document.number, row.documents) == ("12-KH/TU", 3)
    assert "Bình Định" not in rows("34")


def test_a_document_without_a_day_stands_no_days_after(graph):
    store = graph({"290": {"number": "290-QĐ/TW"}, "bd": DOCUMENTS["bd"]}, [("bd", "IMPLEMENTS", "290")])
    row = next(each for each in coverage(store, store.document("290"), "63") if each.status == "has")
    assert (row.province, row.days_after) == ("Bình Định", None)


def test_a_cascade_counts_the_provinces_it_came_to_and_those_it_did_not(graph):
    store = graph(DOCUMENTS, EDGES)
    found = cascade(store, store.document("290"), relations=("IMPLEMENTS",))
    assert reach(store, found) == Reach(("Bình Định", "Gia Lai", "Hà Giang"), ("Đồng Nai", "Sơn La"))


def test_the_tree_has_the_tasks_of_each_document(graph):
    store = graph(
        DOCUMENTS, EDGES, {**TASKS, "1": {**TASKS["1"], "directives": ["290"], "deadlines": [{"year": "2010"}]}}
    )
    found = {each.document.id: each.tasks for each in cascade(store, store.document("290")).branches}
    assert [(task.id, task.named, task.directives) for task in found["gl0"]] == [
        ("1", True, ("290-QĐ/TW",)),
        ("2", False, ()),
    ]
    assert found["gl"] == ()
    up = cascade(store, store.document("gl"), direction="up")
    assert all(each.tasks == () for each in up.branches)

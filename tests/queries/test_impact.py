"""What rests on a document: what runs on the day, at any distance, by level and province, with open work."""

from __future__ import annotations

import pytest

from luocdo.graph.model import TaskNode
from luocdo.queries.impact import impact, is_open

DOCUMENTS = {
    "root": {"number": "1-QĐ/TW", "date": "2015-01-01", "level": "central-party"},
    "middle": {
        "number": "2/KH-UBND",
        "date": "2016-01-01",
        "level": "province-state",
        "province": "Sơn La",
        "expires": "2018-12-31",
        "held": True,
    },
    "below": {
        "number": "3/KH-UBND",
        "date": "2020-01-01",
        "level": "province-state",
        "province": "Sơn La",
        "held": True,
    },
    "direct": {
        "number": "4/KH-UBND",
        "date": "2019-01-01",
        "level": "province-state",
        "province": "Đắk Lắk",
        "held": True,
    },
    "party": {"number": "5-KH/TU", "date": "2019-01-01", "level": "province-party", "province": "Sơn La", "held": True},
    "later": {
        "number": "6/KH-UBND",
        "date": "2023-01-01",
        "level": "province-state",
        "province": "Sơn La",
        "held": True,
    },
    "reader": {
        "number": "7/KH-UBND",
        "date": "2019-05-01",
        "level": "province-state",
        "province": "Sơn La",
        "held": True,
    },
}
EDGES = [
    ("middle", "IMPLEMENTS", "root"),
    ("below", "BASED_ON", "middle"),
    ("direct", "IMPLEMENTS", "root"),
    ("party", "GUIDES", "root"),
    ("later", "IMPLEMENTS", "root"),
    ("reader", "CITES", "root"),
    ("root", "IMPLEMENTS", "party"),
]


def test_what_runs_on_the_day_is_listed_by_level_and_province(graph):
    store = graph(DOCUMENTS, EDGES)
    found = impact(store, store.document("root"), "2022-06-01")
    assert [(each.level, each.province, [r.document.id for r in each.documents]) for each in found.groups] == [
        ("province-party", "Sơn La", ["party"]),
        ("province-state", "Đắk Lắk", ["direct"]),
        ("province-state", "Sơn La", ["below"]),
    ]
    (below,) = found.groups[2].documents
    assert (below.depth, below.relation, below.above.id) == (2, "based_on", "middle")
    assert (found.documents, found.tasks, found.status) == (3, 0, "unknown")


def test_nothing_rests_on_a_leaf(graph):
    store = graph(DOCUMENTS, EDGES)
    assert impact(store, store.document("below"), "2022-06-01").groups == ()


@pytest.mark.parametrize(
    ("deadlines", "expected", "why"),
    [
        ((), True, "no day at all"),
        (({"date": "2020-05-30", "text": ""},), False, "gone by"),
        (({"date": "2020-06-01", "text": ""},), True, "the day itself"),
        (({"date": "2020-05-30", "text": ""}, {"date": "2020-09-20", "text": ""}), True, "one is to come"),
        (({"quarter": "2020-Q2", "text": ""},), True, "in the quarter"),
        (({"recurs": "yearly", "month": 1, "day": 31, "text": ""},), True, "it comes again"),
        (({"after": {"event": "ngày nhận đủ hồ sơ", "days": 15}, "text": ""},), True, "no day on a calendar"),
    ],
)
def test_work_that_is_open(deadlines, expected, why):
    task = TaskNode("t", "d", "implementing", "I", "Làm", 0, 3, (), (), (), (), deadlines)
    assert is_open(task, "2020-06-01") == expected, why

"""Tasks chosen by body, province, day and directive; in order; nothing said of whether they were done."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.queries.responsibility import same_place, tasks, tasks_under

DOCUMENTS = {
    "290": {"number": "290-QĐ/TW", "date": "2010-02-25"},
    "247": {"number": "247-KH/TU", "date": "2015-09-24", "province": "Gia Lai"},
    "614": {
        "number": "614/KH-UBND",
        "date": "2020-03-24",
        "province": "Gia Lai",
        "expires": "2020-12-31",
        "held": True,
    },
    "bd": {"title": "dân vận 2023", "date": "2023-03-01", "province": "Bình Định", "held": True},
    "bp": {"title": "2021-2025", "province": "Bình Phước", "held": True},
    "33": {"number": "33/CT-TTg", "date": "2021-11-26", "held": True},
}
EDGES = [
    ("247", "IMPLEMENTS", "290", {"nested": True}),
    ("614", "IMPLEMENTS", "247"),
    ("bp", "CITES", "33"),
]
TASKS: dict[str, dict[str, Any]] = {
    "review": {"document": "614", "agencies": ["Sở Nội vụ"], "directives": ["290"], "start": 9},
    "report": {
        "document": "614",
        "agencies": ["các sở, ban, ngành"],
        "reports_to": ["Sở Nội vụ"],
        "deadlines": [{"date": "2020-05-30"}, {"date": "2020-10-30"}],
        "start": 50,
    },
    "halves": {"document": "614", "agencies": ["Sở Tư pháp"], "deadlines": [{"recurs": "half-yearly"}], "start": 70},
    "four": {"document": "bd", "supporting": ["Sở Nội vụ"], "deadlines": [{"date": "2023-03-20"}]},
    "yearly": {
        "document": "bp",
        "agencies": ["Sở Tài chính"],
        "deadlines": [{"recurs": "yearly", "month": 10, "day": 31}],
    },
    "all": {"document": "33", "agencies": ["UBND tỉnh Gia Lai"], "deadlines": [{"after": {"days": 5}}]},
    "other": {"document": "bd", "agencies": ["Báo Bình Định"], "directives": ["614"], "start": 90},
}

CASES = [
    ({}, ["review", "report", "halves", "all", "four", "other", "yearly"], "all, by document and place in it"),
    ({"agency": "Sở Nội vụ"}, ["review", "four"], "who leads or supports, not who is told"),
    ({"agency": "Sở Nội vụ tỉnh Gia Lai"}, ["review", "four"], "today's body answers for what it took over"),
    ({"agency": "Sở Nội vụ tỉnh Gia Lai", "count": "63"}, ["review"], "that of the day for its own"),
    ({"province": "Gia Lai"}, ["review", "report", "halves", "all", "four", "other"], "today's Gia Lai"),
    ({"province": "Gia Lai", "count": "63"}, ["review", "report", "halves", "all"], "Gia Lai of the day"),
    ({"province": "Bình Định"}, ["four", "other"], "a province that is gone is that of its day"),
    ({"province": "Đồng Nai"}, ["yearly"], "Bình Phước went to Đồng Nai"),
    ({"due_before": "2020-06-01"}, ["report"], "before the day"),
    ({"due_before": "2020-05-30"}, [], "not on the day itself"),
    ({"past_due_on": "2021-07-01"}, ["report", "halves"], "no round after the plan's last day"),
    ({"past_due_on": "2030-01-01", "province": "Bình Phước"}, ["yearly"], "what recurs falls due by rounds"),
    ({"directive": "290"}, ["review", "report", "halves", "other"], "step by step, and what speaks of a step"),
    ({"directive": "33"}, ["all"], "a mention carries nothing out"),
    ({"directive": "290", "agency": "Sở Nội vụ", "province": "Gia Lai"}, ["review"], "all conditions hold"),
    ({"agency": "Sở Y tế"}, [], "a body that has no task here"),
]  # fmt: skip


@pytest.fixture
def store(graph):
    return graph(DOCUMENTS, EDGES, TASKS)


@pytest.mark.parametrize(("asked", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_tasks_that_meet_every_condition(store, asked, expected, why):
    if "directive" in asked:
        asked = {**asked, "directive": store.document(asked["directive"])}
    assert [each.id for each in tasks(store, **asked)] == expected


def test_due_days_that_answer_the_question_come_first_to_last(store):
    found = {each.id: each.due for each in tasks(store, past_due_on="2024-06-01")}
    assert found["report"] == ("2020-05-30", "2020-10-30")
    assert found["halves"] == ("2020-06-30", "2020-12-31")
    assert list(found) == ["report", "halves", "yearly", "four"]


def test_an_undated_plan_begins_with_what_it_cites(store):
    """Bình Phước's plan bears no day and speaks of a directive of 26/11/2021: its first round is in 2022."""
    (yearly,) = tasks(store, due_before="2024-06-01", province="Bình Phước")
    assert yearly.due == ("2022-10-31", "2023-10-31")


def test_without_a_day_fixed_terms_are_told_and_rhythms_are_not(store):
    found = {each.id: each.due for each in tasks(store)}
    assert found["report"] == ("2020-05-30", "2020-10-30")
    assert (found["yearly"], found["all"]) == ((), ())


def test_a_task_as_the_contract_has_it(store):
    (review,) = tasks(store, directive=store.document("290"), agency="Sở Nội vụ")
    told = review.to_dict()
    assert {"id", "document", "section", "text", "agencies", "supporting", "reports_to"} <= set(told)
    assert told["agencies"] == [{"id": "so-noi-vu.gia-lai", "name": "Sở Nội vụ"}]
    assert (told["document"]["number"], told["directives"]) == ("614/KH-UBND", ["290-QĐ/TW"])


def test_a_circle_of_documents_ends(graph):
    store = graph(DOCUMENTS, [("614", "IMPLEMENTS", "247"), ("247", "IMPLEMENTS", "614")], TASKS)
    assert tasks_under(store, "247") == {"review", "report", "halves", "other"}


PLACES = [
    ("Gia Lai", "34", {"Gia Lai", "Bình Định"}),
    ("tỉnh GIA LAI", "63", {"Gia Lai"}),
    ("Bình Định", "34", {"Bình Định"}),
    ("Sơn La", "34", {"Sơn La"}),
    ("Huế", "34", {"Huế", "Thừa Thiên Huế"}),
    ("Thừa Thiên Huế", "63", {"Huế", "Thừa Thiên Huế"}),
    ("Atlantis", "34", {"Atlantis"}),
]


@pytest.mark.parametrize(("name", "count", "expected"), PLACES)
def test_names_that_mean_one_place(name, count, expected):
    assert expected <= same_place(name, count)
    assert {"Gia Lai", "Bình Định", "Sơn La"} & same_place(name, count) == {
        "Gia Lai",
        "Bình Định",
        "Sơn La",
    } & expected

"""A document still running whose ground has ended: told with the path, unless a newer sibling took it over."""

from __future__ import annotations

import pytest

from luocdo.graph.model import AgencyRef
from luocdo.queries.status import statuses

DOCUMENTS = {
    "plan": {"number": "10/KH-UBND", "type": "Kế hoạch", "date": "2021-03-01", "held": True},
    "old": {"number": "1-QĐ/TW", "date": "2015-01-01"},
    "new": {"number": "2-QĐ/TW", "date": "2022-01-01"},
    "newest": {"number": "3-QĐ/TW", "date": "2023-06-01"},
}
EDGES = [
    ("plan", "IMPLEMENTS", "old", {"quote": "thực hiện Quyết định số 1-QĐ/TW", "section": "II.1"}),
    ("new", "SUPERSEDES", "old", {"quote": "thay thế Quyết định số 1-QĐ/TW", "section": "Điều 3"}),
    ("newest", "SUPERSEDES", "new"),
]


def stale(store, on="2024-01-15", query="10/KH-UBND"):
    (answer,) = statuses(store, [query], on)
    return answer.stale


def test_the_path_goes_over_the_ended_ground_to_the_newest(graph):
    path = stale(graph(DOCUMENTS, EDGES)).to_dict()["path"]
    assert [(step["document"]["number"], step["relation"], step["status"], step["from"]) for step in path] == [
        ("10/KH-UBND", None, "no_end_known", None),
        ("1-QĐ/TW", "implements", "superseded", "2022-01-01"),
        ("2-QĐ/TW", "superseded_by", "superseded", "2022-01-01"),
        ("3-QĐ/TW", "superseded_by", "unknown", "2023-06-01"),
    ]
    assert (path[1]["quote"], path[1]["section"]) == ("thực hiện Quyết định số 1-QĐ/TW", "II.1")
    assert (path[2]["quote"], path[2]["source"]) == ("thay thế Quyết định số 1-QĐ/TW", "new.txt")


@pytest.mark.parametrize(
    ("kind", "name", "expected", "why"),
    [
        ("BASED_ON", "Luật Tổ chức Chính phủ", False, "it gave the power, not the substance"),
        ("IMPLEMENTS", "Luật Tổ chức Chính phủ", True, "it is what the plan is about"),
        ("BASED_ON", "Luật Đất đai", True, "the substance"),
    ],
)
def test_the_law_that_gave_the_power_is_no_ground_to_be_stale_by(graph, kind, name, expected, why):
    documents = {**DOCUMENTS, "old": {**DOCUMENTS["old"], "name": name}}
    assert (stale(graph(documents, [("plan", kind, "old"), *EDGES[1:]])) is not None) == expected, why


def test_a_consolidation_has_the_grounds_of_what_it_copies(graph):
    documents = {**DOCUMENTS, "plan": {**DOCUMENTS["plan"], "type": "Văn bản hợp nhất"}}
    assert stale(graph(documents, EDGES)) is None


@pytest.mark.parametrize(
    ("changes", "edges", "on", "why"),
    [
        ({}, EDGES, "2021-12-31", "the ground had not ended"),
        ({"expires": "2021-12-31"}, EDGES, "2024-01-15", "the plan is over itself"),
        ({"held": False}, EDGES, "2024-01-15", "its text is not here: nobody knows all its grounds"),
        ({}, [("plan", "CITES", "old"), *EDGES[1:]], "2024-01-15", "only mentioned"),
        ({}, [(*EDGES[0][:3], {"nested": True}), *EDGES[1:]], "2024-01-15", "only a third text says so"),
        ({}, [EDGES[0], ("new", "AMENDS", "old")], "2024-01-15", "changed in part, not ended"),
        ({}, [*EDGES, ("new", "SUPERSEDES", "plan")], "2024-01-15", "replaced itself"),
    ],
)
def test_what_is_not_stale(graph, changes, edges, on, why):
    documents = {**DOCUMENTS, "plan": {**DOCUMENTS["plan"], **changes}}
    assert stale(graph(documents, edges), on) is None, why


@pytest.mark.parametrize(
    ("day", "issuer", "expected", "why"),
    [
        ("2022-05-01", "ubnd.x", False, "the same body has carried out the new one"),
        ("2024-05-01", "ubnd.x", True, "not yet on this day"),
        ("2022-05-01", "ubnd.y", True, "another body"),
    ],
)
def test_a_newer_sibling_takes_over(graph, day, issuer, expected, why):
    body, other = (AgencyRef("ubnd.x", "UBND tỉnh X"),), (AgencyRef(issuer, "UBND"),)
    sibling = {"number": "11/KH-UBND", "type": "Kế hoạch", "date": day, "held": True, "issuer": other}
    documents = {**DOCUMENTS, "plan": {**DOCUMENTS["plan"], "issuer": body}, "sibling": sibling}
    store = graph(documents, [*EDGES, ("sibling", "IMPLEMENTS", "new")])
    assert (stale(store) is not None) == expected, why


def test_a_ground_that_was_only_repealed_ends_the_path(graph):
    path = stale(graph(DOCUMENTS, [EDGES[0], ("new", "REPEALS", "old")])).path
    assert [(step.document.number, step.relation) for step in path[1:]] == [
        ("1-QĐ/TW", "implements"),
        ("2-QĐ/TW", "repealed_by"),
    ]

"""Relations that break a rule of rank or time are told, and no others."""

from __future__ import annotations

import pytest

from luocdo.queries.doubts import binds_less
from luocdo.queries.quality import quality

LAW = {"number": "10/2020/QH14", "type": "Luật", "date": "2020-06-01", "level": "central-state"}
DECREE = {"number": "20/2021/NĐ-CP", "type": "Nghị định", "date": "2021-03-01", "level": "central-state"}
CIRCULAR = {"number": "5/2022/TT-BTC", "type": "Thông tư", "date": "2022-03-01", "level": "central-state"}
OWN = {**CIRCULAR, "number": "8/2006/QĐ-BTC", "type": "Quyết định"}
LOCAL = {"number": "9/QĐ-UBND", "type": "Quyết định", "date": "2022-05-01", "level": "province-state"}
PARTY = {"number": "7-QĐ/TW", "type": "Quyết định", "date": "2022-05-01", "level": "central-party"}
SPECIAL = {"number": "66.1/2025/NQ-CP", "type": "Nghị quyết", "date": "2025-09-01", "level": "central-state"}


@pytest.mark.parametrize(
    ("by", "kind", "on", "expected", "why"),
    [
        (DECREE, "AMENDS", LAW, ["lower_rank"], "a decree does not amend a law"),
        (LOCAL, "REPEALS", DECREE, ["lower_rank"], "a province does not end what the centre issued"),
        (CIRCULAR, "SUPERSEDES", DECREE, ["lower_rank"], "nor a ministry what the government issued"),
        (LAW, "REPEALS", {**DECREE, "date": "2019-01-01"}, [], "from above"),
        (SPECIAL, "AMENDS", LAW, [], "made to prevail for a time: 206/2025/QH15"),
        (DECREE, "SUPERSEDES", {**SPECIAL, "date": "2019-09-01"}, [], "a resolution of the government binds no more"),
        (CIRCULAR, "SUPERSEDES", {**OWN, "date": "2006-01-01"}, [], "the ministry's own, before 2009"),
        (PARTY, "SUPERSEDES", DECREE, [], "Party and State are not compared"),
        (DECREE, "CITES", LAW, [], "to cite is free"),
        (LAW, "CITES", DECREE, ["future"], "it was issued a year later"),
        (LAW, "SUPERSEDES", {**LAW, "number": "1/2021/QH14", "date": "2021-01-01"}, ["before_document"], "it is older"),
        ({**LAW, "effective_from": "2020-05-01"}, "REPEALS", {**LAW, "number": "1/2001/QH10", "date": "2001-01-01"},
         ["before_document"], "in force before it was issued"),
    ],
)  # fmt: skip
def test_faults_of_one_relation(graph, by, kind, on, expected, why):
    found = quality(graph({"by": by, "on": on}, [("by", kind, "on", {"quote": "nguyên văn"})])).doubts
    assert [each.kind for each in found] == expected, why
    assert all((each.by.id, each.on.id, each.quote) == ("by", "on", "nguyên văn") for each in found)


def test_a_circle_of_replacements(graph):
    days = {"a": "2001-01-01", "b": "2002-01-01", "c": "2003-01-01", "d": "2004-01-01"}
    documents = {id_: {"number": f"{n}-QĐ/TW", "date": day} for n, (id_, day) in enumerate(days.items(), 1)}
    edges = [("b", "SUPERSEDES", "a"), ("c", "SUPERSEDES", "b"), ("a", "SUPERSEDES", "c"), ("d", "SUPERSEDES", "c")]
    found = quality(graph(documents, edges)).doubts
    circle = [(each.by.id, each.on.id) for each in found if each.kind == "cycle"]
    assert circle == [("a", "c"), ("b", "a"), ("c", "b")], "what replaces one of them from outside is none of it"


def test_a_second_successor(graph):
    documents = {id_: {"number": f"{n}-QĐ/TW", "date": f"200{n}-01-01"} for n, id_ in enumerate("abc", 1)}
    store = graph(documents, [("b", "SUPERSEDES", "a"), ("c", "SUPERSEDES", "a")])
    (found,) = quality(store).doubts
    assert (found.kind, found.by.id, found.on.id) == ("two_successors", "c", "a")
    part = graph(documents, [("b", "SUPERSEDES", "a"), ("c", "AMENDS", "a")])
    assert quality(part).doubts == ()


def test_what_has_no_level_is_not_ranked(graph):
    store = graph({"by": {**DECREE, "level": None}, "on": LAW})
    assert not binds_less(store.document("by"), store.document("on"))

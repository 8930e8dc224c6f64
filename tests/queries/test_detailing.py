"""A document whose law has ended: what is inferred, from where, how sure."""

from __future__ import annotations

from itertools import pairwise

import pytest

from luocdo.graph.doctypes import doctypes
from luocdo.queries.detailing import rules
from luocdo.queries.status import statuses

LAW = {"level": "central-state", "type": "Luật"}
DECREE = {"level": "central-state", "type": "Nghị định"}
DOCUMENTS = {
    "old": {**LAW, "number": "21/2014/QH13", "date": "2014-06-16"},
    "new": {**LAW, "number": "40/2022/QH15", "date": "2022-06-16", "held": True, "effective_from": "2023-01-01"},
    "decree": {**DECREE, "number": "30/2017/NĐ-CP", "date": "2017-03-01", "held": True, "effective_from": "2017-04-15"},
    "unclear": {**LAW, "number": "22/2014/QH13", "ambiguous": True},
    "circular": {**DECREE, "type": "Thông tư", "number": "15/2017/TT-BTC", "date": "2017-05-01"},
}
ENDED = ("new", "SUPERSEDES", "old", {"quote": "Luật cũ hết hiệu lực", "section": "Điều 50.2", "confidence": 0.9})
TELLS = {"quote": "Nghị định quy định chi tiết Luật cũ", "confidence": 0.95}
EDGES = [
    ENDED,
    ("decree", "GUIDES", "old", TELLS),
    ("circular", "GUIDES", "decree", {"quote": "Thông tư quy định chi tiết Nghị định"}),
]


def test_the_answer_says_what_it_is_inferred_from_and_is_less_sure_than_that(graph):
    (found,) = statuses(graph(DOCUMENTS, EDGES), ["30/2017/NĐ-CP"], "2024-01-15")
    assert (found.status, found.since, found.by.number) == ("expired", "2023-01-01", "40/2022/QH15")
    assert found.reason.text == (
        "Hết hiệu lực cùng 21/2014/QH13, văn bản mà nó quy định chi tiết, do 40/2022/QH15 chấm dứt từ ngày 01/01/2023: "
        "suy từ khoản 4 Điều 154 Luật số 80/2015/QH13, chưa thấy văn bản nào nói thẳng."
    )
    assert (found.reason.quote, found.reason.source) == (TELLS["quote"], "decree.txt")
    assert found.confidence == round(0.9 * 0.8, 2)
    steps = [(each.document.number, each.relation) for each in found.stale.path]
    assert steps == [("30/2017/NĐ-CP", None), ("21/2014/QH13", "guides"), ("40/2022/QH15", "superseded_by")]


def test_the_path_of_a_circular_runs_over_its_decree(graph):
    (found,) = statuses(graph(DOCUMENTS, EDGES), ["15/2017/TT-BTC"], "2024-01-15")
    assert (found.status, found.by.number) == ("expired", "40/2022/QH15")
    numbers = [each.document.number for each in found.stale.path]
    assert numbers == ["15/2017/TT-BTC", "30/2017/NĐ-CP", "21/2014/QH13", "40/2022/QH15"]
    assert found.confidence < 0.6


def test_after_april_2025_the_reason_says_that_it_goes_on_where_not_contrary(graph):
    documents = {**DOCUMENTS, "new": {**DOCUMENTS["new"], "date": "2025-06-16", "effective_from": "2026-01-01"}}
    (found,) = statuses(graph(documents, EDGES), ["30/2017/NĐ-CP"], "2026-01-15")
    assert found.status == "no_end_known"
    assert "khoản 2 Điều 57 Luật số 64/2025/QH15" in found.reason.text


@pytest.mark.parametrize(
    ("edges", "why"),
    [
        ([("decree", "GUIDES", "old", TELLS)], "the law has not ended"),
        ([ENDED, ("decree", "GUIDES", "old", {"quote": "hướng dẫn thi hành Luật cũ"})], "no word of detailing"),
        ([ENDED, ("decree", "BASED_ON", "old", TELLS)], "it only rests on it"),
        ([*EDGES, ("new", "EXTENDS", "decree")], "kept"),
        ([*EDGES, ("decree", "GUIDES", "unclear", TELLS)], "what else it details is not clear"),
        ([*EDGES, ("circular", "GUIDES", "new"), ("decree", "GUIDES", "new", TELLS)], "it details the new law too"),
        ([("decree", "GUIDES", "circular", TELLS), ("circular", "GUIDES", "decree", TELLS)], "a circle"),
    ],
)
def test_nothing_is_inferred(graph, edges, why):
    (found,) = statuses(graph(DOCUMENTS, edges), ["30/2017/NĐ-CP"], "2024-01-15")
    assert found.status == "no_end_known", why


@pytest.mark.parametrize(
    "fields",
    [
        {"number": "30-QĐ/TW", "level": "central-party", "type": "Quyết định"},
        {"number": "30/QĐ-TTg", "type": "Quyết định"},
    ],
    ids=["Party", "administrative"],
)
def test_the_law_speaks_of_normative_documents_of_the_state(graph, fields):
    documents = {**DOCUMENTS, "decree": {**DOCUMENTS["decree"], **fields, "title": "quy định chi tiết Luật cũ"}}
    (found,) = statuses(graph(documents, EDGES), [fields["number"]], "2024-01-15")
    assert found.status != "expired"


def test_the_rules_do_not_overlap_and_name_known_types():
    found = rules()
    assert all(first.to < second.from_ for first, second in pairwise(found))
    assert all(doctypes().by_words(each.law.split(" số ")[0].rsplit(" ", 1)[-1]) for each in found)

"""A status answer: reason, quote, source, the chain to the newest, candidates."""

from __future__ import annotations

import pytest

from luocdo.queries.judged import chains
from luocdo.queries.status import statuses

DOCUMENTS = {
    "290": {"number": "290-QĐ/TW", "date": "2010-02-25"},
    "23": {"number": "23-QĐ/TW", "date": "2021-07-30", "held": True},
    "99": {"number": "99-QĐ/TW", "date": "2025-01-15"},
    "5.2011": {"number": "5-KH/TU", "date": "2011-01-01"},
    "5.2016": {"number": "5-KH/TU", "date": "2016-01-01"},
}
EDGES = [
    ("23", "SUPERSEDES", "290", {"quote": "thay thế 290", "section": "Điều 3"}),
    ("99", "SUPERSEDES", "23"),
]


def test_the_answer_names_reason_quote_source_and_successor(graph):
    (found,) = statuses(graph(DOCUMENTS, EDGES), ["290-QĐ/TW"], "2024-01-15")
    data = found.to_dict()
    assert (data["status"], data["since"], data["by"]["number"]) == ("superseded", "2021-07-30", "23-QĐ/TW")
    assert data["reason"] == {
        "text": "Bị 23-QĐ/TW thay thế, từ ngày 30/07/2021.",
        "quote": "thay thế 290",
        "source": "23.txt",
        "section": "Điều 3",
    }
    assert data["known_to"] == "2021-07-30"
    assert list(data) == [
        *("query", "document", "candidates", "on", "status", "since", "until", "known_to", "by", "chain"),
        *("partly", "reason", "stale", "proposals", "confidence"),
    ]


@pytest.mark.parametrize(
    ("on", "chain"),
    [("2024-01-15", ("23-QĐ/TW",)), ("2025-06-01", ("23-QĐ/TW", "99-QĐ/TW"))],
)
def test_the_chain_goes_to_the_newest_of_the_day(graph, on, chain):
    (found,) = statuses(graph(DOCUMENTS, EDGES), ["290-QĐ/TW"], on)
    assert found.chain == chain


def test_a_chain_that_runs_in_a_circle_ends(graph):
    store = graph(DOCUMENTS, [*EDGES, ("290", "SUPERSEDES", "99")])
    (chain,) = chains(store, [store.document("290")], "2026-01-01").values()
    assert [each.number for each in chain] == ["23-QĐ/TW", "99-QĐ/TW"]


def test_answers_stand_in_the_order_of_the_questions(graph):
    queries = ["5-KH/TU", "23-QĐ/TW", "77-KH/TU", "dân vận", "23-QĐ/TW"]
    found = statuses(graph(DOCUMENTS, EDGES), queries, "2024-01-15", "en")
    assert [each.query for each in found] == queries
    assert [each.status for each in found] == ["unknown", "in_force", "unknown", "unknown", "in_force"]
    assert [each.id for each in found[0].candidates] == ["5.2011", "5.2016"]
    assert found[0].reason.text.startswith("2 documents bear this number")
    assert found[2].document is None
    assert found[3].reason.text == "Not a document number."


def test_a_stand_in_for_several_documents_replaces_nothing(graph):
    documents = DOCUMENTS | {"8.unsure": {"number": "8-QĐ/TW", "date": "2015-01-01", "ambiguous": True}}
    store = graph(documents, [("8.unsure", "SUPERSEDES", "290")])
    (found,) = statuses(store, ["290-QĐ/TW"], "2024-01-15")
    assert found.status == "unknown"

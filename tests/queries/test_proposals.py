"""One subject in two titles: offered, never more."""

from __future__ import annotations

import pytest

from luocdo.graph.model import AgencyRef
from luocdo.queries.status import statuses

TITLE = "ban hành Quy chế công tác lưu trữ của các cơ quan"
CENTRE, PROVINCE = (AgencyRef("centre", "Bộ Chính trị"),), (AgencyRef("province", "Tỉnh ủy X"),)
DOCUMENTS = {
    "model": {"number": "5-QĐ/TW", "type": "Quyết định", "date": "2010-02-01", "title": TITLE, "issuer": CENTRE},
    "after": {"number": "6-QĐ/TW", "type": "Quyết định", "date": "2021-02-01", "issuer": CENTRE},
    "it": {
        "number": "77-QĐ/TU",
        "type": "Quyết định",
        "date": "2010-05-05",
        "title": f"về {TITLE}",
        "issuer": PROVINCE,
    },
}
EDGES = [("after", "SUPERSEDES", "model")]


def proposed(store, on="2024-01-15"):
    (answer,) = statuses(store, ["77-QĐ/TU"], on)
    assert (answer.status, answer.stale) == ("unknown", None)
    return [(each.kind, each.document.number, each.status, each.mark) for each in answer.proposals]


@pytest.mark.parametrize(
    ("id_", "changes", "on", "expected", "why"),
    [
        ("it", {}, "2024-01-15", [("ended_model", "5-QĐ/TW", "superseded", "~")], "made under it, perhaps"),
        ("it", {}, "2020-01-15", [], "the model still held"),
        ("it", {"title": "về quy chế"}, "2024-01-15", [], "a title of no words of its own"),
        ("it", {"title": f"{TITLE} năm 2010"}, "2024-01-15", [], "another year, another document"),
        ("model", {"title": "về thi đua, khen thưởng ở cơ sở"}, "2024-01-15", [], "another subject"),
        ("it", {"title": f"sửa đổi, bổ sung {TITLE}"}, "2024-01-15", [], "a change takes nobody's place"),
        ("model", {"date": "2011-01-01"}, "2024-01-15", [], "it came later"),
        (
            "model",
            {"issuer": PROVINCE, "date": "2018-01-01"},
            "2019-01-15",
            [("newer_same_body", "5-QĐ/TW", "in_force", "~")],
            "a later one of the same body",
        ),
    ],
)
def test_proposals(graph, id_, changes, on, expected, why):
    documents = {**DOCUMENTS, id_: {**DOCUMENTS[id_], **changes}}
    assert proposed(graph(documents, EDGES), on) == expected, why


def test_what_is_known_to_end_a_document_is_no_guess(graph):
    documents = {
        "it": {**DOCUMENTS["it"], "issuer": CENTRE},
        "after": {**DOCUMENTS["model"], "number": "6-QĐ/TW", "date": "2021-02-01", "effective_from": "2025-01-01"},
    }
    (answer,) = statuses(graph(documents, [("after", "SUPERSEDES", "it")]), ["77-QĐ/TU"], "2024-01-15")
    assert (answer.until, answer.proposals) == ("2024-12-31", ())
    (answer,) = statuses(graph(documents, [("after", "AMENDS", "it")]), ["77-QĐ/TU"], "2024-01-15")
    assert answer.proposals == ()

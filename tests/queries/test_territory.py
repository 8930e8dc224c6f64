"""Documents and effects of provinces that were merged."""

from __future__ import annotations

import pytest

from luocdo.graph.model import Terms
from luocdo.queries.status import statuses
from luocdo.queries.territory import confined, held_to
from tests.queries.test_standing import document

NEW = {"number": "12/2025/QĐ-UBND", "date": "2025-08-05", "province": "Gia Lai", "level": "province-state"}
OLD = {**NEW, "number": "9/2024/QĐ-UBND", "date": "2024-03-02"}


@pytest.mark.parametrize(
    ("fields", "territory", "expected", "why"),
    [
        (NEW, ("Bình Định",), ("Bình Định",), "the new province goes on in the rest"),
        (NEW, ("Gia Lai",), ("Gia Lai",), "the old Gia Lai is a part of the new one"),
        (NEW, ("Bình Định", "Gia Lai"), (), "all that it was made of"),
        (OLD, ("Gia Lai",), (), "all of its own"),
        (OLD, ("Bình Định",), ("Bình Định",), "it was never for that one: kept, for somebody to look at"),
        ({**OLD, "province": None}, ("Gia Lai",), ("Gia Lai",), "where its territory is not known, no more is said"),
        ({**NEW, "territory": "Bình Định"}, ("Bình Định",), (), "a document for that part alone"),
        (NEW, (), (), "no territory"),
    ],
)
def test_confined(fields, territory, expected, why):
    assert confined(territory, document(**fields)) == expected, why


@pytest.mark.parametrize(
    ("fields", "on", "expected"),
    [
        (OLD, "2025-07-01", ("Gia Lai", "Gia Lai")),
        (OLD, "2025-06-30", None),
        (NEW, "2026-01-01", None),
        ({**OLD, "province": "Bình Định"}, "2026-01-01", ("Bình Định", "Gia Lai")),
        ({**OLD, "province": "Sơn La"}, "2026-01-01", None),
        ({**OLD, "level": "province-party"}, "2026-01-01", None),
    ],
)
def test_held_to(fields, on, expected):
    assert held_to(document(**fields), on) == expected


DOCUMENTS = {
    "old": {**NEW, "held": True, "effective_from": "2025-08-15"},
    "end": {**NEW, "number": "40/2025/QĐ-UBND", "date": "2025-11-20", "held": True},
}
EDGES = [
    ("end", "SUPERSEDES", "old", {"quote": "hết hiệu lực", "terms": Terms("2025-12-01", False, (), (), ("Bình Định",))})
]


def test_a_reason_says_where_a_document_ended(graph):
    (found,) = statuses(graph(DOCUMENTS, EDGES), ["12/2025/QĐ-UBND"], "2026-01-01")
    assert (found.status, found.by.number, found.partly[0].territory) == ("partly", "40/2025/QĐ-UBND", ("Bình Định",))
    assert found.reason.text == (
        "Bị 40/2025/QĐ-UBND thay thế hoặc bãi bỏ trên địa bàn Bình Định trước sắp xếp, từ ngày 01/12/2025; "
        "ngoài địa bàn đó không bị tác động."
    )
    assert found.chain == ()


def test_a_reason_says_that_a_text_of_a_merged_province_holds_in_the_former_one(graph):
    documents = {"old": {**OLD, "held": True, "effective_from": "2024-03-12"}}
    (found,) = statuses(graph(documents, []), ["9/2024/QĐ-UBND"], "2026-01-01")
    assert found.status == "no_end_known"
    assert found.reason.text.endswith("Chỉ áp dụng trên địa bàn Gia Lai trước sắp xếp, nay thuộc Gia Lai.")

"""Numbers and days that a pen may have slipped on: told of the one that fewer speak for, never of a fair pair."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.model import DocumentNode
from luocdo.queries.number_slips import slips


def node(number: str, date: str | None = None, **fields: Any) -> DocumentNode:
    bare = dict.fromkeys(("type", "name", "title", "level", "province"))
    return DocumentNode(id=number, number=number, date=date, **{**bare, "issuer": (), **fields})


TRADE = (agency_ref("Bộ Công Thương", None),)
LAW = {"type": "Luật", "name": "Luật Ngân sách nhà nước"}


@pytest.mark.parametrize(
    ("documents", "seen", "certain", "expected", "why"),
    [
        ([node("1/2020/NĐ-CP", "2021-02-03")], {}, (), {"1/2020/NĐ-CP": "the number is of 2020"}, "another year"),
        ([node("1/2020/NĐ-CP", "2020-02-03")], {}, (), {}, "all fits"),
        ([node("01/2008/CP")], {}, (), {"01/2008/CP": "has a type"}, "half of a number"),
        ([node("44/2023/TT-BTC", issuer=TRADE)], {}, (), {"44/2023/TT-BTC": "the texts name Bộ Công Thương"}, "whose?"),
        ([node("44/2023/TT-BCT", issuer=TRADE)], {}, (), {}, "its own code"),
        (
            [node("44/2023/TT-BTC", "2023-12-29"), node("44/2023/TT-BCT", "2023-12-29")],
            {"44/2023/TT-BTC": 1, "44/2023/TT-BCT": 3},
            (),
            {"44/2023/TT-BTC": "may be 44/2023/TT-BCT, which 3 texts cite (1 this one)"},
            "one number and day, two ministries",
        ),
        (
            [node("44/2023/TT-BTC", "2023-12-29"), node("44/2023/TT-BCT", "2023-12-29")],
            {},
            (),
            {"44/2023/TT-BTC": "may be 44/2023/TT-BCT", "44/2023/TT-BCT": "may be 44/2023/TT-BTC"},
            "which of the two?",
        ),
        (
            [node("44/2023/TT-BTC", "2023-12-29"), node("44/2023/TT-BCT", "2023-12-29")],
            {"44/2023/TT-BTC": 5},
            ("44/2023/TT-BCT",),
            {"44/2023/TT-BTC": "may be 44/2023/TT-BCT, which is known"},
            "what is held or registered is there",
        ),
        ([node("44/2023/TT-BTC", "2023-12-29"), node("44/2023/TT-BCT", "2023-12-28")], {}, (), {}, "another day"),
        (
            [
                node("44/2023/TT-BTC", "2023-12-29", title="quy định về thuế xuất khẩu"),
                node("44/2023/TT-BCT", "2023-12-29", title="quy định về xuất xứ hàng hóa"),
            ],
            {},
            (),
            {},
            "two matters",
        ),
        (
            [node("83/2015/QH13", "2015-06-25", **LAW), node("83/2015/QH14", None, **LAW)],
            {"83/2015/QH13": 9},
            (),
            {"83/2015/QH14": "may be 83/2015/QH13"},
            "one name, the term of another",
        ),
        (
            [
                node("5/2025/NĐ-CP", "2025-01-06"),
                node("11/2025/NĐ-CP", "2025-07-01"),
                node("40/2025/NĐ-CP", "2025-02-26"),
                node("67/2025/NĐ-CP", "2025-03-15"),
                node("109/2025/NĐ-CP", "2025-05-20"),
            ],
            {},
            (),
            {"11/2025/NĐ-CP": "2025-07-01 is out of order: 40/2025/NĐ-CP is of 2025-02-26"},
            "the eleventh of a year is not of July",
        ),
        (
            [node("2/2025/NĐ-CP", "2025-02-18"), node("5/2025/NĐ-CP", "2025-01-06")],
            {},
            ("5/2025/NĐ-CP",),
            {"2/2025/NĐ-CP": "out of order"},
            "a known day stands",
        ),
        (
            [node("2/2025/NĐ-CP", "2025-02-18"), node("5/2025/NĐ-CP", "2025-01-06")],
            {},
            (),
            {"2/2025/NĐ-CP": "out of order", "5/2025/NĐ-CP": "out of order"},
            "one of the two is wrong",
        ),
        ([node("2/2025/NĐ-CP", "2025-01-18"), node("5/2025/NĐ-CP", "2025-01-06")], {}, (), {}, "days apart are usual"),
        ([node("2/2025/TT-BTC", "2025-02-18"), node("5/2025/TT-BYT", "2025-01-06")], {}, (), {}, "two series"),
        ([node("57-NQ/TW", "2021-01-01"), node("5/KH-UBND", "2021-01-01")], {}, (), {}, "no series of the State"),
    ],
)
def test_what_speaks_against_a_number_or_day(documents, seen, certain, expected, why):
    found = slips(documents, seen, certain)
    assert sorted(found) == sorted(expected), why
    assert all(words in found[number] for number, words in expected.items()), why

"""Whether a document amends or ends another is told by its clauses, not by the words before a mention."""

from __future__ import annotations

import pytest

from luocdo.loaders import extract

HEAD = """CHÍNH PHỦ
Số: 900/2026/NĐ-CP
Hà Nội, ngày 06 tháng 4 năm 2026
NGHỊ ĐỊNH
Quy định về một việc

Điều 8. Hiệu lực thi hành
1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026.
"""
CLAUSES = [
    (
        "2. Nghị định số 11/2020/NĐ-CP ngày 01 tháng 2 năm 2020 và Nghị định số 12/2023/NĐ-CP ngày 14 tháng 7 năm 2023 "
        "sửa đổi, bổ sung một số điều của Nghị định số 11/2020/NĐ-CP hết hiệu lực kể từ ngày Nghị định này "
        "có hiệu lực.",
        {"11/2020/NĐ-CP": "supersedes", "12/2023/NĐ-CP": "supersedes"},
        "an ending reaches back to all its subjects",
    ),
    (
        "2. Luật Một việc số 22/2008/QH12 đã được sửa đổi theo Luật số 52/2019/QH14 hết hiệu lực kể từ ngày "
        "Nghị định này có hiệu lực.",
        {"22/2008/QH12": "supersedes", "52/2019/QH14": "cites"},
        "the one that amended is no subject",
    ),
    (
        "2. Thay thế cụm từ “Thông tư số 36/2018/TT-BTC” bằng “Thông tư số 40/2025/TT-BTC” tại khoản 2 Điều 5 "
        "Nghị định số 11/2020/NĐ-CP.",
        {"36/2018/TT-BTC": "cites", "40/2025/TT-BTC": "cites", "11/2020/NĐ-CP": "amends"},
        "nothing is done to a document inside quoted words",
    ),
]


@pytest.mark.parametrize(("clause", "relations", "why"), CLAUSES)
def test_relations_follow_the_effects(clause: str, relations: dict[str, str], why: str) -> None:
    found = {each.number: each.relation for each in extract(HEAD + clause + "\n").citations}
    assert found == relations, why

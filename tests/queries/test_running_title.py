"""A title from a head inside a sentence."""

from __future__ import annotations

import pytest

from luocdo.graph.model import AgencyRef, DocumentNode
from luocdo.queries.running_title import running_title
from luocdo.queries.written import written


@pytest.mark.parametrize(
    ("title", "expected", "why"),
    [
        (
            "VỀ VIỆC GIAO CHỈ TIÊU CHO BỘ TÀI CHÍNH",
            "về việc giao chỉ tiêu cho Bộ Tài chính",
            "a body keeps its capital",
        ),
        ("GIAO VIỆC TRÊN ĐỊA BÀN TỈNH LÀO CAI", "giao việc trên địa bàn tỉnh Lào Cai", "a province too"),
        (
            "THỰC HIỆN NGHỊ QUYẾT SỐ 7/NQ-CP",
            "thực hiện Nghị quyết số 7/NQ-CP",
            "a number stays, its type has a capital",
        ),
        ("Quy định mức thu lệ phí", "quy định mức thu lệ phí", "behind the issuer no sentence begins"),
        ("Bộ Tài chính giao việc", "Bộ Tài chính giao việc", "a name opens it"),
        ("Luật Cư trú và việc thi hành", "Luật Cư trú và việc thi hành", "two capitals are a name"),
        ("ban hành Quy chế họp", "ban hành Quy chế họp", "it is right already"),
        ("Về", "Về", "one word"),
    ],
)
def test_a_title_in_a_sentence(title, expected, why):
    assert running_title(title) == expected, why


def test_short_forms_of_the_issuer_are_spelt_out():
    body = AgencyRef("ubnd.lao-cai", "UBND tỉnh Lào Cai")
    made = DocumentNode(
        "it", "7/KH-UBND", "Kế hoạch", None, "Giao việc", "2024-03-12", (body,), "province-state", "Lào Cai"
    )
    assert written(made) == (
        "Kế hoạch số 7/KH-UBND ngày 12 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Lào Cai giao việc"
    )

"""Activity lists set as tables, in the three ways texts carry them."""

from __future__ import annotations

import pytest

from luocdo.loaders.activity_tables import table_activities

STACKED = """
|
**STT**
|
**Nội dung công việc**
|
**Cơ quan chủ trì**
|
**Cơ quan phối hợp**
|
**Thời gian hoàn thành**
|
|
|
**I. Thể chế**
|
|
|
|
|
1
|
Rà soát văn bản
|
Sở Tư pháp
|
Sở Nội vụ; các sở, ngành
|
Quý II/2023
|
|
2
|
Tập huấn
|
Sở Nội vụ
|
|
Tháng 9/2023
|
|
"""
DRAWN = (
    "|TT |Nhiệm vụ            |Đơn vị chủ trì |Đơn vị phối hợp |Thời gian thực hiện |\n"
    "|1  |Rà soát văn bản     |Sở Tư pháp     |Sở Nội vụ;      |Quý II/2023         |\n"
    "|   |                    |               |các sở, ngành   |                    |\n"
    "|2  |Tập huấn cán bộ     |Sở Nội vụ      |                |Tháng 9/2023        |\n"
)
READER = (
    "STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn\n"
    "1 | Rà soát văn bản | Sở Tư pháp | Sở Nội vụ; các sở, ngành | Quý II/2023\n"
    "2 | Tập huấn | Sở Nội vụ |  | Tháng 9/2023\n"
)


@pytest.mark.parametrize("text", [STACKED, DRAWN, READER], ids=["cells stacked", "drawn", "a line a row"])
def test_rows_tell_who_leads_who_helps_and_when(text: str) -> None:
    text = f"PHỤ LỤC\n{text}\nHết phụ lục.\n"
    first, second = table_activities(text)
    assert (first.leads, first.supporting, first.times) == (
        ("Sở Tư pháp",),
        ("Sở Nội vụ", "các sở, ngành"),
        ("Quý II/2023",),
    )
    assert (second.leads, second.supporting, second.times) == (("Sở Nội vụ",), (), ("Tháng 9/2023",))
    assert text[first.start : first.end].startswith("1")
    assert text[first.start : first.end].endswith(("Quý II/2023", "các sở, ngành"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("| a | b | c |\n| d | e | f |\n", "no head"),
        ("| Chủ trì | x |\n| Sở Y tế | y |\n", "a head of one labelled column"),
        ("Cơ quan chủ trì: Sở Y tế\n", "no table"),
        (DRAWN.replace("Sở Tư pháp ", "(chưa rõ)  ").replace("Sở Nội vụ  ", "(chưa rõ)  "), "no body leads"),
    ],
)
def test_other_tables_give_no_activities(text: str, why: str) -> None:
    assert table_activities(text) == []


def test_many_bars_cost_no_more_than_their_length() -> None:
    assert table_activities("|\nChủ trì\n" * 20_000) == []

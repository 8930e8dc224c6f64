"""Consolidated texts: what they were made from, who amended it, on what it stands."""

from __future__ import annotations

import pytest

from luocdo.graph.model import Extraction
from luocdo.loaders import extract

HEAD = (
    "BỘ NỘI VỤ\nSố: 7004/VBHN-BNV\nHà Nội, ngày 05 tháng 6 năm 2026\n\nTHÔNG TƯ\nVỀ THỰC HIỆN SINH HOẠT THÔN\n\n"
    "Thông tư số 12/2018/TT-BNV ngày 03 tháng 12 năm 2018 của Bộ trưởng Bộ Nội vụ về thực hiện sinh hoạt thôn, "
    "có hiệu lực kể từ ngày 20 tháng 01 năm 2019, được sửa đổi, bổ sung bởi:\n\n{}\n\n"
    "Căn cứ Nghị định số 34/2017/NĐ-CP ngày 03 tháng 4 năm 2017 của Chính phủ quy định chức năng của Bộ Nội vụ;\n\n"
    "Theo đề nghị của Vụ trưởng Vụ Chính quyền địa phương;\n\n"
    "Chương I\n\nQUY ĐỊNH CHUNG\n\nĐiều 1. Họp thôn\n\n1. Thôn họp mỗi quý theo Nghị định số 59/2023/NĐ-CP.\n"
)
FIRST = "Thông tư số 14/2020/TT-BNV ngày 14 tháng 10 năm 2020 của Bộ trưởng Bộ Nội vụ sửa đổi, bổ sung một số quy định"
SECOND = "Thông tư số 05/2022/TT-BNV ngày 23 tháng 7 năm 2022 của Bộ trưởng Bộ Nội vụ quy định chế độ báo cáo"
AMENDERS = [
    (f"{FIRST}, có hiệu lực kể từ ngày 02 tháng 12 năm 2020.", ["14/2020/TT-BNV"], "one below the clause"),
    (f"{FIRST};\n\n{SECOND}.", ["05/2022/TT-BNV", "14/2020/TT-BNV"], "two, one a line"),
    (f"1. {FIRST};\n\n2. {SECOND}.", ["05/2022/TT-BNV", "14/2020/TT-BNV"], "two, numbered"),
    (
        f"- {FIRST} theo Nghị quyết số 18/2019/NQ-CP của Chính phủ.",
        ["14/2020/TT-BNV"],
        "what an amender's title names amends nothing",
    ),
]


def relations(extraction: Extraction) -> dict[str | None, str]:
    return {each.number: each.relation for each in extraction.citations}


def consolidated(extraction: Extraction) -> list[str | None]:
    """What a text puts together: it does nothing to it, and the cue tells."""
    return sorted((c.number for c in extraction.citations if (c.relation, c.cue) == ("cites", "hợp nhất")), key=str)


@pytest.mark.parametrize(("list_", "amenders", "why"), AMENDERS)
def test_base_and_amenders(list_: str, amenders: list[str], why: str) -> None:
    extraction = extract(HEAD.format(list_))
    said = relations(extraction)
    assert consolidated(extraction) == sorted([*amenders, "12/2018/TT-BNV"])
    told = sorted((each.from_.number, each.relation, each.to.number) for each in extraction.nested)
    assert told == [(each, "amends", "12/2018/TT-BNV") for each in amenders], why
    assert said["34/2017/NĐ-CP"] == "based_on", why
    assert said["59/2023/NĐ-CP"] == "cites"
    assert extraction.effects == ()


def test_a_correction_is_told_as_one() -> None:
    text = HEAD.replace("được sửa đổi, bổ sung bởi", "được đính chính bởi").format(SECOND)
    assert [each.relation for each in extract(text).nested] == ["corrects"]


def test_other_texts_consolidate_nothing() -> None:
    text = HEAD.replace("/VBHN-BNV", "/TT-BNV").format(SECOND)
    assert consolidated(extract(text)) == []

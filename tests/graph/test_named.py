"""Names without a number: general ones are another document with each text, proper ones are not."""

from __future__ import annotations

import pytest

from luocdo.graph.known import Known
from luocdo.graph.model import AgencyRef, Citation, Header, Resolution
from luocdo.graph.named import named_claim


def cited(name: str, kind: str) -> Citation:
    """A row that names a document without number or day."""
    resolution = Resolution("unknown", None, "test", 0.0)
    issuer = (AgencyRef("ban-kinh-te", "Ban Kinh tế - Ngân sách"),)
    return Citation(None, kind, None, name, None, issuer, None, "cites", "document", False, "", resolution, ())


def citing(number: str) -> Header:
    """A resolution of Huế."""
    return Header("", "Nghị quyết", number, "2025-11-28", None, "province-state", "Huế", None, None, None)


@pytest.mark.parametrize(
    ("name", "kind", "alike"),
    [
        ("Báo cáo thẩm tra của Ban Kinh tế - Ngân sách", "Báo cáo", False),
        ("Nghị định 54", "Nghị định", False),
        ("Luật Đất đai", "Luật", True),
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Nghị quyết", True),
        ("Kế hoạch 5 năm (2021 - 2025)", "Kế hoạch", True),
    ],
)
def test_two_texts_mean_one_document_by_a_name(name: str, kind: str, alike: bool) -> None:
    one, other = (named_claim(cited(name, kind), citing(n), Known()) for n in ("34/2025/NQ-HĐND", "35/2025/NQ-HĐND"))
    assert (one.key == other.key) is alike


def test_the_constitution_is_one_by_both_its_names() -> None:
    row = citing("34/2025/NQ-HĐND")
    long = named_claim(cited("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Hiến pháp"), row, Known())
    assert long.key == named_claim(cited("Hiến pháp", "Hiến pháp"), row, Known()).key


@pytest.mark.parametrize(
    "names",
    [
        ("Luật sửa đổi, bổ sung một số điều của Luật Giá", "Luật sửa đổi bổ sung một số điều của Luật Giá"),
        ("Luật Phòng cháy, chữa cháy", "Luật Phòng cháy và chữa cháy"),
    ],
)
def test_a_comma_or_an_and_makes_no_other_law(names: tuple[str, str]) -> None:
    row = citing("34/2025/NQ-HĐND")
    one, other = (named_claim(cited(name, "Luật"), row, Known()) for name in names)
    assert one.key == other.key

"""What a text says of each document it names, and of two others: tables of sentences, read both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from luocdo.graph.model import Extraction
from luocdo.loaders import extract

CASES = Path(__file__).parents[1] / "cases"
RELATIONS: list[dict[str, Any]] = yaml.load((CASES / "relations.yaml").read_bytes(), yaml.CSafeLoader)
NESTED: list[dict[str, Any]] = yaml.load((CASES / "nested.yaml").read_bytes(), yaml.CSafeLoader)

# A document around a sentence: its body, behind number, title and preamble.
FRAME = """UBND TỈNH SƠN LA
Số: 7002/BC-UBND
Sơn La, ngày 05 tháng 6 năm 2026
BÁO CÁO
Kết quả đọc văn bản

Phần này kể lại những văn bản mà tổ giúp việc đã đọc trong kỳ.

{}
"""


def said(extraction: Extraction) -> dict[str | None, str]:
    """Number, or name where there is none -> relation, with `partial` where only a part is touched."""
    return {
        each.number or each.name: f"{each.relation} partial" if each.partial else each.relation
        for each in extraction.citations
    }


def joints(extraction: Extraction) -> list[tuple[str | None, str, str | None]]:
    return sorted(
        (each.from_.number or each.from_.name, each.relation, each.to.number or each.to.name)
        for each in extraction.nested
    )


@pytest.mark.parametrize("case", [*RELATIONS, *(case for case in NESTED if "says" in case)], ids=lambda c: c["why"])
def test_relation_to_each_document(case: dict[str, Any]) -> None:
    assert said(extract(case["text"])) == case["says"]


PROGRAMME = """UBND TỈNH SƠN LA
Số: 84/KH-UBND
Sơn La, ngày 23 tháng 9 năm 2024

KẾ HOẠCH
Xây dựng văn bản năm 2025

I. VIỆC CẦN LÀM
1. Sửa đổi Luật Báo chí.
2. Bãi bỏ Thông tư số 12/2015/TT-BNV.
3. Thay thế Kế hoạch số 15/KH-UBND ngày 02/3/2021.
"""


def test_no_plan_changes_a_law_or_a_circular() -> None:
    assert said(extract(PROGRAMME)) == {
        "Luật Báo chí": "cites",
        "12/2015/TT-BNV": "cites",
        "15/KH-UBND": "supersedes",
    }


@pytest.mark.parametrize("case", RELATIONS, ids=lambda c: c["why"])
def test_relation_is_the_same_inside_a_document(case: dict[str, Any]) -> None:
    assert said(extract(FRAME.format(case["text"]))) == case["says"]


@pytest.mark.parametrize("case", NESTED, ids=lambda c: c["why"])
def test_relations_between_two_others(case: dict[str, Any]) -> None:
    wanted = sorted(tuple(each) for each in case["nested"])
    assert joints(extract(case["text"])) == wanted
    assert joints(extract(FRAME.format(case["text"]))) == wanted


@pytest.mark.parametrize("case", NESTED, ids=lambda c: c["why"])
def test_evidence_holds_both_ends(case: dict[str, Any]) -> None:
    """The words that a nested relation was read from hold the serials of both documents."""
    text = case["text"]
    for each in extract(text).nested:
        assert each.text == text[each.start : each.end]
        for end in (each.from_.number, each.to.number):
            assert end is None or end.split("/")[0].split("-")[0] in each.text


def test_no_case_of_the_text_itself_is_nested() -> None:
    """Sentences whose subject is the text itself relate no two others."""
    own = [case for case in RELATIONS if " này " in case["text"] and "quy định chi tiết" not in case["text"]]
    assert own
    for case in own:
        assert joints(extract(case["text"])) == [], case["text"]


# One document said of in several ways: the strongest stays.
STRENGTHS = [
    ("Căn cứ {}; Thực hiện {}.", "implements", "carrying out is more than standing on"),
    ("Theo {}. Thực hiện {}.", "implements", "carrying out is more than a mention"),
    ("Căn cứ {}; chi theo {}.", "based_on", "a ground is more than a mention"),
    ("Thực hiện {}. Điều 2. Quyết định này thay thế {}.", "supersedes", "replacing is the most"),
    ("Điều 1. Sửa đổi khoản 2 Điều 5 {}. Theo {} thì khác.", "amends", "changing is more than a mention"),
]


@pytest.mark.parametrize(("pattern", "relation", "why"), STRENGTHS)
def test_the_strongest_relation_stays(pattern: str, relation: str, why: str) -> None:
    number = "Quyết định số 12/2019/QĐ-UBND"
    (citation,) = extract(pattern.format(number, number)).citations
    assert citation.relation == relation, why
    assert len(citation.mentions) == 2


def test_the_cue_is_given_as_evidence() -> None:
    (citation,) = extract("Các xã tiếp tục thực hiện Quyết định số 12/2019/QĐ-UBND.").citations
    assert citation.cue == "thực hiện"


SCOPES = [
    ("KẾ HOẠCH\nThực hiện {}\n\nI. MỤC ĐÍCH\nGiữ nếp họp dân.", "document", "the title"),
    (
        "QUYẾT ĐỊNH\nVề việc họp dân\n\nCăn cứ {};\n\nQUYẾT ĐỊNH:\nĐiều 1. Họp mỗi quý.",
        "document",
        "the preamble",
    ),
    (
        "QUYẾT ĐỊNH\nVề việc họp dân\n\nQUYẾT ĐỊNH:\nĐiều 1. Họp mỗi quý.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký và thay thế {}.",
        "document",
        "the effect clause",
    ),
    ("KẾ HOẠCH\nHọp dân\n\nI. MỤC ĐÍCH\nThực hiện {}.", "provision", "the body"),
]
HEAD = "UBND TỈNH SƠN LA\nSố: 7003/KH-UBND\nSơn La, ngày 05 tháng 6 năm 2026\n"


@pytest.mark.parametrize(("pattern", "scope", "why"), SCOPES)
def test_scope(pattern: str, scope: str, why: str) -> None:
    text = HEAD + pattern.format("Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019")
    (citation,) = extract(text).citations
    assert citation.scope == scope, why


QUOTED = HEAD + (
    "QUYẾT ĐỊNH\nSửa đổi quy chế\n\nQUYẾT ĐỊNH:\n"
    "Điều 1. Sửa đổi Điều 3 Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019 như sau:\n"
    "“Điều 3. Hiệu lực\n"
    "Quy chế này thay thế Quyết định số 15/2011/QĐ-UBND ngày 07/4/2011 của tỉnh.”\n"
)


def test_quoted_new_text_says_nothing_of_the_document_itself() -> None:
    assert said(extract(QUOTED)) == {"12/2019/QĐ-UBND": "amends partial", "15/2011/QĐ-UBND": "cites"}


def test_a_programme_that_the_title_brings_is_no_other_document() -> None:
    text = HEAD.replace("KH", "QĐ") + (
        "QUYẾT ĐỊNH\nBan hành Chương trình hành động của UBND tỉnh thực hiện Nghị quyết số 72-NQ/TW\n\n"
        "Căn cứ Luật Khám bệnh, chữa bệnh;\n\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Chương trình hành động của UBND tỉnh thực hiện "
        "Nghị quyết số 72-NQ/TW.\n"
    )
    extraction = extract(text)
    assert said(extraction) == {"72-NQ/TW": "implements", "Luật Khám bệnh, chữa bệnh": "based_on"}
    assert joints(extraction) == []

"""Laws of one name told apart by their year, or by the mark that one is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from luocdo.loaders import extract

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parents[1] / "cases" / "law_years.yaml").read_bytes(), yaml.CSafeLoader
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_which_law_is_meant(case: dict[str, Any]) -> None:
    found = {
        each.name or each.number: each.resolution.document_id or list(each.resolution.candidates)
        for each in extract(case["text"]).citations
    }
    assert found == case["means"]


def test_the_ends_of_a_nested_relation_bear_the_same_names() -> None:
    text = "Luật Giám định tư pháp năm 2012 được sửa đổi bởi Luật Giá năm 2023."
    extraction = extract(text)
    (nested,) = extraction.nested
    assert {nested.from_.name, nested.to.name} == {each.name for each in extraction.citations}


def test_a_law_called_new_was_made_in_the_last_years() -> None:
    head = (
        "UBND TỈNH SƠN LA\nSố: 7003/KH-UBND\nSơn La, ngày 05 tháng 6 năm {}\n"
        "KẾ HOẠCH\nVề đất\n\nCăn cứ Luật Đất đai (sửa đổi);"
    )
    (early,) = extract(head.format(2014)).citations
    (late,) = extract(head.format(2026)).citations
    assert early.resolution.candidates == ("45-2013-qh13.luat",)
    assert late.resolution.candidates == ("31-2024-qh15.luat",)

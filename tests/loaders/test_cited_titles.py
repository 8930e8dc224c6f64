"""Titles of cited documents: where they begin and end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from luocdo.loaders import extract

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parents[1] / "cases" / "cited_titles.yaml").read_bytes(), yaml.CSafeLoader
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_title_of_each_document(case: dict[str, Any]) -> None:
    found = {each.number or each.name: each.title for each in extract(case["text"]).citations}
    assert found == case["titles"]


def test_a_long_title_is_cut_between_words() -> None:
    (citation,) = extract("Theo Quyết định số 12/QĐ-UBND về " + "họp dân " * 100).citations
    assert citation.title is not None
    assert 400 < len(citation.title) < 500
    assert citation.title.endswith(("họp", "dân"))

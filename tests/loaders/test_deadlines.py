"""Deadlines in all their forms, table-driven: `tests/cases/deadlines.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.deadlines import When, find_deadlines

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "deadlines.yaml").read_text(encoding="utf-8"))


def when(case: dict[str, Any]) -> When:
    issued = case.get("issued", "2023-02-20")
    return When(str(issued), int(str(issued)[:4]), case.get("work")) if issued else When(None, None)


def plain(value: Any) -> Any:
    """YAML knows days; deadlines have ISO strings."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value if isinstance(value, int | bool) else str(value)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_deadlines_are_read(case: dict[str, Any]) -> None:
    found = find_deadlines(case["said"], when(case), is_time=case.get("time", False))
    assert [{key: value for key, value in each.items() if key != "text"} for each in found] == [
        plain(each) for each in case["want"]
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_words_stand_in_the_sentence(case: dict[str, Any]) -> None:
    for each in find_deadlines(case["said"], when(case), is_time=case.get("time", False)):
        assert each["text"]
        assert each["text"] in case["said"]


PIECES = [
    "trước ngày ", "20/(3/6/9)/2023", "31/12/2023",
    "quý IV", "/2024", "từ ", " đến ", "tháng 13", "ngày 32", "năm 2023",
    "hằng năm", " thứ Hai hàng "
     "tuần", "(", ")", "kể từ ngày ", "10 ngày làm việc ", "báo cáo ", "-", "00/00/0000", ". ", "x",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans())
def test_any_words_are_read_without_error(pieces: list[str], is_time: bool) -> None:
    said = "".join(pieces)
    for each in find_deadlines(said, When("2023-02-20", 2023), is_time=is_time):
        assert each["text"]
        assert each["text"].strip() in said
        assert len(set(each) & {"date", "recurs", "quarter", "month", "year", "from", "after"} - {"month"}) <= 1

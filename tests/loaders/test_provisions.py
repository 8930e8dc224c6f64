"""Provisions as texts list them, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from luocdo.loaders.provisions import common_holder, provisions_in, run_start

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "provisions.yaml").read_text(encoding="utf-8"))["cases"]

# (text, where the list begins that it ends in; None where it ends in none)
RUNS = [
    ("Bãi bỏ Điều 3 và khoản 1 Điều 5 của ", "Điều 3 và khoản 1 Điều 5 của "),
    ("quy định chi tiết khoản 2 Điều 4 ", "khoản 2 Điều 4 "),
    ("của Bộ trưởng quy định Điều 4 và các biện pháp thi hành ", None),
    ("Điều 19, Điều 23 và Phụ lục ban hành kèm theo ", "Điều 19, Điều 23 và Phụ lục ban hành kèm theo "),
    ("các Quyết định sau: ", None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_names(case: dict[str, object]) -> None:
    assert [each.name for each in provisions_in(str(case["text"]))] == case["names"], case["why"]


@pytest.mark.parametrize(("text", "run"), RUNS)
def test_run_start(text: str, run: str | None) -> None:
    assert text[run_start(text) :] == (run or "")


def test_a_khoan_stands_within_the_article_of_its_heading() -> None:
    (heading,) = provisions_in("Điều 14")
    (khoan,) = provisions_in("khoản 2a vào sau khoản 2")
    assert khoan.within(heading).name == "khoản 2a Điều 14"
    assert provisions_in("Điều 9")[0].within(heading).name == "Điều 9"


def test_several_provisions_of_one_article_share_it() -> None:
    held = common_holder(provisions_in("khoản 1, khoản 3 Điều 11"))
    assert held is not None
    assert held.name == "Điều 11"
    assert common_holder(provisions_in("Điều 1, Điều 2")) is None
    assert common_holder([]) is None


@given(st.text(alphabet="điểmkhoảnĐiều 12a,;và\nPhụlục", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    names = [each.name for each in provisions_in(text)]
    assert all(name.strip() for name in names)
    assert 0 <= run_start(text) <= len(text)

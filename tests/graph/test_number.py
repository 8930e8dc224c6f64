"""Document numbers: spelling, keys, parts, and the queries a user types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from luocdo.graph.errors import NumberError
from luocdo.graph.number import (
    DocumentNumber,
    NumberQuery,
    normalise_number,
    number_key,
    parse_query,
)
from luocdo.graph.vocabulary import doctypes, organs

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "numbers.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES["normalised"], ids=lambda c: f"{c['raw']} {c['why']}")
def test_every_spelling_is_read(case: dict[str, Any]) -> None:
    number = DocumentNumber.parse(case["raw"])
    assert str(number) == case["number"]
    assert number.form == case["form"]
    assert number.type_code == case["type"]
    assert list(number.organ_codes) == case["organs"]
    assert number.term == case.get("term")
    assert normalise_number(case["raw"]) == case["number"]


@pytest.mark.parametrize("raw", CASES["not_numbers"])
def test_what_is_no_number_is_refused(raw: str) -> None:
    with pytest.raises(NumberError):
        DocumentNumber.parse(raw)


@pytest.mark.parametrize("case", CASES["keys"], ids=lambda c: f"{c['a']} {c['b']}")
def test_keys_join_spellings_and_part_series(case: dict[str, Any]) -> None:
    assert (number_key(case["a"]) == number_key(case["b"])) is case["same"], case["why"]


@pytest.mark.parametrize("case", CASES["queries"], ids=lambda c: c["text"])
def test_queries_carry_a_hint(case: dict[str, Any]) -> None:
    want = {key: value for key, value in case.items() if key != "text"}
    assert parse_query(case["text"]) == NumberQuery(**want)


def test_a_query_without_a_number_is_refused() -> None:
    with pytest.raises(NumberError):
        parse_query("@Gia Lai")


def test_numbers_sort_by_serial_then_year() -> None:
    numbers = ["114-KL/TW", "5/2016/NĐ-CP", "04/2015/NĐ-CP", "66.7/2025/NQ-CP", "66.10/2025/NQ-CP"]
    ordered = [str(n) for n in sorted(map(DocumentNumber.parse, numbers))]
    assert ordered == ["04/2015/NĐ-CP", "5/2016/NĐ-CP", "66.7/2025/NQ-CP", "66.10/2025/NQ-CP", "114-KL/TW"]


types = st.sampled_from(sorted(code for kind in doctypes().all for code in kind.codes))
organ_codes = [code for code in sorted(organ.code for organ in organs().all) if "." not in code]
bodies = st.lists(st.sampled_from([*organ_codes, "QH13", "UBTVQH11", "TGV"]), min_size=1, max_size=3)


@given(
    serial=st.from_regex(r"\A[0-9]{1,5}(\.[1-9])?[a-c]?\Z"),
    year=st.none() | st.integers(1945, 2035),
    code=st.none() | types,
    bodies=bodies,
    dash=st.booleans(),
)
def test_canonical_numbers_stay_as_they_are(
    serial: str, year: int | None, code: str | None, bodies: list[str], dash: bool
) -> None:
    outer, inner = ("-", "/") if dash and year is None else ("/", "-")
    head = serial if year is None else f"{serial}/{year}"
    raw = head + outer + (code + inner if code else "") + "-".join(bodies)
    number = DocumentNumber.parse(raw)
    assert DocumentNumber.parse(str(number)) == number
    assert number.serial == serial
    assert number_key(str(number)) == number_key(raw)


@given(st.text(max_size=60))
@example("0ß")
@example("1/İ-ẞ")
@example("1\x002/KH\x00")
def test_any_text_has_a_stable_normal_form(raw: str) -> None:
    once = normalise_number(raw)
    assert normalise_number(once) == once
    assert number_key(number_key(raw)) == number_key(raw)
    assert "\x00" not in number_key(raw)

"""Ids: readable, ASCII, and as different as the numbers are."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.document_id import LONGEST_WORDS, document_id, name_slug, number_slug
from luocdo.graph.number import number_key
from luocdo.graph.vocabulary import doctypes, organs


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        ("290-QĐ/TW", "290-qd-tw"),
        ("4/2015/NĐ-CP", "04-2015-nd-cp"),
        ("04/2015/NĐ-CP", "04-2015-nd-cp"),
        ("030/2025/QĐ-UBND", "030-2025-qd-ubnd"),
        ("30/2025/QĐ-UBND", "30-2025-qd-ubnd"),
        ("66.7/2025/NQ-CP", "66.7-2025-nq-cp"),
        ("348-CTr/BDVTU-UBND", "348-ctr-bdvtu-ubnd"),
        ("515/KH-BCA-BNN&MT", "515-kh-bca-bnnmt"),
        ("12/DA-UBND", "12-da-ubnd"),
        ("12/ĐA-UBND", "12-d_a-ubnd"),
        ("12/HD-UBND", "12-hd-ubnd"),
        ("12/HĐ-UBND", "12-hd_-ubnd"),
    ],
)
def test_a_number_is_readable_in_its_slug(number: str, slug: str) -> None:
    assert number_slug(number) == slug


def test_no_two_listed_codes_share_a_slug() -> None:
    codes = {code for each in doctypes().all for code in each.codes} | {each.code for each in organs().all}
    numbers = [f"12/KH-{code}" for code in sorted(codes) if "." not in code]
    for one, other in combinations(numbers, 2):
        if number_key(one) != number_key(other):
            assert number_slug(one) != number_slug(other)


code = st.text("ABCDĐHQTUƯ", min_size=1, max_size=3)


@given(one=code, other=code)
def test_unlisted_codes_keep_their_difference(one: str, other: str) -> None:
    left, right = f"12/KH-X{one}", f"12/KH-X{other}"
    assert (number_slug(left) == number_slug(right)) == (number_key(left) == number_key(right))


@given(serial=st.from_regex(r"\A[0-9]{1,4}\Z"), body=code)
def test_a_slug_is_safe_in_a_path(serial: str, body: str) -> None:
    assert re.fullmatch(r"[a-z0-9._-]+", number_slug(f"{serial}/QĐ-{body}"))


def test_a_long_name_is_cut_between_words_and_stays_its_own() -> None:
    head = "Nghị quyết về việc tiếp tục đổi mới và nâng cao chất lượng công tác dân vận "
    one, other = name_slug(head + "ở tỉnh"), name_slug(head + "ở xã")
    assert one != other
    assert len(one) <= LONGEST_WORDS + len("-01234567")


def test_parts_stand_in_one_order() -> None:
    assert document_id("45-kh-ubnd", unit="gia-lai/xa-ia-pal", date="2020-03-24") == (
        "45-kh-ubnd.gia-lai.xa-ia-pal.2020-03-24"
    )
    assert document_id("45-2013-qh13", mark="luat") == "45-2013-qh13.luat"

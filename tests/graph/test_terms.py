"""Terms of the central committee and of the Quốc hội."""

from __future__ import annotations

import pytest

from luocdo.graph.terms import assembly_years, central_term


@pytest.mark.parametrize(
    ("day", "term", "why"),
    [
        ("1986-12-01", None, "before the first term listed"),
        ("2003-03-12", "IX", "25-NQ/TW on religions"),
        ("2010-02-25", "X", "290-QĐ/TW"),
        ("2011-01-19", None, "last day of a congress: two committees"),
        ("2011-01-20", "XI", "the day after"),
        ("2013-06-03", "XI", "25-NQ/TW on mass mobilisation"),
        ("2016-01-19", "XI", "the day before a congress"),
        ("2021-01-31", None, "the first plenum met before the congress closed"),
        ("2021-07-30", "XIII", "23-QĐ/TW"),
        ("2026-03-01", "XIV", "the newest term"),
    ],
)
def test_a_day_lies_in_one_term_or_is_unsure(day, term, why):
    assert central_term(day) == term, why


@pytest.mark.parametrize(
    ("term", "years"),
    [(11, (2002, 2007)), (13, (2011, 2016)), (15, (2021, 2026)), (3, None)],
)
def test_a_term_of_the_assembly_has_its_years(term, years):
    assert assembly_years(term) == years

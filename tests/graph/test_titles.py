"""Titles: which fit, which contradict, which say nothing."""

from __future__ import annotations

import pytest

from luocdo.graph.titles import FITS, title_overlap, titles_agree

LONG = "về tăng cường và đổi mới sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới"


@pytest.mark.parametrize(
    ("one", "other", "fits", "agree", "why"),
    [
        (LONG, "tăng cường, đổi mới sự lãnh đạo của Đảng đối với công tác dân vận", True, True, "shortened"),
        (LONG, LONG.upper(), True, True, "upper case"),
        (
            LONG,
            "về công tác tôn giáo trên địa bàn các tỉnh miền núi phía Bắc",
            False,
            False,
            "another subject",
        ),
        (LONG, "về việc của Đảng", False, True, "too few words to tell"),
        (LONG, None, False, True, "no title says nothing"),
        ("hoà giải ở cơ sở thôn bản", "hòa giải ở cơ sở thôn, bản", True, True, "place of the tone mark"),
    ],
)
def test_titles(one: str, other: str | None, fits: bool, agree: bool, why: str) -> None:
    assert (title_overlap(one, other) >= FITS) is fits, why
    assert titles_agree(one, other) is agree, why
    assert title_overlap(one, other) == title_overlap(other, one)

"""Which bodies a name means: of one place or of all, today's with what was merged into it."""

from __future__ import annotations

import pytest

from luocdo.queries.agencies import agencies_named

PLANS = {
    "gl": {"province": "Gia Lai"},
    "bd": {"province": "Bình Định"},
    "tq": {"province": "Tuyên Quang"},
}
WORK = {
    "1": {"document": "gl", "agencies": ["Sở Nội vụ", "các sở, ban, ngành"]},
    "2": {"document": "bd", "agencies": ["Sở Nội vụ", "Ban Dân vận Tỉnh ủy"]},
    "3": {"document": "tq", "agencies": ["Sở Thông tin và Truyền thông", "Sở Lao động, Thương binh và Xã hội"]},
}
CASES = [
    ("Sở Nội vụ", True, {"so-noi-vu.gia-lai", "so-noi-vu.binh-dinh"}, "a name without a place means each"),
    ("SNV", True, {"so-noi-vu.gia-lai", "so-noi-vu.binh-dinh"}, "an abbreviation"),
    ("Giám đốc Sở Nội vụ tỉnh Bình Định", True, {"so-noi-vu.binh-dinh"}, "one place, by its leader"),
    ("Sở Nội vụ tỉnh Gia Lai", True, {"so-noi-vu.gia-lai", "so-noi-vu.binh-dinh"}, "today's holds both"),
    ("Sở Nội vụ tỉnh Gia Lai", False, {"so-noi-vu.gia-lai"}, "that of the day does not"),
    ("so-noi-vu.gia-lai", False, {"so-noi-vu.gia-lai"}, "an id"),
    ("Các Sở, Ban, Ngành", True, {"cac-so-ban-nganh.gia-lai"}, "a group is one body, its members are others"),
    ("Sở Khoa học và Công nghệ", True, {"so-thong-tin-va-truyen-thong.tuyen-quang"}, "it took the other over whole"),
    ("Sở Nội vụ tỉnh Tuyên Quang", True, set(), "what it took over of the other's subjects is not the whole"),
    ("dân vận", True, {"ban-dan-van-tinh-uy.binh-dinh"}, "a part of a name, where it is none itself"),
    ("vận", True, {"ban-dan-van-tinh-uy.binh-dinh"}, "whole words"),
    ("ận", True, set(), "and not parts of them"),
    ("...", True, set(), "no name at all"),
]


@pytest.mark.parametrize(("words", "merged", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_bodies_named(graph, words, merged, expected, why):
    assert agencies_named(graph(PLANS, (), WORK), words, merged=merged) == expected

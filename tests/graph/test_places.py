"""Provinces by any spelling, through mergers, splits and renamings."""

from __future__ import annotations

import pytest

from luocdo.graph.fold import fold, slug
from luocdo.graph.places import candidates, find_province, place_key, predecessors, provinces, successor


@pytest.mark.parametrize(
    ("day", "count", "why"),
    [
        ("1997-01-01", 61, "eight provinces were split"),
        ("2003-12-31", 61, "the day before three more splits"),
        ("2004-01-01", 64, "Đắk Nông, Hậu Giang, Điện Biên"),
        ("2008-08-01", 63, "Hà Tây went to Hà Nội"),
        ("2025-01-01", 63, "Thừa Thiên Huế only changed its name"),
        ("2025-06-30", 63, "the last day"),
        ("2025-07-01", 34, "the merger"),
    ],
)
def test_the_number_of_provinces_on_a_day(day, count, why):
    assert len(provinces().on(day)) == count, why


def test_each_merged_province_went_to_one_of_the_34():
    before = {each.name for each in provinces().on("2025-06-30")}
    after = {each.name for each in provinces().on("2025-07-01")}
    assert {successor(name, "2025-07-01") for name in before} == after
    joined = [name for each in after for name in predecessors(each, "2025-06-30")]
    assert sorted(joined) == sorted(before)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gia Lai", "Gia Lai"),
        ("TỈNH GIA LAI", "Gia Lai"),
        ("tỉnh ĐẮK LẮK", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("HOÀ BÌNH", "Hòa Bình"),
        ("BÀ RỊA – VŨNG TÀU", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TPHCM", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố Huế", "Huế"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("dak lak", "Đắk Lắk"),
        ("Hà Tây", "Hà Tây"),
        ("Gia\u0300 Lai", None),
        ("Sài Gòn", None),
        ("tỉnh", None),
        ("", None),
    ],
)
def test_provinces_are_found_in_any_spelling(text, name):
    found = find_province(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Gia Lai", "2025-06-30", ("Gia Lai", "Bình Định")),
        ("Gia Lai", "2025-07-01", ("Gia Lai",)),
        ("Lâm Đồng", "2020-01-01", ("Lâm Đồng", "Đắk Nông", "Bình Thuận")),
        ("Lâm Đồng", "2003-06-01", ("Lâm Đồng", "Đắk Lắk", "Bình Thuận")),
        ("Huế", "2024-12-31", ("Thừa Thiên Huế",)),
        ("Hà Nội", "2007-01-01", ("Hà Nội", "Hà Tây")),
        ("Sơn La", "2000-01-01", ("Sơn La",)),
    ],
)
def test_predecessors_stood_where_the_province_stands(name, on, expected):
    assert predecessors(name, on) == expected


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Bình Định", "2025-06-30", "Bình Định"),
        ("Bình Định", "2025-07-01", "Gia Lai"),
        ("Thừa Thiên Huế", "2025-01-01", "Huế"),
        ("Hà Tây", "2010-01-01", "Hà Nội"),
        ("Nam Hà", "2010-01-01", None),
        ("Đắk Lắk", "2010-01-01", "Đắk Lắk"),
        ("Đắk Nông", "2026-01-01", "Lâm Đồng"),
    ],
)
def test_the_successor_holds_the_territory(name, on, expected):
    assert successor(name, on) == expected


@pytest.mark.parametrize(
    ("place", "cited", "citing", "expected", "why"),
    [
        ("Gia Lai", "2020-03-24", "2020-05-01", ("Gia Lai",), "nothing changed in between"),
        ("Gia Lai", "2023-04-27", "2025-10-01", ("Gia Lai", "Bình Định"), "merged in between"),
        ("Gia Lai", "2025-08-01", "2025-10-01", ("Gia Lai",), "both after the merger"),
        ("Gia Lai", "2025", "2025-10-01", ("Gia Lai", "Bình Định"), "the year has two periods"),
        ("Gia Lai", "2025", "2025-05-01", ("Gia Lai",), "a text cannot cite the future"),
        ("Gia Lai", None, "2020-10-01", ("Gia Lai",), "undated, no merger before"),
        ("Gia Lai", None, "2025-10-01", ("Gia Lai", "Bình Định"), "undated, soon after a merger"),
        ("Gia Lai", None, None, ("Gia Lai", "Bình Định"), "nothing is known"),
        ("Hà Nội", None, "2025-12-01", ("Hà Nội",), "an undated number does not reach back to 2008"),
        ("Hà Nội", "2008-07-31", "2009-01-01", ("Hà Nội", "Hà Tây"), "dated before 2008-08-01"),
        ("Huế", "2020-01-01", "2025-03-01", ("Thừa Thiên Huế",), "the name of its day"),
        ("Sơn La", "2018-01-01", "2026-01-01", ("Sơn La",), "never changed"),
        ("Tuyên Quang", "2025-07-01", "2025-07-02", ("Tuyên Quang",), "the first day of the new province"),
    ],
)
def test_candidates_for_a_local_number_without_place(place, cited, citing, expected, why):
    assert candidates(place, cited, citing) == expected, why


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thừa Thiên Huế", "hue"),
        ("Huế", "hue"),
        ("Bình Định", "binh-dinh"),
        ("Gia Lai", "gia-lai"),
        ("Nam Hà", "nam-ha"),
    ],
)
def test_a_renamed_province_is_one_place(name, expected):
    assert place_key(name) == expected


def test_slugs_of_provinces_are_distinct():
    slugs = [each.slug for each in provinces().all]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize(
    ("text", "folded", "ascii_slug"),
    [
        ("Uỷ ban", "ủy ban", "uy-ban"),
        ("HOÀ BÌNH", "hòa bình", "hoa-binh"),
        ("hoàn", "hoàn", "hoan"),
        ("Quý", "quý", "quy"),
        ("thuỷ lợi", "thủy lợi", "thuy-loi"),
        ("Đắk  Lắk", "đắk lắk", "dak-lak"),
        ("Hoa\u0300 Bi\u0300nh", "hòa bình", "hoa-binh"),
        ("A – B", "a-b", "a-b"),
    ],
)
def test_folding_keeps_meaning_and_drops_spelling(text, folded, ascii_slug):
    assert fold(text) == folded
    assert slug(text) == ascii_slug

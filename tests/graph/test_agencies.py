"""Names of bodies fold to one id with its place; facts of a body by its id."""

from __future__ import annotations

import pytest

from luocdo.graph.agencies import agencies
from luocdo.graph.agency_facts import agency_level, parent_id, successions
from luocdo.graph.agency_names import agency_id, agency_ref
from luocdo.graph.agency_nodes import agency_node
from luocdo.graph.model import AgencyRef, Succession


@pytest.mark.parametrize(
    ("name", "province", "expected"),
    [
        # one committee in all its spellings
        ("UBND tỉnh Gia Lai", None, "ubnd.gia-lai"),
        ("Ủy ban nhân dân tỉnh", "Gia Lai", "ubnd.gia-lai"),
        ("Uỷ ban Nhân dân tỉnh Gia Lai", "Gia Lai", "ubnd.gia-lai"),
        ("UBND", "Gia Lai", "ubnd.gia-lai"),
        ("ỦY BAN NHÂN DÂN TỈNH GIA LAI", None, "ubnd.gia-lai"),
        ("UBND tỉnh Đắk Lắk (cũ)", "Đắk Lắk", "ubnd.dak-lak"),
        # the place the name gives wins over that of the text
        ("Tỉnh uỷ Bình Định", "Gia Lai", "tinh-uy.binh-dinh"),
        ("UBND thành phố Đà Nẵng", "Quảng Nam", "ubnd.da-nang"),
        # central bodies have no place
        ("Bộ Chính trị", "Gia Lai", "bo-chinh-tri"),
        ("Ban Bí thư Trung ương Đảng", "Gia Lai", "ban-bi-thu"),
        ("Ban Bí thư", None, "ban-bi-thu"),
        ("Thủ tướng", "Sơn La", "thu-tuong-chinh-phu"),
        ("Bộ trưởng Bộ Nội vụ", "Sơn La", "bo-noi-vu"),
        ("BỘ TƯ PHÁP", None, "bo-tu-phap"),
        ("Ban Dân vận TƯ", None, "ban-dan-van-trung-uong"),
        ("Bảo hiểm xã hội Việt Nam", "Sơn La", "bao-hiem-xa-hoi-viet-nam"),
        ("Ủy ban Trung ương MTTQ Việt Nam", "Sơn La", "uy-ban-trung-uong-mttq"),
        ("Học viện Chính trị quốc gia Hồ Chí Minh", None, "hoc-vien-chinh-tri-quoc-gia-ho-chi-minh"),
        # the province's bodies
        ("Ban Dân vận Tỉnh ủy", "Gia Lai", "ban-dan-van-tinh-uy.gia-lai"),
        ("Ban Dân vận Tỉnh ủy Gia Lai", None, "ban-dan-van-tinh-uy.gia-lai"),
        ("Ban Cán sự Đảng UBND tỉnh", "Gia Lai", "ban-can-su-dang-ubnd.gia-lai"),
        ("báo Gia Lai", "Gia Lai", "bao.gia-lai"),
        ("Đài PTTH tỉnh", "Gia Lai", "dai-phat-thanh-va-truyen-hinh.gia-lai"),
        ("Giám đốc Sở Tài chính", "Sơn La", "so-tai-chinh.son-la"),
        ("Sở LĐ-TB&XH", "Sơn La", "so-lao-dong-thuong-binh-va-xa-hoi.son-la"),
        ("Sở Lao động – Thương binh và Xã hội", "Sơn La", "so-lao-dong-thuong-binh-va-xa-hoi.son-la"),
        ("SNV", "Sơn La", "so-noi-vu.son-la"),
        ("SỞ TƯ PHÁP", "Sơn La", "so-tu-phap.son-la"),
        ("Bảo hiểm xã hội tỉnh", "Sơn La", "bao-hiem-xa-hoi.son-la"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Sơn La", "mttq.son-la"),
        ("Bộ Chỉ huy Quân sự tỉnh", "Sơn La", "bo-chi-huy-quan-su.son-la"),
        ("Chánh Văn phòng UBND tỉnh", "Sơn La", "van-phong-ubnd.son-la"),
        ("Chủ tịch UBND tỉnh", "Sơn La", "chu-tich-ubnd.son-la"),
        ("Đoàn TNCS Hồ Chí Minh tỉnh Sơn La", None, "doan-thanh-nien.son-la"),
        ("Cục Thuế tỉnh", "Gia Lai", "cuc-thue.gia-lai"),
        # cities
        ("UBND Thành phố Hồ Chí Minh", None, "ubnd.ho-chi-minh"),
        ("UBND TP.HCM", None, "ubnd.ho-chi-minh"),
        ("Thành ủy Hà Nội", None, "tinh-uy.ha-noi"),
        ("Ban Thường vụ Thành ủy", "Đà Nẵng", "ban-thuong-vu-tinh-uy.da-nang"),
        ("UBND thành phố", "Cần Thơ", "ubnd.can-tho"),
        ("UBND thành phố", "Gia Lai", "ubnd.thanh-pho.gia-lai"),
        ("UBND thành phố Huế", "Huế", "ubnd.hue"),
        ("UBND thành phố Huế", "Thừa Thiên Huế", "ubnd.thanh-pho-hue.thua-thien-hue"),
        ("UBND thành phố Cao Bằng", "Cao Bằng", "ubnd.thanh-pho-cao-bang.cao-bang"),
        ("UBND thành phố Hội An", "Quảng Nam", "ubnd.thanh-pho-hoi-an.quang-nam"),
        ("Huyện đoàn Chư Sê", "Gia Lai", "huyen-doan-chu-se.gia-lai"),
        ("Ngân hàng Chính sách xã hội tỉnh", "Gia Lai", "ngan-hang-chinh-sach-xa-hoi.gia-lai"),
        ("Bộ Nông nghiệp và PTNT", None, "bo-nong-nghiep-va-phat-trien-nong-thon"),
        ("Thành ủy Pleiku", "Gia Lai", "thanh-uy.thanh-pho-pleiku.gia-lai"),
        # below the province, small to large
        ("UBND huyện Chư Sê", "Gia Lai", "ubnd.huyen-chu-se.gia-lai"),
        ("UBND xã Ia Hrú, huyện Chư Pưh, tỉnh Gia Lai", None, "ubnd.xa-ia-hru.huyen-chu-puh.gia-lai"),
        ("Văn phòng Huyện ủy Chư Sê", "Gia Lai", "van-phong-huyen-uy.huyen-chu-se.gia-lai"),
        ("Đảng ủy xã Lương Minh", "Quảng Ninh", "dang-uy.xa-luong-minh.quang-ninh"),
        # many bodies at once, and names nobody listed
        ("Các Sở, ban, ngành", "Gia Lai", "cac-so-ban-nganh.gia-lai"),
        ("UBND các huyện, thị xã, thành phố", "Gia Lai", "ubnd-cac-huyen-thi-xa-thanh-pho.gia-lai"),
        ("UBND các xã: Bình An, Bình Minh", "Gia Lai", "ubnd-cac-xa-binh-an-binh-minh.gia-lai"),
        ("UBND các tỉnh: Hà Nam, Gia Lai", None, "ubnd-cac-tinh-ha-nam-gia-lai"),
        ("UBND huyện, thị xã, thành phố", "Gia Lai", "ubnd-cac-huyen-thi-xa-thanh-pho.gia-lai"),
        ("Ủy ban nhân dân xã và phường", "Sơn La", "ubnd-cac-xa-va-phuong.son-la"),
        ("Thủ trưởng các sở, ban, ngành thuộc tỉnh", "Gia Lai", "cac-so-ban-nganh.gia-lai"),
        ("Các cơ quan trực thuộc tỉnh", "Gia Lai", "cac-co-quan.gia-lai"),
        ("Vườn quốc gia Kon Ka Kinh", "Gia Lai", "vuon-quoc-gia-kon-ka-kinh"),
        ("Trung tâm Khuyến nông", "Gia Lai", "trung-tam-khuyen-nong.gia-lai"),
        ("Trung tâm Khuyến nông", None, "trung-tam-khuyen-nong"),
        ("***", None, None),
        ("", "Gia Lai", None),
        ("tỉnh " * 60, None, "-".join(["tinh"] * 60)),
    ],
)
def test_a_name_folds_to_the_id_of_the_body(name, province, expected):
    assert agency_id(name, province) == expected


def test_a_reference_keeps_the_name_as_written():
    assert agency_ref("UBND tỉnh", "Gia Lai") == AgencyRef("ubnd.gia-lai", "UBND tỉnh")


def test_every_listed_body_is_found_by_its_spellings():
    for each in agencies().all:
        for words in (each.name, *each.spellings):
            found = agency_id(words, None)
            assert found == each.slug, f"{words} of {each.name}"


@pytest.mark.parametrize(
    ("agency", "level"),
    [
        ("ubnd.gia-lai", "province-state"),
        ("ubnd.huyen-chu-se.gia-lai", "district"),
        ("ubnd.xa-ia-hru.gia-lai", "commune"),
        ("ubnd.xa-ia-hru.huyen-chu-puh.gia-lai", "commune"),
        ("so-quy-hoach-kien-truc.ha-noi", "department"),
        ("bo-chinh-tri", "central-party"),
        ("vien-nao-do", None),
    ],
)
def test_the_level_follows_body_and_place(agency, level):
    assert agency_level(agency) == level


@pytest.mark.parametrize(
    ("agency", "parent"),
    [
        ("so-noi-vu.gia-lai", "ubnd.gia-lai"),
        ("phong-noi-vu.huyen-chu-se.gia-lai", "ubnd.huyen-chu-se.gia-lai"),
        ("ban-dan-van-tinh-uy.gia-lai", "tinh-uy.gia-lai"),
        ("ubnd.huyen-chu-se.gia-lai", "ubnd.gia-lai"),
        ("huyen-uy.huyen-chu-se.gia-lai", "tinh-uy.gia-lai"),
        ("bo-noi-vu", "chinh-phu"),
        ("cong-an.gia-lai", "bo-cong-an"),
        ("bo-chinh-tri", "ban-chap-hanh-trung-uong"),
        ("ubnd.gia-lai", None),
        ("vien-nao-do", None),
    ],
)
def test_the_parent_stands_in_the_right_place(agency, parent):
    assert parent_id(agency) == parent


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("ubnd.binh-dinh", {Succession("ubnd.gia-lai", "2025-07-01", "")}),
        ("ubnd.gia-lai", set()),
        ("ubnd.thua-thien-hue", {Succession("ubnd.hue", "2025-01-01", "")}),
        (
            "ban-dan-van-tinh-uy.son-la",
            {Succession("ban-tuyen-giao-va-dan-van-tinh-uy.son-la", "2025-02-01", "")},
        ),
        ("bo-ke-hoach-va-dau-tu", {Succession("bo-tai-chinh", "2025-03-01", "")}),
        ("bao.son-la", {Succession("bao-va-phat-thanh-truyen-hinh.son-la", "2025-02-01", "")}),
        ("bo-noi-vu", set()),
    ],
)
def test_bodies_pass_to_their_successors(agency, expected):
    assert set(successions(agency)) == expected


def test_the_ministry_of_labour_passed_on_by_subject():
    found = successions("bo-lao-dong-thuong-binh-va-xa-hoi")
    assert {each.agency_id for each in found} >= {"bo-noi-vu", "bo-y-te", "bo-giao-duc-va-dao-tao"}
    assert all(each.scope for each in found)


NODES = [
    ("so-noi-vu.gia-lai", {"level": "department", "parent": "ubnd.gia-lai", "valid_to": None}, ()),
    ("so-noi-vu.binh-dinh", {"parent": "ubnd.binh-dinh", "valid_to": "2025-06-30"},
     (("so-noi-vu.gia-lai", "2025-07-01", ""),)),
    ("ban-dan-van-tinh-uy.son-la", {"province": "Sơn La"},
     (("ban-tuyen-giao-va-dan-van-tinh-uy.son-la", "2025-02-01", ""),)),
    ("ubnd.huyen-chu-puh.gia-lai", {"level": "district", "parent": "ubnd.gia-lai", "valid_to": "2025-06-30"}, ()),
    ("cac-so-ban-nganh.son-la", {"level": "department", "parent": "ubnd.son-la", "province": "Sơn La"}, ()),
    ("ubnd-cac-huyen-thi-xa-thanh-pho.gia-lai",
     {"level": "district", "parent": "ubnd.gia-lai", "valid_to": "2025-06-30"}, ()),
    ("ubnd-cac-xa-phuong.son-la", {"level": "commune", "valid_to": None}, ()),
    ("so-noi-vu.hue", {"valid_from": "2025-01-01"}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("agency", "fields", "heirs"), NODES, ids=[case[0] for case in NODES])
def test_the_node_of_a_body_has_its_parent_its_days_and_who_took_over(agency, fields, heirs):
    node = agency_node(agency, "tên")
    assert {name: getattr(node, name) for name in fields} == fields
    assert tuple((each.agency_id, each.day, each.scope) for each in node.successors) == heirs


def test_a_body_that_was_split_by_subject_names_each_part_with_its_scope():
    heirs = agency_node("so-lao-dong-thuong-binh-va-xa-hoi.son-la", "tên").successors
    assert {each.day for each in heirs} == {"2025-03-01"}
    assert all(each.scope for each in heirs)
    assert len({each.agency_id for each in heirs}) > 2

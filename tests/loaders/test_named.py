"""Documents told by name, or by type, issuer and day."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.graph import data_files
from luocdo.loaders.law_names import longest_name
from luocdo.loaders.mentions import find_mentions
from luocdo.loaders.named import find_named

NAMED = [
    ("theo Luật Đất đai và", ["Luật Đất đai"], "a law"),
    ("theo luật Đất đai và", ["luật Đất đai"], "a small type word before a known name"),
    ("LUẬT ĐẤT ĐAI", ["LUẬT ĐẤT ĐAI"], "capitals"),
    ("theo Luật Đất đai năm 2013 và", ["Luật Đất đai năm 2013"], "with the year"),
    ("theo Luật Đất đai 2013 và", ["Luật Đất đai 2013"], "with the bare year"),
    (
        "theo Luật Đất đai ngày 29 tháng 11 năm 2013;",
        ["Luật Đất đai ngày 29 tháng 11 năm 2013"],
        "with the day",
    ),
    ("Luật Thủ đô và Luật Giá", ["Luật Thủ đô", "Luật Giá"], "two laws"),
    ("Luật Tổ chức chính quyền địa phương,", ["Luật Tổ chức chính quyền địa phương"], "a long name"),
    (
        "Luật Ban hành văn bản quy phạm pháp luật",
        ["Luật Ban hành văn bản quy phạm pháp luật"],
        "pháp luật in a name",
    ),
    ("Luật Phòng, chống tham nhũng", ["Luật Phòng, chống tham nhũng"], "a comma in a name"),
    ("Bộ luật Hình sự", ["Bộ luật Hình sự"], "a code"),
    ("bộ luật Hình sự", ["bộ luật Hình sự"], "a code in small letters"),
    ("Pháp lệnh Dân quân tự vệ", ["Pháp lệnh Dân quân tự vệ"], "an ordinance"),
    ("Hiến pháp", ["Hiến pháp"], "the Constitution without a year"),
    (
        "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013",
        ["Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013"],
        "the Constitution in full",
    ),
    (
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        ["Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"],
        "a national congress",
    ),
    (
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV",
        ["Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV"],
        "a provincial congress",
    ),
    ("Nghị quyết Trung ương 4 khóa XII", ["Nghị quyết Trung ương 4 khóa XII"], "a plenum"),
]
NOT_NAMED = [
    ("theo pháp luật về đất đai", "law in general"),
    ("kỷ luật Đảng", "discipline"),
    ("quy luật Cung cầu", "a law of nature"),
    ("dự án Luật Đất đai", "a bill"),
    ("dự thảo Luật Đất đai", "a draft"),
    ("luật sư Trần Bình", "a lawyer"),
    ("Luật này", "the document itself"),
    ("Trường Đại học Luật Hà Nội", "a school"),
    ("các luật có liên quan", "laws without a name"),
    ("Khoa Luật Đại học", "a faculty"),
    ("Đại hội Công đoàn lần thứ XII", "a congress without its resolution"),
    ("| Luật sửa đổi, bổ sung   | Nghị định", "a cell that breaks off before the law's name"),
    ("Luật sửa đổi, bổ sung một số điều của luật có nội dung hạn chế quyền | Điều 4", "any law of a kind"),
    ("Luật sửa đổi, bổ sung một số điều của bộ luật | Điều 4", "any code"),
]


@pytest.mark.parametrize(("text", "names", "why"), NAMED)
def test_names_are_found(text: str, names: list[str], why: str) -> None:
    assert [text[hit.start : hit.end] for hit in find_named(text)] == names, why


@pytest.mark.parametrize(("text", "why"), NOT_NAMED)
def test_other_words_name_nothing(text: str, why: str) -> None:
    assert [text[hit.start : hit.end] for hit in find_named(text)] == [], why


AMENDING = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Giá và Luật Thủ đô"


def test_an_amending_law_holds_the_laws_it_amends() -> None:
    whole, *inner = find_named(AMENDING)
    assert AMENDING[whole.start : whole.end] == AMENDING
    assert [hit.name for hit in inner] == ["Luật Đất đai", "Luật Giá", "Luật Thủ đô"]
    assert all(hit.parent is whole for hit in inner)


def test_an_amending_law_of_a_number_is_kept_without_the_laws_it_amends() -> None:
    (hit,) = find_named("Căn cứ Luật sửa đổi, bổ sung số 12/2017/QH14;")
    assert hit.name == "Luật sửa đổi, bổ sung"


def test_one_type_word_may_stand_before_several_names() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của các luật: Chứng khoán, Kế toán"
    assert [hit.name for hit in find_named(text)[1:]] == ["Luật Chứng khoán", "Luật Kế toán"]


JOINED = [
    ("Luật Đất đai số 31/2024/QH15", [("31/2024/QH15", "Luật Đất đai")], "the name before the number"),
    ("Luật Đất đai (Luật số 31/2024/QH15)", [("31/2024/QH15", "Luật Đất đai")], "the number in brackets"),
    ("Luật Tổ chức HĐND và UBND", [(None, "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân")], "short words in full"),
    ("Luật BHXH số 58/2014/QH13", [("58/2014/QH13", "Luật Bảo hiểm xã hội")], "a short name before the number"),
    (
        "Luật Đất đai và Nghị định số 5/2024/NĐ-CP",
        [(None, "Luật Đất đai"), ("5/2024/NĐ-CP", None)],
        "two documents",
    ),
]


@pytest.mark.parametrize(("text", "mentions", "why"), JOINED)
def test_name_and_number_are_one_mention(text: str, mentions: list[tuple[Any, Any]], why: str) -> None:
    assert [(hit.number, hit.name) for hit in find_mentions(text)] == mentions, why


DATED = [
    (
        "Pháp lệnh của Ủy ban Thường vụ Quốc hội ngày 20/4/2007",
        "Pháp lệnh",
        "2007-04-20",
        "type, issuer, day",
    ),
    (
        "Quyết định của Thủ tướng Chính phủ ngày 05 tháng 7 năm 2021",
        "Quyết định",
        "2021-07-05",
        "the day spelled out",
    ),
    ("Nghị quyết của Bộ Chính trị, ngày 12/3/2003", "Nghị quyết", "2003-03-12", "a comma before the day"),
]


@pytest.mark.parametrize(("text", "kind", "day", "why"), DATED)
def test_documents_told_by_issuer_and_day(text: str, kind: str, day: str, why: str) -> None:
    (hit,) = find_mentions(text)
    assert (hit.type, hit.date, text[hit.start : hit.end]) == (kind, day, text), why


LAWS: list[str] = data_files.load("law_names.yaml")["laws"]


@pytest.mark.parametrize("name", LAWS)
def test_each_name_of_the_lexicon_is_found_whole(name: str) -> None:
    found = longest_name(f"{name} quy định", 0)
    assert found is not None
    assert found[0] == name
    assert name[found[1] :] in ("", '"')


def test_tone_marks_may_stand_on_either_vowel() -> None:
    assert longest_name("Hoà giải ở cơ sở", 0) == longest_name("Hòa giải ở cơ sở", 0)
    assert longest_name("Hoà giải ở cơ sở", 0) is not None

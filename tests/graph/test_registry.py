"""The registry of known documents: two documents of one number stay two, names and days are consistent."""

from __future__ import annotations

import re

import pytest

from luocdo.graph.errors import NumberError, VocabularyError
from luocdo.graph.number import normalise_number, number_key
from luocdo.graph.registry import known_documents, read_registry, registry
from luocdo.graph.terms import central_term
from luocdo.graph.vocabulary import doctypes

YEAR = re.compile(r"^\d[\d.]*/(\d{4})/")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("25-NQ/TW", {"2003-03-12", "2013-06-03"}),
        ("25-NQ/TW@2013-06-03", {"2013-06-03"}),
        ("25-NQ/TW@2003", {"2003-03-12"}),
        ("18-NQ/TW", {"2017-10-25", "2022-06-16"}),
        ("49-CT/TW", {"2015-10-20", "2025-06-28"}),
        ("45/2013/QH13", {"2013-06-18", "2013-11-29"}),
        ("45/2013/QH13@Luật", {"2013-11-29"}),
        ("45/2013/QH13@Nghị quyết", {"2013-06-18"}),
        ("290/QĐ/TW", {"2010-02-25"}),
        ("4/2015/NĐ-CP", {"2015-01-09"}),
        ("999-NQ/TW", set()),
    ],
)
def test_a_number_names_all_that_bear_it(query, expected):
    assert {each.date for each in registry().by_number(query)} == expected


def test_a_code_is_asked_for_as_a_law():
    assert [each.name for each in registry().by_number("45/2019/QH14@Luật")] == ["Bộ luật Lao động"]


def test_what_is_no_number_is_refused():
    with pytest.raises(NumberError):
        registry().by_number("không phải số")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Luật Đất đai", {"13/2003/QH11", "45/2013/QH13", "31/2024/QH15"}),
        ("LUẬT THỰC HIỆN DÂN CHỦ Ở CƠ SỞ", {"10/2022/QH15"}),
        ("Luật Chất lượng sản phẩm, hàng hoá", {"05/2007/QH12"}),
        ("Hiến pháp năm 2013", {None}),
        ("Luật Không có thật", set()),
    ],
)
def test_a_name_finds_all_laws_of_that_name(name, numbers):
    assert {each.number for each in registry().by_name(name)} == numbers


def test_two_laws_of_one_name_and_year_differ_by_day():
    found = [
        each
        for each in registry().by_name("Luật Tổ chức chính quyền địa phương")
        if each.number and "/2025/" in each.number
    ]
    assert len(found) == 2
    assert {each.number for each in found if each.date == "2025-06-16"} == {"72/2025/QH15"}


def test_numbers_are_written_the_canonical_way():
    for each in registry().documents:
        if each.number:
            assert normalise_number(each.number) == each.number


def test_the_day_lies_in_the_year_of_the_number():
    for each in registry().documents:
        year = YEAR.match(each.number or "")
        if year and each.date:
            assert each.date[:4] == year[1], each.number


def test_the_term_is_that_of_the_day():
    for each in registry().documents:
        if each.term and each.date and each.number:
            assert central_term(each.date) == each.term, each.number


def test_types_are_spelled_as_the_vocabulary_spells_them():
    names = {each.name for each in doctypes().all}
    assert {each.type for each in registry().documents} <= names


@pytest.mark.parametrize(
    ("kind", "by", "of", "day"),
    [
        ("supersedes", "23-QĐ/TW", "290-QĐ/TW", "2021-07-30"),
        ("supersedes", "10/2022/QH15", "34/2007/PL-UBTVQH11", "2023-07-01"),
        ("supersedes", "145/2020/NĐ-CP", "149/2018/NĐ-CP", "2021-02-01"),
        ("amends", "97/2025/QH15", "10/2022/QH15", "2025-07-01"),
        ("guides", "59/2023/NĐ-CP", "10/2022/QH15", "2023-08-14"),
    ],
)
def test_known_effects_stand_with_their_day(kind, by, of, day):
    found = [
        each.from_
        for each in registry().effects
        if (each.kind, each.by.split("@")[0], each.of.split("@")[0]) == (kind, by, of)
    ]
    assert found == [day]


def test_an_effect_begins_no_earlier_than_the_document_that_has_it():
    for effect in registry().effects:
        (by,) = registry().by_number(effect.by)
        assert not (effect.from_ and by.date) or effect.from_ >= by.date, effect.by


def test_nothing_known_ends_the_decree_on_democracy_in_offices():
    assert not [each for each in registry().effects if each.of.startswith("04/2015/NĐ-CP")]


def test_identity_is_given_every_document():
    assert len(known_documents().by_key(number_key("25-NQ/TW"))) == 2
    assert {each.number for each in known_documents().by_day("2010-02-25")} == {"290-QĐ/TW"}


OWN = "documents:\n  - {type: Kế hoạch, number: 614/KH-UBND, date: 2020-03-24, place: Gia Lai}\n"
BROKEN = [
    ("documents: [{type: Kế hoạch}]", "Kế hoạch: has neither number nor name"),
    ("documents: [{type: Kế hoạch hóa, number: 1/2020/NĐ-CP}]", "'Kế hoạch hóa' is no document type"),
    ("documents: [{type: Nghị định, number: một}]", "'một' is no document number"),
    ("documents: [{type: Nghị định, number: 1/2020/NĐ-CP, date: 1/2/2020}]", "'1/2/2020' is no day"),
    ("documents: [{type: Nghị định, number: 1/2020/NĐ-CP, date: 2020-02-30}]", "'2020-02-30' is no day"),
    ("documents: [{type: Nghị định, number: 1/2020/NĐ-CP, colour: red}]", "unknown field `colour`"),
    ("documents: [{type: Nghị định, number: 1/2020/NĐ-CP, source: ours}]", "source 'ours' is not explained"),
    ("documents: [{type: Kế hoạch, number: 614/KH-UBND, date: 2020-03-24}]", "it needs its place"),
    ("documents: [{type: Kế hoạch, number: 614/KH-UBND, place: Atlantis}]", "'Atlantis' is no province"),
    (f"{OWN}{OWN.removeprefix('documents:')}".replace("\n\n", "\n"), "614/KH-UBND Kế hoạch: stands twice"),
    ("effects: [{kind: supersedes, by: 23-QĐ/TW@2021-07-30, of: 1/2020/NĐ-CP}]", "1/2020/NĐ-CP names 0 documents"),
    ("effects: [{kind: supersedes, by: 23-QĐ/TW@2021-07-30, of: 25-NQ/TW}]", "25-NQ/TW names 2 documents"),
    ("effects: [{kind: kills, by: 23-QĐ/TW@2021-07-30, of: 290-QĐ/TW@2010-02-25}]", "Invalid enum value 'kills'"),
    ("effects: [{kind: repeals, by: 23-QĐ/TW@2021-07-30, of: 290-QĐ/TW@2010-02-25, from: 2021-2-1}]", "is no day"),
    ("rows: []", "may hold sources, documents and effects"),
    ("sources: [a]", "may hold sources, documents and effects"),
    ("a: [", "not YAML"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN, ids=[case[1] for case in BROKEN])
def test_a_registry_of_ones_own_that_breaks_a_rule_is_refused_with_file_entry_and_reason(tmp_path, text, reason):
    path = tmp_path / "own.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(VocabularyError) as raised:
        read_registry(path)
    assert str(raised.value).startswith("own.yaml: ")
    assert reason in str(raised.value)


def test_a_registry_of_ones_own_may_speak_of_documents_of_the_shipped_one(tmp_path):
    path = tmp_path / "own.yaml"
    effect = "effects:\n  - {kind: repeals, by: 614/KH-UBND@Gia Lai, of: 290-QĐ/TW@2010-02-25, source: public}\n"
    path.write_text("\ufeff" + OWN + effect, "utf-8")
    own = read_registry(path)
    assert [each.of for each in own.effects] == ["290-QĐ/TW@2010-02-25"]
    assert [each.place for each in own.by_number("614/KH-UBND@gia lai")] == ["Gia Lai"]
    assert own.by_number("614/KH-UBND@Sơn La") == ()


def test_a_registry_that_is_not_there_is_an_os_error_and_one_in_another_encoding_says_so(tmp_path):
    with pytest.raises(OSError, match=r"own\.yaml"):
        read_registry(tmp_path / "own.yaml")
    (tmp_path / "own.yaml").write_bytes(OWN.encode("utf-16"))
    with pytest.raises(VocabularyError, match=r"own\.yaml: not UTF-8 at byte 0"):
        read_registry(tmp_path / "own.yaml")

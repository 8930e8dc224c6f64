"""Document types and organ codes: every entry is known by its examples, and by no other entry's."""

from __future__ import annotations

import re

import pytest

from luocdo.graph.vocabulary import DocType, doctypes, organs

# `614/KH-UBND` or `04/2015/NĐ-CP` (state); `282-KH/TU` (party, also with the organ left out: `63-SL`).
STATE = re.compile(r"^\d[\d.]*(?:/\d{4})?/(?P<code>[A-Za-zĐđ]+)-(?P<organ>.+)$")
PARTY = re.compile(r"^\d+-(?P<code>[A-Za-zĐđ]+)(?:/(?P<organ>.+))?$")


def types_of(example: str) -> tuple[DocType, ...]:
    if state := STATE.match(example):
        return doctypes().by_code(state["code"], "state")
    if party := PARTY.match(example):
        return doctypes().by_code(party["code"], "party")
    words = example.split()
    found = (doctypes().by_words(" ".join(words[:size])) for size in range(len(words), 0, -1))
    return tuple(each for each in found if each)[:1]


@pytest.mark.parametrize(
    ("example", "name"), [(example, each.name) for each in doctypes().all for example in each.examples]
)
def test_an_example_reads_as_its_type_first(example, name):
    found = types_of(example)
    if not found:  # an official letter names a unit where others name a type: 10541/BKHĐT-KTĐN
        assert name == "Công văn"
        return
    assert found[0].name == name


@pytest.mark.parametrize(
    ("example", "name"), [(example, each.name) for each in doctypes().all for example in each.shared_examples]
)
def test_a_shared_code_reads_as_this_type_second(example, name):
    assert [each.name for each in types_of(example)][1:] == [name]


@pytest.mark.parametrize(
    ("code", "form", "expected", "why"),
    [
        ("TT", "state", ["Thông tư"], "ministries issue circulars"),
        ("TT", "party", ["Thông tri"], "the Party issues circular letters"),
        ("TT", None, ["Thông tư", "Thông tri"], "the form is not known"),
        ("QĐ", "party", ["Quyết định", "Quy định"], "both run in one series at the centre"),
        ("QĐi", "party", ["Quy định"], "the code the guide of 2018 gives"),
        ("CTR", "state", ["Chương trình"], "an upper-case title"),
        ("CT", "state", ["Chỉ thị"], "one letter from CTr"),
        ("ĐA", "state", ["Đề án"], "Đ and D are two letters"),
        ("DA", "state", ["Dự án"], "Đ and D are two letters"),
        ("XYZ", None, [], "no such code"),
    ],
)
def test_codes_are_read_by_the_form_of_the_number(code, form, expected, why):
    assert [each.name for each in doctypes().by_code(code, form)] == expected, why


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("NGHỊ ĐỊNH", "Nghị định"),
        ("Thông báo Kết luận", "Thông báo"),
        ("chương trình phối hợp", "Chương trình"),
        ("Bản thoả thuận", "Bản thỏa thuận"),
        ("văn bản", "Công văn"),
        ("thư mời", None),
    ],
)
def test_type_words_are_known_in_any_case_and_spelling(words, expected):
    found = doctypes().by_words(words)
    assert (found.name if found else None) == expected


def test_a_code_of_laws_counts_among_the_laws():
    assert {each.identity_key() for each in doctypes().all if each.hard_key} == {"Luật", "Pháp lệnh"}


@pytest.mark.parametrize(
    ("name", "form", "series"),
    [
        ("Kế hoạch", "state", "per-year"),
        ("Kế hoạch", "party", "per-term"),
        ("Luật", "state", "per-term"),
        ("Hiến pháp", "state", "name-only"),
    ],
)
def test_series_follow_the_issuer(name, form, series):
    (found,) = (each for each in doctypes().all if each.name == name)
    assert found.series_in(form) == series


def organs_of(example: str) -> list[str]:
    """The codes of the organs named in a number, whatever stands between them."""
    parts = [part for part in re.split(r"[/-]", example) if part]
    found = [match for part in parts[1:] if (match := organs().find(part))]
    return [match.organ.code for match in found]


@pytest.mark.parametrize(
    ("code", "example"), [(each.code, example) for each in organs().all for example in each.examples]
)
def test_an_example_carries_the_code_of_its_organ(code, example):
    assert code in organs_of(example)


@pytest.mark.parametrize(
    ("code", "organ", "term"),
    [
        ("QH13", "QH", 13),
        ("UBTVQH15", "UBTVQH", 15),
        ("UBPL15", "UBPL", 15),
        ("TTG", "TTg", None),
        ("BDVTU", "BDVTU", None),
        ("BTGHU", "BTGHU", None),
        ("LĐTBXH", "BLĐTBXH", None),
        ("BNN&PTNT", "BNNPTNT", None),
        ("BCSĐCP", "BCSĐCP", None),
        ("CP15", None, None),
        ("XYZ", None, None),
    ],
)
def test_a_code_names_its_organ_and_term(code, organ, term):
    found = organs().find(code)
    assert (found.organ.code if found else None, found.term if found else None) == (organ, term)


@pytest.mark.parametrize("code", ["TU", "UBND", "HĐND", "HU", "BDVTU", "SNV", "VPTU", "CTUBND"])
def test_local_codes_name_no_place(code):
    assert organs().codes[code].local


@pytest.mark.parametrize("code", ["TW", "CP", "QH", "BNV", "VPTW", "BTGDVTW", "MTTW"])
def test_central_codes_need_no_place(code):
    assert not organs().codes[code].local


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("BLĐTBXH", "2025-02-28", True),
        ("BLĐTBXH", "2025-03-01", False),
        ("BNNMT", "2025-02-28", False),
        ("BNNMT", "2025-03-01", True),
        ("HU", "2025-07-01", False),
        ("CP", "2026-01-01", True),
    ],
)
def test_organs_live_between_their_days(code, day, expected):
    assert organs().codes[code].exists_on(day) is expected


def test_the_ministry_of_labour_was_split_by_subject():
    successors = organs().codes["BLĐTBXH"].successors
    assert {each.code for each in successors} == {"BNV", "BGDĐT", "BYT", "BNNMT", "BCA"}
    assert all(each.scope and each.from_ == "2025-03-01" for each in successors)


def test_only_the_assembly_and_its_committee_number_by_type():
    assert {each.code for each in organs().all if each.type_is_key} == {"QH", "UBTVQH"}

"""Short ways to name a document again, and what they stand for."""

from __future__ import annotations

import pytest

from luocdo.loaders import extract

FULL = "Quán triệt Chỉ thị số 33-CT/TW ngày 03/01/2014 và Nghị định số 54/2005/NĐ-CP ngày 19/4/2005."

AGAIN = [
    ("Chỉ thị số 33 nói rõ.", "33-CT/TW", "Chỉ thị số 33", "number", "type, số, serial"),
    ("Chỉ thị 33 nói rõ.", "33-CT/TW", "Chỉ thị 33", "number", "type and serial"),
    ("Nghị định số 54 nói rõ.", "54/2005/NĐ-CP", "Nghị định số 54", "number", "a decree"),
    ("Chỉ thị nêu trên nói rõ.", "33-CT/TW", "Chỉ thị nêu trên", "back", "pointing back"),
    ("Nghị định nói trên nói rõ.", "54/2005/NĐ-CP", "Nghị định nói trên", "back", "the same in other words"),
    ("CHỈ THỊ SỐ 33-CT/TW", "33-CT/TW", "CHỈ THỊ SỐ 33-CT/TW", "number", "in full, in capitals"),
]


@pytest.mark.parametrize(("sentence", "number", "mention", "by", "why"), AGAIN)
def test_it_stands_in_the_row_of_the_full_form(sentence: str, number: str, mention: str, by: str, why: str) -> None:
    citations = extract(f"{FULL} {sentence}").citations
    assert len(citations) == 2, why
    last = next(each for each in citations if each.number == number).mentions[-1]
    assert (last.text, last.by) == (mention, by), why


ELSEWHERE = [
    ("Quyết định số 33 nói rõ.", "another type"),
    ("Chỉ thị số 34 nói rõ.", "another serial"),
    ("Chỉ thị số 33 ngày 05/6/2019 nói rõ.", "another day"),
]


@pytest.mark.parametrize(("sentence", "why"), ELSEWHERE)
def test_what_does_not_fit_is_another_document(sentence: str, why: str) -> None:
    first = extract(f"{FULL} {sentence}").citations[0]
    assert first.number == "33-CT/TW"
    assert len(first.mentions) == 1, why


NOTHING = [
    ("Chỉ thị của cấp trên", "no serial"),
    ("Kế hoạch 5 năm", "a span of years"),
    ("Kế hoạch số 5% tăng", "a percentage"),
    ("Báo cáo 12 tháng", "a span of months"),
    ("Nghị quyết nêu trên", "no antecedent"),
    ("Chỉ thị 40 tỷ đồng", "an amount"),
]


@pytest.mark.parametrize(("sentence", "why"), NOTHING)
def test_other_figures_are_no_short_form(sentence: str, why: str) -> None:
    assert extract(f"Tổ giúp việc bàn về {sentence}.").citations == (), why


def test_the_antecedent_may_follow_where_none_stands_before() -> None:
    text = "Chỉ thị số 33 được nhắc trước. Chỉ thị số 33-CT/TW ngày 03/01/2014 được chép sau."
    (citation,) = extract(text).citations
    assert [mention.text for mention in citation.mentions] == [
        "Chỉ thị số 33",
        "Chỉ thị số 33-CT/TW ngày 03/01/2014",
    ]


def test_the_last_one_before_is_meant() -> None:
    text = (
        "Chỉ thị số 33-CT/TW ngày 03/01/2014 bàn về kê khai. Chỉ thị số 33/CT-TTg ngày 20/8/2020 bàn về rác. "
        "Chỉ thị số 33 có năm điểm."
    )
    by_number = {each.number: len(each.mentions) for each in extract(text).citations}
    assert by_number == {"33-CT/TW": 1, "33/CT-TTg": 2}


def test_a_letter_without_symbol_is_told_by_its_day() -> None:
    (citation,) = extract("Công văn số 512 ngày 14/3/2011 đã trả lời.").citations
    assert (citation.number, citation.type, citation.date) == (None, "Công văn", "2011-03-14")

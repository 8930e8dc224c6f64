"""The engine as a whole: tables of sentences, and laws that hold for any text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.model import Extraction
from luocdo.loaders import extract


def table(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).parents[1] / "cases" / f"{name}.yaml"
    rows: list[dict[str, Any]] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return rows


CITATIONS = table("citations")
TEXTS: list[str] = [case["text"] for name in ("citations", "relations", "nested") for case in table(name)]

# What typists, converters and other alphabets do to the characters of a text without changing its words.
DISGUISES = {
    "a blank that does not break": (" ", "\u00a0"),
    "a soft hyphen before each slash": ("/", "\u00ad/"),
    "soft hyphens in symbols": ("Đ-", "Đ\u00ad"),
    "Windows line ends": ("\n", "\r\n"),
    "en dashes": ("-", "–"),
    "hyphens that do not break": ("-", "\u2011"),
    "Cyrillic letters in symbols": ("CP", "СР"),
    "Greek letters in symbols": ("TTg", "ΤΤg"),
    "an Icelandic eth for Đ": ("QĐ", "QÐ"),
    "another placement of the tone mark": ("ủy", "uỷ"),
    "the same in capitals": ("Ủy", "Uỷ"),
}


def rows(extraction: Extraction) -> list[tuple[object, ...]]:
    """What must not change when only the spelling of a text does: documents, days, relations, mentions."""
    return [
        (c.number, c.type, c.date, c.term, c.relation, c.partial, c.scope, [m.by for m in c.mentions])
        for c in extraction.citations
    ]


def assert_offsets(text: str, extraction: Extraction) -> None:
    """Every span of an extraction lies in the text and reproduces it."""
    for citation in extraction.citations:
        assert citation.mentions
        for mention in citation.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.text
    for nested in extraction.nested:
        assert text[nested.start : nested.end] == nested.text
    for problem in extraction.problems:
        assert 0 <= problem.start <= problem.end <= len(text)


@pytest.mark.parametrize("case", CITATIONS, ids=lambda case: case["why"])
def test_what_is_cited(case: dict[str, Any]) -> None:
    got = [[c.number, c.type, c.date, *(m.text for m in c.mentions)] for c in extract(case["text"]).citations]
    assert got == [[None if each is None else str(each) for each in row] for row in case["cites"]]


@pytest.mark.parametrize("case", table("not_citations"), ids=lambda case: case["why"])
def test_what_is_not_cited(case: dict[str, Any]) -> None:
    extraction = extract(case["text"])
    assert [mention.text for each in extraction.citations for mention in each.mentions] == []
    assert extraction.document.number is None


@pytest.mark.parametrize("text", TEXTS)
def test_spans_reproduce_the_text(text: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text), text.replace("\n", "\r\n")):
        assert_offsets(form, extract(form))


@pytest.mark.parametrize("text", TEXTS)
def test_composed_and_decomposed_text_cite_alike(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert rows(extract(decomposed)) == rows(extract(text))


@pytest.mark.parametrize(("old", "new"), DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_changes_nothing(old: str, new: str) -> None:
    seen = 0
    for text in TEXTS:
        disguised = text.replace(old, new)
        if disguised == text:
            continue
        seen += 1
        extraction = extract(disguised)
        assert rows(extraction) == rows(extract(text)), disguised
        assert_offsets(disguised, extraction)
    assert seen, "no text of the tables holds what this disguise replaces"


# The head of a document, so that no broken line of the sentence behind it is taken for one.
OPENING = """UBND TỈNH SƠN LA
Số: 7001/BC-UBND
Sơn La, ngày 05 tháng 6 năm 2026
BÁO CÁO
Kết quả đọc văn bản

Phần này kể lại những văn bản mà tổ giúp việc đã đọc trong kỳ.

"""
ONE_LINE = [OPENING + text for text in TEXTS if "\n" not in text and "|" not in text]


@pytest.mark.parametrize("text", ONE_LINE)
def test_a_line_break_at_a_blank_loses_no_document(text: str) -> None:
    wanted = numbers(extract(text))
    for at in blanks(text):
        for line_end in ("\n", "\r\n"):
            broken = text[:at] + line_end + text[at + 1 :]
            extraction = extract(broken)
            assert_offsets(broken, extraction)
            assert numbers(extraction) == wanted, broken


def blanks(text: str) -> list[int]:
    """The places of blanks behind the head."""
    return [at for at, letter in enumerate(text) if letter == " " and at > len(OPENING)]


def numbers(extraction: Extraction) -> list[tuple[str | None, str | None]]:
    return [(each.number, each.date) for each in extraction.citations]


# Pieces that texts of this kind are made of, so that arbitrary sequences meet every branch of the engine.
_PIECES = [
    "Nghị định", "Quyết định", "Luật", "Luật Đất đai", "Bộ luật", "Pháp lệnh", "Kế hoạch", "Công văn",
    "Chỉ thị số 33", "số", "Số:", "217,", "/", "-", "/TW", "290-QĐ/TW", "04/2015/NĐ-CP", "614/KH-UBND",
    "45/2013/QH13", "194-CP", "05-KH-TU", "ngày", "25/02/2010", "31/02/2021",
    "tháng 02 năm 2018", "năm 2013", "của Chính phủ", "của Bộ Chính trị và Ban Bí thư", "khóa XI",
    "thực hiện", "Căn cứ", "theo", "thay thế", "này", "bãi bỏ", "khoản 2 Điều 5",
    "sửa đổi, bổ sung một số điều của", "được sửa đổi, bổ sung bởi", "hết hiệu lực", "quy định chi tiết",
    "nêu trên", "Hiến pháp năm 2013", "Nghị quyết Đại hội XIII của Đảng", "“", "”", "(", ")", ";", ":", ",",
    ".", "\n", "\r\n", "\n\n", "Điều 3. ", "a) ", "- ", "1. ", "II. ", "|", "#", "CÔNG BÁO/Số 1",
    "Mẫu số 01/ĐK", "Nơi nhận:", "KẾ HOẠCH", "UBND TỈNH GIA LAI", "\u0301", "\u200b", "\ufeff", "\ud800", "\u00a0",
    "–", "7", "Р", "Ð",
]  # fmt: skip
PIECES = st.sampled_from(_PIECES)
ANYTHING = st.text(max_size=200)
PATCHWORK = st.lists(PIECES | st.text(max_size=4), max_size=60).map(" ".join)
GLUED = st.lists(PIECES, max_size=40).map("".join)


@given(ANYTHING | PATCHWORK | GLUED)
def test_any_text_is_extracted_and_its_spans_are_true(text: str) -> None:
    extraction = extract(text)
    assert extraction.text_length == len(text)
    assert_offsets(text, extraction)
    assert extract(text).to_dict() == extraction.to_dict()


@given(PATCHWORK | GLUED)
def test_composition_never_changes_what_any_text_cites(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    assert rows(extract(decomposed)) == rows(extract(composed))


@given(PATCHWORK)
def test_mentions_of_one_row_do_not_overlap(text: str) -> None:
    for citation in extract(text).citations:
        spans = sorted((mention.start, mention.end) for mention in citation.mentions)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


OWN = """UBND TỈNH GIA LAI
Số: 614/KH-UBND
Gia Lai, ngày 24 tháng 3 năm 2020
KẾ HOẠCH
Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị

Thực hiện Kế hoạch số 614/KH-UBND ngày 24/3/2020, các huyện lập kế hoạch. Kế hoạch này được gửi các xã.
Các sở thi hành Quyết định số 290-QĐ/TW.
"""


def test_the_document_does_not_cite_itself() -> None:
    extraction = extract(OWN)
    assert extraction.document.number == "614/KH-UBND"
    assert [each.number for each in extraction.citations] == ["290-QĐ/TW"]
    assert len(extraction.citations[0].mentions) == 2


def test_the_title_speaks_for_the_whole_document() -> None:
    (citation,) = extract(OWN).citations
    assert (citation.relation, citation.scope) == ("implements", "document")


PROBLEMS = [
    ("Nghị định số 214/2025/NĐ-CP ngày 04 tháng 8 năm 2028.", "date_conflict", "the year contradicts the number"),
    ("Luật Ngân sách nhà nước số 83/2015/QH14", "term_conflict", "no year of that term of the assembly"),
    ("Theo Pháp lệnh số 34/2006/PL-UBTVQH12", "term_conflict", "a year before its term"),
    ("Quyết định số 99/QĐ-UBND ngày 31/02/2021.", "impossible_date", "no such day"),
]


@pytest.mark.parametrize(("text", "kind", "why"), PROBLEMS)
def test_a_day_that_cannot_be_is_a_problem(text: str, kind: str, why: str) -> None:
    found = [problem for problem in extract(text).problems if problem.message.startswith(kind)]
    assert len(found) == 1, why
    assert text[found[0].start : found[0].end].endswith(("2028", "2021", "QH14", "QH12"))


def test_a_text_without_slips_has_no_problems() -> None:
    assert extract("Nghị định số 214/2025/NĐ-CP ngày 04 tháng 8 năm 2025.").problems == ()
    # Both assemblies number in the year in which one follows the other.
    assert extract("Pháp lệnh số 34/2007/PL-UBTVQH12 và Luật số 12/2007/QH11.").problems == ()


LONELY = [
    "Theo Luật sửa đổi, bổ sung một số điều của Luật Giao thông đường \ud800thủy nội địa.",
    "Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ \ud800 tỉnh lần thứ XV nhiệm kỳ 2020 - 2025;",
    "Quyết định của Bộ trưởng Bộ \ud800Y tế ngày 01/01/2020 về thuốc.",
    "UBND TỈNH \ud800GIA LAI\nSố: 12/KH-UBND\nKẾ HOẠCH\nVề việc họp dân \ud800 theo Quyết định số 5/QĐ-UBND\n",
]


@pytest.mark.parametrize("text", LONELY)
def test_half_a_character_stops_nothing(text: str) -> None:
    """Lone surrogates come from broken converters; they cannot be written as UTF-8."""
    assert_offsets(text, extract(text))

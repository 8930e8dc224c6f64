"""The word before a number that says what kind of document it is."""

from __future__ import annotations

import pytest

from luocdo.graph.vocabulary import doctypes
from luocdo.loaders import extract
from luocdo.loaders.type_words import type_word_before

BEFORE = [
    ("Nghị định số ", "Nghị định", 0, "type and số"),
    ("Nghị định ", "Nghị định", 0, "without số"),
    ("nghị định số ", "Nghị định", 0, "small letters"),
    ("NGHỊ ĐỊNH SỐ ", "Nghị định", 0, "capitals"),
    ("Nghị định số: ", "Nghị định", 0, "a colon behind số"),
    ("theo Nghị định số ", "Nghị định", 5, "the word before is none of it"),
    ("(Quyết định số ", "Quyết định", 1, "a bracket before"),
    ("“Quyết định số ", "Quyết định", 1, "a quote before"),
    ("Thông báo Kết luận số ", "Thông báo", 0, "two words for one type"),
    ("Thông tư liên tịch số ", "Thông tư liên tịch", 0, "the longest type wins"),
    ("Nghị quyết liên tịch số ", "Nghị quyết liên tịch", 0, "the longest type wins"),
    ("Bộ luật số ", "Bộ luật", 0, "Bộ luật is no Luật"),
    ("văn bản số ", "Công văn", 0, "văn bản stands for a letter"),
    ("Decree No. ", "Nghị định", 0, "English"),
    ("Hướng dẫn liên ngành số ", "Hướng dẫn", 0, "a joint guideline"),
    ("Quyết  định  số  ", "Quyết định", 0, "two blanks"),
]
NONE_BEFORE = [
    ("số ", "số alone"),
    ("điểm số ", "another word with số"),
    ("Sở Nội vụ số ", "a body"),
    ("", "nothing"),
    ("Nghị định này và số ", "a type word further away"),
]


@pytest.mark.parametrize(("before", "name", "start", "why"), BEFORE)
def test_type_word_is_read(before: str, name: str, start: int, why: str) -> None:
    text = f"{before}12/KH-UBND"
    found = type_word_before(text, len(before))
    assert found is not None, why
    assert (found.name, found.start) == (name, start), why


@pytest.mark.parametrize(("before", "why"), NONE_BEFORE)
def test_other_words_are_no_type(before: str, why: str) -> None:
    assert type_word_before(f"{before}12/KH-UBND", len(before)) is None, why


def test_nothing_before_the_floor_is_read() -> None:
    text = "Nghị định số 12"
    assert type_word_before(text, 13) is not None
    assert type_word_before(text, 13, floor=10) is None


NUMBERED = [
    (kind.name, example) for kind in doctypes().all for example in kind.examples if example[:1].isdigit() and kind.codes
]


@pytest.mark.parametrize(("name", "example"), NUMBERED, ids=str)
def test_examples_of_the_vocabulary_are_cited_as_their_type(name: str, example: str) -> None:
    """Each number of doctypes.yaml, behind its own type word, is one citation of that type."""
    (citation,) = extract(f"Tổ giúp việc đọc {name} số {example} trong buổi sáng.").citations
    assert citation.type == name
    assert citation.mentions[0].text == f"{name} số {example}"

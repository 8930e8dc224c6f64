"""Where paragraphs and sentences begin and end, over hard line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.blocks import Blocks, sentence_end, sentence_start

# `^` marks where the paragraph of the place `*` begins.
PARAGRAPHS = [
    ("^Họp dân mỗi quý *", "the first line"),
    ("Họp dân mỗi quý.\n^Ghi sổ *", "a full stop ends a paragraph"),
    ("^Họp dân mỗi quý tại nhà văn hóa của thôn\nvà ghi sổ *", "a hard line break ends none"),
    ("^Họp dân mỗi quý tại nhà văn hóa của thôn\n\nvà ghi sổ *", "an empty line in mid-sentence ends none"),
    ("Họp dân:\n^- Ghi sổ *", "an item opens a paragraph"),
    ("Họp dân mỗi quý tại nhà văn hóa của thôn\n^1. Ghi sổ *", "a number opens a paragraph"),
    ("Họp dân mỗi quý tại nhà văn hóa của thôn\n^a) Ghi sổ *", "a letter opens a paragraph"),
    ("Họp dân mỗi quý tại nhà văn hóa của thôn\n^Căn cứ điều lệ *", "a ground opens a paragraph"),
    ("Họp dân mỗi quý tại nhà văn hóa của thôn\n^Điều 3. Ghi sổ *", "an article opens a paragraph"),
    ("^Họp dân mỗi quý tại nhà văn hóa, theo\nĐiều 3 của quy chế và ghi sổ *", "a cited article opens none"),
    ("KẾ HOẠCH HỌP DÂN\n\n^Mỗi quý họp một lần *", "a short line apart is a heading"),
    ("Họp dân;\n^Ghi sổ *", "a semicolon ends a paragraph"),
]


@pytest.mark.parametrize(("marked", "why"), PARAGRAPHS)
def test_paragraph(marked: str, why: str) -> None:
    start = marked.index("^")
    text = marked.replace("^", "").replace("*", "")
    assert Blocks(text).start(text.rindex(" ")) == start, why


SENTENCES = [
    ("Họp dân. ^Ghi sổ *", "a full stop"),
    ("Họp dân! ^Ghi sổ *", "an exclamation mark"),
    ("^Họp dân, ghi sổ *", "a comma ends none"),
    ("^Họp tại TP. Hồ Chí Minh *", "an abbreviation ends none"),
    ("^Ông ký thay KT. Chủ tịch *", "an abbreviation ends none"),
    ("^Họp ngày 12.3.2020 tại xã *", "full stops in a day end none"),
    ("^Kinh phí 1.500.000 đồng *", "full stops in an amount end none"),
    ("Họp “mỗi quý.” ^Ghi sổ *", "a quote behind the full stop"),
]


@pytest.mark.parametrize(("marked", "why"), SENTENCES)
def test_sentence_start(marked: str, why: str) -> None:
    start = marked.index("^")
    text = marked.replace("^", "").replace("*", "")
    assert sentence_start(text, 0, len(text)) == start, why


def test_sentence_end_is_the_full_stop() -> None:
    text = "Họp dân mỗi quý. Ghi sổ đầy đủ."
    assert text[: sentence_end(text, 3)] == "Họp dân mỗi quý."


def test_sentence_end_reaches_no_further_than_asked() -> None:
    assert sentence_end("a " * 500, 10, reach=100) == 110
    assert sentence_end("Họp dân", 3) == len("Họp dân")


@given(st.text(alphabet="ab. \n-1)Đ;:“”", max_size=120), st.lists(st.integers(0, 120), min_size=1, max_size=6))
def test_answers_do_not_depend_on_what_was_asked_before(text: str, offsets: list[int]) -> None:
    shared = Blocks(text)
    for offset in offsets:
        at = min(offset, len(text))
        start = shared.start(at)
        assert 0 <= start <= at
        assert start == Blocks(text).start(at)


@given(st.integers(1, 400))
def test_a_paragraph_of_very_many_lines_still_has_a_beginning(lines: int) -> None:
    text = "một dòng dài hơn bốn mươi lăm chữ cái để khỏi là đề mục\n" * lines
    assert 0 <= Blocks(text).start(len(text) - 2) < len(text)

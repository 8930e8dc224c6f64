"""Section paths and quoted new text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.structure import Outline

# The place asked for is marked with a star.
PATHS = [
    ("Mở đầu *", "", "before the first section"),
    ("I. MỤC ĐÍCH\nHọp dân *", "I", "a Roman number"),
    ("I. MỤC ĐÍCH\n1. Họp dân *", "I.1", "a number below"),
    ("II. NHIỆM VỤ\n1. Họp\n2. Ghi sổ\na) Ghi tay *", "II.2.a", "a letter below"),
    ("II. NHIỆM VỤ\n2. Ghi sổ\na) Ghi tay\n3. Đọc *", "II.3", "a number ends the letter"),
    ("II. NHIỆM VỤ\n2. Ghi sổ\nIII. TỔ CHỨC\nHọp *", "III", "a Roman number ends the number"),
    ("Điều 14. Hiệu lực\n2. Từ nay\na) Họp *", "Điều 14.2.a", "article, clause, point"),
    ("Điều      10. Họp *", "Điều 10", "blanks where marks of emphasis stood"),
    ("Điều 3a. Thêm *", "Điều 3a", "an inserted article"),
    ("Chương II\nĐiều 5. Họp *", "Điều 5", "chapters count no articles"),
    ("Điều 5. Họp\nChương III\nChung *", "", "a chapter ends an article"),
    ("Điều 1. Họp\nPhụ lục II\nBảng *", "Phụ lục II", "an annex"),
    ("Điều 1. Họp\nPHỤ LỤC II\n1. Bảng *", "Phụ lục II, 1", "a section of an annex"),
    ("## II. NHIỆM VỤ\n**1.** Họp *".replace("*", " ").rstrip() + " *", "II.1", "marks of markdown"),
    ("I. MỤC ĐÍCH\n1.2. Ghi sổ *", "I.1.2", "dotted numbers"),
    ("I. MỤC ĐÍCH\ntheo Điều 5 của quy chế *", "I", "an article in a sentence opens nothing"),
    ("I. MỤC ĐÍCH\nĐiều 5 của quy chế nói rõ *", "I", "an article cited at a line's start opens nothing"),
    ("I. MỤC ĐÍCH\n15 người dự họp *", "I", "a figure at a line's start opens nothing"),
    ("I. MỤC ĐÍCH\n24.3.2020 họp *", "I", "a day at a line's start opens nothing"),
]


@pytest.mark.parametrize(("marked", "path", "why"), PATHS)
def test_path(marked: str, path: str, why: str) -> None:
    offset = marked.index("*")
    assert Outline(marked.replace("*", " ")).at(offset) == path, why


QUOTES = [
    (
        "Điều 1. Sửa như sau:\n“Điều 3. Hiệu lực\nQuy chế này được đọc trong mọi kỳ họp dân *”\nĐiều 2. Giao",
        True,
        "a provision",
    ),
    ("Gọi là “Quy chế” *", False, "a word in quotes, closed before"),
    ("Gọi là “Quy chế * họp dân” trong bản này", False, "a short quote on one line"),
    (
        "“Điều 3. Hiệu lực\nQuy chế này được đọc trong mọi kỳ họp dân của xã * và không đóng",
        False,
        "never closed",
    ),
    (
        "về dự thảo “Quy chế họp dân\nĐiều 1. Phạm vi của bản này\nĐiều 2. Nơi * họp\nBỏ cụm từ “họp đêm” ở đó",
        False,
        "a title in a sentence never closed",
    ),
]


@pytest.mark.parametrize(("marked", "quoted", "why"), QUOTES)
def test_quoted_new_text(marked: str, quoted: bool, why: str) -> None:
    offset = marked.index("*")
    assert Outline(marked.replace("*", " ")).is_quoted(offset) is quoted, why


def test_quoted_articles_open_no_section() -> None:
    text = "Điều 1. Sửa như sau:\n“Điều 3. Hiệu lực\nQuy chế này được đọc trong mọi kỳ họp dân của xã.”\nGiao."
    assert Outline(text).at(len(text) - 1) == "Điều 1"


def test_a_place_in_an_attached_form() -> None:
    text = "Điều 1. Họp\nMẫu số 01\nCăn cứ điều lệ"
    outline = Outline(text)
    assert outline.in_form(len(text) - 1)
    assert not outline.in_form(3)


@given(st.text(alphabet="I1a.)Điều Phụlc2\n“”x", max_size=80), st.integers(0, 80))
def test_each_place_lies_in_one_section(text: str, offset: int) -> None:
    outline = Outline(text)
    at = min(offset, len(text))
    start = outline.start_of(at)
    assert 0 <= start <= at
    assert outline.at(start) == outline.at(at)


# The table begins at the star, the attachment at the bar.
ROWS = [
    ("I. MỤC ĐÍCH\n2. Việc\n|DANH MỤC\n*bảng", "3", "3", "sections above the attachment are of another text"),
    ("I. MỤC ĐÍCH\nPhụ lục II\n(kèm theo)|\n*bảng", "I.3", "Phụ lục II, I.3", "the annex whose title goes before"),
    ("|I. MỤC ĐÍCH\n*bảng", "3", "I.3", "a row below a section"),
    ("|I. MỤC ĐÍCH\n2. Việc\n*bảng", "3", "I.2", "a row below a point"),
    ("|I. MỤC ĐÍCH\n*bảng", "II.3", "I", "groups of a table within a section"),
    ("|Phụ lục\n*bảng", "", "Phụ lục", "no number"),
]


@pytest.mark.parametrize(("marked", "label", "path", "why"), ROWS)
def test_path_of_a_row(marked: str, label: str, path: str, why: str) -> None:
    attached = marked.index("|")
    text = marked.replace("|", "")
    assert Outline(text.replace("*", "")).at_row(text.index("*"), label, attached) == path, why

"""Quotations: one sentence, exact offsets, never endless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.quote import LONGEST, sentence_around


@pytest.mark.parametrize(
    ("text", "inside", "quote"),
    [
        ("Một câu. Thực hiện Quyết định 5.\nCâu sau.", "Quyết định", "Thực hiện Quyết định 5."),
        ("Điều 1; thay thế Quyết định X; Điều 3", "Quyết định", "thay thế Quyết định X;"),
        ("KẾ HOẠCH\n\nThực hiện\nQuyết định X\n\nNơi nhận", "Quyết định", "Thực hiện\nQuyết định X"),
        (
            "* *Căn cứ Luật X\nngày 25;*\n* *Căn cứ Nghị định 78;*\n* *Theo",
            "Nghị định",
            "Căn cứ Nghị định 78;",
        ),
        (
            "theo Nghị quyết 66.7/2025/NQ-CP của Chính phủ. Hết",
            "Nghị quyết",
            "theo Nghị quyết 66.7/2025/NQ-CP của Chính phủ.",
        ),
    ],
)
def test_the_sentence_around_a_mention(text: str, inside: str, quote: str) -> None:
    at = text.index(inside)
    start, end = sentence_around(text, at, at + len(inside))
    assert text[start:end] == quote


def test_a_table_without_a_full_stop_is_cut_at_a_blank() -> None:
    text = "số liệu " * 400
    start, end = sentence_around(text, 1600, 1605)
    assert text[start - 1] == text[end] == " "
    assert LONGEST < end - start <= 2 * LONGEST + 5


@given(text=st.text("ab .;\n", max_size=2000), data=st.data())
def test_a_quotation_holds_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)
    assert last - first <= end - start + 2 * LONGEST

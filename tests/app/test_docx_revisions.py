"""Accepted suggestions are tracked changes: the old words struck, the new beside them, all else as it was."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from luocdo.app.docx_revisions import revise, without_repeat


def paragraph(*runs: str):
    """A paragraph of these runs, every second one in italics."""
    made = Document().add_paragraph()
    for at, text in enumerate(runs):
        made.add_run(text).italic = bool(at % 2)
    return made


def told(made) -> str:
    """The text with `[-old-]` and `{+new+}`."""
    out = []
    for run in made._p.iter(qn("w:r")):
        kept = "".join(each.text for each in run.iter(qn("w:t"), qn("w:delText")))
        mark = {qn("w:del"): "[-{}-]", qn("w:ins"): "{{+{}+}}"}.get(run.getparent().tag, "{}")
        out.append(mark.format(kept) if kept else "")
    return "".join(out)


@pytest.mark.parametrize(
    ("runs", "start", "end", "expected", "why"),
    [
        (("theo số 1 cũ",), 4, 7, "theo [-số 1-]{+MỚI+} cũ", "inside one run"),
        (("số 1",), 0, 3, "[-số 1-]{+MỚI+}", "a whole run"),
        (("theo s", "ố ", "1 cũ"), 4, 7, "theo [-s-][-ố -][-1-]{+MỚI+} cũ", "over runs"),
        (("theo", " số 1"), 4, 7, "theo [-số 1-]{+MỚI+}", "the blank before stays"),
    ],
)
def test_words_are_replaced_where_they_stand(runs, start, end, expected, why) -> None:
    made = paragraph(*runs)
    assert revise([run._r for run in made.runs], start, end, "MỚI", 0), why
    assert told(made) == expected, why


def test_two_changes_of_one_run_leave_each_other_alone() -> None:
    made = paragraph("A1 và B2.")
    runs = [run._r for run in made.runs]
    assert revise(runs, 4, 6, "B9", 0)
    assert revise(runs, 0, 2, "A9", 2)
    assert told(made) == "[-A1-]{+A9+} và [-B2-]{+B9+}."


def test_words_around_a_footnote_are_left_alone() -> None:
    made = paragraph("số ", "1")
    made.runs[1]._r.append(made.runs[1]._r.makeelement(qn("w:footnoteReference")))
    assert not revise([run._r for run in made.runs], 0, 3, "MỚI", 0)
    assert told(made) == "số 1"


@pytest.mark.parametrize(
    ("words", "after", "expected"),
    [
        ("QĐ 23 của Bộ Chính trị ban hành Quy chế", " của Bộ Chính trị về việc", "QĐ 23"),
        ("QĐ 23 của Bộ Chính trị", " của Bộ Chính trị;", "QĐ 23"),
        ("QĐ 23 của Bộ Chính trị", " của Tỉnh ủy", "QĐ 23 của Bộ Chính trị"),
        ("QĐ 23", "", "QĐ 23"),
    ],
)
def test_what_the_draft_goes_on_with_is_not_said_twice(words: str, after: str, expected: str) -> None:
    assert without_repeat(words, after) == expected


def test_the_file_is_sound(tmp_path) -> None:
    document = Document()
    made = document.add_paragraph("Theo số 1.")
    assert revise([run._r for run in made.runs], 4, 7, "số 2", 0)
    out = io.BytesIO()
    document.save(out)
    assert len(Document(io.BytesIO(out.getvalue())).paragraphs) == 1

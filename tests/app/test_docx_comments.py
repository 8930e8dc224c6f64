"""A draft's DOCX comes back with comments at the right words, and with its text as it was."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from luocdo.loaders.readers import read_bytes

OLD = "Quyết định số 290-QĐ/TW ngày 25/02/2010"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Two paragraphs and a table that cite one decision, once over several runs of their own looks."""
    document = Document()
    document.add_paragraph("KẾ HOẠCH về một việc")
    broken = document.add_paragraph("Các sở thực hiện ")
    broken.add_run("Quyết định số ").bold = True
    broken.add_run("290-QĐ/")
    broken.add_run("TW ngày 25/02/2010").italic = True
    broken.add_run(" của Bộ Chính trị.")
    document.add_table(1, 1).cell(0, 0).text = f"Theo {OLD} của Bộ Chính trị."
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def answer(monkeypatch, loaded, draft, *options):
    """What the command writes to a standard output that takes bytes."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr("sys.stdout", out)
    ran = loaded("check", draft, "--on", "2024-01-15", "--format", "docx", *options)
    out.flush()
    return ran.code, out.buffer.getvalue()


def test_each_place_has_its_comment_and_the_text_is_untouched(monkeypatch, loaded, draft):
    code, data = answer(monkeypatch, loaded, draft)
    assert code == 1
    before, after = Document(str(draft)), Document(io.BytesIO(data))
    assert read_bytes("a.docx", data).text == read_bytes("a.docx", draft.read_bytes()).text
    looks = [
        [(run.text, run.bold, run.italic) for run in each.paragraphs[1].runs if run.text] for each in (before, after)
    ]
    assert looks[0] == looks[1]
    comments = list(after.comments)
    assert [each.author for each in comments] == ["luocdo", "luocdo"]
    assert all("đã bị thay thế: Bị 23-QĐ/TW thay thế" in each.text for each in comments)
    assert "→ Quyết định số 23-QĐ/TW ngày 30 tháng 7 năm 2021" in comments[0].text


def test_a_comment_spans_the_runs_that_hold_the_words(monkeypatch, loaded, draft):
    _, data = answer(monkeypatch, loaded, draft)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    spans = [each.split("<w:commentRangeEnd")[0] for each in xml.split("<w:commentRangeStart")[1:]]
    assert len(spans) == 2
    assert "Quyết định số " in spans[0]
    assert "TW ngày 25/02/2010" in spans[0]
    assert "của Bộ Chính trị" not in spans[0]
    assert OLD in spans[1]


def test_what_is_no_docx_is_wrong_usage(loaded, folder):
    ran = loaded("check", folder / "gia-lai.txt", "--format", "docx")
    assert (ran.code, ran.out) == (2, "")

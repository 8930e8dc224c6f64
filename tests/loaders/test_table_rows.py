"""Rows of tables of five forms: read one at a time; what is broken is told with its place, the rest is read."""

from __future__ import annotations

import io
import json
import sys
import unicodedata

import pyarrow
import pyarrow.parquet
import pytest

from luocdo.graph.errors import ReadError
from luocdo.loaders import table_json
from luocdo.loaders.table_json import array_rows, line_rows
from luocdo.loaders.table_row import LONGEST_CELL, BadRow, Row
from luocdo.loaders.table_rows import Heading, form_of, table_rows

NAMES = Heading(1, frozenset({"số", "tên"}))


def read(path, heading=NAMES):
    return list(table_rows(path, form_of(path), heading))


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


SEPARATED = [
    ("a.csv", "số,tên\n1,một\n2,hai\n", "commas"),
    ("a.csv", "số;tên\n1;một\n2;hai\n", "semicolons, as spreadsheets here write them"),
    ("a.csv", "số|tên\r\n1|một\r\n2|hai\r\n", "bars"),
    ("a.csv", "số\ttên\n1\tmột\n2\thai\n", "tabs in a CSV"),
    ("a.tsv", "số\ttên\n1\tmột\n2\thai\n", "a TSV"),
    ("a.csv", "\ufeffsố,tên\n1,một\n\n2,hai\n\n", "a byte order mark, blank lines"),
    ("a.csv", " Số ,tên\n1,một\n2,hai\n".replace("Số", "số"), "blanks around a heading"),
    ("a.csv", "số,tên\n1,một\n2,hai\n".encode("utf-16"), "UTF-16 with its mark"),
    ("a.csv", "số,tên\n1,một\n2,hai\n".encode("utf-16-le"), "UTF-16 without"),
    ("a.csv", "so\u0302\u0301,te\u0302n\n1,mo\u0323\u0302t\n2,hai\n", "decomposed letters"),
]


@pytest.mark.parametrize(("name", "content", "why"), SEPARATED, ids=[case[2] for case in SEPARATED])
def test_a_table_with_separators(tmp_path, name, content, why):
    rows = read(put(tmp_path, name, content))
    assert [row.cells["số"].strip() for row in rows] == ["1", "2"]
    assert len({row.place for row in rows}) == 2


def test_a_table_in_windows_1258_is_read(tmp_path):
    words = "Quyết định về việc phê duyệt kế hoạch triển khai thực hiện chương trình công tác"
    (row,) = read(put(tmp_path, "a.csv", windows_1258(f"số,tên\n1,{words}\n")))
    assert unicodedata.normalize("NFC", row.cells["tên"]) == words


def windows_1258(text):
    """Text in the code page that stores the five tone marks apart from the letters."""
    apart = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        marks = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        apart.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks)) + marks)
    return "".join(apart).encode("cp1258")


def test_cells_broken_over_lines_are_one_cell(tmp_path):
    rows = read(put(tmp_path, "a.csv", 'số,tên\n1,"một\nhai ""ba"""\n2,bốn\n'))
    assert rows == [Row(2, {"số": "1", "tên": 'một\nhai "ba"'}), Row(3, {"số": "2", "tên": "bốn"})]


BAD = [
    (
        b"s\xe1\xbb\x91,t\xc3\xaan\n1,m\xff\n2,hai\n" + "3,một hai ba bốn năm sáu\n".encode() * 9,
        2,
        "encoding",
        "a broken byte",
    ),
    ("số,tên\n1,một,hai\n2,hai\n", 2, "cells", "a cell too many"),
    ("số,tên\n1\n2,hai\n", 2, "cells", "a row broken off"),
    ('số,tên\n"1"x,một\n2,hai\n', 2, "row", "a sign behind a quote"),
    (f"số,tên\n1,{'x' * (LONGEST_CELL + 1)}\n2,hai\n", 2, "row", "a huge cell"),
]


@pytest.mark.parametrize(("content", "place", "reason", "why"), BAD, ids=[case[3] for case in BAD])
def test_a_bad_row_is_told_and_the_next_is_read(tmp_path, content, place, reason, why):
    rows = read(put(tmp_path, "a.csv", content))
    assert [(row.place, row.reason) for row in rows if isinstance(row, BadRow)] == [(place, reason)]
    assert {"số": "2", "tên": "hai"} in [row.cells for row in rows if isinstance(row, Row)]


REFUSED = [
    ("a.csv", b"", "empty: 0 bytes"),
    ("a.csv", "\n", "no column số, tên in its heading"),
    ("a.csv", "số,title\n1,một\n", "no column tên in its heading"),
    ("a.csv", "số,tên,số\n1,một,2\n", "two columns are called số"),
    ("a.csv", 'số,tên\n1,"một\n2,hai\n', "breaks off within quotes: is the file whole?"),
    ("a.csv", b"\x00\x01\x02\x03" * 40, "binary data, not text"),
    ("a.csv", "số,tên\n1,một\n".encode("utf-16")[:-1], "broken encoding"),
    ("a.json", '{"số": 1}', "not a JSON array"),
    ("a.json", "", "empty: 0 bytes"),
    ("a.json", '[{"số": 1}, {"số": 2', "breaks off or is no JSON"),
    ("a.json", '[{"số": 1} {"số": 2}]', "a comma or the end of the array is missing"),
    ("a.json", '[{"số": 1}', "a comma or the end of the array is missing"),
    ("a.parquet", b"PAR1 and no more", "damaged, or not a Parquet file"),
    ("a.xlsx", b"PK", "no table by its name"),
]


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED, ids=[f"{c[0]} {c[2]}" for c in REFUSED])
def test_a_file_that_cannot_be_read_whole_is_refused_with_the_reason(tmp_path, name, content, reason):
    path = put(tmp_path, name, content)
    with pytest.raises(ReadError) as raised:
        read(path)
    assert reason in str(raised.value)


def test_two_lines_of_heading_are_joined(tmp_path):
    path = put(tmp_path, "a.csv", "STT,Xử lý,,Ghi chú\n,Thay thế,Bãi bỏ,\n1,x,,\n")
    heading = Heading(2, frozenset({"STT", "Xử lý / Thay thế", "Xử lý / Bãi bỏ", "Ghi chú"}))
    assert read(path, heading) == [Row(3, {"STT": "1", "Xử lý / Thay thế": "x", "Xử lý / Bãi bỏ": "", "Ghi chú": ""})]


# --- JSON ---


@pytest.mark.parametrize("piece", [1, 2, 7, 65_536])
def test_an_array_is_read_in_pieces_of_any_size(monkeypatch, piece):
    monkeypatch.setattr(table_json, "_PIECE", piece)
    rows = [{"số": n, "tên": 'một "hai" [ba]', "sâu": {"x": [1, 2.5, None, True]}} for n in range(20)]
    text = "\ufeff \n" + json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    assert [row.cells for row in array_rows("a.json", io.StringIO(text))] == rows


def test_an_empty_array_has_no_rows():
    assert list(array_rows("a.json", io.StringIO(" [ ] "))) == []


def test_an_element_that_is_no_object_is_told():
    rows = list(array_rows("a.json", io.StringIO('[1, {"a": 2}, "x", null]')))
    assert [row.place for row in rows if isinstance(row, BadRow)] == [1, 3, 4]
    assert [row.cells for row in rows if isinstance(row, Row)] == [{"a": 2}]


def test_lines_of_json_one_bad_one_long(monkeypatch):
    monkeypatch.setattr(table_json, "LONGEST_OBJECT", 40)
    data = b'\xef\xbb\xbf{"a": 1}\n\n{"a": \n[2]\n{"a": "' + b"x" * 100 + b'"}\n{"a": "\xff"}\n{"a": 3}'
    rows = list(line_rows(io.BytesIO(data)))
    assert [(row.place, row.reason) for row in rows if isinstance(row, BadRow)] == [
        (3, "json"),
        (4, "json"),
        (5, "long"),
        (6, "json"),
    ]
    assert [row.cells for row in rows if isinstance(row, Row)] == [{"a": 1}, {"a": 3}]


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 100_000])
def test_a_nest_is_refused(deep):
    with pytest.raises(ReadError, match="row 1"):
        list(array_rows("a.json", io.StringIO(f"[{deep}")))
    assert [row.reason for row in line_rows(io.BytesIO(deep.encode()))] == ["json"]


# --- Parquet ---


def parquet(folder, columns):
    path = folder / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    return path


def test_parquet_rows_have_the_columns_that_are_needed_alone(tmp_path):
    columns = {"số": ["1", None], "tên": [["một", "hai"], []], "sâu": [{"x": 1}, {"x": 2}], "toàn văn": ["dài", "dài"]}
    path = parquet(tmp_path, columns)
    rows = read(path, Heading(1, frozenset({"số", "tên", "sâu.x"})))
    assert rows == [
        Row(1, {"số": "1", "tên": ["một", "hai"], "sâu": {"x": 1}}),
        Row(2, {"số": None, "tên": [], "sâu": {"x": 2}}),
    ]


def test_a_column_that_a_parquet_file_lacks_is_named(tmp_path):
    with pytest.raises(ReadError, match="no column tên in it"):
        read(parquet(tmp_path, {"số": ["1"]}))


def test_without_its_library_parquet_says_what_to_install(tmp_path, monkeypatch):
    path = parquet(tmp_path, {"số": ["1"], "tên": ["một"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadError, match=r"pip install luocdo\[parquet\]"):
        read(path)

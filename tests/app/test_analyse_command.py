"""Analyses on the command line."""

from __future__ import annotations

import csv
import io

import pytest

from luocdo.app.analyse_command import SHOWN
from luocdo.queries.analysis import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_analysis_has_its_table_and_its_json(loaded, name):
    assert set(SHOWN) == set(NAMES)
    assert loaded("analyse", name, "--lang", "en").code == 0
    assert loaded("analyse", name, "--format", "json").json["name"] == name


def test_a_row_names_its_document(loaded):
    assert "290-QĐ/TW" in loaded("analyse", "relied-on").out
    written = loaded("analyse", "relied-on", "--format", "csv").out.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert {row["document"]: row["id"] for row in rows}["290-QĐ/TW"] == "290-qd-tw.2010-02-25"


def test_an_empty_csv_has_its_heading(loaded):
    assert loaded("analyse", "circles", "--format", "csv").out == "\ufeffdocuments,among\r\n"


def test_an_empty_table_says_so_beside_it(loaded):
    ran = loaded("analyse", "circles", "--lang", "en")
    assert (ran.code, ran.err.strip()) == (0, "There is none in this store.")
    assert loaded("analyse", "relied-on").err == ""


def test_a_picture_is_written_beside_the_table(loaded, tmp_path):
    ran = loaded("analyse", "relied-on", "--svg", "relied.svg", "--lang", "en")
    assert ran.code == 0
    assert "290-QĐ/TW" in (tmp_path / "relied.svg").read_text("utf-8")
    assert "290-QĐ/TW" in ran.out


def test_two_documents_are_compared(loaded):
    ran = loaded("analyse", "similar", "--document", "614/KH-UBND", "--document", "23-QĐ/TW", "--format", "json")
    assert (ran.code, ran.json["rows"]) == (0, [])
    assert loaded("analyse", "chains", "--document", "614/KH-UBND").code == 2
    assert loaded("analyse", "similar", *["--document", "614/KH-UBND"] * 3).code == 2
    assert loaded("analyse", "everything").code == 2

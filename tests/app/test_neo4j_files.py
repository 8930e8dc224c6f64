"""The folder for Neo4j's importer, from the command line; the importer itself is asked in `tests/neo4j`."""

from __future__ import annotations

import re

import pytest


def test_the_folder_holds_every_file_its_command_names(loaded, tmp_path):
    ran = loaded("export", "--format", "neo4j-csv", "out/graph", "--lang", "en")
    assert (ran.code, ran.out) == (0, "")
    assert "out/graph/import.sh" in ran.err
    folder = tmp_path / "out" / "graph"
    named = set(re.findall(r"[\w-]+\.csv", (folder / "import.sh").read_text("utf-8")))
    assert {each.name for each in folder.iterdir()} == {*named, "import.sh", "after.cypher"}
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["graph"]


def lying(folder):
    """What lies in a folder; SQLite's own files come and go."""
    return sorted(each for each in folder.rglob("*") if not each.name.startswith("luocdo.db"))


def test_an_empty_folder_is_filled(loaded, tmp_path):
    (tmp_path / "graph").mkdir()
    assert loaded("export", "--format", "neo4j-csv", "graph").code == 0
    assert (tmp_path / "graph" / "import.sh").exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("taken",), "taken"),
        (("file",), "file"),
        (("-",), "thư mục"),
        (("new", "--root", "290-QĐ/TW"), "--root"),
    ],
    ids=["a folder that holds something", "a file", "standard output", "around one document"],
)
def test_what_cannot_be_is_told_and_nothing_is_written(loaded, tmp_path, asked, told):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = lying(tmp_path)
    ran = loaded("export", "--format", "neo4j-csv", *asked)
    assert ran.code == 2
    assert told in ran.err
    assert lying(tmp_path) == before


def test_an_export_that_breaks_leaves_no_folder(loaded, tmp_path, monkeypatch):
    (tmp_path / "luocdo.db").write_bytes((tmp_path / "luocdo.db").read_bytes()[:40_000])
    ran = loaded("export", "--format", "neo4j-csv", "graph")
    assert ran.code == 4
    assert not list(tmp_path.glob("graph*"))

"""A store copied from the command line answers as the first one does."""

from __future__ import annotations

import pytest

ASKED = [
    ("trace", "290-QĐ/TW", "--format", "json"),
    ("search", "dân vận", "--format", "json"),
    ("export", "--format", "json", "-"),
]


def test_a_copy_answers_as_the_store_does(loaded):
    ran = loaded("copy", "luocdo.db", "sqlite:///copy.db", "--lang", "en")
    assert (ran.code, ran.out) == (0, "")
    assert "2 texts: 2 copied" in ran.err
    for asked in ASKED:
        assert loaded(*asked, "--store", "copy.db").out == loaded(*asked).out
    assert "2 texts: 0 copied" in loaded("copy", "luocdo.db", "copy.db", "--lang", "en").err


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (("nowhere.db", "copy.db"), 4, "nowhere.db"),
        (("luocdo.db", "no/folder/copy.db"), 4, "no/folder"),
        (("luocdo.db", "other.db"), 2, "copy into an empty store"),
    ],
    ids=["no such store", "nowhere to copy to", "the target holds something else"],
)
def test_a_copy_that_cannot_be_is_told(loaded, tmp_path, asked, code, told):
    (tmp_path / "other.txt").write_text("Số: 1/KH-UBND\nThực hiện Quyết định số 290-QĐ/TW.", "utf-8")
    assert loaded("ingest", tmp_path / "other.txt", "--store", "other.db").code == 0
    ran = loaded("copy", *asked)
    assert ran.code == code
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "copy.db").exists()

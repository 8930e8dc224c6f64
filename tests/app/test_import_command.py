"""What one store wrote, in another."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nt", "graphml"])
def test_an_export_comes_back_and_answers_the_same(loaded, tmp_path, form):
    assert loaded("export", "--format", form, f"graph.{form}").code == 0
    ran = loaded("import", f"graph.{form}", "--store", "other.db", "--lang", "en")
    assert (ran.code, ran.out) == (0, "")
    assert "Imported 6 documents" in ran.err
    for asked in (("trace", "290-QĐ/TW", "--format", "json"), ("status", "290-QĐ/TW", "--format", "json")):
        assert loaded(*asked, "--store", "other.db").out == loaded(*asked).out
    assert (
        loaded("export", "--format", "nt", "-", "--store", "other.db").out
        == loaded("export", "--format", "nt", "-").out
    )


def test_what_the_store_has_read_itself_is_left_out_and_told(loaded):
    before = loaded("export", "--format", "nt", "graph.nt")
    ran = loaded("import", "graph.nt", "--name", "again", "--lang", "en")
    assert before.code == ran.code == 0
    assert "relations left out" in ran.err


def test_what_can_not_be_read_is_told_and_the_rest_is_imported(luocdo, tmp_path):
    good = '<http://g/1> <http://data.europa.eu/eli/ontology#number> "290-QĐ/TW" .'
    types = "".join(f"<http://g/{n}> a eli:LegalResource .\n" for n in (1, 2))
    (tmp_path / "g.ttl").write_text(f"@prefix eli: <http://data.europa.eu/eli/ontology#> .\n{types}{good}", "utf-8")
    ran = luocdo("import", "g.ttl", "--lang", "en")
    assert ran.code == 3
    assert "http://g/2" in ran.err
    assert "Imported 2 documents" in ran.err, "the open citation, and what it may be"
    assert luocdo("search", "290-QĐ/TW", "--format", "json").json


def test_a_file_that_is_none_is_refused(luocdo, tmp_path):
    (tmp_path / "g.ttl").write_text("nothing of the kind", "utf-8")
    ran = luocdo("import", "g.ttl")
    assert (ran.code, ran.out) == (3, "")
    assert "g.ttl" in ran.err
    assert luocdo("import", "none.nt").code == 3
    assert not (tmp_path / "luocdo.db").exists()

"""The graph as files, in each form."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import rdflib

from luocdo.graph.rdf_shapes import Violation
from tests.ntriples import faulty

ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")


def test_json_holds_nodes_agencies_and_edges(loaded, tmp_path):
    assert loaded("export", "--format", "json", "graph.json").code == 0
    graph = json.loads((tmp_path / "graph.json").read_text("utf-8"))
    ids = {each["id"] for part in ("documents", "agencies", "tasks") for each in graph[part]}
    assert {end for edge in graph["edges"] for end in (edge["source"], edge["target"])} <= ids
    assert any(edge["evidence"] for edge in graph["edges"])
    parts = {(edge["source"], edge["target"]) for edge in graph["edges"] if edge["kind"] == "PART_OF"}
    assert ("cac-so.gia-lai", "ubnd.gia-lai") in parts
    assert loaded("export", "--format", "json", "-").out == (tmp_path / "graph.json").read_text("utf-8")
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


def test_json_around_a_document(loaded):
    graph = loaded("export", "--format", "json", "--root", "290-QĐ/TW", "--depth", 1, "-").json
    assert {each["number"] for each in graph["documents"]} == {"290-QĐ/TW", "614/KH-UBND"}
    assert {edge["kind"] for edge in graph["edges"]} >= {"IMPLEMENTS", "ISSUED_BY"}


def test_csv_is_two_tables_that_a_spreadsheet_opens(loaded, tmp_path):
    assert loaded("export", "--format", "csv", "tables").code == 0
    nodes = (tmp_path / "tables" / "nodes.csv").read_text("utf-8")
    assert nodes.startswith("\ufeffid,kind,number")
    with (tmp_path / "tables" / "edges.csv").open(encoding="utf-8-sig", newline="") as stream:
        edges = list(csv.DictReader(stream))
    carried = [edge for edge in edges if edge["kind"] == "IMPLEMENTS"]
    assert carried[0]["target"].startswith("290-qd-tw")
    assert "290-QĐ/TW" in carried[0]["quote"]


def test_a_file_that_cannot_be_written_is_told(loaded, tmp_path):
    (tmp_path / "taken").write_text("")
    ran = loaded("export", "--format", "csv", "taken")
    assert ran.code == 3
    assert "taken" in ran.err


def test_what_is_no_plain_file_is_written_into(loaded, tmp_path):
    assert loaded("export", "--format", "json", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    (tmp_path / "link.json").symlink_to("real.json")
    assert loaded("export", "--format", "json", "link.json").code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text("utf-8"))["documents"]


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_rdf_is_valid_and_around_a_document_if_asked(loaded, tmp_path, form):
    ran = loaded("export", "--format", form, "--root", "290-QĐ/TW", "--depth", 1, "--validate", "graph.rdf")
    assert (ran.code, ran.out) == (0, "")
    assert "0" in ran.err
    graph = rdflib.Graph().parse(tmp_path / "graph.rdf", format={"ttl": "turtle"}.get(form, form))
    assert {str(each) for each in graph.objects(None, ELI.number)} == {"290-QĐ/TW", "614/KH-UBND"}


def test_ntriples_on_standard_output_are_nothing_else(loaded):
    ran = loaded("export", "--format", "nt", "-")
    assert (ran.code, ran.err) == (0, "")
    assert faulty(ran.out) == []


def test_jsonld_names_its_context_first(loaded):
    found = loaded("export", "--format", "jsonld", "-").json
    assert list(found) == ["@context", "@graph"]
    assert found["@context"]["eli"] == str(ELI)


def test_a_broken_shape_is_told_and_shown_by_the_exit_code(loaded, monkeypatch):
    wrong = [Violation(f"https://luocdo.org/eli/{n}", "https://example.org/p", "no number") for n in range(30)]
    monkeypatch.setattr("luocdo.graph.rdf_shapes.violations", lambda part: iter(wrong))
    ran = loaded("export", "--format", "nt", "--validate", "graph.nt")
    assert ran.code == 1
    assert ran.err.count("no number") == 20
    assert "30" in ran.err


@pytest.mark.parametrize("arguments", [("json", "--validate", "x"), ("csv", "-"), ("ttl", "--depth", "1", "x")])
def test_what_can_not_be_asked_for_is_refused(loaded, arguments):
    assert loaded("export", "--format", *arguments).code == 2


def test_a_lineage_is_drawn_into_a_file(loaded, tmp_path):
    assert loaded("export", "--format", "svg", "--root", "290-QĐ/TW", "line.svg").code == 0
    drawn = (tmp_path / "line.svg").read_text("utf-8")
    assert drawn.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert "614/KH-UBND" in drawn
    assert loaded("export", "--format", "svg", "--root", "290-QĐ/TW", "-").out == drawn, "equal questions, equal bytes"


def test_a_picture_asks_ones_own_registry(loaded, tmp_path, monkeypatch):
    own = tmp_path / "own.yaml"
    own.write_text(
        "documents:\n  - {type: Kế hoạch, number: 614/KH-UBND, date: 2020-03-24, place: Gia Lai}\n"
        "  - {type: Kế hoạch, number: 700/KH-UBND, date: 2020-06-01, place: Gia Lai}\n"
        "effects:\n  - {kind: repeals, by: 700/KH-UBND@2020-06-01, of: 614/KH-UBND@2020-03-24, from: 2020-06-01}\n",
        "utf-8",
    )
    asked = ("export", "--format", "svg", "--root", "614/KH-UBND", "--depth", "0", "-")
    assert "hết hiệu lực</text>" not in loaded(*asked).out
    monkeypatch.setenv("LUOCDO_REGISTRY", str(own))
    assert "hết hiệu lực</text>" in loaded(*asked).out


def test_a_lineage_is_a_page_in_utf_8_whatever_the_locale(loaded, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert loaded("export", "--format", "html", "--root", "290-QĐ/TW", "line.html").code == 0
    assert "Quyết định" in (tmp_path / "line.html").read_text("utf-8")


def test_a_picture_needs_a_root(loaded):
    ran = loaded("export", "--format", "svg", "all.svg")
    assert ran.code == 2
    assert "--root" in ran.err

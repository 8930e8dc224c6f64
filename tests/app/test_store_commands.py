"""Counts, and the graph as files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest


def test_info_counts(loaded):
    info = loaded("info", "--format", "json").json
    assert info["counts"]["held"] == 2
    assert info["known_to"] == "2021-07-30"
    assert info["versions"]["luocdo"]


def test_a_password_in_the_url_is_not_shown(loaded):
    ran = loaded("info", "--store", "bolt://me:secret@host")
    assert "secret" not in ran.out + ran.err


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


def test_open_questions_are_shown_with_their_candidates(loaded, luocdo, tmp_path):
    (tmp_path / "unsure.txt").write_text("Thực hiện Nghị quyết số 25-NQ/TW của Trung ương.\n", encoding="utf-8")
    assert luocdo("ingest", "unsure.txt").code == 0
    out = " ".join(luocdo("info", "--quality").out.split())
    assert "25-nq-tw.2003-03-12" in out
    assert "25-nq-tw.2013-06-03" in out


def test_what_breaks_a_rule_of_time_is_shown(loaded, luocdo, tmp_path):
    head = "BAN CHẤP HÀNH TRUNG ƯƠNG\nSố: 9-QĐ/TW\nHà Nội, ngày 01 tháng 01 năm 2001\n\nQUYẾT ĐỊNH\nvề quy chế\n\n"
    text = f"{head}Căn cứ Quyết định số 8-QĐ/TW ngày 02/02/2002 của Trung ương.\nĐiều 1. Ban hành quy chế.\n"
    (tmp_path / "early.txt").write_text(text, encoding="utf-8")
    assert luocdo("ingest", "early.txt").code == 0
    assert "dẫn chiếu văn bản ban hành sau 9-QĐ/TW căn cứ 8-QĐ/TW" in " ".join(luocdo("info", "--quality").out.split())


def test_info_tells_the_settings_and_keeps_secrets(loaded, monkeypatch, tmp_path):
    (tmp_path / "luocdo.toml").write_text('api_keys = ["of-office-1", "of-office-2"]\nport = 8001\n', encoding="utf-8")
    monkeypatch.setenv("LUOCDO_ADMIN_TOKEN", "of-the-administrator")
    monkeypatch.setenv("LUOCDO_PORT", "8002")
    ran = loaded("info", "--format", "json")
    shown = ran.json["settings"]
    assert shown["LUOCDO_API_KEYS"] == ["********", "********"]
    assert shown["LUOCDO_PORT"] == 8002, "the environment goes before the file"
    table = loaded("info").out
    assert "LUOCDO_ADMIN_TOKEN" in table
    assert "of-" not in ran.out + table


@pytest.mark.parametrize(
    ("text", "told"),
    [("stor = 1", "stor: no such setting"), ("port = 70000", "LUOCDO_PORT"), ("port = ", "Invalid value")],
    ids=["a key that is none", "a value out of range", "no TOML"],
)
def test_a_file_of_settings_that_is_wrong_is_told(luocdo, tmp_path, text, told):
    (tmp_path / "luocdo.toml").write_text(text, encoding="utf-8")
    ran = luocdo("info")
    assert ran.code == 2
    assert told in ran.err


def test_a_file_of_settings_that_is_named_must_be_there(luocdo, monkeypatch):
    monkeypatch.setenv("LUOCDO_CONFIG", "nowhere.toml")
    ran = luocdo("info")
    assert (ran.code, "nowhere.toml: no such file" in ran.err) == (2, True)


def test_a_lineage_is_drawn_into_a_file(loaded, tmp_path):
    assert loaded("export", "--format", "svg", "--root", "290-QĐ/TW", "line.svg").code == 0
    drawn = (tmp_path / "line.svg").read_text("utf-8")
    assert drawn.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert "614/KH-UBND" in drawn
    assert loaded("export", "--format", "svg", "--root", "290-QĐ/TW", "-").out == drawn, "equal questions, equal bytes"


def test_a_lineage_is_a_page_in_utf_8_whatever_the_locale(loaded, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert loaded("export", "--format", "html", "--root", "290-QĐ/TW", "line.html").code == 0
    assert "Quyết định" in (tmp_path / "line.html").read_text("utf-8")


def test_a_picture_needs_a_root(loaded):
    ran = loaded("export", "--format", "svg", "all.svg")
    assert ran.code == 2
    assert "--root" in ran.err

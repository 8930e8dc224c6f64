"""Loading and extracting: order, failures, doing it again, standard input."""

from __future__ import annotations

import io
import json
import sys

import pytest

from luocdo.graph.store import open_store


def dump(path="luocdo.db"):
    """The graph of a store, without what belongs to a run."""
    store = open_store(str(path), create=False)
    documents = store.document_page("", 1000)
    edges = store.neighbours([each.id for each in documents], (), "up", evidence=True)
    store.close()
    return documents, edges


def test_a_second_load_changes_nothing(luocdo, folder):
    assert "2 tệp: nạp 2" in luocdo("ingest", folder).err
    before = dump()
    again = luocdo("ingest", folder, "--lang", "en")
    assert "0 loaded" in again.err
    assert "2 unchanged" in again.err
    assert dump() == before


def test_a_changed_file_takes_the_place_of_what_it_said(luocdo, folder):
    luocdo("ingest", folder)
    file = folder / "gia-lai.txt"
    file.write_text(file.read_text("utf-8").replace("290-QĐ/TW", "291-QĐ/TW"), encoding="utf-8")
    assert "nạp 1" in luocdo("ingest", folder).err
    numbers = {each.number for each in dump()[0]}
    assert "291-QĐ/TW" in numbers
    assert "290-QĐ/TW" not in numbers


def test_two_files_that_change_places_are_both_kept(luocdo, folder):
    luocdo("ingest", folder)
    one, other = folder / "gia-lai.txt", folder / "trung-uong.txt"
    one.rename(folder / "x")
    other.rename(one)
    (folder / "x").rename(other)
    luocdo("ingest", folder)
    assert {each.number for each in dump()[0] if each.held} == {"614/KH-UBND", "23-QĐ/TW"}


def test_a_copy_that_changes_into_a_held_text_no_longer_says_the_old(luocdo, folder):
    luocdo("ingest", folder)
    (folder / "trung-uong.txt").write_bytes((folder / "gia-lai.txt").read_bytes())
    luocdo("ingest", folder)
    assert [each.number for each in dump()[0] if each.held] == ["614/KH-UBND"]


def test_the_graph_does_not_depend_on_the_way_of_loading(luocdo, folder):
    luocdo("ingest", folder, "--store", "together.db")
    for name in ("trung-uong.txt", "gia-lai.txt"):
        luocdo("ingest", folder / name, "--store", "apart.db")
    luocdo("ingest", folder, "--store", "parallel.db", "--workers", 2)
    assert dump("together.db") == dump("apart.db") == dump("parallel.db")


@pytest.mark.parametrize("command", [["ingest"], ["extract", "--format", "json"]])
def test_a_bad_file_stops_nothing_and_is_reported(luocdo, folder, command):
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 cut short")
    (folder / "b.txt").write_bytes(b"")
    ran = luocdo(*command, folder, folder / "missing.txt")
    assert ran.code == 3
    assert "b.txt: empty: 0 bytes" in ran.err
    assert "missing.txt: no such file" in ran.err
    assert "a.pdf" in ran.err


def test_what_a_folder_holds_besides_is_counted(luocdo, folder):
    (folder / "bang.xlsx").write_bytes(b"")
    assert "1 tệp đuôi khác" in luocdo("ingest", folder).err


def test_quarantine_is_shown_and_released(luocdo, folder):
    bad = folder / "b.txt"
    bad.write_bytes(b"")
    luocdo("ingest", folder)
    rows = luocdo("info", "--quality", "--format", "json").json["quality"]["quarantined"]
    assert [(row["file"], row["reason"]) for row in rows] == [(str(bad), "empty: 0 bytes")]
    bad.write_text("Số: 7-KH/TU\nKế hoạch thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010.", encoding="utf-8")
    assert luocdo("ingest", folder).code == 0
    assert luocdo("info", "--quality", "--format", "json").json["quality"]["quarantined"] == []


def test_the_province_of_the_option_helps_a_text_without_one(luocdo, folder):
    (folder / "c.txt").write_text("Số: 7/KH-UBND\nKế hoạch thực hiện Kế hoạch số 8-KH/TU ngày 02/3/2020.", "utf-8")
    luocdo("ingest", folder / "c.txt")
    assert luocdo("status", "8-KH/TU", "--format", "json").json[0]["document"]["province"] is None
    luocdo("ingest", folder / "c.txt", "--province", "tỉnh sơn la")
    assert luocdo("status", "8-KH/TU", "--format", "json").json[0]["document"]["province"] == "Sơn La"


def test_a_province_that_is_none_is_wrong_usage(luocdo, folder):
    ran = luocdo("ingest", folder, "--province", "Xứ Khác")
    assert ran.code == 2
    assert "Xứ Khác" in ran.err


@pytest.mark.parametrize("workers", [1, 2])
def test_extracts_stand_in_the_order_of_the_files(luocdo, folder, workers):
    files = [folder / name for name in ("trung-uong.txt", "gia-lai.txt", "trung-uong.txt")]
    ran = luocdo("extract", *files, "--workers", workers)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["source"] for row in rows] == ["trung-uong.txt", "gia-lai.txt"]
    assert rows[1]["document"]["number"] == "614/KH-UBND"
    assert ran.err == ""


def test_json_is_one_list(luocdo, folder):
    assert len(luocdo("extract", folder, "--format", "json").json) == 2
    (folder / "e.txt").write_bytes(b"")
    assert luocdo("extract", folder / "e.txt", "--format", "json").json == []


def test_a_table_names_the_citations(luocdo, folder):
    out = luocdo("extract", folder / "gia-lai.txt", "--format", "table").out
    assert "614/KH-UBND, 24/03/2020" in out
    assert "290-QĐ/TW" in out


def test_a_dash_is_standard_input(luocdo, folder, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO("Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010.".encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    ran = luocdo("extract", folder / "gia-lai.txt", "-")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["source"] for row in rows] == ["gia-lai.txt", "-"]
    assert [each["number"] for each in rows[1]["citations"]] == ["290-QĐ/TW"]


def test_the_largest_file_is_a_setting(luocdo, folder, monkeypatch):
    (folder / "long.txt").write_text("Kế hoạch. " * 200_000, "utf-8")
    monkeypatch.setenv("LUOCDO_MAX_MB", "1")
    ran = luocdo("extract", folder / "long.txt")
    assert (ran.code, ran.out) == (3, "")
    assert "too large" in ran.err
    monkeypatch.setenv("LUOCDO_MAX_MB", "much")
    assert luocdo("extract", folder / "long.txt").code == 2

"""The demonstration: samples in a store of their own, two decisions, everything marked as illustrative."""

from __future__ import annotations

from luocdo.app import demo
from luocdo.graph.store import open_store


def test_the_demo_shows_both_decisions_and_marks_their_evidence(luocdo, tmp_path):
    ran = luocdo("demo")
    assert (ran.code, ran.err) == (0, "")
    assert "290-QĐ/TW" in ran.out
    assert "Bị 23-QĐ/TW thay thế, từ ngày 30/07/2021." in ran.out
    assert "Điều 3" in ran.out
    for province in ("Gia Lai", "Sơn La", "Tuyên Quang", "Bình Định"):
        assert province in ran.out
    evidence = [line for line in ran.out.splitlines() if ".txt" in line]
    assert len(evidence) > 5
    assert ran.out.count("[minh họa]") >= len(evidence)
    assert (tmp_path / demo.STORE).exists()
    assert not (tmp_path / "luocdo.db").exists()


def test_store_and_json_carry_the_mark(luocdo):
    luocdo("demo")
    tree = luocdo("trace", "290-QĐ/TW", "--store", demo.STORE, "--format", "json").json
    assert all(child["relation"]["evidence"]["illustrative"] for child in tree["children"])
    held = open_store(demo.STORE, create=False).document_page("", 1000)
    assert all(each.illustrative for each in held if each.held)


def test_the_demo_twice_gives_the_same_bytes(luocdo):
    assert luocdo("demo", "--lang", "en").out == luocdo("demo", "--lang", "en").out


def test_an_installation_without_samples_says_so(luocdo, monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "files", lambda package: tmp_path)
    ran = luocdo("demo")
    assert ran.code == 3
    assert "văn bản mẫu" in ran.err


def test_a_folder_that_cannot_be_written_to_sends_the_store_elsewhere(monkeypatch):
    monkeypatch.setattr(demo.os, "access", lambda path, mode: False)
    assert demo._place().parent != demo.Path.cwd()

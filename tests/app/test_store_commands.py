"""Counts, and what is open."""

from __future__ import annotations

import pytest


def test_info_counts(loaded):
    info = loaded("info", "--format", "json").json
    assert info["counts"]["held"] == 2
    assert info["known_to"] == "2021-07-30"
    assert info["versions"]["luocdo"]


def test_a_password_in_the_url_is_not_shown(loaded):
    ran = loaded("info", "--store", "bolt://me:secret@host")
    assert "secret" not in ran.out + ran.err


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

"""Questions: exit codes, candidates, and JSON that is nothing but JSON."""

from __future__ import annotations

import os
import threading

import pytest


def test_trace_as_json_is_the_contracts_tree(loaded):
    tree = loaded("trace", "290-QĐ/TW", "--format", "json").json
    assert (tree["document"]["number"], tree["status"], tree["relation"]) == ("290-QĐ/TW", "superseded", None)
    (child,) = tree["children"]
    assert child["document"]["number"] == "614/KH-UBND"
    assert child["relation"]["kind"] == "implements"
    assert "290-QĐ/TW" in child["relation"]["evidence"]["quote"]


def test_trace_as_a_tree_fits_eighty_columns(loaded, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    out = loaded("trace", "290-QĐ/TW").out
    assert max(map(len, out.splitlines())) <= 80
    assert "└─ Kế hoạch 614/KH-UBND, 24/03/2020" in out
    assert "đã bị thay thế" in out
    assert "\x1b" not in out


def test_trace_upwards_and_by_relation(loaded):
    tree = loaded("trace", "614/KH-UBND", "--direction", "up", "--relations", "based_on", "--format", "json").json
    assert [each["document"]["number"] for each in tree["children"]] == ["282-KH/TU"]


def test_trace_in_english(loaded):
    ran = loaded("trace", "290-QĐ/TW", "--lang", "en")
    assert "superseded" in ran.out
    assert "carries out" in ran.out


def test_equal_questions_give_equal_bytes(loaded):
    questions = [("trace", "290-QĐ/TW", "--format", "json"), ("search", "dân vận"), ("status", "23-QĐ/TW")]
    assert [loaded(*each) for each in questions] == [loaded(*each) for each in questions]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["trace", "25-NQ/TW"], 2, "25-NQ/TW@2003-03-12"),
        (["status", "25-NQ/TW"], 2, "25-NQ/TW@2013-06-03"),
        (["export", "--format", "json", "--root", "25-NQ/TW", "x.json"], 2, "25-NQ/TW@2013-06-03"),
        (["trace", "25-NQ/TW@2013-06-03"], 0, ""),
        (["trace", "999-QĐ/TW"], 2, "999-QĐ/TW"),
        (["trace", "dân vận"], 2, "not a document number"),
        (["status", "dân vận"], 2, "not a document number"),
        (["status", "999-QĐ/TW"], 0, ""),
        (["status"], 2, "NUMBER"),
        (["trace", "290-QĐ/TW", "--on", "2020-02-30"], 2, "2020-02-30"),
        (["trace", "290-QĐ/TW", "--relations", "loves"], 2, "loves"),
        (["trace", "290-QĐ/TW", "--relations", "may_be"], 2, "may_be"),
        (["trace", "290-QĐ/TW", "--depth", "-1"], 2, "depth"),
        (["trace", "290-QĐ/TW", "--format", "svg"], 2, "svg"),
        (["export", "--format", "json", "--depth", "1", "x.json"], 2, "depth"),
        (["export", "--format", "csv", "-"], 2, "csv"),
        (["foresee", "290-QĐ/TW"], 2, "foresee"),
        (["trace", "290-QĐ/TW", "--store", "none.db"], 4, "none.db"),
        (["info", "--store", "neo4j://host"], 4, "neo4j"),
        (["search", "không có chữ này"], 0, "Không tìm thấy"),
        (["--version"], 0, ""),
    ],
)
def test_exit_codes(loaded, arguments, code, said):
    ran = loaded(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert bool(ran.err) == bool(said)


def test_a_number_among_several_carries_its_candidates(loaded):
    ran = loaded("status", "25-NQ/TW", "290-QĐ/TW", "không phải số", "--on", "24/3/2020", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert [row["status"] for row in ran.json] == ["unknown", "in_force", "unknown"]
    assert [each["date"] for each in ran.json[0]["candidates"]] == ["2003-03-12", "2013-06-03"]


def test_one_ambiguous_number_as_json_is_still_json(loaded):
    ran = loaded("status", "25-NQ/TW", "--format", "json")
    assert ran.code == 2
    assert len(ran.json[0]["candidates"]) == 2


def test_the_registry_knows_what_the_store_does_not(loaded):
    (row,) = loaded("status", "34/2007/PL-UBTVQH11", "--on", "2024-01-15", "--format", "json").json
    assert (row["status"], row["since"], row["chain"]) == ("superseded", "2023-07-01", ["10/2022/QH15"])
    assert row["reason"]["source"].startswith("Sổ văn bản")


def test_status_of_a_file_of_numbers_as_csv(loaded, tmp_path):
    (tmp_path / "numbers.txt").write_text("# những số cần xem\n290-QĐ/TW\n\n23-QĐ/TW\n", "utf-8")
    out = loaded("status", "--file", "numbers.txt", "--on", "2024-01-15", "--format", "csv").out
    lines = out.splitlines()
    assert lines[0].startswith("\ufeffquery,id,number")
    assert [line.split(",")[0] for line in lines[1:]] == ["290-QĐ/TW", "23-QĐ/TW"]
    assert ",superseded," in lines[1]


def test_status_of_numbers_from_a_pipe(loaded, tmp_path):
    pipe = tmp_path / "numbers"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("290-QĐ/TW\n", "utf-8"))
    writer.start()
    rows = loaded("status", "--file", pipe, "--on", "2024-01-15", "--format", "json").json
    writer.join()
    assert [row["status"] for row in rows] == ["superseded"]


def test_a_file_of_numbers_that_is_not_there_is_wrong_usage(loaded):
    ran = loaded("status", "--file", "none.txt")
    assert ran.code == 2
    assert "none.txt" in ran.err


def test_search_folds_marks_and_separators(loaded):
    rows = loaded("search", "290qd", "--format", "json").json
    assert rows[0]["document"]["number"] == "290-QĐ/TW"
    assert loaded("search", "khong", "co", "--format", "json").json == []

"""The screen and the CSV of `status` tell stale grounds with their path, and guesses as guesses."""

from __future__ import annotations

import csv
import io

import pytest

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 77/KH-UBND
Lào Cai, ngày 05 tháng 4 năm 2021

KẾ HOẠCH
Thực hiện dân chủ ở cơ sở

I. NỘI DUNG
1. Tiếp tục thực hiện Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20/4/2007 của Ủy ban Thường vụ Quốc hội.
"""
RULES = """TỈNH ỦY LÀO CAI
Số 77-QĐ/TU
Lào Cai, ngày 05 tháng 5 năm 2010

QUYẾT ĐỊNH
ban hành Quy chế công tác dân vận của hệ thống chính trị

Điều 1. Ban hành quy chế.
"""
CITING = """BAN DÂN VẬN TRUNG ƯƠNG
Số 5-HD/BDVTW
Hà Nội, ngày 05 tháng 5 năm 2019

HƯỚNG DẪN
về một việc

1. Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị
ban hành Quy chế công tác dân vận của hệ thống chính trị.
"""


@pytest.fixture
def told(luocdo, tmp_path, monkeypatch):
    """The command line on three texts, wide enough that no cell is broken."""
    monkeypatch.setenv("COLUMNS", "300")
    for name, text in (("plan", PLAN), ("rules", RULES), ("citing", CITING)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert luocdo("ingest", "plan.txt", "rules.txt", "citing.txt").code == 0
    return luocdo


def test_the_table(told):
    out = told("status", "77/KH-UBND", "77-QĐ/TU", "--on", "2024-01-15").out
    assert "Dựa vào căn cứ đã hết hiệu lực: 34/2007/PL-UBTVQH11 → 10/2022/QH15." in out
    assert "~ Cùng nội dung với 290-QĐ/TW: cần kiểm tra (suy đoán)." in out


def test_the_csv(told):
    out = told("status", "77/KH-UBND", "77-QĐ/TU", "--on", "2024-01-15", "--format", "csv").out
    plan, rules = csv.DictReader(io.StringIO(out.lstrip("\ufeff")))
    assert (plan["stale"], plan["proposals"]) == ("34/2007/PL-UBTVQH11 > 10/2022/QH15", "")
    assert (rules["stale"], rules["proposals"]) == ("", "~290-QĐ/TW")


def test_on_a_day_when_all_still_held(told):
    rows = told("status", "77/KH-UBND", "77-QĐ/TU", "--on", "2021-06-01", "--format", "json").json
    assert [(row["stale"], row["proposals"]) for row in rows] == [(None, []), (None, [])]


def test_numbers_of_a_csv_file(told, tmp_path):
    (tmp_path / "numbers.csv").write_text('\ufeffSố hiệu,Ghi chú\n"77/KH-UBND","a, b"\n290-QĐ/TW,\n', encoding="utf-8")
    out = told("status", "--file", "numbers.csv", "--on", "2024-01-15", "--format", "csv").out
    assert [row["number"] for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff")))] == ["77/KH-UBND", "290-QĐ/TW"]

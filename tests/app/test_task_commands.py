"""Who must do what by when, and which provinces carry it out, on the command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from icalendar import Calendar

from luocdo.app.task_lines import bare, clipped

PLANS = {
    "gia-lai.txt": """ỦY BAN NHÂN DÂN
TỈNH GIA LAI
Số: 614/KH-UBND
Gia Lai, ngày 24 tháng 3 năm 2020

KẾ HOẠCH
Công tác dân vận của chính quyền năm 2020

I. NỘI DUNG
1. Các cơ quan giữ nếp tiếp dân hằng tuần.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Viết báo cáo mười năm thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị.
2. Các sở, ban, ngành; Ủy ban nhân dân các huyện, thị xã, thành phố
- Gửi báo cáo về Sở Nội vụ trước ngày 30/5/2020 và trước ngày 30/10/2020.
""",
    "binh-dinh.txt": """ỦY BAN NHÂN DÂN
TỈNH BÌNH ĐỊNH
Số: 7/KH-UBND
Bình Định, ngày 02 tháng 01 năm 2022

KẾ HOẠCH
Dân vận khéo

I. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Báo cáo UBND tỉnh trước ngày 31 tháng 10 hằng năm.
""",
}


@pytest.fixture
def plans(luocdo: Callable[..., Any], tmp_path: Any) -> Callable[..., Any]:
    """The command line with two plans in its store."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, text in PLANS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert luocdo("ingest", folder).code == 0
    return luocdo


def test_json_is_what_the_contract_says(plans):
    (review,) = plans("tasks", "--directive", "290-QĐ/TW", "--agency", "SNV", "--format", "json").json
    assert review["agencies"] == [{"id": "so-noi-vu.gia-lai", "name": "Sở Nội vụ"}]
    assert review["directives"] == ["290-QĐ/TW"]
    assert review["document"]["number"] == "614/KH-UBND"


def test_a_table_tells_when_who_and_what(plans):
    out = " ".join(plans("tasks", "--province", "Gia Lai", "--provinces", "63", "--due-before", "1/6/2020").out.split())
    assert "30/05/2020" in out
    assert "614/KH-UBND, Gia Lai" in out
    assert "qua hạn" not in out


def test_past_due_says_that_days_went_by_and_nothing_of_the_work(plans, monkeypatch):
    monkeypatch.setenv("COLUMNS", "240")
    out = " ".join(plans("tasks", "--past-due-on", "2020-06-09").out.split())
    assert "đã qua hạn 10 ngày" in out
    assert "chưa" not in out
    assert "past by 10 days" in " ".join(plans("tasks", "--past-due-on", "2020-06-09", "--lang", "en").out.split())


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(plans):
    out = plans("tasks", "--format", "csv").out
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert all(row["text"].startswith("'-") for row in rows if "báo cáo" in row["text"])
    assert {"2020-05-30; 2020-10-30"} <= {row["due"] for row in rows}


def test_a_calendar_has_an_event_for_each_due_day(plans):
    out = plans("tasks", "--format", "ics", "--due-before", "2024-01-01").out
    events = Calendar.from_ical(out).walk("VEVENT")
    days = [event.decoded("dtstart").isoformat() for event in events]
    assert days == ["2020-05-30", "2020-10-30", "2022-10-31", "2023-10-31"]
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert "Sở Nội vụ: Báo cáo UBND tỉnh" in str(events[-1]["summary"])
    assert "7/KH-UBND" in str(events[-1]["description"])
    assert out == plans("tasks", "--format", "ics", "--due-before", "2024-01-01").out


def test_a_calendar_without_a_day_ends_with_the_next_year(plans, monkeypatch):
    monkeypatch.setattr("luocdo.app.task_commands.today", lambda: "2024-02-29")
    events = Calendar.from_ical(plans("tasks", "--format", "ics").out).walk("VEVENT")
    assert max(event.decoded("dtstart").isoformat() for event in events) == "2025-10-31"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["tasks", "--agency", "Sở Y tế"], 0, "Sở Y tế: kho không có cơ quan nào như vậy"),
        (["tasks", "--agency", "Sở Nội vụ", "--province", "Sơn La"], 0, "Không có nhiệm vụ"),
        (["tasks", "--province", "Atlantis"], 2, "Atlantis"),
        (["tasks", "--due-before", "31/2/2020"], 2, "31/2/2020"),
        (["tasks", "--directive", "999/QĐ-TTg"], 2, "999/QĐ-TTg"),
        (["tasks", "--provinces", "61"], 2, "61"),
        (["coverage", "999/QĐ-TTg"], 2, "999/QĐ-TTg"),
        (["coverage"], 2, "NUMBER"),
        (["tasks", "--store", "none.db"], 4, "none.db"),
    ],
)
def test_exit_codes(plans, arguments, code, said):
    ran = plans(*arguments)
    assert ran.code == code
    assert said in ran.err


def test_trace_shows_the_work_with_days_and_bodies_and_the_provinces(plans):
    out = plans("trace", "290-QĐ/TW").out
    lines = [line.strip() for line in out.splitlines()]
    assert any(line.startswith("◆ Sở Nội vụ: Viết báo cáo mười năm") for line in lines)
    assert any(line.startswith("• [30/05/2020; 30/10/2020] Các sở, ban, ngành; ") for line in lines)
    assert lines[-2:] == [
        "Đến 1 tỉnh: Gia Lai",
        "1 tỉnh có văn bản trong kho nhưng chưa thấy văn bản thực hiện: Bình Định",
    ]
    assert max(len(line) for line in out.splitlines()) <= 100


def test_the_json_of_a_trace_has_tasks_and_provinces(plans):
    tree = plans("trace", "290-QĐ/TW", "--format", "json").json
    assert tree["provinces"] == {"reached": ["Gia Lai"], "without": ["Bình Định"]}
    (plan,) = tree["children"]
    assert [each["agencies"][0]["id"] for each in plan["tasks"]] == ["so-noi-vu.gia-lai", "cac-so-ban-nganh.gia-lai"]
    assert plan["tasks"][1]["deadlines"][0]["date"] == "2020-05-30"


def test_coverage_of_either_count(plans):
    rows = {each["province"]: each for each in plans("coverage", "290-QĐ/TW", "--format", "json").json}
    assert (len(rows), rows["Gia Lai"]["status"], rows["Sơn La"]["status"]) == (34, "has", "unknown")
    assert rows["Gia Lai"]["chain"] == ["290-QĐ/TW", "614/KH-UBND"]
    assert rows["Gia Lai"]["days_after"] == 3680
    out = plans("coverage", "290-QĐ/TW", "--provinces", "63", "--format", "csv").out
    old = {row["province"]: row for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))}
    assert (len(old), old["Bình Định"]["status"]) == (63, "held_none")
    assert old["Gia Lai"]["agencies"].startswith("Sở Nội vụ; Các sở, ban, ngành")


def test_coverage_as_a_table_ends_with_its_sums(plans, monkeypatch):
    monkeypatch.setenv("COLUMNS", "240")
    out = plans("coverage", "290-QĐ/TW", "--provinces", "63", "--lang", "en").out
    assert "3680 days after" in " ".join(out.split())
    assert out.splitlines()[-1] == (
        "Provinces with a document that carries it out: 1; with later texts in the store but none that does: 1;"
        " unknown: 61."
    )


def test_tasks_of_the_samples_are_marked_as_our_own_words(luocdo, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    tree = luocdo("demo").out
    marked = [line for line in tree.splitlines() if "•" in line or "◆" in line]
    assert marked
    assert all(line.rstrip().endswith("[minh họa]") and len(line) <= 120 for line in marked)
    store = ("--store", "luocdo-demo.db", "--province", "Sơn La")
    assert "[minh họa]" in " ".join(luocdo("tasks", *store).out.split())
    assert all(each["illustrative"] for each in luocdo("tasks", *store, "--format", "json").json)
    assert (
        "[minh họa]"
        in Calendar.from_ical(luocdo("tasks", *store, "--format", "ics").out).walk("VEVENT")[0]["description"]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- Báo cáo\n  hằng năm", "Báo cáo hằng năm"),
        ("a) Chủ trì", "Chủ trì"),
        ("2. - Phối hợp", "Phối hợp"),
        ("100% cơ quan", "100% cơ quan"),
        ("- 6 tháng báo cáo", "6 tháng báo cáo"),
    ],
)
def test_a_task_without_its_bullet(text, words):
    assert bare(text) == words


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Sở Nội vụ", 9, "Sở Nội vụ"),
        ("Sở Nội vụ, Sở Tài chính", 14, "Sở Nội vụ …"),
        ("Nghiêng", 5, "Ngh …"),
    ],
)
def test_what_is_cut_ends_between_words(text, room, shown):
    assert clipped(text, room) == shown
    assert len(shown) <= room

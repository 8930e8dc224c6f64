"""`luocdo check` on the command line: exit codes, and each form of the answer."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

OLD = "Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị.\n"
GOOD = "Thực hiện Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị.\n"


@pytest.fixture
def draft(tmp_path):
    def write(text, name="du-thao.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


@pytest.mark.parametrize(
    ("text", "on", "code"), [(OLD, "2024-01-15", 1), (OLD, "2020-03-24", 0), (GOOD, "2024-01-15", 0)]
)
def test_exit_codes(loaded, draft, text, on, code):
    assert loaded("check", draft(text), "--on", on).code == code


def test_a_table_names_the_successor_in_full(loaded, draft, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    ran = loaded("check", draft(OLD), "--on", "2024-01-15")
    assert ran.err == ""
    assert "đã bị thay thế" in ran.out
    assert "→ Quyết định số 23-QĐ/TW ngày 30 tháng 7 năm 2021 của" in " ".join(ran.out.split())


def test_json_is_the_contracts(loaded, draft):
    found = loaded("check", draft(OLD), "--on", "2024-01-15", "--format", "json").json
    assert list(found) == ["source", "on", "summary", "findings"]
    (finding,) = found["findings"]
    assert (finding["kind"], finding["severity"], finding["status"]) == ("superseded", "error", "superseded")
    assert OLD[finding["start"] : finding["end"]] == finding["text"]
    assert finding["taken_for"]["number"] == "290-QĐ/TW"


@pytest.mark.parametrize("form", ["table", "html", "sarif"])
def test_an_unclear_number_is_told_with_what_it_may_be(loaded, draft, form, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    ran = loaded("check", draft("Thực hiện Nghị quyết số 25-NQ/TW.\n"), "--on", "2024-01-15", "--format", form)
    said = " ".join(ran.out.split())
    assert "~ 25-NQ/TW, 12/03/2003" in said
    assert "~ 25-NQ/TW, 03/06/2013" in said


def test_a_file_name_is_a_uri_in_sarif(loaded, draft):
    ran = loaded("check", draft(OLD, "dự thảo 2.txt"), "--on", "2024-01-15", "--format", "sarif")
    (place,) = ran.json["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "d%E1%BB%B1%20th%E1%BA%A3o%202.txt"


class Tags(HTMLParser):
    """Every tag of a page, and its attributes."""

    def __init__(self, page):
        super().__init__()
        self.seen = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_html_takes_nothing_of_the_draft_for_markup(loaded, draft):
    evil = f'<script>alert(1)</script> "quoted" & {OLD}<img src=x onerror=alert(2)>'
    page = loaded("check", draft(evil), "--on", "2024-01-15", "--format", "html").out
    tags = Tags(page).seen
    assert {name for name, _ in tags} & {"script", "img", "link", "iframe"} == set()
    assert not any(re.match("on|src", key) for _, attributes in tags for key in attributes)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    (mark,) = [attributes for name, attributes in tags if name == "mark"]
    assert mark["class"] == "error"


def test_sarif_points_at_line_and_column(loaded, draft):
    ran = loaded("check", draft(f"Dòng đầu.\n{OLD}{GOOD}"), "--on", "2024-01-15", "--format", "sarif", "--lang", "en")
    (run,) = ran.json["runs"]
    (result,) = run["results"]
    assert (ran.json["version"], result["ruleId"], result["level"]) == ("2.1.0", "superseded", "error")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["superseded"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (2, 11)
    assert result["message"]["text"].startswith("Quyết định số 290-QĐ/TW ngày 25/02/2010: Replaced by 23-QĐ/TW")


@pytest.mark.parametrize(("arguments", "code"), [(["none.txt"], 3), ([], 2), (["du-thao.txt", "--format", "odt"], 2)])
def test_what_cannot_be_read_is_told(loaded, draft, arguments, code):
    draft(GOOD)
    assert loaded("check", *arguments).code == code


def test_a_draft_that_is_not_there_is_named(loaded):
    assert "none.txt: no such file" in loaded("check", "none.txt").err

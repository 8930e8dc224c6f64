"""`luocdo registry import|list|drop`, and `--registry`: tables and registries that others keep, on the command line."""

from __future__ import annotations

import csv
import io

import pytest

HEAD = "so_ky_hieu,ngay_ban_hanh,trich_yeu,hieu_luc\n"
TABLE = HEAD + (
    '10/QĐ-UBND,05/03/2020,"=HYPERLINK(""http://x"")",Văn bản hết hiệu lực\n'
    "=cmd|'/C calc'!A0,05/03/2020,về một việc,Văn bản hết hiệu lực\n"
    "11/QĐ-UBND,05/03/2020,về một việc,+Lạ\n"
)
KEY = "binh-duong-documents:a.csv"
OWN = (
    "sources: {so: Sổ của cơ quan}\ndocuments:\n"
    "  - {type: Kế hoạch, number: 998/KH-UBND, date: 2020-03-24, place: Gia Lai, effective_to: 2021-06-30}\n"
)
ENDED = (
    "sources: {so: Sổ của cơ quan}\ndocuments:\n"
    "  - {type: Quyết định, number: 23-QĐ/TW, date: 2021-07-30, effective_to: 2021-12-31}\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def imported(luocdo, table):
    ran = luocdo("registry", "import", table, "--mapping", "binh-duong-documents")
    assert (ran.code, ran.out) == (0, "")
    return luocdo


def test_an_import_tells_what_was_read_and_what_was_refused(luocdo, table):
    ran = luocdo("registry", "import", table, "--mapping", "binh-duong-documents", "--lang", "en")
    assert f"Table {KEY}: 3 rows read, 2 facts filed; 2 rows have something that cannot be used." in ran.err
    assert "1 × no number, or several" in ran.err
    assert "row 3: =cmd|'/C calc'!A0" in ran.err
    assert "1 × these words for a state are not known" in ran.err


def test_imported_again_it_says_what_it_takes_the_place_of(imported, table):
    ran = imported("registry", "import", table, "--mapping", "binh-duong-documents", "--lang", "en")
    assert "In place of the table imported on" in ran.err
    assert len(imported("registry", "list", "--format", "json").json) == 1


def test_the_report_has_every_refused_row_and_runs_nothing(imported, table, tmp_path):
    out = tmp_path / "report.csv"
    imported("registry", "import", table, "--mapping", "binh-duong-documents", "--report", out, "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [(row["row"], row["reason"], row["words"]) for row in rows] == [
        ("3", "no number, or several", "'=cmd|'/C calc'!A0"),
        ("4", "these words for a state are not known", "'+Lạ"),
    ]
    assert {row["file"] for row in rows} == {str(table)}


def test_a_status_from_a_table_names_it_in_every_form(imported):
    ran = imported("status", "10/QĐ-UBND", "--on", "2100-01-01")
    assert "đã hết hiệu lực" in ran.out
    assert "bảng a.csv, dòng 2" in " ".join(ran.out.split())
    (answer,) = imported("status", "10/QĐ-UBND", "--on", "2100-01-01", "--format", "json").json
    assert (answer["status"], answer["by"], answer["reason"]["quote"]) == ("repealed", None, "Văn bản hết hiệu lực")
    assert answer["document"]["title"].startswith("=HYPERLINK"), "as the table has it"
    out = imported("status", "10/QĐ-UBND", "11/QĐ-UBND", "--on", "2100-01-01", "--format", "csv").out
    assert not any(cell.startswith(("=", "+", "@")) for row in csv.reader(io.StringIO(out)) for cell in row)


def test_tables_are_listed_and_dropped(imported):
    assert KEY in imported("registry", "list").out
    (told,) = imported("registry", "list", "--format", "json").json
    assert (told["key"], told["rows"], told["refused"], told["facts"]) == (KEY, 3, 2, 2)
    assert imported("registry", "drop", "nobody").code == 2
    assert imported("registry", "drop", KEY).code == 0
    assert imported("registry", "list", "--format", "json").json == []
    assert "Chưa nhập bảng nào" in imported("registry", "list").err
    assert "Kho không có văn bản nào" in imported("status", "10/QĐ-UBND").out


def test_one_file_that_fails_does_not_stop_the_others(luocdo, table, tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text("a,b\n1,2\n", "utf-8")
    files = (broken, tmp_path / "none.csv", table)
    ran = luocdo("registry", "import", *files, "--mapping", "binh-duong-documents")
    assert ran.code == 3
    assert "broken.csv: no column" in ran.err
    assert "none.csv: No such file" in ran.err
    assert [each["key"] for each in luocdo("registry", "list", "--format", "json").json] == [KEY]


WRONG = [
    (("import", "a.csv"), "--mapping binh-duong-documents |"),
    (("import", "a.csv", "--mapping", "nobody"), "no such mapping; there are"),
    (("import", "a.csv", "--mapping", "none.yaml"), ""),
    (("import", "--mapping", "vbpl-documents"), "FILE"),
    (("import", "a.csv", "a.csv", "--mapping", "vbpl-documents", "--name", "x"), "FILE"),
    (("import", "a.csv", "--mapping", "vbpl-documents", "--as-of", "someday"), "someday"),
    (("drop",), "TABLE"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_wrong_usage_is_told_and_makes_no_store(luocdo, table, tmp_path, arguments, words):
    ran = luocdo("registry", *arguments)
    assert ran.code in (2, 3, 4)
    assert words in ran.err
    assert not (tmp_path / "luocdo.db").exists()


def test_the_day_whose_state_a_table_tells(luocdo, table):
    table.write_text(HEAD + "10/QĐ-UBND,05/03/2020,về một việc,Văn bản đang có hiệu lực\n", "utf-8")
    luocdo("registry", "import", table, "--mapping", "binh-duong-documents", "--as-of", "31/12/2021")
    on = [luocdo("status", "10/QĐ-UBND", "--on", day, "--format", "json").json for day in ("2021-12-31", "2022-01-01")]
    assert [answer["status"] for (answer,) in on] == ["in_force", "no_end_known"]


# --- a registry of one's own ---


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN, "utf-8")
    return path


def test_status_asks_ones_own_registry(loaded, own, monkeypatch):
    asked = ("status", "998/KH-UBND", "--on", "2022-01-01", "--format", "json")
    assert loaded(*asked).json[0]["document"] is None
    assert loaded(*asked, "--registry", own).json[0]["status"] == "expired"
    monkeypatch.setenv("LUOCDO_REGISTRY", str(own))
    assert loaded(*asked).json[0]["status"] == "expired"


def test_trace_and_impact_ask_ones_own_registry(loaded, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(ENDED, "utf-8")
    asked = ("23-QĐ/TW", "--on", "2022-01-01", "--format", "json")
    for command in ("trace", "impact"):
        assert loaded(command, *asked).json["status"] != "expired"
        assert loaded(command, *asked, "--registry", own).json["status"] == "expired", command


def test_check_asks_ones_own_registry_and_the_tables(loaded, own, table, tmp_path):
    loaded("registry", "import", table, "--mapping", "binh-duong-documents")
    draft = tmp_path / "du-thao.txt"
    draft.write_text(
        "Căn cứ Kế hoạch số 998/KH-UBND ngày 24/3/2020 của UBND tỉnh Gia Lai;\n"
        "Căn cứ Quyết định số 10/QĐ-UBND ngày 05/3/2020 của UBND tỉnh Bình Dương;\n",
        "utf-8",
    )
    ran = loaded("check", draft, "--registry", own, "--on", "2100-01-01", "--format", "json")
    assert [(each["kind"], each["severity"]) for each in ran.json["findings"]] == [
        ("expired", "warning"),
        ("repealed", "error"),
    ]
    assert ran.code == 1
    assert "bảng a.csv, dòng 2" in ran.json["findings"][1]["reason"]["source"]


@pytest.mark.parametrize(
    ("text", "words"), [(None, "No such file"), ("documents: [{type: X}]", "own.yaml: X: 'X' is no document type")]
)
def test_a_registry_that_cannot_be_read_is_told(loaded, tmp_path, text, words):
    path = tmp_path / "own.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    draft = tmp_path / "du-thao.txt"
    draft.write_text("Căn cứ Quyết định số 290-QĐ/TW;", "utf-8")
    for command in (("status", "290-QĐ/TW"), ("check", draft)):
        ran = loaded(*command, "--registry", path)
        assert ran.code == 2
        assert words in ran.err

"""The program as a shell sees it: pipes, encodings, stores out of reach, help."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from luocdo.app.cli import COMMANDS

PROGRAM = [sys.executable, "-c", "from luocdo.app.cli import main; main()"]


def test_a_reader_that_goes_away_is_no_error(loaded, tmp_path, folder):
    (folder / "long.txt").write_text("Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010.\n" * 20_000, "utf-8")
    command = subprocess.Popen(
        [*PROGRAM, "extract", str(folder / "long.txt")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    command.stdout.read(10)
    command.stdout.close()
    error = command.stderr.read()
    command.stderr.close()
    assert (command.wait(), error) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_vietnamese_is_written_whatever_the_locale(loaded, tmp_path, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*PROGRAM, "status", "290-QĐ/TW"], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    assert "đã bị thay thế" in done.stdout.decode("utf-8")


def test_help_names_every_command(luocdo):
    out = luocdo("--help").out
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help(luocdo, name):
    ran = luocdo(name, "--help")
    assert ran.code == 0
    assert " · " in ran.out


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be looked at" * 9, b""])
def test_a_store_that_is_none_is_out_of_reach(luocdo, tmp_path, content):
    (tmp_path / "other.db").write_bytes(content)
    ran = luocdo("trace", "290-QĐ/TW", "--store", "other.db")
    assert ran.code == (4 if content else 2)
    assert ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trace", "dân vận"], "Không phải số hiệu văn bản"),
        (["trace", "dân vận", "--lang", "en"], "Not a document number"),
        (["trace", "dân vận", "--lang=en"], "Not a document number"),
        (["info", "--store", "none.db"], "Không mở được kho"),
        (["trace", "290-QĐ/TW", "--relations", "loves"], "Không phải quan hệ"),
    ],
)
def test_an_error_speaks_the_language_of_the_command(loaded, arguments, said):
    assert loaded(*arguments).err.startswith(f"luocdo: {said}")


def test_the_store_may_be_set_once(luocdo, folder, monkeypatch, tmp_path):
    monkeypatch.setenv("LUOCDO_STORE", str(tmp_path / "mine.db"))
    luocdo("ingest", folder)
    assert luocdo("info", "--format", "json").json["store"] == str(tmp_path / "mine.db")

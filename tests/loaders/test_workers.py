"""Many files in several processes: order, bad files, files that kill their process."""

from __future__ import annotations

import sys

import pytest

from luocdo.loaders.workers import default_workers, extract_files

# Spawned processes import it by name, as they would any module of an installed program.
FAULTS = """
import os, time
from luocdo.loaders.workers import read_and_extract

def work(path):
    if "kill" in path.name:
        os._exit(9)
    if "raise" in path.name:
        raise RuntimeError("not foreseen")
    if "slow" in path.name:
        time.sleep(0.3)
    return read_and_extract(path)
"""


@pytest.fixture
def work(tmp_path, monkeypatch):
    """Work that fails by the name of the file."""
    (tmp_path / "faults_of_files.py").write_text(FAULTS, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import faults_of_files

    yield faults_of_files.work
    del sys.modules["faults_of_files"]


def files(tmp_path, *names):
    """A file of one citation for each name."""
    found = []
    for name in names:
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{name}: thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010.", "utf-8")
        found.append(path)
    return found


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_stand_in_the_order_of_the_files(tmp_path, work, workers):
    given = files(tmp_path, "slow", *(f"n{n}" for n in range(40)))
    rows = list(extract_files(given, workers=workers, work=work))
    assert [row.file for row in rows] == [str(path) for path in given]
    assert all(row.extraction.citations[0].number == "290-QĐ/TW" for row in rows)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_is_reported_for_its_file_alone(tmp_path, work, workers):
    rows = list(extract_files(files(tmp_path, "one", "raise", "two"), workers=workers, work=work))
    assert [bool(row.extraction) for row in rows] == [True, False, True]
    assert rows[1].reason == "a fault of luocdo, please report it: RuntimeError: not foreseen"


def test_a_file_that_kills_its_process_is_reported_and_the_others_are_read(tmp_path, work):
    names = ["kill", *(f"n{n}" for n in range(150)), "kill too", "last"]
    rows = list(extract_files(files(tmp_path, *names), workers=2, work=work))
    failed = [row for row in rows if row.extraction is None]
    assert [row.file.rpartition("/")[2] for row in failed] == ["kill.txt", "kill too.txt"]
    assert failed[0].reason.startswith("reading it ends the process")
    assert len(rows) == len(names)


def test_a_missing_file_is_a_row(tmp_path):
    (row,) = extract_files([tmp_path / "none.txt"])
    assert (row.extraction, row.reason) == (None, "no such file")


@pytest.mark.parametrize(("count", "least", "most"), [(0, 1, 1), (10, 1, 1), (100_000, 1, 1000)])
def test_a_handful_of_files_needs_no_second_process(count, least, most):
    assert least <= default_workers(count) <= most

"""Files into a store: what is read again, what a report says, how batches are cut."""

from __future__ import annotations

import os
import sys

import pytest

from luocdo.graph.sqlite_store import SqliteStore
from luocdo.loaders.ingest import ingest, key_of

TEXT = "Số: {n}-KH/TU\nKế hoạch thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị."


@pytest.fixture
def store():
    made = SqliteStore(None)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    """Five plans, the fifth with the bytes of the fourth."""
    for n in range(1, 6):
        (tmp_path / f"{n}.txt").write_text(TEXT.format(n=min(n, 4)), "utf-8")
    return tmp_path


def keys(store):
    return [row.key for row in store.held()]


def test_of_two_files_with_the_same_bytes_the_first_is_read(store, folder):
    found = ingest(store, [folder], workers=1)
    assert (found.files, found.loaded, found.unchanged, found.copies, found.failed) == (5, 4, 0, 1, ())
    assert keys(store) == [key_of(folder / f"{n}.txt") for n in range(1, 5)]


@pytest.mark.parametrize("batch_files", [1, 2, 100])
def test_a_batch_is_one_transaction(store, folder, batch_files):
    ingest(store, [folder], workers=1, batch_files=batch_files)
    assert store.data_version() == -(-4 // batch_files)
    assert len(store.by_number_key("290-qđ-tw")) == 1


def test_nothing_to_do_writes_nothing(store, folder):
    ingest(store, [folder], workers=1)
    before = store.data_version()
    assert ingest(store, [folder], workers=1).unchanged == 5
    assert store.data_version() == before


def test_a_moved_file_is_known_by_its_bytes(store, folder):
    ingest(store, [folder / "1.txt"], workers=1)
    (folder / "1.txt").rename(folder / "9.txt")
    assert ingest(store, [folder / "9.txt"], workers=1).unchanged == 1


def test_progress_counts_all_files(store, folder):
    told = []
    ingest(store, [folder], workers=1, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 5), (2, 5), (3, 5), (5, 5)]


def test_a_file_that_turns_bad_keeps_what_it_said_and_is_reported(store, folder):
    ingest(store, [folder / "1.txt"], workers=1)
    (folder / "1.txt").write_bytes(b"\x00\x01\x02" * 99)
    found = ingest(store, [folder / "1.txt"], workers=1)
    assert [row.file for row in found.failed] == [str(folder / "1.txt")]
    assert keys(store) == [key_of(folder / "1.txt")]
    assert [row.file for row in store.quarantined()] == [str(folder / "1.txt")]


def test_each_of_several_bad_files_of_the_same_bytes_is_reported_and_released(store, folder):
    bad = [folder / f"empty {n}.txt" for n in range(3)]
    for path in bad:
        path.write_bytes(b"")
    found = ingest(store, bad, workers=1)
    assert [row.file for row in found.failed] == [row.file for row in store.quarantined()] == list(map(str, bad))
    for path in bad:
        path.write_text(TEXT.format(n=7), "utf-8")
    assert ingest(store, bad, workers=1).failed == ()
    assert store.quarantined() == []


def test_a_link_to_itself_is_a_row(store, folder):
    (folder / "self.txt").symlink_to("self.txt")
    found = ingest(store, [folder], workers=1)
    assert found.loaded == 4
    assert [row.file for row in found.failed] == [str(folder / "self.txt")]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux file names may be any bytes")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_name_that_is_no_utf_8_is_loaded_with_the_name_escaped(store, folder, workers):
    (folder / "1.txt").rename(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt"))
    assert ingest(store, [folder], workers=workers).failed == ()
    assert "bad\\xff.txt" in [row.source for row in store.held()]
    assert ingest(store, [folder], workers=1).unchanged == 5


def test_a_sample_is_illustrative(store, folder):
    ingest(store, [folder / "1.txt"], workers=1, sample=True)
    assert [each.illustrative for each in store.document_page() if each.held] == [True]

"""A load that is killed or stopped leaves a sound store, and doing it again completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest

COUNT = 700
PROGRAM = [sys.executable, "-c", "from luocdo.app.cli import main; main()"]
IN_SMALL_BATCHES = """
import sys
from functools import partial
from luocdo.app import load_commands
from luocdo.app.cli import main
load_commands.ingest = partial(load_commands.ingest, batch_files=50)
main()
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """More files than are loaded before the first look."""
    folder = tmp_path_factory.mktemp("many")
    for n in range(COUNT):
        day = f"ngày {n % 28 + 1} tháng {n % 12 + 1} năm 2020"
        head = f"UBND TỈNH GIA LAI\nSố: {n + 1}/KH-UBND\nGia Lai, {day}\n\nKẾ HOẠCH\nCông tác dân vận\n"
        body = "Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị.\n" * 20
        (folder / f"{n:04}.txt").write_text(head + body, "utf-8")
    return folder


def dump(path):
    store = open_store(str(path), create=False)
    documents = store.document_page("", 10_000)
    edges = store.neighbours([each.id for each in documents], (), "up", evidence=True)
    store.close()
    return documents, edges


@pytest.fixture(scope="module")
def whole(many, tmp_path_factory):
    """What the store holds when nothing stops the load."""
    path = tmp_path_factory.mktemp("whole") / "whole.db"
    store = open_store(str(path))
    ingest(store, [many], workers=1)
    store.close()
    return dump(path)


def started(many, store):
    """A load in a process of its own, with workers, that has begun to write."""
    load = subprocess.Popen(
        [
            sys.executable,
            "-c",
            IN_SMALL_BATCHES,
            "ingest",
            str(many),
            "--store",
            str(store),
            "--workers",
            "2",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while load.poll() is None and not held(store):
        time.sleep(0.02)
    return load


def held(store):
    """How many texts are in a store that another process may be making."""
    if not store.exists():
        return 0
    reader = open_store(str(store))
    count = reader.counts().held
    reader.close()
    return count


def is_running(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_after_a_kill_the_load_is_completed_and_no_worker_is_left(many, whole, tmp_path):
    store = tmp_path / "killed.db"
    load = started(many, store)
    load.kill()
    load.communicate()
    assert held(store) < COUNT
    deadline = time.monotonic() + 60
    while is_running(load.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(load.pid)
    again = subprocess.run(
        [*PROGRAM, "ingest", str(many), "--store", str(store)], check=True, capture_output=True, text=True
    )
    assert f"{COUNT} tệp" in again.stderr
    assert dump(store) == whole


def test_after_ctrl_c_the_store_is_sound(many, whole, tmp_path):
    store = tmp_path / "stopped.db"
    load = started(many, store)
    os.killpg(load.pid, signal.SIGINT)
    out, err = load.communicate(timeout=30)
    assert out == b""
    assert b"Traceback" not in err
    assert load.returncode in {130, 0}
    target = open_store(str(store))
    ingest(target, [many], workers=1)
    target.close()
    assert dump(store) == whole

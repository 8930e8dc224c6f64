"""Loads that were asked for over HTTP: one at a time, each in a process of its own, told in a file that all workers
read.

A job that was stopped is safe to send again: what is in the store already is passed over.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from luocdo.app.settings import Settings
from luocdo.graph.errors import LuocdoError
from luocdo.graph.model import Record
from luocdo.graph.store_records import Quarantined
from luocdo.loaders.ingest import ingest
from luocdo.loaders.workers import end_with_parent

State = Literal["running", "done", "failed", "stopped"]
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_KEPT = 200
"""Jobs that are remembered."""
_TOLD_EVERY = 0.5
_WORKERS = 2
"""At least two, so that a file that ends the process which reads it ends none but that."""


class Job(Record, frozen=True):
    """A load: `done` of `files` are read or were held already; `failed` are those that could not be read. It is
    `stopped` where its process has gone, with the server or before it could say why."""

    id: str
    state: State
    files: int
    done: int = 0
    loaded: int = 0
    unchanged: int = 0
    warned: int = 0
    failed: tuple[Quarantined, ...] = ()
    error: str = ""
    begun: str = ""
    ended: str | None = None


class Running(Exception):
    """Another load is under way; its id."""

    def __init__(self, job: str) -> None:
        self.job = job
        super().__init__(job)


class _Kept(msgspec.Struct):
    """A job with the process that does it."""

    job: Job
    process: int


_kept = msgspec.json.Decoder(_Kept)  # made here, since threads may not be the first to need one


class Jobs:
    """The jobs of a server, in its working folder. Threads and processes may share it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._folder = settings.work_dir

    def new(self) -> tuple[str, Path]:
        """The id of a new job, and an empty folder for its files; Running where another one is not over."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        id_ = uuid.uuid4().hex
        self._lock(id_)
        shutil.rmtree(self._inbox, ignore_errors=True)
        self._inbox.mkdir(mode=0o700)
        return id_, self._inbox

    def start(self, id_: str, files: Sequence[Path], province: str | None) -> Job:
        """Begin to load the files of a new job."""
        job = Job(id_, "running", len(files), begun=_now())
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_load, args=(self, job, tuple(files), province))
        process.start()
        # Taken leave of when it ends, or it would seem to live on.
        threading.Thread(target=process.join, daemon=True).start()
        self._write(_Kept(job, process.pid or 0))
        self._forget_old()
        return job

    def give_up(self, id_: str) -> None:
        """Release the lock of a job that never began."""
        if self._holder() == id_:
            self._lock_file.unlink(missing_ok=True)

    def job(self, id_: str) -> Job | None:
        """How a job stands; None for an id that is none."""
        kept = self._read(id_) if _ID.fullmatch(id_) else None
        if kept is None:
            return None
        gone = kept.job.state == "running" and not _lives(kept.process)
        return msgspec.structs.replace(kept.job, state="stopped") if gone else kept.job

    def tell(self, job: Job) -> None:
        """Write down how a job stands; called by its own process."""
        self._write(_Kept(job, os.getpid()))

    def finish(self, job: Job) -> None:
        """Write down how a job ended, and make room for the next one; called by its own process."""
        shutil.rmtree(self._inbox, ignore_errors=True)
        self.tell(job)
        self.give_up(job.id)

    @property
    def _inbox(self) -> Path:
        """Always the same folder: by its name in it a text is known when it is sent again."""
        return self._folder / "inbox"

    @property
    def _lock_file(self) -> Path:
        return self._folder / "running"

    def _lock(self, id_: str) -> None:
        """Make this the one job; a lock whose job is over, or was never begun, is taken over."""
        for _ in range(2):
            try:
                with self._lock_file.open("x", encoding="ascii") as file:
                    file.write(f"{id_} {os.getpid()}")
                return
            except FileExistsError:
                holder = self._holder()
                if holder and self._is_under_way(holder):
                    raise Running(holder) from None
                self._lock_file.unlink(missing_ok=True)
        raise Running(self._holder())

    def _holder(self) -> str:
        try:
            return self._lock_file.read_text(encoding="ascii").partition(" ")[0]
        except OSError:
            return ""

    def _is_under_way(self, id_: str) -> bool:
        job = self.job(id_)
        if job is not None:
            return job.state == "running"
        try:  # its files are still being received
            owner = self._lock_file.read_text(encoding="ascii").partition(" ")[2]
        except OSError:
            return False
        return owner.isdecimal() and _lives(int(owner))

    def _place(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"

    def _read(self, id_: str) -> _Kept | None:
        try:
            return _kept.decode(self._place(id_).read_bytes())
        except OSError:
            return None

    def _write(self, kept: _Kept) -> None:
        """Whole or not at all: others read it at any time."""
        beside = self._folder / f"{kept.job.id}.{os.getpid()}.part"
        beside.write_bytes(msgspec.json.encode(kept))
        beside.replace(self._place(kept.job.id))

    def _forget_old(self) -> None:
        known = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in known[:-_KEPT]:
            path.unlink(missing_ok=True)


def _load(jobs: Jobs, job: Job, files: tuple[Path, ...], province: str | None) -> None:
    """The process of a job."""
    for each in (signal.SIGINT, signal.SIGTERM):  # ends with the server, when that is done
        signal.signal(each, signal.SIG_IGN)
    end_with_parent()
    told = 0.0

    def progress(done: int, _: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _TOLD_EVERY:
            told = time.monotonic()
            jobs.tell(msgspec.structs.replace(job, done=done))

    try:
        store = jobs.settings.open_store(create=True)
        try:
            report = ingest(
                store, files, workers=_WORKERS, province=province, max_bytes=jobs.settings.max_bytes, progress=progress
            )
        finally:
            store.close()
        failed = tuple(Quarantined(Path(each.file).name, each.place, each.reason) for each in report.failed)
        job = msgspec.structs.replace(
            job,
            state="done",
            done=report.files,
            loaded=report.loaded,
            unchanged=report.unchanged,
            warned=report.warned,
            failed=failed,
        )
    except (LuocdoError, OSError) as error:
        job = msgspec.structs.replace(job, state="failed", error=str(error))
    except Exception as error:
        job = msgspec.structs.replace(job, state="failed", error=f"a fault of luocdo: {type(error).__name__}")
        raise
    finally:
        jobs.finish(msgspec.structs.replace(job, ended=_now()))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _lives(process: int) -> bool:
    """Whether a process is there; where that cannot be asked, it is taken to be."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

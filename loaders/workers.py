"""Many files to extractions, in several processes, in the order they were given; a bad file is a row.

Files go to the workers in lots and come back as msgpack: pickled records take several times as long. A
file that raises what no reader should, or that kills its process, is run again alone and reported; the
others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import msgspec

from luocdo.graph.errors import ReadError
from luocdo.graph.model import Extraction, Record, SourceText
from luocdo.loaders.pipeline import extract_source
from luocdo.loaders.readers import MAX_BYTES, read

_LOT_FILES = 16
_LOT_BYTES = 2_000_000
"""What goes to a worker at once: small files together, a long one alone."""
_FILES_A_WORKER = 32
"""A process takes half a second to start: fewer files are done sooner without another."""

_ENDS_THE_PROCESS = "reading it ends the process: damaged, or too large for the memory"


class Extracted(Record, frozen=True):
    """One file: its text and what it says, or where and why it failed."""

    file: str
    text: SourceText | None = None
    extraction: Extraction | None = None
    place: str = ""
    reason: str = ""


Work = Callable[[Path], tuple[SourceText, Extraction]]
"""What is done to a file. It goes to other processes: a function of a module, or a partial of one."""


def read_and_extract(
    path: Path, *, province: str | None = None, max_bytes: int = MAX_BYTES
) -> tuple[SourceText, Extraction]:
    """The usual work: a file's text, and all that it says."""
    text = read(path, max_bytes=max_bytes)
    text = msgspec.structs.replace(text, source=printable(text.source))
    return text, extract_source(text, province=province)


def printable(name: str) -> str:
    """A file name as text that can be kept and shown: bytes that are no UTF-8 as `\\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def extract_files(
    paths: Sequence[Path], *, workers: int | None = None, work: Work = read_and_extract
) -> Iterator[Extracted]:
    """One row a file, in the order of `paths`. One worker needs no process; None chooses by the count."""
    pool = _Pool(workers or default_workers(len(paths)))
    lots = deque(_lots(paths))
    waiting: deque[tuple[list[Path], Future[bytes]]] = deque()
    try:
        while lots or waiting:
            while lots and len(waiting) <= 2 * pool.size:
                lot = lots.popleft()
                waiting.append((lot, pool.submit(work, lot)))
            lot, future = waiting.popleft()
            error = future.exception()
            if error is None:
                yield from _decoder.decode(future.result())
            elif isinstance(error, BrokenProcessPool):
                pool.restart()
                waiting = deque((each, pool.submit(work, each)) for each, _ in waiting)
                yield from _isolated(work, lot)
            elif len(lot) == 1:
                yield Extracted(printable(str(lot[0])), reason=_fault(error))
            else:
                waiting.extendleft(([path], pool.submit(work, [path])) for path in reversed(lot))
    finally:
        pool.close()


def default_workers(files: int) -> int:
    """How many processes some files are worth: one a core, and none for a handful."""
    return max(1, min(os.cpu_count() or 1, files // _FILES_A_WORKER))


class _Pool:
    """The processes, or a single thread where one worker is enough; made anew when one of them dies."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._executor = self._start()

    def submit(self, work: Work, lot: list[Path]) -> Future[bytes]:
        """Queue a lot; one given to processes of which a file has just killed one fails as they do."""
        try:
            return _submit(self._executor, work, lot)
        except BrokenProcessPool as error:
            failed: Future[bytes] = Future()
            failed.set_exception(error)
            return failed

    def restart(self) -> None:
        """New processes in place of those that a file has killed."""
        self.close()
        self._executor = self._start()

    def close(self) -> None:
        """Drop what is queued; what runs is not waited for."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> Executor:
        return _executor(self.size, processes=self.size > 1)


def _executor(size: int, *, processes: bool) -> Executor:
    if not processes:
        return ThreadPoolExecutor(size)
    # Spawned, since a fork of a process with threads (SQLite's, rich's) may hang.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(size, mp_context=context, initializer=_be_a_worker)


def _submit(executor: Executor, work: Work, lot: list[Path]) -> Future[bytes]:
    """Queue a lot. A process that this starts is born deaf to Ctrl-C, which would hit it while it imports."""
    if not hasattr(signal, "pthread_sigmask"):
        return executor.submit(_run, work, lot)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(_run, work, lot)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _be_a_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it even if it is killed: a worker would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """Let this process end as soon as the one that started it is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)


def _lots(paths: Sequence[Path]) -> Iterator[list[Path]]:
    lot: list[Path] = []
    size = 0
    for path in paths:
        weight = _size(path)
        if lot and (len(lot) == _LOT_FILES or size + weight > _LOT_BYTES):
            yield lot
            lot, size = [], 0
        lot.append(path)
        size += weight
    if lot:
        yield lot


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will say why


_decoder = msgspec.msgpack.Decoder(list[Extracted])


def _run(work: Work, lot: list[Path]) -> bytes:
    return msgspec.msgpack.encode([_one(work, path) for path in lot])


def _one(work: Work, path: Path) -> Extracted:
    try:
        text, extraction = work(path)
    except ReadError as error:
        return Extracted(printable(str(path)), place=error.place, reason=error.reason)
    return Extracted(printable(str(path)), text, extraction)


def _isolated(work: Work, lot: list[Path]) -> Iterator[Extracted]:
    """The files of a lot whose processes ended, one by one in a process apart, to find which did it."""
    executor = _executor(1, processes=True)
    for path in lot:
        future = _submit(executor, work, [path])
        error = future.exception()
        if error is None:
            yield from _decoder.decode(future.result())
        elif isinstance(error, BrokenProcessPool):
            executor.shutdown()
            executor = _executor(1, processes=True)
            yield Extracted(printable(str(path)), reason=_ENDS_THE_PROCESS)
        else:
            yield Extracted(printable(str(path)), reason=_fault(error))
    executor.shutdown()


def _fault(error: BaseException) -> str:
    return f"a fault of luocdo, please report it: {type(error).__name__}: {error}"

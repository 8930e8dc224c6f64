"""Files into a store: extracted in several processes, written by one, so that it can be done again safely.

A file is known by its path and by the hash of its bytes. What is held already is not read twice; a file
that changed takes the place of what it said before; one that fails is put in quarantine with its reason.
Each batch is in the store whole or not at all, so a load that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from luocdo.graph.build import held_text, load
from luocdo.graph.model import Record
from luocdo.graph.registry import known_documents
from luocdo.graph.store import Store
from luocdo.graph.store_records import HeldText, Quarantined
from luocdo.loaders.ingest_plan import held_hashes, key_of, plan
from luocdo.loaders.readers import MAX_BYTES, find_files
from luocdo.loaders.workers import Extracted, Work, extract_files, printable, read_and_extract

BATCH_FILES = 3_000
_BATCH_CHARACTERS = 24_000_000
"""A batch ends at either. A number that many texts cite is taken apart anew in each batch, so batches are
large: 100,000 files take half as long as in batches of 500. Larger ones would keep other writers waiting."""

Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""


class Ingested(Record, frozen=True):
    """What a load did: `unchanged` files were held already, `copies` have the bytes of another file of the
    load, `failed` are in quarantine, `warned` are odd."""

    files: int
    loaded: int
    unchanged: int
    copies: int
    warned: int
    failed: tuple[Quarantined, ...]


def ingest(
    store: Store,
    paths: Iterable[Path],
    *,
    workers: int | None = None,
    province: str | None = None,
    sample: bool = False,
    max_bytes: int = MAX_BYTES,
    batch_files: int = BATCH_FILES,
    progress: Progress | None = None,
) -> Ingested:
    """Load files and folders. `province` helps where a text names none; `sample`: the words are ours."""
    files = find_files(paths)
    planned = plan(files, held_hashes(store, anew=province is not None), max_bytes)
    work: Work = partial(read_and_extract, province=province, max_bytes=max_bytes)
    count = _Count(len(files), planned.unchanged, progress)
    rows = zip(planned.todo, extract_files(planned.todo, workers=workers, work=work), strict=True)
    read = (_Read(key_of(path), row, planned.copies.get(key_of(path), ())) for path, row in rows)
    for batch in _batches(count.seen(read), batch_files):
        _write(store, batch, sample=sample)
        count.add(batch)
    if planned.moved:
        with store.batch() as writer:
            load(writer, (), known_documents(), drop=planned.moved)
    return count.report()


class _Read(NamedTuple):
    """A file that was read: its key, what came of it, and the other files of the same bytes."""

    key: str
    row: Extracted
    copies: tuple[Path, ...]

    def failures(self) -> list[Quarantined]:
        """The rows of the quarantine, one for each file of these bytes; none if they could be read."""
        if self.row.extraction is not None:
            return []
        files = (self.row.file, *(printable(str(path)) for path in self.copies))
        return [Quarantined(file, self.row.place, self.row.reason) for file in files]


class _Count:
    """The report as it grows."""

    def __init__(self, files: int, unchanged: int, progress: Progress | None) -> None:
        self._files, self._unchanged, self._progress = files, unchanged, progress
        self._loaded = self._copies = self._warned = 0
        self._failed: list[Quarantined] = []

    def seen(self, files: Iterable[_Read]) -> Iterator[_Read]:
        """Pass the files on, telling how far they have come."""
        done = self._unchanged
        for each in files:
            yield each
            done += 1 + len(each.copies)
            if self._progress is not None:
                self._progress(done, self._files)

    def add(self, batch: Sequence[_Read]) -> None:
        """Count a batch that is in the store."""
        for each in batch:
            self._failed += each.failures()
            if each.row.extraction is not None:
                self._loaded += 1
                self._copies += len(each.copies)
                self._warned += any(problem.severity != "info" for problem in each.row.extraction.problems)

    def report(self) -> Ingested:
        """The whole load."""
        failed = tuple(self._failed)
        return Ingested(self._files, self._loaded, self._unchanged, self._copies, self._warned, failed)


def _batches(files: Iterable[_Read], batch_files: int) -> Iterator[list[_Read]]:
    batch: list[_Read] = []
    size = 0
    for each in files:
        batch.append(each)
        size += len(each.row.text.text) if each.row.text else 0
        if len(batch) >= batch_files or size > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _write(store: Store, batch: Sequence[_Read], *, sample: bool) -> None:
    """One transaction: the texts, and which files failed or are well again."""
    with store.batch() as writer:
        load(writer, _held_texts(batch, sample=sample), known_documents())
        for each in batch:
            failed = each.failures()
            writer.quarantine(each.row.file, failed[:1])
            for path in each.copies:
                file = printable(str(path))
                writer.quarantine(file, [row for row in failed if row.file == file])


def _held_texts(batch: Sequence[_Read], *, sample: bool) -> Iterator[HeldText]:
    for each in batch:
        if each.row.text is not None and each.row.extraction is not None:
            yield held_text(each.row.text, each.row.extraction, each.key, sample=sample)

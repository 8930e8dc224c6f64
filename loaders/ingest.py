"""Files into a store: extracted in several processes, written by one, so that it can be done again safely.

A file is known by its path and by the hash of its bytes. What is held already is not read twice; a file
that changed takes the place of what it said before; one that fails is put in quarantine with its reason.
Each batch is in the store whole or not at all, so a load that was killed goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from luocdo.graph.build import held_text, load
from luocdo.graph.model import Record
from luocdo.graph.registry import known_documents
from luocdo.graph.store import Store
from luocdo.graph.store_records import HeldText, Quarantined
from luocdo.loaders.readers import MAX_BYTES, find_files
from luocdo.loaders.workers import Extracted, Work, extract_files, read_and_extract

BATCH_FILES = 3_000
_BATCH_CHARACTERS = 24_000_000
"""A batch ends at either. A number that many texts cite is taken apart anew in each batch, so batches are
large: 100,000 files take half as long as in batches of 500. Larger ones would keep other writers waiting."""
_PAGE = 5_000

Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""


class Ingested(Record, frozen=True):
    """What a load did: `unchanged` files were held already, `failed` are in quarantine, `warned` are odd."""

    files: int
    loaded: int
    unchanged: int
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
    held = _held(store, anew=province is not None)
    todo, unchanged, moved = _todo(files, held, max_bytes)
    work: Work = partial(read_and_extract, province=province, max_bytes=max_bytes)
    count = _Count(len(files), unchanged, progress)
    for batch in _batches(count.seen(extract_files(todo, workers=workers, work=work)), batch_files):
        _write(store, batch, sample=sample)
        count.add(batch)
    if moved:
        with store.batch() as writer:
            load(writer, (), known_documents(), drop=moved)
    return count.report()


def key_of(path: Path) -> str:
    """What a file is known by in the store: where it lies, with `/` on every system."""
    return path.resolve().as_posix()


class _Count:
    """The report as it grows."""

    def __init__(self, files: int, unchanged: int, progress: Progress | None) -> None:
        self._files, self._unchanged, self._progress = files, unchanged, progress
        self._loaded = self._warned = 0
        self._failed: list[Quarantined] = []

    def seen(self, rows: Iterable[Extracted]) -> Iterator[Extracted]:
        """Pass the rows on, telling how far they have come."""
        for done, row in enumerate(rows, self._unchanged + 1):
            yield row
            if self._progress is not None:
                self._progress(done, self._files)

    def add(self, batch: Sequence[Extracted]) -> None:
        """Count a batch that is in the store."""
        for row in batch:
            if row.extraction is None:
                self._failed.append(Quarantined(row.file, row.place, row.reason))
                continue
            self._loaded += 1
            self._warned += any(each.severity != "info" for each in row.extraction.problems)

    def report(self) -> Ingested:
        """The whole load."""
        return Ingested(self._files, self._loaded, self._unchanged, self._warned, tuple(self._failed))


def _held(store: Store, *, anew: bool) -> dict[str, str]:
    """The hash of every held text by its key. `anew`: a text without a province counts as not held, since
    the load brings one."""
    held: dict[str, str] = {}
    page = store.held("", _PAGE)
    while page:
        documents = store.documents({row.document_id for row in page}) if anew else {}
        placeless = {id_ for id_, each in documents.items() if each.province is None}
        held.update((row.key, "" if row.document_id in placeless else row.sha256) for row in page)
        page = store.held(page[-1].key, _PAGE)
    return held


def _todo(files: Sequence[Path], held: dict[str, str], max_bytes: int) -> tuple[list[Path], int, list[str]]:
    """Files to read, how many are held already, and keys whose file now holds what is held under another.

    Of two files with the same bytes the first is read. What is held only under a key whose own file has
    changed does not count: two files may have changed places.
    """
    digests = {key_of(path): _digest(path, max_bytes) for path in files}
    hashes = {digest for key, digest in held.items() if digests.get(key, digest) == digest}
    todo: list[Path] = []
    moved: list[str] = []
    for path in files:
        key = key_of(path)
        digest = digests[key]
        if digest is None or digest not in hashes:
            todo.append(path)
            hashes |= {digest} if digest else set()
        elif held.get(key, digest) != digest:
            moved.append(key)
    return todo, len(files) - len(todo), moved


def _digest(path: Path, max_bytes: int) -> str | None:
    """The sha256 of a file's bytes, hex; None where it is too large or unreadable: its reader says why."""
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _batches(rows: Iterable[Extracted], batch_files: int) -> Iterator[list[Extracted]]:
    batch: list[Extracted] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row.text.text) if row.text else 0
        if len(batch) >= batch_files or size > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _write(store: Store, batch: Sequence[Extracted], *, sample: bool) -> None:
    """One transaction: the texts, and which files failed or are well again."""
    with store.batch() as writer:
        load(writer, _held_texts(batch, sample=sample), known_documents())
        for row in batch:
            failed = [] if row.extraction else [Quarantined(row.file, row.place, row.reason)]
            writer.quarantine(row.file, failed)


def _held_texts(batch: Sequence[Extracted], *, sample: bool) -> Iterator[HeldText]:
    for row in batch:
        if row.text is not None and row.extraction is not None:
            yield held_text(row.text, row.extraction, key_of(Path(row.file)), sample=sample)

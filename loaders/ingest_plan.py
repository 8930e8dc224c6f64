"""Which of some files a store needs to read: those whose bytes it does not hold yet."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from luocdo.graph.model import Record
from luocdo.graph.store import Store
from luocdo.loaders.workers import printable

_PAGE = 5_000


class Plan(Record, frozen=True):
    """`todo` are the files to read, `copies` by key of one of them the other files of the same bytes.

    `unchanged` counts the files that are held already; `moved` are keys whose file now has bytes that are
    held, or read, under another key: what stands under them is said no more.
    """

    todo: tuple[Path, ...]
    copies: dict[str, tuple[Path, ...]]
    unchanged: int
    moved: tuple[str, ...]


def plan(files: Sequence[Path], held: dict[str, str], max_bytes: int) -> Plan:
    """What to do with files, where `held` has the hash of each held text by its key.

    What is held only under a key whose own file has changed does not count: two files may have changed
    places.
    """
    digests = {key_of(path): _digest(path, max_bytes) for path in files}
    surviving = {digest for key, digest in held.items() if digests.get(key, digest) == digest}
    first: dict[str, str] = {}
    copies: dict[str, tuple[Path, ...]] = {}
    todo: list[Path] = []
    moved: list[str] = []
    for path in files:
        key = key_of(path)
        digest = digests[key]
        if digest is None or (digest not in surviving and digest not in first):
            todo.append(path)
            if digest is not None:
                first[digest] = key
            continue
        if digest in first:
            copies[first[digest]] = (*copies.get(first[digest], ()), path)
        if held.get(key, digest) != digest:
            moved.append(key)
    copied = sum(map(len, copies.values()))
    return Plan(tuple(todo), copies, len(files) - len(todo) - copied, tuple(moved))


def held_hashes(store: Store, *, anew: bool) -> dict[str, str]:
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


def key_of(path: Path) -> str:
    """What a file is known by in the store: where it lies, with `/` on every system; links that run in a
    circle stay as they are."""
    return printable(Path(os.path.realpath(path)).as_posix())


def _digest(path: Path, max_bytes: int) -> str | None:
    """The sha256 of a file's bytes, hex; None where it is too large or unreadable: its reader says why."""
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None

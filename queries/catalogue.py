"""Documents in pages: chosen by words, type, level, province, day and status.

With words they come best first, otherwise by id. A page may be short although more follow: a rare choice looks
through so many documents and no more at a time, and says where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luocdo.graph.doctypes import doctypes
from luocdo.graph.errors import UnknownName
from luocdo.graph.model import DocumentNode, Level, Record
from luocdo.graph.places import find_province
from luocdo.graph.store import Reader
from luocdo.queries.judged import standings
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import same_place
from luocdo.queries.standing import Status

MOST_SEARCHED = 1_000
"""Hits of a search that can be paged through; who wants more needs better words."""
_PAGE = 2_000
_MOST_READ = 20_000


class Chosen(Record, frozen=True):
    """Which documents: every condition that is not None must hold. `province` is under any name it bore;
    `since` and `until` are ISO days, both included."""

    words: str | None = None
    type: str | None = None
    level: Level | None = None
    province: str | None = None
    since: str | None = None
    until: str | None = None
    status: Status | None = None


class Listed(Record, frozen=True):
    """A page of documents; `next` is where the following one begins, None after the last."""

    documents: tuple[DocumentNode, ...]
    next: str | int | None


def documents_listed(
    reader: Reader,
    chosen: Chosen,
    on: str,
    limit: int,
    start: str | int | None = None,
    registers: Registers | None = None,
) -> Listed:
    """A page of `limit` documents. `start` is the `next` of the page before; `on` the day of a status,
    `registers` what is known beside the texts."""
    test = _Test(reader, chosen, on, registers)
    if chosen.words is not None:
        return _searched(reader, chosen.words, test, limit, int(start or 0))
    return _paged(reader, test, limit, str(start or ""))


def _searched(reader: Reader, words: str, test: _Test, limit: int, start: int) -> Listed:
    hits = [hit.document for hit in reader.search(words, MOST_SEARCHED)]
    found: list[DocumentNode] = []
    for place in range(start, len(hits), _PAGE):
        for document in test.fitting(hits[place : place + _PAGE]):
            if len(found) == limit:
                return Listed(tuple(found), hits.index(found[-1]) + 1)
            found.append(document)
    return Listed(tuple(found), None)


def _paged(reader: Reader, test: _Test, limit: int, start: str) -> Listed:
    found: list[DocumentNode] = []
    read, after = 0, start
    # A choice that fits most documents is answered from few: pages grow with what has to be looked through.
    size = min(_PAGE, limit + 1)
    while page := reader.document_page(after, size):
        for document in test.fitting(page):
            if len(found) == limit:
                return Listed(tuple(found), found[-1].id)
            found.append(document)
        read, after, size = read + len(page), page[-1].id, _PAGE
        if read >= _MOST_READ:
            return Listed(tuple(found), after)
    return Listed(tuple(found), None)


class _Test:
    """The conditions, their names looked up once; UnknownName where one means nothing."""

    def __init__(self, reader: Reader, chosen: Chosen, on: str, registers: Registers | None) -> None:
        self._reader, self._chosen, self._on, self._registers = reader, chosen, on, registers
        self._types = _type_names(chosen.type) if chosen.type is not None else None
        self._places = _place_names(chosen.province) if chosen.province is not None else None

    def fitting(self, documents: Sequence[DocumentNode]) -> Iterator[DocumentNode]:
        """Those that meet every condition, in their order."""
        plain = [each for each in documents if self._fits(each)]
        if self._chosen.status is None:
            yield from plain
            return
        judged = standings(self._reader, plain, self._on, self._registers)
        yield from (each for each in plain if judged[each.id].status == self._chosen.status)

    def _fits(self, document: DocumentNode) -> bool:
        wanted, day = self._chosen, document.date or ""
        return (
            (self._types is None or document.type in self._types)
            and (wanted.level is None or document.level == wanted.level)
            and (self._places is None or document.province in self._places)
            and (wanted.since is None or day >= wanted.since)
            and (wanted.until is None or "" < day <= wanted.until)
        )


def _type_names(words: str) -> frozenset[str]:
    """The names of the types that count as the one asked for: a Bộ luật is among the laws."""
    known = doctypes().by_words(words)
    if known is None:
        raise UnknownName(f"{words}: no type of document is called so")
    return frozenset(each.name for each in doctypes().all if each.identity_key() == known.identity_key())


def _place_names(words: str) -> frozenset[str]:
    """The names a province has borne."""
    known = find_province(words)
    if known is None:
        raise UnknownName(f"{words}: no province is or was called so")
    return same_place(known.name, "63")

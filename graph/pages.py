"""Long lists of a store, page by page, so that memory does not grow with the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from luocdo.graph.store import Reader
from luocdo.graph.store_records import FactRow

PAGE = 1_000
CHARACTERS = 8_000_000
"""Texts handled together: as many as a page has, or fewer that are this long in all."""

Row = TypeVar("Row")


def pages(fetch: Callable[[Any, int], list[Row]], last: Callable[[Row], Any], first: Any = "") -> Iterator[list[Row]]:
    """All pages of `fetch(after, limit)`; `last` gives the `after` that follows a row."""
    page = fetch(first, PAGE)
    while page:
        yield page
        page = fetch(last(page[-1]), PAGE)


def number_key_pages(reader: Reader) -> Iterator[list[str]]:
    """The keys that have documents."""
    return pages(reader.number_keys, str)


def claimed_key_pages(reader: Reader) -> Iterator[list[str]]:
    """The keys that origins claim."""
    return pages(reader.claimed_keys, str)


def fact_pages(reader: Reader, table: str) -> Iterator[list[FactRow]]:
    """The rows of one imported table."""
    return pages(lambda after, limit: reader.fact_page(table, after, limit), lambda row: row.place, 0)


def origin_keys(reader: Reader) -> Iterator[str]:
    """The keys of all origins, in order."""
    return (row.key for page in pages(reader.origins, lambda row: row.key) for row in page)


def origin_batches(reader: Reader) -> Iterator[list[str]]:
    """The keys of all origins, so many together as may be read at once."""
    batch: list[str] = []
    size = 0
    for page in pages(reader.origins, lambda row: row.key):
        for row in page:
            batch.append(row.key)
            size += row.text_length
            if len(batch) == PAGE or size > CHARACTERS:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch

"""Rows of a table file, one at a time: CSV, TSV, JSON, JSON Lines, Parquet; what is broken is told and passed over.

A file is never held whole: a table of a million rows needs no more memory than one of ten.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from luocdo.graph.errors import ReadError
from luocdo.loaders.import_mapping import Form
from luocdo.loaders.read_parquet import parquet_rows
from luocdo.loaders.read_text import decode
from luocdo.loaders.table_json import array_rows, line_rows
from luocdo.loaders.table_row import LONGEST_CELL, BadRow, Row

_FORMS: dict[str, Form] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200_000
"""Bytes from the beginning of a file that tell its encoding."""
_BY_FONT = frozenset(("tcvn3", "vni"))
_JOINED = " / "


class Heading(NamedTuple):
    """How many lines head a table, and the columns that are needed of it."""

    lines: int
    columns: frozenset[str]


def form_of(path: Path) -> Form:
    """The form of a table by the ending of its name; ReadError for another."""
    found = _FORMS.get(path.suffix.lower())
    if found is None:
        raise ReadError(str(path), f"no table by its name: {', '.join(_FORMS)} are read")
    return found


def table_rows(path: Path, form: Form, heading: Heading) -> Iterator[Row | BadRow]:
    """The rows of a file in their order. ReadError where it cannot be read at all, or breaks off; OSError."""
    if form in ("csv", "tsv"):
        yield from _separated(path, heading, "\t" if form == "tsv" else None)
    elif form == "parquet":
        yield from parquet_rows(path, heading.columns)
    elif form == "jsonl":
        with path.open("rb") as file:
            yield from line_rows(file)
    else:
        with path.open(encoding=_encoding(path)) as file:
            yield from array_rows(str(path), file)


# --- lines with separators ---


def _separated(path: Path, heading: Heading, delimiter: str | None) -> Iterator[Row | BadRow]:
    with path.open(encoding=_encoding(path), errors="surrogateescape", newline="") as file, _long_fields():
        lacking: list[list[str]] = []
        for chosen in (delimiter,) if delimiter else _DELIMITERS:
            file.seek(0)
            reader = csv.reader(file, delimiter=chosen, strict=True)
            names, missing = _names(path, reader, heading)
            if not missing:
                yield from _records(path, reader, names, heading.lines)
                return
            lacking.append(sorted(missing))
        lacking.sort(key=len)
        raise ReadError(str(path), f"no column {', '.join(lacking[0])} in its heading")


def _records(path: Path, reader: Any, names: list[str], first: int) -> Iterator[Row | BadRow]:
    for place in count(first + 1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise ReadError(str(path), "breaks off within quotes: is the file whole?", f"row {place}") from error
            yield BadRow(place, "row", str(error))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
            yield BadRow(place, "encoding", ascii(" ".join(cells))[1:81])
        elif len(cells) != len(names):
            yield BadRow(place, "cells", f"{len(cells)}, {len(names)}: {' '.join(cells)[:80]}")
        else:
            yield Row(place, dict(zip(names, cells, strict=True)))


def _names(path: Path, reader: Any, heading: Heading) -> tuple[list[str], set[str]]:
    """The names of the columns, and those that are needed and not there."""
    lines: list[list[str]] = []
    try:
        for _ in range(heading.lines):
            lines.append([_plain(cell) for cell in next(reader)])
    except StopIteration:
        raise ReadError(str(path), "empty: it has no heading") from None
    except csv.Error as error:
        raise ReadError(str(path), f"its heading cannot be read: {error}") from error
    names = lines[0] if heading.lines == 1 else _two_lines(*lines)
    known = {_plain(name): name for name in heading.columns}
    named = [known.get(name, name) for name in names]
    double = {name for name in heading.columns if named.count(name) > 1}
    if double:
        raise ReadError(str(path), f"two columns are called {', '.join(sorted(double))}")
    return named, set(heading.columns) - set(named)


def _two_lines(upper: list[str], lower: list[str]) -> list[str]:
    """Names from two lines: an upper cell stands over all lower ones up to the next: `upper / lower`."""
    names, above = [], ""
    for place in range(max(len(upper), len(lower))):
        over = upper[place] if place < len(upper) else ""
        under = lower[place] if place < len(lower) else ""
        above = over or above
        names.append(f"{above}{_JOINED}{under}" if under else over)
    return names


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name.lstrip("\ufeff")).split())


@contextmanager
def _long_fields() -> Iterator[None]:
    """Cells of up to a megabyte, instead of what the library takes on its own."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _encoding(path: Path) -> str:
    """The encoding of a text file by its beginning; ReadError for one that is not known, or for no text."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample:
        raise ReadError(str(path), "empty: 0 bytes")
    # A sample ends with a whole line, so with a whole letter; UTF-16 shows by its zeros.
    if len(sample) == _SAMPLE and b"\0" not in sample:
        sample = sample[: sample.rfind(b"\n") + 1] or sample[: sample.rfind(b" ") + 1] or sample
    if b"\0" not in sample and _mostly_utf8(sample):
        decode(str(path), sample.decode("utf-8", "replace").encode())
        return "utf-8-sig"
    found = decode(str(path), sample).encoding
    if found in _BY_FONT:
        raise ReadError(str(path), f"written in {found.upper()}: save it as UTF-8 first")
    return "utf-8-sig" if found == "utf-8" else found


def _mostly_utf8(sample: bytes) -> bool:
    """Whether a few broken bytes stand in text that is otherwise UTF-8: their rows are told, the others read."""
    broken = sum("\udc80" <= letter <= "\udcff" for letter in sample.decode("utf-8", "surrogateescape"))
    return broken * 20 <= sum(byte >= 0x80 for byte in sample)

"""Rows of JSON: an array that is read piece by piece, or an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, BinaryIO, TextIO

import msgspec

from luocdo.graph.errors import ReadError
from luocdo.loaders.table_row import LONGEST_OBJECT, BadRow, Row

_PIECE = 65_536
_BLANKS = "\ufeff \t\r\n"
_line = msgspec.json.Decoder()
_value = json.JSONDecoder()


def line_rows(file: BinaryIO) -> Iterator[Row | BadRow]:
    """One object a line; a line that is none is told and passed over, blank lines are not counted."""
    for place in count(1):
        line = file.readline(LONGEST_OBJECT)
        if not line:
            return
        if len(line) == LONGEST_OBJECT and not line.endswith(b"\n"):
            while rest := file.readline(LONGEST_OBJECT):
                if rest.endswith(b"\n"):
                    break
            yield BadRow(place, "long", f"{LONGEST_OBJECT:,}")
            continue
        line = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not line:
            continue
        try:
            found = _line.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield BadRow(place, "json", str(error))
            continue
        yield _row(place, found)


def array_rows(name: str, file: TextIO) -> Iterator[Row | BadRow]:
    """The elements of an array, as they come. ReadError where it is no array, or breaks off."""
    text = _Pieces(name, file)
    if text.next_sign() != "[":
        raise ReadError(name, "not a JSON array of rows: it begins with another sign")
    text.skip()
    for place in count(1):
        sign = text.next_sign()
        if sign == "]":
            return
        if place > 1:
            if sign != ",":
                raise ReadError(name, "a comma or the end of the array is missing", f"row {place}")
            text.skip()
            text.next_sign()
        yield _row(place, text.value(place))


def _row(place: int, found: Any) -> Row | BadRow:
    return Row(place, found) if isinstance(found, dict) else BadRow(place, "json", "not an object")


class _Pieces:
    """A file read in pieces, no more of it held than the value that is being read."""

    def __init__(self, name: str, file: TextIO) -> None:
        self._name, self._file, self._text, self._at = name, file, "", 0

    def next_sign(self) -> str:
        """The next sign that is no blank, still unread; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANKS:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_PIECE):
                return ""

    def skip(self) -> None:
        """Pass one sign over."""
        self._at += 1

    def value(self, place: int) -> Any:
        """The value that begins here. More is read until it is whole."""
        wanted = _PIECE
        while True:
            try:
                found, end = _value.raw_decode(self._text, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                held = len(self._text) - self._at
                if held > LONGEST_OBJECT or isinstance(error, RecursionError):
                    raise ReadError(
                        self._name, f"a row longer than {LONGEST_OBJECT:,} signs", f"row {place}"
                    ) from error
                if not self._more(wanted):
                    reason = f"breaks off or is no JSON: {error.msg}"
                    raise ReadError(self._name, reason, f"row {place}") from error
                wanted *= 2
                continue
            if end == len(self._text) and self._more(_PIECE):  # a number may go on
                continue
            self._at = end
            return found

    def _more(self, size: int) -> bool:
        try:
            piece = self._file.read(size)
        except UnicodeDecodeError as error:
            raise ReadError(self._name, f"broken encoding: {error.reason}") from error
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece)

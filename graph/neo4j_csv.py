"""Tables that Neo4j's importer reads: any value a property may have, as text, and back the same.

The importer knows the type of a column, not of a cell, so rows whose values differ in type (`date` is a day, or the
words of one that is no day) go to files of their own. The header, a file too, is written when all types are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

DELIMITER = "\ufdd0"
"""Between the values of a list: a code point that Unicode keeps out of texts."""
DELIMITER_OPTION = "U+FDD0"
NODE_LABELS = ":LABEL"

_TYPES: tuple[tuple[type, str], ...] = (
    # bool before int, which it is too.
    *((bool, "boolean"), (int, "long"), (float, "double"), (str, "string"), (date, "date"), (bytes, "byte[]")),
)
_LISTS = {"boolean": "boolean[]", "long": "long[]", "double": "double[]", "string": "string[]", "date": "date[]"}


class Table:
    """One kind of node or relationship: columns of ids and labels (`:ID(Task)`), then properties.

    A context; its files are complete when the block ends. `files` are (header, data) names, in order.
    """

    def __init__(self, folder: Path, name: str, fixed: Sequence[str], properties: Sequence[str]) -> None:
        self._folder, self._name = folder, name
        self._fixed, self._properties = tuple(fixed), tuple(properties)
        self._variants: list[_Variant] = []
        self.longest = 0
        """Characters of the longest cell."""

    def __enter__(self) -> Table:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for variant in self._variants:
            variant.data.close()
        if kind is None:
            for variant in self._variants:
                cells = (*self._fixed, *(f"{name}:{variant.types.get(name, 'string')}" for name in self._properties))
                (self._folder / variant.header).write_text(",".join(cells) + "\n", encoding="utf-8")

    @property
    def files(self) -> list[tuple[str, str]]:
        """Names of header and data, for each set of types that came up."""
        return [(variant.header, variant.file) for variant in self._variants]

    def add(self, fixed: Sequence[str | Sequence[str]], properties: Mapping[str, Any]) -> Mapping[str, Any]:
        """A row; every property must be a column. Gives those that no cell can carry, to be set after the import."""
        left = {name: value for name, value in properties.items() if not _can_carry(value)}
        if left:
            properties = {name: value for name, value in properties.items() if name not in left}
        types = {name: _type(value) for name, value in properties.items() if not _is_absent(value)}
        unknown = types.keys() - set(self._properties)
        if unknown:
            raise KeyError(f"{self._name}: no column for {', '.join(sorted(unknown))}")
        cells = [*map(_cell, fixed), *(_cell(properties.get(name)) for name in self._properties)]
        self.longest = max(self.longest, *map(len, cells))
        self._variant(types).data.write(",".join(cells) + "\n")
        return left

    def _variant(self, types: Mapping[str, str]) -> _Variant:
        for variant in self._variants:
            if all(variant.types.get(name, type_) == type_ for name, type_ in types.items()):
                break
        else:
            variant = _Variant(self._folder, f"{self._name}-{len(self._variants) + 1}")
            self._variants.append(variant)
        variant.types |= types
        return variant


class _Variant:
    """Two files of a table, and the types its columns have in them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.header, self.file = f"{name}-header.csv", f"{name}.csv"
        self.types: dict[str, str] = {}
        self.data: TextIO = (folder / self.file).open("w", encoding="utf-8", newline="")


def _can_carry(value: Any) -> bool:
    """Whether a cell gives this value back: a list of one empty text reads as no list at all."""
    if not isinstance(value, list | tuple):
        return True
    return list(value) != [""] and not any(isinstance(each, str) and DELIMITER in each for each in value)


def _is_absent(value: Any) -> bool:
    return value is None or (isinstance(value, list | tuple | bytes) and not value)


def _type(value: Any) -> str:
    if isinstance(value, list | tuple):
        (type_,) = {_type(each) for each in value}
        return _LISTS[type_]
    return next(name for kind, name in _TYPES if isinstance(value, kind))


def _cell(value: Any) -> str:
    """Text is always in quotes: an empty cell is no property, an empty pair of quotes is an empty text."""
    if _is_absent(value):
        return ""
    if isinstance(value, str):
        return f'"{value.replace(chr(34), chr(34) * 2)}"'
    if isinstance(value, bytes):
        return _cell(DELIMITER.join(str(each - 256 if each > 127 else each) for each in value))
    if isinstance(value, list | tuple):
        return _cell(DELIMITER.join(map(_plain, value)))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)

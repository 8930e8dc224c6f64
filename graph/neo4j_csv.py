"""Tables that Neo4j's importer reads: any value a property may have, as text, and back the same.

The importer knows the type of a column, not of a cell, so rows whose values differ in type (`date` is a day, or the
words of one that is no day) go to files of their own. The header, a file too, is written when all types are known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        self._names = frozenset(properties)
        self._variants: list[_Variant] = []
        self._by_shape: dict[tuple[str | None, ...], _Variant] = {}
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
        left: dict[str, Any] = {}
        cells = [_cell(each) for each in fixed]
        types: list[str | None] = []
        for name in self._properties:
            value = properties.get(name)
            plain = _PLAIN.get(type(value))
            if plain is not None:  # nearly all
                types.append(plain[0])
                cells.append(plain[1](value))
            elif _can_carry(value):
                types.append(None if _is_absent(value) else _type(value))
                cells.append(_cell(value))
            else:
                left[name] = value
                types.append(None)
                cells.append("")
        self._check_names(properties)
        line = ",".join(cells)
        if len(line) > self.longest:
            self.longest = max(self.longest, *map(len, cells))
        shape = tuple(types)
        variant = self._by_shape.get(shape)
        if variant is None:
            named = {name: type_ for name, type_ in zip(self._properties, types, strict=True) if type_ is not None}
            variant = self._by_shape[shape] = self._variant(named)
        variant.data.write(f"{line}\n")
        return left

    def _check_names(self, properties: Mapping[str, Any]) -> None:
        if not self._names.issuperset(properties):
            unknown = sorted(
                name for name, value in properties.items() if name not in self._names and not _is_absent(value)
            )
            if unknown:
                raise KeyError(f"{self._name}: no column for {', '.join(unknown)}")

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
        return _quoted(value)
    if isinstance(value, bytes):
        return _quoted(DELIMITER.join(map(_SIGNED.__getitem__, value)))
    if isinstance(value, list | tuple):
        return _cell(DELIMITER.join(map(_plain, value)))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_SIGNED = tuple(str(each - 256 if each > 127 else each) for each in range(256))
_PLAIN: dict[type, tuple[str | None, Callable[[Any], str]]] = {
    str: ("string", _quoted),
    int: ("long", str),
    float: ("double", repr),
    bool: ("boolean", _plain),
    date: ("date", date.isoformat),
    type(None): (None, lambda _: ""),
}
"""Type and cell of the values that are not lists; looked up, as a table has hundreds of millions of cells."""

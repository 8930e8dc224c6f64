"""Reading a file of `luocdo.data` into typed records, with errors that name file, entry and rule."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, NoReturn, TypeVar

import msgspec
import yaml

from luocdo.graph.errors import VocabularyError

Row = TypeVar("Row")

_types = threading.Lock()
"""msgspec takes a kind of record apart when it first meets it, and two threads that do so at once end the process
(0.22). Files of the vocabulary are read when they are first needed, by the threads of a server too."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Days stay the text they are (`2025-03-01`): records hold ISO strings."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, Any]]]] = {
        first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load(file: str) -> dict[str, Any]:
    """The whole YAML file as plain values; it must be a mapping of named parts."""
    return _parsed(file, (files("luocdo.data") / file).read_text(encoding="utf-8"))


def load_own(path: Path) -> dict[str, Any]:
    """A user's own file in the same shape; OSError where it cannot be read."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path.name}: not UTF-8 at byte {error.start}") from error
    return _parsed(path.name, content)


def files_of(folder: str) -> tuple[str, ...]:
    """The YAML files of a folder of the data, by name."""
    found = (files("luocdo.data") / folder).iterdir()
    return tuple(sorted(f"{folder}/{each.name}" for each in found if each.name.endswith(".yaml")))


def _parsed(file: str, content: str) -> dict[str, Any]:
    try:
        data = yaml.load(content, Loader=_Loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise VocabularyError(f"{file}: not YAML: {error}") from error
    if not isinstance(data, dict):
        fail(file, "top", "must be a mapping of named parts")
    return data


def record(file: str, data: dict[str, Any], kind: type[Row]) -> Row:
    """The whole file as one record; unknown keys and wrong types are VocabularyErrors."""
    try:
        with _types:
            return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        fail(file, "top", str(error))


def rows(file: str, data: dict[str, Any], part: str, kind: type[Row]) -> tuple[Row, ...]:
    """The list under `part` as records; unknown keys and wrong types are VocabularyErrors."""
    try:
        with _types:
            return tuple(msgspec.convert(data[part], list[kind]))  # type: ignore[valid-type]
    except KeyError:
        fail(file, part, "this part is missing")
    except msgspec.ValidationError as error:
        fail(file, part, str(error))


def row(file: str, data: dict[str, Any], part: str, kind: type[Row]) -> Row:
    """The mapping under `part` as one record; unknown keys and wrong types are VocabularyErrors."""
    return rows(file, {part: [data.get(part)]}, part, kind)[0]


def fail(file: str, entry: str, rule: str) -> NoReturn:
    """Refuse a data file: which file, which entry, which rule it breaks."""
    raise VocabularyError(f"{file}: {entry}: {rule}")


def index(file: str, pairs: Iterable[tuple[str, Row]], rule: str) -> dict[str, Row]:
    """A dictionary that refuses a key given to two different entries."""
    found: dict[str, Row] = {}
    for key, value in pairs:
        if found.setdefault(key, value) is not value:
            fail(file, key, rule)
    return found

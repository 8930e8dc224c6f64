"""Reading a file of `luocdo.data` into typed records, with errors that name file, entry and rule."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, NoReturn, TypeVar

import msgspec
import yaml

from luocdo.graph.errors import VocabularyError

Row = TypeVar("Row")


def load(file: str) -> dict[str, Any]:
    """The whole YAML file as plain values; it must be a mapping of named parts."""
    content = (files("luocdo.data") / file).read_text(encoding="utf-8")
    try:
        data = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        raise VocabularyError(f"{file}: not YAML: {error}") from error
    if not isinstance(data, dict):
        fail(file, "top", "must be a mapping of named parts")
    return data


def rows(file: str, data: dict[str, Any], part: str, kind: type[Row]) -> tuple[Row, ...]:
    """The list under `part` as records; unknown keys and wrong types are VocabularyErrors."""
    try:
        return tuple(msgspec.convert(data[part], list[kind]))  # type: ignore[valid-type]
    except KeyError:
        fail(file, part, "this part is missing")
    except msgspec.ValidationError as error:
        fail(file, part, str(error))


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

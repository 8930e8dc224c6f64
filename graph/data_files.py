"""Reading a file of `luocdo.data` into typed records, with errors that name file, entry and rule."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, ClassVar, NoReturn, TypeVar

import msgspec
import yaml

from luocdo.graph.errors import VocabularyError

Row = TypeVar("Row")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Days stay the text they are (`2025-03-01`): records hold ISO strings."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, Any]]]] = {
        first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load(file: str) -> dict[str, Any]:
    """The whole YAML file as plain values; it must be a mapping of named parts."""
    content = (files("luocdo.data") / file).read_text(encoding="utf-8")
    try:
        data = yaml.load(content, Loader=_Loader)  # noqa: S506
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

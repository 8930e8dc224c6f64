"""The score sheet as a test: no figure on the open sets may fall below what was reached before.

Floors stand in `score_floors.yaml` and are raised by hand when a figure has risen. The sets and the scorer
lie in `../shared` beside the project; without them the tests are skipped, except in CI, where they must lie
there.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from luocdo.loaders import extract_source
from luocdo.loaders.readers import read

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((HERE / "score_floors.yaml").read_text("utf-8"))
Row = dict[str, Any]

ABSENT = pytest.mark.skipif(
    not (SHARED / "score" / "score.py").exists() and os.environ.get("CI") != "true",
    reason="the open sets and their scorer do not lie in ../shared beside the project",
)
# Where the answers and their texts lie.
SETS = {
    "seeds": ("gold", "seeds"),
    "dev": ("gold/dev", "corpus/dev"),
    "effects": ("gold/effects", "corpus/open"),
}


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answers_and_guesses(name: str) -> tuple[dict[str, Row], dict[str, Row]]:
    """Gold rows and extractions of one set, by the stem of the file."""
    gold_folder, text_folder = (SHARED / each for each in SETS[name])
    golds = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted(gold_folder.glob("*.yaml"))}
    texts = {file.stem: file for file in text_folder.iterdir()}
    return golds, {stem: extract_source(read(texts[stem])).to_dict() for stem in golds}


def documents(name: str) -> dict[str, float]:
    golds, guesses = answers_and_guesses(name)
    return flat(scorer().score_documents(guesses, golds, 0))


def effects() -> dict[str, float]:
    golds, guesses = answers_and_guesses("effects")
    return flat(scorer().score_effects(guesses, golds, 0))


def spans() -> dict[str, float]:
    return flat(scorer().score_spans(SHARED / "corpus" / "vnlegaltext_val.conll", None, 0))


def flat(sheet: Row) -> dict[str, float]:
    """`{"nested relations f1": 1.0, "accuracy date": 1.0, …}` of a score sheet with rows in rows."""
    return dict(_cells("", sheet))


def _cells(path: str, value: object) -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _cells(f"{path} {key}".strip(), inner)
    elif isinstance(value, int | float):
        yield path, float(value)


SHEETS = {
    "seeds": lambda: documents("seeds"),
    "dev": lambda: documents("dev"),
    "effects": effects,
    "spans": spans,
}


@ABSENT
@pytest.mark.parametrize("name", SHEETS)
def test_no_figure_falls(name: str) -> None:
    sheet = SHEETS[name]()
    fallen = {key: (sheet.get(key), floor) for key, floor in FLOORS[name].items() if sheet.get(key, -1) < floor}
    assert fallen == {}, f"{name}: figure and floor"


@ABSENT
def test_no_effect_is_told_the_wrong_way_round() -> None:
    assert effects()["direction errors"] == 0


def test_every_set_has_floors() -> None:
    assert FLOORS.keys() == SHEETS.keys()
    assert all(0 < floor <= 1 for floors in FLOORS.values() for floor in floors.values())

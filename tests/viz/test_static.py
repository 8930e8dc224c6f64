"""The files of the explorer: both languages say the same things, and nothing is asked for from outside."""

from __future__ import annotations

import json
import re

import pytest

from luocdo.queries.standing import Status
from tests.project import ROOT

STATIC = ROOT / "viz" / "static"
WORDS = {lang: json.loads((STATIC / f"{lang}.json").read_text("utf-8")) for lang in ("vi", "en")}
MODULES = sorted(STATIC.glob("*.js"))
_SAID = re.compile(r"\bt\(\"([a-z0-9_.]+)\"|\bt\([^()\"`]*\?\s*\"([a-z0-9_.]+)\"\s*:\s*\"([a-z0-9_.]+)\"")


def test_both_languages_have_the_same_phrases_and_the_same_blanks() -> None:
    assert set(WORDS["vi"]) == set(WORDS["en"])
    for key, words in WORDS["vi"].items():
        assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", WORDS["en"][key])), key


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.name)
def test_every_phrase_a_module_says_is_there(module) -> None:
    said = {each for found in _SAID.findall(module.read_text("utf-8")) for each in found if each}
    assert said - set(WORDS["vi"]) == set()


def test_every_status_has_its_word() -> None:
    assert {f"status.{each}" for each in Status.__args__} <= set(WORDS["vi"])


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.name)
def test_no_module_takes_text_for_markup(module) -> None:
    code = module.read_text("utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc"):
        assert word not in code
    assert len(code.splitlines()) <= 400


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda each: each.name)
def test_no_file_names_another_host(file) -> None:
    outside = set(re.findall(r"https?://[^\s\"'<)]+", file.read_text("utf-8")))
    assert outside <= {"http://www.w3.org/2000/svg"}

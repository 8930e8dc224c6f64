"""The words luocdo says to people, in Vietnamese and English, from `data/wording.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from luocdo.graph.data_files import fail, load

FILE = "wording.yaml"
Language = Literal["vi", "en"]

_MANY = re.compile(r"(\{(\w+)[^}]*\}[^\[\]{}]*)\[(?:([^|\]]*)\|)?([^|\]]+)\]")
"""`{count} document[s]`, `{count} bod[y|ies]`: what is said of one, and of any other number."""


@cache
def phrases() -> dict[str, dict[Language, str]]:
    """All phrases by key, `status.superseded`; VocabularyError where a phrase lacks a language."""
    found: dict[str, dict[Language, str]] = {}
    for part, entries in load(FILE).items():
        for name, spoken in entries.items():
            key = f"{part}.{name}"
            if set(spoken) != {"vi", "en"}:
                fail(FILE, key, "needs vi and en, and nothing else")
            found[key] = spoken
    return found


def say(key: str, language: Language = "vi", **values: object) -> str:
    """A phrase with its {places} filled in, and the endings in [brackets] that the number before them wants."""
    phrase = phrases()[key][language]
    if "[" in phrase:
        phrase = _MANY.sub(lambda found: found[1] + _ending(values[found[2]], found[3] or "", found[4]), phrase)
    return phrase.format(**values)


def _ending(count: object, one: str, many: str) -> str:
    return one if str(count) == "1" else many


def say_count(count: int, language: Language = "vi") -> str:
    """A number with its thousands apart: `93.409`, in English `93,409`."""
    return f"{count:,}".replace(",", "." if language == "vi" else ",")


def say_day(day: str | None, language: Language = "vi") -> str:
    """An ISO day as people write it, `30/07/2021`; in English it stays ISO. Empty for None."""
    if day is None or language == "en" or len(day) != len("2021-07-30"):
        return day or ""
    return f"{day[8:]}/{day[5:7]}/{day[:4]}"


def say_since(day: str | None, language: Language = "vi") -> str:
    """`, từ ngày 01/07/2021`, or that nothing tells since when: the end of a sentence on an act."""
    if day is None:
        return say("reason.from_some_day", language)
    return say("reason.from_day", language, day=say_day(day, language))

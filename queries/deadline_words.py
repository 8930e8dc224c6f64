"""A deadline in words that a screen can show: `30/05/2020`, `quý III/2018`, `hằng năm, ngày 31/10`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from luocdo.queries.wording import Language, say, say_day

_ROMAN = ("", "I", "II", "III", "IV")


def say_deadline(deadline: Mapping[str, Any], language: Language = "vi") -> str:
    """One deadline; one counted from an event, or of a shape without words, in the words of its text."""
    if "recurs" in deadline:
        return _rhythm(deadline, language)
    if deadline.get("from") and deadline.get("to"):
        ends = (_point(str(deadline[end]), language) for end in ("from", "to"))
        return say("deadline.span", language, from_=next(ends), to=next(ends))
    shape = next((each for each in ("date", "quarter", "month", "year", "to") if deadline.get(each)), None)
    return _point(str(deadline[shape]), language) if shape else " ".join(str(deadline["text"]).split())


def say_deadlines(deadlines: Iterable[Mapping[str, Any]], language: Language = "vi") -> str:
    """All deadlines of a task, joined by `; `."""
    return "; ".join(dict.fromkeys(say_deadline(each, language) for each in deadlines))


def _point(words: str, language: Language) -> str:
    """`2020-05-30`, `2018-Q3`, `2025-12` or `2018`."""
    year, _, rest = words.partition("-")
    if not rest:
        return say("deadline.year", language, year=year)
    if rest.startswith("Q"):
        quarter = _ROMAN[int(rest[1:])] if language == "vi" else rest[1:]
        return say("deadline.quarter", language, quarter=quarter, year=year)
    return say_day(words, language) if "-" in rest else say("deadline.month", language, month=rest, year=year)


def _rhythm(deadline: Mapping[str, Any], language: Language) -> str:
    """A recurrence, with the month, day or weekday where they are named."""
    rhythm = say(f"deadline.{deadline['recurs']}", language)
    month, day, weekday = (deadline.get(name) for name in ("month", "day", "weekday"))
    if weekday:
        return say("deadline.on_weekday", language, rhythm=rhythm, weekday=say(f"weekday.{weekday}", language))
    if month and day:
        return say("deadline.on_day", language, rhythm=rhythm, day=day, month=month)
    if day:
        return say("deadline.on_monthday", language, rhythm=rhythm, day=day)
    return say("deadline.in_month", language, rhythm=rhythm, month=month) if month else rhythm

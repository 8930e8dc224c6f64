"""The day an effect begins: the one its clause says, else the day the document itself takes effect."""

from __future__ import annotations

import re
from datetime import date, timedelta

from luocdo.loaders.dates import DAY, day_of
from luocdo.loaders.effect_clauses import Act

_FROM = re.compile(rf"(?:kể\s+)?từ\s+{DAY}", re.VERBOSE)
_SINCE = re.compile(r"\bkể\s+từ\b")
_SINCE_THEN = re.compile(r"\A\s*(?:(?:hiệu\s+lực\s+)?thi\s+hành\s+)?(?:kể\s+)?từ\b")
# `2. Kể từ ngày 01 tháng 7 năm 2025, bãi bỏ …`: the day before the verb.
_SINCE_FIRST = re.compile(r"\W*(?:\w+[.)]\s*)?(?:Điều\s+\w+\.?\s*)?Kể\s+từ")
# `Luật số … có hiệu lực đến hết ngày 30 tháng 6 năm 2026`: it ends the day after.
_LAST_DAY = re.compile(rf"\s*{DAY}", re.VERBOSE)
_SINCE_JUST = re.compile(rf"Kể\s+từ\s+{DAY}\s*,\s*\Z", re.VERBOSE)
_WITH_ANOTHER = re.compile(
    r"kể\s+từ\s+(?:ngày|khi|thời\s+điểm)\s+(?!ký|ban\s+hành)(?:(?!\bnày\b)[^;.]){0,400}?\bcó\s+hiệu\s+lực",
    re.IGNORECASE,
)
_BEFORE, _BEHIND, _AT_END = 300, 90, 60
"""So far around an act its day is looked for: before the verb, behind an ending, at the end of its sentence."""


def day_of_effect(flat: str, act: Act, section: int, own: str | None) -> str | None:
    """The ISO day an act begins on; `own` is the document's, `section` the offset where the act's section begins.

    None where it begins on a day that another document sets (`Kể từ ngày Nghị định số … có hiệu lực`), and for
    what only goes on.
    """
    if act.passive and flat.endswith(" hết", act.after, act.stop):
        last = _LAST_DAY.match(flat, act.stop)
        day = day_of(last)[0] if last else None
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None
    just = None if act.passive else _SINCE_JUST.search(flat, max(0, act.start - _AT_END), act.start)
    if just and (day := day_of(just)[0]):
        return day
    before = flat[act.start : act.after] if act.passive else flat[max(section, act.start - _BEFORE) : act.start]
    if _SINCE_FIRST.match(before):
        if _WITH_ANOTHER.search(before):
            return None
        if said := _said(before):
            return said
    verb_end = act.stop if act.passive else act.after
    said = _said_behind(_SINCE_THEN, flat[verb_end : verb_end + _BEHIND])
    if said is None and not act.passive:
        said = _said_behind(_SINCE, flat[max(act.after, act.stop - _AT_END) : act.stop])
    if said:
        return said
    return None if act.kind == "extends" else own


def _said_behind(since: re.Pattern[str], words: str) -> str | None:
    found = since.search(words)
    return _said(words[found.start() :]) if found else None


def _said(clause: str) -> str | None:
    found = _FROM.search(clause)
    return day_of(found)[0] if found else None

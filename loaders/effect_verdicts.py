"""What is said of a mention, set right by the effects: a document amends or ends only what its clauses act on."""

from __future__ import annotations

from luocdo.graph.model import Effect
from luocdo.loaders import effect_words
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.hits import Hit
from luocdo.loaders.normalise import View
from luocdo.loaders.rows import Row
from luocdo.loaders.verdicts import CITES, EFFECTS, Reading, Verdict, stronger

_CLAIMED = EFFECTS - {"consolidates"}
_ENDS = frozenset({"supersedes", "repeals"})
"""Which of the two an ending is stays as the mention says."""
_Key = tuple[str | None, str | None, str | None]


def settle(reading: Reading, rows: list[Row], effects: tuple[Effect, ...], facts: HeaderFacts, view: View) -> None:
    """Verdicts of `reading` that no effect bears out become citations; effects without a verdict get theirs.

    The words before a mention alone mistake `Luật A sửa đổi bởi Luật B hết hiệu lực` and long lists; a clause read
    whole does not. A text without any effect may be an excerpt: there only a title that opens with something else
    than a verb is disbelieved.
    """
    done: dict[_Key, list[Effect]] = {}
    for effect in effects:
        done.setdefault((effect.number, effect.name, effect.date), []).append(effect)
    title = facts.title_span or (0, 0)
    titled = effect_words.title_verb(view.flat, *title) is not None
    for row in rows:
        mine = done.get(_key(row), [])
        kinds = {effect.kind for effect in mine}
        for hit in row.hits:
            said = reading.verdicts.get(id(hit), CITES)
            if said.kind not in _CLAIMED or said.kind in kinds or (said.kind in _ENDS and kinds & _ENDS):
                continue
            if not titled if title[0] <= hit.start < title[1] else effects:
                reading.verdicts[id(hit)] = CITES
        said_kinds = {reading.verdicts.get(id(hit), CITES).kind for hit in row.hits}
        for effect in mine:
            if effect.kind not in said_kinds and not (effect.kind in _ENDS and said_kinds & _ENDS):
                hit = next((each for each in row.hits if _speaks_of(effect, each, view)), row.hits[0])
                verdict = Verdict(effect.kind, _cue(effect), effect.partial)
                reading.verdicts[id(hit)] = stronger(verdict, reading.verdicts.get(id(hit), CITES))


def _key(row: Row) -> _Key:
    name = None if row.number else row.name
    return row.number, name, row.date


def _speaks_of(effect: Effect, hit: Hit, view: View) -> bool:
    return effect.start <= view.original(hit.start) < effect.end


def _cue(effect: Effect) -> str:
    verb = effect_words.verb_chain().search(effect.text)
    return " ".join(verb[0].split()).casefold() if verb else ""

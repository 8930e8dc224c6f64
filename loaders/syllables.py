"""Tells Vietnamese words from garbled ones by the spelling of the syllable."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from luocdo.graph import data_files
from luocdo.graph.errors import VocabularyError

TONES = "\u0301\u0300\u0309\u0303\u0323"
"""Combining marks in the order sắc, huyền, hỏi, ngã, nặng."""
_STOP_TONES = {"", TONES[0], TONES[4]}
_ABBREVIATION_LETTERS = frozenset("ABCDEGHIKLMNOPQRSTUVXYĐĂÂÊÔƠƯ")


class Spelling:
    """The parts a syllable may have, from data/syllables.yaml."""

    def __init__(self, onsets: frozenset[str], rhymes: frozenset[str], stops: tuple[str, ...]) -> None:
        self.onsets, self.rhymes, self.stops = onsets, rhymes, stops

    def allows(self, letters: str, tone: str) -> bool:
        """True for lower-case letters without tone mark that some onset and rhyme make up."""
        if letters.endswith(self.stops) and tone not in _STOP_TONES:
            return False
        return any(letters[size:] in self.rhymes and (size == 0 or letters[:size] in self.onsets) for size in range(4))


@cache
def spelling() -> Spelling:
    """The table, read once; VocabularyError where it is incomplete."""
    data = data_files.load("syllables.yaml")
    try:
        rhymes = frozenset(rhyme for row in data["rhymes"] for rhyme in row.split())
        return Spelling(frozenset(data["onsets"]), rhymes, tuple(data["stops"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"data/syllables.yaml: onsets, rhymes and stops are needed ({error})") from error


@lru_cache(maxsize=65_536)
def is_word(token: str) -> bool:
    """True for a Vietnamese syllable (`định`) and for an abbreviation in capitals (`QĐ`, `HĐND`)."""
    if 2 <= len(token) <= 8 and _ABBREVIATION_LETTERS.issuperset(token):
        return True
    if len(token) > 16:  # the longest syllable, `nghiêng`, has 9 code points when decomposed
        return False
    decomposed = unicodedata.normalize("NFD", token.lower())
    tones = [mark for mark in decomposed if mark in TONES]
    if len(tones) > 1:
        return False
    tone = tones[0] if tones else ""
    letters = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed)
    return spelling().allows(letters, tone)

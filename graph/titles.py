"""Whether two titles speak of one document: by the share of words they have in common."""

from __future__ import annotations

import re
from functools import lru_cache

from luocdo.graph.fold import fold

AGREE = 0.5
"""From here on two titles do not contradict each other."""
FITS = 0.75
"""From here on a title picks one document out of several."""
FEWEST_WORDS = 4
"""`về công tác cán bộ` has too few words of its own to tell documents apart."""
_WORD = re.compile(r"\w+")
_EMPTY = frozenset(("về", "việc", "của", "và", "các", "trong", "cho", "theo", "số"))


def title_overlap(one: str | None, other: str | None) -> float:
    """Share of the shorter title's telling words that the longer has; 0 where one is missing or too short."""
    mine, theirs = telling_words(one or ""), telling_words(other or "")
    shorter = min(len(mine), len(theirs))
    return len(mine & theirs) / shorter if shorter >= FEWEST_WORDS else 0.0


def titles_agree(one: str | None, other: str | None) -> bool:
    """Whether nothing in two titles speaks against one document; a missing or short title never does."""
    if min(len(telling_words(one or "")), len(telling_words(other or ""))) < FEWEST_WORDS:
        return True
    return title_overlap(one, other) >= AGREE


@lru_cache(maxsize=16_384)
def telling_words(title: str) -> frozenset[str]:
    """The folded words of a title but for those that every title has."""
    return frozenset(_WORD.findall(fold(title))) - _EMPTY

"""A quote cut for the screen so that what it is shown for can still be read in it."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 160
_PART = re.compile(r"\w+")
_BEFORE_NUMBER = 60
"""Signs kept before a number that stands too far behind its cue: room for `Quyết định số`."""


def shortened(quote: str, cue: str = "", number: str | None = None) -> str:
    """At most LONGEST signs of a quote, from its cue on, or, if the number is not reached so, from just before it.

    Titles in capitals stand before `Căn cứ` where a page lost its breaks, and a sentence may name five
    documents before the one that is meant.
    """
    quote = " ".join(quote.split())
    if len(quote) <= LONGEST:
        return quote
    start = max(quote.lower().find(cue.lower()), 0) if cue else 0
    named = _pattern(number).search(quote) if number else None
    if named is not None and named.end() - start > LONGEST:
        start = quote.rfind(" ", 0, max(named.start() - _BEFORE_NUMBER, 0)) + 1
    rest = quote[start:]
    cut = rest if len(rest) <= LONGEST else f"{rest[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"… {cut}" if start else cut


@lru_cache(maxsize=256)
def _pattern(number: str) -> re.Pattern[str]:
    """A number as texts break it: `290- QĐ/TW` and `290 – QĐ/ TW` for `290-QĐ/TW`."""
    parts = _PART.findall(number)
    first = parts[0].lstrip("0") or "0"
    return re.compile(rf"(?<!\w)0*{first}" + "".join(rf"\W{{0,4}}{re.escape(part)}" for part in parts[1:]), re.I)

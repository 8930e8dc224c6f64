"""What a web page sets around a document: its table above, its captions and notices behind."""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.graph.number import normalise_number
from luocdo.loaders.header_words import labels, words

_REACH_TABLE = 6_000
"""The portals' tables stand within this many characters of the page's top."""
_TABLE = 1_600
"""No table with all its rows is longer."""
_SLASHED_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# The last line of a page that says where it was taken from: `Theo Quochoi.vn`.
_SOURCE_LINE = re.compile(r"\n[ \n]*(?:Theo|Nguồn:?|Source:) \S{0,40}\.(?:vn|com|net|org)\S{0,10}\s*\Z")
_SOURCE_HEAD = re.compile(r"\s*(?:Source|Nguồn|URL): *https?://\S+")


class Frame(NamedTuple):
    """`start`..`end` is the document between the page's own words; `spans` are those words.

    `said` is what the page's table says of the document: number, date (ISO), signer, place, as far as given.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    said: dict[str, str]


def find_frame(text: str) -> Frame:
    """The frame of a page; a text without one begins at 0 and ends at its end."""
    label = text.find("Số hiệu", 0, _REACH_TABLE)
    table = _table(text, label) if label >= 0 else None
    if table is None:
        return _plain(text)
    start, said = table
    end = _tail(text, start)
    spans = ((0, start), (end, len(text))) if end < len(text) else ((0, start),)
    return Frame(start, end, spans, said)


def _plain(text: str) -> Frame:
    head = _SOURCE_HEAD.match(text)
    start = head.end() if head else 0
    foot = _SOURCE_LINE.search(text, max(start, len(text) - 120))
    end = foot.start() if foot else len(text)
    spans = (((0, start),) if head else ()) + (((end, len(text)),) if foot else ())
    return Frame(start, end, spans, {})


def _table(text: str, label: int) -> tuple[int, dict[str, str]] | None:
    """(offset behind the table, its rows) if at least three of its labels stand there."""
    known = labels()
    said: dict[str, str] = {}
    key = ""
    position = end = text.rfind("\n", 0, label) + 1
    for line in text[position : label + _TABLE].split("\n"):
        bare = line.strip()
        following = position + len(line)
        if bare in known:
            key, end = known[bare], following
            said[key] = ""
        elif bare and key:
            said[key], key, end = bare, "", following
        elif len(bare) > 60:
            break
        position = following + 1
    if len(said) < 3:
        return None
    return min(end, len(text)), _cleaned(said)


def _cleaned(said: dict[str, str]) -> dict[str, str]:
    day = _SLASHED_DAY.fullmatch(said.pop("date", ""))
    if day:
        said["date"] = f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    if not any(c.isdigit() for c in said.get("number", "")):
        said.pop("number", None)
    else:
        said["number"] = normalise_number(said["number"])
    return {key: value for key, value in said.items() if value}


def _tail(text: str, start: int) -> int:
    """Where the page's captions and notices begin behind the text."""
    end = len(text)
    for mark in words("tails"):
        found = text.find(mark, start, end)
        if found >= 0:
            end = text.rfind("\n", start, found) + 1 or found
    return _before_caption(text, start, end) if end < len(text) else end


def _before_caption(text: str, start: int, end: int) -> int:
    """The line before the notices repeats type, number and title of the document; it belongs to them."""
    last = len(text[start:end].rstrip()) + start
    line = text.rfind("\n", start, last) + 1
    return line if line > start and last - line > 20 and text[line : line + 60].strip()[:1].isupper() else end

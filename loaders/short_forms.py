"""Short ways to name a document again: `Chỉ thị số 33`, `Nghị định 54`, `Quyết định nêu trên`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from luocdo.graph.number import normalise_number, number_key
from luocdo.loaders.dates import DAY, day_of
from luocdo.loaders.hits import Hit
from luocdo.loaders.number_types import type_of_number
from luocdo.loaders.type_words import type_word_before

_END = r"(?![\w%]|\s?[-/–]\s?[\wĐ]|[.,]\d|\s+(?:tỷ|triệu|nghìn|đồng|người|lần|tháng|điều|ngày(?!\s*\d)|năm(?!\s+\d)))"
_SERIAL = rf"(\d{{1,5}}+[a-z]?+){_END}"
# `Chỉ thị số 33`, and `Thông tư liên tịch số 06/2018` with the symbol left out.
_WITH_SO = re.compile(rf"s(?=ố)ố:?\s{{0,3}}(\d{{1,5}}+[a-z]?+(?:/(?:19|20)\d\d)?+){_END}")
# Without `số` only where nothing else is counted so. `N(?=g)`: see the tails of laws in `named`.
_BARE = tuple(
    re.compile(rf"{word}\s{{1,3}}{_SERIAL}".replace(" ", r"\s{1,3}"))
    for word in ("N(?=g)ghị (?:định|quyết)", "T(?=h)hông tư", "C(?=h)hỉ thị", "K(?=ế)ết luận", "Q(?=u)uyết định")
)
_ITEM = re.compile(r"[.)]\s")
_BACK = (re.compile(r"ê(?<=nê)u\s+trên"), re.compile(r"ó(?<=nó)i\s+trên"))
_DAY_NEXT = re.compile(rf"\s*+ ,? \s*+ {DAY}", re.VERBOSE)
_SPEAKING = frozenset(
    [
        "Nghị định",
        "Thông tư",
        "Thông tư liên tịch",
        "Chỉ thị",
        "Nghị quyết",
        "Quyết định",
        "Kết luận",
        "Công văn",
        "Pháp lệnh",
        "Kế hoạch",
        "Thông báo",
        "Công điện",
        "Hướng dẫn",
        "Tờ trình",
        "Báo cáo",
    ]
)
_SERIAL_AND_YEAR = re.compile(r"[\d.]+[a-z]?(?:/(?:19|20)\d\d(?=/))?")
_NEAR = 8
"""So many mentions of one number are looked at for one whose day fits."""
_ENDINGS = frozenset(name[-2:] for name in _SPEAKING)
"""A look at two letters before `số` spares most type words: `Điều khoản số`, `Mẫu số`."""
# Types that count their documents so rarely with bare numbers that one without a day says nothing.
_NEEDS_DAY = _SPEAKING - {"Nghị định", "Thông tư", "Chỉ thị", "Nghị quyết", "Quyết định", "Kết luận"}


def find_short(flat: str, hits: list[Hit], text: str = "") -> list[Hit]:
    """Short mentions outside the full ones in `hits`; those whose antecedent this text holds take its number.

    `text` is the same with its line ends, if at hand: `… của các Nghị định` / `1. Sửa đổi …` names none.
    """
    taken: list[tuple[int, int]] = []
    found: list[Hit] = []
    for pattern in (_WITH_SO, *_BARE):
        for match in pattern.finditer(flat):
            if _ITEM.match(text, match.end()) and "\n" in text[match.start() : match.start(1)]:
                continue
            hit = _short(flat, match, pattern is _WITH_SO)
            taken = taken or sorted((hit.start, hit.end) for hit in hits)
            if hit is not None and not _overlaps(taken, hit):
                found.append(hit)
    pointers = [match for pattern in _BACK for match in pattern.finditer(flat)]
    if not found and not pointers:
        return []
    known = _Antecedents(hits)
    kept = [hit for hit in found if _settle(hit, known)]
    return kept + _back(flat, pointers, known)


class _Antecedents:
    """The full mentions by number, ordered by place, by type and by type and serial."""

    def __init__(self, hits: list[Hit]) -> None:
        self._rows: dict[tuple[str | None, str], tuple[list[int], list[Hit]]] = {}
        for hit in hits:
            if hit.number:
                for key in _places(hit.type or type_of_number(hit.number), hit.number):
                    starts, row = self._rows.setdefault(key, ([], []))
                    starts.append(hit.start)
                    row.append(hit)

    def before(self, kind: str | None, serial: str, start: int, date: str | None = None) -> Hit | None:
        """The last mention before `start`, else the first one, that `date` does not speak against."""
        starts, row = self._rows.get((kind, serial.lstrip("0")), ([], []))
        at = bisect_left(starts, start)
        for hit in (*reversed(row[max(0, at - _NEAR) : at]), *row[at : at + 1]):
            if date is None or hit.date in (None, date):
                return hit
        return None


def _short(flat: str, match: re.Match[str], spelled: bool) -> Hit | None:
    if spelled and flat[max(0, match.start() - 8) : match.start()].rstrip()[-2:].casefold() not in _ENDINGS:
        return None
    start = match.start(1)
    word = type_word_before(flat, start)
    if word is None or word.name not in _SPEAKING or word.start < match.start() - 24:
        return None
    if not spelled and flat[word.start].islower():
        return None
    hit = Hit(word.start, match.end(1), "number")
    hit.type, hit.name = word.name, f"{word.name} số {match[1]}" if spelled else f"{word.name} {match[1]}"
    hit.key = match[1]
    day = _DAY_NEXT.match(flat, match.end(1), match.end(1) + 50)
    if day:
        hit.date, hit.year = day_of(day)
        hit.end = day.end() if hit.date else hit.end
    hit.tail = hit.end
    return hit


def _overlaps(taken: list[tuple[int, int]], hit: Hit) -> bool:
    at = bisect_right(taken, (hit.end, 0))
    return any(hit.start < end for _, end in taken[max(0, at - 3) : at])


def _settle(hit: Hit, known: _Antecedents) -> bool:
    """Give a short form its antecedent's number: the last full mention before it of that type and serial."""
    antecedent = known.before(hit.type, hit.key, hit.start, hit.date)
    if antecedent is not None:
        hit.number, hit.key, hit.name = antecedent.number, antecedent.key, None
        hit.date, hit.year = hit.date or antecedent.date, hit.year or antecedent.year
        return True
    if hit.type == "Nghị định" and "/" in hit.key:
        # Only the Government issues decrees: the symbol can be no other.
        hit.number = normalise_number(f"{hit.key}/NĐ-CP")
        hit.key, hit.name = number_key(hit.number), None
        return True
    hit.key, hit.by = "", "name"
    if " số " not in f"{hit.name} " and hit.type not in ("Nghị định", "Thông tư"):
        return hit.date is not None
    return hit.date is not None or hit.type not in _NEEDS_DAY


@lru_cache(maxsize=8_192)
def _places(kind: str | None, number: str) -> frozenset[tuple[str | None, str]]:
    """Under which a number is sought: its type alone, with serial and year, with the serial."""
    match = _SERIAL_AND_YEAR.match(number)
    serial = match[0].lstrip("0") if match else ""
    return frozenset({(kind, ""), (kind, serial), (kind, serial.partition("/")[0])})


def _back(flat: str, pointers: list[re.Match[str]], known: _Antecedents) -> list[Hit]:
    """`Quyết định nêu trên`: the last document of that type before it."""
    found = []
    for match in pointers:
        word = type_word_before(flat, match.start() - 1)
        last = known.before(word.name, "", word.start) if word else None
        if word is not None and last is not None and last.end <= word.start:
            hit = Hit(word.start, match.end(), "back")
            hit.type, hit.number, hit.key, hit.date, hit.year = (
                word.name,
                last.number,
                last.key,
                last.date,
                last.year,
            )
            found.append(hit)
    return found

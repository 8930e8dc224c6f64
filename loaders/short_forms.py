"""Short ways to name a document again: `Chỉ thị số 33`, `Nghị định 54`, `Quyết định nêu trên`."""

from __future__ import annotations

import re
from bisect import bisect_right

from luocdo.loaders.dates import DAY, day_of
from luocdo.loaders.hits import Hit
from luocdo.loaders.rows import type_of_number
from luocdo.loaders.type_words import type_word_before

_SERIAL = r"(\d{1,5}[a-z]?)(?![\w%]|\s?[-/–]\s?[\wĐ]|[.,]\d|\s+(?:ngày|tháng|năm|điều|tỷ|triệu)\s+(?:làm|\w+\s+kể))"
_WITH_SO = re.compile(rf"số:?\s{{0,3}}{_SERIAL}")
# Without `số` only where nothing else is counted so: decrees, circulars, directives, resolutions, conclusions.
_BARE = tuple(re.compile(rf"{word}\s{{1,3}}{_SERIAL}") for word in ("Nghị định", "Thông tư", "Chỉ thị", "Nghị quyết", "Kết luận"))
_BACK = re.compile(r"n(?:êu|ói)\s+trên")
_DAY_NEXT = re.compile(rf"\s* ,? \s* {DAY}", re.VERBOSE)
_SPEAKING = frozenset({"Nghị định", "Thông tư", "Chỉ thị", "Nghị quyết", "Quyết định", "Kết luận", "Công văn", "Pháp lệnh",
                       "Kế hoạch", "Thông báo", "Công điện", "Hướng dẫn", "Tờ trình", "Báo cáo", "Thông tư liên tịch"})  # fmt: skip
# Types that count their documents so rarely with bare numbers that one without a day says nothing.
_NEEDS_DAY = _SPEAKING - {"Nghị định", "Thông tư", "Chỉ thị", "Nghị quyết", "Quyết định", "Kết luận"}


def find_short(flat: str, hits: list[Hit]) -> list[Hit]:
    """Short mentions outside the full ones in `hits`; those whose antecedent this text holds take its number."""
    taken = sorted((hit.start, hit.end) for hit in hits)
    found: list[Hit] = []
    for pattern in (_WITH_SO, *_BARE):
        for match in pattern.finditer(flat):
            hit = _short(flat, match, pattern is _WITH_SO)
            if hit is not None and not _overlaps(taken, hit):
                found.append(hit)
    numbered = [hit for hit in hits if hit.number]
    kept = [hit for hit in found if _settle(hit, numbered)]
    return kept + _back(flat, numbered)


def _short(flat: str, match: re.Match[str], spelled: bool) -> Hit | None:
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


def _settle(hit: Hit, numbered: list[Hit]) -> bool:
    """Give a short form its antecedent's number: the last full mention before it of that type and serial."""
    serial = hit.key
    fitting = [
        other
        for other in numbered
        if _serial(other).lstrip("0") == serial.lstrip("0")
        and (other.type or type_of_number(other.number)) == hit.type
        and (hit.date is None or other.date in (None, hit.date))
    ]
    if fitting:
        before = [other for other in fitting if other.start < hit.start]
        antecedent = before[-1] if before else fitting[0]
        hit.number, hit.key, hit.name = antecedent.number, antecedent.key, None
        hit.date, hit.year = hit.date or antecedent.date, hit.year or antecedent.year
        return True
    hit.key, hit.by = "", "name"
    return hit.date is not None or hit.type not in _NEEDS_DAY


def _serial(hit: Hit) -> str:
    match = re.match(r"[\d.]+[a-z]?", hit.number or "")
    return match[0] if match else ""


def _back(flat: str, numbered: list[Hit]) -> list[Hit]:
    """`Quyết định nêu trên`: the last document of that type before it."""
    found = []
    for match in _BACK.finditer(flat):
        word = type_word_before(flat, match.start())
        if word is None:
            continue
        before = [h for h in numbered if h.end <= word.start and (h.type or type_of_number(h.number)) == word.name]
        if before:
            hit = Hit(word.start, match.end(), "back")
            last = before[-1]
            hit.type, hit.number, hit.key, hit.date, hit.year = word.name, last.number, last.key, last.date, last.year
            found.append(hit)
    return found

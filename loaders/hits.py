"""Places in a text that name a document by number: the number, its type word, date, issuer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from luocdo.graph.number import normalise_number, number_key
from luocdo.loaders.dates import BARE_DAY, DAY, day_of, iso_day
from luocdo.loaders.issuers import issuers_after, sender_before
from luocdo.loaders.number_types import type_of_number
from luocdo.loaders.symbols import Found, find_symbols
from luocdo.loaders.type_words import type_word_before

# A day right after the number, `, ngày …` and `(ngày …)` and `ký ngày …` included; or behind the issuer.
_DAY_NEXT = re.compile(
    rf"\s*+ ,? \s*+ (?: \( [^()]{{1,20}} \) \s*+ )? \(? (?: ký | ban\ hành | được\ ban\ hành )? \s*+ ,? \s*+ {DAY}",
    re.VERBOSE,
)
_BARE_NEXT = re.compile(rf"\s*+ ,? \s*+ \(? \s*+ {BARE_DAY}", re.VERBOSE)
_DAY_AFTER_ISSUER = re.compile(rf"\s*+ ,? \s*+ (?: ban\ hành | ký )? \s*+ {DAY}", re.VERBOSE)
_BEFORE_DAY = frozenset("nN,(kbđ0123456789")
"""What `ngày`, `ký ngày`, `(ngày` and a bare day begin with: a look at one letter spares most matches."""
_SERIAL = re.compile(r"^[\d.]+[a-z]?(?:/\d{4})?")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_DAY_EARLIER = re.compile(DAY, re.VERBOSE)
_SIGNED = ("ký", "ban hành", "đã có", "ký ban hành")
_SO = re.compile(r"(?:số|Số|SỐ|so)\s*:?\s*\Z")
# Between two numbers that share one date or one type word: `217-QĐ/TW và Quyết định số 218-QĐ/TW`.
_AND = re.compile(r"\s*(?:,|;|và|,\s*và)?\s*(?:các\s+)?\Z")
_OF_SEVERAL = frozenset({"TW", "TU", "HU", "UBND", "HĐND"})
"""Ends of symbols that several bodies, or those of every place, have in common."""


class Hit:
    """One mention. `start`..`end` runs from the type word to the end of number or date, whichever is later."""

    number: str | None = None
    key = ""
    type: str | None = None
    name: str | None = None
    date: str | None = None
    year: int | None = None
    lent = False
    """The date stands behind a later mention: `217-QĐ/TW và 218-QĐ/TW ngày 12/12/2013`."""
    day_written = False
    """Whether day and month stand there, possible or not."""
    issuer: tuple[str, ...] = ()
    term: str | None = None
    revised = False
    """The text calls it new against its forerunner of the same name: `Luật Việc làm (sửa đổi)`."""
    own = False
    """The document names itself."""
    inner_of: Hit | None = None
    """For a number behind a name: the mention by name it took over."""
    enclosed = False
    """It stands in the name of the body that issued the mention before."""
    plan: str | None = None
    """The name of the plan or strategy that a numbered decision brings: the text may go on by that name."""
    parent: Hit | None = None
    """For a law inside the name of an amending law: that law."""

    def __init__(self, start: int, end: int, by: Literal["number", "name", "back"]) -> None:
        self.start = self.number_start = start
        self.end = self.number_end = end
        self.by: Literal["number", "name", "back"] = by
        self.tail = end
        """Offset behind the issuer and term, where the title begins."""


def find_numbered(flat: str, text: str = "") -> list[Hit]:
    """All mentions by number in a flat text, in order of place; `text` is the same with its line ends, if at hand."""
    hits: list[Hit] = []
    previous: Hit | None = None
    for found in find_symbols(flat):
        hit = _hit(flat, found, previous, text)
        hits.append(hit)
        if previous is not None and found.start < previous.tail:
            hit.enclosed = True
            continue
        if previous is not None:
            if hit.date and previous.date is None:
                _share_date(flat, hits)
            if hit.issuer and not previous.issuer:
                _share_issuer(flat, hits)
            elif previous.issuer and not hit.issuer and _goes_on(flat, previous, hit):
                hit.issuer = previous.issuer
        previous = hit
    return hits


def _hit(flat: str, found: Found, previous: Hit | None, text: str) -> Hit:
    hit = Hit(found.start, found.end, "number")
    hit.number = normalise_number(found.raw)
    hit.key = number_key(hit.number)
    hit.number_start, hit.number_end = found.start, found.end
    floor = previous.end if previous is not None else 0
    word = type_word_before(flat, found.start, floor)
    if word is not None:
        hit.type, hit.start = word.name, word.start
        if word.name == "Công văn":
            hit.type = _spoken(flat, hit)
    else:
        so = _SO.search(flat, max(floor, found.start - 8), found.start)
        if so:
            hit.start = so.start()
        if previous is not None and previous.type and _AND.match(flat, previous.end, hit.start):
            hit.type = previous.type if _same_code(previous.number, hit.number) else None
    _read_day(flat, hit, text)
    if not hit.issuer and "VPCP" not in hit.number:
        hit.issuer = sender_before(flat, hit.start)
    if hit.date is None and not hit.day_written:
        _day_before(flat, hit)
    return hit


def _spoken(flat: str, hit: Hit) -> str:
    """`văn bản số 364/TTr-BNG` is the submission that its symbol says; `công văn số` is a letter."""
    if flat[hit.start : hit.start + 3].casefold() != "văn":
        return "Công văn"
    return type_of_number(hit.number) or "Công văn"


def _day_before(flat: str, hit: Hit) -> None:
    """`ngày 02 tháng 7 năm 2004 Bộ Văn hóa - Thông tin đã ký Quyết định số …`: the day stands before."""
    if not flat[max(0, hit.start - 10) : hit.start].rstrip().endswith(_SIGNED):
        return
    days = list(_DAY_EARLIER.finditer(flat, max(0, hit.start - 150), hit.start))
    found = days[-1] if days else None
    if found is None or any(mark in flat[found.end() : hit.start] for mark in ".;:"):
        return
    date, year = day_of(found)
    carried = _YEAR.search(hit.number or "")
    if carried is None or int(carried[1]) == year:
        hit.date, hit.year = date, year


def _read_day(flat: str, hit: Hit, text: str) -> None:
    """The date and issuer behind a number, in either order; moves `end` behind the date."""
    position = hit.number_end
    following = flat[position : position + 6].lstrip()[:1]
    day = None
    if following in _BEFORE_DAY:
        day = _DAY_NEXT.match(flat, position, position + 70)
        if day is not None and "Ngày" in day[0]:
            day = None  # the next paragraph begins: `… SỐ 66-NQ/TW` and below `Ngày 28 tháng 11 năm 2025, tại …`
        if day is not None:
            _set_day(hit, day)
        elif following not in "nNkbđ":
            day = _BARE_NEXT.match(flat, position, position + 24)
            if day is not None:
                _set_bare_day(hit, day)
    hit.issuer, hit.term, hit.tail = issuers_after(flat, hit.end, text)
    if day is None and hit.issuer:
        day = _DAY_AFTER_ISSUER.match(flat, hit.tail, hit.tail + 50)
        if day:
            _set_day(hit, day)
            hit.tail = hit.end


def _set_day(hit: Hit, day: re.Match[str]) -> None:
    hit.date, hit.year = day_of(day)
    hit.day_written = day["d"] is not None
    hit.end = day.end()


def _set_bare_day(hit: Hit, day: re.Match[str]) -> None:
    hit.year = int(day["y"])
    hit.date = iso_day(hit.year, int(day["m"]), int(day["d"]))
    hit.day_written, hit.end = True, day.end()


def _share_issuer(flat: str, hits: list[Hit]) -> None:
    """The body named behind the last of a list issued those before it: `số 12/…, 15/… và 20/2022/TT-BTC của Bộ`."""
    last = hits[-1]
    for at in range(len(hits) - 2, -1, -1):
        hit = hits[at]
        gap = flat[hit.end : hits[at + 1].start]
        if hit.issuer or not _AND.match(gap) or not _may_share(hit.number, last.number, gap):
            return
        hit.issuer, hit.term = last.issuer, hit.term or last.term
        if not _same_code(hit.number, last.number):
            return


def _goes_on(flat: str, previous: Hit, hit: Hit) -> bool:
    """Whether a mention is one more of the same kind behind `,` or `và`."""
    return _same_code(previous.number, hit.number) and _AND.match(flat, previous.end, hit.start) is not None


def _same_code(one: str | None, other: str | None) -> bool:
    """Whether two numbers carry the same symbol, so that one type word may stand for both."""
    return bool(one and other) and _code(one or "") == _code(other or "")


@lru_cache(maxsize=8_192)
def _code(number: str) -> str:
    return _SERIAL.sub("", number, count=1)


def _parts(number: str | None) -> list[str]:
    """The parts of a symbol; the last says whose it is, `TW` of 213-KL/TW, or the first of a letter's, 12/VPCP-NN."""
    return re.split(r"[-/]", _code(number or "").lstrip("/-"))


def _may_share(one: str | None, other: str | None, gap: str) -> bool:
    """Whether a body named behind one number can have issued the other: the symbol does not speak against it, and
    where a semicolon parts them it tells the body by itself."""
    first, second = _parts(one), _parts(other)
    same = first[-1] in second or second[-1] in first
    return same and (";" not in gap or first[-1] not in _OF_SEVERAL)


def _same_organ(one: str | None, other: str | None) -> bool:
    """`376/TTr-CP và Đề án số 377/ĐA-CP`: one body sent both on one day."""
    return bool(one and other) and (one or "").rpartition("-")[2] == (other or "").rpartition("-")[2]


def _share_date(flat: str, hits: list[Hit]) -> None:
    """`Quyết định số 217-QĐ/TW và Quyết định số 218-QĐ/TW ngày 12/12/2013`: one date, two documents."""
    last = hits[-1]
    for index in range(len(hits) - 2, -1, -1):
        hit, following = hits[index], hits[index + 1]
        if hit.date is not None or hit.end > following.start:
            return
        gap = flat[hit.end : following.start]
        alike = _same_code(hit.number, last.number) or (gap.strip() == "và" and _same_organ(hit.number, last.number))
        carried = _YEAR.search(hit.number or "")
        if not alike or not _AND.match(gap) or (carried and carried[1] != (last.date or "")[:4]):
            return  # `14/2016/QĐ-UBND và 15/2017/QĐ-UBND ngày 03/3/2017`: not the day of the first
        hit.date, hit.year, hit.lent = last.date, last.year, True
        if not hit.issuer and _may_share(hit.number, last.number, gap):
            hit.issuer, hit.term = last.issuer, last.term

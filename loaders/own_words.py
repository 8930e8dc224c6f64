"""How a document names itself outside its head: captions, `(Kèm theo …)`, enacting phrase, late head."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from luocdo.graph.number import normalise_number
from luocdo.loaders.dates import DAY, day_of
from luocdo.loaders.letters import UPPER
from luocdo.loaders.masthead import Masthead
from luocdo.loaders.symbols import find_symbols
from luocdo.loaders.type_words import type_word_before

_CAPTION = re.compile(r"(?:TOÀN VĂN|Toàn văn|Nội dung)\s*:?\s*(?=[A-ZĐ])")
_REACH_CAPTION = 700
_ATTACHED = re.compile(r"\(\s*(?:[Bb]an\s+hành\s+)?[Kk]èm\s+theo\s+(?=[A-ZĐ])")
_MOST = 200
_DAY_NEXT = re.compile(rf"[\s,]*{DAY}", re.VERBOSE)
_ATTESTED = "XÁC THỰC VĂN BẢN HỢP NHẤT"
_DAY = re.compile(DAY, re.VERBOSE)
_ADOPTED = re.compile(rf"thông\s+qua\s+(?:vào\s+)?{DAY}", re.VERBOSE)
_REACH_ADOPTED = 6_000
_REACH_ENACTING = 9_000
_MOST_ENACTING = 40
_VERBS = tuple(
    f"{verb} " for verb in ("ban hành", "thông báo", "yêu cầu", "quyết định", "đề nghị", "xây dựng", "hướng dẫn")
)
_PLACE = (
    r"(?:\s+(?:[Tt]ỉnh|[Tt]hành\ phố|TP\.?|huyện|quận|thị\ xã|xã|phường|(?:Tỉnh|Thành|Huyện|Quận|Thị)\ ủy))?"
    rf"(?:\s+[{UPPER}]\w*){{0,5}}"
)
# `Ủy ban nhân dân tỉnh`, `Ban Thường vụ Tỉnh ủy`, `Bộ trưởng Bộ Xây dựng` right before `ban hành Kế hoạch …`.
_ENACTING_BODY = re.compile(
    rf"""(?: (?: Ủy\s+ban\s+nhân\s+dân | UBND | Hội\s+đồng\s+nhân\s+dân | HĐND
        | Ban\ Thường\ vụ | Ban\ Chấp\ hành
        | Tỉnh\ ủy | Thành\ ủy | Huyện\ ủy | Quận\ ủy | Thị\ ủy | Đảng\ ủy | Ban\ Dân\ vận | Ban\ Tổ\ chức
        | Ban\ Tuyên\ giáo(?:\ và\ Dân\ vận)? ) {_PLACE}
      | Văn\s+phòng\s+Chính\s+phủ | Văn\s+phòng\s+Trung\s+ương\s+Đảng
      | Thủ\s+tướng\s+Chính\s+phủ | Chính\s+phủ
      | Bộ\ Chính\ trị | Ban\ Bí\ thư | Ủy\ ban\ Thường\ vụ\ Quốc\ hội | Quốc\ hội
      | (?:Bộ\ trưởng\s+)? Bộ\ [{UPPER}][^.;:]{{2,60}}
      | (?:Giám\ đốc\s+)? Sở\ [{UPPER}][^.;:]{{2,50}} ) \s*\Z""",
    re.VERBOSE,
)
# The word that opens the articles of a text whose head is lost, below the grounds it stands on.
_ORDER = re.compile(r"^[ *#>|]*(NGHỊ\s+ĐỊNH|QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ)[ *|]*:[ *|]*$", re.MULTILINE)
_TYPE_OF_ORDER = {"NGHỊ ĐỊNH": "Nghị định", "QUYẾT ĐỊNH": "Quyết định", "QUYẾT NGHỊ": "Nghị quyết"}
_GROUND = re.compile(r"^[ *#>|]*Căn cứ ", re.MULTILINE)
_CAPITALS = re.compile(rf"[ *#>|]*([{UPPER}][{UPPER} ,-]{{7,}})[ *|]*")
_INSTRUMENT = re.compile(
    r"[Kk]ế hoạch|[Cc]hỉ thị|[Qq]uyết định|[Hh]ướng dẫn|[Cc]hương trình|[Nn]ghị|[Tt]hông|[Qq]uy (?:định|chế)"
    r"|[Kk]ết luận|\bcác "
)
# `Ban Bí thư quy định … như sau`: which of the three bodies that issue under the committee's name speaks.
_PARTY_SPEAKS = re.compile(
    r"(?<!của )(Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương)"
    r"(?: Trung ương)?(?: Đảng)?(?: kh[oó][áa] [IVX]+)? (?:ban hành|quy định|quyết định|yêu cầu|kết luận|chỉ thị)\b"
)
_COMMITTEE = "BAN CHẤP HÀNH TRUNG ƯƠNG"
_REACH_PARTY = 3_000
_OF = re.compile(r"\bcủa\s+\Z")


class Own(NamedTuple):
    """What a document says of itself outside its head, as far as it says anything."""

    type: str | None = None
    number: str | None = None
    date: str | None = None
    body: str | None = None


def read_own_words(text: str, flat: str, head: Masthead, start: int, end: int, tail: int) -> Own:
    """Look for what the head leaves open: a caption above, an attestation or attachments behind `tail`."""
    found = Own()
    if head.number is None:
        found = _caption(flat, start, head) or _attested(flat, tail, end) or found
    if (head.number is None and found.number is None) or (head.date is None and found.date is None):
        found = _attachment(text, flat, head, found, end)
    if not head.bodies:
        found = found._replace(body=_enacting_body(flat, head.end))
    elif head.bodies[0].startswith(_COMMITTEE):
        speaks = _PARTY_SPEAKS.search(flat, head.end, min(end, head.end + _REACH_PARTY))
        found = found._replace(body=speaks[1] if speaks else None)
    if head.type is None and found.type is None and not (head.found or head.letter):
        found = _ordered(text, flat, found, start, end)
    return found


def _ordered(text: str, flat: str, known: Own, start: int, end: int) -> Own:
    """Type and body of a text that begins with its grounds: `CHÍNH PHỦ` / `Căn cứ …` / `NGHỊ ĐỊNH:`; the type only
    where the text calls itself so."""
    stop = min(end, start + _REACH_ENACTING)
    order = _ORDER.search(text, start, stop)
    type_ = _TYPE_OF_ORDER.get(" ".join(order[1].split())) if order else None
    ground = _GROUND.search(text, start, order.start()) if order else None
    if type_ is None or ground is None or flat.find(f"{type_} này", start, end) < 0:
        return known
    above = [line for line in text[start : ground.start()].split("\n") if line.strip()]
    body = _CAPITALS.fullmatch(above[-1]) if above else None
    return known._replace(type=type_, body=known.body or (body[1].strip() if body else None))


def _caption(flat: str, start: int, head: Masthead) -> Own | None:
    """`TOÀN VĂN: Nghị định số 232/2025/NĐ-CP sửa đổi …` above a text without a head; or a sentence that
    introduces it, `… ký ban hành Nghị quyết số 05/2025/NQ-CP …`, above a title of the same type."""
    opening = _CAPTION.search(flat, start, start + _REACH_CAPTION)
    if opening:
        return _named_at(flat, opening.end())
    if head.found or head.title is None:
        return None
    above = flat[start : min(head.title[0], start + 2 * _REACH_CAPTION)]
    for found in find_symbols(above):
        word = type_word_before(above, found.start)
        if word is not None and word.name == head.type:
            return _named_at(flat, start + word.start)
    return None


def _named_at(flat: str, offset: int) -> Own | None:
    """Type, number and date of a citation that begins at an offset."""
    window = flat[offset : offset + 110]
    for found in find_symbols(window):
        word = type_word_before(window, found.start)
        if word is None or word.start > 0:
            return None
        day = _DAY_NEXT.match(window, found.end)
        return Own(word.name, normalise_number(found.raw), day_of(day)[0] if day else None)
    return None


def _attachment(text: str, flat: str, head: Masthead, known: Own, end: int) -> Own:
    """The first `(Ban hành kèm theo Thông tư số … ngày …)` on a line of its own that fits what is known."""
    place = head.start
    for _ in range(_MOST):
        place = flat.find("èm theo ", place, end)
        if place < 0:
            break
        opening = flat.rfind("(", max(0, place - 20), place)
        place += 8
        if opening < 0 or not _begins_line(text, opening):
            continue
        match = _ATTACHED.match(flat, opening)
        own = _named_at(flat, match.end()) if match else None
        if own is None or head.type not in (None, own.type):
            continue
        number = head.number or known.number
        if number in (None, own.number):
            return Own(known.type or own.type, known.number or own.number, known.date or own.date)
    return known


def _begins_line(text: str, offset: int) -> bool:
    """Whether only blanks stand between an offset and the line's start."""
    before = text[max(0, offset - 80) : offset].rpartition("\n")
    return bool(before[1]) and not before[2].strip(" #>")


def _attested(flat: str, start: int, end: int) -> Own | None:
    """Number and day of a consolidated text in the gazette: they stand behind it."""
    place = flat.find(_ATTESTED, max(0, start - 2_000), end)
    if place < 0:
        return None
    numbers = [found for found in find_symbols(flat[max(0, place - 160) : place + 160]) if "VBHN" in found.raw]
    day = _DAY.search(flat, place, place + 200)
    number = normalise_number(numbers[0].raw) if numbers else None
    return Own("Văn bản hợp nhất", number, day_of(day)[0] if day else None)


def adoption_day(flat: str, start: int, end: int) -> str | None:
    """`Nghị quyết này được … thông qua ngày 16 tháng 6 năm 2025`: the last such sentence of the text."""
    place = flat.rfind("thông qua", max(start, end - _REACH_ADOPTED), end)
    match = _ADOPTED.match(flat, place) if place >= 0 else None
    return day_of(match)[0] if match else None


def enacted_title(flat: str, start: int, type_: str | None) -> str | None:
    """What stands behind the type in `Bộ trưởng Bộ Xây dựng ban hành Thông tư hướng dẫn ….`, for a lost title."""
    if type_ is None:
        return None
    found = _enacted(type_).search(flat, start, start + _REACH_ENACTING)
    return " ".join(found[1].split()) if found else None


@lru_cache
def _enacted(type_: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, type_.split()))
    return re.compile(rf"\bban\s+hành\s+{words}\s+(?!số\b|này\b|sau\b|như\b)([^;:]{{10,400}}?)\.(?=\s)")


def _enacting_body(flat: str, start: int) -> str | None:
    """The body of `Ủy ban nhân dân tỉnh ban hành Kế hoạch …`, as it is written."""
    for verb in _VERBS:
        place = start
        for _ in range(_MOST_ENACTING):
            place = flat.find(verb, place, start + _REACH_ENACTING)
            if place < 0:
                break
            body = _ENACTING_BODY.search(flat, max(start, place - 90), place)
            place += len(verb)
            if not body or _OF.search(flat, max(0, body.start() - 6), body.start()):
                continue  # `Thông tư số … của Bộ Nội vụ hướng dẫn …` is another document's body
            if _INSTRUMENT.search(flat, place, place + 40):
                return " ".join(body[0].split())
    return None

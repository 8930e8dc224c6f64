"""The type of a document in capitals on a line of its own, and the title below it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from luocdo.graph.model import Record
from luocdo.graph.number import normalise_number
from luocdo.loaders.dates import DAY, day_of
from luocdo.loaders.header_words import either, type_names
from luocdo.loaders.letters import LOWER
from luocdo.loaders.symbols import find_symbols
from luocdo.loaders.word_trees import tree_of

_RULE = re.compile(r"[-–_=.…~+\s]{3,}\Z")
_EDGE = " #>"
_LOWER = re.compile(rf"[{LOWER}]{{3}}")
_FOOTNOTE = re.compile(r"\s*(?:\[\d+\]|\d{1,2})?[\s.]*\Z")
_HARD_OPENING = re.compile(r"(?:Căn cứ|Kính gửi|Chiểu theo|Điều \d|Chương [I1]\b)")
_LIST = re.compile(r"(?:[IVX]{1,4}|\d{1,2}|[A-D])\s?[.)]\s|[-+(•]|PHẦN ")
# Above the preamble the issuer or its head stands alone: `BỘ TRƯỞNG BỘ TƯ PHÁP`, `CHÍNH PHỦ`.
_SURE_ISSUER = re.compile(
    r"THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ\Z|QUỐC HỘI\Z|ỦY BAN (?:NHÂN DÂN|THƯỜNG VỤ)"
    r"|HỘI ĐỒNG (?:NHÂN DÂN|BỘ TRƯỞNG|CHÍNH PHỦ|NHÀ NƯỚC)|BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG"
    r"|THỐNG ĐỐC|CHÁNH |VIỆN TRƯỞNG|TỔNG KIỂM TOÁN|TỔNG THANH TRA|TRƯỞNG BAN"
)
_UNFINISHED = re.compile(
    r"(?:[,;-]|\b(?:của|và|do|tại|với|thuộc|giữa|về|cho|theo|đối|là|từ|trong|các|những|số))\Z", re.IGNORECASE
)
# Gazette style: `CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 02/2010/QĐ-TTg NGÀY 15 THÁNG 01 NĂM 2010` below the type.
# Not so `CỦA BAN CHẤP HÀNH ĐẢNG BỘ` / `thực hiện Nghị quyết số 10-NQ/TW`.
_NO_BODY = r"\s(?:VỀ|THỰC HIỆN|TRIỂN KHAI|(?:NGHỊ|CHỈ|KẾT|QUYẾT)\s+(?:QUYẾT|THỊ|LUẬN|ĐỊNH)|KẾ HOẠCH|LUẬT)\s"
_GAZETTE = re.compile(rf"\s*(?:CỦA\s+(?P<body>(?:(?!{_NO_BODY})[^\d]){{3,160}}?)\s+)?SỐ\s*:?\s*(?=\d)")
_GAZETTE_DAY = re.compile(rf"[\s,]*{DAY}", re.VERBOSE)
_GAZETTE_REACH = 330
# Whose the document is, between type and title: `CỦA BỘ CHÍNH TRỊ`, `HỘI NGHỊ LẦN THỨ TƯ TỈNH ỦY`; no title by itself.
_WHOSE = re.compile(r"(?:CỦA|Của)\s|HỘI NGHỊ LẦN THỨ\s")
_SPEAKS = re.compile(
    r"[“\"(]?(?:v/v\b|(?:về|thực hiện|triển khai|ban hành|quy định|phê duyệt|sửa đổi|bãi bỏ|tăng cường|hướng dẫn)\s)",
    re.IGNORECASE,
)
_LINES_OF_HEAD = 56
_LONGEST_TYPE = 60
_LONGEST = 24
"""Lines of the longest title met, an ordinance's of ten amended circulars, and as many again."""


class Line(Record, frozen=True):
    """A line with words in it: its offsets without blanks at the ends, and its words."""

    start: int
    end: int
    words: str
    apart: bool
    """Whether an empty line or a rule stands before it."""


class TypeLine(NamedTuple):
    """The type, the first and last of the lines its words stand on, and how much of the last they take."""

    first: int
    last: int
    type: str
    length: int


class Below(NamedTuple):
    """What stands below the type: title, the line behind it, gazette fields, the issuer repeated."""

    span: tuple[int, int] | None
    next_line: int
    number: str | None = None
    date: str | None = None
    body: str = ""
    repeated: str = ""


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines between two offsets that hold letters or digits, markdown's `#` left out."""
    position, apart = start, False
    for raw in text[start:end].split("\n"):
        bare = raw.strip(_EDGE)
        if bare and (bare[0].isalnum() or not _RULE.match(bare)):
            begin = position if raw[0] == bare[0] else position + raw.index(bare[0])
            yield Line(begin, begin + len(bare), bare, apart)
            apart = False
        else:
            apart = True
        position += len(raw) + 1


def lines_above(text: str, start: int, end: int) -> Iterator[Line]:
    """The same lines from the last one upwards; `apart` is not told."""
    while end > start:
        begin = text.rfind("\n", start, end) + 1 or start
        bare = text[begin:end].strip(_EDGE)
        if bare and (bare[0].isalnum() or not _RULE.match(bare)):
            yield Line(begin, begin + len(bare), bare, False)
        end = begin - 1


def is_capitals(words: str) -> bool:
    """Whether a line is set in capitals; `NĐ-CP`, `QĐ-TTg`, `KHVÀ` and the like do not spoil it."""
    return words.isupper() or _LOWER.search(words) is None


@functools.cache
def _type_pattern() -> re.Pattern[str]:
    return re.compile(rf"{tree_of(type_names())}(?![^\W\d_])")


@functools.cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('openings')})(?!\w)")


def type_at(words: str) -> tuple[str, int] | None:
    """(type, length of its words) of a line that begins with a type in capitals, or is one and no more."""
    if len(words) > _LONGEST_TYPE and not words[:3].isupper():
        return None
    match = _type_pattern().match(words if words[1:2].isupper() and words[2:3].isupper() else words.upper())
    if match is None:
        return None
    rest = words[match.end() :]
    alone = _FOOTNOTE.match(rest) is not None
    if not alone and (not words[: match.end()].isupper() or rest[:1] not in " -"):
        return None
    return type_names()[match[0]], match.end()


def head_lines(text: str, start: int, end: int) -> list[Line]:
    """The lines down to the preamble's first, `Căn cứ …`, or so many that a title must have ended."""
    lines: list[Line] = []
    for line in lines_of(text, start, end):
        lines.append(line)
        if len(lines) == _LINES_OF_HEAD or _HARD_OPENING.match(line.words):
            break
    return lines


def find_type(lines: list[Line]) -> TypeLine | None:
    """The first line that is or begins with a type in capitals, before any preamble."""
    for index, line in enumerate(lines):
        found = type_at(line.words)
        if found is not None:
            return TypeLine(index, index, *found)
        if len(line.words) < 7 and index + 1 < len(lines):  # `NGHỊ` / `QUYẾT`
            found = type_at(f"{line.words} {lines[index + 1].words}")
            if found is not None:
                return TypeLine(index, index + 1, found[0], found[1] - len(line.words) - 1)
        if _HARD_OPENING.match(line.words):
            return None
    return None


def read_title(text: str, lines: list[Line], index: int, type_length: int) -> Below:
    """The title below the type line; the rest of that line begins it, if there is one."""
    line = lines[index]
    position = line.start + type_length
    number, date, body, behind = _gazette(text, position)
    if behind:
        position = behind
        while index < len(lines) and lines[index].end <= position:
            index += 1
        kept = lines[index:]
        if kept and kept[0].start < position:
            kept[0] = _cut(text, kept[0], position)
    else:
        kept = lines[index + 1 :]
        if not _FOOTNOTE.match(line.words[type_length:]):
            kept.insert(0, _cut(text, line, position))
            index -= 1
        index += 1
    whose = _lines_of_whose(kept)
    index, kept = index + whose, kept[whose:]
    count, repeated = _count(kept)
    span = (kept[0].start, kept[count - 1].end) if count else None
    return Below(span, index + count + len(repeated), number, date, body, " ".join(r.words for r in repeated))


def _lines_of_whose(lines: list[Line]) -> int:
    """How many lines above the title say whose the document is; 0 if no title follows them."""
    if not lines or not _WHOSE.match(lines[0].words):
        return 0
    return next((at for at, line in enumerate(lines[1:4], 1) if _SPEAKS.match(line.words)), 0)


def _cut(text: str, line: Line, position: int) -> Line:
    """The part of a line from an offset on."""
    while position < line.end and text[position] in " -–:":
        position += 1
    return Line(position, line.end, text[position : line.end], line.apart)


def _gazette(text: str, position: int) -> tuple[str | None, str | None, str, int]:
    """(number, date, body, offset behind them) of a head in gazette style; offset 0 if there is none."""
    window = text[position : position + _GAZETTE_REACH]
    window = window.upper() if len(window.upper()) == len(window) else window
    opening = _GAZETTE.match(window)
    if opening is None:
        return None, None, "", 0
    found = find_symbols(f"số: {window[opening.end() : opening.end() + 50]}".replace("\n", " "))
    if not found or found[0].start > len("Số: "):
        return None, None, "", 0
    behind = opening.end() + found[0].end - len("Số: ")
    day = _GAZETTE_DAY.match(window, behind)
    date = day_of(day)[0] if day else None
    return (
        normalise_number(found[0].raw),
        date,
        opening["body"] or "",
        position + (day.end() if day else behind),
    )


def _count(lines: list[Line]) -> tuple[int, list[Line]]:
    """(how many lines are title, the issuer's lines that follow)."""
    if not lines or _HARD_OPENING.match(lines[0].words) or _LIST.match(lines[0].words):
        return 0, []
    capitals = is_capitals(lines[0].words)
    count = 1
    for before, line in pairwise(lines[:_LONGEST]):
        if _ends_title(before, line, capitals):
            break
        count += 1
    if not capitals or not is_capitals(lines[count - 1].words):
        return count, _one_issuer_line(lines, count)
    repeated = _issuer_lines(lines, count)
    return count - len(repeated), repeated


def _ends_title(before: Line, line: Line, capitals: bool) -> bool:
    words = line.words
    if _opening().match(words) or _LIST.match(words) or _is_order(words):
        return True
    if capitals:  # `THỰC HIỆN CHỈ THỊ SỐ 05-CT/TW` / `về học tập và làm theo …`
        return not is_capitals(before.words) if is_capitals(words) else line.apart or not words[0].islower()
    if is_capitals(words) and len(words) >= 8:
        return True
    return line.apart and not words[0].islower() and not _UNFINISHED.search(before.words)


def _is_order(words: str) -> bool:
    """`QUYẾT ĐỊNH:`, `QUYẾT NGHỊ:`, `NGHỊ ĐỊNH:`: the word that opens the articles."""
    return words.endswith(":") and is_capitals(words) and len(words) < 20


def _issuer_lines(lines: list[Line], count: int) -> list[Line]:
    """The last lines in capitals that name the issuer above the preamble, not the title's end."""
    for back in (3, 2, 1):
        first = count - back
        named = " ".join(line.words for line in lines[first:count])  # `ỦY` / `BAN NHÂN DÂN TỈNH HÀ NAM`
        if first < 1 or not re.match(rf"(?:{either('bodies')}|{either('leaders')})(?!\w)", named):
            continue
        if _UNFINISHED.search(lines[first - 1].words):
            continue
        if lines[first].apart or _SURE_ISSUER.match(named):
            return lines[first:count]
    return []


def is_issuer(words: str) -> bool:
    """Whether a line in capitals names who issues, as it does between title and grounds."""
    return _SURE_ISSUER.match(words) is not None


def _one_issuer_line(lines: list[Line], count: int) -> list[Line]:
    behind = lines[count : count + 1]
    return behind if behind and is_capitals(behind[0].words) and len(behind[0].words) >= 8 else []

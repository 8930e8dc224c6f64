"""The head of a document: motto, number line, place and day, type, title; in one column, two, or a table."""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.graph.number import normalise_number
from luocdo.loaders.dates import DAY, day_of
from luocdo.loaders.letters import LOWER, UPPER
from luocdo.loaders.normalise import squeeze
from luocdo.loaders.symbols import find_symbols
from luocdo.loaders.titles import Line, find_type, head_lines, is_capitals, is_issuer, lines_above, read_title

_REACH_MOTTO = 9_000
"""A portal's summary stands between its table and the document; no head begins further down."""
_REACH_UP = 700
_REACH_HEAD = 6_000
_LINES_OF_SUBJECT = 6
_SHORTEST_TITLE = 20
_LONGEST_OF_SUBJECT = 70
"""The subject of a letter stands in a narrow column."""

# Pieces of the motto, also where two columns interleave or a cell broke it: `CỘNG HÒA XÃ` / `HỘI CHỦ NGHĨA`.
_MOTTO = re.compile(
    r"CỘNG\s+HO?[ÀÒ]A?(?:\s+XÃ(?:\s+HỘI)?)?|XÃ\s+HỘI\s+CHỦ|HỘI\s+CHỦ\s+NGHĨA|CHỦ\s+NGHĨA(?:\s+VIỆT\s+NAM)?"
    r"|NGHĨA\s+VIỆT\s+NAM|VIỆT\s+NAM(?=Độc)|ĐẢNG\s+CỘNG(?:\s+SẢN)?(?:\s+VIỆT\s+NAM)?"
    r"|Độc\s+[Ll]ập|Tự\s+[Dd]o|Hạnh\s+[Pp]húc|ĐỘC\s+LẬP|TỰ\s+DO|HẠNH\s+PHÚC"
)
_BODY_BEGUN = re.compile(r"^[ #]*(?:Căn cứ |Điều 1\b|Chương I\b|QUYẾT (?:ĐỊNH|NGHỊ):|I\. [A-ZĐ])", re.MULTILINE)
_NUMBER_WORD = re.compile(r"(?:S[ốỐ]|số)(?: hiệu)?(?![\w])\s*:?\s*")
_BLANK_NUMBER = re.compile(r"[\s.…]*[-/]\s*([A-ZĐ][A-ZĐa-z]*(?:[-/][A-ZĐ][A-ZĐa-z0-9&]*)*)")
_KIND_OF_LAW = re.compile(r"\b(?:Bộ luật|Luật|Nghị\s+quyết|Pháp lệnh|Quyết định|Nghị định|Thông tư|Chỉ thị)\s*\Z")
# `Thành phố Hồ Chí Minh, ngày`, also broken: `Hà` / `Nội, ngày`. The capitals before it are the issuer's.
_PLACE_BEFORE = re.compile(
    r"(?:(?:Thành\s+phố|Tỉnh|Huyện|Quận|TP\.?|Tp\.?|T\.P)\s*)?"
    rf"(?:[{UPPER}][{LOWER}']+(?:\s*-\s*|\s+|(?=,))){{1,6}},\s*\Z"
)
_ANY_DAY = re.compile(DAY, re.VERBOSE)
_BROKEN_DAY = re.compile(r"\bng\s+ày\b")
_SUBJECT = re.compile(r"\bV/v\b\s*:?\s*|\bV/V\b\s*:?\s*")
_SUBJECT_END = re.compile(r"CỘNG\s+HO?[ÀÒ]|ĐẢNG\s+CỘNG|Độc\s+lập|Kính\s+gửi| {3}|\n\s*\n|\n[^\n,]{2,30}, *ngày")
_SEPARATOR = re.compile(r"[-–_=*.…~]{2,}|\n| {2,}")
_LETTER_OPENING = re.compile(r"Kính\s+gửi|Kính\s+trình")


class Masthead(NamedTuple):
    """What the head says; offsets in the view.

    `bodies` are the lines left for the issuer's name. `found`: there is a motto; without one the first
    lines of a text are only perhaps a head. `repeated` is the issuer above the preamble.
    """

    start: int
    found: bool
    type: str | None
    number: str | None
    symbol: str | None
    date: str | None
    year: int | None
    place: str
    bodies: tuple[str, ...]
    repeated: str
    title: tuple[int, int] | None
    subject: str | None
    letter: bool
    end: int
    """Where the text proper begins."""


class _Fields(NamedTuple):
    number: str | None
    symbol: str | None
    date: str | None
    year: int | None
    place: str
    subject: str | None
    bodies: tuple[str, ...]


def read_masthead(text: str, start: int, end: int) -> Masthead:
    """The head of the document that stands between two offsets of a text with its line ends."""
    top, found = _top(text, start, end)
    lines = head_lines(text, top, min(end, top + _REACH_HEAD))
    typed = find_type(lines)
    if typed is None:
        return _without_type(text, top, found, lines)
    head = _fields(text[top : lines[typed.first].start])
    below = read_title(text, lines, typed.last, typed.length)
    after = below.next_line
    return Masthead(
        start=top,
        found=found,
        type=typed.type,
        number=head.number or below.number,
        symbol=head.symbol,
        date=head.date or below.date,
        year=head.year,
        place=head.place,
        bodies=(below.body,) if below.body else head.bodies,
        repeated=below.repeated,
        title=below.span,
        subject=head.subject,
        letter=False,
        end=lines[after].start if after < len(lines) else lines[-1].end,
    )


def _without_type(text: str, top: int, found: bool, lines: list[Line]) -> Masthead:
    """An official letter has no type line: its head ends at `Kính gửi` or at the first sentence."""
    index = next((i for i, line in enumerate(lines) if _LETTER_OPENING.match(line.words)), None)
    letter = index is not None
    if index is None:
        index = next((i for i, line in enumerate(lines) if _is_sentence(line)), len(lines)) if found else 0
    end = lines[index].start if index < len(lines) else (lines[-1].end if lines else top)
    title, issuer = ([], []) if letter else _bare_title(lines[:index])
    named = title or issuer
    head = _fields(text[top : named[0].start if named else end])
    span = (title[0].start, title[-1].end) if title else None
    repeated = " ".join(line.words for line in issuer)
    return Masthead(
        top, found, None, head.number, head.symbol, head.date, head.year, head.place, head.bodies, repeated, span,
        head.subject, letter, end,
    )  # fmt: skip


def _bare_title(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a title in capitals below place and day, whose type was lost, and those of the issuer below it."""
    placed = next((i for i in range(len(lines) - 1, -1, -1) if _ANY_DAY.search(lines[i].words)), len(lines))
    below = lines[placed + 1 :]
    if below and is_issuer(below[0].words):
        return [], below[:1]
    first = next((i for i, line in enumerate(below) if i and is_issuer(line.words)), len(below))
    title = below[:first]
    whole = len(" ".join(line.words for line in title)) >= _SHORTEST_TITLE
    return (title, below[first:]) if whole and all(is_capitals(line.words) for line in below) else ([], [])


def _is_sentence(line: Line) -> bool:
    words = line.words
    return words.startswith("Căn cứ ") or (
        len(words) > 60 and not is_capitals(words) and not words.startswith(("V/v", "Số")) and not _MOTTO.search(words)
    )


def _top(text: str, start: int, end: int) -> tuple[int, bool]:
    """(where the head begins, whether it has a motto)."""
    stop = min(end, start + _REACH_MOTTO)
    for mark in ("Độc lập", "ĐẢNG CỘNG", "CỘNG HÒA", "CỘNG HOÀ", "Độc Lập", "ĐỘC LẬP"):
        place = text.find(mark, start, stop)
        if place < 0:
            continue
        line = text.rfind("\n", start, place) + 1 or start
        if not is_capitals(text[line:place]) or _BODY_BEGUN.search(text, start, place):
            continue
        return _head_above(text, start, line), True
    return start, False


def _head_above(text: str, start: int, motto_line: int) -> int:
    """The first of the lines of capitals, numbers and rules that run down to the motto."""
    base = start
    if motto_line - start > _REACH_UP:
        base = text.find("\n", motto_line - _REACH_UP, motto_line) + 1 or motto_line
    top = motto_line
    below: list[str] = []
    for line in lines_above(text, base, motto_line - 1):
        opens = line.words.startswith(("Số", "V/v", "V/V", "Luật số"))
        if not (is_capitals(line.words) or opens or ", ngày" in line.words):
            # `V/v hướng dẫn xây dựng` / `dự toán năm 2019`: the subject of a letter may run over lines.
            below.append(line.words)
            if len(below) > _LINES_OF_SUBJECT or len(line.words) > _LONGEST_OF_SUBJECT:
                break
            continue
        if below and not line.words.startswith(("V/v", "V/V")):
            break
        below.clear()
        top = line.start
    return top


def _fields(head: str) -> _Fields:
    """Number, day and place, subject of a letter, and what is left: the issuer's lines."""
    if "ngày" not in head and _BROKEN_DAY.search(head):
        head = _BROKEN_DAY.sub("ngày", head)
    subject: str | None = None
    opening = _SUBJECT.search(head)
    if opening:
        closing = _SUBJECT_END.search(head, opening.end())
        stop = closing.start() if closing else len(head)
        subject = squeeze(head[opening.end() : stop]) or None
        head = f"{head[: opening.start()]}\n{head[stop:]}"
    head = _MOTTO.sub("\n", head)
    number, symbol, head = _take_number(head)
    date, year, place, head = _take_day(head)
    return _Fields(number, symbol, date, year, place, subject, _body_lines(head))


def _take_number(head: str) -> tuple[str | None, str | None, str]:
    """(number, its symbol, the head without it); of a blank number only the symbol."""
    for word in _NUMBER_WORD.finditer(head):
        window = f"số: {head[word.end() : word.end() + 70]}".replace("\n", " ")
        found = find_symbols(window)
        lead = len("Số: ")
        begin = word.start()
        kind = _KIND_OF_LAW.search(head, max(0, begin - 14), begin)
        begin = kind.start() if kind else begin
        if not _begins_cell(head, begin):
            continue
        if found and found[0].start <= lead + 3:
            number = normalise_number(found[0].raw)
            rest = f"{head[:begin]}\n{head[word.end() + found[0].end - lead :]}"
            return number, symbol_of(number), rest
        blank = _BLANK_NUMBER.match(window, lead)
        if blank:
            return None, blank[1], f"{head[:begin]}\n{head[word.end() + blank.end() - lead :]}"
    found = find_symbols(head.replace("\n", " ")) if "/" in head else []
    if not found or not _begins_cell(head, found[0].start):
        return None, None, head
    number = normalise_number(found[0].raw)
    return number, symbol_of(number), f"{head[: found[0].start]}\n{head[found[0].end :]}"


def _begins_cell(head: str, offset: int) -> bool:
    """Whether a line or a column begins there: `Toàn văn: Thông tư số …` is a caption, no number line."""
    before = head[max(0, offset - 40) : offset]
    return not before.strip() or before.endswith("  ") or not before[before.rfind("\n") + 1 :].strip(" #>-")


def symbol_of(number: str) -> str:
    """What follows the serial and year: `KH-UBND` of `614/KH-UBND`, `QĐ/TW` of `290-QĐ/TW`."""
    return re.sub(r"^[\d.]+[a-zđ]?(?:/\d{4})?[-/]", "", number)


def _take_day(head: str) -> tuple[str | None, int | None, str, str]:
    """(date, year of a blank date, place before it, the head without them)."""
    found: re.Match[str] | None = None
    place: re.Match[str] | None = None
    for day in _ANY_DAY.finditer(head):
        place = _PLACE_BEFORE.search(head, max(0, day.start() - 60), day.start())
        found = day if found is None or place else found
        if place:
            break
    if found is None:
        return None, None, "", head
    date, year = day_of(found)
    words = squeeze(place[0]).rstrip(", ") if place else ""
    return date, year, words, f"{head[: place.start() if place else found.start()]}\n{head[found.end() :]}"


def _body_lines(head: str) -> tuple[str, ...]:
    pieces = (piece.strip(" ,;:./-'\"") for piece in _SEPARATOR.split(head))
    return tuple(piece for piece in pieces if len(piece) > 1 and is_capitals(piece) and piece[0].isalpha())

"""Who signed: the block behind the last sentence, beside, above or below the list of recipients."""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import NamedTuple

from luocdo.loaders.header_words import either, words
from luocdo.loaders.letters import LOWER, UPPER
from luocdo.loaders.recipients import CELLS, HEAD, read_recipients, recipients_at
from luocdo.loaders.titles import Line, is_capitals, lines_above, lines_of

_ABOVE = 2_000
"""In a table padded with blanks the signature may begin this far before `Nơi nhận`."""
_BELOW = 4_000
"""The longest list of recipients met, in one column, with the signature below it."""
_BLOCK = 2_500
_LINES_OF_SIGNATURE = 12
_TRIES = 40
"""Lines that look like the start of a signature block: the true one is among the first."""
_PROSE = 45
_PROXY = r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q|TTL|TƯQ)"
# An attachment's line below its title: `(Ban hành kèm theo Quyết định số …)`. The own signature stands above.
_ATTACHED = re.compile(r"\(\s*(?:Ban\s+hành\s+)?[Kk]èm\s+theo\s")
_NAME_WORD = rf"[{UPPER}][{LOWER}]*(?:['’][A-Za-z{LOWER}]+)?"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,5}}\Z")
_NAME_AT_END = re.compile(rf"(?:[{UPPER}]{{2,}}|\))\s*({_NAME_WORD}(?: {_NAME_WORD}){{1,5}})\Z")
_GIVEN = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}\Z")
_LATER_PROXY = re.compile(rf"(?<=[\s.)]){_PROXY}\.\s*[{UPPER}]{{2}}")
_UNFINISHED_NAME = (" Thị", " Văn")


class Signature(NamedTuple):
    """`start` is where the block begins, or the end of the text where there is none.

    `authority` are the lines in capitals above the name: `TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH`.
    """

    start: int
    signer: str | None
    recipients: tuple[str, ...]
    authority: str


@functools.cache
def _authority() -> re.Pattern[str]:
    return re.compile(rf"{_PROXY}\s*[./]?\s+(?=[{UPPER}])|{_PROXY}\.(?=[{UPPER}])|(?:{either('leaders')})(?!\w)")


@functools.cache
def _cut_titles() -> frozenset[str]:
    """First words of titles: `CHỦ` / `TỊCH` on two lines."""
    return frozenset(title.split()[0] for title in words("leaders") if " " in title)


@functools.cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{either('ranks')})\s*)+")


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(words("surnames"))


@functools.cache
def _opening() -> re.Pattern[str]:
    """A line that can open a signature block in a text without `Nơi nhận`."""
    return re.compile(
        rf"\n[ #]*+(?=[{UPPER}])(?:(?:{_PROXY}\s*[./]|[TK]/(?:M|T|L|UQ))\s*[{UPPER}]{{2}}"
        rf"|(?:{either('leaders')})(?![^\W\d_])[^\n{LOWER}]{{0,300}}(?=\n))"
    )


def read_signature(text: str, start: int, end: int) -> Signature:
    """The signature block of the document whose text proper stands between two offsets."""
    place = recipients_at(text, start, end)
    stop = _attachment(text, start, end if place is None else place)
    if place is None or stop < place:
        return _without_recipients(text, start, stop)
    below = _lines_below(text, place, min(end, place + _BELOW))
    first, signer, authority = _signer(_lines_above(text, start, place) + below)
    return Signature(place if first is None else min(place, first), signer, read_recipients(below), authority)


def _lines_below(text: str, place: int, end: int) -> list[Line]:
    """The list of recipients, and so many lines behind its last item `Lưu` that the signature is there."""
    kept: list[Line] = []
    last = 0
    for line in lines_of(text, place, end):
        kept.append(line)
        if "Lưu" in line.words:
            last = len(kept)
        if last and len(kept) > last + _LINES_OF_SIGNATURE:
            break
    return kept


def _lines_above(text: str, start: int, place: int) -> list[Line]:
    """The lines of capitals and names between the last sentence and `Nơi nhận`."""
    floor = max(start, place - _ABOVE)
    kept: list[Line] = []
    for line in lines_above(text, floor, place - 1):
        if len(line.words) > _PROSE and any(map(_is_prose, CELLS.split(line.words))):
            break
        if line.words.endswith((".", "./.", ";")) and not is_capitals(line.words):
            break
        kept.append(line)
    return kept[::-1]


def _is_prose(cell: str) -> bool:
    return len(cell) > _PROSE and not is_capitals(cell)


def _attachment(text: str, start: int, end: int) -> int:
    """Where the first attachment's `(Kèm theo …)` stands, or the end."""
    place = start
    while (place := text.find("èm theo ", place, end)) >= 0:
        line = text.rfind("\n", max(start, place - 40), place) + 1
        if line and _ATTACHED.match(text[line : place + 12].lstrip(" #")):
            return line
        place += 8
    return end


def _without_recipients(text: str, start: int, end: int) -> Signature:
    position = start
    for _ in range(_TRIES):
        opening = _opening().search(text, position, end)
        if opening is None:
            break
        begin = opening.start() + 1
        zone = islice(lines_of(text, begin, min(end, begin + _BLOCK)), _LINES_OF_SIGNATURE)
        _, signer, authority = _signer(list(zone))
        if signer:
            return Signature(begin, signer, (), authority)
        position = opening.end()
    cell = text.find("  TM. ", start, end)  # a table whose rows were joined to one line
    joined = list(lines_of(text, cell, min(end, cell + _BLOCK))) if cell >= 0 else []
    _, signer, authority = _signer(joined)
    return Signature(cell if signer else end, signer, (), authority)


def _signer(zone: list[Line]) -> tuple[int | None, str | None, str]:
    """(offset of the first line of authority, the name below it, those lines)."""
    first: int | None = None
    said: list[str] = []
    surname = ""
    for line in zone:
        if line.words[0] in "-+" and "  " not in line.words:
            continue
        for cell in _cells(line.words):
            name = _whole_name(cell, surname) if first is not None else None
            if name:
                return first, name, " ".join(said)
            surname = cell if cell in _surnames() else ""
            opened, inline = _opens(cell)
            if opened or (first is not None and is_capitals(cell) and cell[0].isalpha()):
                first = line.start if first is None else first
                said.append(cell if inline is None else cell[: -len(inline)].strip())
                if inline:
                    return first, inline, " ".join(said)
    return first, None, " ".join(said)


def _cells(line: str) -> list[str]:
    """The columns of a line; a name that bold print cut in two is whole again (`Nguyễn Ho  àng Long`)."""
    cells: list[str] = []
    for part in CELLS.split(line):
        cell = (HEAD.sub("", part) if part.startswith(("Nơi", "NƠI")) else part).strip(" ,;:*'\"")
        if cells and cells[-1].istitle() and cell[:1].islower():
            cells[-1] += cell
        elif cells and cells[-1].endswith(_UNFINISHED_NAME) and cell.istitle():
            cells[-1] = f"{cells[-1]} {cell}"
        elif cell:
            cells.append(cell)
    return cells


def _opens(cell: str) -> tuple[bool, str | None]:
    """(whether a cell names who signs, the name at its end if there is one)."""
    if cell in _cut_titles():
        return True, None
    if not (cell[1:2].isupper() or cell[1:2] in "./") or _authority().match(cell) is None:
        later = _LATER_PROXY.search(cell) if "M." in cell or "T." in cell else None
        if later is None:
            return False, None
        cell = cell[later.start() :]
    name = _NAME_AT_END.search(cell)
    if name and name[1].split()[0] in _surnames():
        return True, name[1]
    return is_capitals(cell), None


def _is_surname(word: str) -> bool:
    """Also `H'Yim`, `K'Brơi`: the peoples of the highlands set a particle before the given name."""
    return word in _surnames() or "'" in word


def _whole_name(cell: str, surname: str) -> str | None:
    """The name a cell consists of, without rank; `surname` is one that stood alone on the line above."""
    rank = _rank().match(cell)
    bare = cell[rank.end() :].strip() if rank else cell
    if surname and _GIVEN.match(bare):
        return f"{surname} {bare}"
    if _NAME.match(bare) and (rank or bare.count(" ") > 1 or _is_surname(bare.split()[0])):
        return bare
    return None

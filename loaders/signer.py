"""Who signed, and whom a document goes to: the block behind its last sentence."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from luocdo.loaders.header_words import either, words
from luocdo.loaders.letters import LOWER, UPPER
from luocdo.loaders.titles import Line, is_capitals, lines_of

_ABOVE = 420
"""In two columns the signature may begin this far before `Nơi nhận`."""
_BELOW = 3_200
"""The longest list of recipients met, in one column, with the signature below it."""
_LAST = 1_800
_PROXY = r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q|TTL|TƯQ)"
# An attachment's line below its title: `(Ban hành kèm theo Quyết định số …)`. The own signature stands above.
_ATTACHED = re.compile(r"\(\s*(?:Ban\s+hành\s+)?[Kk]èm\s+theo\s")
_CELLS = re.compile(r" {2,}")
_NAME_WORD = rf"[{UPPER}][{LOWER}]*(?:['’][A-Za-z{LOWER}]+)?"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,5}}\Z")
_NAME_AT_END = re.compile(rf"(?:[{UPPER}]{{2,}}\s+)({_NAME_WORD}(?: {_NAME_WORD}){{1,5}})\Z")
_GIVEN = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}\Z")
_TO = re.compile(r"(?:Nơi|NƠI)\s+(?:nhận|gửi|NHẬN|GỬI)\s*:?")
_ITEM = re.compile(r"(?:[-+•]\s*)(?=\S)")


class Signature(NamedTuple):
    """`start` is where the block begins, or the end of the text where there is none."""

    start: int
    signer: str | None
    recipients: tuple[str, ...]
    authority: str
    """The lines in capitals above the name: `TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH`."""


@functools.cache
def _authority() -> re.Pattern[str]:
    return re.compile(
        rf"{_PROXY}\s*[./]?\s+(?=[{UPPER}])|{_PROXY}\.(?=[{UPPER}])|(?:{either('leaders')})(?!\w)"
    )


@functools.cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{either('ranks')})\s*)+")


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(words("surnames"))


@functools.cache
def _block() -> re.Pattern[str]:
    """A line that can open a signature, for texts without `Nơi nhận`."""
    return re.compile(
        rf"\n[ #]*(?:{_PROXY}\s*[./]\s*[{UPPER}]{{2}}|(?:{either('leaders')})(?![^\W\d_])[^\n{LOWER}]{{0,60}}(?=\n))"
    )


def read_signature(text: str, start: int, end: int) -> Signature:
    """The signature block of the document whose text proper stands between two offsets."""
    stop = _attachment(text, start, end)
    place = _recipients_at(text, start, stop)
    if place is None:
        return _without_recipients(text, start, stop)
    floor = max(start, place - _ABOVE)
    zone = list(lines_of(text, text.find("\n", floor, place) + 1 or place, min(stop, place + _BELOW)))
    first, signer, authority = _signer(zone)
    recipients = _recipients([line for line in zone if line.start >= place])
    begin = place if first is None else min(place, first)
    return Signature(begin, signer, recipients, authority)


def _attachment(text: str, start: int, end: int) -> int:
    """Where the first attachment's `(Kèm theo …)` stands, or the end."""
    place = start
    while (place := text.find("èm theo ", place, end)) >= 0:
        line = text.rfind("\n", start, place) + 1
        if _ATTACHED.match(text[line : place + 12].lstrip(" #")):
            return line
        place += 8
    return end


def _recipients_at(text: str, start: int, end: int) -> int | None:
    """The line that begins with `Nơi nhận`."""
    for mark in ("Nơi nhận", "Nơi\nnhận", "NƠI NHẬN", "Nơi gửi"):
        place = start
        while (place := text.find(mark, place, end)) >= 0:
            line = text.rfind("\n", start, place) + 1
            behind = text[place + len(mark) : place + len(mark) + 12].lstrip(" ")
            if not text[line:place].strip(" #>") and behind[:1] in (":", "\n", ""):
                return line
            place += len(mark)
    return None


def _without_recipients(text: str, start: int, end: int) -> Signature:
    position = start
    while opening := _block().search(text, position, end):
        begin = opening.start() + 1
        _, signer, authority = _signer(list(lines_of(text, begin, min(end, begin + 600))))
        if signer:
            return Signature(begin, signer, (), authority)
        position = opening.end()
    return Signature(end, None, (), "")


def _signer(zone: list[Line]) -> tuple[int | None, str | None, str]:
    """(offset of the first line of authority, the name below it, those lines)."""
    first: int | None = None
    said: list[str] = []
    surname = ""
    for line in zone:
        for cell in _cells(line.words):
            bare = cell.strip(" ,;:*'\"")
            bare = _TO.sub("", bare).strip() if bare.startswith(("Nơi", "NƠI")) else bare
            if not bare:
                continue
            name = None
            if surname and _GIVEN.match(bare):
                name = f"{surname} {bare}"
            elif first is not None:
                name = _name(bare)
            if name:
                return first, name, " ".join(said)
            surname = bare if first is not None and bare in _surnames() else ""
            opened, inline = _opens(bare)
            if opened or (first is not None and is_capitals(bare) and bare[0].isalpha()):
                first = line.start if first is None else first
                said.append(bare if inline is None else bare[: -len(inline)].strip())
                if inline:
                    return first, inline, " ".join(said)
    return first, None, " ".join(said)


def _cells(words: str) -> list[str]:
    """The columns of a line; a name that bold print cut in two is whole again (`Nguyễn Ho  àng Long`)."""
    cells: list[str] = []
    for cell in _CELLS.split(words):
        if cells and cells[-1].istitle() and cell[0].islower():
            cells[-1] += cell
        elif cells and cells[-1].endswith((" Thị", " Văn")) and len(cell.split()) == 1:
            cells[-1] = f"{cells[-1]} {cell}"
        else:
            cells.append(cell)
    return cells


def _opens(cell: str) -> tuple[bool, str | None]:
    """(whether a cell names who signs, the name at its end if there is one)."""
    match = _authority().match(cell)
    if match is None:
        tail = re.search(rf"(?<=[\s.)]){_PROXY}\.\s*[{UPPER}]{{2}}", cell)
        if tail is None:
            return False, None
        cell = cell[tail.start() :]
    name = _NAME_AT_END.search(cell)
    if name and name[1].split()[0] in _surnames():
        return True, name[1]
    return is_capitals(cell), None


def _name(cell: str) -> str | None:
    """The name a cell consists of, without rank."""
    rank = _rank().match(cell)
    bare = cell[rank.end() :].strip() if rank else cell
    parts = bare.split()
    if _NAME.match(bare) and (rank or len(parts) > 2 or parts[0] in _surnames()):
        return bare
    return None


def _recipients(zone: list[Line]) -> tuple[str, ...]:
    """The items below `Nơi nhận`, one a dash; a line that goes on joins its item."""
    items: list[str] = []
    for line in zone:
        cell = (
            _CELLS.split(_TO.sub("", line.words, count=1).strip())[0]
            if line is zone[0]
            else _CELLS.split(line.words)[0]
        )
        if _ITEM.match(cell):
            items += (item for item in re.split(r"(?:^|(?<=[;,.]) )[-+•]\s*", cell) if item.strip())
        elif items and line is not zone[0]:
            if line.apart and not cell[0].islower():
                if items[-1].startswith("Lưu"):
                    break
                continue
            if is_capitals(cell) or _name(cell) or cell[0] == "(":
                continue
            items[-1] = f"{items[-1]} {cell}"
        if items and items[-1].startswith("Lưu"):
            break
    return tuple(item.strip(" ;,.") for item in items)

"""Lines that surely open another part of a text: no name runs on into them, full stop or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luocdo.loaders.letters import UPPER

# `… của Ủy ban nhân dân tỉnh` and below it `Điều 1.`, `Căn cứ …`, `Nơi nhận:`, `TM. ỦY BAN NHÂN DÂN`, `I. MỤC ĐÍCH`.
_OPENS = re.compile(
    r"[ #>]*(?:(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+(?:[\dIVX]+|thứ)\b"
    r"|Căn\s+cứ\s|CĂN\s+CỨ\s|Xét\s|Nơi\s+nhận|Kính\s+gửi|(?:[IVX]{1,5}|[A-D])\s?[.)]\s|(?:TM|KT|TL|TUQ|T/M|K/T)[./ ]"
    r"|(?:Để|Nhằm|Qua|Sau|Trong|Ngày|Ngoài|Theo|Thực|Triển|Trên|Hôm|Tại|Giao|Đề|Yêu)\s)"
)
# `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN` below a line that ends in small letters.
_CAPITALS = re.compile(rf"[ #>]*(?:[{UPPER}]{{2,}}[ ,-]+)+[{UPPER}]{{2,}}(?![^\n]*[a-z])")


def opens_part(text: str, line: int) -> bool:
    """Whether the line that begins there opens another part, by its first words."""
    return _OPENS.match(text, line) is not None


def line_breaks(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where lines end between two places, and where the words of the next one begin, blank lines passed over."""
    end = text.find("\n", start, stop)
    while end >= 0:
        line = end + 1
        while line < stop and text[line].isspace():
            line += 1
        if line >= stop:
            return
        yield end, line
        end = text.find("\n", line, stop)


def opening_between(text: str, start: int, stop: int) -> int:
    """Where a line ends, between two places, before one that opens another part; `stop` if none does."""
    for end, line in line_breaks(text, start, stop):
        if opens_part(text, line) or (_CAPITALS.match(text, line) and text[start:end].rstrip()[-1:].islower()):
            return end
    return stop

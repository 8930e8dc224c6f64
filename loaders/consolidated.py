"""The parts of a consolidated text: the base text it was made from, and the notes that tell of its amenders.

Its effect clause is the base's: `Quyết định này` in it is the base, so what the clause ends is told of the base. The
notes quote the effect clauses of the amenders, whose acts are not the base's.
"""

from __future__ import annotations

import re

from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.hits import Hit

# `Quyết định số … ngày … của …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:`
_AMENDED_BY = re.compile(
    r"[^;]{0,700}?\b(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|đính\s+chính|thay\s+thế)[^;.]{0,60}?\s(?:bởi|tại|theo)\b"
)
_NOTES = re.compile(r"\n[ #>]*\[1\]\s")
_WORDS = (
    r"(?:Điều|Khoản|Điểm|Tiết|Mục|Chương|Phụ\s+lục|Cụm\s+từ|Tên|Tiêu\s+đề|Đoạn|Nội\s+dung|Quy\s+định|Các\s+[đk]i?ều"
    r"|Văn\s+bản|Căn\s+cứ)"
)
_NOTE = re.compile(rf"\n[ #>]*\[?\d{{1,3}}\]?\s+(?:{_WORDS}|[A-ZĐ][\w ]{{2,20}}\s+số\s)")
_ARTICLE = re.compile(r"\n[ #>]*Điều\s+\d{1,3}[a-zđ]?\s*[.:]")
_PAGE = re.compile(r"\n(?:[ ]*\n){4,}")
"""The end of a page: its foot and the next one's head are blanks in the view."""
_REACH = 4_000


def base_of(flat: str, hits: list[Hit], facts: HeaderFacts) -> Hit | None:
    """The mention of the base text: the first behind the title, said there to have been amended; None if none is."""
    start = facts.title_span[1] if facts.title_span else facts.preamble_start
    first = next((hit for hit in hits if hit.start >= start and not hit.own and hit.number), None)
    if first is None or first.start >= facts.body_start or not _AMENDED_BY.match(flat, first.tail):
        return None
    return first


def notes_start(text: str, body_end: int) -> int:
    """Where the notes begin that stand behind the text, `[1] …`; else the end of its body."""
    notes = _NOTES.search(text)
    return min(notes.start(), body_end) if notes else body_end


def is_note(text: str, offset: int) -> bool:
    """Whether a place lies in a note at the foot of a page: behind a numbered line of such words, no article since.

    A page ends its notes too, but one that quotes may go on at the foot of the next.
    """
    floor = max(0, offset - _REACH)
    note = max((match.start() for match in _NOTE.finditer(text, floor, offset)), default=-1)
    if note < 0 or _ARTICLE.search(text, note + 1, offset):
        return False
    quotes = text.find("“", note, offset) >= 0 or text.find('"', note, offset) >= 0
    return quotes or _PAGE.search(text, note, offset) is None

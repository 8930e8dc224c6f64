"""The parts of a consolidated text: the base text it was made from, and the notes that tell of its amenders.

Its effect clause is the base's: `Quyết định này` in it is the base, so what the clause ends is told of the base. The
notes quote the effect clauses of the amenders, whose acts are not the base's.
"""

from __future__ import annotations

import re

from luocdo.graph.statements import CONSOLIDATION_CUE
from luocdo.loaders.blocks import Blocks
from luocdo.loaders.clauses import SEPARATOR, is_item
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.hits import Hit
from luocdo.loaders.joints import is_later, outranks
from luocdo.loaders.normalise import View
from luocdo.loaders.verdicts import Joint, Reading, Verdict

# `Quyết định số … ngày … của …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:`
_AMENDED_BY = re.compile(
    r"[^;]{0,700}?\b(?:đã\s+)?được\s+(?P<verb>sửa\s+đổi|bổ\s+sung|đính\s+chính|thay\s+thế)[^;.]{0,60}?\s(?:bởi|tại|theo)\b"
)
_GROUND = re.compile(r"\n[ *#>]*(?:Căn\s+cứ|Theo\s+đề\s+nghị|Xét\s+đề\s+nghị)\s")
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
_CONSOLIDATES = Verdict("consolidates", CONSOLIDATION_CUE)
_DONE = {"sửa": "amends", "bổ": "amends", "đính": "corrects"}


def base_of(flat: str, hits: list[Hit], facts: HeaderFacts) -> Hit | None:
    """The mention of the base text: the first behind the title, said there to have been amended; None if none is."""
    start = facts.title_span[1] if facts.title_span else facts.preamble_start
    first = next((hit for hit in hits if hit.start >= start and not hit.own and hit.number), None)
    if first is None or first.start >= facts.body_start or not _AMENDED_BY.match(flat, first.tail):
        return None
    return first


def tell_parts(view: View, hits: list[Hit], facts: HeaderFacts, reading: Reading) -> None:
    """A consolidated text consolidates its base and those that it lists as amenders; each of them amends the base."""
    base = base_of(view.flat, hits, facts)
    opening = _AMENDED_BY.match(view.flat, base.tail) if base is not None else None
    if base is None or opening is None:
        return
    reading.verdicts[id(base)] = _CONSOLIDATES
    kind = _DONE.get(opening["verb"].split()[0])
    for hit in _listed(view, hits, opening.end(), facts.body_start) if kind else ():
        if hit.key != base.key and not is_later(base, hit) and not outranks(base, hit):
            reading.verdicts[id(hit)] = _CONSOLIDATES
            reading.joints.append(Joint(hit, base, kind or "amends"))


def _listed(view: View, hits: list[Hit], start: int, end: int) -> list[Hit]:
    """The numbered mentions between `bởi:` and the grounds that open an item, or go on behind one that does."""
    ground = _GROUND.search(view.text, start, end)
    limit = ground.start() if ground else min(end, start + _REACH)
    blocks = Blocks(view.text)
    listed: list[Hit] = []
    tail = start
    for hit in hits:
        if not start <= hit.start < limit or hit.number is None:
            continue
        lead = view.flat[max(start, blocks.start(hit.start)) : hit.start].lower()
        if not is_item(lead.lstrip(" :")) and not SEPARATOR.match(view.flat[tail : hit.start].lower().lstrip(" :")):
            continue
        listed.append(hit)
        tail = hit.tail
    return listed


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

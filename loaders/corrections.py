"""Which provisions a correction touches, as the items under it name them.

`Đính chính Thông tư số … như sau:` is followed by `1. Tại khoản 2 Điều 18: Sửa “…” thành “…”` or `Khoản 1 Điều 24 đã
in là “…”`. An item may name its document itself where several are corrected.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from luocdo.loaders.effect_clauses import Act
from luocdo.loaders.effect_sections import MARKER, Sections
from luocdo.loaders.hits import Hit
from luocdo.loaders.provisions import Provision, provisions_in

_HEAD = re.compile(
    rf"(?:{MARKER.pattern})?[\s#.:]*(?:(?:Đính\s+chính|Sửa(?:\s+đổi)?)\s+)?(?:(?:nội\s+dung|lỗi|sai\s+sót)\s+)?(?:tại\s+)?(?:mục\s+[a-zđ]\s*,\s*)?(?:cụm\s+từ\s*[“\"][^”\"\n]*[”\"]\s*tại\s+)?",
    re.VERBOSE | re.IGNORECASE,
)
# What is wrong there, and what it is to be, stands behind the provisions.
_SAYS = re.compile(
    r"[:“\"(\n]|,?\s+(?:đính|sửa|thay|cụm|nay|đã|có|ghi|in|viết|thành|được|từ|dòng|trang|cột)\b", re.IGNORECASE
)
_BEGINS = re.compile(
    r"(?:tiết|điểm|khoản|điều|mục|chương|phần|phụ\s+lục|danh\s+mục|số\s+thứ\s+tự|mẫu|bảng|biểu)\s", re.IGNORECASE
)
_MOST_ITEMS = 400


def corrected(
    flat: str, text: str, act: Act, sections: Sections, hits: list[Hit]
) -> Iterator[tuple[Hit | None, list[Provision]]]:
    """The document an item names, None for that of the clause above, and the provisions that it corrects."""
    end = sections.list_end(act.start, act.stop, act.depth)
    starts = [hit.start for hit in hits]
    line = text.find("\n", act.stop)
    for _ in range(_MOST_ITEMS):
        if not 0 <= line < end:
            return
        following = text.find("\n", line + 1)
        if not sections.quotes.covers(line + 1):
            yield from _item(flat, text, line, following if following >= 0 else len(text), hits, starts)
        line = following


def _item(
    flat: str, text: str, line: int, end: int, hits: list[Hit], starts: list[int]
) -> Iterator[tuple[Hit | None, list[Provision]]]:
    head = _HEAD.match(text, line, end)
    begin = head.end() if head else line
    says = _SAYS.search(text, begin, end)
    stop = says.start() if says else end
    at = bisect_left(starts, begin)
    named = hits[at] if at < len(hits) and hits[at].start < stop else None
    words = flat[begin : named.start if named else stop]
    provisions = provisions_in(words)
    if provisions and _BEGINS.match(words):
        yield named, provisions

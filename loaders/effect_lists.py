"""Lists of what ends, set behind the signature: `Bãi bỏ 15 Quyết định … (có Danh mục kèm theo)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luocdo.loaders.hits import Hit
from luocdo.loaders.provisions import Provision, provisions_in

_REFERS = re.compile(
    r"(?:danh\s+mục|phụ\s+lục|biểu)\b[^.;]{0,60}?(?:kèm|đính|ban\s+hành)|(?:kèm\s+theo|tại)\s+(?:các\s+)?(?:danh\s+mục|phụ\s+lục)",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"văn\s+bản|nghị\s+quyết|quyết\s+định|thông\s+tư|chỉ\s+thị|nghị\s+định|quy\s+định", re.IGNORECASE
)
_OTHER_THINGS = re.compile(r"thủ\s+tục\s+hành\s+chính|TTHC|dịch\s+vụ\s+công")
_HEADING = re.compile(r"\n[ #>]*(?:(?:PHỤ\s+LỤC|Phụ\s+lục)\b[^\n]*\n)?[^\n]*(?:DANH\s+MỤC|Danh\s+mục)\b")
_HEAD = 400
"""So far behind the heading of an appendix its title ends."""
_ENDED = re.compile(r"bãi\s+bỏ|hết\s+hiệu\s+lực|thay\s+thế|hủy\s+bỏ", re.IGNORECASE)
_PART = re.compile(r"\n[^\n]{0,80}(?:một\s+phần|một\s+số\s+(?:điều|nội\s+dung)|MỘT\s+PHẦN|MỘT\s+SỐ)[^\n]*")
_WHOLE = re.compile(r"\n[^\n]{0,80}(?:toàn\s+bộ|TOÀN\s+BỘ)[^\n]*")
# What may stand between the beginning of a row or cell and the document it lists.
_ROW = re.compile(
    r"[\s\d.)|*_#-]*(?:(?:Nghị\s+quyết|Quyết\s+định|Chỉ\s+thị|Thông\s+tư(?:\s+liên\s+tịch)?|Nghị\s+định|Quy\s+định|Kế\s+hoạch)[\s|]*)?(?:[Ss]ố\s*:?\s*)?\Z"
)


def refers_to_list(words: str) -> bool:
    """Whether an act without objects of its own points to a list of documents behind the signature."""
    return (
        _REFERS.search(words) is not None and _DOCUMENTS.search(words) is not None and not _OTHER_THINGS.search(words)
    )


def listed(text: str, original: str, start: int, hits: list[Hit]) -> Iterator[tuple[Hit, bool, tuple[Provision, ...]]]:
    """The documents that the lists behind `start` name, with whether only a part of each ends, and which.

    `original` is the text before its table marks became blanks, in step with `text`; it tells rows and cells.
    """
    for heading in _HEADING.finditer(text, start):
        title = text[heading.start() : heading.end() + _HEAD]
        if not _ENDED.search(title) or not _DOCUMENTS.search(title) or _OTHER_THINGS.search(title[:200]):
            continue
        following = _HEADING.search(text, heading.end() + _HEAD)
        end = following.start() if following else len(text)
        yield from _rows(text, original, heading.end(), end, hits)


def _rows(
    text: str, original: str, start: int, end: int, hits: list[Hit]
) -> Iterator[tuple[Hit, bool, tuple[Provision, ...]]]:
    for hit in hits:
        if not start <= hit.start < end or hit.own or hit.parent is not None:
            continue
        line = max(original.rfind("\n", start, hit.start), original.rfind("|", start, hit.start)) + 1
        if line and _ROW.match(original[line : hit.start]):
            part = _last(_PART, text, start, hit.start)
            partial = part > _last(_WHOLE, text, start, hit.start)
            yield hit, partial, tuple(provisions_in(text[hit.end : hit.end + 300])) if partial else ()


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    place = -1
    for match in pattern.finditer(text, start, end):
        place = match.start()
    return place

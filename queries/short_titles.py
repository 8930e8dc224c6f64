"""The title that texts agree on, cut to what names the document: no remarks, no dates of others, no words behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile
from unicodedata import normalize

from luocdo.graph.fold import fold

LONGEST = 260
FEWEST = 3
"""Words of a title that say anything: `quy định chi tiết` alone does not."""
# What a sentence goes on with behind a title, or a table's next cell.
_BEHIND = re.compile(
    r"\s*(?:\((?:sau\s+đây|gọi|viết|đã|được|không\s+phụ|hết)"
    r"|[,;]?\s+(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|ban\s+hành)\b|,?\s+có\s+hiệu\s+lực\b|\s+thì\s"
    r"|\s+hết\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\b|,?\s+(?:được\s+)?tiếp\s+tục\s+(?:áp\s+dụng|có)\b"
    r"|,\s+(?:trường\s+hợp|với\s+mức|trong\s+đó|Công\s+ty|cụ\s+thể|nhưng|để|nếu|theo)\b|\s+hoặc\s+(?:các\s+)?văn\s+bản\b"
    r"|\s+và\s+(?:chỉ\s+đạo|ý\s+kiến|các\s+văn\s+bản|căn\s+cứ|Hướng\s+dẫn\s+của|đề\s+nghị|Công\s+văn|Thông\s+báo|của\s+Bộ\s+trưởng)\b"
    r"|\s+(?:STT|TT|Danh\s+mục\s+VBQPPL|Hết\s+hiệu\s+lực|Click|Điều\s+\d)|\s+\d{1,2}/\d{1,2}/\d{4}\s+-"
    r"|\s+theo\s+quy\s+định\s+tại\b|:|(?<=\w)”\s+bằng)",
)
_OF_ANOTHER = re.compile(
    r"\s+ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}\s*/\s*|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}"
    r"|\s+của\s+(?:Chính\s+phủ|Thủ\s+tướng(?:\s+Chính\s+phủ)?|Quốc\s+hội|Bộ\s+trưởng\s+Bộ\s+(?:[A-ZĐ][\w,-]*\s*(?:-\s*|và\s+)?){1,6}"
    r"|Bộ\s+(?:[A-ZĐ][\w-]*\s*(?:-\s*|và\s+)?){1,6})(?=\s+(?:về|quy\s+định|hướng\s+dẫn|ban\s+hành|phê|và\s|sửa)|\s*,|\s*\Z)"
)
_AMENDS = re.compile(
    r"^(?:ban\s+hành\s+)?(?:về\s+(?:việc\s+)?)?(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|điều\s+chỉnh)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?:số\s+)?\d+[\w.]*[/-][\w/&.-]*[A-ZĐ][\w/&-]*"
_TARGETS = re.compile(rf"{_NUMBER}(?:(?:,|\s+và)(?:\s+(?:Nghị|Thông|Quyết|Luật)[\w ]{{0,20}}?)?\s+{_NUMBER})*")
_SOME = re.compile(r"(?:một\s+số\s+(?:điều|nội\s+dung)|các|một\s+số)(?:\s+của)?$")
_NO_QUOTES = str.maketrans("", "", '“”"')
_BROKEN_NUMBER = re.compile(r"(?<=[A-ZĐ])-\s+(?=[A-ZĐ]{2})")
_MARKS = re.compile(r"[,;(]")
_REST = 60
_LOOSE_END = re.compile(
    r"(?:[\s,;:.(“\"-]+|\s(?:của|tại|theo|về|và|hoặc|được|đối\s+với|cho|trong|ở|các|những|quy\s+định|(?<!chứng\s)từ|do|là|như|có|với|\d{1,2}"
    r"|các\s+Nghị|của\s+Luật|Luật|Điều|Căn\s+cứ|như\s+sau|ban\s+hành\s+kèm|(?:chi\s+tiết\s+)?thi\s+hành|thực\s+hiện|(?:về\s+)?việc|công\s+bố|(?:sửa\s+đổi,\s+)?bổ\s+sung|chi\s+tiết))$"
)


def short_title(titles: Iterable[str]) -> str | None:
    """What at least two of these titles share from their beginning on, else the one there is; None for too little,
    and for capitals, as heads have them: the names in them cannot be told."""
    cut = [found for title in titles if (found := _cut(title)) is not None]
    cut = [title for title in cut if not title.isupper()]
    if not cut:
        return None
    votes = {title: sum(fold(other).startswith(fold(title)) for other in cut) for title in dict.fromkeys(cut)}
    agreed = [title for title, count in votes.items() if count > 1]
    spelt = Counter(cut)

    def fullest(title: str) -> tuple[int, int, int, str]:
        """The longest; of its spellings the usual one, then the one that keeps the capitals of names."""
        return len(title), spelt[title], sum(map(str.isupper, title)), title

    best = max(agreed or cut, key=fullest)
    # One text may break off early: `quy định cắt giảm, đơn giản hóa` | `thủ tục hành chính dựa trên dữ liệu`.
    fuller = [each for each in cut if _goes_on(best, each)] if agreed else []
    return max(fuller, key=fullest, default=best)


def _goes_on(short: str, full: str) -> bool:
    rest = full[len(short) :]
    return fold(full).startswith(fold(short)) and len(rest) <= _REST and not _MARKS.search(rest)


def _cut(title: str) -> str | None:
    words = " ".join(normalize("NFC", title).replace("*", " ").split()).lstrip("“\"' ")
    words = _BROKEN_NUMBER.sub("-", words)
    if behind := _BEHIND.search(words, 8):
        words = words[: behind.start()]
    words = " ".join(_OF_ANOTHER.sub("", words).split())
    if _AMENDS.match(words):
        targets = _TARGETS.search(words)
        words = words[: targets.end()] if targets else words
    if len(words) > LONGEST:
        words = words[:LONGEST]
        words = words.rsplit("," if words.rfind(",") > LONGEST // 2 else " ", 1)[0]
    if words.count("“") != words.count("”") or words.count('"') % 2:
        words = words.translate(_NO_QUOTES)
    if words.count("(") > words.count(")"):
        words = words[: words.rindex("(")]
    words = _without_loose_end(_without_heading(_without_loose_end(words)))
    if _AMENDS.match(words) and _SOME.search(words):
        return None  # `sửa đổi, bổ sung một số điều`: of what?
    return words if len(words.split()) >= FEWEST else None


def _without_loose_end(words: str) -> str:
    while loose := _LOOSE_END.search(words):
        words = words[: loose.start()]
    return words


def _without_heading(words: str) -> str:
    """The title without two or more words in capitals behind it, which begin the next line: `… CHÍNH PHỦ`."""
    parts = words.split()
    heading = list(takewhile(lambda word: word.isalpha() and word.isupper(), reversed(parts)))
    return " ".join(parts[: -len(heading)]) if 1 < len(heading) < len(parts) else words

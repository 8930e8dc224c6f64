"""What the words of a clause say about the document named after them. All functions take lower-case text."""

from __future__ import annotations

import re

from luocdo.loaders.cues import Cue

_PIN = (
    r"(?:(?:các\s+)?(?:điểm|khoản|điều|mục|chương|phần|phụ\s+lục|tiết|tiểu\s+mục)\s+"
    r"(?:[\w.]{1,6}(?:\s*(?:,|và|đến|-)\s*[\w.]{1,6})*)\s*,?\s*(?:của\s+)?)"
)
_BULLET = r"(?:[-+•●▪◦]|\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)]|[a-zđ]\s?[.)])"
# One more of the same: nothing but separators, list words and pin-points stands between.
SEPARATOR = re.compile(rf"[\s,;)”\"]*(?:(?:và|hoặc|cùng\s+với|cùng|với|đến|,)\s*)*(?:các\s+)?{_PIN}*\Z")
ENDS_AS_LIST = re.compile(rf"[,;vhc](?:(?<=[,;])|(?<=\bv)(?:à|ới)|(?<=\bh)oặc|(?<=\bc)ùng)\s*(?:các\s+)?{_PIN}*\Z")
PINNED_END = re.compile(rf"{_PIN}\Z", re.IGNORECASE)
WHOLLY = re.compile(r"[\s,;]*(?:và\s+)?toàn\s+bộ\s*\Z")
# `Căn cứ tình hình thực tế, Sở áp dụng Thông tư …`: the ground is another, a new subject begins.
NEW_SUBJECT = re.compile(r",\s+(?!\d|và\b|điểm|khoản|điều|mục|chương|phụ\s+lục)")
DEFINED_AS = re.compile(r"\(\s*(?:sau\s+đây\s+)?(?:được\s+)?(?:gọi|viết)\s+(?:tắt|chung|là)[^()]*\Z")
WORD = re.compile(r"[^\W\d]+")
_ITEM = re.compile(rf"[\s#>]*(?:{_BULLET}|\d{{1,2}}|\(?[ivx\d]{{1,4}}\)|\*)?\s*(?:các\s+)?\Z")
_PINNED_ITEM = re.compile(rf"[\s#>]*{_BULLET}\s*{_PIN}+\Z")
# A cue that changes another document must open its clause: `Bãi bỏ …`, `Quyết định này thay thế …`, a title.
_KINDS = (
    r"(?:nghị\s+định|nghị\s+quyết|thông\s+tư|quyết\s+định|luật|pháp\s+lệnh|quy\s+định|chỉ\s+thị"
    r"|thông\s+tư\s+liên\s+tịch)"
)
OPENS = re.compile(
    r"(?:^|[.;:“])[\s\W\d]*(?:(?:điều|khoản|mục|chương|phần|phụ\s+lục)\s+[\divx]+[\s.:)]*|[a-zđ\d]{1,2}[.)])*"
    r"\s*(?:về\s+việc\s+|về\s+)?\Z"
    r"|này(?:[^.;]{0,160}?(?:,|và|;))?(?:\s*đồng\s+thời)?\s*\Z"
    rf"|{_KINDS}\s+có\s+hiệu\s+lực[^.;]{{0,160}}?(?:,|và|;)?(?:\s*đồng\s+thời)?\s*\Z"
)
# `Chính phủ ban hành Nghị định sửa đổi …`, the line that ends a preamble; elsewhere such words propose.
ISSUES = re.compile(rf"ban\s+hành\s+{_KINDS}(?:\s+(?:về|về\s+việc))?\s*\Z")
OWN_ACT = re.compile(rf"(?:{_KINDS}|quy\s+chế|kế\s+hoạch|hướng\s+dẫn|bộ\s+luật)\s+này\b")
BY_ITSELF = re.compile(rf"{OWN_ACT.pattern}|ban\s+hành\s+(?:nghị|thông|quyết|quy|hướng)")
# What opens the sentence on the scope of a text that details others, and what takes a document out of it again.
GUIDING = re.compile(
    rf"\W*(?:Phạm\s+vi\s+điều\s+chỉnh[\s.:]*)?(?:1\.\s*)?{_KINDS}\s+này\s+(quy\s+định\s+chi\s+tiết|hướng\s+dẫn)\b",
    re.IGNORECASE,
)
EXCEPTS = re.compile(r"[,;(]\s*(?:ngoại\s+)?(?:trừ|không\s+áp\s+dụng)\b")
# `tham mưu ban hành Nghị định hướng dẫn thi hành Luật A`: that another act shall be drafted guides nothing.
DRAFTS = re.compile(
    r"\b(?:tham\s+mưu|soạn\s+thảo|xây\s+dựng|dự\s+thảo|nghiên\s+cứu|rà\s+soát|đề\s+xuất|đề\s+nghị(?!\s+của)|(?<!chương\s)trình)\b"
    r"[^.;:]{0,120}?\b(?:văn\s+bản|nghị\s+định|thông\s+tư|nghị\s+quyết|quyết\s+định|quy\s+định)\b(?!\s+này)"
)
# `Ban Chỉ đạo Trung ương về tổng kết Nghị quyết A`: what a steering body is called after.
STEERS = re.compile(r"ban\s+chỉ\s+đạo(?:\s+[^\W\d]+){0,5}?\s+về\s+(?:việc\s+)?\Z")
PARTIAL = re.compile(r"\b(?:điều|khoản|điểm|phụ\s+lục|mẫu|cụm\s+từ|mục|chương|biểu|tiết|một\s+số|một\s+phần)\b")
# `bãi bỏ 03 thủ tục hành chính tại Quyết định số 897`: what ends stands in the document, which goes on.
WITHIN = re.compile(r"\w\s+(?:tại|trong|thuộc)\s*\Z")
_GOOD = r"tốt|nghiêm\s+túc|nghiêm\s+chỉnh|nghiêm|đầy\s+đủ|có\s+hiệu\s+quả|hiệu\s+quả"
CARRIES_BY = re.compile(
    rf"thực\s+hiện\s+(?:(?:{_GOOD}|các|việc)\s+)*(?:dân\s+chủ|quy\s+chế|quy\s+định|chế\s+độ|chính\s+sách)"
    r"[^.()]{0,170}?\btheo\s*\Z"
)
_RULE_OF = re.compile(r"(?:(?:theo|đúng)\s+)*(?:các\s+|những\s+)?quy\s+định\s+(?:tại|của|trong|ở|nêu)\b")
_MODIFIERS = re.compile(rf"(?:\s*(?:{_GOOD}|đồng\s+bộ|kịp\s+thời|đúng|các|những|việc|theo|và|,))*\s*")
_OTHER_OBJECT = re.compile(
    r";|,\s+trường\s+hợp\b|\bđược\s+(?:phê\s+duyệt|quy\s+định|ban\s+hành|nêu)\s+(?:tại|theo)\b"
    r"|\bđã\s+(?:ký|ban\s+hành|có)\b|ban\s+hành\s+kèm\s+theo|,\s+nhưng\b|,\s+trong\s+đó\b"
)
_TITLE = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:về|quy\s+định|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|sửa\s+đổi|“)")
_NEW_CLAUSE = re.compile(r"[,;]|\bvà\s|[)”\"]")
_OPENS_SENTENCE = re.compile(r"[.;,:]\s*\Z")


def is_item(lead: str) -> bool:
    """Whether the words before a document are only the mark of a list item, pin-points allowed."""
    return _ITEM.match(lead) is not None or _PINNED_ITEM.match(lead) is not None


def is_note(lower: str, cue: Cue) -> bool:
    """`Luật Đầu tư công (sửa đổi)`: a remark on the name before, no doing."""
    return lower[cue.end : cue.end + 1] == ")" and lower[max(0, cue.start - 1) : cue.start] == "("


def is_its_object(between: str) -> bool:
    """Whether what stands between `thực hiện` and a document lets the document be the verb's object.

    `thực hiện nghiêm quy định tại X` does; `triển khai công tác lưu trữ bảo đảm đúng quy định tại X` does not.
    """
    if _OTHER_OBJECT.search(between):
        return False
    rule = _RULE_OF.search(between)
    return rule is None or _MODIFIERS.fullmatch(between[: rule.start()]) is not None


def opens_sentence(before: str) -> bool:
    """Whether a cue such as `căn cứ` opens its sentence or clause, given the words before it."""
    return not before.strip(' \n-+#("“0123456789.)') or _OPENS_SENTENCE.search(before) is not None


def is_title(behind: str) -> bool:
    """Whether the words behind a mention open with its title."""
    return _TITLE.match(behind) is not None


def starts_anew(behind: str, cues: list[Cue]) -> bool:
    """Whether a new clause, with a verb of its own, begins between the first and last cue behind a title."""
    return _NEW_CLAUSE.search(behind[cues[0].end : cues[-1].start]) is not None

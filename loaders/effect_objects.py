"""Whether the words before a mention make it the object of an act, and what of the document they name.

`bãi bỏ toàn bộ các Quyết định sau: Quyết định số …` names the whole; `Điều 3 và Phụ lục ban hành kèm theo Thông tư
số …` parts of it; `Quy chế làm việc tại Quyết định số …` a regulation it issued. `theo quy định tại Điều 5 Nghị
định số …` names no object at all.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.loaders import effect_words
from luocdo.loaders.dates import DAY
from luocdo.loaders.hits import Hit
from luocdo.loaders.provisions import Provision, provisions_in, run_start

LONGEST = 600
"""Words between a verb and its object; the longest met, eight kinds of aid that go on, has 470 characters."""
_WORD = re.compile(r"\w+")
_LINKED = re.compile(
    r"(?:tại|của|trong|thuộc|kèm\s+theo|ban\s+hành\s+theo|ban\s+hành\s+bởi|ban\s+hành\s+tại)\s*(?:các\s+)?\Z"
)
_ISSUED = re.compile(r"(?:kèm\s+theo|kèm|ban\s+hành\s+theo|ban\s+hành\s+bởi|ban\s+hành\s+tại)\s*(?:các\s+)?\Z")
_LINK = re.compile(r"\s*(?:được\s+)?(?:quy\s+định\s+tại|tại|của|trong|ban\s+hành|quy\s+định)?\s*(?:các\s+)?\Z")
_ALL = re.compile(
    r"(?:(?:các|những|toàn\s+bộ|đối\s+với|\d+|thời\s+(?:gian|hạn)\s+(?:thực\s+hiện|áp\s+dụng|thi\s+hành))\s+)*",
    re.IGNORECASE,
)
_RULES = re.compile(r"(?:quy\s+định|chế\s+độ|thủ\s+tục|dòng|đoạn|câu|từ)\s", re.IGNORECASE)
_PART = re.compile(r"một\s+(?:số|phần)|cụm\s+từ|(?<!toàn\sbộ\s)nội\s+dung", re.IGNORECASE)
# `các nội dung quy định tại các Nghị quyết sau`: of each of the list only those rules.
_PARTS_OF = re.compile(
    r"(?:(?:các|những)\s+)?(?:một\s+(?:phần|số\s+(?:nội\s+dung|quy\s+định|điều|khoản|điểm|chương|mục))\b"
    r"|(?:nội\s+dung|quy\s+định\s+về)\b.*\b(?:tại|trong|của)\s+(?:các|những|\d+)\b)",
    re.IGNORECASE | re.DOTALL,
)
# `15 dự án ban hành kèm theo Nghị quyết số …`: entries of its list.
# `02 Quyết định của Thủ tướng Chính phủ gồm: số 447/QĐ-TTg …`: an item that lists documents of one kind.
_COUNTED = re.compile(
    r"\s*(?:(?:các|những|\d+)\s+)+(?:quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị|công\s+văn|công\s+điện)\b"
    r"[^:;.\d]{0,120}:\s*(?:số\s*)?\Z",
    re.IGNORECASE,
)
_ENTRIES = re.compile(r"\d+\s+\w[^.;:]*\bban\s+hành\s+kèm\s+theo\s+(?:các\s+)?\Z", re.IGNORECASE)
# `Bổ sung các cửa khẩu sau vào danh sách … nêu tại Điều 2 Nghị quyết số …`: the list is changed, not the gates.
_INTO_LIST = re.compile(
    r"\b(?:vào|khỏi|trong)\s+(?:các\s+)?(?:danh\s+sách|danh\s+mục|phụ\s+lục|bảng|biểu)\b", re.IGNORECASE
)
_BY_OTHERS = re.compile(r"được\s+(?:sửa|bổ|thay|bãi|đính|hợp)|bị\s+(?:bãi|thay|đình)|\bbởi\b")
# `Ngưng hiệu lực từ ngày … đến hết ngày … đối với khoản 2 Điều 5`: the days of the act, not of a document.
_DAYS = re.compile(rf"(?:[Kk]ể\s+)?(?:từ|đến)\s+(?:hết\s+)?{DAY}", re.VERBOSE)
_AS_RULED = re.compile(
    r"\btheo\s+(?:đúng\s+)?(?:các\s+)?(?:quy\s+định|hướng\s+dẫn|nội\s+dung)\s+(?:tại|của|trong)\s*(?:các\s+)?\Z"
)
# `thay cụm từ “A” bằng cụm từ “B” tại khoản 2`: what is put in stands before where it is put.
_PUT_IN = re.compile(r"(?:bằng|thành|vào|tại)\s", re.IGNORECASE)
# `Kéo dài thời hạn miễn thuế được quy định tại Nghị quyết số …`
_TERM_RULED = re.compile(
    r"thời\s+(?:hạn|gian)\s(?!.*\b(?:dự\s+án|giải\s+ngân)\b).*quy\s+định\s+tại\s+(?:các\s+)?\Z", re.DOTALL
)
# `Đính chính sai sót tại phần căn cứ ban hành Quyết định số …`, `Đính chính tiêu đề Chỉ thị số …`
_SLIPS = re.compile(
    r"(?:(?:các|một\s+số|lỗi|sai\s+sót|kỹ\s+thuật|trình\s+bày|nội\s+dung|phần|căn\s+cứ|ban\s+hành|tiêu\s+đề|trích\s+yếu"
    r"|tên\s+gọi|số\s+liệu|thể\s+thức|nơi\s+nhận|văn\s+bản|về|ở|tại|của|trong)\s*)+\Z",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")


class Member(NamedTuple):
    """A document that an act is done to. `named` is a regulation it issued that alone is meant."""

    hit: Hit
    start: int
    provisions: tuple[Provision, ...] = ()
    partial: bool = False
    named: str = ""
    rest: tuple[str, ...] = ()
    """What is excepted, as provisions or words."""


def says_by_others(words: str) -> bool:
    """`được sửa đổi, bổ sung bởi`: the next document is the one that did it."""
    return _BY_OTHERS.search(words) is not None


def names_parts(words: str) -> bool:
    """Whether what introduces a list speaks of parts: `các nội dung quy định tại các Nghị quyết sau`."""
    return _PARTS_OF.match(words.strip()) is not None


def is_linked(words: str) -> bool:
    """Whether they end so that the next document holds what they name: `tại`, `của`, `thuộc`."""
    return _LINKED.search(words) is not None


def is_glue(words: str) -> bool:
    """Whether nothing stands there but words like `toàn bộ các Quyết định sau đây`."""
    return all(word in effect_words.glue() or word.isdigit() for word in _WORD.findall(words.lower()))


def object_behind(gap: str, start: int, hit: Hit) -> Member | None:
    """The mention as object of what stands before it, back to a verb or an item's marker; None if it is none.

    `gap` are the words between, quotes blanked out; `start` is their offset in the view.
    """
    if says_by_others(gap):
        return None  # `điểm b khoản 2 Điều 18 (đã được sửa đổi tại Điều 3 Thông tư số …)`
    gap = _DAYS.sub(lambda day: " " * len(day[0]), gap)
    run = run_start(gap)
    lead = gap[:run]
    if _AS_RULED.search(lead):
        return None  # `hủy bỏ kết quả theo quy định tại Điều 5 Thông tư số …`
    if is_glue(lead):
        # `khoản 2 Điều 4 của Quy định ban hành kèm theo`: the provisions stand before a word of the kind.
        provisions = tuple(provisions_in(gap[run:]) or provisions_in(lead))
        return Member(hit, start + run, provisions, _PART.search(lead) is not None)
    if _COUNTED.match(lead):
        return Member(hit, start + run, tuple(provisions_in(gap[run:])))
    if _SLIPS.match(lead.lstrip(" :-")):
        return Member(hit, start + run, tuple(provisions_in(gap[run:])), True)
    if len(lead) > LONGEST or not (_LINKED.search(lead) or run < len(gap)):
        return None
    words = lead.lstrip(" :-")
    first = _ALL.match(words).end()  # type: ignore[union-attr]
    if effect_words.either("named").match(words, first) and words[first].isupper():
        return _regulation(gap, start, hit, words, lead)
    if run == len(gap) and _TERM_RULED.match(words):
        return Member(hit, start, (), True)
    if _INTO_LIST.search(lead):
        return Member(hit, start, tuple(provisions_in(gap[run:])), True)
    if effect_words.either("parts").match(words, first) or _RULES.match(words, first) or _ENTRIES.match(words):
        return Member(hit, start, tuple(provisions_in(gap)), True)
    if run < len(gap) and _PUT_IN.match(words):
        return Member(hit, start, tuple(provisions_in(gap)), True)
    return None


def _regulation(gap: str, start: int, hit: Hit, words: str, lead: str) -> Member:
    """`Quy chế A ban hành kèm theo Quyết định B` is B itself; `Quy chế A tại Quyết định B` one part of it."""
    provisions = tuple(provisions_in(gap))
    if provisions or _ISSUED.search(lead):
        return Member(hit, start, provisions)
    name = words[: _LINK.search(words).start()]  # type: ignore[union-attr]
    return Member(hit, start, (), True, _BLANKS.sub(" ", name).strip(" ,;"))

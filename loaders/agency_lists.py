"""Lists of bodies: which noun opens a name, and where a comma or `và` parts two of them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from luocdo.graph.agencies import agencies
from luocdo.graph.fold import fold
from luocdo.loaders.task_words import either, words
from luocdo.loaders.word_trees import tree_of

_MARK = r"[;,]\s*(?:và\s+)?|/\s*(?=[A-ZĐ])"
_SEPARATOR = re.compile(rf"{_MARK}|\s+(?:{_MARK}|(?:và|hoặc)\s+|cùng\s+(?=các|[A-ZĐ]))")
_COMMA = re.compile(r",\s+|\s+và\s+")
_BETWEEN = re.compile(r"[\s,;]*(?:và\s+)?(?:(?:Bộ|Sở)\s+)?")
# `Giám đốc các Sở: Nội vụ, Công an`: what follows is still of the list.
_LISTED = re.compile(r"(?:Bộ|Sở|bộ|sở|Bộ trưởng)\s*:\s[^;]*\Z")
# `người đứng đầu cơ quan do Chính phủ, Thủ tướng Chính phủ thành lập`: one group.
_MADE_BY = re.compile(r"\sdo\s+[^\s,]+(?:\s+[^\s,]+)?\s*\Z")
# `các huyện ủy, thị ủy, thành ủy`: one group.
_COMMITTEE = re.compile(r"(?:tỉnh|thành|quận|huyện|thị|đảng) (?:ủy|uỷ)")
_COMMITTEES = re.compile(rf"[Cc]ác {_COMMITTEE.pattern}(?:(?:, | và ){_COMMITTEE.pattern})*")
# `các sở có liên quan tới việc quản lý chợ`.
_CONCERNED_BY = re.compile(r"(?<= có liên quan) (?:tới|đến|trong|về)\b.*", re.DOTALL)
PLACE_NOUN = r"(?:tỉnh|thành phố|xã|phường|thị trấn|huyện|quận|thị xã|đặc khu)\b"
# `Chủ tịch UBND các huyện, thành phố Mỹ Tho`: one group of places.
_OF_PLACES = re.compile(rf"(?:UBND|[ỦU]y ban nhân dân|HĐND|Hội đồng nhân dân) (?:các )?(?:{PLACE_NOUN}|[^,;]*,\s).*\Z")
# `Các Sở, Ban, ngành`, `Giám đốc các Sở, Ban, ngành`.
_GROUP_BEFORE = re.compile(r"\A[Cc]ác(?!\w)|(?<!\w)các \w+\Z")
_CITY = re.compile(r"thành phố [A-ZĐ]")
_PAREN = re.compile(r"\s*\([^()]*\)")


@cache
def head_of_name() -> re.Pattern[str]:
    """The noun that opens a body's name, `các` and its noun among them: `Sở Y tế`, `các đơn vị`, `tỉnh Gia Lai`."""
    group = (
        rf"(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Tt]ừng|[Tt]oàn thể)\s+(?:[Cc]ác\s+)?"
        rf"(?!{either('not_groups', any_case=True)})(?={either('groups', any_case=True)})"
    )
    opening = (
        rf"(?:{group}|(?:{either('heads')})(?=\s+[^\W\d_]|\s+\d+\s{PLACE_NOUN}|\s*$|,\s|\s*:)|(?:{either('small_heads')})\s+(?=[^\W\d_])"
        r"|cơ quan(?=, đơn vị\s)"
        rf"|(?:Thành phố|Tỉnh|thành phố|tỉnh)\s+(?=[A-ZĐ]))"
    )
    return re.compile(rf"(?!{either('not_heads', any_case=True)}){opening}")


@cache
def _known() -> re.Pattern[str]:
    """Names of ministries without `Bộ`, longest first: `Giáo dục và Đào tạo`."""
    bare = {name.removeprefix("bộ ").removeprefix("sở ") for name in agencies().by_name if name[:3] in ("bộ ", "sở ")}
    listed = [name for name in bare if len(name) > 3]
    return re.compile(rf"{tree_of(listed, any_case=True)}(?![^\W_])")


def is_body(name: str) -> bool:
    """Whether a name opens with the noun of a body."""
    return head_of_name().match(name) is not None


@lru_cache(maxsize=4_096)
def split_names(listed: str) -> tuple[str, ...]:
    """The bodies of a list: a comma or `và` parts two only where a new body's noun follows."""
    listed = _PAREN.sub("", listed) if "(" in listed else listed
    names: list[str] = []
    start = 0
    for found in _SEPARATOR.finditer(listed):
        if found.start() < start:
            continue
        before, after = listed[start : found.start()], listed[found.end() :]
        if not _opens_another(before, after, found[0]):
            continue
        names.append(before)
        start = found.end()
    names.append(listed[start:])
    cleaned = [_CONCERNED_BY.sub("", name).strip(' ,;.:-“”"').removesuffix(" và").strip(" ,") for name in names]
    return tuple(name for name in cleaned if len(name) > 2)


def _opens_another(before: str, after: str, mark: str) -> bool:
    if before.strip() in words("offices") or before.strip().removeprefix("các ") in words("offices"):
        return False
    head = head_of_name().match(after)
    if head is None or (_LISTED.search(before) and _known().match(after)):
        return False
    if _MADE_BY.search(before) or (_COMMITTEES.fullmatch(before) and _COMMITTEE.match(after)):
        return False
    if ";" not in mark and _CITY.match(after) and _OF_PLACES.search(before):
        return False
    if _is_whole(before, f"{before}{mark}{after}"):
        return False
    noun = head[0].strip()
    if noun[0].islower():
        return ";" in mark or noun not in words("plain_nouns")
    # `Các Sở, Ban, ngành`: a noun with nothing behind it is a part of the group.
    following = after[head.end() :].lstrip()
    alone = noun in words("group_nouns") and (not following or following[0] in ",;")
    return not (alone and _GROUP_BEFORE.search(before))


def _is_whole(before: str, listed: str) -> bool:
    """Whether a list begins with one body whose name runs on over the mark behind `before`."""
    for name in words("whole"):
        if len(name) > len(before) and name[0].casefold() == before[:1].casefold():
            whole = fold(name)
            if whole.startswith(fold(before)) and fold(listed).startswith(whole):
                return True
    return False


def expanded(listed: str, noun: str) -> tuple[str, ...]:
    """`Các Bộ: Quốc phòng, Công an và Y tế` -> the three ministries."""
    names: list[str] = []
    position = 0
    while position < len(listed):
        blank = _BETWEEN.match(listed, position)
        position = blank.end() if blank else position
        known = _known().match(listed, position)
        end = known.end() if known else _before_known(listed, position)
        if end is None:
            rest = split_names(listed[position:])
            names += [name if is_body(name) else f"{noun} {name}" for name in rest]
            break
        names.append(f"{noun} {listed[position:end]}")
        position = end
    return tuple(names)


def _before_known(listed: str, start: int) -> int | None:
    """Where an unlisted name ends that a listed one follows: `Quy hoạch - Kiến trúc, Nội vụ`."""
    mark = _COMMA.search(listed, start)
    if mark is None or is_body(listed[start:]) or not _known().match(listed, mark.end()):
        return None
    return mark.start()

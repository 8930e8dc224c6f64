"""The former provinces that a clause or a whole document is confined to: `trên địa bàn tỉnh Bình Định (cũ)`.

Only what is less than the province of the day counts: a name with such a mark, or one that no province bears any
more. `trên địa bàn tỉnh Gia Lai` alone says nothing beyond the issuer.
"""

from __future__ import annotations

import re

from luocdo.graph.places import find_province, parts_of
from luocdo.loaders.own_place import province_at

_WHERE = re.compile(
    r"(?:trên|trong|tại|ở|đối\s+với)\s+(?:(?:toàn\s+bộ|toàn)\s+)?(?:địa\s+bàn|phạm\s+vi|địa\s+phận|khu\s+vực)\s+"
    r"(?:(?:hành\s+chính|lãnh\s+thổ|quản\s+lý)\s+)?(?:của\s+)?(?:các\s+)?(?=[Tt]ỉnh\s|[Tt]hành\s+phố\s|TP)"
)
_UNIT = re.compile(r"(?:[Tt]ỉnh|[Tt]hành\s+phố|TP\.?)\s+")
_NEXT = re.compile(r"\s*(?:,|;|và)\s+(?:(?:địa\s+bàn|các)\s+)*")
_BEFORE = (
    r"(?:cũ|trước\s+đây|trước\s+(?:khi\s+)?(?:thực\s+hiện\s+)?(?:sắp\s+xếp|sáp\s+nhập|hợp\s+nhất)"
    r"|trước\s+ngày\s+(?:0?1\s*/\s*0?7\s*/\s*2025|0?1\s+tháng\s+0?7\s+năm\s+2025))(?!\w)"
)
_FORMER = re.compile(rf"\s*\(\s*{_BEFORE}[^()]{{0,60}}\)|\s*{_BEFORE}")
_APPLIES = re.compile(r"này\s+(?:chỉ\s+)?(?:được\s+)?(?:áp\s+dụng|có\s+hiệu\s+lực|thực\s+hiện)(?:\s+thi\s+hành)?\s*\Z")
_MARK = "địa bàn"
_MOST = 60
"""Mentions of `địa bàn` looked at for the territory of a whole document."""
_MOST_NAMES = 4


def territory_in(flat: str, start: int, end: int, day: str | None) -> tuple[tuple[str, ...], int]:
    """The former provinces that words between two offsets confine something to, and where these words begin.

    `day` is that of the text: a name that no province bears on it needs no mark. Empty and -1 if there are none.
    """
    for where in _WHERE.finditer(flat, start, end):
        found = _names(flat, where.end(), day)
        if found:
            return found, where.start()
    return (), -1


def _names(flat: str, position: int, day: str | None) -> tuple[str, ...]:
    """The provinces of a list, if all are former ones; a mark behind the last is said of those before it too."""
    former: dict[str, bool] = {}
    marked = False
    while len(former) < _MOST_NAMES:
        unit = _UNIT.match(flat, position)
        named = province_at(flat, unit.end() if unit else position)
        if named is None:
            break
        mark = _FORMER.match(flat, named[1])
        marked = mark is not None
        former[named[0]] = marked or _is_gone(named[0], day)
        following = _NEXT.match(flat, mark.end() if mark else named[1])
        if following is None:
            break
        position = following.end()
    return tuple(former) if marked or all(former.values()) else ()


def _is_gone(name: str, day: str | None) -> bool:
    known = find_province(name)
    return day is not None and known is not None and not known.exists_on(day)


def own_territory(flat: str, title: str, span: tuple[int, int], province: str | None, day: str | None) -> str | None:
    """The part of its merged province that a whole document is for, by its title or by `Quyết định này áp dụng trên
    địa bàn …`; None if that is all of it."""
    parts = parts_of(province, day) if province and day else ()
    if not parts:
        return None
    found, _ = territory_in(title, 0, len(title), day)
    if not found:
        found = _applied_in(flat, *span, day)
    return ", ".join(found) if found and set(found) < set(parts) else None


def _applied_in(flat: str, start: int, end: int, day: str | None) -> tuple[str, ...]:
    place = start
    for _ in range(_MOST):
        place = flat.find(_MARK, place, end)
        if place < 0:
            break
        found, where = territory_in(flat, max(start, place - 24), place + 160, day)
        if found and _APPLIES.search(flat, max(start, where - 60), where):
            return found
        place += len(_MARK)
    return ()

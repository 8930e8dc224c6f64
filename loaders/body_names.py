"""Names of bodies as people write them, from the capitals of a head: `UBND`, `Bộ Công Thương`."""

from __future__ import annotations

import functools
import re

from luocdo.graph.fold import fold
from luocdo.graph.model import Level
from luocdo.graph.places import find_province
from luocdo.graph.vocabulary import organs


@functools.cache
def known_names() -> dict[str, tuple[str, Level]]:
    """Folded name without blanks -> (name, level) of each organ with a code: `BỘ C ÔNG THƯƠNG` is found."""
    found: dict[str, tuple[str, Level]] = {}
    for organ in organs().all:
        found.setdefault(name_key(organ.name), (organ.name, organ.level))
    return found


def name_key(name: str) -> str:
    """A name for comparison, without blanks, hyphens and commas."""
    return fold(name).replace(" ", "").replace("-", "").replace(",", "")


_BRIEF = (
    ("Ủy ban nhân dân", "UBND"),
    ("ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Chủ tịch nhân dân", "Chủ tịch UBND"),  # a slip met: `CHỦ TỊCH NHÂN DÂN THÀNH PHỐ HUẾ`
)


def short(name: str) -> str:
    """`Ủy ban nhân dân` and `Hội đồng nhân dân` as everyone writes them before a place."""
    for long, brief in _BRIEF:
        name = name.replace(long, brief)
    return name


_KEEP = re.compile(r"\b(?:UBND|HĐND|MTTQ|MTTQVN|TNCS|TW|TP|ĐBQH|QLDA)\b")
_SECOND_WORD = re.compile(r"^(Trung tâm|Văn phòng|Thanh tra|Tổng cục|Chi cục) (\w)")
_HEAD_WORDS = ("Bộ", "Sở", "Cục", "Vụ", "Ban", "Viện", "Hội", "Đảng", "Phòng")


def sentence(capitals: str) -> str:
    """A body's name from capitals: the known spelling, else capitals at the start and behind `Sở`, `Ban`."""
    known = known_names().get(name_key(capitals))
    if known:
        return known[0]
    text = capitals[:1] + capitals[1:].lower()
    for kept in _KEEP.findall(capitals):
        text = re.sub(kept, kept, text, flags=re.IGNORECASE)
    first, _, rest = text.partition(" ")
    if first in _HEAD_WORDS and rest and not rest.startswith(("thường", "ủy ", "bộ ")):
        rest = rest[0].upper() + rest[1:]
    text = f"{first} {rest}".strip().replace("việt nam", "Việt Nam").replace("hồ chí minh", "Hồ Chí Minh")
    text = _SECOND_WORD.sub(lambda match: f"{match[1]} {match[2].upper()}", text)
    return text.replace("Ban thường", "Ban Thường").replace("tỉnh ủy", "Tỉnh ủy").replace("huyện ủy", "Huyện ủy")


def titled(capitals: str) -> str:
    """A place from capitals: `Lương Minh`."""
    return " ".join(word.capitalize() for word in capitals.split())


@functools.cache
def _ministry() -> re.Pattern[str]:
    """A ministry or the Government by its whole name, however its parts are joined."""
    names = [organ.name for organ in organs().all if organ.level == "central-state"]
    whole = sorted(
        (name for name in names if name.startswith("Bộ ") or name.endswith("Chính phủ")), key=len, reverse=True
    )
    joined = "|".join(r"[\s,–-]+".join(map(re.escape, re.findall(r"\w+", name))) for name in whole)
    return re.compile(rf"(?:(?:Liên )?Bộ trưởng )?(?:{joined})(?=[\s,])", re.IGNORECASE)


_OF_PLACE = re.compile(r"(?:nhân dân|UBND|HĐND) (?:tỉnh|[Tt]hành phố)(?=\s)")


def without_tail(name: str) -> str:
    """A body's name without the words of a sentence that ran on: `Thủ tướng Chính phủ thì không hưởng …`."""
    whole = _ministry().match(name)
    if whole:
        return whole[0]
    place = _OF_PLACE.search(name)
    if place is None:
        return name
    rest = name[place.end() :].split()
    capitals = next((index for index, word in enumerate(rest) if not word[0].isupper()), len(rest))
    for size in range(capitals, 0, -1):
        if find_province(" ".join(rest[:size])):
            return f"{name[: place.end()]} {' '.join(rest[:size])}"
    return name if capitals else name[: place.end()]

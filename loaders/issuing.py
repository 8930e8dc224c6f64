"""Whose document it is: bodies with level, province and district, from the capitals of a head."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from luocdo.graph.errors import NumberError
from luocdo.graph.model import Level
from luocdo.graph.number import DocumentNumber
from luocdo.graph.places import Province, find_province
from luocdo.graph.vocabulary import organs
from luocdo.loaders.body_names import known_names, name_key, sentence, short, titled
from luocdo.loaders.header_words import either, words

_KINDS = {
    "TỈNH": "tỉnh", "THÀNH PHỐ": "thành phố", "TP": "thành phố", "HUYỆN": "huyện", "QUẬN": "quận",
    "THỊ XÃ": "thị xã", "XÃ": "xã", "PHƯỜNG": "phường", "THỊ TRẤN": "thị trấn", "ĐẶC KHU": "đặc khu",
}  # fmt: skip
_PLACE = re.compile(r"\b(TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+(?!ỦY|HỘI|ĐOÀN)(.+)\Z")
_PARTY_PLACE = re.compile(r"\b(TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|TỈNH ĐOÀN)\s+(.+)\Z")
_GOES_ON = re.compile(
    r"(?:\b(?:ỦY|CHỦ TỊCH|VÀ|CỦA|THƯỜNG VỤ|VĂN PHÒNG|THỦ TƯỚNG|THANH TRA|CHẤP HÀNH|BỘ|SỞ|BAN|NHÂN"
    r"|(?:THỦ TƯỚNG|VĂN PHÒNG|THANH TRA) CHÍNH|TRƯỞNG)|,|-)\Z"
)
_JOINT = re.compile(r"\s+-\s+(?=(?:BỘ|BAN|ỦY BAN|TÒA ÁN|VIỆN|SỞ|HỘI|UBND|TỔNG|TRUNG ƯƠNG|LIÊN|ĐOÀN)\s)")
CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"
"""Stands above what Bộ Chính trị and Ban Bí thư issue, too: their signature tells."""
_CENTRAL_COMMITTEE = ("BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG")
# The caucus of a body below the Central Committee is that body's: `ĐẢNG ĐOÀN QUỐC HỘI`.
_CAUCUS = ("ĐẢNG ĐOÀN", "BAN CÁN SỰ", "ĐẢNG ỦY", "ĐẢNG BỘ", "TỈNH ỦY", "THÀNH ỦY")
_DEPARTMENT = (
    "Sở ",
    "Thanh tra ",
    "Trung tâm ",
    "Ban Quản lý ",
    "Chi cục ",
    "Văn phòng ",
    "Cục ",
    "Phòng ",
    "Kho bạc ",
    "Thuế ",
)
_CENTRAL_PARTY = ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương")
_MASS = re.compile(
    r"mttq|mặt trận|liên đoàn|công đoàn|đoàn thanh niên|tỉnh đoàn|trung ương đoàn|tổng liên đoàn"
    r"|hội (?:nông dân|liên hiệp|cựu|chữ thập|người|luật|nhà|phụ nữ)"
)
_LEVEL_OF_KIND: dict[str, Level] = {
    "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip


class Body(NamedTuple):
    """A body with its place. `local`: it is one of a place, be it only that its code says so."""

    name: str
    level: Level | None
    province: str | None = None
    district: str | None = None
    local: bool = False


@functools.cache
def _opens_body() -> re.Pattern[str]:
    return re.compile(rf"(?!BAN NHÂN\b)(?:{either('bodies')})(?!\w)")


@functools.cache
def _stamps() -> frozenset[str]:
    return frozenset(words("stamps"))


def stack(lines: tuple[str, ...]) -> list[str]:
    """The head's lines as bodies, the higher first: a body may run over lines, and two may share a head."""
    bodies: list[str] = []
    for line in lines:
        if line in _stamps():
            continue
        if bodies and (_GOES_ON.search(bodies[-1]) or not _opens_body().match(line)):
            bodies[-1] = f"{bodies[-1]} {line}"
        elif bodies or _opens_body().match(line) or len(lines) == 1 or line in ("ỦY", "THỦ", "VĂN", "HỘI"):
            bodies.append(line)
    return [part.strip(" -") for body in bodies for part in _JOINT.split(body)]


@functools.lru_cache(maxsize=4_096)
def bodies_of(lines: tuple[str, ...], number: str | None) -> tuple[Body, ...]:
    """The issuing bodies by the lines of a head; several where the number says that they act jointly."""
    stacked = stack(lines)
    if not stacked:
        return ()
    stacked = list(dict.fromkeys(stacked))
    codes = organ_codes(number)
    if len(codes) > 1 and len(stacked) >= len(codes):
        return tuple(_body(name, "") for name in stacked)
    if len(stacked) > 1 and _same_rank(stacked):
        return tuple(_body(name, "") for name in stacked)
    return (_body(stacked[-1], stacked[-2] if len(stacked) > 1 else ""),)


def _same_rank(stacked: list[str]) -> bool:
    """`BỘ Y TẾ`, `BỘ CÔNG AN` stand side by side; `BỘ TÀI CHÍNH`, `TỔNG CỤC HẢI QUAN` one above the other."""
    ministries = ("BỘ ", "ỦY BAN DÂN TỘC", "TÒA ÁN", "VIỆN KIỂM SÁT")
    commands = ("BỘ TƯ LỆNH", "BỘ CHỈ HUY", "BỘ TỔNG")  # one above the other
    return all(name.startswith(ministries) and not name.startswith(commands) for name in stacked)


def _body(name: str, parent: str) -> Body:
    if parent in _CENTRAL_COMMITTEE and not name.startswith(_CAUCUS):
        own = "Văn phòng Trung ương Đảng" if name == "VĂN PHÒNG" else f"{sentence(name)} Trung ương"
        known = known_names().get(name_key(own))
        return Body(known[0] if known and name != "VĂN PHÒNG" else own, "central-party")
    if name in _CENTRAL_COMMITTEE:
        return Body(CENTRAL_COMMITTEE, "central-party")
    known = known_names().get(name_key(name))
    if known and not _PLACE.search(name):
        name_, level = known
        if not level.startswith(("province", "department")):
            return Body(name_, level)
    placed = _placed(name)
    if placed is not None:
        above = _placed(parent) if parent and placed.province is None else None
        return placed._replace(province=above.province) if above else placed
    return _below(name, parent) if parent else _unplaced(name)


def _placed(name: str) -> Body | None:
    """A body whose name ends in its place."""
    party = _PARTY_PLACE.search(name)
    if party:
        place = find_province(party[2])
        head = sentence(name[: party.end(1)]).replace("tỉnh ủy", "Tỉnh ủy").replace("thành ủy", "Thành ủy")
        spoken = place.name if place else titled(party[2])
        if party[1] in ("TỈNH ỦY", "THÀNH ỦY", "TỈNH ĐOÀN") and place:
            level: Level = "mass" if party[1] == "TỈNH ĐOÀN" else "province-party"
            return Body(f"{head} {spoken}", level, place.name, None, True)
        return Body(f"{head} {spoken}", "district", None, f"{_kind_of_committee(party[1])} {spoken}", True)
    match = _PLACE.search(name)
    if match is None:
        return None
    kind = _KINDS[match[1].rstrip(".")]
    found = _leading_province(match[2]) if kind in ("tỉnh", "thành phố") else None
    spoken = found.name if found else titled(match[2])
    own = short(sentence(name[: match.start()].strip(" ,-")))
    full = f"{own} {kind} {spoken}".strip()
    if found and (kind == found.kind or kind == "thành phố"):
        return Body(full, _level(own, kind), found.name, None, True)
    return Body(full, _level(own, kind), found.name if found and kind == "tỉnh" else None, f"{kind} {spoken}", True)


def _leading_province(words: str) -> Province | None:
    """The province that some capitals begin with: `ĐẮK LẮK`, also with a stamp behind it."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        found = find_province(" ".join(parts[:size]))
        if found is not None:
            return found
    return None


def _kind_of_committee(word: str) -> str:
    return {"HUYỆN ỦY": "huyện", "QUẬN ỦY": "quận", "THỊ ỦY": "thị xã"}.get(word, "thành phố")


def _below(name: str, parent: str) -> Body:
    """A body of another: `SỞ NỘI VỤ` below `UBND TỈNH GIA LAI`, `BAN DÂN VẬN` below `TỈNH ỦY GIA LAI`."""
    above = _placed(parent)
    own = short(sentence(name))
    if above is None and own == "Văn phòng":
        higher = _body(parent, "")
        return Body(f"{own} {higher.name}", higher.level)
    if above is None:
        known = known_names().get(name_key(name))
        return Body(known[0] if known else own, (known[1] if known else None) or _body(parent, "").level)
    place = above.name.split(" ", 1)
    if "ủy " in above.name.casefold() and not above.name.startswith(("UBND", "Ủy ban")):
        return Body(f"{own} {above.name}", above.level, above.province, above.district, True)
    if own == "Văn phòng" or own.startswith("Ban Thường trực") or above.level in ("mass",):
        return Body(f"{own} {above.name}", above.level, above.province, above.district, True)
    level = "department" if above.level == "province-state" else above.level
    spoken = place[1] if above.name.startswith(("UBND ", "HĐND ")) else above.name
    return Body(f"{own} {spoken}", level, above.province, above.district, True)


def _unplaced(name: str) -> Body:
    own = short(sentence(name))
    caucus = own.casefold().startswith(("ban cán sự đảng", "đảng đoàn", "đảng ủy")) and own.endswith(" tỉnh")
    local = caucus or own.startswith(("UBND", "HĐND", "Sở ", "Tỉnh ủy", "Thành ủy", "Chủ tịch UBND"))
    level: Level | None = "central-party" if own in _CENTRAL_PARTY else None
    if local:
        party = caucus or "ủy" in own
        level = "department" if own.startswith("Sở ") else "province-party" if party else "province-state"
    elif _MASS.search(own.casefold()):
        level = "mass"
    return Body(own, level, None, None, local)


def _level(own: str, kind: str) -> Level:
    below = _LEVEL_OF_KIND.get(kind)
    folded = own.casefold()
    if _MASS.search(folded):
        return "mass"
    if below:
        return below
    if own.startswith(_DEPARTMENT):
        return "department"
    return "province-party" if "đảng" in folded else "province-state"


def organ_codes(number: str | None) -> tuple[str, ...]:
    """The codes of the bodies in a number; () where it is none. A unit behind a ministry is no body."""
    if number is None:
        return ()
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return ()
    return parsed.organ_codes if parsed.form == "joint" else parsed.organ_codes[:1]


def bodies_by_code(codes: tuple[str, ...], date: str | None = None) -> tuple[Body, ...]:
    """What the codes of a number say, for a text without a head: `TTg`, `CP`, `QH15`, `BNV`, `UBND`.

    Codes that stand for several bodies (`TW`), or for one that was not yet on the day, give none.
    """
    found = []
    for code in codes:
        known = organs().find(code)
        if known is None or (date and known.organ.from_ and date < known.organ.from_):
            continue
        if known.organ.issuer != "text":
            found.append(Body(short(known.organ.name), known.organ.level, None, None, known.organ.local))
    return tuple(found)


def placed_name(name: str, province: str) -> str:
    """`UBND` or `UBND tỉnh` of Gia Lai is `UBND tỉnh Gia Lai`, `Tỉnh ủy` is `Tỉnh ủy Gia Lai`."""
    place = find_province(province)
    kind = place.kind if place else "tỉnh"
    bare = re.sub(r"\s+(?:tỉnh|thành phố)\Z", "", name)
    return f"{bare} {province}" if bare.endswith("ủy") else f"{bare} {kind} {province}"

"""From the name a text gives a body to a stable id with its place: `UBND tỉnh` in Gia Lai is `ubnd.gia-lai`.

An id is the body's slug, then its places from small to large, joined by dots:
`ubnd.xa-ia-hru.huyen-chu-puh.gia-lai`. Central bodies have no place: `bo-chinh-tri`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from luocdo.graph.agencies import Agencies, agencies, short_slug
from luocdo.graph.fold import fold, slug
from luocdo.graph.model import AgencyRef, Record
from luocdo.graph.organs import organs
from luocdo.graph.places import Province, find_province, place_key, provinces

_KINDS = r"tỉnh|thành\sphố|huyện|quận|thị\sxã|xã|phường|thị\strấn|đặc\skhu"

# The rightmost word for a kind of place, and its name if one follows: `ubnd huyện chư sê`, `công an tỉnh`.
# `tỉnh ủy`, `huyện đoàn` are bodies and `xã hội` is no commune.
_PLACE = re.compile(
    rf"""^(?P<body>.*\S)[\s,]+(?P<kind>{_KINDS})(?!\s(?:ủy|đoàn)\b)(?<!xã(?=\shội\b))
         (?:\s+(?P<name>(?:(?!\b(?:{_KINDS})\b).)+))?$""",
    re.VERBOSE,
)
# A district's committee carries its place behind it: `ban dân vận huyện ủy chư sê`.
_COMMITTEE = re.compile(r"^(?P<body>.*\b(?P<kind>tỉnh|thành|huyện|quận|thị) ủy) (?P<name>[^,]+)$")
# `các sở, ban, ngành`, `ubnd cấp xã`: many bodies, whose kinds of place are part of the name.
_GROUP = re.compile(r"(?:^|\s)(?:các|cấp|từng|mỗi)\s")
# `ubnd huyện, thành phố` with no name behind: all of them, as if `các` stood there.
_LISTED = re.compile(
    rf"^(?P<body>(?:(?!\b(?:các|cấp|từng|mỗi)\b).)+?)\s(?P<kinds>(?:{_KINDS})(?:(?:,\s(?:và\s)?|\svà\s)(?:{_KINDS}))+)$"
)
# `các sở thuộc tỉnh`: what joins a group to its place is no part of its name.
_JOINS = (" của", " trực thuộc", " thuộc")
_WORD = re.compile(r"[\w&]+(?:-[\w&]+)*")
# `tỉnh Đắk Lắk (cũ)`, `(nay là tỉnh Đồng Tháp)`: a remark about the place, no part of the name.
_REMARK = re.compile(r"\s*\([^()]*\)")
_CITY = re.compile(r"\btp(?:\.\s*|\s+|(?=hcm))")
_EDGES = "|[] .,;:-–\"'“”*()"

_LONGEST_NAME = 250
"""Longer strings name no body; they are not taken apart, so that no input costs more than its length."""

_LONGEST_PROVINCE = 6
"""Syllables of the longest spelling of a province, `quảng nam - đà nẵng` aside: `bà rịa vũng tàu` has 4."""

# Bodies are named after the man (`Bảo tàng Hồ Chí Minh`); the city's name stands bare only behind these.
_MAN_OR_CITY = ("hồ chí minh", ("ủy", "dân"))


class _Place(Record, frozen=True):
    """A place at the end of a name: a province (slug None: the text's own) or a part of one."""

    slug: str | None
    is_province: bool


class _Split(Record, frozen=True):
    """A folded name taken apart: the body, the parts of a province small to large, the province if named."""

    body: str
    parts: tuple[str, ...]
    province: str | None
    local: bool
    """Whether the name says that it is a body of some place, be it only `tỉnh`."""


def agency_ref(name: str, province: str | None) -> AgencyRef:
    """The body a text of a province names; a name without letters gets the id `-`."""
    return AgencyRef(agency_id(name, province) or "-", name)


@lru_cache(maxsize=16_384)
def agency_id(name: str, province: str | None) -> str | None:
    """The id of the body that a text of `province` (None: central or unknown) calls `name`.

    Abbreviations, case, tone placement and the leader's title fold away; an unknown name gets a slug of
    its own. None for a name without letters.
    """
    known = agencies()
    if len(name) > _LONGEST_NAME:
        return slug(name) or None
    organ = organs().codes.get(name.strip())
    text = fold(organ.name) if organ and organ.issuer != "text" else _opened(name, known)
    if not any(char.isalnum() for char in text):
        return None
    if ":" in text:
        return _of_members(text, province, known)
    split = _split(text, province, known)
    body = _committee_of_city(split, province)
    agency = known.by_name.get(body)
    base = agency.slug if agency else short_slug(body, known.slugs)
    place = split.province or (slug(province) if province else None)
    if not _is_local(body, split, known):
        return base
    return ".".join((base, *split.parts, *((place,) if place else ())))


def _of_members(text: str, province: str | None, known: Agencies) -> str:
    """`ubnd các xã: gia thuận, tân điền`: some of a kind, told by name, are neither all of them nor the last one."""
    kind = text.partition(":")[0]
    base = short_slug(" ".join(text.replace(":", " ").split()), known.slugs)
    return f"{base}.{slug(province)}" if province and not re.search(r"\btỉnh\b", kind) else base


def _opened(name: str, known: Agencies) -> str:
    """The name folded, abbreviations opened up, the leader's title turned into the body."""
    for short, words in known.capitals.items():
        if short in name and not name.isupper():
            name = re.sub(rf"\b{short}\b", words, name)
    text = fold(_REMARK.sub("", name)).strip(_EDGES)
    text = _WORD.sub(lambda word: known.abbreviations.get(word[0].replace("&", ""), word[0]), text)
    text = re.sub(r"\s*&\s*", " và ", _CITY.sub("thành phố ", text))
    text = _LISTED.sub(r"\g<body> các \g<kinds>", text)
    for role, body in known.roles.items():
        if text.startswith(f"{role} "):
            return f"{body} {text[len(role) + 1 :]}".strip()
    return text


def _split(text: str, province: str | None, known: Agencies) -> _Split:
    """Takes one place after another off the end until the body is known or names no more places."""
    found: list[_Place] = []
    while text not in known.by_name and (taken := _take_place(text, province)):
        text, place = taken
        found.insert(0, place)
    parts = tuple(each.slug for each in found if each.slug and not each.is_province)
    provinces = [each.slug for each in found if each.slug and each.is_province]
    return _Split(text, parts, provinces[-1] if provinces else None, bool(found))


def _take_place(text: str, province: str | None) -> tuple[str, _Place] | None:
    """The rest of a name and the place at its end; None if it ends in none."""
    group = _GROUP.search(text) is not None
    match = _PLACE.match(text)
    if match and not (group and match["kind"] != "tỉnh"):
        rest = match["body"]
        for join in _JOINS:
            rest = rest.removesuffix(join)
        return rest.rstrip(_EDGES), _placed(match["kind"], match["name"], province)
    if match is None and (bare := _bare_province(text)):
        return bare
    committee = _COMMITTEE.match(text)
    if committee and not group:
        kind = {"thành": "thành phố", "thị": "thị xã"}.get(committee["kind"], committee["kind"])
        return committee["body"], _Place(slug(f"{kind} {committee['name']}"), is_province=False)
    return None


def _placed(kind: str, name: str | None, province: str | None) -> _Place:
    """Whether `tỉnh Gia Lai`, `thành phố Huế`, `huyện Chư Sê` is a province or a part of one."""
    home = find_province(province) if province else None
    if name is None:
        central = kind == "thành phố" and (home is None or home.kind == kind)
        return _Place(None, is_province=True) if kind == "tỉnh" or central else _Place(slug(kind), False)
    found = find_province(name.strip(_EDGES))
    if found and kind == "tỉnh":
        return _Place(found.slug, is_province=True)
    if found and kind == found.kind and not _is_its_capital(found, home):
        return _Place(found.slug, is_province=True)
    return _Place(slug(f"{kind} {name}"), is_province=False)


def _is_its_capital(city: Province, home: Province | None) -> bool:
    """Until 2025 thành phố Huế was a part of the province Thừa Thiên Huế, which then took its name."""
    return home is not None and home != city and place_key(home.name) == place_key(city.name)


def _bare_province(text: str) -> tuple[str, _Place] | None:
    """A province's name at the end without its kind: `báo gia lai`, `tỉnh ủy đắk lắk`."""
    words, spellings = text.split(), provinces().spellings
    for size in range(min(_LONGEST_PROVINCE, len(words) - 1), 0, -1):
        tail, before = " ".join(words[-size:]), words[-size - 1]
        found = spellings.get(tail)
        if found is None or (tail == _MAN_OR_CITY[0] and before not in _MAN_OR_CITY[1]):
            continue
        if before == "ủy" and words[-size - 2 : -size - 1] == ["thành"] and found.kind == "tỉnh":
            continue  # Thành ủy Cao Bằng is the committee of the town, not of the province
        return " ".join(words[:-size]).rstrip(_EDGES), _Place(found.slug, is_province=True)
    return None


def _committee_of_city(split: _Split, province: str | None) -> str:
    """`thành ủy` of a city under the centre is what `tỉnh ủy` is elsewhere: one kind of body, one slug."""
    if "thành ủy" not in split.body or split.parts:
        return split.body
    place = find_province((split.province or province or "").replace("-", " "))
    is_city = place is not None and place.kind == "thành phố"
    return split.body.replace("thành ủy", "tỉnh ủy") if is_city else split.body


def _is_local(body: str, split: _Split, known: Agencies) -> bool:
    """Whether the id carries a place: the name says one, or the body exists in each province."""
    if split.local:
        return True
    if agency := known.by_name.get(body):
        return agency.local
    if family := known.family(body):
        return family.local
    return not any(f" {mark} " in f" {body} " for mark in known.central_marks)

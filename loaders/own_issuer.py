"""Which bodies issued a document, each with its place, from all that it says of itself."""

from __future__ import annotations

import re

from luocdo.loaders.frame import Frame
from luocdo.loaders.issuing import (
    CENTRAL_COMMITTEE,
    Body,
    bodies_by_code,
    bodies_of,
    organ_codes,
    placed_name,
)
from luocdo.loaders.letters import UPPER
from luocdo.loaders.masthead import Masthead
from luocdo.loaders.own_place import province_in, province_of_text
from luocdo.loaders.own_words import Own
from luocdo.loaders.signer import Signature

_LEADER = re.compile(
    r"(?:PHÓ )?(?:BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|THỐNG ĐỐC|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|CHỦ NHIỆM"
    # `TRƯỞNG BAN CHỈ ĐẠO QUỐC GIA VỀ …` heads Ban Chỉ đạo quốc gia.
    r"|TRƯỞNG BAN(?= BAN )|TRƯỞNG(?= BAN )|VIỆN TRƯỞNG|CHÁNH ÁN)"
    rf"\s+(?=[{UPPER}]{{2}})"
)
_SIGNS_FOR = re.compile(
    r"T/?M[./ ]\s*(?P<body>.+?)"
    r"(?=\s+(?:K/?T\b|PHÓ\b|TỔNG BÍ THƯ|CHỦ TỊCH|THỦ TƯỚNG\b|TRƯỞNG|THƯỜNG TRỰC|GIÁM)|(?<!BAN)\s+BÍ THƯ|\Z)"
)


def issuing_bodies(
    flat: str, frame: Frame, head: Masthead, own: Own, number: str | None, signature: Signature
) -> tuple[Body, ...]:
    """The issuers by the head's lines; where they are lost or too few, by the number, then by other words."""
    codes = organ_codes(number)
    bodies = bodies_of(head.bodies, number) if number or head.type or head.date else ()
    if bodies and bodies[0].name == CENTRAL_COMMITTEE:
        return _spoken((_signs_for(signature.authority), own.body or "")) or bodies
    known = any(body.level or body.local for body in bodies)
    if not known or len(bodies) < min(len(codes), 2):
        by_code = bodies_by_code(codes or _codes_of_symbol(head.symbol), head.date)
        if known:  # a code of two parts may be one body's: `QĐ-CT-UBT` is of the chairman
            bodies = by_code if len(by_code) > len(bodies) else bodies
        else:
            said = (own.body or "", _signs_for(signature.authority), frame.said.get("place", ""))
            bodies = by_code or _spoken_of(head.repeated) or _spoken(said) or bodies
    return tuple(_with_place(body, flat, frame, head) for body in bodies)


def _spoken(said: tuple[str, ...]) -> tuple[Body, ...]:
    """The body of the first phrase that names one of known kind."""
    for words in said:
        bodies = _spoken_of(words)
        if bodies and all(body.level for body in bodies):
            return bodies
    return ()


def _spoken_of(words: str) -> tuple[Body, ...]:
    """The body a phrase names or whose head it names: `BỘ TRƯỞNG BỘ TƯ PHÁP` speaks for Bộ Tư pháp."""
    return bodies_of((_LEADER.sub("", words.upper(), count=1),), None) if words else ()


def _codes_of_symbol(symbol: str | None) -> tuple[str, ...]:
    """The bodies of a blank number, `KH-UBND`."""
    return organ_codes(f"1/{symbol}") if symbol else ()


def _signs_for(authority: str) -> str:
    """`TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH` signs for the People's Committee."""
    match = _SIGNS_FOR.search(authority)
    return match["body"] if match else ""


def _with_place(body: Body, flat: str, frame: Frame, head: Masthead) -> Body:
    """A local body that names no province gets that of the line above the grounds, the place line, the page's table,
    or the text."""
    if not body.local or body.province:
        return body
    province = (
        province_in(head.repeated)
        or province_in(head.place)
        or province_in(frame.said.get("place", ""))
        or province_of_text(flat, head.start, frame.end)
    )
    if province is None or body.district:
        return body._replace(province=province)
    return body._replace(province=province, name=placed_name(body.name, province))

"""All mentions of a text in order: numbers and names joined, `Luật Đất đai số 31/2024/QH15` is one mention."""

from __future__ import annotations

import re

from luocdo.loaders.hits import Hit, find_numbered
from luocdo.loaders.named import find_dated, find_named
from luocdo.loaders.short_forms import find_short

# What may stand between a name and its number.
_JOINT = re.compile(r"(?:\s*\(\s*sửa\s+đổi\s*\))?[\s,]*(?:\(?\s*(?:[Ll]uật|[Pp]háp\s+lệnh)?\s*(?:số|Số|SỐ)\s*:?\s*)?\Z")
# `Quốc hội ban hành Luật sửa đổi … của Luật Điện lực số 28/2004/QH11`: the number is not the new law's.
_ENACTS = re.compile(r"\bban\s+hành\s+\Z")
_TITLED = re.compile(r"[\s,]*(?:(?:về\s+)?(?:việc\s+)?(?:ban\s+hành|thông\s+qua)\s*)\Z")
PLAN_KINDS = frozenset({"Chiến lược", "Kế hoạch", "Chương trình hành động"})
_BRINGS = re.compile(r"[\s,]*(?:về\s+(?:việc\s+)?)?(?:ban\s+hành|phê\s+duyệt|điều\s+chỉnh)\s+\Z", re.I)
_LAW_KINDS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
# A law or resolution of the assembly whose name stands before `số`: the name goes back to its type word.
_ASSEMBLY_TYPE = re.compile(r"(Nghị\s+quyết|Luật|Bộ\s+luật|Pháp\s+lệnh|NGHỊ\s+QUYẾT|LUẬT)(?=[\s(])")
_BARRIER = re.compile(r"[;:.]|\d{1,2}/\d{4}/|\bngày\s")


def find_mentions(flat: str, text: str = "") -> list[Hit]:
    """Every mention, ordered by start; a name that a number follows is one mention with it.

    `text` is the same with its line ends, if at hand.
    """
    numbered = find_numbered(flat, text)
    named = find_named(flat)
    named.sort(key=lambda hit: (hit.start, -hit.end))
    kept = _join(flat, numbered, named)
    hits = numbered + kept
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    dated = find_dated(flat, hits)
    if dated:
        hits += dated
        hits.sort(key=lambda hit: (hit.start, -hit.end))
    short = find_short(flat, hits, text)
    if short:
        hits += short
        hits.sort(key=lambda hit: (hit.start, -hit.end))
    for hit in numbered:
        if hit.type is None and "/QH" in (hit.number or ""):
            _assembly_type(flat, hit)
    return hits


def _join(flat: str, numbered: list[Hit], named: list[Hit]) -> list[Hit]:
    """Names that no number takes over; each number takes the name right before it."""
    kept: list[Hit] = []
    outer = {id(name.parent) for name in named if name.parent is not None}
    index = 0
    count = len(numbered)
    for name in named:
        while index < count and numbered[index].number_end <= name.start:
            index += 1
        at = index
        # An amending law's name may hold the numbers of the laws it amends: look a few numbers on.
        while at < count and numbered[at].number_start < name.end:
            at += 1
        follower = numbered[at] if at < count else None
        if (
            follower is not None
            and follower.number_start - name.end < 24
            and _takes(flat, name, follower, id(name) in outer)
        ):
            _take(name, follower)
            continue
        leader = numbered[index - 1] if index else None
        if leader is not None and name.type in PLAN_KINDS and _is_titled(flat, name, leader):
            leader.plan = name.name
            continue
        if leader is not None and _is_named_by(flat, name, leader):
            leader.name = leader.name or name.name
            leader.inner_of = name
            continue
        inside = numbered[index] if index < count else None
        if inside is not None and inside.start <= name.start < inside.end and name.parent is None:
            continue
        kept.append(name)
    return kept


def _takes(flat: str, name: Hit, number: Hit, any_inner: bool) -> bool:
    """Whether a number behind a name is that document's; `any_inner`: the name holds those of other laws."""
    if name.date is not None or not _JOINT.match(flat, name.end, number.number_start):
        return False
    if name.parent is not None and not _ENACTS.search(flat, max(0, name.parent.start - 16), name.parent.start):
        return False
    if any_inner and _ENACTS.search(flat, max(0, name.start - 16), name.start):
        return False
    if name.type in _LAW_KINDS:
        return "QH" in (number.number or "") or "L/CTN" in (number.number or "") or "HĐNN" in (number.number or "")
    return False


def _is_titled(flat: str, name: Hit, number: Hit) -> bool:
    """`Quyết định số 1644/QĐ-BXD … ban hành Chiến lược …`: beside its number the name is that number's title."""
    return 0 <= name.start - number.tail < 60 and _BRINGS.match(flat, number.tail, name.start) is not None


def _is_named_by(flat: str, name: Hit, number: Hit) -> bool:
    """`Luật số 57/2024/QH15 ban hành Luật sửa đổi, …`: the name behind a number is the same document's."""
    if name.parent is not None or "/QH" not in (number.number or "") or number.inner_of is not None:
        return False
    return 0 <= name.start - number.tail < 40 and _TITLED.match(flat[number.tail : name.start]) is not None


def _take(name: Hit, number: Hit) -> None:
    """The number becomes the mention that began with the name; laws inside the name hang on it."""
    number.start = name.start
    number.name = name.name
    number.type = name.type
    number.year = number.year or name.year
    number.inner_of = name


def _assembly_type(flat: str, hit: Hit) -> None:
    """`Nghị quyết về … số 88/2019/QH14`, or a law of a name nobody knows: the type word further left."""
    floor = max(0, hit.number_start - 160)
    window = flat[floor : hit.number_start]
    barrier = 0
    for match in _BARRIER.finditer(window):
        barrier = match.end()
    words = list(_ASSEMBLY_TYPE.finditer(window, barrier))
    if not words:
        return
    last = words[-1]
    kind = " ".join(last[1].split()).capitalize()
    hit.type = kind
    hit.start = floor + last.start()
    between = window[last.end() :].removesuffix(" ")
    name = " ".join(re.sub(r"\s+(?:số|Số)\s*:?\s*$", "", between).split())
    if len(name) > 2 and kind != "Nghị quyết":
        hit.name = f"{kind} {name}"

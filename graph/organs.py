"""Organ codes of document numbers: whom `TW`, `QH13`, `BDVTU` stand for (`data/organs.yaml`)."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from luocdo.graph.data_files import fail, index, load, rows
from luocdo.graph.model import Level, Record

FILE = "organs.yaml"

# `QH15`, `UBTVQH11`, `BC-UBPL15`: the number of the term stands at the end of the code.
_TERM = re.compile(r"^(?P<code>.*\D)(?P<term>\d{1,2})$")


class Successor(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Who took over, from which day on, and for which subject (empty: everything else)."""

    code: str
    from_: str
    scope: str = ""


class Organ(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """One issuing organ; the fields are explained at the head of the data file."""

    code: str
    name: str
    level: Level
    examples: tuple[str, ...]
    variants: tuple[str, ...] = ()
    local: bool = False
    issuer: str = ""
    term: bool = False
    type_is_key: bool = False
    from_: str | None = None
    to: str | None = None
    successors: tuple[Successor, ...] = ()

    def exists_on(self, day: str) -> bool:
        """Whether the organ was there on an ISO day; an unknown end counts as open."""
        return (self.from_ or "") <= day <= (self.to or "9999")


class OrganCode(Record, frozen=True):
    """What a code in a number says: the organ, and the term for `QH15` (15)."""

    organ: Organ
    term: int | None = None


class Commission(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A Party commission that exists at several levels: `BDV` in BDVTW, BDVTU, BDVHU."""

    base: str
    name: str
    at: tuple[str, ...]
    examples: tuple[str, ...]
    from_: str | None = None
    to: str | None = None
    successors: tuple[Successor, ...] = ()


class PartyLevel(Record, frozen=True, forbid_unknown_fields=True):
    """The second half of a commission's code."""

    code: str
    name: str
    level: Level
    local: bool


class Organs(Record, frozen=True):
    """All organs with their lookup."""

    all: tuple[Organ, ...]
    codes: dict[str, Organ]
    """Code or variant, as met in numbers, to organ; term numbers left out."""

    def find(self, code: str) -> OrganCode | None:
        """The organ a code stands for; upper-case writings (`BCSĐCP`, `TTG`) included, None if unknown."""
        if found := self.codes.get(code) or self.codes.get(code.upper()):
            return OrganCode(found)
        if match := _TERM.match(code):
            organ = self.codes.get(match["code"]) or self.codes.get(match["code"].upper())
            if organ and organ.term:
                return OrganCode(organ, int(match["term"]))
        return None


@cache
def organs() -> Organs:
    """The organs, read once; commissions are spelled out for each level they exist at."""
    data = load(FILE)
    levels = {each.code: each for each in rows(FILE, data, "levels", PartyLevel)}
    commissions = rows(FILE, data, "commissions", Commission)
    listed = rows(FILE, data, "organs", Organ)
    for each in listed:
        if not each.examples:
            fail(FILE, each.code, "has no example")
    found = (*listed, *_spell_out(commissions, levels))
    codes = index(
        FILE,
        ((code, each) for each in found for code in (each.code, *each.variants)),
        "code belongs to two organs",
    )
    for each in found:
        _validate(each, codes)
    for code in list(codes):
        codes.setdefault(code.upper(), codes[code])
    return Organs(found, codes)


def _spell_out(commissions: tuple[Commission, ...], levels: dict[str, PartyLevel]) -> list[Organ]:
    found = []
    for each in commissions:
        for at in each.at:
            if at not in levels:
                fail(FILE, each.base, f"level {at!r} is not defined")
            level = levels[at]
            found.append(
                Organ(
                    code=each.base + at,
                    name=f"{each.name} {level.name}",
                    level=level.level,
                    local=level.local,
                    examples=tuple(example for example in each.examples if each.base + at in example),
                    from_=each.from_,
                    to=each.to,
                    successors=tuple(msgspec.structs.replace(next_, code=next_.code + at) for next_ in each.successors),
                )
            )
        if not any(organ.examples for organ in found[-len(each.at) :]):
            fail(FILE, each.base, "has no example with one of its codes")
    return found


def _validate(each: Organ, codes: dict[str, Organ]) -> None:
    if each.from_ and each.to and each.from_ > each.to:
        fail(FILE, each.code, "ends before it begins")
    for successor in each.successors:
        if successor.code not in codes:
            fail(FILE, each.code, f"successor {successor.code!r} is not defined")

"""Provinces through time: names, mergers and splits, and where a number without a place may come from
(`data/provinces.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from luocdo.graph.data_files import fail, index, load, rows
from luocdo.graph.fold import fold, slug
from luocdo.graph.model import Record

FILE = "provinces.yaml"
Kind = Literal["tỉnh", "thành phố"]

# `tỉnh Gia Lai`, `TP. Huế`, `TP.HCM`, `T.P Cần Thơ`: the kind says nothing that the name does not.
_PREFIX = re.compile(r"^(?:tỉnh|thành phố|t\.?\s?p\b|tp)[.\s]*")

UNDATED_YEARS = 10
"""How far back a citation without a date is taken to reach: two terms of a committee. A text of 2026 that
cites `282-KH/TU` undated may mean a province merged in 2025, not one merged in 2008."""

_OPEN = "9999-12-31"


class Province(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A province or a city under the centre, by one name; the days are the first and last of that name."""

    name: str
    kind: Kind
    from_: str | None = None
    to: str | None = None
    variants: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """ASCII name for ids: `dak-lak`."""
        return slug(self.name)

    def exists_on(self, day: str) -> bool:
        """Whether the name was in use on an ISO day."""
        return (self.from_ or "") <= day <= (self.to or _OPEN)


class Change(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Provinces merged, split or renamed on one day; a name on both sides is the old and the new body."""

    day: str
    from_: tuple[str, ...]
    into: tuple[str, ...]


class Provinces(Record, frozen=True):
    """All names with their lookup, and the changes, oldest first."""

    all: tuple[Province, ...]
    spellings: dict[str, Province]
    """Folded spelling without prefix to province."""
    changes: tuple[Change, ...]

    def on(self, day: str) -> tuple[Province, ...]:
        """The provinces of an ISO day: 63 on 2025-06-30, 34 on 2025-07-01."""
        return tuple(each for each in self.all if each.exists_on(day))


@cache
def provinces() -> Provinces:
    """The provinces, read once."""
    data = load(FILE)
    found = rows(FILE, data, "provinces", Province)
    names = index(FILE, ((each.name, each) for each in found), "name stands twice")
    spellings = ((fold(text), each) for each in found for text in _spellings(each))
    changes = tuple(sorted(rows(FILE, data, "changes", Change), key=lambda each: each.day))
    for change in changes:
        _validate(change, names)
    return Provinces(found, index(FILE, spellings, "spelling belongs to two provinces"), changes)


def _spellings(province: Province) -> Iterator[str]:
    yield province.name
    yield province.name.replace(" - ", " ")
    yield slug(province.name).replace("-", " ")
    yield from province.variants


def _validate(change: Change, names: dict[str, Province]) -> None:
    for name in (*change.from_, *change.into):
        if name not in names:
            fail(FILE, f"change on {change.day}", f"{name!r} is not listed")
    for name in change.into:
        if not names[name].exists_on(change.day):
            fail(FILE, name, f"is formed on {change.day} but has other days")
    for name in set(change.from_) - set(change.into):
        if names[name].exists_on(change.day):
            fail(FILE, name, f"is dissolved on {change.day} but lives on")


@lru_cache(maxsize=4096)
def find_province(name: str) -> Province | None:
    """The province a name stands for, whatever its case, tone placement, prefix; None if there is none.

    `TP.HCM`, `tỉnh ĐẮK LẮK`, `Đắc Lắc`, `Thanh Hoá`, `ba ria vung tau` are all known. A district that bears
    a province's name (thành phố Cao Bằng) is the caller's to tell apart.
    """
    spellings = provinces().spellings
    folded = fold(name)
    return spellings.get(folded) or spellings.get(_PREFIX.sub("", folded))


def predecessors(name: str, on: str) -> tuple[str, ...]:
    """Which provinces stood on day `on` where `name` stands in the end, its own name first.

    predecessors("Gia Lai", "2025-06-30") is ("Gia Lai", "Bình Định").
    """
    return candidates(name, on, None)


def successor(name: str, on: str) -> str | None:
    """The province that holds on day `on` what was `name`; None where it was split among several.

    successor("Bình Định", "2025-07-01") is "Gia Lai"; a province that lost a part keeps its name.
    """
    current = name
    for change in provinces().changes:
        if change.day > on or current not in change.from_ or current in change.into:
            continue
        if len(change.into) > 1:
            return None
        (current,) = change.into
    return current


def parts_of(name: str, on: str) -> tuple[str, ...]:
    """The former provinces that a merged one was made of by an ISO day; empty for one that was not merged.

    parts_of("Gia Lai", "2025-07-01") is ("Gia Lai", "Bình Định").
    """
    for change in reversed(provinces().changes):
        if change.day <= on and change.into == (name,) and len(change.from_) > 1:
            return change.from_
    return ()


def taken_in(name: str, since: str, on: str) -> str | None:
    """The province that a merger put in the place of another, its name perhaps the same, behind the day `since` and
    by the day `on`; None if there was none."""
    for change in provinces().changes:
        if since < change.day <= on and name in change.from_ and len(change.from_) > 1 and len(change.into) == 1:
            return change.into[0]
    return None


@cache
def place_key(name: str) -> str:
    """One slug for a province under all its names: a renamed province is one place, a merged one is not.

    `hue` for Huế and for Thừa Thiên Huế; `binh-dinh` for Bình Định, although Gia Lai holds it now.
    """
    current = name
    for change in provinces().changes:
        if change.from_ == (current,) and len(change.into) == 1:
            (current,) = change.into
    return slug(current)


@lru_cache(maxsize=4096)
def candidates(current_name: str, cited_date: str | None, citing_date: str | None) -> tuple[str, ...]:
    """The provinces a local number without a place may belong to, when a text of `current_name` cites it.

    One name where the province did not change between the two days; each predecessor where it did; its
    own name comes first. Days are ISO; `cited_date` may be a year, or None: then both sides of a change in
    the last years count. `citing_date` None is today.
    """
    first, last = _span(cited_date, citing_date)
    found: dict[str, None] = {}
    current = [current_name]
    for change in reversed(provinces().changes):
        if change.day > (citing_date or _OPEN):
            continue
        if last >= change.day:
            found.update(dict.fromkeys(current))
        if first >= change.day:
            break
        current = _undo(change, current)
    else:
        found.update(dict.fromkeys(current))
    return tuple(sorted(found, key=lambda name: name != current_name))


def _span(cited_date: str | None, citing_date: str | None) -> tuple[str, str]:
    """First and last day on which the cited document may have been issued."""
    citing = citing_date or _OPEN
    if cited_date is None:
        anchor = min(citing, provinces().changes[-1].day)
        return f"{int(anchor[:4]) - UNDATED_YEARS}{anchor[4:]}", citing
    if len(cited_date) == len("2025"):
        return f"{cited_date}-01-01", max(f"{cited_date}-01-01", min(f"{cited_date}-12-31", citing))
    return cited_date, cited_date


def _undo(change: Change, names: list[str]) -> list[str]:
    """The names before a change: what each of `names` was formed from."""
    before: dict[str, None] = {}
    for name in names:
        before.update(dict.fromkeys(change.from_ if name in change.into else (name,)))
    return list(before)

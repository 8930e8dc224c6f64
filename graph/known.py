"""What is known of documents beforehand, as identity asks for it: by number, by name, by day.

The registry (`data/registry.yaml`) is one such source; an institution's own table may be another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from luocdo.graph.fold import fold
from luocdo.graph.model import Record
from luocdo.graph.number import number_key
from luocdo.graph.vocabulary import doctypes

LONGEST_NAME = 160
# The year of `Hiến pháp năm 2013`, not the end of `nhiệm kỳ 2020-2025`.
_YEAR = re.compile(r"[\s,]*(?:năm\s+)?(?<!-)\b((?:19|20)\d\d)$")
# A congress has one resolution: its ordinal says all, and what follows (`nhiệm kỳ …`, `của Đảng`) nothing.
_CONGRESS = re.compile(r"(.*đại hội\b.*?\blần thứ [ivx\d]+)\b")
_BELOW = re.compile(r"\b(?:huyện|quận|thị|xã|phường|cơ sở|khối|chi bộ)\b")


class Fact(Record, frozen=True):
    """A document that is known to exist. `names`: other names of it; `date`: ISO; `place`: a province."""

    number: str | None
    type: str | None
    date: str | None
    name: str | None = None
    title: str | None = None
    names: tuple[str, ...] = ()
    place: str | None = None

    @property
    def key(self) -> str:
        """The number key, or the key of the name."""
        return number_key(self.number) if self.number else name_key(self.type, self.name or "")[0]

    @property
    def type_key(self) -> str | None:
        """The type as identity compares it."""
        return type_key(self.type)


class Known:
    """Facts with their lookups; answers are ordered by date and number, so equal facts give equal graphs."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._keys: dict[str, list[Fact]] = defaultdict(list)
        self._names: dict[str, list[Fact]] = defaultdict(list)
        self._days: dict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(facts, key=lambda each: (each.date or "", each.number or "", each.type or "")):
            self._keys[fact.key].append(fact)
            for name in {name_key(fact.type, each)[0] for each in (fact.name, *fact.names) if each}:
                self._names[name].append(fact)
            if fact.date:
                self._days[fact.date].append(fact)

    def by_key(self, key: str) -> tuple[Fact, ...]:
        """The facts of a number key, or of the key of a name for what has no number."""
        return tuple(self._keys.get(key, ()))

    def by_name(self, key: str) -> tuple[Fact, ...]:
        """The facts of a name, by its key."""
        return tuple(self._names.get(key, ()))

    def by_day(self, date: str) -> tuple[Fact, ...]:
        """The facts of an ISO day."""
        return tuple(self._days.get(date, ()))


_STATE = " nước cộng hòa xã hội chủ nghĩa việt nam"
"""Behind `Hiến pháp` it names no other document."""


def type_key(type_name: str | None) -> str | None:
    """The type as identity compares it: a Bộ luật is a Luật."""
    if type_name is None:
        return None
    known = doctypes().by_words(type_name)
    return known.identity_key() if known else type_name


def is_singular(key: str) -> bool:
    """Whether the key of a name can be only one document's in its place, with or without a day."""
    return "đại hội" in key and _CONGRESS.match(key) is not None and not _BELOW.search(key)


def name_key(type_name: str | None, name: str) -> tuple[str, int | None]:
    """The key of a name and the year at its end: `Hiến pháp năm 2013` gives `~hiến pháp`, 2013."""
    # `sửa đổi bổ sung` is `sửa đổi, bổ sung`, `phòng cháy, chữa cháy` is `phòng cháy và chữa cháy`: neither a comma nor
    # an `và` tells two names apart.
    words = fold(name).replace(",", " ").split()
    folded, prefix = " ".join(word for word in words if word != "và"), fold(type_name or "")
    if not folded.startswith(prefix):
        folded = f"{prefix} {folded}"
    folded = folded.replace("\x00", "").replace(_STATE, "").replace("nghị quyết của đại hội", "nghị quyết đại hội")
    congress = _CONGRESS.match(folded) if is_singular(folded) else None
    if congress:
        return f"~{congress[1].replace('đại biểu ', '')[:LONGEST_NAME]}", None
    year = _YEAR.search(folded)
    stem = folded[: year.start()] if year else folded
    return f"~{stem.strip(' ,.')[:LONGEST_NAME]}", int(year[1]) if year else None

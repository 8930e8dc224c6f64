"""Real bodies: level, parent, days and successors (`data/agencies.yaml` and `data/organs.yaml` together)."""

from __future__ import annotations

from functools import cache

import msgspec

from luocdo.graph.data_files import fail, index, load, rows
from luocdo.graph.fold import fold, slug
from luocdo.graph.model import Level, Record
from luocdo.graph.organs import Organ, organs

FILE = "agencies.yaml"


class NamedSuccessor(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Who took over, by name, from which day on, for which subject (empty: everything else)."""

    name: str
    from_: str
    scope: str = ""


class Agency(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """One body, or one kind of body that each province has (`local`). `slug` begins its ids."""

    name: str
    level: Level
    organ: str = ""
    local: bool = False
    slug: str = ""
    spellings: tuple[str, ...] = ()
    parent: str = ""
    from_: str | None = None
    to: str | None = None
    successors: tuple[NamedSuccessor, ...] = ()


class Family(Record, frozen=True, forbid_unknown_fields=True):
    """What the first or last words of an unlisted name tell."""

    level: Level
    local: bool
    parent: str
    examples: tuple[str, ...]
    starts: str = ""
    ends: str = ""

    def covers(self, folded: str) -> bool:
        """Whether a folded name begins or ends as this family does, at a word boundary."""
        if self.starts:
            begin = fold(self.starts)
            return folded.startswith(begin) and folded[len(begin) : len(begin) + 1] in ("", " ", ",")
        return f" {folded}".endswith(f" {fold(self.ends)}")


class Agencies(Record, frozen=True):
    """All listed bodies and the tables that open up a name. Keys and values of the tables are folded."""

    all: tuple[Agency, ...]
    by_name: dict[str, Agency]
    """Folded name or spelling to body."""
    by_slug: dict[str, Agency]
    families: tuple[Family, ...]
    abbreviations: dict[str, str]
    capitals: dict[str, str]
    roles: dict[str, str]
    central_marks: tuple[str, ...]
    slugs: dict[str, str]

    def family(self, folded: str) -> Family | None:
        """The first family that covers a folded name."""
        return next((each for each in self.families if each.covers(folded)), None)


@cache
def agencies() -> Agencies:
    """The bodies, read once; each organ with a code of its own is one, listed here or not."""
    data = load(FILE)
    slugs = {fold(words): short for words, short in data["slugs"].items()}
    abbreviations = {fold(short).replace("&", ""): fold(words) for short, words in data["abbreviations"].items()}
    listed = rows(FILE, data, "agencies", Agency)
    found = tuple(_with_slug(each, slugs) for each in (*_joined(listed), *_from_organs(listed)))
    spellings = ((_open_up(words, abbreviations), each) for each in found for words in (each.name, *each.spellings))
    result = Agencies(
        all=found,
        by_name=index(FILE, spellings, "spelling belongs to two bodies"),
        by_slug=index(FILE, ((each.slug, each) for each in found), "two bodies have one id"),
        families=rows(FILE, data, "families", Family),
        abbreviations=abbreviations,
        capitals=dict(data["capitals"]),
        roles={fold(role): fold(body) for role, body in data["roles"].items()},
        central_marks=tuple(fold(mark) for mark in data["central_marks"]),
        slugs=slugs,
    )
    _validate(result)
    return result


def short_slug(folded: str, slugs: dict[str, str]) -> str:
    """The id of a folded name, long standing parts shortened: `van-phong-ubnd`."""
    for words, short in slugs.items():
        folded = folded.replace(words, short)
    return slug(folded)


def _with_slug(each: Agency, slugs: dict[str, str]) -> Agency:
    if each.slug:
        return each
    return _replace(each, slug=short_slug(fold(each.name), slugs))


def _joined(listed: tuple[Agency, ...]) -> list[Agency]:
    """The bodies of this file; days and successors of those with a code come from the organ."""
    found = []
    for each in listed:
        if not each.organ:
            found.append(each)
            continue
        organ = organs().codes.get(each.organ)
        if organ is None:
            fail(FILE, each.name, f"organ {each.organ!r} is not in organs.yaml")
        found.append(_replace(each, from_=organ.from_, to=organ.to, successors=_successors(organ, listed)))
    return found


def _from_organs(listed: tuple[Agency, ...]) -> list[Agency]:
    """Organs that need no entry of their own: a ministry is known by its name in organs.yaml."""
    taken = {each.organ for each in listed}
    return [
        Agency(
            name=organ.name,
            level=organ.level,
            organ=organ.code,
            local=organ.local,
            from_=organ.from_,
            to=organ.to,
            successors=_successors(organ, listed),
        )
        for organ in organs().all
        if organ.code not in taken and organ.issuer != "text"
    ]


def _successors(organ: Organ, listed: tuple[Agency, ...]) -> tuple[NamedSuccessor, ...]:
    """Successors of a code as names: the name this file gives the body, else that of the organ."""
    names = {each.organ: each.name for each in listed}
    return tuple(
        NamedSuccessor(names.get(each.code) or organs().codes[each.code].name, each.from_, each.scope)
        for each in organ.successors
    )


def _replace(each: Agency, **changes: object) -> Agency:
    return msgspec.structs.replace(each, **changes)


def _open_up(words: str, abbreviations: dict[str, str]) -> str:
    """A listed spelling as names are compared: folded, abbreviations opened."""
    return " ".join(abbreviations.get(word.replace("&", ""), word) for word in fold(words).split())


def _validate(found: Agencies) -> None:
    for each in found.all:
        for name in (each.parent, *(successor.name for successor in each.successors)):
            if name and fold(name) not in found.by_name:
                fail(FILE, each.name, f"{name!r} is not listed")
    for family in found.families:
        for example in family.examples:
            if not family.covers(fold(example)):
                fail(FILE, family.starts or family.ends, f"does not cover its example {example!r}")
        if not family.examples:
            fail(FILE, family.starts or family.ends, "has no example")

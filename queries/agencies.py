"""Which bodies of a store a question means: by id, by name, and through mergers by the name of today."""

from __future__ import annotations

from collections.abc import Iterator

from luocdo.graph.agency_facts import successions
from luocdo.graph.agency_names import agency_id
from luocdo.graph.errors import UnknownName
from luocdo.graph.fold import slug
from luocdo.graph.model import AgencyNode, Level, Record
from luocdo.graph.places import find_province, place_key, provinces
from luocdo.graph.store import Reader

_PAGE = 2_000


class BodyPage(Record, frozen=True):
    """A page of bodies by id; `next` is the last of them where others follow."""

    bodies: tuple[AgencyNode, ...]
    next: str | None


def agencies_listed(
    reader: Reader,
    *,
    words: str | None = None,
    level: Level | None = None,
    province: str | None = None,
    limit: int,
    after: str = "",
) -> BodyPage:
    """A page of the bodies behind the id `after`: of a level, of a province under any of its names, with `words`
    in their names. UnknownName for a province that is none."""
    places = None if province is None else _names_of_place(province)
    wanted = None if words is None else slug(words)
    found: list[AgencyNode] = []
    for node in _all(reader, after):
        if (
            (level is None or node.level == level)
            and (places is None or node.province in places)
            and (wanted is None or wanted in f"{slug(node.name)} {node.id}")
        ):
            if len(found) == limit:
                return BodyPage(tuple(found), found[-1].id)
            found.append(node)
    return BodyPage(tuple(found), None)


def _names_of_place(province: str) -> frozenset[str]:
    known = find_province(province)
    if known is None:
        raise UnknownName(f"{province}: no province is or was called so")
    key = place_key(known.name)
    return frozenset(each.name for each in provinces().all if place_key(each.name) == key)


def agencies_named(reader: Reader, words: str, *, merged: bool = True) -> frozenset[str]:
    """The ids of the bodies that `words` mean: an id, a name in any spelling, else a part of a name.

    `Sở Nội vụ` is that of every province, `Sở Nội vụ tỉnh Gia Lai` one. `merged`: with the bodies whose
    work went to it as a whole, by its own merger or by that of its province: today's Gia Lai answers for
    what Bình Định gave out.
    """
    wanted = words.strip() if "." in words and " " not in words.strip() else agency_id(words, None)
    if wanted is None:
        return frozenset()
    nodes = list(_all(reader))
    found = {each.id for each in nodes if any(_fits(id_, wanted) for id_ in _heirs(each.id, merged=merged))}
    return frozenset(found or {each.id for each in nodes if _names_part(wanted, each)})


def _names_part(wanted: str, node: AgencyNode) -> bool:
    """Whether a body's name, as its id or its node has it, holds the words asked for in full: `dân vận`."""
    part = f"-{wanted.replace('.', '-')}-"
    return any(part in f"-{each.replace('.', '-')}-" for each in (node.id, slug(node.name)))


def _fits(id_: str, wanted: str) -> bool:
    """Whether a body is the one wanted; a name without a place means that of each place."""
    return id_ == wanted or ("." not in wanted and id_.partition(".")[0] == wanted)


def _heirs(id_: str, *, merged: bool) -> Iterator[str]:
    """A body, then those that its whole work went to one after the other."""
    seen = {id_}
    queue = [id_]
    while queue:
        current = queue.pop(0)
        yield current
        heirs = [each.agency_id for each in successions(current) if not each.scope] if merged else []
        queue.extend(each for each in heirs if each not in seen)
        seen.update(heirs)


def _all(reader: Reader, after: str = "") -> Iterator[AgencyNode]:
    page = reader.agency_page(after, _PAGE)
    while page:
        yield from page
        page = reader.agency_page(page[-1].id, _PAGE)

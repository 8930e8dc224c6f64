"""What is known of a body by its id: level, parent, and who took over when."""

from __future__ import annotations

from collections.abc import Iterator

from luocdo.graph.agencies import Agency, Family, agencies
from luocdo.graph.fold import fold, slug
from luocdo.graph.model import Level, Succession
from luocdo.graph.places import provinces

# The first word of a part of a province tells its level: `huyen-chu-se`, `xa-ia-hru`.
_COMMUNES = ("xa-", "phuong-", "thi-tran-", "dac-khu-")
_DISTRICTS = ("huyen", "quan", "thi-xa", "thanh-pho")


def agency_level(agency_id: str) -> Level | None:
    """The level of a body, by its place if that lies below the province; None for a name not understood."""
    base, *places = agency_id.split(".")
    for part in places[:-1]:
        if f"{part}-".startswith(_COMMUNES):
            return "commune"
        if part.startswith(_DISTRICTS):
            return "district"
    found = _facts(base)
    return found.level if found else None


def parent_id(agency_id: str) -> str | None:
    """The id of the body it belongs to: `ubnd.gia-lai` for `so-noi-vu.gia-lai`; None if not known."""
    base, *places = agency_id.split(".")
    name = _parent_name(base)
    if name is None:
        # A commune's committee answers to the district's, that to the province's.
        return ".".join((base, *places[1:])) if len(places) > 1 else None
    parent = agencies().by_name[fold(name)]
    if not parent.local:
        return parent.slug
    # Only a district office has its parent in the district; a district committee answers to the province.
    kept = places if parent.slug == "ubnd" else places[-1:]
    return ".".join((parent.slug, *kept))


def successions(agency_id: str) -> tuple[Succession, ...]:
    """Who took over from a body, through its own merger and through that of its province."""
    base, *places = agency_id.split(".")
    found = agencies().by_slug.get(base)
    own = () if found is None else found.successors
    by_name = agencies().by_name
    return (
        *(Succession(_at(by_name[fold(each.name)], places), each.from_, each.scope) for each in own),
        *_through_province(base, places),
    )


def _facts(base: str) -> Agency | Family | None:
    """The listed body, else the family its slug belongs to."""
    return agencies().by_slug.get(base) or next(_families(base), None)


def _families(base: str) -> Iterator[Family]:
    for family in agencies().families:
        starts = family.starts and f"{base}-".startswith(f"{slug(family.starts)}-")
        ends = family.ends and f"-{base}".endswith(f"-{slug(family.ends)}")
        if starts or ends:
            yield family


def _parent_name(base: str) -> str | None:
    """The parent given for the body, else by a family; a body is never its own parent."""
    listed = agencies().by_slug.get(base)
    if listed and listed.parent:
        return listed.parent
    return next((each.parent for each in _families(base) if each.parent and slug(each.parent) != base), None)


def _at(agency: Agency, places: list[str]) -> str:
    return ".".join((agency.slug, *places)) if agency.local else agency.slug


def _through_province(base: str, places: list[str]) -> tuple[Succession, ...]:
    """`ubnd.binh-dinh` went to `ubnd.gia-lai` on 2025-07-01; bodies below the province have no such heir."""
    if len(places) != 1:
        return ()
    return tuple(
        Succession(f"{base}.{slug(change.into[0])}", change.day, "")
        for change in provinces().changes
        if len(change.into) == 1 and places[0] in {slug(name) for name in change.from_ if name not in change.into}
    )

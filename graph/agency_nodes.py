"""The node of a body: its name follows from its id where the body is listed, else from the texts; its level,
parent, days and successors follow from the tables."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from luocdo.graph.agencies import agencies
from luocdo.graph.agency_facts import agency_level, parent_id, successions
from luocdo.graph.model import AgencyNode, Level
from luocdo.graph.places import Province, provinces
from luocdo.graph.units import DISTRICTS_ENDED


@lru_cache(maxsize=16_384)
def listed_name(agency_id: str) -> str | None:
    """`Ủy ban nhân dân tỉnh Gia Lai` for `ubnd.gia-lai`; None for bodies no table lists.

    Texts write a body in many ways; its node has one name, whichever text was loaded first.
    """
    base, *places = agency_id.split(".")
    body = agencies().by_slug.get(base)
    if body is None or len(places) > 1:
        return None
    if not places:
        return body.name
    province = _by_slug().get(places[0])
    if province is None:
        return None
    kind = f"{province.kind} " if body.name.endswith("nhân dân") else ""
    return f"{body.name} {kind}{province.name}"


def agency_node(agency_id: str, name: str) -> AgencyNode:
    """The node of a body by the name it shall have. It stood as long as the body and its province both did."""
    base, *places = agency_id.split(".")
    province = _by_slug().get(places[-1]) if places else None
    body = agencies().by_slug.get(base)
    level = agency_level(agency_id)
    spans = [each for each in (body, province) if each is not None]
    return AgencyNode(
        id=agency_id,
        name=name,
        level=level,
        province=province.name if province else None,
        valid_from=max((each.from_ for each in spans if each.from_), default=None),
        valid_to=min((*(each.to for each in spans if each.to), *_last_day(level)), default=None),
        parent=parent_id(agency_id),
        successors=tuple(sorted(successions(agency_id), key=lambda each: (each.day, each.agency_id, each.scope))),
    )


def _last_day(level: Level | None) -> tuple[str, ...]:
    """The last day of every body of a district: districts ended together."""
    eve = date.fromisoformat(DISTRICTS_ENDED) - timedelta(days=1)
    return (eve.isoformat(),) if level == "district" else ()


@cache
def _by_slug() -> dict[str, Province]:
    return {each.slug: each for each in provinces().all}

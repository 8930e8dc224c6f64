"""The node of a body: its name follows from its id where the body is listed, else from the texts."""

from __future__ import annotations

from functools import cache, lru_cache

from luocdo.graph.agencies import agencies
from luocdo.graph.agency_facts import agency_level
from luocdo.graph.model import AgencyNode
from luocdo.graph.places import Province, provinces


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
    """The node of a body by the name it shall have."""
    base, *places = agency_id.split(".")
    province = _by_slug().get(places[-1]) if places else None
    body = agencies().by_slug.get(base)
    return AgencyNode(
        id=agency_id,
        name=name,
        level=agency_level(agency_id),
        province=province.name if province else None,
        valid_from=body.from_ if body else None,
        valid_to=body.to if body else None,
    )


@cache
def _by_slug() -> dict[str, Province]:
    return {each.slug: each for each in provinces().all}

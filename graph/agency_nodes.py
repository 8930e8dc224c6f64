"""The node of a body: its name follows from its id where the body is listed, else from the texts."""

from __future__ import annotations

from luocdo.graph.agencies import agencies
from luocdo.graph.agency_facts import agency_level
from luocdo.graph.model import AgencyNode
from luocdo.graph.places import provinces


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
    province = next((each for each in provinces().all if each.slug == places[0]), None)
    if province is None:
        return None
    kind = f"{province.kind} " if body.name.endswith("nhân dân") else ""
    return f"{body.name} {kind}{province.name}"


def agency_node(agency_id: str, name: str) -> AgencyNode:
    """The node of a body by the name it shall have."""
    base, *places = agency_id.split(".")
    province = next((each.name for each in provinces().all if places and each.slug == places[-1]), None)
    body = agencies().by_slug.get(base)
    return AgencyNode(
        id=agency_id,
        name=name,
        level=agency_level(agency_id),
        province=province,
        valid_from=body.from_ if body else None,
        valid_to=body.to if body else None,
    )

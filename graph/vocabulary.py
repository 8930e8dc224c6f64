"""The vocabulary in one place: everything under `data/` that a clerk could correct, each part read once.

The registry of known documents is apart (`graph/registry.py`): it needs numbers, and numbers need this.
"""

from __future__ import annotations

from luocdo.graph.agencies import Agencies, Agency, agencies
from luocdo.graph.agency_facts import agency_level, parent_id, successions
from luocdo.graph.agency_names import agency_id, agency_ref
from luocdo.graph.doctypes import DocType, DocTypes, Form, doctypes
from luocdo.graph.model import Succession
from luocdo.graph.organs import Organ, OrganCode, Organs, organs
from luocdo.graph.places import (
    Province,
    Provinces,
    candidates,
    find_province,
    place_key,
    predecessors,
    provinces,
    successor,
)
from luocdo.graph.terms import central_term, central_terms

__all__ = [
    "Agencies",
    "Agency",
    "DocType",
    "DocTypes",
    "Form",
    "Organ",
    "OrganCode",
    "Organs",
    "Province",
    "Provinces",
    "Succession",
    "agencies",
    "agency_id",
    "agency_level",
    "agency_ref",
    "candidates",
    "central_term",
    "central_terms",
    "doctypes",
    "find_province",
    "organs",
    "parent_id",
    "place_key",
    "predecessors",
    "provinces",
    "successions",
    "successor",
]

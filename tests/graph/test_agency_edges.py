"""Edges between bodies follow from their tables, and only where both ends are in the graph."""

import pytest

from luocdo.graph.agency_edges import SOURCE, agency_edges
from luocdo.graph.agency_nodes import agency_node, listed_name
from luocdo.graph.schema import schema

MINISTRY = "bo-lao-dong-thuong-binh-va-xa-hoi"
HELD = frozenset(
    [MINISTRY, "bo-noi-vu", "bo-y-te", "chinh-phu"]
    + [f"{base}.{place}" for base in ("ubnd", "so-noi-vu") for place in ("gia-lai", "binh-dinh")]
)


def edges(agency_id, held=HELD):
    return list(agency_edges(agency_node(agency_id, listed_name(agency_id)), held))


@pytest.mark.parametrize(
    ("agency", "expected", "why"),
    [
        ("so-noi-vu.gia-lai", [("PART_OF", "ubnd.gia-lai")], "a department belongs to its province's committee"),
        (
            "so-noi-vu.binh-dinh",
            [("PART_OF", "ubnd.binh-dinh"), ("SUCCEEDED_BY", "so-noi-vu.gia-lai")],
            "its province was merged",
        ),
        (
            MINISTRY,
            [("PART_OF", "chinh-phu"), ("SUCCEEDED_BY", "bo-noi-vu"), ("SUCCEEDED_BY", "bo-y-te")],
            "its work went to several, two of whom are held",
        ),
        ("chinh-phu", [], "nothing above it"),
    ],
)
def test_who_belongs_to_whom_and_who_took_over(agency, expected, why):
    assert [(edge.kind, edge.target) for edge in edges(agency)] == expected, why


def test_a_succession_carries_day_and_subject():
    (edge,) = [each for each in edges(MINISTRY) if each.target == "bo-y-te"]
    assert edge.partial
    (seen,) = edge.evidence
    assert (seen.terms.from_, seen.source) == ("2025-03-01", SOURCE)
    assert "trẻ em" in seen.terms.provisions[0]


def test_a_whole_succession_is_not_partial():
    (edge,) = [each for each in edges("ubnd.binh-dinh") if each.kind == "SUCCEEDED_BY"]
    assert not edge.partial
    assert edge.evidence[0].terms.from_ == "2025-07-01"


def test_no_edge_to_a_body_that_is_not_in_the_graph():
    assert edges("so-noi-vu.binh-dinh", held=frozenset(["so-noi-vu.binh-dinh"])) == []


def test_kinds_are_those_of_the_schema():
    assert {edge.kind for each in HELD for edge in edges(each)} <= set(schema().edges)

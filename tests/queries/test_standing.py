"""The nine values of a status, each from what its definition asks for."""

from __future__ import annotations

import pytest

from luocdo.graph.model import DocumentNode
from luocdo.queries.act import Act
from luocdo.queries.acts import start_of
from luocdo.queries.standing import day_after, standing


def document(number="290-QĐ/TW", date="2010-02-25", **rest):
    fields = dict.fromkeys(("type", "name", "title", "level", "province"))
    return DocumentNode(id="it", number=number, date=date, issuer=(), **{**fields, "held": True, **rest})


def act(kind, day, *, by="23-QĐ/TW", issued=None, **rest):
    fields = {"not_before": "", "partial": kind == "AMENDS", "provisions": (), "quote": "", "source": ""}
    fields |= {"section": "", "confidence": 0.8}
    return Act(kind=kind, by=document(by, issued or day), day=day, **{**fields, **rest})


PLAN = {"number": "614/KH-UBND", "date": "2020-03-24", "expires": "2020-12-31"}
DECREE = {"number": "04/2015/NĐ-CP", "date": "2015-01-09", "effective_from": "2015-02-25"}
STUB = {"held": False}


@pytest.mark.parametrize(
    ("fields", "acts", "on", "expected", "since", "until", "why"),
    [
        ({}, [], "2020-03-24", "no_end_known", "2010-02-25", None, "a Party document begins when issued"),
        ({}, [], "2010-02-24", "not_yet", None, "2010-02-24", "the day before it was issued"),
        (DECREE, [], "2015-02-24", "not_yet", None, "2015-02-24", "issued, but not begun"),
        (DECREE, [], "2015-02-25", "no_end_known", "2015-02-25", None, "the day it names"),
        ({**DECREE, "effective_from": None}, [], "2016-01-01", "unknown", None, None, "no known start"),
        (PLAN, [], "2020-12-31", "in_force", "2020-03-24", "2020-12-31", "the last day of its period"),
        (PLAN, [], "2021-01-01", "expired", "2021-01-01", None, "the day after"),
        (STUB, [], "2020-01-01", "unknown", None, None, "only cited"),
        (STUB, [], "2009-01-01", "not_yet", None, "2010-02-24", "its date alone says that"),
        (
            STUB,
            [act("SUPERSEDES", "2021-07-30")],
            "2020-03-24",
            "in_force",
            "2010-02-25",
            "2021-07-29",
            "between",
        ),
        (
            {},
            [act("SUPERSEDES", "2021-07-30")],
            "2021-07-29",
            "in_force",
            "2010-02-25",
            "2021-07-29",
            "last day",
        ),
        ({}, [act("SUPERSEDES", "2021-07-30")], "2021-07-30", "superseded", "2021-07-30", None, "first day"),
        (
            {},
            [act("REPEALS", "2021-07-30")],
            "2022-01-01",
            "repealed",
            "2021-07-30",
            None,
            "nothing in its place",
        ),
        (
            {},
            [act("REPEALS", "2021-07-30", partial=True)],
            "2022-01-01",
            "partly",
            "2021-07-30",
            None,
            "a part",
        ),
        (
            {},
            [act("AMENDS", "2015-01-01")],
            "2014-12-31",
            "no_end_known",
            "2010-02-25",
            None,
            "before the change",
        ),
        ({}, [act("AMENDS", "2015-01-01")], "2015-01-01", "partly", "2015-01-01", None, "changed"),
        (
            {},
            [act("AMENDS", "2015-01-01"), act("SUPERSEDES", "2021-07-30")],
            "2018-01-01",
            "partly",
            "2015-01-01",
            "2021-07-29",
            "changed, and its end is known",
        ),
        ({}, [act("SUSPENDS", "2015-01-01")], "2016-01-01", "suspended", "2015-01-01", None, "stopped"),
        (PLAN, [act("EXTENDS", "2020-12-31")], "2021-06-01", "no_end_known", "2020-03-24", None, "prolonged"),
        (
            PLAN,
            [act("EXTENDS", "2021-03-01")],
            "2021-06-01",
            "expired",
            "2021-01-01",
            None,
            "it was over by then",
        ),
        (
            {},
            [act("EXTENDS", "2024-01-01")],
            "2023-01-01",
            "in_force",
            "2010-02-25",
            None,
            "a later text says so",
        ),
        (
            {},
            [act("EXTENDS", "2024-01-01")],
            "2025-01-01",
            "no_end_known",
            "2010-02-25",
            None,
            "an older one",
        ),
        ({}, [act("SUPERSEDES", None)], "2020-01-01", "superseded", None, None, "its day is not known"),
        (
            {},
            [act("SUPERSEDES", None, not_before="2025-01-01")],
            "2020-01-01",
            "no_end_known",
            "2010-02-25",
            None,
            "its number carries a later year",
        ),
        (
            PLAN,
            [act("SUPERSEDES", "2022-01-01")],
            "2023-01-01",
            "superseded",
            "2022-01-01",
            None,
            "a clause says more than a period",
        ),
        (
            {},
            [act("REPEALS", "2021-07-30"), act("SUPERSEDES", "2021-07-30")],
            "2022-01-01",
            "superseded",
            "2021-07-30",
            None,
            "of two of one day the one with a successor",
        ),
        (
            {},
            [act("SUPERSEDES", "2021-07-30"), act("REPEALS", "2023-01-01")],
            "2024-01-01",
            "superseded",
            "2021-07-30",
            None,
            "what is over cannot end again",
        ),
    ],
)
def test_status_on_a_day(fields, acts, on, expected, since, until, why):
    found = standing(document(**fields), acts, on)
    assert (found.status, found.since, found.until) == (expected, since, until), why


def test_a_line_of_the_registry_speaks_of_a_document():
    assert standing(document(**STUB), [], "2020-01-01", registered=True).status == "no_end_known"


@pytest.mark.parametrize(
    ("fields", "expected", "why"),
    [
        ({}, "2010-02-25", "Party: the day of issue"),
        (PLAN, "2020-03-24", "administrative: the day of issue"),
        (DECREE, "2015-02-25", "normative: its clause"),
        ({**DECREE, "effective_from": None}, None, "normative without a clause"),
        ({"number": "45/2013/QH13"}, None, "a law without a clause"),
        ({"number": None, "name": "Hiến pháp năm 2013"}, None, "a law by name"),
        ({"number": None, "level": "province-party"}, "2010-02-25", "a Party document without a number"),
    ],
)
def test_the_first_day_of_effect(fields, expected, why):
    assert start_of(document(**fields)) == expected, why


def test_days_run_over_the_end_of_a_leap_february():
    assert day_after("2024-02-29") == "2024-03-01"

"""What others did to a document: who can have, from when, and what the registry adds."""

from __future__ import annotations

import pytest

from luocdo.graph.model import Terms
from luocdo.queries.acts import acts_on
from luocdo.queries.status import statuses

DECREE = {"number": "149/2018/NĐ-CP", "date": "2018-11-07", "level": "central-state"}
NEW_DECREE = {"number": "145/2020/NĐ-CP", "date": "2020-12-14", "level": "central-state"}
REGISTERED = "Sổ văn bản, dòng 145/2020/NĐ-CP thay thế 149/2018/NĐ-CP (registry.yaml: public)"
PLAN = {"number": "12/QĐ-UBND", "date": "2020-01-05", "level": "province-state", "province": "Gia Lai"}


def acts(store, id_):
    return [(each.kind, each.by.id, each.day) for each in acts_on(store, [store.document(id_)]).get(id_, ())]


@pytest.mark.parametrize(
    ("actor", "kind", "on", "expected", "why"),
    [
        (
            {"number": "99/2021/NĐ-CP", "date": "2021-02-03"},
            "SUPERSEDES",
            DECREE,
            None,
            "a decree begins later",
        ),
        (
            {"number": "99/2021/NĐ-CP", "date": "2021-02-03", "effective_from": "2021-04-01"},
            "REPEALS",
            DECREE,
            "2021-04-01",
            "on the day it names",
        ),
        ({"number": "9-QĐ/TW", "date": "2021-02-03"}, "REPEALS", DECREE, "2021-02-03", "Party: when issued"),
        ({"number": "30/QĐ-UBND", "date": "2021-06-01"}, "SUPERSEDES", PLAN, "2021-06-01", "its own kind"),
        ({"number": "7/QĐ-TTg", "date": "2021-06-01"}, "SUSPENDS", PLAN, "2021-06-01", "from above"),
    ],
)
def test_the_first_day_of_an_act(graph, actor, kind, on, expected, why):
    store = graph({"actor": actor, "it": on}, [("actor", kind, "it")])
    assert acts(store, "it") == [(kind, "actor", expected)], why


@pytest.mark.parametrize(
    ("actor", "why"),
    [
        ({**PLAN, "date": "2021-06-01"}, "a province does not end a decree"),
        ({"number": "1/2015/NĐ-CP", "date": "2015-01-05"}, "it was issued before"),
        ({"number": "8/QĐ-TTg", "date": "2021-01-05", "ambiguous": True}, "nobody knows which it is"),
        ({"number": "94/VBHN-BQP", "date": "2025-11-24", "type": "Văn bản hợp nhất"}, "it only consolidates"),
    ],
)
def test_who_cannot_have_acted(graph, actor, why):
    assert acts(graph({"actor": actor, "it": DECREE}, [("actor", "REPEALS", "it")]), "it") == [], why


def test_the_state_does_not_change_what_the_party_decides(graph):
    given = {"actor": {"number": "71/NQ-CP", "date": "2025-04-01"}, "it": {"number": "57-NQ/TW", "date": "2024-12-22"}}
    assert acts(graph(given, [("actor", "AMENDS", "it")]), "it") == []


@pytest.mark.parametrize(
    ("nameless", "expected", "why"),
    [
        ({"type": "Luật", "date": "2019-11-25"}, ["numbered"], "one law of one day"),
        ({"type": "Luật", "date": "2019-11-26"}, ["numbered", "nameless"], "another day"),
        ({"type": "Luật"}, ["nameless", "numbered"], "nothing tells which it is"),
    ],
)
def test_a_law_cited_by_its_day_is_the_one_that_others_number(graph, nameless, expected, why):
    numbered = {"type": "Luật", "number": "47/2019/QH14", "date": "2019-11-25", "effective_from": "2019-11-25"}
    law = {"type": "Luật", "number": "9/2015/QH13", "date": "2015-06-19"}
    edges = [("numbered", "AMENDS", "it"), ("nameless", "AMENDS", "it")]
    found = acts(graph({"numbered": numbered, "nameless": nameless, "it": law}, edges), "it")
    assert sorted(by for _, by, _ in found) == sorted(expected), why


@pytest.mark.parametrize(("on", "begun"), [("2031-06-01", False), ("2031-11-17", True), ("2032-01-01", True)])
def test_an_amender_without_a_day_was_there_when_a_text_told_of_it(graph, on, begun):
    documents = {
        "it": {"number": "9/2025/QH15", "type": "Luật", "date": "2025-06-19", "effective_from": "2025-07-01"},
        "late": {"number": "140/2031/QH15", "type": "Luật", "held": False},
        "teller": {"number": "5/2031/NĐ-CP", "date": "2031-11-17"},
    }
    store = graph(documents, [("late", "AMENDS", "it", {"told_by": "teller", "nested": True})])
    (found,) = statuses(store, ["9/2025/QH15"], on)
    assert (found.status == "partly") == begun


def test_the_registry_speaks_where_no_text_does(graph):
    store = graph({"149-2018-nd-cp": DECREE})
    assert acts(store, "149-2018-nd-cp") == [("SUPERSEDES", "145-2020-nd-cp", "2021-02-01")]


@pytest.mark.parametrize(("illustrative", "source"), [(False, "145-2020-nd-cp.txt"), (True, REGISTERED)])
def test_a_text_and_the_registry_tell_one_act(graph, illustrative, source):
    documents = {"149-2018-nd-cp": DECREE, "145-2020-nd-cp": NEW_DECREE}
    given = {"illustrative": illustrative, "confidence": 0.7}
    store = graph(documents, [("145-2020-nd-cp", "SUPERSEDES", "149-2018-nd-cp", given)])
    (found,) = acts_on(store, [store.document("149-2018-nd-cp")])["149-2018-nd-cp"]
    assert (found.day, found.source, found.confidence) == ("2021-02-01", source, 0.95)


def test_a_document_of_the_registry_alone_is_judged(graph):
    (found,) = statuses(graph({}), ["17/2008/QH12"], "2020-01-01")
    assert (found.status, found.since, found.document.held) == ("superseded", "2016-07-01", False)
    assert found.chain == ("80/2015/QH13",)


def test_what_a_law_replaced_shows_when_it_began(graph):
    (found,) = statuses(graph({}), ["80/2015/QH13"], "2018-01-01")
    assert (found.status, found.since, found.until) == ("in_force", "2016-07-01", "2025-03-31")


@pytest.mark.parametrize(
    ("kind", "said", "day", "differs", "why"),
    [
        ("SUPERSEDES", None, "2021-02-01", "", "the clause has no day: the registry's"),
        ("SUPERSEDES", "2021-02-01", "2021-02-01", "", "both say the same"),
        (
            "SUPERSEDES",
            "2021-03-01",
            "2021-03-01",
            f"{REGISTERED} (supersedes, 2021-02-01)",
            "the text beats the registry",
        ),
        (
            "REPEALS",
            "2021-02-01",
            "2021-02-01",
            f"{REGISTERED} (supersedes, 2021-02-01)",
            "another kind is one act too",
        ),
    ],
)
def test_what_text_and_registry_tell_differently_is_shown(graph, kind, said, day, differs, why):
    documents = {"149-2018-nd-cp": DECREE, "145-2020-nd-cp": NEW_DECREE}
    given = {"terms": Terms(said, False)}
    store = graph(documents, [("145-2020-nd-cp", kind, "149-2018-nd-cp", given)])
    (found,) = acts_on(store, [store.document("149-2018-nd-cp")])["149-2018-nd-cp"]
    assert (found.kind, found.day, found.differs) == (kind, day, differs), why
    (answer,) = statuses(store, ["149/2018/NĐ-CP"], "2022-01-01")
    assert ("Sổ ghi khác" in answer.reason.text) == bool(differs)


def test_provisions_and_exceptions_come_from_the_clause(graph):
    terms = Terms("2021-02-01", False, (), ("Điều 5", "Điều 6"))
    store = graph({"actor": {**PLAN, "date": "2021-01-01"}, "it": PLAN}, [("actor", "REPEALS", "it", {"terms": terms})])
    (answer,) = statuses(store, ["it"], "2022-01-01")
    assert answer.status == "partly"
    assert answer.reason.text.endswith("trừ một phần (Điều 5, Điều 6).")


def test_a_second_successor_is_told_too(graph):
    actors = {name: {"number": f"{name}-QĐ/TW", "date": f"202{name}-01-01"} for name in "12"}
    store = graph(
        {**actors, "it": {"number": "9-QĐ/TW", "date": "2015-01-01"}}, [(a, "SUPERSEDES", "it") for a in "21"]
    )
    (answer,) = statuses(store, ["9-QĐ/TW"], "2024-01-01")
    assert answer.by.number == "1-QĐ/TW"
    assert "Cũng bị 2-QĐ/TW chấm dứt, từ ngày 01/01/2022 (2.txt)" in answer.reason.text

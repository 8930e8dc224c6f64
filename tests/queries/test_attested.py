"""What texts agree on is proposed for the registry; what is of one year or place, or contradicts, is not settled."""

from __future__ import annotations

import pytest

from luocdo.graph.model import DocumentNode, Terms
from luocdo.queries.attested import is_registrable, proposed, query_of
from luocdo.queries.quality import documents

DECREE = {"number": "7/2031/NĐ-CP", "type": "Nghị định", "date": "2031-02-03", "level": "central-state"}
NEWER = {"number": "8/2032/NĐ-CP", "type": "Nghị định", "date": "2032-02-03", "level": "central-state", "held": True}
TEXTS = {name: {"number": f"{n}/KH-UBND", "date": "2033-01-01", "held": True} for n, name in enumerate("abc", 1)}


def node(**fields):
    bare = dict.fromkeys(("number", "type", "name", "title", "date", "level", "province"))
    return DocumentNode(id="it", **{**bare, "issuer": (), **fields})


@pytest.mark.parametrize(
    ("fields", "expected", "why"),
    [
        (DECREE, "7/2031/NĐ-CP", "its number is all of it"),
        ({"number": "45/2031/QH18", "type": "Luật"}, "45/2031/QH18@Luật", "a law and a resolution may share it"),
        ({"number": "45/2031/QH18"}, None, "which of the two?"),
        ({"number": "9-QĐ/TW", "date": "2031-02-03"}, "9-QĐ/TW@2031-02-03", "each term has one"),
        ({"number": "9-QĐ/TW"}, None, "of which term?"),
        ({"number": "16/CT-TTg", "date": "2031-02-03"}, None, "each year has one"),
        ({"number": "5/2031/QĐ-UBND", "date": "2031-02-03"}, None, "each province has one"),
        ({**DECREE, "ambiguous": True}, None, "nobody knows which"),
        ({**DECREE, "illustrative": True}, None, "our own words"),
        ({"name": "Luật Đất đai"}, None, "no number"),
    ],
)
def test_what_may_enter_the_registry(fields, expected, why):
    document = node(**fields)
    assert (query_of(document) if is_registrable(document) else None) == expected, why


@pytest.mark.parametrize(
    ("attestations", "numbers"), [(1, ["7/2031/NĐ-CP", "8/2032/NĐ-CP"]), (2, ["7/2031/NĐ-CP"]), (4, [])]
)
def test_documents_need_so_many_texts(graph, attestations, numbers):
    edges = [(each, "CITES", "decree") for each in TEXTS] + [("a", "BASED_ON", "newer")]
    store = graph({"decree": DECREE, "newer": NEWER, **TEXTS}, [*edges, ("a", "CITES", "newer", {"nested": True})])
    found = proposed(store, documents(store), attestations).documents
    assert [each.number for each in found] == numbers
    assert [each.seen for each in found] == [3, 1][: len(numbers)]


def test_an_effect_is_proposed_with_its_sentence(graph):
    given = {"quote": "thay thế\nNghị định số 7/2031/NĐ-CP", "section": "Điều 9", "terms": Terms("2032-05-01", False)}
    store = graph({"decree": DECREE, "newer": NEWER}, [("newer", "SUPERSEDES", "decree", given)])
    (effect,) = proposed(store, documents(store)).effects
    assert (effect.kind, effect.by, effect.of, effect.from_) == (
        "supersedes",
        "8/2032/NĐ-CP",
        "7/2031/NĐ-CP",
        "2032-05-01",
    )
    assert (effect.clause, effect.quote) == ("Điều 9", "thay thế Nghị định số 7/2031/NĐ-CP")


def test_what_the_registry_has_is_not_proposed_but_what_differs_is_told(graph):
    held = {
        "149-2018-nd-cp": {
            "number": "149/2018/NĐ-CP",
            "type": "Nghị định",
            "date": "2018-11-07",
            "level": "central-state",
        },
        "145-2020-nd-cp": {
            "number": "145/2020/NĐ-CP",
            "type": "Nghị định",
            "date": "2020-12-14",
            "level": "central-state",
        },
    }
    given = {"terms": Terms("2021-03-01", False)}
    store = graph(held, [("145-2020-nd-cp", "SUPERSEDES", "149-2018-nd-cp", given)])
    found = proposed(store, documents(store), 1)
    assert (found.documents, found.effects) == ((), ())
    (contradiction,) = found.contradictions
    assert contradiction.document == "149/2018/NĐ-CP"
    assert "2021-03-01" in contradiction.message
    assert "2021-02-01" in contradiction.message

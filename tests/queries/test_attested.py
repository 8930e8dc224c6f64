"""What texts agree on is proposed for the registry; what is of one place, or contradicts, is not settled."""

from __future__ import annotations

import pytest

from luocdo.graph.model import DocumentNode, Terms
from luocdo.graph.sqlite_store import SqliteStore
from luocdo.loaders.ingest import ingest
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
        ({"number": "16/CT-TTg", "date": "2031-02-03"}, "16/CT-TTg@2031-02-03", "each year has one"),
        ({"number": "16/CT-TTg"}, None, "of which year?"),
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


def test_an_effect_is_proposed_with_its_sentence_and_its_ends(graph):
    given = {"quote": "thay thế\nNghị định số 7/2031/NĐ-CP", "section": "Điều 9", "terms": Terms("2032-05-01", False)}
    store = graph({"decree": DECREE, "newer": NEWER}, [("newer", "SUPERSEDES", "decree", given)])
    found = proposed(store, documents(store))
    (effect,) = found.effects
    assert [(each.number, each.seen, each.source, each.sure) for each in found.documents] == [
        ("7/2031/NĐ-CP", 1, "citations", "medium"),
        ("8/2032/NĐ-CP", 0, "text", "high"),
    ]
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


@pytest.mark.parametrize(("tellers", "sure"), [("a", "medium"), ("abc", "high")])
def test_an_effect_told_by_others_has_no_clause_and_is_sure_when_many_tell_it(graph, tellers, sure):
    told = {"nested": True, "section": "Điều 1", "quote": "8/2032/NĐ-CP sửa đổi 7/2031/NĐ-CP"}
    edges = [("newer", "AMENDS", "decree", {**told, "told_by": name}) for name in tellers]
    store = graph({"decree": DECREE, "newer": {**NEWER, "held": False}, **TEXTS}, edges)
    (effect,) = proposed(store, documents(store)).effects
    assert (effect.clause, effect.source, effect.sure, effect.seen) == ("", "citations", sure, len(tellers))


def test_a_prolonged_document_is_so_from_a_day_only_where_the_clause_says_it(graph):
    begun = {**NEWER, "effective_from": "2032-02-03"}
    store = graph({"decree": DECREE, "newer": begun}, [("newer", "EXTENDS", "decree", {"terms": Terms(None, False)})])
    (effect,) = proposed(store, documents(store)).effects
    assert effect.from_ is None


PARTY = {"number": "57-NQ/TW", "type": "Nghị quyết", "date": "2031-02-03", "level": "central-party"}
CIRCULAR = {"number": "9/2032/TT-BTC", "type": "Thông tư", "date": "2032-02-03", "level": "central-state"}


@pytest.mark.parametrize(
    ("documents_", "edges", "words"),
    [
        ({"party": PARTY, "newer": NEWER}, [("newer", "AMENDS", "party")], "Party and State do not end"),
        ({"decree": DECREE, "low": CIRCULAR}, [("low", "SUPERSEDES", "decree")], "it ranks below"),
        (
            {"decree": DECREE, "other": {**DECREE, "number": "8/2031/NĐ-CP"}},
            [("decree", "SUPERSEDES", "other"), ("other", "SUPERSEDES", "decree")],
            "the other one is said to do the same to it",
        ),
        (
            {"decree": DECREE, "newer": NEWER, "third": {**NEWER, "number": "9/2032/NĐ-CP"}},
            [("newer", "SUPERSEDES", "decree"), ("third", "SUPERSEDES", "decree")],
            "supersedes 8/2032/NĐ-CP, None (newer.txt); supersedes 9/2032/NĐ-CP, None (third.txt)",
        ),
        (
            {"slip": {**DECREE, "date": "2030-02-03"}, "newer": NEWER},
            [("newer", "AMENDS", "slip")],
            "the number is of 2031, the day 2030-02-03",
        ),
    ],
)
def test_what_cannot_be_so_is_told_and_not_proposed(graph, documents_, edges, words):
    store = graph(documents_, edges)
    found = proposed(store, documents(store))
    assert any(words in each.message for each in found.contradictions)
    if len(edges) == 1:
        assert (found.documents, found.effects) == ((), ())


def test_texts_that_give_different_days_contradict(tmp_path):
    store = SqliteStore(None)
    days = ("03/02/2031", "03/02/2031", "04/02/2031")
    for n, day in enumerate(days, 1):
        path = tmp_path / f"{n}.txt"
        path.write_text(
            f"ỦY BAN NHÂN DÂN TỈNH GIA LAI\n\nSố: {n}/KH-UBND\nGia Lai, ngày 0{n} tháng 01 năm 2033\n\nKẾ HOẠCH\n"
            f"Cải cách hành chính\n\nCăn cứ Nghị định số 7/2031/NĐ-CP ngày {day} của Chính phủ về công tác văn thư;\n",
            encoding="utf-8",
        )
    ingest(store, [tmp_path], workers=1)
    found = proposed(store, documents(store))
    store.close()
    assert [(each.document, each.message) for each in found.contradictions] == [
        ("7/2031/NĐ-CP", "texts give different days: 2031-02-03 (2), 2031-02-04 (1)")
    ]
    assert found.documents == ()

"""What is known beside the texts: tables and registries, what each is worth on which day, and who goes before whom."""

from __future__ import annotations

import pytest

from luocdo.graph.facts import ACTS_ON, Listed, Named, Related, fact_row
from luocdo.graph.model import Terms
from luocdo.graph.registry import KnownDocument, KnownEffect, Registry, read_registry
from luocdo.graph.store_records import FactTable
from luocdo.queries.acts import acts_on
from luocdo.queries.doubts import doubts
from luocdo.queries.status import statuses

KEEPER = "Cổng tỉnh"
DECREE = Named("998/2018/NĐ-CP", "Nghị định", "2018-11-07", "")
NEW = Named("999/2020/NĐ-CP", "Nghị định", "2020-12-14", "")
PLAN = Named("998/KH-UBND", "Kế hoạch", "2020-03-24", "gia-lai")


def filed_under(fact):
    """As an import files it."""
    if isinstance(fact, Listed):
        return fact.document.key
    return fact.of.key if fact.kind in ACTS_ON else fact.by.key


def put(store, *facts, key="t", **table):
    """A table of these facts, read on 2026-01-10 unless told otherwise."""
    filled = {"mapping": "m", "source": f"{key}.csv", "sha256": "0", "day": "2026-01-10", "keeper": KEEPER}
    rows = []
    for place, fact in enumerate(facts, 1):
        number_key = filed_under(fact)
        rows.append(fact_row(key, place, number_key, fact))
    with store.batch() as writer:
        writer.put_facts(rows)
        writer.publish_facts(
            FactTable(**{**filled, **table, "key": key, "rows": len(rows), "refused": 0, "facts": len(rows)})
        )
    return store


def ask(store, query, on="2026-06-01", own=None):
    (found,) = statuses(store, [query], on, own=own)
    return found


def row(document, state=None, words="lời của bảng", first=None, last=None):
    return Listed("7", document, state, words, first, last)


BEGUN = {"first": "2019-01-01"}
STATES = [
    # what a table of 2026-01-10 says; what is known of its age; the day asked; status, rule-telling words
    (
        row(PLAN, "in_force"),
        {},
        "2026-06-01",
        "no_end_known",
        "ghi còn hiệu lực khi lập bảng",
        "it is older than the day",
    ),
    (
        row(PLAN, "in_force"),
        {"newest": "2024-05-01"},
        "2024-05-01",
        "in_force",
        "vào hoặc sau ngày được hỏi",
        "not older",
    ),
    (row(PLAN, "in_force"), {"newest": "2024-05-01"}, "2024-05-02", "no_end_known", "khi lập bảng", "a day after"),
    (row(PLAN, "in_force"), {"as_of": "2025-05-01"}, "2025-05-01", "in_force", "vào hoặc sau", "its own day"),
    (row(PLAN, "in_force"), {}, "2020-03-23", "not_yet", "từ ngày 24/03/2020", "before it was issued"),
    (row(DECREE, "in_force"), {}, "2026-06-01", "no_end_known", "từ ngày chưa rõ", "in force, so it has begun"),
    (row(DECREE, "in_force"), {"as_of": "2026-01-01"}, "2025-06-01", "unknown", "Chưa biết ngày", "begun since when?"),
    (row(DECREE, "in_force", **BEGUN), {"as_of": "2026-01-01"}, "2025-06-01", "in_force", "01/01/2019", "it tells"),
    (row(PLAN, "ended"), {}, "2026-06-01", "repealed", "không ghi từ ngày nào, do văn bản nào", "by what is not told"),
    (row(PLAN, "ended"), {}, "2026-01-09", "unknown", "trước ngày 10/01/2026, không ghi từ ngày nào", "since when?"),
    (row(PLAN, "ended"), {"as_of": "2024-01-01"}, "2024-01-01", "repealed", "ngày 01/01/2024", "the day it tells of"),
    (row(PLAN, "ended", last="2023-12-31"), {}, "2024-01-01", "repealed", "từ ngày 01/01/2024", "it tells since when"),
    (row(PLAN, "ended", last="2023-12-31"), {}, "2023-12-31", "in_force", "đến hết ngày 31/12/2023", "the last day"),
    (row(PLAN, None, last="2023-12-31"), {}, "2024-01-01", "repealed", "từ ngày 01/01/2024", "a last day alone"),
    (row(PLAN, "in_force", last="2023-12-31"), {}, "2026-06-01", "no_end_known", "khi lập bảng", "the state counts"),
    (row(PLAN, "partly"), {}, "2026-06-01", "partly", "đã hết hiệu lực một phần", "which part is not told"),
    (row(PLAN, "partly", last="2023-12-31"), {}, "2026-06-01", "partly", "một phần", "the day may be the part's"),
    (row(PLAN, "suspended"), {}, "2026-06-01", "suspended", "đang ngưng hiệu lực", "by what is not told"),
    (row(PLAN), {}, "2026-06-01", "unknown", "không ghi gì về hiệu lực", "that it exists says nothing"),
    (row(PLAN, words="đang chờ bãi bỏ"), {}, "2026-06-01", "unknown", "dòng 7 ghi: đang chờ bãi bỏ", "words alone"),
]


@pytest.mark.parametrize(("fact", "table", "on", "status", "words", "why"), STATES, ids=[case[5] for case in STATES])
def test_a_state_that_a_table_tells(graph, fact, table, on, status, words, why):
    found = ask(put(graph({}), fact, **table), fact.document.number, on)
    assert (found.status, found.by) == (status, None), found.reason.text
    assert words in found.reason.text


def test_a_status_from_a_table_names_table_and_row_and_quotes_its_words(graph):
    found = ask(put(graph({}), row(PLAN, "ended")), "998/KH-UBND@Gia Lai")
    assert (found.reason.quote, found.reason.source) == ("lời của bảng", "Cổng tỉnh, bảng t.csv, dòng 7")
    assert (found.document.held, found.document.province, found.confidence) == (False, "Gia Lai", 0.8)
    assert ask(put(graph({}), row(PLAN, "ended"), sure="low"), "998/KH-UBND").confidence == 0.5


def related(kind, by=NEW, of=DECREE, **more):
    return Related("9", kind, by, of, **more)


RELATIONS = [
    (related("supersedes", from_="2021-02-01"), "2021-01-31", "unknown", None, "not yet"),
    (related("supersedes", from_="2021-02-01"), "2021-02-01", "superseded", "999/2020/NĐ-CP", "from its day"),
    (related("supersedes"), "2020-12-14", "superseded", "999/2020/NĐ-CP", "no day: from the day of issue"),
    (related("supersedes"), "2020-12-13", "unknown", None, "and not before"),
    (related("repeals"), "2022-01-01", "repealed", "999/2020/NĐ-CP", "ended"),
    (related("ends"), "2022-01-01", "repealed", "999/2020/NĐ-CP", "ended, perhaps replaced"),
    (related("amends", partial=True), "2022-01-01", "partly", "999/2020/NĐ-CP", "a part"),
    (related("suspends"), "2022-01-01", "suspended", "999/2020/NĐ-CP", "stopped"),
    (related("suspends", partial=True), "2022-01-01", "partly", "999/2020/NĐ-CP", "a part stopped"),
    (related("based_on", by=DECREE, of=Named("1/2010/NĐ-CP")), "2022-01-01", "unknown", None, "a ground says nothing"),
]


@pytest.mark.parametrize(("fact", "on", "status", "by", "why"), RELATIONS, ids=[case[4] for case in RELATIONS])
def test_a_relation_that_a_table_tells(graph, fact, on, status, by, why):
    found = ask(put(graph({}), row(DECREE), row(NEW), fact), "998/2018/NĐ-CP", on)
    assert (found.status, found.by.number if found.by else None) == (status, by), found.reason.text


def test_a_label_that_does_not_tell_how_says_so(graph):
    found = ask(put(graph({}), row(DECREE), related("ends")), "998/2018/NĐ-CP")
    assert "bảng không ghi là thay thế hay bãi bỏ" in found.reason.text


def test_the_first_day_of_an_actor_that_only_a_table_knows_is_that_of_its_act(graph):
    store = put(graph({}), row(DECREE), row(NEW, first="2021-02-01"), related("supersedes"))
    assert ask(store, "998/2018/NĐ-CP").since == "2021-02-01"
    assert ask(store, "998/2018/NĐ-CP").chain == ("999/2020/NĐ-CP",)


@pytest.mark.parametrize(("state", "status"), [("partly", "partly"), ("in_force", "partly"), ("ended", "repealed")])
def test_a_label_of_a_whole_end_is_a_parts_where_its_keeper_says_that_the_rest_stands(graph, state, status):
    store = put(graph({}), row(DECREE, state), key="documents")
    put(store, related("repeals", from_="2021-02-01"), key="relations")
    found = ask(store, "998/2018/NĐ-CP")
    assert found.status == status
    assert ("bảng documents.csv" in found.reason.text) == (status == "partly")


def test_another_keepers_state_takes_no_end_back_but_stands_beside_it(graph):
    store = put(graph({}), row(DECREE, "in_force"), key="a", newest="2025-01-01", keeper="Nơi khác")
    put(store, row(DECREE), related("supersedes", from_="2021-02-01"), key="b")
    found = ask(store, "998/2018/NĐ-CP")
    assert found.status == "superseded"
    assert "Sổ ghi khác: Nơi khác, bảng a.csv, dòng 7: lời của bảng." in found.reason.text


def test_an_older_table_contradicts_nothing(graph):
    store = put(graph({}), row(DECREE, "in_force"), key="a", newest="2020-01-01", day="2020-06-01")
    put(store, row(DECREE), related("supersedes", from_="2021-02-01"), key="b", keeper="Nơi khác")
    assert "Sổ ghi khác" not in ask(store, "998/2018/NĐ-CP").reason.text


TEXT = {
    "998-2018-nd-cp": {"number": "998/2018/NĐ-CP", "date": "2018-11-07", "held": True, "effective_from": "2019-01-01"},
    "999-2020-nd-cp": {"number": "999/2020/NĐ-CP", "date": "2020-12-14", "held": True, "effective_from": "2021-02-01"},
}
OLD_ID, NEW_ID = TEXT


def test_a_text_goes_before_a_table_and_what_the_table_says_otherwise_is_told(graph):
    terms = {"terms": Terms("2021-02-01", True, ("Điều 5",))}
    store = graph(TEXT, [(NEW_ID, "AMENDS", OLD_ID, terms)])
    put(store, row(DECREE, first="2019-03-01"), related("ends", from_="2021-02-01"))
    found = ask(store, "998/2018/NĐ-CP")
    assert (found.status, found.partly[0].provisions) == ("partly", ("Điều 5",))
    assert "dòng 9 (repeals, 2021-02-01)" in found.reason.text, "the whole end is told beside it"
    assert "dòng 7: 2019-03-01" in found.reason.text, "and another first day"


def test_a_table_agrees_with_a_text_where_it_only_says_less(graph):
    store = graph(TEXT, [(NEW_ID, "SUPERSEDES", OLD_ID, {"terms": Terms("2021-02-01", False)})])
    put(store, row(DECREE, "ended"), related("ends"))
    found = ask(store, "998/2018/NĐ-CP")
    assert (found.status, "Sổ ghi khác" in found.reason.text) == ("superseded", False)


def test_a_table_fills_the_day_that_a_text_does_not_give(graph):
    documents = {OLD_ID: {**TEXT[OLD_ID], "effective_from": None}}
    store = put(graph(documents), row(DECREE, first="2019-01-01"))
    found = ask(store, "998/2018/NĐ-CP")
    assert (found.status, found.since) == ("no_end_known", "2019-01-01")


def test_a_table_row_of_another_place_or_day_is_another_document(graph):
    others = [
        Named("998/KH-UBND", "Kế hoạch", "2020-03-24", "son-la"),
        Named("998/KH-UBND", "Kế hoạch", "2021-03-24", "gia-lai"),
    ]
    store = put(graph({}), row(PLAN), *(row(each, "ended") for each in others))
    assert ask(store, "998/KH-UBND").status == "unknown"
    assert len(ask(store, "998/KH-UBND").candidates) == 3
    assert ask(store, "998/KH-UBND@2020-03-24").candidates != ()
    assert ask(store, "998/KH-UBND@Sơn La").status == "repealed"


def test_a_number_that_store_and_table_share_is_ambiguous(graph):
    documents = {"25-nq-tw.2003-03-12": {"number": "25-NQ/TW", "type": "Nghị quyết", "date": "2003-03-12"}}
    store = put(graph(documents), row(Named("25-NQ/TW", "Nghị quyết", "2013-06-03", ""), "in_force"))
    assert [each.date for each in ask(store, "25-NQ/TW").candidates] == ["2003-03-12", "2013-06-03"]
    assert ask(store, "25-NQ/TW@2013-06-03").status == "no_end_known"


def test_what_cannot_have_acted_did_not(graph):
    local = Named("5/2021/QĐ-UBND", "Quyết định", "2021-05-05", "gia-lai")
    assert ask(put(graph({}), row(DECREE), related("repeals", by=local)), "998/2018/NĐ-CP").status == "unknown"


# --- a registry of one's own ---


def registry_of(documents=(), effects=()):
    lines = tuple(KnownDocument(**each) for each in documents)
    from luocdo.graph.number import number_key

    numbers = {number_key(each.number): (each,) for each in lines}
    return Registry("own.yaml", lines, tuple(KnownEffect(**each) for each in effects), {}, numbers, {})


OWN = registry_of(
    [
        {"type": "Nghị định", "number": "998/2018/NĐ-CP", "date": "2018-11-07", "effective_from": "2018-12-01"},
        {"type": "Nghị định", "number": "999/2020/NĐ-CP", "date": "2020-12-14"},
    ],
    [{"kind": "supersedes", "by": "999/2020/NĐ-CP", "of": "998/2018/NĐ-CP", "from_": "2021-03-01", "sure": "high"}],
)


def test_ones_own_registry_goes_before_tables(graph):
    store = put(graph({}), row(DECREE, "in_force", first="2019-01-01"), related("repeals", from_="2021-02-01"))
    found = ask(store, "998/2018/NĐ-CP", own=OWN)
    assert (found.status, found.since) == ("superseded", "2021-03-01")
    assert found.reason.source == ("Sổ văn bản, dòng 999/2020/NĐ-CP thay thế 998/2018/NĐ-CP (own.yaml: citations)")
    assert "dòng 9 (repeals, 2021-02-01)" in found.reason.text
    assert "dòng 7: 2019-01-01" in found.reason.text


def test_ones_own_registry_goes_before_the_one_that_comes_with_the_program(graph):
    own = registry_of([{"type": "Nghị định", "number": "149/2018/NĐ-CP", "effective_from": "2018-12-31"}])
    assert ask(graph({}), "149/2018/NĐ-CP", "2019-06-01", own).since == "2018-12-31"
    assert ask(graph({}), "290-QĐ/TW", own=own).status == "superseded", "the other one is still asked"


def test_a_text_goes_before_ones_own_registry(graph):
    store = graph(TEXT, [(NEW_ID, "SUPERSEDES", OLD_ID, {"terms": Terms("2021-02-01", False)})])
    found = ask(store, "998/2018/NĐ-CP", own=OWN)
    assert (found.since, "own.yaml" in found.reason.text) == ("2021-02-01", True)


def test_a_local_document_of_a_registry_has_its_place(graph, tmp_path):
    path = tmp_path / "own.yaml"
    line = "{type: Kế hoạch, number: 998/KH-UBND, date: 2020-03-24, effective_to: 2021-01-01, place: Gia Lai}"
    path.write_text(f"documents:\n  - {line}\n", "utf-8")
    own = read_registry(path)
    assert ask(graph({}), "998/KH-UBND@2020-03-24", own=own).status == "expired"
    assert ask(graph({}), "998/KH-UBND@Sơn La", own=own).document is None


# --- one question, few reads ---


class Counted:
    """A reader that counts what it is asked."""

    def __init__(self, store):
        self._store, self.asked = store, 0

    def __getattr__(self, name):
        method = getattr(self._store, name)

        def counted(*given, **named):
            self.asked += 1
            return method(*given, **named)

        return counted


@pytest.mark.parametrize("count", [1, 300])
def test_the_number_of_reads_does_not_grow_with_the_numbers_asked(graph, count):
    many = [Named(f"{n}/2018/NĐ-CP", "Nghị định", "2018-11-07", "") for n in range(1, count + 1)]
    facts = [row(each, "ended") for each in many] + [row(NEW)] + [related("supersedes", of=each) for each in many]
    reader = Counted(put(graph({}), *facts))
    found = statuses(reader, [each.number for each in many], "2026-06-01")
    assert {each.status for each in found} == {"superseded"}
    assert reader.asked <= 40


def test_contradictions_of_a_store_are_among_its_doubts(graph):
    store = graph(TEXT, [(NEW_ID, "SUPERSEDES", OLD_ID, {"terms": Terms("2021-02-01", False)})])
    put(store, row(DECREE), related("supersedes", from_="2021-03-01"))
    found = list(doubts(store, [list(store.documents(TEXT).values())]))
    assert [(each.kind, each.by.number, each.on.number) for each in found] == [
        ("registry_differs", "999/2020/NĐ-CP", "998/2018/NĐ-CP")
    ]
    assert "dòng 9 (supersedes, 2021-03-01)" in found[0].source
    assert acts_on(store, store.documents(TEXT).values())[OLD_ID][0].day == "2021-02-01"

"""What every store promises: one contract, run on each of them."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luocdo.graph.errors import StoreError
from luocdo.graph.model import Edge
from luocdo.graph.store_records import Claimant, ClaimRow, GraphProblem, HeldRow, Quarantined, Signature


@pytest.fixture
def chain(store, make):
    """central <- rule <- plan <- letter, and plan also cites central; the rule's text is dated."""
    origin = make.origin("all")
    with store.batch() as batch:
        for id_, date in (
            ("central", "2010-02-25"),
            ("rule", "2015-05-01"),
            ("plan", "2020-03-24"),
            ("letter", None),
        ):
            batch.put_group(id_, [make.document(id_, date=date)])
        batch.put_statements(
            origin,
            [
                make.edge("rule", "central"),
                make.edge("plan", "rule", "BASED_ON"),
                make.edge("plan", "central", "CITES"),
                make.edge("letter", "plan"),
            ],
        )
    return store


def walked(hops):
    return [(hop.depth, hop.edge.source, hop.edge.kind, hop.edge.target) for hop in hops]


def test_a_document_comes_back_as_it_was_put(store, make):
    document = make.document("d", "290-QĐ/TW", title="Quy chế", date="2010-02-25", term="X", held=True)
    with store.batch() as batch:
        batch.put_group("290-qđ/tw", [document])
    assert store.document("d") == document
    assert store.document("e") is None
    assert store.by_number_key("290-qđ/tw") == [document]
    assert store.by_number_key("29-qđ/tw") == []


def test_a_document_tells_what_it_is_filed_under(store, make):
    with store.batch() as batch:
        batch.put_group("290-qđ-tw", [make.document("d", "290-QĐ/TW")])
        batch.put_group("~báo cáo", [make.document("e", name="Báo cáo")])
        batch.put_agencies([make.agency("bo-noi-vu")])
    assert store.keys_of(["e", "bo-noi-vu", "nobody", "d"]) == {"e": "~báo cáo", "d": "290-qđ-tw"}


def test_documents_come_in_the_order_asked_for_without_the_unknown(chain):
    assert list(chain.documents(["plan", "nobody", "central"])) == ["plan", "central"]


def test_a_group_replaces_what_its_key_had(store, make):
    with store.batch() as batch:
        batch.put_group("25-nq/tw", [make.document("a"), make.document("b")])
    with store.batch() as batch:
        batch.put_group("25-nq/tw", [make.document("b", title="dân vận"), make.document("c")])
    assert [(node.id, node.title) for node in store.by_number_key("25-nq/tw")] == [
        ("b", "dân vận"),
        ("c", None),
    ]
    assert store.document("a") is None
    with store.batch() as batch:
        batch.put_group("25-nq/tw", [])
    assert store.counts().documents == 0


def test_a_document_may_move_to_another_key(store, make):
    with store.batch() as batch:
        batch.put_group("4-kh/tu", [make.document("a")])
    with store.batch() as batch:
        batch.put_group("5-kh/tu", [make.document("a")])
        batch.put_group("4-kh/tu", [])
    assert [node.id for node in store.by_number_key("5-kh/tu")] == ["a"]
    assert store.by_number_key("4-kh/tu") == []


LINEAGES = [
    ("central", {}, [(1, "plan", "CITES", "central"), (1, "rule", "IMPLEMENTS", "central"),
                     (2, "letter", "IMPLEMENTS", "plan"), (2, "plan", "BASED_ON", "rule")],
     "every edge once, breadth first"),
    ("central", {"kinds": ("IMPLEMENTS", "BASED_ON")},
     [(1, "rule", "IMPLEMENTS", "central"), (2, "plan", "BASED_ON", "rule"),
      (3, "letter", "IMPLEMENTS", "plan")],
     "only the kinds asked for, so the plan stands two steps off"),
    ("central", {"depth": 1}, [(1, "plan", "CITES", "central"), (1, "rule", "IMPLEMENTS", "central")],
     "depth 1 is the neighbours"),
    ("central", {"depth": 0}, [], "no step, no edge"),
    ("central", {"kinds": ("GUIDES",)}, [], "a kind this store has never met"),
    ("letter", {"direction": "up"},
     [(1, "letter", "IMPLEMENTS", "plan"), (2, "plan", "CITES", "central"), (2, "plan", "BASED_ON", "rule"),
      (3, "rule", "IMPLEMENTS", "central")],
     "up goes to what is cited"),
    ("central", {"on": "2016-01-01"}, [(1, "rule", "IMPLEMENTS", "central")],
     "the plan of 2020 was not there in 2016, nor a way through it"),
    ("central", {"on": "2020-03-24"},
     [(1, "plan", "CITES", "central"), (1, "rule", "IMPLEMENTS", "central"),
      (2, "letter", "IMPLEMENTS", "plan"), (2, "plan", "BASED_ON", "rule")],
     "a document of the day itself counts, one without a date too"),
    ("nobody", {}, [], "an id that is not there"),
]  # fmt: skip


@pytest.mark.parametrize(("root", "asked", "expected", "why"), LINEAGES, ids=[case[3] for case in LINEAGES])
def test_lineage(chain, root, asked, expected, why):
    assert walked(chain.lineage(root, **asked)) == expected


def test_a_cycle_ends(store, make):
    with store.batch() as batch:
        for id_ in "abc":
            batch.put_group(id_, [make.document(id_)])
        batch.put_statements(
            make.origin("o"),
            [make.edge("a", "b"), make.edge("b", "c"), make.edge("c", "a"), make.edge("a", "a")],
        )
    assert walked(store.lineage("a", direction="up")) == [
        (1, "a", "IMPLEMENTS", "a"),
        (1, "a", "IMPLEMENTS", "b"),
        (2, "b", "IMPLEMENTS", "c"),
        (3, "c", "IMPLEMENTS", "a"),
    ]


def breadth_first(edges, root, direction, depth):
    """Lineage as its docstring says it, over a list of pairs."""
    seen, frontier, found, step = {root}, [root], [], 0
    while frontier and (depth is None or step < depth):
        step += 1
        near, far = (0, 1) if direction == "up" else (1, 0)
        crossed = sorted((edge for edge in edges if edge[near] in frontier), key=lambda e: (e[near], e[far]))
        found += [(step, *edge) for edge in crossed]
        frontier = sorted({edge[far] for edge in crossed} - seen)
        seen |= set(frontier)
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edges=st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=25),
    direction=st.sampled_from(["up", "down"]),
    depth=st.sampled_from([None, 1, 2, 3]),
)
def test_lineage_is_breadth_first_on_any_graph(store, make, edges, direction, depth):
    # A graph beside those of the examples before: a store of its own for each would be most of the time.
    graph = f"{store.data_version()}."
    edges = {(graph + source, graph + target) for source, target in edges}
    with store.batch() as batch:
        for id_ in "abcdefg":
            batch.put_group(graph + id_, [make.document(graph + id_)])
        batch.put_statements(make.origin(graph), [make.edge(*pair) for pair in sorted(edges)])
    hops = store.lineage(f"{graph}a", direction=direction, depth=depth)
    walked = [(hop.depth, hop.edge.source, hop.edge.target) for hop in hops]
    assert walked == breadth_first(edges, f"{graph}a", direction, depth)


def test_neighbours_of_many_by_near_end(chain):
    edges = chain.neighbours(["plan", "letter", "nobody"], direction="up")
    assert [(e.source, e.kind, e.target) for e in edges] == [
        ("letter", "IMPLEMENTS", "plan"),
        ("plan", "CITES", "central"),
        ("plan", "BASED_ON", "rule"),
    ]
    assert [e.source for e in chain.neighbours(["central"], ("CITES",), "down")] == ["plan"]


def test_degrees_count_what_neighbours_would_give(chain):
    assert chain.degrees(["central", "letter", "nobody"], direction="down") == {
        "central": 2,
        "letter": 0,
        "nobody": 0,
    }
    assert chain.degrees(["central"], ("CITES",), "down") == {"central": 1}


def test_more_neighbours_than_a_query_has_parameters(store, make):
    ids = [f"d{number:05}" for number in range(33_000)]
    with store.batch() as batch:
        batch.put_group("all", [make.document(id_) for id_ in (*ids, "hub")])
        batch.put_statements(make.origin("o"), [make.edge(id_, "hub") for id_ in ids])
    assert len(store.neighbours(ids)) == 33_000
    assert len(store.lineage("hub")) == 33_000


def test_a_relation_that_is_none_is_refused(chain):
    with pytest.raises(StoreError, match="no such relation: LIKES"):
        chain.lineage("central", ("LIKES",))


def test_evidence_is_loaded_only_when_asked_for(store, make):
    first, second = make.origin("a", "plan"), make.origin("b", "letter")
    with store.batch() as batch:
        batch.put_group("k", [make.document(id_) for id_ in ("plan", "letter", "central")])
        batch.put_statements(second, [make.edge("plan", "central", nested=True, evidence=(make.evidence(second, 9),))])
        batch.put_statements(
            first,
            [make.edge("plan", "central", evidence=(make.evidence(first, 7), make.evidence(first, 3)))],
        )
    (bare,) = store.neighbours(["plan"])
    assert bare.evidence == ()
    other = make.edge("central", "plan")
    nothing, full, again = store.with_evidence([other, bare, bare])
    seen = full.evidence
    assert seen == (make.evidence(first, 3), make.evidence(first, 7), make.evidence(second, 9))
    assert store.neighbours(["plan"], evidence=True)[0].evidence == seen
    assert (nothing, again) == (other, full), "in the order asked; what is not there has none"
    assert store.with_evidence([]) == []


TOGETHER = [
    ([{"scope": "provision"}, {"scope": "document"}], {"scope": "document"}, "document if any says so"),
    ([{"partial": True}, {"partial": False}], {"partial": False}, "partial only if all say so"),
    ([{"nested": True}, {"nested": False}], {"nested": False}, "the document itself says it too"),
    ([{"nested": True}, {"nested": True}], {"nested": True}, "only others say it"),
    ([{"confidence": 0.6}, {"confidence": 0.8}], {"confidence": 0.8}, "the highest"),
]


@pytest.mark.parametrize("turned", [False, True], ids=["first to last", "last to first"])
@pytest.mark.parametrize("origins", [1, 2], ids=["one origin", "two origins"])
@pytest.mark.parametrize(("said", "expected", "why"), TOGETHER, ids=[case[2] for case in TOGETHER])
def test_statements_about_one_edge_make_one(store, make, said, expected, why, origins, turned):
    edges = [make.edge("a", "b", **fields) for fields in (said[::-1] if turned else said)]
    with store.batch() as batch:
        batch.put_group("k", [make.document("a"), make.document("b")])
        if origins == 1:
            batch.put_statements(make.origin("o"), edges)
        else:
            for number, edge in enumerate(edges):
                batch.put_statements(make.origin(f"o{number}"), [edge])
    (edge,) = store.neighbours(["a"])
    assert {name: getattr(edge, name) for name in expected} == expected
    assert store.counts().statements == origins


def test_what_an_origin_no_longer_says_is_gone(store, make):
    one, other = make.origin("one"), make.origin("other")
    with store.batch() as batch:
        batch.put_group("k", [make.document(id_) for id_ in "abc"])
        batch.put_statements(one, [make.edge("a", "b", scope="document"), make.edge("a", "c")])
        batch.put_statements(other, [make.edge("a", "b", confidence=0.5)])
    with store.batch() as batch:
        batch.put_statements(one, [make.edge("b", "c")])
    edges = {(e.source, e.target): (e.scope, e.confidence) for e in store.neighbours("abc")}
    assert edges == {("a", "b"): ("provision", 0.5), ("b", "c"): ("provision", 0.9)}


def test_an_agency_goes_with_its_last_edge(store, make):
    with store.batch() as batch:
        batch.put_group("k", [make.document("a"), make.document("b")])
        batch.put_agencies([make.agency("so-noi-vu"), make.agency("so-y-te")])
        batch.put_statements(make.origin("o"), [make.edge("a", "so-noi-vu", "ISSUED_BY")])
        batch.put_statements(make.origin("p"), [make.edge("b", "so-y-te", "ISSUED_BY")])
        batch.put_statements(make.origin("q"), [make.edge("b", "so-y-te", "ISSUED_BY")])
    with store.batch() as batch:
        batch.drop_held(["o", "p"])
    assert list(store.agencies(["so-noi-vu", "so-y-te"])) == ["so-y-te"]
    assert store.counts().agencies == 1


def test_an_agency_is_no_document(store, make):
    with store.batch() as batch:
        batch.put_agencies([make.agency("so-noi-vu")])
    assert store.document("so-noi-vu") is None
    with pytest.raises(StoreError, match="one id for two kinds of nodes"), store.batch() as batch:
        batch.put_group("k", [make.document("so-noi-vu")])


def test_texts_are_kept_to_the_character(store, make):
    text = "Kế hoạch\r\nsố 614/KH-UBND\u00a0– 𝄞 \x00 e\u0302\u0301\n"
    held = make.held(make.origin("gia-lai", "d"), text)
    with store.batch() as batch:
        batch.put_held(held)
        assert batch.held_text("gia-lai") == held
        assert batch.held_text("nobody") is None
    assert store.text("d") == held.text
    assert store.extraction("d") == held.extraction
    assert store.text("nobody") is None
    assert store.extraction("nobody") is None


def test_two_copies_of_one_document_are_both_kept(store, make):
    web, scan = (
        make.held(make.origin("b-web", "d"), "bản web"),
        make.held(make.origin("a-scan", "d"), "bản in"),
    )
    with store.batch() as batch:
        batch.put_held(web)
        batch.put_held(scan)
    assert [row.key for row in store.copies("d")] == ["a-scan", "b-web"]
    assert store.text("d").text == "bản in"
    assert store.text("d", "b-web").text == "bản web"


def test_a_copy_may_turn_out_to_be_of_another_document(store, make):
    with store.batch() as batch:
        batch.put_held(make.held(make.origin("file", "d"), "văn bản"))
    with store.batch() as batch:
        batch.assign("file", "e")
    assert store.text("d") is None
    assert store.text("e").text == "văn bản"


def test_held_texts_are_paged_by_key(store, make):
    with store.batch() as batch:
        for key in "cab":
            batch.put_held(make.held(make.origin(key, f"doc-{key}"), "một hai"))
    origin = make.origin("b", "doc-b")
    assert [row.key for row in store.held(limit=2)] == ["a", "b"]
    assert store.held(after="a", limit=1) == [HeldRow("b", "doc-b", "b.txt", origin.sha256, 7)]
    assert store.held_hashes([origin.sha256, "00"]) == {origin.sha256}


def test_dropping_a_text_leaves_nothing_of_it(store, make, dump):
    kept, gone = make.origin("kept", "a"), make.origin("gone", "b")
    with store.batch() as batch:
        batch.put_group("a-key", [make.document("a", title="dân vận")])
        batch.put_held(make.held(kept, "dân vận"))
        batch.put_claims({"kept": [ClaimRow(0, "a-key", b"A")]})
    before = dump(store)
    with store.batch() as batch:
        batch.put_group("b-key", [make.document("b", title="dân vận khéo")])
        batch.put_held(make.held(gone, "dân vận khéo"))
        batch.put_claims({"gone": [ClaimRow(0, "b-key", b"B"), ClaimRow(1, "a-key", b"A")]})
        batch.put_statements(gone, [make.edge("b", "a", evidence=(make.evidence(gone),))])
        batch.put_problems("gone", [GraphProblem("gone", "warning", "ngày không khớp")])
    assert [hit.document.id for hit in store.search("dân vận khéo")] == ["b"]
    with store.batch() as batch:
        assert batch.drop_held(["gone", "never there"]) == {"a-key", "b-key"}
        batch.put_group("b-key", [])
        assert [s.count for s in batch.signatures(["a-key", "b-key"])] == [1]
    assert dump(store) == before
    assert store.search("dân vận khéo") == []


def test_claims_fold_into_signatures(store, make):
    with store.batch() as batch:
        for key in ("x", "y"):
            batch.put_held(make.held(make.origin(key), ""))
        assert batch.put_claims({"x": [ClaimRow(0, "290", b"2010"), ClaimRow(1, "290", b"?")]}) == {"290"}
        batch.put_claims({"y": [ClaimRow(4, "290", b"?"), ClaimRow(0, "23", b"2021")]})
        batch.put_resolutions([("290", b"?", b"to 2010")])
    with store.batch() as batch:
        assert batch.signatures(["290", "7", "290"]) == [
            Signature("290", b"2010", 1, None),
            Signature("290", b"?", 2, b"to 2010"),
        ]
        assert batch.claimants("290", b"?") == [Claimant("x", 1), Claimant("y", 4)]
        assert batch.claims_of("y") == [ClaimRow(0, "23", b"2021"), ClaimRow(4, "290", b"?")]
        assert batch.put_claims({"y": [ClaimRow(0, "24", b"2021")]}) == {"290", "23", "24"}
        assert batch.signatures(["290", "23"]) == [
            Signature("290", b"2010", 1, None),
            Signature("290", b"?", 1, b"to 2010"),
        ]


def test_claims_of_an_unknown_origin_are_refused(store):
    with pytest.raises(StoreError, match="x: no such origin"), store.batch() as batch:
        batch.put_claims({"x": [ClaimRow(0, "290", b"")]})


def test_quarantine_is_replaced_by_file_and_released(store):
    row = Quarantined("b.pdf", "trang 3", "không có lớp chữ")
    with store.batch() as batch:
        batch.quarantine("b.pdf", [Quarantined("b.pdf", "", "hỏng")])
        batch.quarantine("a.pdf", [Quarantined("a.pdf", "", "rỗng")])
    with store.batch() as batch:
        batch.quarantine("b.pdf", [row, row])
        batch.quarantine("a.pdf", [])
    assert store.quarantined() == [row, row]
    assert store.counts().quarantined == 1


REFUSED = [
    (lambda b, m: b.put_statements(m.origin("o"), [m.edge("a", "nobody")]), "nobody: an edge needs both"),
    (lambda b, m: b.put_statements(m.origin("o"), [m.edge("a", "a", "LIKES")]), "LIKES: no such relation"),
    (
        lambda b, m: b.put_statements(m.origin("o"), [m.edge("a", "b", evidence=(m.evidence(m.origin("p")),))]),
        "evidence of another origin",
    ),
    (lambda b, m: b.put_group("b-key", []), "b: deleted, but edges are left on it"),
    (lambda b, m: b.put_group("c-key", [m.document("c", title="\ud800")]), "lone surrogate"),
    (lambda b, m: b.put_group("c\x00key", [m.document("c")]), "has a null in it"),
]


def write_and(store, make, then):
    """A batch that writes a document and then does something else."""
    with store.batch() as batch:
        batch.put_group("new", [make.document("new")])
        then(batch, make)


@pytest.mark.parametrize(("wrong", "reason"), REFUSED, ids=[case[1] for case in REFUSED])
def test_a_refused_batch_leaves_all_as_it_was(store, make, dump, wrong, reason):
    with store.batch() as batch:
        batch.put_group("a-key", [make.document("a")])
        batch.put_group("b-key", [make.document("b")])
        batch.put_statements(make.origin("x"), [make.edge("a", "b")])
    before, version = dump(store), store.data_version()
    with pytest.raises(StoreError, match=reason):
        write_and(store, make, wrong)
    assert dump(store) == before
    assert store.data_version() == version


def test_an_error_of_the_caller_undoes_the_batch(store, make):
    with pytest.raises(ZeroDivisionError):
        write_and(store, make, lambda batch, make: 1 // 0)
    assert store.document("new") is None
    write_and(store, make, lambda batch, make: None)
    assert store.document("new") is not None


def test_a_batch_in_a_batch_is_refused(store):
    with store.batch(), pytest.raises(StoreError, match="a batch is open already"), store.batch():
        pass


def test_a_read_inside_a_batch_sees_the_batch(store, make):
    with store.batch() as batch:
        batch.put_group("k", [make.document("a"), make.document("b")])
        batch.put_statements(make.origin("o"), [make.edge("a", "b")])
        assert [node.id for node in store.by_number_key("k")] == ["a", "b"]
        assert len(store.lineage("b")) == 1


def test_the_data_version_grows_with_each_batch(store):
    before = store.data_version()
    with store.batch():
        pass
    assert store.data_version() > before


def test_the_latest_date_is_that_of_a_held_document(store, make):
    assert store.latest_date() is None
    with store.batch() as batch:
        batch.put_group("old", [make.document("old", date="2020-03-24", held=True)])
        batch.put_group("blank", [make.document("blank", held=True)])
        batch.put_group("cited", [make.document("cited", date="2026-01-01")])
    assert store.latest_date() == "2020-03-24"


def test_a_closed_store_says_so(store):
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.document("a")


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_loading_does_not_show(new_store, make, dump, seed):
    """Three texts and one that is dropped again, in any order and any batches."""
    rng = random.Random(seed)
    origins = {key: make.origin(key, key) for key in "abc"}
    origins["gone"] = make.origin("gone", "c")
    stated = {
        "a": [make.edge("a", "b"), make.edge("b", "c", nested=True, evidence=(make.evidence(origins["a"]),))],
        "b": [make.edge("b", "c", scope="document", evidence=(make.evidence(origins["b"]),))],
        "c": [make.edge("c", "bct", "ISSUED_BY")],
        "gone": [make.edge("b", "c", confidence=1.0), make.edge("c", "btc", "ISSUED_BY")],
    }

    def load(keys):
        store = new_store()
        with store.batch() as batch:
            batch.put_group("k", [make.document(id_, title=f"kế hoạch {id_}") for id_ in "abc"])
        for key in keys:
            with store.batch() as batch:
                batch.put_agencies([make.agency(e.target) for e in stated[key] if e.kind == "ISSUED_BY"])
                batch.put_held(make.held(origins[key], f"văn bản {key}"))
                batch.put_statements(origins[key], stated[key])
        if "gone" in keys:
            with store.batch() as batch:
                batch.drop_held(["gone"])
        return dump(store)

    shuffled = rng.sample(sorted(stated), 4)
    assert load(shuffled) == load("abc")
    assert isinstance(load("abc")["edges"][0], Edge)


def test_a_task_comes_back_as_it_was_put_and_goes_with_its_last_edge(store, make):
    origin = make.origin("o")
    task = make.task("d.task.1", "d", deadlines=({"year": "2020", "text": "năm 2020"},))
    with store.batch() as batch:
        batch.put_group("d", [make.document("d")])
        batch.put_tasks([task, make.task("d.task.2", "d")])
        batch.put_statements(origin, [make.edge("d", task.id, "ASSIGNS"), make.edge("d", "d.task.2", "ASSIGNS")])
    assert store.tasks(["d.task.2", "nobody", "d.task.1"]) == {"d.task.2": make.task("d.task.2", "d"), task.id: task}
    assert [each.id for each in store.task_page("d.task.1")] == ["d.task.2"]
    assert (store.counts().tasks, store.counts().agencies, store.document(task.id)) == (2, 0, None)
    with store.batch() as batch:
        batch.put_statements(origin, [make.edge("d", task.id, "ASSIGNS")])
    assert store.task_page() == [task]


def test_a_task_is_no_agency(store, make):
    with store.batch() as batch:
        batch.put_group("d", [make.document("d")])
    with pytest.raises(StoreError, match="one id for two kinds of nodes"), store.batch() as batch:
        batch.put_tasks([make.task("d", "d")])


# --- a relation that many texts state ---

MANY = 20
"""More than a store may keep in one place."""


def said_by(store, make, number, **fields):
    """Origin `number` states that a carries out b."""
    origin = make.origin(f"o{number:02}", "a")
    edge = make.edge("a", "b", evidence=(make.evidence(origin, number, f"câu {number}"),), **fields)
    with store.batch() as batch:
        batch.put_statements(origin, [edge])
    return make.evidence(origin, number, f"câu {number}")


@pytest.fixture
def crowd(store, make):
    """Twenty origins that state one relation, in a batch each; every third says more than the others."""
    with store.batch() as batch:
        batch.put_group("k", [make.document("a"), make.document("b")])
    return [
        said_by(store, make, n, confidence=0.5 + n / 100, nested=n % 3 > 0, scope="provision" if n else "document")
        for n in range(MANY)
    ]


def only_edge(store):
    (edge,) = store.neighbours(["a"], evidence=True)
    return edge


def test_a_relation_that_many_state_has_the_evidence_of_all(store, crowd):
    edge = only_edge(store)
    assert list(edge.evidence) == crowd
    assert (edge.scope, edge.nested, edge.confidence) == ("document", False, 0.69)
    assert store.with_evidence(store.neighbours(["a"])) == [edge]
    assert (store.counts().edges, store.counts().statements) == ({"IMPLEMENTS": 1}, MANY)
    assert [each.origin.key for each in store.statements(["a"])] == [f"o{n:02}" for n in range(MANY)]


WITHDRAWN = [
    (range(0, MANY, 2), "every other"),
    (range(8), "the first"),
    (range(8, MANY), "the last"),
    (range(MANY - 1), "all but one"),
]


@pytest.mark.parametrize(("gone", "why"), WITHDRAWN, ids=[case[1] for case in WITHDRAWN])
def test_what_some_of_many_no_longer_say_is_gone(store, make, crowd, gone, why):
    with store.batch() as batch:
        batch.drop_held([f"o{n:02}" for n in gone])
    left = [n for n in range(MANY) if n not in gone]
    edge = only_edge(store)
    assert list(edge.evidence) == [crowd[n] for n in left]
    assert edge.confidence == 0.5 + left[-1] / 100
    assert edge.scope == ("document" if 0 in left else "provision")
    assert edge.nested == all(n % 3 > 0 for n in left)
    assert store.counts().statements == len(left)


def test_when_none_of_many_says_it_any_more_the_relation_is_gone(store, crowd):
    with store.batch() as batch:
        batch.drop_held([f"o{n:02}" for n in range(MANY)])
    assert store.neighbours(["a"]) == []
    assert store.statements(["a"]) == []
    assert store.counts().statements == 0


def test_one_of_many_may_say_something_else(store, make, crowd):
    for number in (3, MANY - 1):
        seen = said_by(store, make, number, confidence=0.1, partial=True)
        assert seen == crowd[number]
    edge = only_edge(store)
    assert list(edge.evidence) == crowd
    assert (edge.confidence, edge.partial) == (0.5 + (MANY - 2) / 100, False)
    found = {each.origin.key: each.edge.confidence for each in store.statements(["a"])}
    assert (found["o03"], found[f"o{MANY - 1}"]) == (0.1, 0.1)


def test_many_in_one_batch_make_the_same_relation(new_store, make, crowd, store, dump):
    before = dump(store)
    other = new_store()
    with other.batch() as batch:
        batch.put_group("k", [make.document("a"), make.document("b")])
        for n in reversed(range(MANY)):
            origin = make.origin(f"o{n:02}", "a")
            scope = "provision" if n else "document"
            edge = make.edge("a", "b", confidence=0.5 + n / 100, nested=n % 3 > 0, scope=scope)
            seen = (make.evidence(origin, n, f"câu {n}"),)
            batch.put_statements(origin, [Edge(**{**fields_of(edge), "evidence": seen})])
    assert dump(other) == before


def fields_of(edge):
    return {name: getattr(edge, name) for name in edge.__struct_fields__}


# --- values that mean something to a database ---

ODD = [
    ("`) DETACH DELETE n //", "the end of a name, and a comment"),
    ("'; DROP TABLE node; --", "the end of a string"),
    ('"}) RETURN {a: 1} $rows \\ \\u0027', "braces, a parameter, escapes"),
    ("dòng một\r\ndòng hai\ttab\x01\x07", "line ends and signs that cannot be seen"),
    ("𝄞 e\u0302\u0301 \ufeff\u202e đảo", "signs beyond the first plane, marks apart, a turned line"),
    ("dài " * 25_000, "a hundred thousand letters"),
    ("+(dân AND vận) OR * ~ /x/ [a TO b]", "the signs of full text search"),
]


@pytest.mark.parametrize(("words", "why"), ODD, ids=[case[1] for case in ODD])
def test_words_are_kept_as_they_are_and_never_run(store, make, dump, words, why):
    origin = make.origin("o", "d")
    document = make.document(
        "d", words, title=words, name=words, type=words, term=words, signer=words, territory=words, province=words
    )
    task = make.task("t", "d", text=words, section=words, deadlines=({"text": words, "after": {"event": words}},))
    evidence = make.evidence(origin, quote=words, section=words, cue=words, rule=words)
    fact, problem = make.facts("gazette", words), GraphProblem("o", "info", words)
    with store.batch() as batch:
        batch.put_group(words, [document])
        batch.put_agencies([make.agency("a", words)])
        batch.put_tasks([task])
        batch.put_held(make.held(origin, words))
        batch.put_claims({"o": [ClaimRow(0, words, words.encode())]})
        batch.put_statements(
            origin, [make.edge("d", "a", "ISSUED_BY", evidence=(evidence,)), make.edge("d", "t", "ASSIGNS")]
        )
        batch.put_problems("o", [problem])
        batch.quarantine("f", [Quarantined("f", words, words)])
        batch.put_facts(fact)
        batch.publish_facts(make.table("gazette", 1))
    before = dump(store)
    assert store.by_number_key(words) == [document]
    assert store.keys_of(["d"]) == {"d": words}
    assert (store.agencies(["a"])["a"].name, store.tasks(["t"])["t"], store.text("d").text) == (words, task, words)
    assert store.neighbours(["d"], ["ISSUED_BY"], evidence=True)[0].evidence == (evidence,)
    assert (store.facts([words]), store.problems(), store.number_keys()) == (fact, [problem], [words])
    assert [(each.number_key, each.signature) for each in store.signatures([words])] == [(words, words.encode())]
    assert store.claimed_keys() == [words]
    store.search(words)
    assert store.document(words) is None
    assert dump(store) == before


DATES = ["2020-03-24", "2020", "2020-13-45", "0001-01-01", "năm 2020"]


@pytest.mark.parametrize("date", DATES)
def test_a_day_comes_back_as_it_was_put(store, make, date):
    document = make.document("d", date=date, expires=date, held=True)
    with store.batch() as batch:
        batch.put_group("k", [document])
    assert store.document("d") == document
    assert store.latest_date() == date

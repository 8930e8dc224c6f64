"""What every store promises of what it keeps under an origin: all of it comes out as it was put in."""

import pytest

from luocdo.graph.store_records import ClaimRow, GraphProblem, HeldRow, Holding, Signature, Stated


@pytest.fixture
def kept(store, make):
    """A text with all that may be kept under it, and an origin that states an edge without a text."""
    plan, registry = make.origin("plan", "p"), make.origin("registry")
    held = make.held(plan, "Căn cứ, thực hiện")
    claims = [ClaimRow(0, "1-kh/tu", b"own"), ClaimRow(1, "2-ct/tw", b"cited"), ClaimRow(2, "2-ct/tw", b"cited")]
    problems = [GraphProblem("plan", "warning", "b", 4, 6), GraphProblem("plan", "info", "a")]
    edges = [
        make.edge("p", "t", "ASSIGNS", evidence=(make.evidence(plan, 2), make.evidence(plan, 0))),
        make.edge("p", "d", scope="document", confidence=0.7, evidence=(make.evidence(plan, 1),)),
    ]
    with store.batch() as batch:
        batch.put_group("1-kh/tu", [make.document("p")])
        batch.put_group("2-ct/tw", [make.document("d"), make.document("e")])
        batch.put_tasks([make.task("t", "p")])
        batch.put_held(held)
        batch.put_claims({"plan": claims})
        batch.put_resolutions([("2-ct/tw", b"cited", b"means d")])
        batch.put_statements(plan, edges)
        batch.put_problems("plan", problems)
        batch.put_statements(registry, [make.edge("p", "d", partial=True, confidence=0.99)])
    ordered = make.edge("p", "t", "ASSIGNS", evidence=(make.evidence(plan, 0), make.evidence(plan, 2)))
    decided = (("2-ct/tw", b"cited", b"means d"),)
    return [
        Holding(plan, held, tuple(claims), decided, (edges[1], ordered), tuple(problems)),
        Holding(registry, None, (), (), (make.edge("p", "d", partial=True, confidence=0.99),), ()),
    ]


def test_all_that_is_kept_under_an_origin_comes_out(store, kept):
    assert store.holdings(["registry", "nobody", "plan", "plan"]) == kept
    assert store.holdings([]) == []


def test_what_an_origin_states_is_its_own_word(store, kept, make):
    """The edge of both has the higher confidence; neither statement takes it from the other."""
    assert [edge.confidence for edge in store.neighbours(["p"], ["IMPLEMENTS"])] == [0.99]
    assert [each.edges[0].confidence for each in store.holdings(["plan", "registry"])] == [0.7, 0.99]


def test_what_origins_say_of_the_edges_of_a_node(store, kept):
    plan, registry = kept
    stated = [(plan, 0), (registry, 0), (plan, 1)]
    assert store.statements(["p", "d", "nobody", "p"]) == [Stated(one.origin, one.edges[n]) for one, n in stated]
    assert store.statements(["t"]) == []


def test_claims_are_read_by_key_without_a_batch(store, kept):
    assert store.claimed_keys() == ["1-kh/tu", "2-ct/tw"]
    assert store.claimed_keys(limit=1) == ["1-kh/tu"]
    assert store.claimed_keys(after="1-kh/tu") == ["2-ct/tw"]
    assert store.signatures(["2-ct/tw", "1-kh/tu", "3-ct/tw"]) == [
        Signature("1-kh/tu", b"own", 1, None),
        Signature("2-ct/tw", b"cited", 2, b"means d"),
    ]


def test_a_text_that_turned_out_to_be_of_another_document_is_kept_as_of_that(store, kept):
    with store.batch() as batch:
        batch.assign("plan", "e")
    (found,) = store.holdings(["plan"])
    assert found.held is not None
    assert {found.origin.document_id, found.held.document_id} == {"e"}
    assert {seen.document_id for edge in found.edges for seen in edge.evidence} == {"e"}


def test_origins_are_paged_by_key_with_the_length_of_their_text(store, kept):
    plan, registry = kept[0].origin, kept[1].origin
    assert store.origins(limit=1) == [HeldRow("plan", "p", plan.source, plan.sha256, 17)]
    assert store.origins(after="plan") == [HeldRow("registry", "", registry.source, registry.sha256, 0)]
    assert store.origins(after="registry") == []


def test_number_keys_are_paged_each_once(store, kept):
    assert store.number_keys() == ["1-kh/tu", "2-ct/tw"]
    assert store.number_keys(limit=1) == ["1-kh/tu"]
    assert store.number_keys(after="1-kh/tu") == ["2-ct/tw"]

"""Analyses over a whole store: each finds what a small graph was made to hold."""

from __future__ import annotations

import random
from typing import get_args

import networkx as nx
import pytest

from luocdo.queries.analysis import NAMES, AnalysisName, analyse
from luocdo.queries.analysis_compared import provinces_compared, similar
from luocdo.queries.analysis_graph import citations, page_rank, relying
from luocdo.queries.analysis_reliance import bridges, relied_on
from luocdo.queries.analysis_shape import chains, circles, communities

CENTRE = {"level": "central-party", "date": "2020-01-01"}
GIA_LAI = {"level": "province-state", "province": "Gia Lai", "date": "2020-03-01", "held": True}
SON_LA = {"level": "province-party", "province": "Sơn La", "date": "2020-01-31", "held": True}
DOCUMENTS = {
    "decision": {"number": "290-QĐ/TW", "title": "về công tác dân vận", **CENTRE},
    "law": {"number": "1/2020/QH14", "level": "central-state", "date": "2019-01-01", "title": "Luật Thuế nông nghiệp"},
    "bridge": {"number": "12-QĐ/TU", "title": "công tác dân vận của tỉnh", **SON_LA},
    "plan": {"number": "614/KH-UBND", "title": "công tác dân vận năm 2020", **GIA_LAI},
    "lower": {"number": "7/KH-SNV", "title": "công tác dân vận của sở", **SON_LA, "level": "department"},
    "lowest": {"number": "8/KH-SNV", **SON_LA, "level": "department", "date": None},
    "letter": {"number": "9/CV-UBND", **GIA_LAI},
    "open": {"number": "25-NQ/TW", "ambiguous": True},
}
EDGES = [
    ("bridge", "IMPLEMENTS", "decision"),
    ("plan", "IMPLEMENTS", "decision"),
    ("plan", "BASED_ON", "law"),
    ("lower", "BASED_ON", "bridge"),
    ("lowest", "IMPLEMENTS", "lower"),
    ("letter", "CITES", "decision"),
    ("letter", "CITES", "law"),
    ("letter", "CITES", "open"),
    ("plan", "SUPERSEDES", "letter"),
]


@pytest.fixture
def store(graph):
    return graph(DOCUMENTS, EDGES)


def test_reliance_is_counted_by_level_and_passed_on_along_chains(store):
    found = {each.document.id: each for each in relied_on(store)}
    assert [(each.level, each.document.id) for each in relied_on(store, 1)] == [
        ("central-party", "decision"),
        ("central-state", "law"),
        ("province-party", "bridge"),
        ("department", "lower"),
    ]
    assert {id_: each.cited_by for id_, each in found.items()} == {"decision": 3, "law": 2, "bridge": 1, "lower": 1}
    assert found["bridge"].pagerank > found["lower"].pagerank, "what rests on the lower rests on the bridge too"
    assert "open" not in found, "a stand-in is no document"
    assert "letter" not in found, "to be replaced is not to be relied on"


def test_a_bridge_has_the_centre_above_and_others_beneath(store):
    (found,) = bridges(store)
    assert (found.document.id, found.grounds) == ("bridge", ("290-QĐ/TW",))
    assert (found.followed_by, found.beneath, found.only_through) == (1, 2, 2)


def test_what_reaches_the_centre_by_itself_is_not_only_through_a_bridge(graph):
    store = graph(DOCUMENTS, [*EDGES, ("lower", "IMPLEMENTS", "law")])
    found = {each.document.id: (each.beneath, each.only_through) for each in bridges(store)}
    assert found == {"bridge": (2, 0), "lower": (1, 1)}


def test_the_longest_chain_leads_from_the_last_plan_to_the_first_ground(store):
    found = chains(store)
    assert [each.id for each in found[0].documents] == ["lowest", "lower", "bridge", "decision"]
    assert found[0].steps == 3
    assert [each.documents[-1].id for each in found] == ["decision", "bridge", "law", "lower"]


def test_circles_are_found_and_no_chain_goes_through_them(graph):
    store = graph(DOCUMENTS, [*EDGES, ("decision", "BASED_ON", "bridge"), ("bridge", "BASED_ON", "lowest")])
    (found,) = circles(store)
    assert {each.id for each in found.documents} <= {"decision", "bridge", "lower", "lowest"}
    assert len(found.documents) + found.among == 4
    assert [[each.id for each in chain.documents] for chain in chains(store)] == [["plan", "law"]]
    assert circles(graph(DOCUMENTS, EDGES)) == ()


def test_groups_are_named_after_what_their_titles_share(graph):
    themes = {"dan-van": "Kế hoạch công tác dân vận khéo", "thue": "Hướng dẫn thuế tài nguyên nước"}
    documents = {}
    edges = []
    for theme, title in themes.items():
        documents[theme] = {"number": f"1-CT/{theme}", "title": title, **CENTRE}
        for n in range(4):
            documents[f"{theme}-{n}"] = {"number": f"{n}/KH-{theme}", "title": f"{title} năm {2020 + n}", **GIA_LAI}
            edges += [(f"{theme}-{n}", "IMPLEMENTS", theme)]
            edges += [(f"{theme}-{n}", "CITES", f"{theme}-{n - 1}")] if n else []
    found = communities(graph(documents, edges))
    assert [(each.size, each.centre.id) for each in found] == [(5, "dan-van"), (5, "thue")]
    assert found[0].subject[0] == "công tác dân vận khéo", "longer than what is counted, as nothing else follows"
    assert found[1].subject[0] == "thuế tài nguyên nước"
    assert found[0].levels == {"central-party": 1, "province-state": 4}
    assert found[0].provinces == ("Gia Lai",)


NAMED = [
    (
        ["cải cách bộ máy cơ quan hành chính nhà nước", "đổi mới cơ quan hành chính nhà nước"],
        "cơ quan hành chính nhà nước",
    ),
    (["công khai theo quy chế dân chủ", "kiểm tra theo quy chế dân chủ"], "quy chế dân chủ"),
    (["đơn giản hóa thủ tục cư trú", "đơn giản hóa thủ tục hộ tịch"], "đơn giản hóa thủ tục"),
    (["bảo vệ rừng", "bảo vệ biển"], "bảo vệ"),
]


@pytest.mark.parametrize(("titles", "name"), NAMED, ids=[name for _, name in NAMED])
def test_the_name_of_a_group_is_no_piece_of_a_longer_one(graph, titles, name):
    documents = {f"d{n}": {"number": f"{n}-CT/TW", "title": title, **CENTRE} for n, title in enumerate(titles)}
    documents |= {"top": {"number": "9-CT/TW", "title": "an toàn giao thông", **CENTRE}}
    documents |= {f"e{n}": {"number": f"1{n}-CT/TW", "title": "giao thông", **CENTRE} for n in range(9)}
    (found,) = communities(graph(documents, [("d0", "CITES", "top"), ("d1", "CITES", "top")]))
    assert found.subject[0] == name


def test_provinces_are_compared_by_what_they_rest_on_and_how_fast(store):
    found = {each.province: each for each in provinces_compared(store)}
    assert list(found) == ["Gia Lai", "Sơn La"]
    assert (found["Gia Lai"].documents, found["Gia Lai"].rests_on) == (2, 2)
    assert found["Gia Lai"].median_days == pytest.approx((60 + 425) / 2)
    assert (found["Sơn La"].rests_on, found["Sơn La"].median_days) == (1, 30)


def test_documents_that_share_rare_citations_are_alike(graph):
    cited = {f"c{n}": {"number": f"{n}-CT/TW", **CENTRE} for n in range(4)}
    citing = {name: {"number": f"1/KH-{name}", **GIA_LAI} for name in "abc"}
    edges = [("a", "CITES", "c0"), ("a", "CITES", "c1"), ("b", "CITES", "c0"), ("b", "CITES", "c1")]
    edges += [("c", "CITES", "c0"), ("c", "CITES", "c3")]
    store = graph({**cited, **citing}, edges)
    (found,) = similar(store)
    assert (found.one.id, found.other.id, found.similarity) == ("a", "b", 1.0)
    assert found.shared == ("1-CT/TW", "0-CT/TW"), "the rarest first"
    assert [(each.other.id, each.shared) for each in similar(store, ["c"])] == [
        ("a", ("0-CT/TW",)),
        ("b", ("0-CT/TW",)),
    ]
    (pair,) = similar(store, ["c", "a"])
    assert 0 < pair.similarity < 0.5
    assert similar(store, ["c0", "a"]) == (), "what cites nothing is like nothing"


def test_pagerank_is_that_of_networkx():
    chance = random.Random(290)
    pairs = sorted(
        {(chance.randrange(200), chance.randrange(200) // 3) for _ in range(900)} - {(n, n) for n in range(200)}
    )
    joined = nx.DiGraph(pairs)
    joined.add_nodes_from(range(200))
    known = nx.algorithms.link_analysis.pagerank_alg._pagerank_python(joined, tol=1e-12, max_iter=500)
    ours = page_rank(200, pairs)
    assert max(abs(ours[n] - known[n]) for n in range(200)) < 1e-9
    assert sum(ours) == pytest.approx(1)
    assert page_rank(0, []) == []


def test_an_analysis_of_nothing_finds_nothing(graph):
    for name in NAMES:
        assert analyse(graph({}), name).rows == ()


def test_every_analysis_has_a_name_and_plain_rows(store):
    assert get_args(AnalysisName) == NAMES
    for name in NAMES:
        found = analyse(store, name, limit=1)
        assert found.to_dict()["name"] == name
        assert all(isinstance(row, dict) for row in found.rows)


def test_each_pair_of_documents_counts_once(graph):
    store = graph(DOCUMENTS, [("plan", "CITES", "law"), ("plan", "BASED_ON", "law")])
    assert len(list(citations(store, relying()).pairs())) == 1

"""The tree of a directive: what is followed, what is marked, what is named once more."""

from __future__ import annotations

import pytest

from luocdo.graph.errors import LuocdoError
from luocdo.queries.cascade import cascade
from luocdo.queries.lineage import lineage, relations_named

HELD = {"held": True}
DOCUMENTS = {
    "290": {"number": "290-QĐ/TW", "date": "2010-02-25"},
    "247": {"number": "247-KH/TU", "date": "2015-09-24", "province": "Tuyên Quang"},
    "614": {"number": "614/KH-UBND", "date": "2020-03-24", "province": "Gia Lai", **HELD},
    "89": {"number": "89/KH-UBND", "date": "2020-05-05", "province": "Tuyên Quang", **HELD},
    "7": {"number": "7/KH-SNV", "date": "2020-06-01", "province": "Gia Lai", **HELD},
    "31": {"number": "31/BC-UBND", "date": "2021-01-10", "province": "Sơn La", **HELD},
}


def tree(store, root="290", **rest):
    """The tree as text: two blanks a step, `~` for a mention, `*` for a repetition."""
    found = cascade(store, store.document(root), **rest)
    return [
        "  " * each.depth
        + each.document.id
        + ("~" if each.relation and each.relation.note else "")
        + ("*" if each.repeated else "")
        for each in found.branches
    ]


@pytest.mark.parametrize(
    ("edges", "expected", "why"),
    [
        (
            [("614", "IMPLEMENTS", "290"), ("7", "BASED_ON", "614"), ("89", "GUIDES", "290")],
            ["290", "  614", "    7", "  89"],
            "three relations carry a directive on; children by date",
        ),
        (
            [("247", "IMPLEMENTS", "290", {"nested": True}), ("89", "IMPLEMENTS", "247")],
            ["290", "  247", "    89"],
            "what a third text says joins the two",
        ),
        (
            [("614", "IMPLEMENTS", "290"), ("31", "CITES", "614"), ("7", "IMPLEMENTS", "31")],
            ["290", "  614", "    31~"],
            "a mention is the last hop",
        ),
        ([("247", "CITES", "290")], ["290"], "a mention by a document that is not held is not shown"),
        (
            [("614", "IMPLEMENTS", "290"), ("614", "CITES", "290")],
            ["290", "  614"],
            "one step a pair, the strongest",
        ),
        ([("614", "MAY_BE", "290"), ("89", "AMENDS", "290")], ["290"], "a guess and an act are not followed"),
        (
            [
                ("614", "IMPLEMENTS", "290"),
                ("89", "IMPLEMENTS", "290"),
                ("7", "IMPLEMENTS", "614"),
                ("7", "IMPLEMENTS", "89"),
                ("31", "IMPLEMENTS", "7"),
            ],
            ["290", "  614", "    7", "      31", "  89", "    7*"],
            "reached twice: expanded once, named the second time",
        ),
        (
            [("614", "IMPLEMENTS", "290"), ("89", "IMPLEMENTS", "614"), ("89", "IMPLEMENTS", "290")],
            ["290", "  614", "    89*", "  89"],
            "expanded where it is nearest to the root",
        ),
        (
            [("614", "IMPLEMENTS", "290"), ("290", "IMPLEMENTS", "614")],
            ["290", "  614", "    290*"],
            "a circle ends",
        ),
        (
            [("614", "IMPLEMENTS", "290"), ("89", "IMPLEMENTS", "290"), ("89", "CITES", "614")],
            ["290", "  614", "    89~*", "  89"],
            "a mention by a document of the tree names it again",
        ),
        ([("290", "IMPLEMENTS", "290")], ["290"], "a document does not carry itself out"),
    ],
)
def test_the_tree(graph, edges, expected, why):
    assert tree(graph(DOCUMENTS, edges)) == expected, why


CHAIN = [
    ("614", "IMPLEMENTS", "290"),
    ("7", "IMPLEMENTS", "614"),
    ("31", "CITES", "7"),
    ("89", "CITES", "290"),
]


@pytest.mark.parametrize(
    ("options", "expected", "why"),
    [
        ({"depth": 1}, ["290", "  614", "  89~"], "one step"),
        ({"depth": 2}, ["290", "  614", "    7", "  89~"], "the last hop counts as a step"),
        ({"on": "2020-05-31"}, ["290", "  614", "  89~"], "later documents are left out"),
        ({"relations": ("CITES",)}, ["290", "  89"], "only what is asked for, to the end"),
        ({"root": "7", "direction": "up"}, ["7", "  614", "    290"], "upwards"),
    ],
)
def test_options(graph, options, expected, why):
    assert tree(graph(DOCUMENTS, CHAIN), **options) == expected, why


def test_the_contracts_shape(graph):
    store = graph(DOCUMENTS, [("614", "IMPLEMENTS", "290", {"quote": "thực hiện 290", "illustrative": True})])
    data = cascade(store, store.document("290"), on="2020-06-01").to_dict()
    (child,) = data["children"]
    assert (data["relation"], data["status"]) == (None, "unknown")
    assert set(child) == {"document", "status", "relation", "tasks", "children", "repeated"}
    assert (child["relation"]["kind"], child["relation"]["scope"]) == ("implements", "document")
    evidence = child["relation"]["evidence"]
    assert (evidence["quote"], evidence["illustrative"], evidence["section"]) == (
        "thực hiện 290",
        True,
        "I.1",
    )
    assert {"source", "start", "end", "rule", "confidence"} <= set(evidence)


def test_a_chain_of_five_thousand_needs_no_recursion(graph):
    documents = {str(n): {"number": f"{n}-KH/TU", "date": "2020-01-01"} for n in range(5000)}
    store = graph(documents, [(str(n + 1), "IMPLEMENTS", str(n)) for n in range(4999)])
    found = cascade(store, store.document("0"))
    assert found.branches[-1].depth == 4999
    depth, node = 0, found.to_dict()
    while node["children"]:
        depth, node = depth + 1, node["children"][0]
    assert depth == 4999


def test_provinces_reached(graph):
    store = graph(DOCUMENTS, CHAIN)
    assert cascade(store, store.document("290")).provinces() == ("Gia Lai", "Sơn La", "Tuyên Quang")


def test_lineage_is_the_flat_list(graph):
    found = lineage(graph(DOCUMENTS, CHAIN), "290")
    assert [(hop.depth, hop.edge.source) for hop in found.hops] == [(1, "614"), (2, "7")]
    assert set(found.documents) == {"290", "614", "7"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [("implements", ("IMPLEMENTS",)), ("based-on, CITES,cites", ("BASED_ON", "CITES"))],
)
def test_relations_are_named_as_in_the_output(words, expected):
    assert relations_named(words) == expected


@pytest.mark.parametrize("words", ["may_be", "loves", "", "implements,issued_by"])
def test_what_cannot_be_followed_is_refused(words):
    with pytest.raises(LuocdoError, match="there are supersedes"):
        relations_named(words)

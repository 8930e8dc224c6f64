"""The tree on the screen: guides, depth, marks."""

from __future__ import annotations

import json

import msgspec
import pytest

from luocdo.app.json_tree import tree_json
from luocdo.app.screen import Screen
from luocdo.app.tree import draw
from luocdo.graph.model import DocumentNode, Evidence
from luocdo.queries.cascade import Branch, Cascade, Relation


def branch(depth, name, **fields):
    own = {"title": fields.pop("title", None), "ambiguous": fields.pop("ambiguous", False)}
    node = DocumentNode(
        id=name, number=name, type=None, name=None, date=None, issuer=(), level=None, province=None, **own
    )
    given = {"repeated": False, "relation": fields.pop("relation", None), **fields}
    return Branch(document=node, status="unknown", depth=depth, **given)


def relation(**fields):
    seen = Evidence("d", "d.txt", "00", 0, 9, fields.pop("quote", "thực hiện"), "II.1", "", "", 0.9, True)
    given = {"kind": "implements", "scope": "provision", "nested": False, "note": None, "evidence_count": 1}
    return Relation(**{**given, "evidence": seen, **fields})


def drawn(*branches, width=80):
    screen = Screen("vi")
    screen.out.width = width
    return [line.plain.rstrip() for line in draw(Cascade("2020-01-01", "down", branches), screen)]


def test_guides_join_parents_and_children():
    lines = drawn(branch(0, "a"), branch(1, "b"), branch(2, "c"), branch(1, "d"))
    assert lines == [
        *("a", "│ chưa rõ"),
        *("├─ b", "│  │ chưa rõ", "│  └─ c", "│       chưa rõ"),
        *("└─ d", "     chưa rõ"),
    ]


@pytest.mark.parametrize(
    ("fields", "expected", "why"),
    [
        (
            {"relation": relation()},
            "thực hiện: “thực hiện” (d.txt, II.1) [minh họa]",
            "evidence and its mark",
        ),
        ({"relation": relation(evidence=None)}, "thực hiện", "a relation without evidence"),
        ({"relation": relation(nested=True)}, "(theo d.txt)", "what a third text says"),
        ({"relation": relation(kind="cites", note="chỉ dẫn chiếu")}, "[chỉ dẫn chiếu]", "a last hop"),
        ({"ambiguous": True}, "b, [chưa rõ là văn bản nào]", "a stand-in for several"),
        ({"repeated": True, "relation": relation()}, "(đã nêu ở nhánh khác)", "the second time"),
    ],
)
def test_what_stands_under_a_document(fields, expected, why):
    assert expected in "\n".join(drawn(branch(0, "a"), branch(1, "b", **fields))), why


@pytest.mark.parametrize("width", [40, 80, 120])
def test_long_words_and_deep_trees_stay_within_the_width(width):
    long = {"title": "công tác dân vận " * 40, "relation": relation(quote="thực hiện quyết định " * 40)}
    branches = [branch(depth, f"{depth}", **(long if depth else {})) for depth in range(40)]
    lines = drawn(*branches, width=width)
    assert max(map(len, lines)) <= max(width, 3 * 12 + 2 + 30)
    assert any("(39) 39" in line for line in lines)


@pytest.mark.parametrize(
    ("quote", "cue", "expected"),
    [
        ("Căn cứ Luật này", "căn cứ", "“Căn cứ Luật này”"),
        ("QUY ĐỊNH " * 30 + "Căn cứ Luật này", "căn cứ", "“… Căn cứ Luật này”"),
        ("Căn cứ Luật này, " * 20, "căn cứ", "“Căn cứ Luật này, Căn cứ"),
        ("không có chữ ấy " * 20, "căn cứ", "“không có chữ ấy không"),
        ("không có gì " * 20, "", "“không có gì không"),
    ],
)
def test_a_long_quote_begins_at_its_cue(quote, cue, expected):
    step = relation(quote=quote)
    seen = msgspec.structs.replace(step.evidence, cue=cue)
    lines = drawn(branch(0, "a"), branch(1, "b", relation=relation(evidence=seen)), width=400)
    assert expected in lines[-1]


def test_markup_in_a_title_is_text():
    assert any("[red]x[/red]" in line for line in drawn(branch(0, "a", title="[red]x[/red]")))


@pytest.mark.parametrize("depths", [[0], [0, 1], [0, 1, 2, 1], [0, 1, 2, 3, 1, 1, 2], [0, 1, 1, 2, 3, 4, 2, 1]])
def test_the_written_tree_is_the_nested_one(depths):
    found = Cascade("2020-01-01", "down", tuple(branch(depth, str(n)) for n, depth in enumerate(depths)))
    assert json.loads("".join(tree_json(found))) == found.to_dict()

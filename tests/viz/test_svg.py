"""A lineage drawn as a file: what stands on it, that it is sound XML, and that nothing of a document runs in it."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from luocdo.graph.model import AgencyRef
from luocdo.graph.schema import schema
from luocdo.viz.picture import Line, Picture, picture
from luocdo.viz.scene import MOST_OF_COLUMN, Ask
from luocdo.viz.style import Theme, tokens
from luocdo.viz.svg import ground, pieces, standalone_svg
from luocdo.viz.svg_lines import line_piece
from luocdo.viz.text_width import fitted, lines, width

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>]]><!--\x00\x1b&amp; href='javascript:x'"
ROOT = {"number": "290-QĐ/TW", "date": "2010-02-25", "level": "central-party", "type": "Quyết định"}
PLAN = {"number": "614/KH-UBND", "date": "2020-03-24", "level": "province-state", "province": "Gia Lai", "held": True}
WORK = {"t1": {"document": "p", "agencies": ["Sở Nội vụ"], "deadlines": [{"date": "2020-05-30", "text": "30/5"}]}}


@pytest.fixture
def plain(graph):
    """A decision, its successor, and the plan that carries the decision out."""
    documents = {"d": ROOT, "n": ROOT | {"number": "23-QĐ/TW", "date": "2021-07-30", "held": True}, "p": PLAN}
    return graph(documents, [("p", "IMPLEMENTS", "d"), ("n", "SUPERSEDES", "d")], WORK)


def words(drawn: str) -> list[str]:
    root = ElementTree.fromstring(drawn)
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def crossing(found: Picture) -> list[tuple[str, str]]:
    """Lines that run through the inside of a card."""
    bad = []
    for line in found.lines:
        for (x0, y0), (x1, y1) in pairwise(line.points):
            for id_, box in found.places.items():
                wide = min(x0, x1) < box.x + box.width and max(x0, x1) > box.x
                if wide and min(y0, y1) < box.y + box.height and max(y0, y1) > box.y:
                    bad.append((line.kind, id_))
    return bad


def test_status_is_told_by_word_and_a_passed_deadline_by_words(plain) -> None:
    found = words(standalone_svg(picture(plain, Ask(("d",), on="2026-11-22"))))
    assert {"290-QĐ/TW", "bị thay thế", "Sở Nội vụ", "30/05/2020", "đã qua hạn"} <= set(found)
    assert "thay thế 1" in found, "the legend counts each relation"


def test_a_document_of_unknown_status_is_never_shown_in_force(plain, graph) -> None:
    stub = graph({"d": ROOT, "p": PLAN | {"held": False}}, [("p", "IMPLEMENTS", "d")])
    found = words(standalone_svg(picture(stub, Ask(("d",)))))
    assert found.count("chưa rõ") == 2
    assert "còn hiệu lực" not in found


def drawn_parts(stroke: str, points: tuple[tuple[float, float], ...]) -> list[str]:
    """The paths that a line is drawn with."""
    piece = line_piece(Line("a", "b", "CITES", stroke, "dẫn chiếu", points, partial=False, confidence=1.0))
    return re.findall(rf'class="line {stroke}" d="([^"]+)"', piece.inner)


@pytest.mark.parametrize("stroke", ["dotted", "dash-dot", "long-dash", "short-dash"])
def test_a_long_broken_line_is_painted_part_by_part_along_the_same_way(stroke) -> None:
    points = ((0, 0), (40, 0), (40, 3000), (90, 3000))
    parts, (whole,) = drawn_parts(stroke, points), drawn_parts("solid", points)
    assert len(parts) == 5
    assert [part.count("L") + part.count("Q") for part in parts] == [1] * 5, "each is straight or a corner"
    assert parts[0] + "".join(re.sub(r"^M[^LQ]+", "", part) for part in parts[1:]) == whole
    assert len(drawn_parts(stroke, ((0, 0), (40, 0), (40, 300), (90, 300)))) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_of_a_document_runs_in_the_file(graph, theme: Theme) -> None:
    hostile = {"number": HOSTILE, "title": HOSTILE, "issuer": (AgencyRef("x", HOSTILE),), "province": HOSTILE}
    store = graph({"d": ROOT | hostile, "p": PLAN | {"title": HOSTILE}}, [("p", "IMPLEMENTS", "d")], WORK)
    found = picture(store, Ask(("d",), selected="p"))
    in_page = "".join([ground(found), *(markup for _, markup in pieces(found))])
    for drawn in (standalone_svg(picture(store, Ask(("d",))), theme), f"<svg>{in_page}</svg>"):
        root = ElementTree.fromstring(drawn)
        names = {each.tag.partition("}")[2] for each in root.iter()}
        assert not names & {"script", "img", "foreignObject", "a", "image", "iframe"}
        told = {name for each in root.iter() for name in each.attrib}
        assert not [name for name in told if name.lower().startswith("on")]
        links = [each.attrib["href"] for each in root.iter() if "href" in each.attrib]
        assert all(link.startswith("#") for link in links)


def test_a_file_asks_for_nothing_and_resolves_its_colours(plain) -> None:
    drawn = standalone_svg(picture(plain, Ask(("d",))))
    assert "var(" not in drawn
    assert re.findall(r"(?:https?:)?//[^\s\"<]+", drawn) == ["http://www.w3.org/2000/svg"]


def test_what_is_folded_is_counted(graph) -> None:
    plans = {f"p{each:02}": PLAN | {"number": f"{each}/KH-UBND", "held": False} for each in range(40)}
    store = graph({"d": ROOT} | plans, [(id_, "IMPLEMENTS", "d") for id_ in plans])
    found = picture(store, Ask(("d",)))
    assert (found.shown, found.folded) == (1 + MOST_OF_COLUMN, 40 - MOST_OF_COLUMN)
    assert [fold.count for fold in found.folds] == [40 - MOST_OF_COLUMN]
    opened = picture(store, Ask(("d",), opened=(4,)))
    assert (opened.shown, opened.folded) == (41, 0)
    assert crossing(opened) == []


@pytest.mark.parametrize("by", ["level", "time"])
def test_no_line_of_a_picture_passes_under_a_card(graph, by) -> None:
    levels = ("central-party", "central-state", "province-party", "province-state")
    documents = {
        f"d{each}": {"number": f"{each}-QĐ/TW", "level": levels[each % 4], "date": f"{2000 + each % 17}-01-01"}
        for each in range(30)
    }
    edges = [(f"d{one}", "IMPLEMENTS", f"d{(one * 7 + 3) % 30}") for one in range(30) if one != (one * 7 + 3) % 30]
    edges += [(f"d{one}", "CITES", f"d{(one * 11 + 5) % 30}") for one in range(30) if one != (one * 11 + 5) % 30]
    store = graph(documents, edges)
    found = picture(store, Ask(("d0", "d1"), by=by, down=9, selected="d3", opened=(1, 2, 3, 4)))
    assert crossing(found) == []
    assert len(found.cards) > 12


def test_the_tokens_are_the_colours_of_the_schema() -> None:
    for colour in schema().colours.values():
        assert tokens("light")[f"--l{colour.column}"] == colour.light
        assert tokens("dark")[f"--l{colour.column}"] == colour.dark


def test_both_themes_have_the_same_tokens() -> None:
    dark = tokens("dark")
    assert set(tokens("light")) == set(dark)


CUTS = [
    ("614/KH-UBND", 200, "614/KH-UBND"),
    ("Ủy ban nhân dân tỉnh Gia Lai", 100, "Ủy ban nhân…"),
    ("", 10, ""),
]


@pytest.mark.parametrize(("text", "room", "expected"), CUTS)
def test_words_are_cut_to_the_room_there_is(text: str, room: float, expected: str) -> None:
    assert fitted(text, room, 12) == expected
    assert width(fitted(text, room, 12), 12) <= room


def test_lines_break_between_words() -> None:
    assert lines("UBND các huyện, thị xã, thành phố", 92, 12, 4, bold=True) == [
        "UBND các",
        "huyện, thị xã,",
        "thành phố",
    ]
    assert lines("một hai ba bốn năm sáu bảy tám chín", 60, 12, 2)[1].endswith("…")

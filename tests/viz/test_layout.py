"""The layout holds what every picture rests on, for any graph: no overlap, no line under a foreign card."""

from __future__ import annotations

import random
from itertools import pairwise

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from luocdo.viz.boxes import Box, Column, Drawing, Link, Placed, Point
from luocdo.viz.layout import layout
from luocdo.viz.ordering import ordered
from luocdo.viz.rows import PITCH

COLUMNS = tuple(Column(168, shift) for shift in (0, PITCH // 2, PITCH // 2, 0, 0))
BUNDLES = ("carries out", "mentions", "assigns")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Link]]:
    """Up to forty boxes of several heights in five columns, the last one beside boxes, and any links."""
    count = draw(st.integers(1, 40))
    columns = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    boxes = [
        Box(
            id=f"b{number:02}",
            column=column,
            order=str(draw(st.integers(0, 3))),
            height=draw(st.sampled_from((28, 58, 58, 88, 130))),
            place=draw(st.sampled_from((0, 1, 1, 1, 2))),
            beside=f"b{draw(st.integers(0, count - 1)):02}" if column == 4 else "",
        )
        for number, column in enumerate(columns)
    ]
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends, st.sampled_from(BUNDLES)), max_size=80, unique=True))
    apart = [(f"b{one:02}", f"b{two:02}", bundle) for one, two, bundle in pairs if one != two]
    return boxes, [Link(*each, fan=each[2] == "assigns") for each in apart]


def crosses(box: Placed, start: Point, end: Point) -> bool:
    """Whether a level or upright piece runs through the inside of a box."""
    (left, right), (upper, lower) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    inside_x = left < box.x + box.width and right > box.x
    return inside_x and upper < box.y + box.height and lower > box.y


def apart(drawing: Drawing) -> bool:
    by_column: dict[int, list[Placed]] = {}
    for box in drawing.boxes:
        by_column.setdefault(box.column, []).append(box)
    return all(one.y + one.height <= two.y for column in by_column.values() for one, two in pairwise(column))


@given(graphs())
@settings(max_examples=200, deadline=None)
def test_no_card_lies_on_another_and_no_line_under_one(graph: tuple[list[Box], list[Link]]) -> None:
    drawing = layout(*graph, COLUMNS)
    assert apart(drawing)
    for route in drawing.routes:
        for start, end in pairwise(route.points):
            assert start[0] == end[0] or start[1] == end[1], "every piece is level or upright"
            assert not any(crosses(box, start, end) for box in drawing.boxes), route


@given(graphs(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_same_graph_in_any_order_gives_the_same_bytes(
    graph: tuple[list[Box], list[Link]], chance: random.Random
) -> None:
    boxes, links = graph
    before = msgspec.json.encode(layout(boxes, links, COLUMNS))
    chance.shuffle(boxes)
    chance.shuffle(links)
    assert msgspec.json.encode(layout(boxes, links, COLUMNS)) == before


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_every_line_leaves_its_source_and_ends_at_its_target(graph: tuple[list[Box], list[Link]]) -> None:
    drawing = layout(*graph, COLUMNS)
    placed = {box.id: box for box in drawing.boxes}
    assert len(drawing.routes) == len(graph[1])
    for route in drawing.routes:
        for end, box in ((route.points[0], placed[route.source]), (route.points[-1], placed[route.target])):
            assert end[0] in (box.x, box.x + box.width)
            assert box.y < end[1] < box.y + box.height


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_what_is_cited_stands_left_of_what_cites_it_in_a_later_column(graph: tuple[list[Box], list[Link]]) -> None:
    drawing = layout(*graph, COLUMNS)
    placed = {box.id: box for box in drawing.boxes}
    for route in drawing.routes:
        source, target = placed[route.source], placed[route.target]
        if source.column < target.column:
            assert source.x + source.width < target.x
            assert [x for x, _ in route.points] == sorted(x for x, _ in route.points), "the line never turns back"


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_what_stands_beside_boxes_moves_none_of_them(graph: tuple[list[Box], list[Link]]) -> None:
    boxes, links = graph
    beside = {box.id for box in boxes if box.beside}
    alone = [link for link in links if link.source not in beside and link.target not in beside]
    own = [box for box in boxes if not box.beside]
    with_work, without = ordered(boxes, links, len(COLUMNS)), ordered(own, alone, len(COLUMNS))
    assert with_work[:4] == without[:4]

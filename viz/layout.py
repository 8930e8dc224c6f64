"""The one layout of all pictures: cards in columns, cited documents left of citing ones, lines that pass under
no card they do not join.

The same boxes and links in any order give the same drawing. A line leaves a card at the height of its middle,
runs level through the gaps of the columns between, and joins the rail of the card it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from luocdo.viz.boxes import Box, Column, Drawing, Link, Placed
from luocdo.viz.ordering import ordered
from luocdo.viz.routing import Router
from luocdo.viz.rows import free_rows, grid_rows

TOP = 54
"""Where the first card lies: above it stand the heads of the columns."""
SIDE = 12
"""Space at the left and right end of the picture."""
FOOT = 24


def layout(boxes: Sequence[Box], links: Sequence[Link], columns: Sequence[Column], gutter: int = 32) -> Drawing:
    """The drawing of boxes in these columns, gutters at least `gutter` wide. Links join two different boxes."""
    links = sorted(links, key=attrgetter("source", "target", "bundle"))
    rows = ordered(boxes, links, len(columns))
    router = Router(boxes, links, len(columns), TOP)
    spans: dict[str, tuple[float, float]] = {}
    for index, column in enumerate(rows):
        crossing = router.waiting(index)
        top = TOP + columns[index].shift
        if any(box.beside for box in column):
            tops = free_rows(column, top, {id_: (upper + lower) / 2 for id_, (upper, lower) in spans.items()})
        else:
            tops = grid_rows(column, top, crossing)
        for box, y in zip(column, tops, strict=True):
            spans[box.id] = (y, y + box.height)
        router.pass_column(index, [spans[box.id] for box in column], [box.id for box in column])
    widths = router.gutters(gutter)
    lefts, x = [], float(SIDE) + widths[0]
    for index, each in enumerate(columns):
        x += widths[index] if index else 0
        lefts.append(x)
        x += each.width
    placed = tuple(
        Placed(box.id, index, lefts[index], spans[box.id][0], columns[index].width, box.height)
        for index, column in enumerate(rows)
        for box in column
    )
    routes = router.routes(lefts, [each.width for each in columns], widths)
    low = max((each.y + each.height for each in placed), default=TOP)
    low = max(low, router.lowest())
    right = x + widths[-1] + SIDE
    return Drawing(right, low + FOOT, tuple(lefts), placed, routes)

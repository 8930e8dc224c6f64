"""What a layout takes and gives: boxes in columns, links between them, and where everything comes to lie.

Lengths are CSS pixels; the origin is the top left corner of the picture.
"""

from __future__ import annotations

from luocdo.graph.model import Record

Point = tuple[float, float]


class Box(Record, frozen=True):
    """A card to be placed. `order` ranks boxes that nothing else tells apart, smaller first.

    `place` 0 stands at the head of its column, 2 at its foot, 1 where its links draw it. `beside` names a
    box at whose height it should stand: a column with such boxes is not laid on the grid.
    """

    id: str
    column: int
    order: str = ""
    height: int = 58
    place: int = 1
    beside: str = ""


class Link(Record, frozen=True):
    """A line from what is cited (`source`) to what cites it.

    Links of one `bundle` into one box share a rail; with `fan` those out of one box share it.
    """

    source: str
    target: str
    bundle: str
    fan: bool = False


class Column(Record, frozen=True):
    """A column by its width; `shift` moves it down, to let the lines of its neighbour pass between its cards."""

    width: int
    shift: int = 0


class Placed(Record, frozen=True):
    """A box where it lies."""

    id: str
    column: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


class Route(Record, frozen=True):
    """The corners of a link, from its source to its target, each piece level or upright."""

    source: str
    target: str
    bundle: str
    points: tuple[Point, ...]


class Drawing(Record, frozen=True):
    """A whole layout: boxes by column from the top, routes in the order of the links, left edge of each column."""

    width: float
    height: float
    columns: tuple[float, ...]
    boxes: tuple[Placed, ...]
    routes: tuple[Route, ...]

"""The lines of a picture as SVG: rails with round corners, an open dot where they leave, an arrow where they end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import hypot

from luocdo.viz.boxes import Point
from luocdo.viz.markup import Piece, attributes, safe, tag
from luocdo.viz.picture import Line
from luocdo.viz.style import GUESSED

ROUND = 8
ARROW = 7
_BROKEN = ("dotted", "dash-dot", "long-dash", "short-dash")
_LONG = 400
_SURE = 0.9
_FAINTEST = 0.55


@lru_cache(maxsize=4_096)
def line_piece(line: Line) -> Piece:
    """One line with its ends."""
    points = list(line.points)
    drawn = points if line.kind == "ASSIGNS" else points[::-1]
    double = line.stroke == "double"
    way = _shortened(drawn, line, double)
    body = [tag("path", class_="hit", d=rounded(points))]
    parts = _cut(way) if _is_long(way, line) else [rounded(way)]
    body += [tag("path", class_=f"line {line.stroke}", d=part) for part in parts]
    if double:
        body.append(tag("path", class_="line core", d=rounded(way)))
        body.append(_bar(points))
    else:
        body.append(tag("path", class_="tip", d=_arrow(points)))
        body.append(tag("circle", class_="dot", cx=points[0][0], cy=points[0][1], r=3))
    if line.kind == "BASED_ON":
        body.append(_tick(points))
    if line.kind == GUESSED:
        x, y = points[-1]
        body.append(tag("text", "~", class_="said", x=x - 20, y=y - 5))
    if line.said:
        x, y = points[0]
        body.append(tag("text", safe(line.said), class_="said", x=x + 12, y=y + 13.5))
    sure = None if line.confidence >= _SURE else max(_FAINTEST, line.confidence)
    ends = attributes(data_source=line.source, data_target=line.target, data_kind=line.kind, opacity=sure)
    return Piece(f"{line.source}|{line.target}|{line.kind}", "edge", ends, "".join(body))


def _is_long(points: Sequence[Point], line: Line) -> bool:
    """Whether it is drawn in parts: a browser that paints a part of a broken line works out every dash of a whole
    path, but of a straight line only those it paints."""
    return line.stroke in _BROKEN and any(_length(*each) > _LONG for each in pairwise(points))


def rounded(points: Sequence[Point]) -> str:
    """The path through some corners, each rounded as far as its shorter side allows."""
    turns = "".join(f"L{_at(start)}Q{_at(corner)} {_at(end)}" for start, corner, end in _turns(points))
    return f"M{_at(points[0])}{turns}L{_at(points[-1])}"


def _cut(points: Sequence[Point]) -> Iterator[str]:
    """The same way, its straight parts and its corners each a path of its own."""
    before = points[0]
    for start, corner, end in _turns(points):
        yield f"M{_at(before)}L{_at(start)}"
        yield f"M{_at(start)}Q{_at(corner)} {_at(end)}"
        before = end
    yield f"M{_at(before)}L{_at(points[-1])}"


def _turns(points: Sequence[Point]) -> Iterator[tuple[Point, Point, Point]]:
    """Where each corner begins to be round, the corner, and where it ends to be."""
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        one, two = _length(before, corner), _length(corner, after)
        reach = min(ROUND, one / 2, two / 2)
        if one and two:
            yield _towards(corner, before, reach / one), corner, _towards(corner, after, reach / two)


def _shortened(points: list[Point], line: Line, double: bool) -> list[Point]:
    """The way without the piece that the arrow covers."""
    if double or len(points) < 2:
        return points
    end, near = (points[-1], points[-2]) if line.kind == "ASSIGNS" else (points[0], points[1])
    length = _length(end, near)
    if length <= ARROW:
        return points
    stop = _towards(end, near, (ARROW - 1) / length)
    return [*points[:-1], stop] if line.kind == "ASSIGNS" else [stop, *points[1:]]


def _direction(points: Sequence[Point]) -> tuple[float, float]:
    """The direction in which a line ends."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = _length(points[-2], points[-1]) or 1
    return (x1 - x0) / length, (y1 - y0) / length


def _arrow(points: Sequence[Point]) -> str:
    x, y = points[-1]
    dx, dy = _direction(points)
    back = (x - ARROW * dx, y - ARROW * dy)
    left, right = (back[0] - 3.4 * dy, back[1] + 3.4 * dx), (back[0] + 3.4 * dy, back[1] - 3.4 * dx)
    return f"M{_at((x, y))}L{_at(left)}L{_at(right)}z"


def _tick(points: Sequence[Point]) -> str:
    """The short cross-stroke of a ground, before its arrow."""
    x, y = points[-1]
    dx, dy = _direction(points)
    x, y = x - 11 * dx, y - 11 * dy
    return tag("path", class_="line", d=f"M{_at((x - 4 * dy, y + 4 * dx))}L{_at((x + 4 * dy, y - 4 * dx))}")


def _bar(points: Sequence[Point]) -> str:
    """The bar at the card that has been replaced."""
    (x, y), (x1, y1) = points[0], points[1]
    length = _length(points[0], points[1]) or 1
    dx, dy = (x1 - x) / length, (y1 - y) / length
    x, y = x + 2 * dx, y + 2 * dy
    return tag("path", class_="bar", d=f"M{_at((x - 7 * dy, y + 7 * dx))}L{_at((x + 7 * dy, y - 7 * dx))}")


def _length(one: Point, two: Point) -> float:
    return hypot(two[0] - one[0], two[1] - one[1])


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _at(point: Point) -> str:
    return f"{_short(point[0])} {_short(point[1])}"


def _short(length: float) -> str:
    if length == int(length):
        return str(int(length))
    return f"{length:.2f}".rstrip("0").rstrip(".")


def legend(kinds: Sequence[tuple[str, str, str]], x: float, y: float, size: float) -> Iterator[str]:
    """Samples of strokes with their words and counts, side by side: (stroke, words, count)."""
    for stroke, words, count in kinds:
        yield tag("path", class_=f"line {stroke}", d=f"M{x:g} {y:g}h26")
        if stroke == "double":
            yield tag("path", class_="line core", d=f"M{x:g} {y:g}h26")
        label = f"{words} {count}"
        yield tag("text", safe(label), x=x + 32, y=y + 4)
        x += 32 + size * len(label) + 18

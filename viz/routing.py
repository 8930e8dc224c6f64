"""The ways of the lines: which gap each takes through a column, which upright track in a gutter.

Gutter `g` lies left of column `g`; the last one lies right of the last column.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from luocdo.viz.boxes import Box, Link, Point, Route
from luocdo.viz.corridors import Lanes, tracks
from luocdo.viz.threads import Rail, Threads, Trunk, spread

ENTRY = 11
"""Between the arrows that enter a box in different bundles."""
LINE_ROOM = 10
"""Room between a card and the first upright piece beside it."""
RAIL_ROOM = 14
"""The same where an arrow needs its place."""
MOST_GUTTER = 260
APART = 4.0
"""Between two upright pieces; less where there are very many."""

_Span = tuple[float, float]


class Router:
    """Takes the columns one after the other, then tells the widths of gutters, then the routes."""

    def __init__(self, boxes: Sequence[Box], links: Sequence[Link], count: int, top: float) -> None:
        self._links, self._count, self._top = links, count, top
        self._threads = Threads(boxes, links)
        self._span: list[_Span] = [(0.0, 0.0)] * len(boxes)
        self._placed: set[int] = set()
        self._lanes: list[Lanes] = []
        self._starting: dict[int, list[Trunk]] = {}
        for trunk in self._threads.trunks:
            self._starting.setdefault(trunk.column, []).append(trunk)
        self._tracks: list[int] = []

    def waiting(self, index: int) -> list[float]:
        """At which heights lines come to the column `index` that have to pass through it, ascending."""
        through = self._threads.through.get(index, ())
        return sorted(each.level(index - 1) for each in through if not each.back)

    def pass_column(self, index: int, spans: Sequence[_Span], ids: Sequence[str]) -> None:
        """Column `index` has its boxes, from the top, at these heights: choose the lanes through it."""
        for id_, span in zip(ids, spans, strict=True):
            self._span[self._threads.number[id_]] = span
            self._placed.add(self._threads.number[id_])
        for trunk in self._starting.get(index, ()):
            upper, lower = self._span[trunk.box]
            trunk.y = (upper + lower) / 2 + trunk.offset
        through = self._threads.through.get(index, ())
        lanes = Lanes(spans, self._top, len(through))
        self._lanes.append(lanes)
        # A line on its way from its box to an upright piece must not meet another that starts at its height.
        barred = {each.y for each in self._starting.get(index - 1, ()) if not each.back}
        for y, place in sorted((each.level(index - 1), place) for place, each in enumerate(through) if not each.back):
            through[place].lanes[index] = lanes.take(y, self._towards(through[place], y), barred)

    def _towards(self, trunk: Trunk, y: float) -> float:
        """The mean height of where a trunk leads, as far as that has been placed."""
        known = [self._span[goal][0] for goal in trunk.goals if goal in self._placed]
        return sum(known) / len(known) if known else y

    def gutters(self, least: int) -> list[float]:
        """The width of each gutter, from the pieces that stand in it. After the last column has been passed."""
        for index in reversed(range(self._count)):
            through = self._threads.through.get(index, ())
            for y, place in sorted((each.level(index + 1), place) for place, each in enumerate(through) if each.back):
                trunk = through[place]
                trunk.lanes[index] = self._lanes[index].take(y, self._towards(trunk, y), ())
        self._enter()
        self._rails: list[dict[tuple[Rail, bool], float]] = []
        widths: list[float] = []
        for steps, rails in zip(self._all_steps(), self._all_rails(), strict=True):
            step_tracks, step_count = tracks(list(steps.values()), ENTRY)
            rail_tracks, rail_count = tracks(list(rails.values()), ENTRY)
            both = step_count + rail_count
            apart = max(0.5, min(APART, (MOST_GUTTER - RAIL_ROOM - LINE_ROOM) / max(1, both)))
            for (trunk, column), at in zip(steps, step_tracks, strict=True):
                trunk.steps[column] = LINE_ROOM + apart * at
            self._rails.append({each: RAIL_ROOM + apart * at for each, at in zip(rails, rail_tracks, strict=True)})
            outside = len(widths) in (0, self._count)
            room = RAIL_ROOM + LINE_ROOM + apart * (both - 1) if both else 0.0
            widths.append(room if outside else max(float(least), room))
        return widths

    def _enter(self) -> None:
        """The height at which each rail enters its box: off the heights at which foreign lines come past."""
        passing: dict[tuple[int, float], Rail | None] = {}
        for trunk in self._threads.trunks:
            key = (trunk.column if trunk.back else trunk.column + 1, trunk.y)
            passing[key] = trunk.only if passing.get(key, trunk.only) is trunk.only else None
        sides: dict[tuple[int, bool], list[Rail]] = {}
        for rail in self._threads.rails:
            sides.setdefault((rail.box, rail.right), []).append(rail)
        for side in sides.values():
            taken: list[float] = []
            for rail in sorted(side, key=lambda each: each.bundle):
                upper, lower = self._span[rail.box]
                middle = (upper + lower) / 2
                if taken or passing.get((rail.gutter, middle), rail) is not rail:
                    rail.y = _free_entry(upper, lower, taken, passing, rail)
                else:
                    rail.y = middle
                rail.top = rail.bottom = rail.y
                taken.append(rail.y)

    def _all_steps(self) -> list[dict[tuple[Trunk, int], _Span]]:
        """For each gutter the upright pieces of trunks before they pass a column, with their ends."""
        found: list[dict[tuple[Trunk, int], _Span]] = [{} for _ in range(self._count + 1)]
        for trunk in self._threads.trunks:
            y = trunk.y
            for column in trunk.passes:
                lane = trunk.lanes[column]
                if lane != y:
                    found[column + 1 if trunk.back else column][trunk, column] = (y, lane) if y < lane else (lane, y)
                y = lane
        return found

    def _all_rails(self) -> list[dict[tuple[Rail, bool], _Span]]:
        """For each gutter its posts with their ends; a rail that is entered straight has none. True: on the left."""
        bent: list[Rail] = []
        for trunk, rail in zip(self._threads.trunk_of, self._threads.rail_of, strict=True):
            before = rail.gutter if trunk.back else rail.gutter - 1
            y = trunk.y if before == trunk.column else trunk.lanes[before]
            if y != rail.y:
                if rail.top == rail.bottom:
                    bent.append(rail)
                if y < rail.top:
                    rail.top = y
                elif y > rail.bottom:
                    rail.bottom = y
        found: list[dict[tuple[Rail, bool], _Span]] = [{} for _ in range(self._count + 1)]
        for rail in bent:
            here, key, span = found[rail.gutter], (rail.post, rail.right), (rail.top, rail.bottom)
            shared = here.get(key)
            here[key] = (min(span[0], shared[0]), max(span[1], shared[1])) if shared else span
        return found

    def lowest(self) -> float:
        """The height of the lowest lane: what leaves and enters boxes lies no lower than these."""
        return max((lane for trunk in self._threads.trunks for lane in trunk.lanes.values()), default=0.0)

    def routes(self, lefts: Sequence[float], widths: Sequence[float], gutters: Sequence[float]) -> tuple[Route, ...]:
        """The corners of each link, in the order of the links."""
        rights = [left + width for left, width in zip(lefts, widths, strict=True)]
        starts = [left - gutter for left, gutter in zip(lefts, gutters, strict=False)]
        starts.append(rights[-1] if rights else 0)
        for gutter, rails in enumerate(self._rails):
            for (post, right), room in rails.items():
                post.x = starts[gutter] + room if right else lefts[gutter] - room
        found = []
        for link, trunk, rail in zip(self._links, self._threads.trunk_of, self._threads.rail_of, strict=True):
            y = trunk.y
            way: list[Point] = [(lefts[trunk.column] if trunk.back else rights[trunk.column], y)]
            stop = rail.column
            for column in trunk.passes:
                if (column <= stop) if trunk.back else (column >= stop):
                    break
                lane = trunk.lanes[column]
                if lane != y:
                    gutter = column + 1 if trunk.back else column
                    x = starts[gutter] + trunk.steps[column]
                    way.append((x, y))
                    way.append((x, lane))
                    y = lane
            if y != rail.y:
                x = rail.post.x
                way.append((x, y))
                way.append((x, rail.y))
            way.append((rights[stop] if rail.right else lefts[stop], rail.y))
            found.append(Route(link.source, link.target, link.bundle, tuple(way)))
        return tuple(found)


def _free_entry(
    upper: float, lower: float, taken: Sequence[float], passing: dict[tuple[int, float], Rail | None], rail: Rail
) -> float:
    """A height on the edge of a box, near its middle, off other arrows and off foreign lines."""
    middle = (upper + lower) / 2
    for away in _offers((lower - upper) / 2 - 5):
        y = middle + away
        if passing.get((rail.gutter, y), rail) is rail and all(abs(y - other) >= 6 for other in taken):
            return y
    return next((middle + away for away in _offers((lower - upper) / 2 - 5) if middle + away not in taken), middle)


@cache
def _offers(reach: float) -> tuple[int, ...]:
    """How far from the middle of its box an arrow may enter, the best place first."""
    return tuple(away for step in (ENTRY, 6) for each in range(9) if abs(away := step * spread(each)) <= reach)

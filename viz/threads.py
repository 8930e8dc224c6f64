"""Links gathered into trunks and rails, by number: what is worked out once for all lines that run together.

A trunk is what leaves one side of a box in one bundle, however many boxes it leads to; a rail is what gathers the
lines of one bundle in front of the box they lead to. Where the links of a bundle fan out, their rails stand on one
post, as branches of one line. A line that leads on leaves on the right and enters on the
left; inside a column it leaves and enters on the left; one that leads back leaves on the left, enters on the right.
"""

from __future__ import annotations

from collections.abc import Sequence

from luocdo.viz.boxes import Box, Link

PORT = 4
"""Between the lines that leave one side of a box in different bundles."""


_NOWHERE: dict[int, float] = {}


class Trunk:
    """One trunk: the number and column of its box, the boxes it leads to, the columns it passes through."""

    __slots__ = ("back", "box", "bundle", "column", "far", "goals", "lanes", "offset", "only", "passes", "steps", "y")

    def __init__(self, box: int, column: int, bundle: str, back: bool) -> None:
        self.box, self.column, self.bundle, self.back = box, column, bundle, back
        self.goals: list[int] = []
        self.far = column
        """The last column that it leads to."""
        self.only: Rail | None = None
        """The rail that all of it leads to, if it is one."""
        self.passes = range(0)
        self.offset = 0.0
        self.y = 0.0
        """Height at which it leaves its box."""
        self.lanes: dict[int, float] = _NOWHERE
        """Height at which it passes through each column."""
        self.steps: dict[int, float] = _NOWHERE
        """Before a column that it passes at another height: how far into the gutter its upright piece stands."""

    def level(self, column: int) -> float:
        """Its height on its way out of a column."""
        return self.y if column == self.column else self.lanes[column]


class Rail:
    """One rail: the number of its box, the gutter it stands in, whether it enters from the right."""

    __slots__ = ("bottom", "box", "bundle", "column", "gutter", "post", "right", "top", "x", "y")

    def __init__(self, box: int, column: int, bundle: str, right: bool) -> None:
        self.box, self.column, self.bundle, self.right = box, column, bundle, right
        self.gutter = column + 1 if right else column
        self.y = 0.0
        """Height at which it enters its box."""
        self.top = self.bottom = 0.0
        """The ends of its upright piece, both at `y` where all its lines enter straight."""
        self.x = 0.0
        self.post = self
        """The rail on whose upright piece it stands: itself, or the first of a fan."""


class Threads:
    """The trunks and rails of some links; `trunk_of` and `rail_of` have those of each link."""

    def __init__(self, boxes: Sequence[Box], links: Sequence[Link]) -> None:
        number = {box.id: each for each, box in enumerate(boxes)}
        columns = [box.column for box in boxes]
        # The key of a trunk or rail is one integer: its box, its bundle, its side.
        bundles: dict[str, int] = {}
        for link in links:
            bundles.setdefault(link.bundle, 2 * len(bundles))
        wide = 2 * len(bundles)
        trunks: dict[int, Trunk] = {}
        rails: dict[int, Rail] = {}
        posts: dict[tuple[int, int, str], Rail] = {}
        self.trunk_of: list[Trunk] = []
        self.rail_of: list[Rail] = []
        for link in links:
            source, target, bundle = number[link.source], number[link.target], link.bundle
            start, end = columns[source], columns[target]
            sort = bundles[bundle]
            back = end <= start
            key = source * wide + sort + back
            trunk = trunks.get(key)
            new = trunk is None
            if trunk is None:
                trunk = trunks[key] = Trunk(source, start, bundle, back)
            trunk.goals.append(target)
            if (end < trunk.far) if back else (end > trunk.far):
                trunk.far = end
            key = target * wide + sort + (end < start)
            rail = rails.get(key)
            if rail is None:
                rail = rails[key] = Rail(target, end, bundle, end < start)
                if link.fan:
                    rail.post = posts.setdefault((source, rail.gutter, bundle), rail)
            if new:
                trunk.only = rail
            elif trunk.only is not rail:
                trunk.only = None
            self.trunk_of.append(trunk)
            self.rail_of.append(rail)
        self.number, self.trunks, self.rails = number, list(trunks.values()), list(rails.values())
        self._lead()
        self._part()

    def _lead(self) -> None:
        """Which columns each trunk passes through."""
        self.through: dict[int, list[Trunk]] = {}
        for trunk in self.trunks:
            if abs(trunk.far - trunk.column) < 2:
                continue
            step = -1 if trunk.back else 1
            trunk.passes, trunk.lanes, trunk.steps = range(trunk.column + step, trunk.far, step), {}, {}
            for column in trunk.passes:
                self.through.setdefault(column, []).append(trunk)

    def _part(self) -> None:
        """The trunks of one side of a box part by a few pixels."""
        sides: dict[tuple[int, bool], list[Trunk]] = {}
        for trunk in self.trunks:
            sides.setdefault((trunk.box, trunk.back), []).append(trunk)
        for side in sides.values():
            if len(side) > 1:
                side.sort(key=lambda each: each.bundle)
                for place, trunk in enumerate(side):
                    trunk.offset = PORT * spread(place)


def spread(place: int) -> int:
    """0, 1, -1, 2, -2 …"""
    return (place + 1) // 2 * (1 if place % 2 else -1)

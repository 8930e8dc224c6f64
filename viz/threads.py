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

    __slots__ = ("back", "box", "bundle", "column", "goals", "lanes", "offset", "only", "passes", "y")

    def __init__(self, box: int, column: int, bundle: str, back: bool) -> None:
        self.box, self.column, self.bundle, self.back = box, column, bundle, back
        self.goals: list[int] = []
        self.only: Rail | None = None
        """The rail that all of it leads to, if it is one."""
        self.passes = range(0)
        self.offset = 0.0
        self.y = 0.0
        """Height at which it leaves its box."""
        self.lanes: dict[int, float] = _NOWHERE
        """Height at which it passes through each column."""

    def level(self, column: int) -> float:
        """Its height on its way out of a column."""
        return self.y if column == self.column else self.lanes[column]


class Rail:
    """One rail: the number of its box, the gutter it stands in, whether it enters from the right."""

    __slots__ = ("box", "bundle", "column", "gutter", "post", "right", "x", "y")

    def __init__(self, box: int, column: int, bundle: str, right: bool) -> None:
        self.box, self.column, self.bundle, self.right = box, column, bundle, right
        self.gutter = column + 1 if right else column
        self.y = 0.0
        """Height at which it enters its box."""
        self.x = 0.0
        self.post = self
        """The rail on whose upright piece it stands: itself, or the first of a fan."""


class Threads:
    """The trunks and rails of some links; `of` has for each link its trunk and its rail."""

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
        self.of: list[tuple[Trunk, Rail]] = []
        for link in links:
            source, target, bundle = number[link.source], number[link.target], link.bundle
            start, end = columns[source], columns[target]
            sort = bundles[bundle]
            key = source * wide + sort + (end <= start)
            trunk = trunks.get(key)
            new = trunk is None
            if trunk is None:
                trunk = trunks[key] = Trunk(source, start, bundle, end <= start)
            trunk.goals.append(target)
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
            self.of.append((trunk, rail))
        self.number, self.trunks, self.rails = number, list(trunks.values()), list(rails.values())
        self._lead(columns)
        self._part()

    def _lead(self, columns: Sequence[int]) -> None:
        """Which columns each trunk passes through."""
        self.through: dict[int, list[Trunk]] = {}
        for trunk in self.trunks:
            ends = [columns[goal] for goal in trunk.goals]
            if trunk.back:
                trunk.passes = range(trunk.column - 1, min(ends), -1)
            else:
                trunk.passes = range(trunk.column + 1, max(ends))
            if trunk.passes:
                trunk.lanes = {}
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

"""Where lines may pass through a column of cards: level lanes in the free space above, between and below them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from heapq import heappush, heapreplace

STEP = 4
MARGIN = 5
"""Space between a line and a card it does not join."""


class Lanes:
    """The lanes of one column, each taken by one line."""

    def __init__(self, cards: Sequence[tuple[float, float]], top: float, more: int) -> None:
        """`cards` are the upper and lower edges of the cards from the top; `more` lines may go below the last."""
        self._lanes: list[float] = []
        edge = top - MARGIN
        for upper, lower in cards:
            self._add(edge, upper)
            edge = lower
        start = edge + MARGIN + STEP
        self._lanes.extend(start + STEP * each for each in range(more + 1))
        self._taken = [False] * len(self._lanes)

    def _add(self, edge: float, upper: float) -> None:
        """The lanes of one gap, on both sides of its middle."""
        middle = (edge + upper) / 2
        reach = int(((upper - edge) / 2 - MARGIN) // STEP)
        self._lanes.extend(middle + STEP * each for each in range(-reach, reach + 1))

    def take(self, y: float, towards: float, barred: Collection[float]) -> float:
        """The free lane nearest to `y`; of two as near the one on the side of `towards`. A lane at one of the
        `barred` heights would run into another line, unless that is the height the line comes from."""
        right = bisect_left(self._lanes, y)
        left = right - 1
        while True:
            below = self._lanes[right] - y if right < len(self._lanes) else None
            above = y - self._lanes[left] if left >= 0 else None
            if below is None and above is None:
                return self._beyond()
            down = above is None or (below is not None and (below < above or (below == above and towards >= y)))
            place = right if down else left
            lane = self._lanes[place]
            if not self._taken[place] and (lane == y or lane not in barred):
                self._taken[place] = True
                return lane
            if down:
                right += 1
            else:
                left -= 1

    def _beyond(self) -> float:
        """A new lane below all others."""
        self._lanes.append((self._lanes[-1] if self._lanes else 0) + STEP)
        self._taken.append(True)
        return self._lanes[-1]


def tracks(spans: Sequence[tuple[float, float]], apart: float) -> tuple[list[int], int]:
    """A track for each upright piece from its ends, and how many there are: no two on one track come closer
    than `apart`."""
    free: list[tuple[float, int]] = []
    chosen = [0] * len(spans)
    count = 0
    for each in sorted(range(len(spans)), key=spans.__getitem__):
        upper, lower = spans[each]
        if free and free[0][0] + apart <= upper:
            chosen[each] = heapreplace(free, (lower, free[0][1]))[1]
        else:
            chosen[each] = count
            heappush(free, (lower, count))
            count += 1
    return chosen, count

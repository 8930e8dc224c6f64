"""How far down each box lies: on a common grid, or beside the box it belongs to.

A grid keeps the gaps of neighbouring columns at one height, so that a long line runs straight through them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luocdo.viz.boxes import Box

CARD = 58
GAP = 18
PITCH = CARD + GAP
ROOM = 3
"""Lines that fit into the gap between two cards."""
ROOM_OF_ROW = 20
"""Lines that fit into a row left empty for them."""
NEAR = 12
"""Space between two boxes that no line crosses."""


def grid_rows(column: Sequence[Box], top: float, crossing: Sequence[float]) -> list[float]:
    """The top of each box of a column on the grid that starts at `top`.

    `crossing` are the heights of lines that have to pass through the column, ascending: where more of them
    meet than the gaps hold, a row is left empty.
    """
    tops: list[float] = []
    lines, y, carried = 0, top, 0
    for box in column:
        wanted = carried
        while lines < len(crossing) and crossing[lines] < y + PITCH / 2 - GAP / 2:
            lines += 1
            wanted += 1
        over = max(0, wanted - ROOM)
        empty = -(-(over - ROOM) // ROOM_OF_ROW) if over > ROOM else 0
        carried = 0 if empty else over
        y += empty * PITCH
        tops.append(y)
        taken = box.height + (GAP if crossing else NEAR if box.height < CARD else GAP)
        y += -(-taken // PITCH) * PITCH if crossing else taken
    return tops


def free_rows(column: Sequence[Box], top: float, middles: Mapping[str, float]) -> list[float]:
    """The top of each box, as near to the box it stands beside as the order allows, none above `top`.

    Boxes that would overlap share the room between them: the mean of where they want to be.
    """
    runs: list[list[float]] = []  # sum of wished starts, number of boxes, height: each run starts at sum / number
    below = 0.0
    members: list[list[int]] = []
    heights: list[float] = [box.height + NEAR for box in column]
    for row, box in enumerate(column):
        wish = middles.get(box.beside, top + below) - box.height / 2
        below += heights[row]
        runs.append([wish, 1.0, heights[row]])
        members.append([row])
        while len(runs) > 1 and _start(runs[-2], top) + runs[-2][2] > _start(runs[-1], top):
            last, before = runs.pop(), runs[-1]
            before[0] += last[0] - last[1] * before[2]
            before[1] += last[1]
            before[2] += last[2]
            members[-2].extend(members.pop())
    tops = [0.0] * len(column)
    for run, rows in zip(runs, members, strict=True):
        y = float(round(_start(run, top)))
        for row in rows:
            tops[row] = y
            y += heights[row]
    return tops


def _start(run: Sequence[float], top: float) -> float:
    return max(top, run[0] / run[1])

"""The order of boxes inside their columns: by the middle of what they are linked to, then by their own order."""

from __future__ import annotations

from collections.abc import Sequence

from luocdo.viz.boxes import Box, Link

SWEEPS = 4


def ordered(boxes: Sequence[Box], links: Sequence[Link], count: int) -> list[list[Box]]:
    """The boxes of each of `count` columns from the top. Depends on ids and orders, not on the order given."""
    number = {box.id: each for each, box in enumerate(boxes)}
    near = _neighbours(boxes, links, number)
    heads = sorted(range(len(boxes)), key=lambda each: (boxes[each].place, boxes[each].order, boxes[each].id))
    # Each column as its heads, its middle and its feet, each part by its own order: sorting a part by the middle of
    # its links leaves ties in that order.
    parts: list[list[list[int]]] = [[[], [], []] for _ in range(count)]
    for each in heads:
        parts[boxes[each].column][boxes[each].place].append(each)
    place = [0.0] * len(boxes)
    columns = [[each for part in column for each in part] for column in parts]
    for column in columns:
        _number(column, place)
    middle = [0.0] * len(boxes)
    for sweep in range(SWEEPS):
        for index in range(count) if sweep % 2 == 0 else reversed(range(count)):
            for each in columns[index]:
                others = near[each]
                middle[each] = sum(map(place.__getitem__, others)) / len(others) if others else place[each]
            columns[index] = [each for part in parts[index] for each in sorted(part, key=middle.__getitem__)]
            _number(columns[index], place)
    return [[boxes[each] for each in column] for column in columns]


def _number(column: Sequence[int], place: list[float]) -> None:
    for row, each in enumerate(column):
        place[each] = float(row)


def _neighbours(boxes: Sequence[Box], links: Sequence[Link], number: dict[str, int]) -> list[list[int]]:
    """What draws each box: what it is linked to in other columns; where there is nothing, what it stands beside."""
    near: list[list[int]] = [[] for _ in boxes]
    for link in links:
        source, target = number[link.source], number[link.target]
        if boxes[source].column != boxes[target].column:
            # What stands beside a box follows it: were it to draw the box, a card whose work is laid open would move.
            if not boxes[target].beside:
                near[source].append(target)
            if not boxes[source].beside:
                near[target].append(source)
    for each, box in enumerate(boxes):
        if box.beside and not near[each]:
            near[each].append(number[box.beside])
    return near

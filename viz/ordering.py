"""The order of boxes inside their columns: by the middle of what they are linked to, then by their own order."""

from __future__ import annotations

from collections.abc import Sequence

from luocdo.viz.boxes import Box, Link

SWEEPS = 4


def ordered(boxes: Sequence[Box], links: Sequence[Link], count: int) -> list[list[Box]]:
    """The boxes of each of `count` columns from the top. Depends on ids and orders, not on the order given."""
    number = {box.id: each for each, box in enumerate(boxes)}
    near = _neighbours(boxes, links, number)
    # The rank of a box by its own order: what ties are broken by, as one number.
    rank = [0] * len(boxes)
    columns: list[list[int]] = [[] for _ in range(count)]
    heads = sorted(range(len(boxes)), key=lambda each: (boxes[each].place, boxes[each].order, boxes[each].id))
    for at, each in enumerate(heads):
        rank[each] = at
        columns[boxes[each].column].append(each)
    place = [0.0] * len(boxes)
    for column in columns:
        for row, each in enumerate(column):
            place[each] = float(row)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            keys = {}
            for each in column:
                others = near[each]
                middle = sum([place[other] for other in others]) / len(others) if others else place[each]
                keys[each] = (boxes[each].place, middle, rank[each])
            column.sort(key=keys.__getitem__)
            for row, each in enumerate(column):
                place[each] = float(row)
    return [[boxes[each] for each in column] for column in columns]


def _neighbours(boxes: Sequence[Box], links: Sequence[Link], number: dict[str, int]) -> list[list[int]]:
    """What each box is linked to in other columns; where there is nothing, the box it stands beside."""
    near: list[list[int]] = [[] for _ in boxes]
    for link in links:
        source, target = number[link.source], number[link.target]
        if boxes[source].column != boxes[target].column:
            near[source].append(target)
            near[target].append(source)
    for each, box in enumerate(boxes):
        if box.beside and not near[each]:
            near[each].append(number[box.beside])
    return near

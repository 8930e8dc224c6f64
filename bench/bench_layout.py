"""How long the layout takes: a lineage of 300 cards, and 20,000 documents with 60,000 relations.

The graphs are drawn by chance from a fixed seed: most relations lead from one level to the next, some skip levels.
"""

from __future__ import annotations

import random
import time

from luocdo.app.collector import collect_seldom
from luocdo.viz.boxes import Box, Column, Link
from luocdo.viz.layout import layout
from luocdo.viz.rows import PITCH

COLUMNS = tuple(Column(168, shift) for shift in (0, PITCH // 2, PITCH // 2, 0))
SHARES = (0.1, 0.15, 0.25, 0.5)
"""Of all documents those of each column: few at the centre, many in the provinces."""


def graph(count: int, links: int, seed: int) -> tuple[list[Box], list[Link]]:
    """Boxes and links of one size."""
    chance = random.Random(seed)
    columns = chance.choices(range(len(SHARES)), SHARES, k=count)
    boxes = [Box(f"b{number:05}", column, str(chance.randint(2000, 2026))) for number, column in enumerate(columns)]
    found: set[tuple[int, int]] = set()
    while len(found) < links:
        one, two = chance.sample(range(count), 2)
        if columns[one] <= columns[two]:
            found.add((one, two))
    kinds = ("solid", "solid", "dotted")
    return boxes, [Link(f"b{one:05}", f"b{two:05}", chance.choice(kinds)) for one, two in sorted(found)]


def main() -> None:
    collect_seldom()  # as the program does at its start
    for count, links, rounds in ((50, 60, 20), (150, 250, 20), (300, 500, 20), (20_000, 60_000, 1)):
        boxes, lines = graph(count, links, 1)
        times = []
        for _ in range(rounds):
            start = time.process_time()
            layout(boxes, lines, COLUMNS)
            times.append(time.process_time() - start)
        print(f"layout, {count:,} cards, {links:,} lines: {min(times) * 1000:,.1f} ms (best of {rounds})")


if __name__ == "__main__":
    main()

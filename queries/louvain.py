"""Groups of a graph whose members are joined more than chance would join them: the method of Louvain.

Ours, since that of networkx takes five times as long: places are whole numbers, a link of the first round has no
weight, and a round looks again only at those next to one that has moved.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

_LEAST = 1e-12
"""A gain below this is none: sums of the same numbers in another order differ by as much."""
_Links = Sequence[dict[int, int]]
"""For each place its neighbours, itself among them where links lie within it, with the weight of each link."""


def louvain(count: int, pairs: Iterable[tuple[int, int]], seed: int = 0) -> list[list[int]]:
    """The groups of `count` places by how pairs join them, each in order; places that no pair names stand alone.

    The order in which places are looked at is drawn from the seed: the same graph has the same groups.
    """
    links: list[dict[int, int]] = [{} for _ in range(count)]
    for one, other in pairs:
        if one != other:
            links[one][other] = links[other][one] = 1
    chance = random.Random(seed)  # noqa: S311
    members = [[place] for place in range(count)]
    current: _Links = links
    while True:
        group = _moved(current, chance)
        number = {old: new for new, old in enumerate(dict.fromkeys(group))}
        if len(number) == len(current):
            return [sorted(each) for each in members]
        gathered: list[list[int]] = [[] for _ in number]
        for place, old in enumerate(group):
            gathered[number[old]] += members[place]
        members, current = gathered, _joined(current, [number[old] for old in group], len(number))


def _moved(links: _Links, chance: random.Random) -> list[int]:
    """The group of each place, when none would gain by leaving its own."""
    degree = [sum(each.values()) + each.get(place, 0) for place, each in enumerate(links)]
    whole = sum(degree) or 1
    group, total = list(range(len(links))), degree.copy()
    order = [place for place, each in enumerate(links) if each]
    chance.shuffle(order)
    waiting, queue = bytearray(len(links)), deque(order)
    for place in order:
        waiting[place] = 1
    while queue:
        place = queue.popleft()
        waiting[place] = 0
        own, share = group[place], degree[place] / whole
        near: dict[int, int] = defaultdict(int)
        for other, weight in links[place].items():
            near[group[other]] += weight
        loop = links[place].get(place, 0)
        total[own] -= degree[place]
        best, gain = own, near.get(own, loop) - loop - total[own] * share
        for each, weight in near.items():
            found = weight - total[each] * share
            if each != own and found > gain + _LEAST:
                best, gain = each, found
        total[best] += degree[place]
        if best != own:
            group[place] = best
            for other in links[place]:
                if group[other] != best and not waiting[other]:
                    waiting[other] = 1
                    queue.append(other)
    return group


def _joined(links: _Links, group: Sequence[int], count: int) -> list[dict[int, int]]:
    """The graph of the groups: links between two add up, links within one are a link to itself."""
    found: list[dict[int, int]] = [defaultdict(int) for _ in range(count)]
    for place, each in enumerate(links):
        own = group[place]
        for other, weight in each.items():
            # Each link is met from both its ends, that of a place to itself once.
            if group[other] != own or other == place:
                found[own][group[other]] += weight
            elif other > place:
                found[own][own] += weight
    return [dict(each) for each in found]

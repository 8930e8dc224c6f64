"""Many documents judged at once: how each stands on a day, and what took the place of those that ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luocdo.graph.model import DocumentNode
from luocdo.graph.store import Reader
from luocdo.queries.act import Act
from luocdo.queries.acts import acts_on
from luocdo.queries.detailing import with_parents
from luocdo.queries.registers import Registers
from luocdo.queries.standing import Standing, standing

MOST_STEPS = 3
"""A circular details a decree, that a law, that the constitution."""


def standings(
    reader: Reader,
    documents: Iterable[DocumentNode],
    on: str,
    registers: Registers | None = None,
    steps: int = MOST_STEPS,
) -> dict[str, Standing]:
    """The standing of many documents on a day, by id, from what store and registers know; of one that details
    another, `steps` up."""
    wanted = {each.id: each for each in documents}
    registers = registers or Registers(reader)
    acts = acts_on(reader, wanted.values(), registers)
    found = {id_: _standing(each, acts.get(id_, ()), on, registers) for id_, each in wanted.items()}
    if steps:

        def judge(parents: Iterable[DocumentNode]) -> dict[str, Standing]:
            return standings(reader, parents, on, registers, steps - 1)

        found |= with_parents(reader, wanted, acts, found, judge)
    return found


def _standing(document: DocumentNode, acts: Sequence[Act], on: str, registers: Registers) -> Standing:
    """The standing of a document, its own days filled in from the registers where its text has none."""
    if not registers.knows(document.number):
        return standing(document, acts, on)
    return standing(
        registers.with_days(document),
        acts,
        on,
        said=registers.states_on(document),
        registered=registers.speaks_of(document),
    )


def chains(
    reader: Reader, documents: Iterable[DocumentNode], on: str, registers: Registers | None = None
) -> dict[str, tuple[DocumentNode, ...]]:
    """What took each document's place by this day, one after the other, the newest last; a circle ends it.

    One round of questions a step, however many documents there are.
    """
    heads = {each.id: each for each in documents}
    registers = registers or Registers(reader)
    found: dict[str, list[DocumentNode]] = {id_: [] for id_ in heads}
    while heads:
        acts = acts_on(reader, {each.id: each for each in heads.values()}.values(), registers)
        following: dict[str, DocumentNode] = {}
        for root, head in heads.items():
            successor = _successor(acts.get(head.id, ()), on)
            seen = {root, *(each.id for each in found[root])}
            if successor is not None and successor.id not in seen:
                found[root].append(successor)
                following[root] = successor
        heads = following
    return {id_: tuple(each) for id_, each in found.items()}


def _successor(acts: Sequence[Act], on: str) -> DocumentNode | None:
    return next((act.by for act in acts if act.kind == "SUPERSEDES" and act.ends() and act.has_begun(on)), None)

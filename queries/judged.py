"""Many documents judged at once: how each stands on a day, and what took the place of those that ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luocdo.graph.model import DocumentNode
from luocdo.graph.store import Reader
from luocdo.queries.acts import Act, acts_on
from luocdo.queries.detailing import with_parents
from luocdo.queries.registered import speaks_of, with_line
from luocdo.queries.standing import Standing, standing

MOST_STEPS = 3
"""A circular details a decree, that a law, that the constitution."""


def standings(
    reader: Reader, documents: Iterable[DocumentNode], on: str, steps: int = MOST_STEPS
) -> dict[str, Standing]:
    """The standing of many documents on a day, by id, from what store and registry know; of one that details another,
    `steps` up."""
    wanted = {each.id: each for each in documents}
    acts = acts_on(reader, wanted.values())
    found = {id_: _standing(each, acts.get(id_, ()), on) for id_, each in wanted.items()}
    if steps:
        found |= with_parents(reader, wanted, acts, found, lambda parents: standings(reader, parents, on, steps - 1))
    return found


def _standing(document: DocumentNode, acts: Sequence[Act], on: str) -> Standing:
    """The standing of a document, its own days filled in from the registry where its text has none."""
    return standing(with_line(document), acts, on, registered=speaks_of(document))


def chains(reader: Reader, documents: Iterable[DocumentNode], on: str) -> dict[str, tuple[DocumentNode, ...]]:
    """What took each document's place by this day, one after the other, the newest last; a circle ends it.

    One round of questions a step, however many documents there are.
    """
    heads = {each.id: each for each in documents}
    found: dict[str, list[DocumentNode]] = {id_: [] for id_ in heads}
    while heads:
        acts = acts_on(reader, {each.id: each for each in heads.values()}.values())
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

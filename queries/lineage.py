"""Everything a document comes from, or everything that comes from it, step by step, as one flat list."""

from __future__ import annotations

from collections.abc import Collection

from luocdo.graph.errors import RelationError
from luocdo.graph.model import Direction, DocumentNode, Hop, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader


class Lineage(Record, frozen=True):
    """The hops of a walk in the order they were walked, and the documents at their ends, by id."""

    root: str
    direction: Direction
    hops: tuple[Hop, ...]
    documents: dict[str, DocumentNode]


def lineage(
    reader: Reader,
    root: str,
    *,
    direction: Direction = "down",
    depth: int | None = None,
    relations: Collection[str] = (),
    on: str | None = None,
) -> Lineage:
    """The walk from a document; no `relations` means those that carry a directive on (`Reader.lineage`)."""
    kinds = relations or schema().followed()
    hops = tuple(reader.lineage(root, kinds, direction, depth, on))
    ends = dict.fromkeys([root, *(end for hop in hops for end in (hop.edge.source, hop.edge.target))])
    return Lineage(root, direction, hops, reader.documents(ends))


def relations_named(names: str) -> tuple[str, ...]:
    """Edge kinds from what a user types, `implements, based-on`; RelationError lists what there is.

    Only what a text states can be followed: MAY_BE is a guess, never a path.
    """
    known = schema().relations()
    wanted = [name.strip().upper().replace("-", "_") for name in names.split(",") if name.strip()]
    wrong = [name for name in wanted if name not in known]
    if wrong or not wanted:
        listed = ", ".join(name.lower() for name in known)
        raise RelationError(f"{', '.join(wrong).lower() or names!r}: not a relation; there are {listed}")
    return tuple(dict.fromkeys(wanted))

"""How a directive reaches the provinces: the tree of documents that carry it out, each with its evidence.

Relations that carry a directive on are followed to the end, those marked `last-hop` in the schema once
more into a document that is held. What a third text states of two documents (a nested relation) counts,
a guess (MAY_BE) never. A document is expanded where it stands nearest to the root, and only named again
elsewhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from luocdo.graph.fold import slug
from luocdo.graph.model import Direction, DocumentNode, Edge, Evidence, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.acts import best_evidence
from luocdo.queries.judged import standings
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import tasks_of
from luocdo.queries.standing import Status
from luocdo.queries.work import Work, work_given

MENTIONED_ONLY = "chỉ dẫn chiếu"
"""The note on a last hop: the document mentions the one above and says nothing of carrying it out."""


class Relation(Record, frozen=True):
    """The step from a document to the one above it in the tree. `evidence_count` counts all its evidence."""

    kind: str
    scope: str
    nested: bool
    note: str | None
    evidence: Evidence | None
    evidence_count: int


class Branch(Record, frozen=True):
    """A document in the tree, `depth` steps from the root; `repeated`: it is expanded elsewhere."""

    document: DocumentNode
    status: Status
    depth: int
    relation: Relation | None
    repeated: bool
    tasks: tuple[Work, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The branch as the contract's tree has it, without its children."""
        data = super().to_dict()
        del data["depth"]
        return data


class Cascade(Record, frozen=True):
    """The tree as a list, each branch before its children: a chain of any length needs no recursion."""

    on: str
    direction: Direction
    branches: tuple[Branch, ...]

    def to_dict(self) -> dict[str, Any]:
        """The nested tree of the contract."""
        open_branches: list[dict[str, Any]] = []
        for branch in self.branches:
            data = branch.to_dict() | {"children": []}
            del open_branches[branch.depth :]
            if open_branches:
                open_branches[-1]["children"].append(data)
            open_branches.append(data)
        return open_branches[0]

    def provinces(self) -> tuple[str, ...]:
        """The provinces whose own documents the tree reaches, in alphabetical order: Đ stands with D."""
        reached = {each.document.province for each in self.branches[1:] if each.document.province}
        return tuple(sorted(reached, key=slug))


def cascade(
    reader: Reader,
    root: DocumentNode,
    *,
    direction: Direction = "down",
    depth: int | None = None,
    relations: Collection[str] = (),
    on: str | None = None,
    registers: Registers | None = None,
) -> Cascade:
    """The tree below (or above) a document. `on` leaves out what is dated later, and is the day of each
    status; without it the status is today's. `relations` replaces what is followed, last hops included.
    On the way down each document comes with the tasks it gives out. `registers` is what is known beside the texts."""
    day = on or date.today().isoformat()
    followed = tuple(relations) or schema().followed()
    hops = reader.lineage(root.id, followed, direction, depth, on)
    steps = _Steps(direction)
    steps.add([hop.edge for hop in hops])
    reached = list(dict.fromkeys([root.id, *(steps.far(hop.edge) for hop in hops)]))
    mentions: list[Edge] = []
    if not relations:
        near = _within(root.id, hops, steps, depth)
        mentions = reader.neighbours(near, schema().last_hops(), direction)
    documents = reader.documents(dict.fromkeys([*reached, *(steps.far(edge) for edge in mentions)]))
    steps.add_last([edge for edge in mentions if _is_shown(documents.get(steps.far(edge)), on)])
    tree = list(_walk(root.id, steps, documents))
    seen = evidence_of(reader, [row.edge for row in tree if row.edge is not None])
    return Cascade(day, direction, branches(reader, tree, documents, seen, direction, day, registers))


class Row(NamedTuple):
    """A row of the tree before it is told: the document, how deep it stands, the step to it, whether that is a
    last hop, whether the document is expanded elsewhere. The first row is the root's."""

    document: str
    depth: int
    edge: Edge | None
    last: bool
    repeated: bool


Seen = dict[tuple[str, str, str], tuple[Evidence, ...]]
"""Evidence by source, kind and target."""


def branches(
    reader: Reader,
    tree: Sequence[Row],
    documents: Mapping[str, DocumentNode],
    seen: Seen,
    direction: Direction,
    day: str,
    registers: Registers | None = None,
) -> tuple[Branch, ...]:
    """The rows of a tree with the status, evidence and (on the way down) tasks of each."""
    shown = (documents[id_] for id_ in dict.fromkeys(row.document for row in tree))
    judged = standings(reader, shown, day, registers)
    given = sorted({row.document for row in tree if not row.repeated}) if direction == "down" else []
    work = work_given(reader, tree[0].document, tasks_of(reader, given))
    return tuple(
        Branch(
            document=documents[row.document],
            status=judged[row.document].status,
            depth=row.depth,
            relation=None if row.edge is None else _relation(row.edge, seen, last=row.last),
            repeated=row.repeated,
            tasks=() if row.repeated else work.get(row.document, ()),
        )
        for row in tree
    )


class _Steps:
    """The steps of the tree by the document they start from: one a pair, the strongest that is stated."""

    def __init__(self, direction: Direction) -> None:
        self._down = direction == "down"
        self._strength = schema().relations().index
        self.full: dict[str, dict[str, Edge]] = {}
        self.last: dict[str, dict[str, Edge]] = {}

    def near(self, edge: Edge) -> str:
        return edge.target if self._down else edge.source

    def far(self, edge: Edge) -> str:
        return edge.source if self._down else edge.target

    def add(self, edges: Collection[Edge]) -> None:
        """Steps that are walked on from."""
        self._put(self.full, edges)

    def add_last(self, edges: Collection[Edge]) -> None:
        """Steps that end a path; a pair that is joined by more than a mention has its step already."""
        self._put(self.last, [e for e in edges if self.far(e) not in self.full.get(self.near(e), {})])

    def _put(self, steps: dict[str, dict[str, Edge]], edges: Collection[Edge]) -> None:
        for edge in edges:
            if edge.source == edge.target:
                continue
            fars = steps.setdefault(self.near(edge), {})
            old = fars.get(self.far(edge))
            if old is None or self._rank(edge) < self._rank(old):
                fars[self.far(edge)] = edge

    def _rank(self, edge: Edge) -> tuple[bool, int]:
        return edge.nested, self._strength(edge.kind)


def _within(root: str, hops: Collection[Any], steps: _Steps, depth: int | None) -> list[str]:
    """The documents that one more step may start from: those nearer than `depth`."""
    distance = {root: 0}
    for hop in hops:
        distance.setdefault(steps.far(hop.edge), hop.depth)
    return [id_ for id_, far in distance.items() if depth is None or far < depth]


def _is_shown(document: DocumentNode | None, on: str | None) -> bool:
    """Whether a last hop may end in this document: held, and not dated after `on`."""
    return document is not None and document.held and (on is None or (document.date or "") <= on)


def _walk(root: str, steps: _Steps, documents: dict[str, DocumentNode]) -> Iterator[Row]:
    """The rows of the tree, each before its children, children by date."""
    order = {id_: (node.date or "9999", id_) for id_, node in documents.items()}
    parents = _parents(root, steps, order)
    named = set(parents)
    stack = [Row(root, 0, None, False, False)]
    while stack:
        row = stack.pop()
        id_, depth, _, last, repeated = row
        if last:
            repeated = repeated or id_ in named
            row = row._replace(repeated=repeated)
            named.add(id_)
        yield row
        if last or repeated:
            continue
        full = steps.full.get(id_, {})
        mentioned = steps.last.get(id_, {})
        children = [Row(far, depth + 1, full[far], False, parents[far] != id_) for far in _ordered(full, order)]
        children += [Row(far, depth + 1, mentioned[far], True, False) for far in _ordered(mentioned, order)]
        stack.extend(reversed(children))


def _parents(root: str, steps: _Steps, order: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Under which document each one is expanded: the nearest to the root, of equals the first shown."""
    parents = {root: ""}
    queue = deque([root])
    while queue:
        id_ = queue.popleft()
        for far in _ordered(steps.full.get(id_, {}), order):
            if far not in parents:
                parents[far] = id_
                queue.append(far)
    return parents


def _ordered(fars: Collection[str], order: dict[str, tuple[str, str]]) -> list[str]:
    return sorted(fars, key=order.__getitem__)


def evidence_of(reader: Reader, edges: Iterable[Edge]) -> Seen:
    """The evidence of the steps shown, asked for all at once."""
    return {(edge.source, edge.kind, edge.target): edge.evidence for edge in reader.with_evidence(edges)}


def _relation(edge: Edge, seen: Seen, *, last: bool) -> Relation:
    evidence = seen.get((edge.source, edge.kind, edge.target), ())
    return Relation(
        kind=edge.kind.lower(),
        scope=edge.scope,
        nested=edge.nested,
        note=MENTIONED_ONLY if last else None,
        evidence=best_evidence(evidence),
        evidence_count=len(evidence),
    )

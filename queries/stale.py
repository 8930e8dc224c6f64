"""Stale grounds: a document still running that carries out, rests on or details one that has ended.

Only what texts or the registry state counts: each step of the path has its sentence. What only gave the power to
decide (Luật Tổ chức Chính phủ) is no such ground: a decision of 2014 is not stale because the law of 2001 is over.
A document of the same body that carries out the successor is a newer sibling: then the older one is no longer the
one to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from luocdo.graph.model import DocumentNode, Edge, Record
from luocdo.graph.store import Reader
from luocdo.queries.act import ENDINGS
from luocdo.queries.acts import CONSOLIDATED, acts_on, best_evidence
from luocdo.queries.detailing import gives_power
from luocdo.queries.judged import chains, standings
from luocdo.queries.registers import Registers
from luocdo.queries.results import Brief, brief
from luocdo.queries.standing import Standing, Status

GROUNDS = ("IMPLEMENTS", "BASED_ON", "GUIDES")
"""The relations to what a document rests on."""
ENDED = frozenset({"superseded", "repealed"})
OVER = ENDED | {"expired", "not_yet"}
"""A document with one of these is not running: nothing about it can be stale."""


class Step(Record, frozen=True, rename={"from_": "from"}):
    """A document on the path with its status, and how the one before it is joined to it.

    `relation` is None for the document asked about; `superseded_by` and `repealed_by` lead on from the
    ended ground, `from` the day they began.
    """

    document: Brief
    status: Status
    relation: str | None = None
    from_: str | None = None
    quote: str = ""
    source: str = ""
    section: str = ""


class Stale(Record, frozen=True):
    """The path from a running document over its ended ground to what ended that, and on to the newest."""

    path: tuple[Step, ...]


def stale_grounds(
    reader: Reader,
    documents: Iterable[DocumentNode],
    judged: Mapping[str, Standing],
    on: str,
    registers: Registers | None = None,
) -> dict[str, Stale]:
    """The stale ones among held documents, by id. `judged` has the standing of each on the day `on`.

    What is over with the document it details has its path too: no text says that it is over.
    """
    registers = registers or Registers(reader)
    asked = {each.id: each for each in documents}
    running = {id_: each for id_, each in asked.items() if each.held and _runs(each, judged[id_])}
    edges = [edge for edge in reader.neighbours(running, GROUNDS, "up") if not edge.nested]
    grounds = reader.documents(_spoken_of(reader, dict.fromkeys(edge.target for edge in edges), registers))
    standing = standings(reader, _touched(reader, grounds, on, registers), on, registers)
    ended = [edge for edge in edges if edge.target in standing and standing[edge.target].status in ENDED]
    ended = [edge for edge in ended if edge.kind != "BASED_ON" or not gives_power(grounds[edge.target])]
    replaced = chains(reader, [grounds[id_] for id_ in dict.fromkeys(edge.target for edge in ended)], on, registers)
    renewed = _renewed(reader, running, ended, replaced, on)
    shown: dict[str, Edge] = {}
    for edge in sorted(ended, key=_weight):
        if (edge.source, edge.target) not in renewed:
            shown.setdefault(edge.source, edge)
    ends = {edge.target: list(replaced[edge.target]) or _actor(standing[edge.target]) for edge in shown.values()}
    statuses = standings(reader, {each.id: each for found in ends.values() for each in found}.values(), on, registers)
    evidence = _evidence(reader, shown.values())
    stale: dict[str, Stale] = {}
    for source, edge in shown.items():
        found = standing[edge.target]
        head = Step(brief(running[source]), judged[source].status)
        ground = _ground(evidence.get((source, edge.target, edge.kind), edge), grounds[edge.target], found)
        stale[source] = Stale((head, ground, *_ends(found, ends[edge.target], statuses)))
    over = {id_: each for id_, each in asked.items() if (known := judged[id_].ground) and known.ends}
    return stale | {
        id_: Stale(tuple(_with_parent(reader, each, judged[id_], on, registers))) for id_, each in over.items()
    }


def _runs(document: DocumentNode, found: Standing) -> bool:
    """Whether a document can be stale: it is not over, and its grounds are its own, not those of texts it copies."""
    return found.status not in OVER and document.type != CONSOLIDATED


def _with_parent(
    reader: Reader, document: DocumentNode, found: Standing, on: str, registers: Registers
) -> Iterator[Step]:
    """From a document to what it details, up to the one that was ended, and to what ended that."""
    yield Step(brief(document), found.status)
    last = document
    while found.ground is not None and found.ground.ends:
        last = found.ground.parent
        judged = standings(reader, [last], on, registers)[last.id]
        yield _ground(found.ground.edge, last, judged)
        found = judged
    ends = list(chains(reader, [last], on, registers)[last.id]) or _actor(found)
    yield from _ends(found, ends, standings(reader, ends, on, registers))


def _actor(found: Standing) -> list[DocumentNode]:
    """What ended a ground, where nothing took its place."""
    return [found.act.by] if found.act is not None else []


def _evidence(reader: Reader, edges: Iterable[Edge]) -> dict[tuple[str, str, str], Edge]:
    """The same edges with their evidence, asked for all at once, by ends and kind."""
    return {(edge.source, edge.target, edge.kind): edge for edge in reader.with_evidence(edges)}


def _spoken_of(reader: Reader, grounds: Iterable[str], registers: Registers) -> list[str]:
    """Those that a relation or a registry may have ended, told by their ids alone: most grounds stand.

    Tables speak of numbers, so where there are any all grounds have to be read.
    """
    ids = list(grounds)
    if registers.have_tables():
        return ids
    ends = reader.degrees(ids, sorted(ENDINGS), "down")
    return [id_ for id_ in ids if ends[id_] or registers.lines_on(id_)]


def _touched(reader: Reader, grounds: Mapping[str, DocumentNode], on: str, registers: Registers) -> list[DocumentNode]:
    """Those that something is said to have ended: of thousands of grounds few, and only these are judged."""
    acts = acts_on(reader, grounds.values(), registers)
    return [
        each
        for id_, each in grounds.items()
        if any(act.ends() and act.has_begun(on) for act in acts.get(id_, ()))
        or any(said.state == "ended" for said in registers.states_on(each))
    ]


def _weight(edge: Edge) -> tuple[str, bool, str, str]:
    """Which ended ground of a document is shown: what the whole document rests on before a provision."""
    return edge.source, edge.scope != "document", edge.target, edge.kind


def _ground(edge: Edge, ground: DocumentNode, found: Standing) -> Step:
    seen = best_evidence(edge.evidence)
    return Step(
        document=brief(ground),
        status=found.status,
        relation=edge.kind.lower(),
        from_=found.since,
        quote=seen.quote if seen else "",
        source=seen.source if seen else "",
        section=seen.section if seen else "",
    )


def _ends(found: Standing, ends: Sequence[DocumentNode], statuses: Mapping[str, Standing]) -> Iterator[Step]:
    """What ended the ground, with its clause, and the newer ones behind it."""
    act = found.act
    if act is None:
        return
    for place, node in enumerate(ends):
        first = place == 0
        yield Step(
            document=brief(node),
            status=statuses[node.id].status,
            relation=f"{found.status}_by" if first else "superseded_by",
            from_=act.day if first else statuses[ends[place - 1].id].since,
            quote=act.quote if first else "",
            source=act.source if first else "",
            section=act.section if first else "",
        )


def _renewed(
    reader: Reader,
    running: Mapping[str, DocumentNode],
    ended: Sequence[Edge],
    replaced: Mapping[str, Sequence[DocumentNode]],
    on: str,
) -> set[tuple[str, str]]:
    """The (document, ended ground) that a newer sibling has taken over: of the same body and type, it rests
    on what replaced the ground."""
    successors = dict.fromkeys(node.id for chain in replaced.values() for node in chain)
    followers = reader.neighbours(successors, GROUNDS, "down")
    held = reader.documents(dict.fromkeys(edge.source for edge in followers))
    by_successor: dict[str, list[DocumentNode]] = {}
    for edge in followers:
        if edge.source in held:
            by_successor.setdefault(edge.target, []).append(held[edge.source])
    return {
        (edge.source, edge.target)
        for edge in ended
        for successor in replaced[edge.target]
        for each in by_successor.get(successor.id, ())
        if _is_sibling(each, running[edge.source], on)
    }


def _is_sibling(one: DocumentNode, other: DocumentNode, on: str) -> bool:
    same = one.id != other.id and one.type == other.type and _bodies(one) == _bodies(other) != set()
    # A document without a day (a plan published with blanks) has no newer sibling that could be told.
    return same and other.date is not None and other.date < (one.date or "") <= on


def _bodies(document: DocumentNode) -> set[str]:
    return {each.id for each in document.issuer}

"""Statements of a store that break a rule of law or of time: kept, but for a person to look at.

lower_rank      a document changes or ends one that binds more (80/2015/QH13 Điều 12, 64/2025/QH15 Điều 8)
before_document an effect that began before the document it comes from, or before what it acts on, was issued
cycle           documents that replaced each other in a circle
two_successors  one document, wholly replaced by two
future          a document that cites one issued later
registry_differs  a registry or an imported table tells an act, a state or a first day otherwise than what is followed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from luocdo.graph.doctypes import doctypes
from luocdo.graph.model import DocumentNode, Edge, Record
from luocdo.graph.store import Reader
from luocdo.queries.act import ACTS
from luocdo.queries.acts import acts_on, best_evidence
from luocdo.queries.judged import standings
from luocdo.queries.registers import Registers
from luocdo.queries.results import Brief, brief
from luocdo.queries.voices import differences

DoubtKind = Literal["lower_rank", "before_document", "cycle", "two_successors", "future", "registry_differs"]
EFFECTS = frozenset(ACTS)
RELATIONS = (*ACTS, "GUIDES", "IMPLEMENTS", "BASED_ON", "CITES")
DEPTH = {"central": 0, "province": 1, "department": 1, "district": 2, "commune": 3}
"""How far down a body stands, by the first word of its level."""
BY_ISSUER = frozenset({"Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định"})
"""Types that bind as much as who issues them: a Nghị quyết of Quốc hội like a law, 66.1/2025/NQ-CP by leave of
206/2025/QH15; a ministry's Thông tư replaces what it ruled by Quyết định before 2009."""
NO_FORCE = 9


class Doubt(Record, frozen=True):
    """One such statement: the document that says or does it, the other, and the sentence."""

    kind: DoubtKind
    by: Brief
    on: Brief
    relation: str
    quote: str = ""
    source: str = ""


def doubts(reader: Reader, pages: Iterable[Sequence[DocumentNode]]) -> Iterator[Doubt]:
    """The doubts on these pages of documents (`quality.documents`), page by page, circles last."""
    replaced: dict[str, set[str]] = {}
    nodes: dict[str, DocumentNode] = {}
    for page in pages:
        settled = {each.id: each for each in page if not each.ambiguous}
        edges = reader.neighbours(settled, RELATIONS, "up")
        ends = reader.documents(dict.fromkeys(edge.target for edge in edges))
        found: list[Doubt] = []
        for edge in edges:
            by, on = settled[edge.source], ends[edge.target]
            if on.ambiguous:
                continue
            found.extend(_doubt(reader, edge, kind, by, on) for kind in _faults(edge, by, on))
            if edge.kind == "SUPERSEDES":
                replaced.setdefault(by.id, set()).add(on.id)
                nodes |= {by.id: by, on.id: on}
        registers = Registers(reader)
        found.extend(_second_successors(reader, settled, registers))
        found.extend(_told_otherwise(reader, settled, registers))
        yield from sorted(found, key=lambda each: (each.kind, each.by.id, each.on.id, each.relation))
    yield from _circles(replaced, nodes)


def _faults(edge: Edge, by: DocumentNode, on: DocumentNode) -> Iterator[DoubtKind]:
    """What is wrong with one relation, from the two documents alone."""
    later = by.date is not None and on.date is not None and by.date < on.date
    if edge.kind in EFFECTS:
        if binds_less(by, on):
            yield "lower_rank"
        if later or (by.date or "") > (by.effective_from or "9999"):
            yield "before_document"
    elif later and not edge.nested:
        yield "future"


def binds_less(by: DocumentNode, on: DocumentNode) -> bool:
    """Whether a document ranks below another that it acts on; Party and State are not compared."""
    if by.level is None or on.level is None or "mass" in (by.level, on.level):
        return False
    party, other = by.level.endswith("party"), on.level.endswith("party")
    mine, theirs = (DEPTH[each.level.split("-")[0]] for each in (by, on) if each.level)
    if mine != theirs or party or other:
        return party == other and mine > theirs
    mine_force, their_force = _force(by), _force(on)
    return mine == 0 and mine_force is not None and their_force is not None and mine_force > their_force


def _force(document: DocumentNode) -> int | None:
    """The rank of a central State document by its type; None where that hangs on who issued it, or on nothing."""
    known = doctypes().by_words(document.type or "")
    return None if known is None or known.name in BY_ISSUER or known.rank == NO_FORCE else known.rank


def _second_successors(reader: Reader, wanted: Mapping[str, DocumentNode], registers: Registers) -> Iterator[Doubt]:
    for id_, acts in acts_on(reader, wanted.values(), registers).items():
        successors = [act for act in acts if act.kind == "SUPERSEDES" and act.ends()]
        for act in successors[1:]:
            on = wanted[id_]
            yield Doubt("two_successors", brief(act.by), brief(on), "supersedes", act.quote, act.source)


def _told_otherwise(reader: Reader, wanted: Mapping[str, DocumentNode], registers: Registers) -> Iterator[Doubt]:
    """What registries and tables tell otherwise, each with the words that are followed and where the others stand."""
    known = [each for each in wanted.values() if registers.knows(each.number)]
    for id_, found in standings(reader, known, _LATEST, registers).items():
        on, act = wanted[id_], found.act
        by, relation = (act.by, act.kind.lower()) if act is not None else (on, "begins")
        for where in differences(on, found, registers):
            yield Doubt("registry_differs", brief(by), brief(on), relation, act.quote if act else "", where)


_LATEST = "9999-12-31"
"""All that was ever done to a document has begun by then."""


def _circles(replaced: dict[str, set[str]], nodes: dict[str, DocumentNode]) -> Iterator[Doubt]:
    """The replacements that run in a circle: what is left when ends of chains are taken off, both ways."""
    left = {(source, target) for source, targets in replaced.items() for target in targets}
    while True:
        inner = {source for source, _ in left} & {target for _, target in left}
        kept = {pair for pair in left if pair[0] in inner and pair[1] in inner}
        if kept == left:
            break
        left = kept
    for source, target in sorted(left):
        yield Doubt("cycle", brief(nodes[source]), brief(nodes[target]), "supersedes")


def _doubt(reader: Reader, edge: Edge, kind: DoubtKind, by: DocumentNode, on: DocumentNode) -> Doubt:
    (full,) = reader.with_evidence([edge])
    seen = best_evidence(full.evidence)
    quote, source = (seen.quote, seen.source) if seen else ("", "")
    return Doubt(kind, brief(by), brief(on), edge.kind.lower(), quote, source)

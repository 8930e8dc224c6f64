"""Documents that detail one that has ended: over with it, or in force where not contrary, by the law of that day.

The rules stand in `data/detailing.yaml`. This is inferred from the law, never stated, so it is less sure than the
relation and the end it rests on, and gives way to every clause that speaks of the detailing document itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from luocdo.graph.data_files import load, rows
from luocdo.graph.fold import fold
from luocdo.graph.model import DocumentNode, Edge, Record
from luocdo.graph.store import Reader
from luocdo.queries.act import Act
from luocdo.queries.acts import earliest_day, is_normative
from luocdo.queries.standing import Ground, Standing

FILE = "detailing.yaml"
OPEN = frozenset({"in_force", "no_end_known", "partly", "unknown"})
"""Nothing that is stated has ended a document with one of these."""
SURE_OF_THE_LAW = 0.8
Judge = Callable[[Iterable[DocumentNode]], dict[str, Standing]]


class Rule(Record, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A row of the file; its fields are explained at the file's head."""

    from_: str
    ended: tuple[str, ...]
    outcome: Literal["ends", "stays"]
    law: str
    to: str = "9999-12-31"


def with_parents(
    reader: Reader,
    documents: Mapping[str, DocumentNode],
    acts: Mapping[str, Sequence[Act]],
    found: Mapping[str, Standing],
    judge: Judge,
) -> dict[str, Standing]:
    """The standings, of those in `found`, that change or gain a ground because what the document details has ended.

    `judge` tells how the detailed ones stand on the same day.
    """
    wanted = {
        id_: document
        for id_, document in documents.items()
        if found[id_].status in OPEN and is_normative(document) and not any(map(_settles, acts.get(id_, ())))
    }
    edges: dict[str, list[Edge]] = {}
    for edge in reader.neighbours(wanted, ("GUIDES",), "up") if wanted else ():
        edges.setdefault(edge.source, []).append(edge)
    parents = reader.documents(dict.fromkeys(edge.target for each in edges.values() for edge in each))
    judged = judge(each for each in parents.values() if is_normative(each) and not each.ambiguous)
    changed: dict[str, Standing] = {}
    for id_, details in edges.items():
        # One that is not clear (`Luật Đất đai`, no year) may be another law, which has not ended.
        clear = all(each.target in judged for each in details)
        ground = _ground(reader, wanted[id_], details, parents, judged) if clear else None
        new = _changed(found[id_], ground, judged[ground.parent.id], acts.get(id_, ())) if ground else None
        if new is not None:
            changed[id_] = new
    return changed


def _settles(act: Act) -> bool:
    """Whether an act says itself what became of a document, on whatever day."""
    return act.kind == "EXTENDS" or act.ends()


def _ground(
    reader: Reader,
    document: DocumentNode,
    details: Sequence[Edge],
    parents: Mapping[str, DocumentNode],
    judged: Mapping[str, Standing],
) -> Ground | None:
    """What a document details, ended last of all that it details; None if one of them has not ended, or if it was
    issued when the new one was there."""
    days = [_ended(judged[edge.target]) for edge in details]
    if not days or None in days:
        return None
    day, edge = max(zip(days, details, strict=True), key=lambda pair: (pair[0] or "", pair[1].target))
    standing = judged[edge.target]
    rule = _rule(day or "", standing)
    if rule is None or standing.act is None or not _is_older(document, standing.act.by):
        return None
    (full,) = reader.with_evidence([edge])
    if rule.outcome == "ends" and not _says_so(document, full):
        return None
    return Ground(parents[edge.target], full, rule.law, rule.outcome == "ends")


def _ended(standing: Standing) -> str | None:
    """The day a detailed document ended; None if it has not, or if the day is not known."""
    over = standing.status in ("superseded", "repealed") or standing.rule == "with_parent"
    return standing.since if over else None


def _rule(day: str, standing: Standing) -> Rule | None:
    status = "repealed" if standing.rule == "with_parent" else standing.status
    return next((each for each in rules() if each.from_ <= day <= each.to and status in each.ended), None)


def _is_older(document: DocumentNode, ender: DocumentNode) -> bool:
    """Whether it came before what ended the other: 102/2024/NĐ-CP of 30/7/2024 details the law of 18/01/2024, not the
    one that ended on 31/7/2024."""
    first, second = earliest_day(document), earliest_day(ender)
    return bool(first and second) and first < second


def _says_so(document: DocumentNode, edge: Edge) -> bool:
    """Whether the document's title, or the sentence that joins it to the other, says that it details."""
    told = [document.title or "", *(evidence.quote for evidence in edge.evidence)]
    return any(word in fold(words) for words in told for word in detail_words())


def _changed(standing: Standing, ground: Ground, parent: Standing, acts: Sequence[Act]) -> Standing | None:
    """The standing with its ground; None where the document was changed after that had ended, so that it went on."""
    since = parent.since or ""
    if any((act.day or act.not_before) > since for act in acts):
        return None
    if not ground.ends:
        return msgspec.structs.replace(standing, ground=ground)
    sure = round(min(ground.edge.confidence, parent.confidence) * SURE_OF_THE_LAW, 2)
    return Standing("expired", "with_parent", since, None, parent.act, standing.partly, (), sure, ground)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in the order of the file."""
    return rows(FILE, load(FILE), "rules", Rule)


@cache
def detail_words() -> tuple[str, ...]:
    """The words that say `details`, folded."""
    return tuple(fold(each) for each in load(FILE)["details"])


@cache
def _competence() -> tuple[str, ...]:
    return tuple(fold(words) for words in load(FILE)["competence"])


def gives_power(document: DocumentNode) -> bool:
    """Whether a document only says who may decide: what was decided on its ground does not go with it."""
    called = fold(f"{document.name or ''} {document.title or ''}")
    return any(words in called for words in _competence())

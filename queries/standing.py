"""How a document stood on a day: a fold over its own days and what others did to it, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from luocdo.graph.facts import State
from luocdo.graph.model import DocumentNode, Edge, Record
from luocdo.queries.act import Act
from luocdo.queries.acts import start_of
from luocdo.queries.registers import Said

Status = Literal[
    "in_force",
    "no_end_known",
    "not_yet",
    "partly",
    "superseded",
    "repealed",
    "suspended",
    "expired",
    "unknown",
]

SURE_OF_OWN_DAYS = 0.9
"""A document's own first and last day, as its text gives them."""
SURE_OF_NO_END = 0.5
"""Nothing ends it here; a store that lacks the document which does looks the same."""


class Ground(Record, frozen=True):
    """What a document details and has ended, the relation with its evidence, the law that says what follows, and
    whether the document is over with it."""

    parent: DocumentNode
    edge: Edge
    law: str
    ends: bool


class Standing(Record, frozen=True):
    """A status with the days it lasts, where known, and the act, the own day or the table it follows from.

    `rule` names the sentence that explains it (`wording.yaml`, part `reason`).
    """

    status: Status
    rule: str
    since: str | None = None
    until: str | None = None
    act: Act | None = None
    partly: tuple[Act, ...] = ()
    others: tuple[Act, ...] = ()
    """Further acts that are said to have ended the document by then, besides `act`."""
    confidence: float = SURE_OF_OWN_DAYS
    ground: Ground | None = None
    said: Said | None = None
    """The row of a table that it follows from, where nothing else tells."""


def standing(
    document: DocumentNode, acts: Sequence[Act], on: str, *, said: Sequence[Said] = (), registered: bool = False
) -> Standing:
    """The status on an ISO day. `acts` are ordered by day; `said` is what tables tell of its state; `registered`:
    a registry has a line on it. A state that a table tells counts where no act and no own day does."""
    begun = [act for act in acts if act.has_begun(on)]
    start = start_of(document)
    first = start or document.date
    if first is not None and first > on:
        return Standing("not_yet", "not_yet" if start is not None else "not_issued", until=day_before(first))
    ended = _ending(begun)
    partly = tuple(act for act in begun if act.touches())
    if ended is not None:
        status: Status = "superseded" if ended.kind == "SUPERSEDES" else "repealed"
        others = tuple(act for act in begun if act.ends() and act.by.id != ended.by.id)
        rule = "ended_by" if ended.vague else str(status)
        return Standing(status, rule, ended.day, None, ended, partly, others, confidence=ended.confidence)
    over = document.expires is not None and document.expires < on and not _prolonged(begun, document.expires)
    if over and document.expires is not None:
        return Standing("expired", "expired", since=day_after(document.expires), partly=partly)
    until = _known_end(document, acts, said, on)
    vouched = _vouched(acts, on)
    told = None if vouched is not None else _told_end(said, on)
    if told is not None:
        rule = "listed_ended" if told.since else "listed_over"
        return Standing("repealed", rule, told.since, partly=partly, said=told, confidence=told.confidence)
    stopped = next((act for act in begun if act.kind == "SUSPENDS" and not act.touches()), None)
    if stopped is not None:
        return Standing("suspended", "suspended", stopped.day, until, stopped, partly, confidence=stopped.confidence)
    if partly:
        shown = next((act for act in partly if act.kept or act.ends_somewhere()), partly[0])
        rule = "ended_but" if shown.kept else "ended_there" if shown.ends_somewhere() else "partly"
        return Standing("partly", rule, shown.day, until, shown, partly, confidence=shown.confidence)
    found = _told_change(said, on) if vouched is None else None
    return found or _alive(document, acts, on, start, until, said, registered=registered)


def _vouched(acts: Sequence[Act], on: str) -> Act | None:
    """The act of a later day that says that all of the document stays in force."""
    whole = (act for act in acts if act.kind == "EXTENDS" and not (act.partial or act.territory))
    return next((act for act in whole if (act.by.date or "") >= on), None)


def _told_end(said: Sequence[Said], on: str) -> Said | None:
    """The row that tells that a document had ended by a day; the one that knows since when before the others."""
    ended = [each for each in said if each.state == "ended" and each.known_by <= on]
    return min(ended, key=lambda each: (each.since is None, each.since or each.known_by), default=None)


def _told_change(said: Sequence[Said], on: str) -> Standing | None:
    """A stop or a change of a part that only a table tells, unless a later one says that all of it is in force."""
    for state, status, rule in _CHANGES:
        for each in said:
            later = (other.state == "in_force" and (other.until or "") > each.known_by for other in said)
            if each.state == state and each.known_by <= on and not any(later):
                return Standing(status, rule, each.since, said=each, confidence=each.confidence)
    return None


_CHANGES: tuple[tuple[State, Status, str], ...] = (
    ("suspended", "suspended", "listed_suspended"),
    ("partly", "partly", "listed_partly"),
)


def _alive(
    document: DocumentNode,
    acts: Sequence[Act],
    on: str,
    start: str | None,
    until: str | None,
    said: Sequence[Said],
    *,
    registered: bool,
) -> Standing:
    """The status of a document that nothing has touched by this day."""
    vouched = _vouched(acts, on)
    if start is not None and vouched is not None:
        return Standing("in_force", "vouched", start, until, vouched, confidence=vouched.confidence)
    if start is not None and until is not None:
        end = next((act for act in acts if act.ends() and not act.has_begun(on)), None)
        sure = end.confidence if end is not None else SURE_OF_OWN_DAYS
        return Standing("in_force", "in_force", start, until, end, confidence=sure)
    running = [each for each in said if each.state == "in_force"]
    seen = next((each for each in running if each.until is not None and on <= each.until), None)
    if start is not None and seen is not None:
        return Standing("in_force", "listed_in_force", start, said=seen, confidence=seen.confidence)
    lost = next((each for each in said if each.state == "ended" and each.since is None), None)
    if lost is not None:
        return Standing("unknown", "listed_lost", said=lost, confidence=0.0)
    if not (document.held or acts or registered):
        return Standing("unknown", "only_cited", confidence=0.0)
    # In force when the table was made, so it had begun by then, on whatever day that was.
    known = next((each for each in running if each.known_by <= on), None)
    if start is None and known is None:
        return Standing("unknown", "no_start", confidence=0.0)
    extended = next((act for act in acts if act.kind == "EXTENDS" and not act.partial and act.has_begun(on)), None)
    if extended is None and running and (known is not None or start is not None):
        shown = known or running[0]
        return Standing("no_end_known", "listed_no_end", since=start, said=shown, confidence=SURE_OF_NO_END)
    rule = "no_end_known" if extended is None else "extended"
    return Standing("no_end_known", rule, since=start, act=extended, confidence=SURE_OF_NO_END)


def _ending(begun: Sequence[Act]) -> Act | None:
    """The act that ended the document first; of two of one day the one that put something in its place."""
    ends = [act for act in begun if act.ends()]
    return min(ends, key=lambda act: (act.day or "9999", act.kind != "SUPERSEDES"), default=None)


def _prolonged(begun: Sequence[Act], expires: str) -> bool:
    """Whether an act kept a document in force beyond its last day, itself not later than the day after."""
    kept = (act for act in begun if act.kind == "EXTENDS" and not act.partial)
    return any((act.day or "") <= day_after(expires) for act in kept)


def _known_end(document: DocumentNode, acts: Sequence[Act], said: Sequence[Said], on: str) -> str | None:
    """The last day of effect, on or after `on`, that is known: its own, the day before an act ends it, or a table's."""
    coming = [day_before(act.day) for act in acts if act.ends() and act.day and act.day > on]
    own = [document.expires] if document.expires and document.expires >= on else []
    told = [day_before(each.since) for each in said if each.state == "ended" and each.since and each.since > on]
    return min([*coming, *own, *told], default=None)


def day_before(day: str) -> str:
    """The ISO day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The ISO day after an ISO day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()

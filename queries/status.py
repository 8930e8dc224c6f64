"""Is a document in force on a day? The answer with its reason, its source and the chain to the newest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from luocdo.graph.errors import NumberError
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.store import Reader
from luocdo.queries.acts import best_evidence
from luocdo.queries.find import candidates, registered_candidates
from luocdo.queries.judged import chains, standings
from luocdo.queries.proposals import Proposal, proposals
from luocdo.queries.registered import line_on
from luocdo.queries.results import Brief, brief, briefs, label
from luocdo.queries.stale import Stale, stale_grounds
from luocdo.queries.standing import Standing, Status
from luocdo.queries.territory import held_to
from luocdo.queries.wording import Language, say, say_day

MOST_GUESSED = 200
"""Documents asked about at once for which proposals are looked for: each costs a search of titles."""
ALIVE = frozenset({"in_force", "no_end_known", "partly"})
MOST_PARTS = 4
"""Provisions named in a sentence; `partly` lists them all."""


class Reason(Record, frozen=True):
    """Why: a sentence, and the clause it rests on with its source and section where there is one."""

    text: str
    quote: str
    source: str
    section: str


class Change(Record, frozen=True, rename={"from_": "from"}):
    """A change of part of a document; `territory`: the former provinces it is confined to, if it is."""

    by: Brief
    provisions: tuple[str, ...]
    from_: str | None
    territory: tuple[str, ...] = ()


class _More(NamedTuple):
    """What is told of a document besides its standing."""

    chain: Sequence[DocumentNode]
    stale: Stale | None
    proposals: tuple[Proposal, ...]


class StatusAnswer(Record, frozen=True):
    """The status of one query on a day, as `luocdo status --format json` gives it.

    `since` and `until` are its first and last day where known; `known_to` the newest day the store's
    texts speak of; `chain` the numbers that took its place, oldest first, to the newest.
    """

    query: str
    document: DocumentNode | None
    candidates: tuple[Brief, ...]
    on: str
    status: Status
    since: str | None
    until: str | None
    known_to: str | None
    by: Brief | None
    chain: tuple[str, ...]
    partly: tuple[Change, ...]
    reason: Reason
    stale: Stale | None
    proposals: tuple[Proposal, ...]
    confidence: float


def statuses(reader: Reader, queries: Iterable[str], on: str, language: Language = "vi") -> tuple[StatusAnswer, ...]:
    """One answer a query, in their order; an ambiguous one carries its candidates, a wrong one says so."""
    known_to = reader.latest_date()
    found = [(query, *_looked_up(reader, query)) for query in queries]
    single = answers(reader, (nodes[0] for _, nodes, _ in found if len(nodes) == 1), on, language)
    return tuple(
        msgspec.structs.replace(single[nodes[0].id], query=query)
        if len(nodes) == 1
        else _unanswered(query, nodes, fault, on, known_to, language)
        for query, nodes, fault in found
    )


def answers(
    reader: Reader, documents: Iterable[DocumentNode], on: str, language: Language = "vi"
) -> dict[str, StatusAnswer]:
    """The answer for each of these documents, by id; its query is what the document is called."""
    known_to = reader.latest_date()
    asked = {each.id: each for each in documents}
    judged = standings(reader, asked.values(), on)
    newest = chains(reader, [asked[id_] for id_, each in judged.items() if each.status == "superseded"], on)
    stale = stale_grounds(reader, asked.values(), judged, on)
    guesses = asked.values() if len(asked) <= MOST_GUESSED else ()
    proposed = {each.id: proposals(reader, each, judged[each.id], on) for each in guesses}
    more = {id_: _More(newest.get(id_, ()), stale.get(id_), proposed.get(id_, ())) for id_ in asked}
    return {
        id_: _answer(label(each), each, judged[id_], more[id_], on, known_to, language) for id_, each in asked.items()
    }


def _looked_up(reader: Reader, query: str) -> tuple[Sequence[DocumentNode], str]:
    """The documents a query may mean, and what is wrong with it if there is none."""
    try:
        found = candidates(reader, query) or registered_candidates(query)
    except NumberError:
        return (), "no_number"
    return found, "" if found else "not_here"


def _answer(
    query: str,
    document: DocumentNode,
    found: Standing,
    more: _More,
    on: str,
    known_to: str | None,
    language: Language,
) -> StatusAnswer:
    act = found.act
    return StatusAnswer(
        query=query,
        document=document,
        candidates=(),
        on=on,
        status=found.status,
        since=found.since,
        until=found.until,
        known_to=known_to,
        by=brief(act.by) if act else None,
        chain=tuple(label(each) for each in more.chain),
        partly=tuple(Change(brief(each.by), each.provisions, each.day, each.territory) for each in found.partly),
        reason=_reason(document, found, on, known_to, language),
        stale=more.stale,
        proposals=more.proposals,
        confidence=found.confidence,
    )


def _reason(document: DocumentNode, found: Standing, on: str, known_to: str | None, language: Language) -> Reason:
    act, ground = found.act, found.ground
    listed = found.rule == "only_cited" and line_on(document) is not None
    text = say(
        "reason.only_listed" if listed else f"reason.{found.rule}",
        language,
        by=label(act.by) if act else "",
        since=say_day(found.since, language) or "?",
        until=say_day(found.until, language) or "?",
        known_to=say_day(known_to, language) or "?",
        parts=parts(act.provisions) if act else "",
        kept=parts(act.kept) if act else "",
        where=_where(act.territory if act else (), language),
        parent=label(ground.parent) if ground else "",
        law=ground.law if ground else "",
    )
    text = " ".join([text, *_other_voices(found, language), *_held_to(document, found, on, language)])
    told = best_evidence(ground.edge.evidence) if ground and ground.ends else None
    if told is not None:
        return Reason(text, told.quote, told.source, told.section)
    return Reason(text, act.quote if act else "", act.source if act else "", act.section if act else "")


def _other_voices(found: Standing, language: Language) -> Iterator[str]:
    """What is said beside the answer: by the registry of the same act, of another that ended it, of an ended ground."""
    if found.ground is not None and not found.ground.ends:
        yield say("reason.stays", language, parent=label(found.ground.parent), law=found.ground.law)
    if found.act is not None and found.act.differs:
        yield say("reason.differs", language, where=found.act.differs)
    for act in found.others:
        since = say_day(act.day, language) or "?"
        yield say("reason.also", language, by=label(act.by), since=since, source=act.source or "?")


def _where(territory: Sequence[str], language: Language) -> str:
    return say("reason.where", language, places=", ".join(territory)) if territory else ""


def _held_to(document: DocumentNode, found: Standing, on: str, language: Language) -> Iterator[str]:
    """That a text of a merged province holds in the former one alone."""
    merged = held_to(document, on) if found.status in ALIVE else None
    if merged is not None:
        yield say("reason.held_to", language, place=merged[0], now=merged[1])


def parts(provisions: Sequence[str]) -> str:
    """Provisions in a bracket behind a verb, at most four of them; empty for none."""
    shown = ", ".join(provisions[:MOST_PARTS])
    return f" ({shown}{' …' if len(provisions) > MOST_PARTS else ''})" if provisions else ""


def _unanswered(
    query: str,
    nodes: Sequence[DocumentNode],
    fault: str,
    on: str,
    known_to: str | None,
    language: Language,
) -> StatusAnswer:
    rule = fault or "ambiguous"
    return StatusAnswer(
        query=query,
        document=None,
        candidates=briefs(nodes),
        on=on,
        status="unknown",
        since=None,
        until=None,
        known_to=known_to,
        by=None,
        chain=(),
        partly=(),
        reason=Reason(say(f"reason.{rule}", language, count=len(nodes)), "", "", ""),
        stale=None,
        proposals=(),
        confidence=0.0,
    )

"""Is a document in force on a day? The answer with its reason, its source and the chain to the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from luocdo.graph.errors import NumberError
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.registry import Registry
from luocdo.graph.store import Reader
from luocdo.queries.acts import best_evidence
from luocdo.queries.find import Lookup
from luocdo.queries.judged import chains, standings
from luocdo.queries.proposals import Proposal, proposals
from luocdo.queries.registers import Registers
from luocdo.queries.results import Brief, brief, briefs, label
from luocdo.queries.stale import Stale, stale_grounds
from luocdo.queries.standing import Standing, Status, day_after
from luocdo.queries.voices import voices
from luocdo.queries.wording import Language, say, say_day, say_since

MOST_GUESSED = 500
"""Documents asked about at once for which proposals are looked for: each costs a search of titles."""
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
    voices: tuple[str, ...]
    listed_in: str | None


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


def statuses(
    reader: Reader, queries: Iterable[str], on: str, language: Language = "vi", own: Registry | None = None
) -> tuple[StatusAnswer, ...]:
    """One answer a query, in their order; an ambiguous one carries its candidates, a wrong one says so.

    `own` is a user's own registry, asked before the one that comes with the program.
    """
    known_to = reader.latest_date()
    registers = Registers(reader, own)
    asked = tuple(queries)
    lookup = Lookup(reader, asked, registers)
    found = [(query, *_looked_up(lookup, query)) for query in asked]
    single = answers(reader, (nodes[0] for _, nodes, _ in found if len(nodes) == 1), on, language, registers)
    return tuple(
        msgspec.structs.replace(single[nodes[0].id], query=query)
        if len(nodes) == 1
        else _unanswered(query, nodes, fault, on, known_to, language)
        for query, nodes, fault in found
    )


def answers(
    reader: Reader,
    documents: Iterable[DocumentNode],
    on: str,
    language: Language = "vi",
    registers: Registers | None = None,
) -> dict[str, StatusAnswer]:
    """The answer for each of these documents, by id; its query is what the document is called."""
    known_to = reader.latest_date()
    registers = registers or Registers(reader)
    asked = {each.id: each for each in documents}
    judged = standings(reader, asked.values(), on, registers)
    ended = [asked[id_] for id_, each in judged.items() if each.status == "superseded"]
    newest = chains(reader, ended, on, registers)
    stale = stale_grounds(reader, asked.values(), judged, on, registers)
    guesses = asked.values() if len(asked) <= MOST_GUESSED else ()
    proposed = proposals(reader, guesses, judged, on, registers)
    return {
        id_: _answer(
            each,
            judged[id_],
            _More(
                newest.get(id_, ()),
                stale.get(id_),
                proposed.get(id_, ()),
                tuple(voices(each, judged[id_], registers, on, language)),
                registers.listed_in(each) if judged[id_].rule == "only_cited" else None,
            ),
            on,
            known_to,
            language,
        )
        for id_, each in asked.items()
    }


def _looked_up(lookup: Lookup, query: str) -> tuple[Sequence[DocumentNode], str]:
    """The documents a query may mean, and what is wrong with it if there is none."""
    try:
        found = lookup.candidates(query)
    except NumberError:
        return (), "no_number"
    return found, "" if found else "not_here"


def _answer(
    document: DocumentNode,
    found: Standing,
    more: _More,
    on: str,
    known_to: str | None,
    language: Language,
) -> StatusAnswer:
    act = found.act
    return StatusAnswer(
        query=label(document),
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
        reason=_reason(found, more, known_to, language),
        stale=more.stale,
        proposals=more.proposals,
        confidence=found.confidence,
    )


def _reason(found: Standing, more: _More, known_to: str | None, language: Language) -> Reason:
    act, said, ground = found.act, found.said, found.ground
    text = say(
        f"reason.{'only_listed' if more.listed_in else found.rule}",
        language,
        by=label(act.by) if act else "",
        since=say_day(found.since, language) or say("reason.some_day", language),
        from_=say_since(found.since, language),
        begins=say_day(day_after(found.until), language) if found.until else "",
        until=say_day(said.until if said else found.until, language) or say("reason.some_day", language),
        known_to=say_day(known_to, language) or "?",
        parts=parts(act.provisions) if act else "",
        kept=parts(act.kept) if act else "",
        where=_where(act.territory if act else (), language),
        parent=label(ground.parent) if ground else "",
        law=ground.law if ground else "",
        table=said.keeper if said else "",
        day=say_day(said.known_by, language) if said else "",
    )
    text = " ".join([text, *more.voices])
    told = best_evidence(ground.edge.evidence) if ground and ground.ends else None
    if told is not None:
        return Reason(text, told.quote, told.source, told.section)
    if said is not None:
        return Reason(text, said.words, said.where, "")
    if act is not None:
        return Reason(text, act.quote, act.source, act.section)
    return Reason(text, "", more.listed_in or "", "")


def _where(territory: Sequence[str], language: Language) -> str:
    return say("reason.where", language, places=", ".join(territory)) if territory else ""


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

"""Is a document in force on a day? The answer with its reason, its source and the chain to the newest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from luocdo.graph.errors import NumberError
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.store import Reader
from luocdo.queries.acts import Act, acts_on
from luocdo.queries.find import candidates, registered_candidates
from luocdo.queries.registered import line_on, with_line
from luocdo.queries.results import Brief, brief, briefs, label
from luocdo.queries.standing import Standing, Status, standing
from luocdo.queries.wording import Language, say, say_day

MOST_PARTS = 4
"""Provisions named in a sentence; `partly` lists them all."""


class Reason(Record, frozen=True):
    """Why: a sentence, and the clause it rests on with its source and section where there is one."""

    text: str
    quote: str
    source: str
    section: str


class Change(Record, frozen=True, rename={"from_": "from"}):
    """A change of part of a document."""

    by: Brief
    provisions: tuple[str, ...]
    from_: str | None


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
    stale: dict[str, object] | None
    proposals: tuple[dict[str, object], ...]
    confidence: float


def statuses(reader: Reader, queries: Iterable[str], on: str, language: Language = "vi") -> tuple[StatusAnswer, ...]:
    """One answer a query, in their order; an ambiguous one carries its candidates, a wrong one says so."""
    known_to = reader.latest_date()
    found = [(query, *_looked_up(reader, query)) for query in queries]
    single = {nodes[0].id: nodes[0] for _, nodes, _ in found if len(nodes) == 1}
    judged = standings(reader, single.values(), on)
    superseded = [single[id_] for id_, each in judged.items() if each.status == "superseded"]
    chains = {each.id: chain_from(reader, each, on) for each in superseded}
    return tuple(
        _answer(query, nodes[0], judged[nodes[0].id], chains.get(nodes[0].id, ()), on, known_to, language)
        if len(nodes) == 1
        else _unanswered(query, nodes, fault, on, known_to, language)
        for query, nodes, fault in found
    )


def standings(reader: Reader, documents: Iterable[DocumentNode], on: str) -> dict[str, Standing]:
    """The standing of many documents on a day, by id, from what store and registry know."""
    wanted = {each.id: each for each in documents}
    acts = acts_on(reader, wanted.values())
    return {id_: _standing(each, acts.get(id_, ()), on) for id_, each in wanted.items()}


def _standing(document: DocumentNode, acts: Sequence[Act], on: str) -> Standing:
    """The standing of a document, its own days filled in from the registry where its text has none."""
    return standing(with_line(document), acts, on, registered=line_on(document) is not None)


def chain_from(reader: Reader, document: DocumentNode, on: str) -> tuple[str, ...]:
    """The numbers that took a document's place one after the other by this day; a circle ends it."""
    seen, current = {document.id}, document
    chain: list[str] = []
    while True:
        acts = [act for act in acts_on(reader, [current]).get(current.id, ()) if act.kind == "SUPERSEDES"]
        step = next((act for act in acts if act.ends() and act.has_begun(on)), None)
        if step is None or step.by.id in seen:
            return tuple(chain)
        current = step.by
        seen.add(current.id)
        chain.append(label(step.by))


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
    chain: tuple[str, ...],
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
        chain=chain,
        partly=tuple(Change(brief(each.by), each.provisions, each.day) for each in found.partly),
        reason=_reason(document, found, known_to, language),
        stale=None,
        proposals=(),
        confidence=found.confidence,
    )


def _reason(document: DocumentNode, found: Standing, known_to: str | None, language: Language) -> Reason:
    act = found.act
    text = say(
        f"reason.{found.rule}",
        language,
        by=label(act.by) if act else "",
        since=say_day(found.since, language) or "?",
        until=say_day(found.until, language) or "?",
        known_to=say_day(known_to, language) or "?",
        parts=parts(act.provisions) if act else "",
        kept=parts(act.kept) if act else "",
    )
    text = " ".join([text, *_other_voices(found, language)])
    return Reason(text, act.quote if act else "", act.source if act else "", act.section if act else "")


def _other_voices(found: Standing, language: Language) -> Iterator[str]:
    """What is said otherwise than the answer: by the registry of the same act, or of another that ended it."""
    if found.act is not None and found.act.differs:
        yield say("reason.differs", language, where=found.act.differs)
    for act in found.others:
        since = say_day(act.day, language) or "?"
        yield say("reason.also", language, by=label(act.by), since=since, source=act.source or "?")


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

"""What is said otherwise than an answer: by a register of the same act, of a state, of a day, or by another act.

A text is followed before every register, and whatever differs from it stands beside the answer, with its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from luocdo.graph.identity_policy import number_year
from luocdo.graph.model import DocumentNode
from luocdo.queries.registers import Registers, Said
from luocdo.queries.results import Brief, label
from luocdo.queries.standing import Standing
from luocdo.queries.territory import held_to
from luocdo.queries.wording import Language, say, say_day, say_since

ALIVE = frozenset({"in_force", "no_end_known", "partly"})
MOST_NAMED = 6
"""Documents named in a sentence."""


def voices(
    document: DocumentNode, found: Standing, registers: Registers, on: str, language: Language = "vi"
) -> Iterator[str]:
    """The sentences that stand behind the reason of an answer."""
    if found.ground is not None and not found.ground.ends:
        yield say("reason.stays", language, parent=label(found.ground.parent), law=found.ground.law)
    for where in differences(document, found, registers):
        yield say("reason.differs", language, where=where)
    if found.act is not None and found.act.spared:
        yield say("reason.spared", language, cases="; ".join(found.act.spared))
    for act in found.others:
        yield say(
            "reason.also", language, by=label(act.by), from_=say_since(act.day, language), source=act.source or "?"
        )
    changed = tuple(act.by for act in found.partly if found.act is None or act.by.id != found.act.by.id)
    if changed and found.status == "partly":
        yield say("reason.also_changed", language, all=named(changed, language))
    if found.until is not None and found.status in ("partly", "suspended"):
        yield say("reason.until", language, until=say_day(found.until, language))
    for words, where in registers.notes_on(document) if registers.knows(document.number) else ():
        yield say("reason.noted", language, words=words, where=where)
    # A text of a merged province holds in the former one alone.
    merged = held_to(document, on) if found.status in ALIVE else None
    if merged is not None:
        yield say("reason.held_to", language, place=merged[0], now=merged[1])


def named(documents: Iterable[DocumentNode | Brief], language: Language = "vi") -> str:
    """Documents in a sentence, each once, oldest first, at most six and a count of the rest."""
    called = list(dict.fromkeys(label(each) for each in sorted(documents, key=_age)))
    more = len(called) - MOST_NAMED
    return ", ".join(called[:MOST_NAMED]) + (say("reason.more", language, count=more) if more > 0 else "")


def _age(document: DocumentNode | Brief) -> tuple[str, str]:
    """Order by day, where none is known by the year in the number."""
    return document.date or number_year(document.number) or "9999", document.id


def differences(document: DocumentNode, found: Standing, registers: Registers) -> Iterator[str]:
    """What registers and tables say otherwise than the standing of a document, each with where it stands."""
    if found.act is not None and found.act.differs:
        yield found.act.differs
    if not registers.knows(document.number):
        return
    days = list(registers.first_days(document))
    said = document.effective_from or (days[0][0] if days else None)
    for day, where in days:
        if day != said:
            yield f"{where}: {day}"
    for each in registers.states_on(document):
        if each is not found.said and _contradicts(each, found):
            yield f"{each.where}: {each.words}"


def _contradicts(said: Said, found: Standing) -> bool:
    """Whether a state that a table tells cannot be so beside an answer.

    A table that is older than what happened since contradicts nothing.
    """
    if said.state == "in_force":
        return found.status in ("superseded", "repealed", "expired") and (found.since or "9999") <= (said.until or "")
    if said.state == "ended":
        return found.status in ("in_force", "no_end_known") and found.rule in ("vouched", "extended")
    return (
        said.state == "partly"
        and found.status in ("superseded", "repealed")
        and (found.since or "9999") <= (said.until or "")
    )

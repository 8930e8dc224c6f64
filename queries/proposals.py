"""What may be so and no text says: documents of one subject. Offered with a `~`, never a status or a finding.

1238-QĐ/TU (Bình Phước, 2010) bears the title of 290-QĐ/TW, which has been replaced; no text held says that it
was made under it. Somebody should look; nothing here decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.store import Reader
from luocdo.graph.titles import FEWEST_WORDS, FITS, title_overlap
from luocdo.queries.acts import acts_on
from luocdo.queries.judged import standings
from luocdo.queries.registers import Registers
from luocdo.queries.results import Brief, brief, by_age
from luocdo.queries.stale import ENDED
from luocdo.queries.standing import Standing, Status

MARK = "~"
OPEN = frozenset({"unknown", "no_end_known", "partly"})
"""Statuses that a proposal may shed light on; for the others a text or a day has spoken."""
_WORD = re.compile(r"\w+")
_AMENDS = re.compile(r"(?:luật\s+|về\s+|việc\s+)*(?:sửa đổi|bổ sung|điều chỉnh)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


class Proposal(Record, frozen=True):
    """A document of the same subject that may bear on the one asked about.

    `kind`: `newer_same_body` (a later one of the same body: it may have taken the place), or `ended_model`
    (an older one of another body that has ended: this one may have been made under it).
    """

    kind: str
    document: Brief
    status: Status
    mark: str = MARK


def proposals(
    reader: Reader,
    documents: Iterable[DocumentNode],
    judged: Mapping[str, Standing],
    on: str,
    registers: Registers | None = None,
) -> dict[str, tuple[Proposal, ...]]:
    """The proposals on those documents whose status is open and whose title tells, by id; each oldest first."""
    asked = [each for each in documents if _may_ask(each, judged[each.id])]
    hits = reader.titled(_words(each) for each in asked)
    alike = {
        each.id: [hit for hit in found if hit.id != each.id and _same_subject(hit, each)]
        for each, found in zip(asked, hits, strict=True)
    }
    # What is known to have acted on a document, or will, is told with its status: there is nothing to guess.
    known = {id_: {act.by.id for act in acts} for id_, acts in acts_on(reader, asked, registers).items()}
    alike = {id_: [hit for hit in found if hit.id not in known.get(id_, ())] for id_, found in alike.items()}
    others = {each.id: each for found in alike.values() for each in found}
    standing = standings(reader, others.values(), on, registers)
    return {each.id: tuple(_proposed(each, sorted(alike[each.id], key=by_age), standing, on)) for each in asked}


def _may_ask(document: DocumentNode, found: Standing) -> bool:
    words = _WORD.findall(document.title or "")
    return found.status in OPEN and len(words) >= FEWEST_WORDS and document.date is not None


def _words(document: DocumentNode) -> str:
    return " ".join(_WORD.findall(document.title or "")).casefold().removeprefix("về ")


def _proposed(
    document: DocumentNode, alike: list[DocumentNode], judged: dict[str, Standing], on: str
) -> Iterator[Proposal]:
    for each in alike:
        status, day = judged[each.id].status, each.date or ""
        same_body = _bodies(each) & _bodies(document)
        if same_body and each.type == document.type and (document.date or "") < day <= on:
            yield Proposal("newer_same_body", brief(each), status)
        elif not same_body and status in ENDED and "" < day <= (document.date or ""):
            yield Proposal("ended_model", brief(each), status)


def _same_subject(one: DocumentNode, other: DocumentNode) -> bool:
    """Whether two titles say one thing, years included: the plan of 2022 is not that of 2023. One change of a document
    does not take the place of another: 92/2017/NĐ-CP changes what 48/2013/NĐ-CP changed before."""
    mine, theirs = one.title or "", other.title or ""
    if _AMENDS.match(mine) or _AMENDS.match(theirs):
        return False
    longer, shorter = sorted((len(mine), len(theirs)), reverse=True)
    alike = title_overlap(mine, theirs) >= FITS and shorter >= FITS * longer
    return alike and _DIGITS.findall(mine) == _DIGITS.findall(theirs)


def _bodies(document: DocumentNode) -> set[str]:
    return {each.id for each in document.issuer}

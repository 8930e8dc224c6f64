"""Faults in how a draft writes its citations: number, type, day, issuer, order of grounds. Rules, no opinions.

number_form     separators or letters that the rules of numbers do not have: 43/KL/TW for 43-KL/TW
wrong_type      the type word is not what the code says: Nghị định số 16/CT-TTg
date_conflict   another day than the document is known to have, or of another year than its number
impossible_date no day of the calendar
term_conflict   a year that is not of the term in the number: 97/2025/QH13
future_date     a day after the draft's own
other_date      no document of this number is known with this day, but others are
cited_twice     one number with two days, where a number can be of one document only
wrong_issuer    another issuer than the document is known to have
wrong_name      a law by the number of another: Luật Thống kê số 85/2015/QH13
ground_order    a ground that binds more stands behind one that binds less
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from luocdo.graph.agency_nodes import listed_name
from luocdo.graph.doctypes import doctypes
from luocdo.graph.errors import NumberError
from luocdo.graph.fold import fold
from luocdo.graph.identity_policy import kind_of, number_year
from luocdo.graph.model import AgencyRef, Citation, DocumentNode, Extraction, Mention
from luocdo.graph.number import NUMBER, DocumentNumber, clean, number_key
from luocdo.graph.titles import telling_words
from luocdo.queries.acts import CONSOLIDATED
from luocdo.queries.doubts import BY_ISSUER
from luocdo.queries.number_slips import BY_MINISTERS, issuer_of
from luocdo.queries.taken_for import Taken
from luocdo.queries.weight import Severity
from luocdo.queries.written import written

FaultKind = Literal[
    "number_form",
    "wrong_type",
    "date_conflict",
    "impossible_date",
    "term_conflict",
    "future_date",
    "other_date",
    "cited_twice",
    "wrong_issuer",
    "wrong_name",
    "ground_order",
]
SEVERITY: dict[FaultKind, Severity] = {
    "number_form": "warning",
    "wrong_type": "warning",
    "date_conflict": "error",
    "impossible_date": "error",
    "term_conflict": "error",
    "future_date": "error",
    "other_date": "warning",
    "cited_twice": "warning",
    "wrong_issuer": "warning",
    "wrong_name": "warning",
    "ground_order": "info",
}
RULED_SINCE = "2005-01-01"
"""Older numbers followed other rules (Thông tư liên tịch 55/2005/TTLT-BNV-VPCP set the ones of today)."""
LETTER = "Công văn"
_TERM = 5
"""Years of a committee's term, in which no number is used twice."""
_OF_EVERY_LAW = telling_words("Bộ luật, pháp lệnh sửa đổi, bổ sung một số điều")
_DAY = re.compile(r",|\bngày\b|\bnăm\b")
_WHOLE_CENTRE = frozenset({"trung ương", "ban chấp hành trung ương", "ban chấp hành trung ương đảng", "đảng"})
"""Said of every body of the centre: `Nghị quyết số 25-NQ/TW của Trung ương` contradicts none of them."""


class Fault(NamedTuple):
    """A fault at a mention: values for its sentence in `wording.yaml`, part `fault`, and what would be right.

    `sentence` names it there where a kind has several."""

    kind: FaultKind
    start: int
    end: int
    values: dict[str, str]
    suggestion: str | None = None
    sentence: str = ""


def faults(
    extraction: Extraction,
    cited: Sequence[Citation],
    taken: Sequence[Taken],
    on: str,
    meant: Mapping[int, DocumentNode] | None = None,
    sure: Container[str] = (),
) -> Iterator[Fault]:
    """All faults of a draft. `cited` are its citations that stand in the text, `taken` has an answer for each;
    `on`, an ISO day, is the latest that one may bear where the draft has no day of its own. `meant` are known
    documents that fit the words of a citation where its number does not, by the start of its first mention; `sure`
    the ids of those that a text or a registry vouches for: what only citations know may be their slip."""
    meant = meant or {}
    latest = extraction.document.date or on
    for citation, found in zip(cited, taken, strict=True):
        other = meant.get(citation.mentions[0].start)
        right = written(other) if other is not None else None
        document = found.document if found.document is not None and found.document.id in sure else None
        right_or_own = right or (written(document) if document is not None else None)
        yield from _of_number(citation, right_or_own)
        yield from _of_day(citation, found, latest)
        yield from _of_issuer(citation, found.document, right_or_own)
        yield from _of_name(citation, found.document, right)
    yield from _twice(cited)
    if extraction.document.type != CONSOLIDATED:  # it has the grounds of several texts
        yield from _order(cited, extraction.document.title)
    for problem in extraction.problems:
        kind, _, words = problem.message.partition(": ")
        if kind == "impossible_date":
            yield Fault("impossible_date", problem.start, problem.end, {"day": words})
        elif kind == "cited_twice":
            day, right = words.split()
            yield Fault("cited_twice", problem.start, problem.end, {"day": day, "right": right})
        elif kind == "term_conflict":
            law = meant.get(problem.start)
            right = written(law) if law is not None else None
            yield Fault("term_conflict", problem.start, problem.end, {"number": words.split()[0]}, right)


def _at(kind: FaultKind, mention: Mention, suggestion: str | None = None, **values: str) -> Fault:
    return Fault(kind, mention.start, mention.end, values, suggestion)


def _of_number(citation: Citation, meant: str | None) -> Iterator[Fault]:
    """Form and type word; a number from before the rules of 2005 (89-TC/TCT) breaks none."""
    if citation.number is None or (citation.date or RULED_SINCE) < RULED_SINCE:
        return
    for mention in citation.mentions:
        match = NUMBER.search(clean(_DAY.split(mention.text)[0])) if mention.by == "number" else None
        # A number by its key alone: `43/KL/TW` is 43-KL/TW; a list gives its second number no symbol.
        if (
            match
            and number_key(match[0]) == number_key(citation.number)
            and not _same_form(match[0], citation, mention)
        ):
            yield _at("number_form", mention, citation.number, number=match[0], right=citation.number)
    wanted = _types_of(citation.number)
    known = doctypes().by_words(citation.type or "")
    if known is not None and wanted and _contradicts(known.name, wanted):
        yield _at(
            "wrong_type",
            citation.mentions[0],
            meant,
            number=citation.number,
            type=known.name,
            right=wanted[0],
        )


def _same_form(number: str, citation: Citation, mention: Mention) -> bool:
    """Whether a number is written as it should be: 04 is 4, and an English text writes ND for NĐ."""
    right = citation.number or ""
    english = "số" not in mention.text.lower() and number == right.replace("Đ", "D")
    return number.lstrip("0") == right.lstrip("0") or english


def _contradicts(type_name: str, wanted: Sequence[str]) -> bool:
    """Whether a type word and the types of a symbol cannot both be so.

    A type without a code (`văn bản`) contradicts none, nor does a letter: in 5106/CT-CS CT is an office. A short
    word for a longer one (Thông tư for Thông tư liên tịch) is no fault.
    """
    known = doctypes().by_words(type_name)
    coded = known is not None and bool(known.codes) and type_name != LETTER
    return coded and not any(each.startswith(type_name) for each in wanted)


def _types_of(number: str) -> tuple[str, ...]:
    """The types a number's code may stand for, at State or Party; none where it has no code."""
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return ()
    return tuple(each.name for each in doctypes().by_code(parsed.type_code)) if parsed.type_code else ()


def _of_day(citation: Citation, found: Taken, latest: str) -> Iterator[Fault]:
    said, mention = citation.date, citation.mentions[0]
    if said is None:
        return
    if said[:10] > latest:
        yield _at("future_date", mention, day=said, latest=latest)
    document = found.document
    if document is not None and document.date and not document.date.startswith(said):
        yield _at("date_conflict", mention, written(document), day=said, right=document.date)
    elif said >= RULED_SINCE and said[:4] != (number_year(citation.number) or said[:4]):
        year = _at("date_conflict", mention, day=said, right=number_year(citation.number) or "")
        yield year._replace(sentence="year_conflict")
    elif document is None and (others := [each for each in found.others if _of_series(each, said)]):
        days = ", ".join(each.date or "?" for each in others)
        right = written(others[0]) if len(others) == 1 else None
        yield _at("other_date", mention, right, day=said, right=days)


def _of_series(document: DocumentNode, day: str) -> bool:
    """Whether a document is of the series that a number of this day belongs to: of the year, at the Party of a term."""
    apart = abs(int((document.date or "0")[:4]) - int(day[:4]))
    return apart <= (_TERM if kind_of(document.number).party else 0)


def _of_issuer(citation: Citation, document: DocumentNode | None, meant: str | None) -> Iterator[Fault]:
    """Another body than the document's; only bodies of the vocabulary are sure to be read right. Which of number and
    body is the slip is known where the document has been read, or where one fits the words.

    A law has one issuer whatever stands beside it (`Luật … ; Nghị định … của Chính phủ`).
    """
    issuers = _issuers(citation, document)
    if not issuers or kind_of(citation.number).typed:
        return
    known = {fold(each.name): each.id for each in issuers}
    said = [each for each in citation.issuer if listed_name(each.id) is not None]
    if not said or len(said) < len(citation.issuer) or _WHOLE_CENTRE & known.keys():
        return
    for each in said:
        name = fold(each.name)
        if name in _WHOLE_CENTRE or each.id in known.values() or any(name in one or one in name for one in known):
            return
    right = ", ".join(each.name for each in issuers)
    yield _at("wrong_issuer", citation.mentions[0], meant, issuer=said[0].name, right=right)


def _issuers(citation: Citation, document: DocumentNode | None) -> Sequence[AgencyRef]:
    """Who issued a document: of one that nobody knows the ministry in its number."""
    if document is not None:
        return document.issuer
    try:
        parsed = DocumentNumber.parse(citation.number or "")
    except NumberError:
        return ()
    by_number = issuer_of(parsed) if parsed.type_code in BY_MINISTERS else None
    return (by_number,) if by_number is not None else ()


def _of_name(citation: Citation, document: DocumentNode | None, meant: str | None) -> Iterator[Fault]:
    """A law whose name has no word of the one that bears the number."""
    if document is None or citation.name is None or document.name is None or not kind_of(citation.number).typed:
        return
    said, right = (telling_words(name) - _OF_EVERY_LAW for name in (citation.name, document.name))
    if said and right and not said & right:
        values = {"name": citation.name, "number": citation.number or "", "right": document.name}
        yield _at("wrong_name", citation.mentions[0], meant, **values)


def _twice(citations: Sequence[Citation]) -> Iterator[Fault]:
    """A number of which there can be one document only, cited with two days; without a year it is one of its year."""
    first: dict[tuple[object, ...], Citation] = {}
    for citation in citations:
        if citation.number is None or citation.date is None or kind_of(citation.number).party:
            continue
        kind = kind_of(citation.number)
        bodies = tuple(each.id for each in citation.issuer) if kind.dated or kind.placed else ()
        key = (
            number_key(citation.number),
            citation.type if kind.typed or kind.dated else None,
            citation.date[:4] if kind.dated else None,
            citation.place if kind.placed else None,
            bodies,
        )
        other = first.setdefault(key, citation)
        if other.date != citation.date:
            yield _at("cited_twice", citation.mentions[0], day=citation.date, right=other.date or "")


def _order(citations: Sequence[Citation], title: str | None) -> Iterator[Fault]:
    """Grounds stand by rank, the one that binds most first (30/2020/NĐ-CP, Phụ lục I)."""
    grounds = [each for each in citations if each.relation == "based_on" and each.scope == "document"]
    lowest, before = 0, ""
    for place, citation in sorted(((_ground(each, title), each) for each in grounds), key=lambda pair: pair[0].start):
        rank = _rank(citation)
        if rank is None:
            continue
        name = citation.number or citation.name or ""
        if rank < lowest:
            yield _at("ground_order", place, name=name, before=before)
        else:
            lowest, before = rank, name


def _ground(citation: Citation, title: str | None) -> Mention:
    """Where a ground is cited as one: behind the title, where that names it too."""
    titled = citation.number is not None and clean(citation.number) in clean(title or "")
    return citation.mentions[1 if titled and len(citation.mentions) > 1 else 0]


def _rank(citation: Citation) -> int | None:
    """How much a ground binds, 1 the most; None for Party documents, and where it hangs on the issuer."""
    known = doctypes().by_words(citation.type or "")
    party = citation.number is not None and kind_of(citation.number).party
    return None if known is None or party or known.name in BY_ISSUER else known.rank

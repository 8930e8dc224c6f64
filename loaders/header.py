"""What a document says of itself, also where its head is lost, blank, or framed by a page's own words."""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.graph.errors import NumberError
from luocdo.graph.model import Level
from luocdo.graph.number import DocumentNumber
from luocdo.graph.vocabulary import doctypes
from luocdo.loaders.frame import Frame, find_frame
from luocdo.loaders.issuing import Body
from luocdo.loaders.masthead import Masthead, read_masthead, symbol_of
from luocdo.loaders.normalise import View, squeeze
from luocdo.loaders.own_issuer import issuing_bodies
from luocdo.loaders.own_words import Own, adoption_day, enacted_title, read_own_words
from luocdo.loaders.signer import Signature, read_signature
from luocdo.loaders.validity_clause import Validity, read_validity, title_period_end

_BODY_START = re.compile(
    r"\n[ #]*(?:Điều\s+1\b|Chương\s+(?:1|I)\b|(?:Phần|PHẦN)\s+(?:thứ nhất|THỨ NHẤT|I|1)\b"
    r"|I\s?[.)/]\s|A\.\s|1\s?[.)]\s)"
)
_WORD = re.compile(r"\S+")
_REACH_BODY = 20_000
"""No preamble is longer than this; the longest met has some 9,000 characters."""
_ADOPTED = ("Nghị quyết", "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_GROUND = re.compile(r"\n[ *#>]*Căn\s+cứ\s")
_CONSOLIDATED = "Văn bản hợp nhất"
_LETTER = "Công văn"


class HeaderFacts(NamedTuple):
    """What a document says of itself; None or () where it does not. Spans and offsets are of the view."""

    type: str | None
    number: str | None
    symbol: str | None
    date: str | None
    year: int | None
    issuer: str | None
    issuers: tuple[str, ...]
    level: Level | None
    province: str | None
    district: str | None
    title: str | None
    title_span: tuple[int, int] | None
    signer: str | None
    effective_from: str | None
    applies_from: str | None
    expires: str | None
    effect_span: tuple[int, int] | None
    recipients: tuple[str, ...]
    preamble_start: int
    body_start: int
    body_end: int
    frame_spans: tuple[tuple[int, int], ...]
    own_numbers: tuple[str, ...]


def read_header(view: View) -> HeaderFacts:
    """Read head, tail and effect clause of one document. Time is linear in the text's length."""
    text, flat = view.text, view.flat
    frame = find_frame(text)
    head = read_masthead(text, frame.start, frame.end)
    signature = read_signature(text, head.end, frame.end)
    own = read_own_words(text, flat, head, frame.start, frame.end, signature.start)
    number = head.number or own.number or frame.said.get("number")
    type_ = _type(head, own, number)
    body_start = _body_start(text, head.end, signature.start, type_ == _CONSOLIDATED)
    date = head.date or own.date or _adopted(flat, type_, head, signature) or frame.said.get("date")
    span = _said_once(flat, head.title) if head.title else None
    title = squeeze(flat[slice(*span)]) if span else head.subject or enacted_title(flat, head.end, type_)
    bodies = issuing_bodies(flat, frame, head, own, number, signature)
    validity = _validity(flat, type_, head.end if head.found else frame.start, signature.start, date)
    first = bodies[0] if bodies else Body("", None)
    return HeaderFacts(
        type=type_,
        number=number,
        symbol=symbol_of(number) if number else head.symbol,
        date=date,
        year=int(date[:4]) if date else head.year,
        issuer=first.name or None,
        issuers=tuple(body.name for body in bodies),
        level=first.level,
        province=first.province,
        district=first.district,
        title=title,
        title_span=span,
        signer=signature.signer or frame.said.get("signer"),
        effective_from=validity.effective_from,
        applies_from=validity.applies_from,
        expires=validity.expires or title_period_end(type_, title),
        effect_span=validity.span if validity.span[1] else None,
        recipients=signature.recipients,
        preamble_start=head.end,
        body_start=body_start,
        body_end=signature.start,
        frame_spans=_frame_spans(flat, frame, head),
        own_numbers=_own_numbers(frame, head, own),
    )


def _said_once(flat: str, title: tuple[int, int]) -> tuple[int, int]:
    """A title that a page sets twice, one below the other, is read once."""
    words = list(_WORD.finditer(flat, *title))
    half, odd = divmod(len(words), 2)
    first, second = ([word[0] for word in some] for some in (words[:half], words[half:]))
    return (title[0], words[half - 1].end()) if half > 1 and not odd and first == second else title


def _body_start(text: str, start: int, end: int, consolidated: bool) -> int:
    """Where the first section begins; right behind the head where there is none.

    The amenders of a consolidated text may be numbered: its sections come behind the first ground.
    """
    ground = _GROUND.search(text, start, min(end, start + _REACH_BODY)) if consolidated else None
    start = ground.end() if ground else start
    match = _BODY_START.search(text, max(0, start - 1), min(end, start + _REACH_BODY))
    return match.start() + 1 if match else start


def _type(head: Masthead, own: Own, number: str | None) -> str | None:
    """The type of the head; a consolidated text's number overrules it, else the number's code stands in."""
    if (number and "VBHN" in number) or own.type == _CONSOLIDATED:
        return _CONSOLIDATED
    if head.type and not (own.type and head.number is None and own.number):
        return head.type
    if own.type:
        return own.type
    if head.letter or number is None:
        return _LETTER if head.letter else None
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return None
    if parsed.type_code is None:
        return _LETTER if parsed.form == "letter" else None
    types = doctypes().by_code(parsed.type_code, "party" if parsed.dashed else "state")
    return types[0].name if types else None


def _adopted(flat: str, type_: str | None, head: Masthead, signature: Signature) -> str | None:
    """The day of adoption is the date of a law or resolution whose head gives none."""
    if type_ not in _ADOPTED:
        return None
    return adoption_day(flat, head.end, min(len(flat), signature.start + 600))


def _validity(flat: str, type_: str | None, start: int, end: int, date: str | None) -> Validity:
    """A consolidated text has no effect of its own: its clauses are those of the base text."""
    return Validity() if type_ == _CONSOLIDATED else read_validity(flat, start, end, type_, date)


def _frame_spans(flat: str, frame: Frame, head: Masthead) -> tuple[tuple[int, int], ...]:
    """The page's own words; with a true head also what stands above it, a summary or another's caption."""
    above = head.found and flat[frame.start : head.start].strip()
    return tuple(sorted((*frame.spans, (frame.start, head.start)))) if above else frame.spans


def _own_numbers(frame: Frame, head: Masthead, own: Own) -> tuple[str, ...]:
    said = (head.number, own.number, frame.said.get("number"))
    return tuple(dict.fromkeys(number for number in said if number))

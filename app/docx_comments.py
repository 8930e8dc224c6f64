"""A draft's own DOCX given back with a comment at each finding; its text, runs and styles stay as they are, but for
suggestions that were accepted, which stand in it as tracked changes.

A comment spans the runs that hold the words, found as the same occurrence of them as in the text that was read:
automatic numbers and page breaks of that text are not in the file. What stands outside the body (a footnote) is
told at the beginning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn
from docx.text.run import Run

from luocdo.app.docx_revisions import revise, without_repeat
from luocdo.app.finding_words import candidates, finding_name
from luocdo.graph.model import Record
from luocdo.queries.check import Checked, Finding
from luocdo.queries.wording import Language, say

AUTHOR, INITIALS = "luocdo", "lđ"
SILENT = frozenset({"in_force", "no_end_known"})
"""Kinds that leave nothing to do."""
_BLANKS = re.compile(r"\s+")


class _Piece(NamedTuple):
    """A run, and where its text without blanks begins and ends in that of its paragraph."""

    run: Run
    start: int
    end: int


class Decision(Record, frozen=True):
    """What somebody decided on a finding, which is known by its place and kind: the suggestion taken, or a note."""

    start: int
    end: int
    kind: str
    accepted: bool = False
    note: str = ""


def commented(data: bytes, found: Checked, text: str, language: Language, decisions: Iterable[Decision] = ()) -> bytes:
    """The DOCX with its comments. `text` is what the reader made of it, which the findings' offsets count."""
    document = Document(io.BytesIO(data))
    decided = {(each.start, each.end, each.kind): each for each in decisions}
    paragraphs = [_pieces(each) for each in document.element.body.iter(qn("w:p"))]
    bodies = [_squeezed("".join(piece.run.text for piece in pieces)) for pieces in paragraphs]
    taken: list[tuple[int, int, int, str]] = []
    for finding in found.findings:
        decision = decided.get((finding.start, finding.end, finding.kind))
        if finding.kind in SILENT and decision is None:
            continue
        place = _place(finding, text, bodies)
        runs = _runs(place, paragraphs)
        if runs:
            document.add_comment(runs, _words(finding, language, decision), AUTHOR, INITIALS)
        if decision and decision.accepted and finding.suggestion and place:
            taken.append((*place, without_repeat(finding.suggestion, text[finding.end : finding.end + 300])))
    _revise(taken, paragraphs)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _revise(taken: list[tuple[int, int, int, str]], paragraphs: list[list[_Piece]]) -> None:
    """The accepted suggestions put in, the last of each paragraph first, none over another."""
    free: dict[int, int] = {}
    for number, (paragraph, start, end, words) in enumerate(sorted(taken, reverse=True)):
        runs = [piece.run._r for piece in paragraphs[paragraph]]
        if end <= free.get(paragraph, end) and revise(runs, start, end, words, 2 * number):
            free[paragraph] = start


def _pieces(paragraph: Any) -> list[_Piece]:
    """The runs of a paragraph in order, those inside links and insertions too."""
    pieces: list[_Piece] = []
    end = 0
    for element in paragraph.iter(qn("w:r")):
        run = Run(element, paragraph)
        start, end = end, end + len(_squeezed(run.text))
        pieces.append(_Piece(run, start, end))
    return pieces


def _place(finding: Finding, text: str, bodies: list[str]) -> tuple[int, int, int] | None:
    """The paragraph of the words of a finding, and where in it they begin and end, blanks not counted."""
    words = _squeezed(finding.text)
    skip = _squeezed(text[: finding.start]).count(words)
    found = next(_nth(_places(words, bodies), skip), None)
    return (*found, found[1] + len(words)) if found else None


def _runs(place: tuple[int, int, int] | None, paragraphs: list[list[_Piece]]) -> list[Run]:
    """The first and last run of a place; those of the first words of all where there is none."""
    if place is None:
        return next(([piece.run] for pieces in paragraphs for piece in pieces if piece.end > piece.start), [])
    number, start, end = place
    inside = [piece.run for piece in paragraphs[number] if piece.start < end and piece.end > start]
    return [inside[0], inside[-1]]


def _places(words: str, bodies: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand: the paragraph and the offset in it, one after the other."""
    for number, body in enumerate(bodies):
        start = body.find(words)
        while start >= 0:
            yield number, start
            start = body.find(words, start + len(words))


def _nth(places: Iterator[tuple[int, int]], skip: int) -> Iterator[tuple[int, int]]:
    for count, place in enumerate(places):
        if count >= skip:
            yield place


def _squeezed(text: str) -> str:
    """Without blanks: the reader joins lines and drops blanks that the file has."""
    return _BLANKS.sub("", text)


def _words(finding: Finding, language: Language, decision: Decision | None) -> str:
    reason = finding.reason
    lines = [f"{finding_name(finding.kind, language)}: {reason.text}"]
    if reason.quote:
        lines.append(f"“{' '.join(reason.quote.split())}”")
    where = ", ".join(part for part in (reason.section, reason.source) if part)
    if where:
        lines.append(f"({where})")
    lines.extend(candidates(finding, language))
    if finding.suggestion:
        lines.append(f"→ {finding.suggestion}")
    if decision is not None:
        lines.append(say("check.accepted", language) if decision.accepted else decision.note)
    return "\n".join(lines)

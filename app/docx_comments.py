"""A draft's own DOCX given back with a comment at each finding; its text, runs and styles stay as they are.

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

from luocdo.app.finding_words import finding_name
from luocdo.queries.check import Checked, Finding
from luocdo.queries.wording import Language

AUTHOR, INITIALS = "luocdo", "lđ"
SILENT = frozenset({"in_force", "no_end_known"})
"""Kinds that leave nothing to do."""
_BLANKS = re.compile(r"\s+")


class _Piece(NamedTuple):
    """A run, and where its text without blanks begins and ends in that of its paragraph."""

    run: Run
    start: int
    end: int


def commented(data: bytes, found: Checked, text: str, language: Language) -> bytes:
    """The DOCX with its comments. `text` is what the reader made of it, which the findings' offsets count."""
    document = Document(io.BytesIO(data))
    paragraphs = [_pieces(each) for each in document.element.body.iter(qn("w:p"))]
    bodies = [_squeezed("".join(piece.run.text for piece in pieces)) for pieces in paragraphs]
    for finding in found.findings:
        if finding.kind in SILENT:
            continue
        runs = _runs(finding, text, paragraphs, bodies)
        if runs:
            document.add_comment(runs, _words(finding, language), AUTHOR, INITIALS)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pieces(paragraph: Any) -> list[_Piece]:
    """The runs of a paragraph in order, those inside links and insertions too."""
    pieces: list[_Piece] = []
    end = 0
    for element in paragraph.iter(qn("w:r")):
        run = Run(element, paragraph)
        start, end = end, end + len(_squeezed(run.text))
        pieces.append(_Piece(run, start, end))
    return pieces


def _runs(finding: Finding, text: str, paragraphs: list[list[_Piece]], bodies: list[str]) -> list[Run]:
    """The first and last run of the words of a finding; those of the first words of all where they are not found."""
    words = _squeezed(finding.text)
    skip = _squeezed(text[: finding.start]).count(words)
    place = next(_nth(_places(words, bodies), skip), None)
    if place is None:
        return next(([piece.run] for pieces in paragraphs for piece in pieces if piece.end > piece.start), [])
    number, start = place
    end = start + len(words)
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


def _words(finding: Finding, language: Language) -> str:
    reason = finding.reason
    lines = [f"{finding_name(finding.kind, language)}: {reason.text}"]
    if reason.quote:
        lines.append(f"“{' '.join(reason.quote.split())}”")
    where = ", ".join(part for part in (reason.section, reason.source) if part)
    if where:
        lines.append(f"({where})")
    if finding.suggestion:
        lines.append(f"→ {finding.suggestion}")
    return "\n".join(lines)

"""How much a finding weighs: what a citation's status means for the draft that cites it so.

An ended document is an error, unless the draft says itself that it has ended, ends it, or copies out a text that
stands (a consolidation). What others changed is worth a look where the draft does not name who changed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from luocdo.graph.model import Citation, DocumentNode, Extraction, Mention
from luocdo.graph.number import number_key
from luocdo.queries.acts import CONSOLIDATED
from luocdo.queries.results import Brief
from luocdo.queries.standing import Status
from luocdo.queries.status import StatusAnswer

Severity = Literal["error", "warning", "info"]
STATUS_SEVERITY: dict[Status, Severity] = {
    "superseded": "error",
    "repealed": "error",
    "suspended": "warning",
    "expired": "warning",
    "not_yet": "warning",
    "partly": "warning",
    "in_force": "info",
    "no_end_known": "info",
    "unknown": "info",
}
ENDING = frozenset({"supersedes", "repeals", "suspends"})
"""What a draft does to a document that it has to cite, ended or not."""
GONE = frozenset({"superseded", "repealed", "suspended"})
"""Statuses in which a document applies no more."""


# `Hồ sơ nộp trước ngày Nghị định này có hiệu lực thì thực hiện theo Nghị định số …`, `… tiếp tục áp dụng Luật …`.
_TRANSITIONAL = re.compile(
    r"\b(?:tiếp\s+tục|vẫn)\s+(?:được\s+)?(?:thực\s+hiện|áp\s+dụng|giải\s+quyết|xử\s+lý|hưởng)\b[^.;]{0,160}\Z"
    r"|\btrước\s+(?:ngày|thời\s+điểm)\b[^.;]{0,120}\bcó\s+hiệu\s+lực\b[^.;]{0,200}\b(?:theo|áp\s+dụng)\b[^.;]{0,120}\Z",
    re.IGNORECASE,
)
_REACH = 500


def is_transitional(text: str, place: Mention) -> bool:
    """Whether a sentence lets an ended document go on for what began under it; that has to name the ended one."""
    return _TRANSITIONAL.search(text[max(0, place.start - _REACH) : place.start]) is not None


class Weights:
    """A draft, as far as it bears on what its citations weigh: its own number and days, and what it says and names."""

    def __init__(self, extraction: Extraction, cited: Iterable[DocumentNode]) -> None:
        own = extraction.document
        self._own = number_key(own.number) if own.number else None
        self._begins = own.effective_from
        self._copies = own.type == CONSOLIDATED
        self._named = {each.id for each in cited} | {_key(each.type, each.number) for each in extraction.citations}
        self._ended = {
            number_key(each.to.number)
            for each in extraction.nested
            if each.relation in ENDING and each.to.number is not None
        }

        self._changed = [(each.start, each.end) for each in extraction.nested if each.relation == "amends"]

    def is_in_title(self, place: Mention) -> bool:
        """Whether a place names what another document has changed, as in that one's title: `Luật số 43/2024/QH15 sửa
        đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15`. Who changed a law is not cited without naming it."""
        return any(start < place.start and place.end <= end for start, end in self._changed)

    def of_status(self, citation: Citation, answer: StatusAnswer) -> Severity:
        """The severity of the finding that tells how a cited document stands."""
        severity = STATUS_SEVERITY[answer.status]
        if severity == "info" or self._copies:
            return "info"
        if answer.status in GONE:
            if self._is_own(answer.by) or self._tells_the_end_of(citation):
                return "info"
            return "warning" if citation.relation in ENDING else severity
        if answer.status == "partly":
            return "warning" if self.unnamed(answer) else "info"
        if answer.status == "not_yet" and self._begins is not None and answer.until is not None:
            # A ground may be a law that is passed and begins no later than what is made on it.
            return "info" if self._begins > answer.until else severity
        return severity

    def unnamed(self, answer: StatusAnswer) -> Sequence[Brief]:
        """Who changed a part of the cited document and is not named in the draft, oldest first."""
        found = {each.by.id: each.by for each in answer.partly if not self._names(each.by)}
        return tuple(found.values())

    def _names(self, by: Brief) -> bool:
        numbered = by.number is not None and _key(by.type, by.number) in self._named
        return by.id in self._named or numbered or self._is_own(by)

    def _is_own(self, by: Brief | None) -> bool:
        return by is not None and by.number is not None and number_key(by.number) == self._own

    def _tells_the_end_of(self, citation: Citation) -> bool:
        """Whether the draft says itself that another ended it (`8/2030/NĐ-CP thay thế 7/2029/NĐ-CP`)."""
        return citation.number is not None and number_key(citation.number) in self._ended


def _key(type_: str | None, number: str | None) -> tuple[str | None, str]:
    return type_, number_key(number or "")

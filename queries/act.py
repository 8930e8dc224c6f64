"""One document's effect on another, as the questions about validity see it."""

from __future__ import annotations

import re

from luocdo.graph.model import DocumentNode, Record

ACTS = ("SUPERSEDES", "REPEALS", "SUSPENDS", "AMENDS", "EXTENDS")
"""The relations that say something about validity."""
ENDINGS = frozenset({"SUPERSEDES", "REPEALS"})
"""Those that end a document where they touch all of it."""

# `trường hợp quy định tại khoản 2 Điều này`, `các trường hợp đã nộp hồ sơ`: cases, told by the new document.
_CASES = re.compile(r"\bnày\b|\A(?:(?:các|những|một số)\s+)?trường\s+hợp\b", re.IGNORECASE)


def is_transitional(exception: str) -> bool:
    """Whether what is excepted from an end are cases, and not provisions that stay."""
    return _CASES.search(exception) is not None


class Act(Record, frozen=True):
    """One document's effect on another. `day` is its first day, None where nothing tells it.

    `said` is that day where a clause or the registry gives it, not only the actor's own first day.
    `kept` are provisions the act leaves untouched (`trừ Điều 5`). `differs` are the lines of registries and tables
    that tell it otherwise, with their day or kind; the text is followed, all are shown. `vague`: nothing tells
    whether the actor took the place of what it ended.
    `spared` are the cases that go on under the ended document (`trừ trường hợp quy định tại Điều 50 Luật này`): they
    keep nothing of it in force for others.
    `not_before` bounds an unknown day from below: the day of issue, else the first day a text tells of the actor,
    else the end of the year in its number (`97/2025/QH15` did nothing in 2024). `territory` are the former
    provinces it is confined to, where these are less than the document's own.
    """

    kind: str
    by: DocumentNode
    day: str | None
    not_before: str
    partial: bool
    provisions: tuple[str, ...]
    quote: str
    source: str
    section: str
    confidence: float
    illustrative: bool = False
    kept: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    said: str | None = None
    differs: str = ""
    territory: tuple[str, ...] = ()
    vague: bool = False
    keeper: str = ""
    """Whose table tells it, where no text and no registry does."""

    def ends(self) -> bool:
        """Whether nothing of the document is left once the act has begun."""
        return self.kind in ENDINGS and not (self.partial or self.kept or self.territory)

    def touches(self) -> bool:
        """Whether the act changes, ends or stops a part and leaves the rest."""
        left = self.partial or bool(self.territory) or (self.kind in ENDINGS and bool(self.kept))
        return self.kind != "EXTENDS" and left

    def ends_somewhere(self) -> bool:
        """Whether the act ends all of the document in a part of its territory."""
        return self.kind in ENDINGS and bool(self.territory) and not (self.partial or self.kept)

    def has_begun(self, on: str) -> bool:
        """Whether the effect had begun on an ISO day; one without a day has, unless its number forbids."""
        return (self.day or self.not_before) <= on

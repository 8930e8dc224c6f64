"""Who names a document, or whom it names: each relation with the sentences it was read from, in pages."""

from __future__ import annotations

from collections.abc import Collection

from luocdo.graph.model import Direction, Evidence, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.results import Brief, brief
from luocdo.queries.walk import far_end

Place = tuple[str, str]
"""The document and the kind of the last relation of a page."""


class Mentioned(Record, frozen=True):
    """A relation to another document: `nested` where a third text states it, which then has the sentences."""

    document: Brief
    kind: str
    scope: str
    partial: bool
    nested: bool
    confidence: float
    evidence: tuple[Evidence, ...]


class MentionPage(Record, frozen=True):
    """A page of relations by document and kind; `next` is the last of them where others follow."""

    mentions: tuple[Mentioned, ...]
    next: Place | None


def mentions_page(
    reader: Reader,
    document_id: str,
    *,
    direction: Direction = "down",
    relations: Collection[str] = (),
    limit: int,
    after: Place = ("", ""),
) -> MentionPage:
    """The relations of a document to what names it (`down`) or to what it names (`up`), those behind `after`."""
    edges = reader.neighbours([document_id], relations or schema().relations(), direction)
    left = [each for each in edges if (far_end(each, direction), each.kind) > after]
    shown = reader.with_evidence(left[:limit])
    ends = reader.documents(dict.fromkeys(far_end(each, direction) for each in shown))
    found = tuple(
        Mentioned(
            document=brief(ends[far_end(each, direction)]),
            kind=each.kind.lower(),
            scope=each.scope,
            partial=each.partial,
            nested=each.nested,
            confidence=each.confidence,
            evidence=each.evidence,
        )
        for each in shown
    )
    last = (far_end(shown[-1], direction), shown[-1].kind) if len(left) > limit else None
    return MentionPage(found, last)

"""The small records that several questions answer with."""

from __future__ import annotations

from collections.abc import Iterable

from luocdo.graph.model import DocumentNode, Record


class Brief(Record, frozen=True):
    """A document in one line: enough to tell it from others of its number."""

    id: str
    number: str | None
    type: str | None
    date: str | None
    issuer: str | None
    province: str | None
    title: str | None


def brief(document: DocumentNode) -> Brief:
    """The line for a document; a law without a title is shown by its name, and so is one without a number."""
    return Brief(
        id=document.id,
        number=document.number,
        type=document.type,
        date=document.date,
        issuer=", ".join(each.name for each in document.issuer) or None,
        province=document.province,
        title=(document.title if document.number else None) or document.name or document.title,
    )


def briefs(documents: Iterable[DocumentNode]) -> tuple[Brief, ...]:
    """Lines for documents, oldest first, undated ones last."""
    return tuple(brief(each) for each in sorted(documents, key=by_age))


def by_age(document: DocumentNode | Brief) -> tuple[str, str]:
    """Order of documents in every list: by date, undated ones last, then by id."""
    return document.date or "9999", document.id


def label(document: DocumentNode | Brief) -> str:
    """What a document is called where one word must do: its number, else its name, title, type with day, or id."""
    name = document.name if isinstance(document, DocumentNode) else None
    return document.number or name or document.title or _dated(document) or document.id


def _dated(document: DocumentNode | Brief) -> str | None:
    """`Luật ngày 25/06/2025`, as texts cite what they know no more of."""
    if not (document.type and document.date and len(document.date) == len("2025-06-25")):
        return None
    year, month, day = document.date.split("-")
    return f"{document.type} ngày {day}/{month}/{year}"

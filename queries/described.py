"""One document with what the store has of it."""

from __future__ import annotations

from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader


class Copy(Record, frozen=True):
    """A held text of a document: its file's name, the hash of its bytes, its length in characters."""

    source: str
    sha256: str
    text_length: int


class Described(DocumentNode, frozen=True):
    """A document, its held texts, and how many relations lead to what it cites and to what cites it."""

    copies: tuple[Copy, ...] = ()
    cites: int = 0
    cited_by: int = 0


def described(reader: Reader, document: DocumentNode) -> Described:
    """The document with copies and counts."""
    relations = schema().relations()
    return Described(
        **{name: getattr(document, name) for name in document.__struct_fields__},
        copies=tuple(Copy(each.source, each.sha256, each.text_length) for each in reader.copies(document.id)),
        cites=reader.degrees([document.id], relations, "up")[document.id],
        cited_by=reader.degrees([document.id], relations, "down")[document.id],
    )

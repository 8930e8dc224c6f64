"""Records as stores keep them in bytes: msgpack, and zlib for what is long (a text shrinks to a third)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

import msgspec

from luocdo.graph.errors import StoreError
from luocdo.graph.model import (
    AgencyNode,
    DocumentNode,
    Evidence,
    Extraction,
    Record,
    SourceText,
    TaskNode,
    Terms,
)
from luocdo.graph.store_records import Origin

_FAST = 1
"""zlib level: 1 packs at about 100 MB/s, 6 a tenth smaller at a third of the speed."""

Given = ParamSpec("Given")
Found = TypeVar("Found")

_encoder = msgspec.msgpack.Encoder()
_documents = msgspec.msgpack.Decoder(DocumentNode)
_agencies = msgspec.msgpack.Decoder(AgencyNode)
_tasks = msgspec.msgpack.Decoder(TaskNode)
_sources = msgspec.msgpack.Decoder(SourceText)
_extractions = msgspec.msgpack.Decoder(Extraction)


class _Stated(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Evidence without what its origin knows already: document, source, sha256."""

    start: int
    end: int
    quote: str
    section: str
    cue: str
    rule: str
    confidence: float
    illustrative: bool
    terms: Terms | None = None
    """Absent from what an older version wrote."""


_stated = msgspec.msgpack.Decoder(tuple[_Stated, ...])


def sound(read: Callable[Given, Found]) -> Callable[Given, Found]:
    """Stores keep no checksums of a value: damage inside it shows only when it is read."""

    @wraps(read)
    def checked(*given: Given.args, **named: Given.kwargs) -> Found:
        try:
            return read(*given, **named)
        except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StoreError("a record is damaged; restore a copy or load the documents anew") from error

    return checked


def pack(record: Record) -> bytes:
    """A record as msgpack with field names, so that a field may be added to the model later."""
    return _encoder.encode(record)


@sound
def read_document(body: bytes) -> DocumentNode:
    """A document from its record."""
    return _documents.decode(body)


@sound
def read_agency(body: bytes) -> AgencyNode:
    """An agency from its record."""
    return _agencies.decode(body)


@sound
def read_task(body: bytes) -> TaskNode:
    """A task from its record."""
    return _tasks.decode(body)


def pack_text(text: str) -> bytes:
    """A text, packed small."""
    return zlib.compress(text.encode(), _FAST)


@sound
def read_text(body: bytes) -> str:
    """A text as it was packed."""
    return zlib.decompress(body).decode()


def pack_about(text: SourceText) -> bytes:
    """All of a source text but the text itself."""
    return _encoder.encode(msgspec.structs.replace(text, text=""))


@sound
def read_source(about: bytes, text: str) -> SourceText:
    """A source text from its two parts."""
    return msgspec.structs.replace(_sources.decode(about), text=text)


def pack_extraction(extraction: Extraction) -> bytes:
    """An extraction, packed small."""
    return zlib.compress(_encoder.encode(extraction), _FAST)


@sound
def read_extraction(body: bytes) -> Extraction:
    """An extraction as it was packed."""
    return _extractions.decode(zlib.decompress(body))


def pack_evidence(evidence: Iterable[Evidence]) -> bytes:
    """The evidence of one origin for one edge, in the order of the text."""
    ordered = sorted(evidence, key=lambda item: (item.start, item.end, item.cue, item.rule))
    return _encoder.encode(
        [(e.start, e.end, e.quote, e.section, e.cue, e.rule, e.confidence, e.illustrative, e.terms) for e in ordered]
    )


@sound
def read_evidence(body: bytes, origin: Origin) -> list[Evidence]:
    """Evidence of an origin, complete again."""
    return [
        Evidence(
            origin.document_id,
            origin.source,
            origin.sha256,
            stated.start,
            stated.end,
            stated.quote,
            stated.section,
            stated.cue,
            stated.rule,
            stated.confidence,
            stated.illustrative,
            stated.terms,
        )
        for stated in _stated.decode(body)
    ]

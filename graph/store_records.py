"""What goes into a store and comes out of it, besides the records of the graph itself.

An *origin* is whatever states edges: a file that was read, or the registry. Its key is chosen by
the builder, is stable, and is what a changed or removed file is replaced by.
"""

from __future__ import annotations

from typing import Literal

from luocdo.graph.errors import StoreError
from luocdo.graph.model import DocumentNode, Edge, Extraction, Record, SourceText


def check_key(number_key: str) -> None:
    """Refuse a number key with a null in it: SQLite would not find it again, as its JSON ends a text there."""
    if "\x00" in number_key:
        raise StoreError(f"{number_key!r}: no number or name has a null in it")


class Origin(Record, frozen=True):
    """Who states something: a held text (`document_id` is the document it is a copy of) or the registry."""

    key: str
    source: str
    sha256: str
    document_id: str = ""


class HeldText(Record, frozen=True):
    """A file that was read: its text with pages and encoding, and all that was found in it."""

    key: str
    document_id: str
    text: SourceText
    extraction: Extraction

    @property
    def origin(self) -> Origin:
        """The origin this text is."""
        return Origin(self.key, self.text.source, self.text.sha256, self.document_id)


class HeldRow(Record, frozen=True):
    """One line of the list of held texts. Two files of one document are two rows with one `document_id`."""

    key: str
    document_id: str
    source: str
    sha256: str
    text_length: int


class ClaimRow(Record, frozen=True):
    """One row of a text (its own header or a cited document) that claims a document of `number_key` exists.

    `signature` is all that identity looks at, encoded by the builder: equal signatures of one key mean
    the same document, so a key cited 25,000 times is resolved by its few distinct signatures. `row`
    is the builder's: it tells the rows of one origin apart.
    """

    row: int
    number_key: str
    signature: bytes


class Signature(Record, frozen=True):
    """A distinct signature of a key, how many rows bear it, and what was decided about it last."""

    number_key: str
    signature: bytes
    count: int
    resolution: bytes | None


class Claimant(Record, frozen=True):
    """A row that bears a signature, and the origin it stands in."""

    origin: str
    row: int


class FactTable(Record, frozen=True):
    """A table about documents that somebody else keeps, as it was imported on the ISO day `day`.

    `key` is what a later import of the same table replaces; `mapping` says how it was read, `source` is the
    file's name, `keeper` whose table it is. `rows` were read, `refused` of them could not be used in whole or
    in part; `facts` are the rows filed. `as_of`: the day whose state the table tells, where that is known;
    `newest`: a day that the table is not older than, by the documents in it.
    """

    key: str
    mapping: str
    source: str
    sha256: str
    day: str
    rows: int
    refused: int
    facts: int
    keeper: str = ""
    sure: Literal["high", "medium", "low"] = "medium"
    as_of: str | None = None
    newest: str | None = None


class FactRow(Record, frozen=True):
    """What a table says of one document, filed under its number key.

    `place` tells the rows of a table apart and gives their order. `body` is the builder's; the store does not
    look into it.
    """

    table: str
    place: int
    number_key: str
    body: bytes


class Quarantined(Record, frozen=True):
    """A file that could not be loaded: where it failed and why."""

    file: str
    place: str
    reason: str


class GraphProblem(Record, frozen=True):
    """Something odd that shows only between texts: a date that contradicts others, a second copy."""

    origin: str
    severity: Literal["info", "warning", "error"]
    message: str
    start: int = 0
    end: int = 0


class Holding(Record, frozen=True):
    """All that is kept under an origin; `held` is None for one that states edges without a text.

    `edges` are as this origin alone states them, with its evidence, by source, target, kind. `decided` are the
    rows of `Writer.put_resolutions` for the claims, in order, each once. Claims and problems are in their order.
    """

    origin: Origin
    held: HeldText | None
    claims: tuple[ClaimRow, ...]
    decided: tuple[tuple[str, bytes, bytes], ...]
    edges: tuple[Edge, ...]
    problems: tuple[GraphProblem, ...]


class Stated(Record, frozen=True):
    """What one origin says of one edge: its own scope, marks and confidence, and its evidence alone."""

    origin: Origin
    edge: Edge


class Hit(Record, frozen=True):
    """A document found by words. `where` is its best match; `title` stands for name and issuer too."""

    document: DocumentNode
    where: Literal["number", "title", "text"]
    score: float


class Index(Record, frozen=True):
    """An index or constraint of a store by its name; `state` is `online` when it can be used."""

    name: str
    kind: str
    state: str


class Engine(Record, frozen=True):
    """What keeps a store: `Neo4j 5.26.28 community`, or the SQLite library. `layout` counts the changes of form."""

    name: str
    version: str
    edition: str | None
    database: str | None
    layout: int
    indexes: tuple[Index, ...]


class Counts(Record, frozen=True):
    """How much a store holds. `edges` counts by kind; `statements` are edges counted once an origin."""

    documents: int
    held: int
    stubs: int
    agencies: int
    tasks: int
    texts: int
    edges: dict[str, int]
    statements: int
    quarantined: int

"""What a row of somebody's table says of documents, as it is filed in a store: what exists, how it stands, what acts.

A row is filed under the number key of the document it speaks of. The document that carries its keeper's own number is
filed under that too (`reference_key`), so that another table of the same keeper can point at it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from luocdo.graph.claims import Claim
from luocdo.graph.errors import StoreError
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import type_key
from luocdo.graph.model import Record
from luocdo.graph.number import number_key
from luocdo.graph.slots import slot_id, slot_of
from luocdo.graph.store_records import FactRow

State = Literal["in_force", "ended", "partly", "suspended", "not_yet"]
"""How a table says that a document stands; `ended` where it does not tell by what."""
RelationKind = Literal[
    "ends",
    "supersedes",
    "repeals",
    "amends",
    "corrects",
    "suspends",
    "extends",
    "guides",
    "based_on",
    "cites",
    "consolidates",
]
"""Relations as the graph has them, and `ends`: nothing of the other is left, whatever took its place."""
ACTS_ON = frozenset(("ends", "supersedes", "repeals", "amends", "corrects", "suspends", "extends"))
"""Relations that are filed under the document acted on. The others are filed under the one that rests on it or
cites it: a law is the ground of tens of thousands."""


class Named(Record, frozen=True, array_like=True, omit_defaults=True):
    """A document as a row names it. `date` is ISO; `unit` the place it is of, empty for the centre's
    (`graph.units`), None where nothing tells."""

    number: str
    type: str | None = None
    date: str | None = None
    unit: str | None = None
    issuer: str | None = None
    title: str | None = None

    @property
    def key(self) -> str:
        """The number key."""
        return number_key(self.number)


class Listed(Record, frozen=True, array_like=True, omit_defaults=True, tag="document"):
    """A document that a row lists. `words` are the row's own for its state; days are ISO, both in force."""

    row: str
    document: Named
    state: State | None = None
    words: str = ""
    effective_from: str | None = None
    effective_to: str | None = None


class Related(Record, frozen=True, array_like=True, omit_defaults=True, tag="relation"):
    """What a row says that `by` does to `of`, from which ISO day on. `words` are the row's own for it."""

    row: str
    kind: RelationKind
    by: Named
    of: Named
    partial: bool = False
    from_: str | None = None
    words: str = ""


class Referred(Record, frozen=True, array_like=True, omit_defaults=True, tag="reference"):
    """The document that a keeper's own number stands for, with its id and number key: worked out once, when its row
    is read, and not again for each of the rows that point at it."""

    document: Named
    id: str
    key: str


Fact = Listed | Related | Referred

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Fact] = msgspec.msgpack.Decoder(Fact)


def reference_key(keeper: str, reference: str) -> str:
    """What a document is filed under by its keeper's own number for it; never a number key."""
    return f"#{keeper}:{reference}"


def fact_row(table: str, place: int, key: str, fact: Fact) -> FactRow:
    """A fact ready to be filed."""
    return FactRow(table, place, key, _encoder.encode(fact))


def read_fact(row: FactRow) -> Fact:
    """A fact as it was filed; StoreError if it is damaged."""
    try:
        return _decoder.decode(row.body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(f"{row.table}: a row is damaged; import the table anew") from error


def claim_of(named: Named) -> Claim:
    """What a row claims about the identity of a document."""
    return Claim(
        key=named.key,
        number=named.number,
        type=named.type,
        type_key=type_key(named.type),
        date=named.date,
        units=() if named.unit is None else (named.unit,),
        title=named.title,
    )


def identity_of(named: Named) -> str | None:
    """The id of the one document that a row means, as the graph makes it; None where the row does not tell which.

    16/CT-TTg without its day is any year's, 12/KH-UBND without its province anybody's.
    """
    return _identity(named.number, named.type, named.date, named.unit)


@lru_cache(maxsize=65_536)
def _identity(number: str, type_name: str | None, date: str | None, unit: str | None) -> str | None:
    claim = claim_of(Named(number, type_name, date, unit))
    slot = slot_of(claim, kind_of(number))
    return None if slot is None else slot_id(claim, slot)

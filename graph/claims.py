"""Claims: what one row of a text says about the identity of the document it means.

A claim holds all that `identity` looks at and nothing else, so that equal claims of one number key mean
one document, and a number cited by 25,000 texts is decided by its few distinct claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from luocdo.graph.identity_policy import kind_of
from luocdo.graph.model import AgencyRef, DocumentNode, Header, Record

LONGEST_TITLE = 300


class Cited(Protocol):
    """What identity needs of a cited row; `model.Citation` has it, and so may a loader's own row."""

    @property
    def number(self) -> str | None: ...
    @property
    def type(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def issuer(self) -> tuple[AgencyRef, ...]: ...
    @property
    def term(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...


class Claim(Record, frozen=True, array_like=True, omit_defaults=True):
    """One row's evidence. `key` is a number key, or `~` and a folded name for what has no number.

    `units`: where it may be of, () where nothing tells. `before`: the citing text's day, for mentions that
    need it. `beside`: the days (types, where the type is the identity) the same text gives this number.
    `via`: the rule by which a name was found to be this number. `hint`: only to have a known document
    among the candidates; says nothing of its own.
    """

    key: str
    number: str | None = None
    type: str | None = None
    type_key: str | None = None
    date: str | None = None
    year: int | None = None
    term: str | None = None
    units: tuple[str, ...] = ()
    before: str | None = None
    beside: tuple[str, ...] = ()
    title: str | None = None
    name: str | None = None
    issuer: tuple[AgencyRef, ...] = ()
    via: str | None = None
    hint: bool = False
    header: Header | None = None
    """Of a held document; None in a citation."""
    sha256: str | None = None
    """Of a held document that lacks place or day: nothing but its bytes tells it from another."""
    illustrative: bool = False
    fixed: DocumentNode | None = None
    """Of an imported graph: the document as it stood there, its id not to be found anew."""


def encode(claim: Claim) -> bytes:
    """The claim as a signature."""
    return msgspec.msgpack.encode(claim)


def decode(signature: bytes) -> Claim:
    """The claim of a signature."""
    return _DECODER.decode(signature)


_DECODER = msgspec.msgpack.Decoder(Claim)


def same_text(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one text, each undated or untyped one with what the text says beside it."""
    days: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    for claim in claims:
        if claim.header is None and not claim.hint:
            if claim.date:
                days.setdefault(claim.key, set()).add(claim.date)
            if claim.type_key:
                types.setdefault(claim.key, set()).add(claim.type_key)
    found = []
    for claim in claims:
        if claim.header is None and claim.number is not None:
            kind = kind_of(claim.number)
            said = types if kind.typed and claim.type_key is None else days if claim.date is None else {}
            beside = tuple(sorted(said.get(claim.key, ()))) if kind.dated or kind.typed else ()
            if beside:
                claim = msgspec.structs.replace(claim, beside=beside)
        found.append(claim)
    return found


def short(title: str | None) -> str | None:
    """A title with single blanks, cut to what tells documents apart."""
    return " ".join(title.split())[:LONGEST_TITLE] if title else None

"""Document types: which type a code or a wording stands for (`data/doctypes.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from luocdo.graph.data_files import fail, index, load, rows
from luocdo.graph.fold import fold, slug
from luocdo.graph.model import Record

FILE = "doctypes.yaml"
Form = Literal["state", "party"]
"""How a number is built: `614/KH-UBND` is state, `282-KH/TU` is party."""


class DocType(Record, frozen=True, forbid_unknown_fields=True):
    """One type of document; the fields are explained at the head of the data file."""

    name: str
    english: str
    family: Literal["normative", "administrative", "party", "any"]
    series: Literal["per-year", "per-term", "name-only", "by-organ"]
    examples: tuple[str, ...]
    codes: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    shared_examples: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    key: str = ""
    hard_key: bool = False
    rank: int = 9

    def series_in(self, form: Form) -> str:
        """`per-year`, `per-term` or `name-only`, for a number of this form."""
        if self.series == "by-organ":
            return "per-term" if form == "party" else "per-year"
        return self.series

    def identity_key(self) -> str:
        """The type name that identity compares: a `Bộ luật` counts among the laws."""
        return self.key or self.name

    def fits(self, form: Form) -> bool:
        """Whether numbers of this form can be of this type."""
        return self.family == "any" or (self.family == "party") == (form == "party")


class DocTypes(Record, frozen=True):
    """All types with their lookups."""

    all: tuple[DocType, ...]
    words: dict[str, DocType]
    """Folded wording to type, names included: `thông báo kết luận` to Thông báo."""
    codes: dict[str, tuple[DocType, ...]]
    """Code as met in numbers to types; the first is the usual reading."""
    slugs: dict[str, DocType]
    """Name or wording as addresses write it, `nghi-dinh`; without those that two types share."""

    def by_words(self, text: str) -> DocType | None:
        """The type a type word stands for, whatever its case or tone placement."""
        return self.words.get(fold(text))

    def by_slug(self, text: str) -> DocType | None:
        """The type that words without marks stand for: `nghi-dinh`, `thong-tu-lien-tich`."""
        return self.slugs.get(text)

    def by_code(self, code: str, form: Form | None = None) -> tuple[DocType, ...]:
        """The types a code may mean, likeliest first; `form` prefers what such numbers can be.

        `TT` is Thông tư in a state number and Thông tri in a party one; `QĐ` is Quyết định and, second,
        Quy định; an upper-case `CTR` reads as `CTr`. Where only the other form has the code, that is the
        answer: presidents signed `18-L/CTN`.
        """
        found = self.codes.get(code) or self.codes.get(code.upper(), ())
        return tuple(each for each in found if form is None or each.fits(form)) or found


@cache
def doctypes() -> DocTypes:
    """The document types, read once."""
    types = rows(FILE, load(FILE), "types", DocType)
    names = index(FILE, ((each.name, each) for each in types), "name stands twice")
    for each in types:
        _validate(each, names)
    wordings = ((fold(words), each) for each in types for words in (each.name, *each.words))
    words = index(FILE, wordings, "wording belongs to two types")
    return DocTypes(types, words, _codes(types), _slugs(words))


def _slugs(words: dict[str, DocType]) -> dict[str, DocType]:
    """Wordings without their marks; what two types would share is left out."""
    found: dict[str, DocType] = {}
    shared: set[str] = set()
    for wording, each in words.items():
        if found.setdefault(slug(wording), each) is not each:
            shared.add(slug(wording))
    return {bare: each for bare, each in found.items() if bare not in shared}


def _validate(each: DocType, names: dict[str, DocType]) -> None:
    if not each.examples:
        fail(FILE, each.name, "has no example")
    if each.shared and not each.shared_examples:
        fail(FILE, each.name, "has a shared code without an example")
    if each.key and each.key not in names:
        fail(FILE, each.name, f"key {each.key!r} names no type")


def _codes(types: tuple[DocType, ...]) -> dict[str, tuple[DocType, ...]]:
    """Owners of a code first, then those that share it; upper-case forms where nothing else claims them."""
    found: dict[str, list[DocType]] = {}
    for each in types:
        for code in (*each.codes, *each.misspelt):
            rivals = [other.name for other in found.get(code, ()) if _clash(each, other)]
            if rivals:
                fail(FILE, each.name, f"code {code} belongs to {rivals[0]} too: put it under shared")
            found.setdefault(code, []).append(each)
    for each in types:
        for code in each.shared:
            if code not in found:
                fail(FILE, each.name, f"shared code {code} belongs to no type")
            found[code].append(each)
    for code in list(found):
        found.setdefault(code.upper(), found[code])
    return {code: tuple(owners) for code, owners in found.items()}


def _clash(one: DocType, other: DocType) -> bool:
    """Two owners of a code are told apart by the form of the number, if one of them is the Party's alone."""
    return (one.family == "party") == (other.family == "party")

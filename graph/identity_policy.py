"""The policy of identity as data (`data/identity.yaml`): kinds of numbers, and what each rule is worth."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from luocdo.graph.data_files import fail, index, load, rows
from luocdo.graph.errors import NumberError
from luocdo.graph.model import Record
from luocdo.graph.number import DocumentNumber, is_party_organ
from luocdo.graph.vocabulary import organs

FILE = "identity.yaml"
OrganScope = Literal["central", "local", "unlisted"]
Shown = Literal["assembly", "bare", "year"]


class Kind(Record, frozen=True, forbid_unknown_fields=True):
    """One kind of number; the fields are explained at the head of the data file."""

    kind: str
    reads: str
    same: tuple[Literal["type", "place"], ...]
    date: Literal["identity", "evidence"]
    number: tuple[Shown, ...] = ()
    organ: OrganScope | None = None
    party: bool = False
    reach: int = 0

    @property
    def dated(self) -> bool:
        """Whether another day is another document."""
        return self.date == "identity"

    @property
    def placed(self) -> bool:
        """Whether the place is part of the identity."""
        return "place" in self.same

    @property
    def typed(self) -> bool:
        """Whether the type is part of the identity."""
        return "type" in self.same


class Rule(Record, frozen=True, forbid_unknown_fields=True):
    """How a mention came to its document."""

    rule: str
    status: Literal["resolved", "ambiguous", "unknown"]
    confidence: float
    reads: str


class Policy(Record, frozen=True):
    """Both tables; the last kind is that of documents without a number."""

    kinds: tuple[Kind, ...]
    rules: dict[str, Rule]


@cache
def policy() -> Policy:
    """The policy, read once."""
    data = load(FILE)
    kinds = rows(FILE, data, "kinds", Kind)
    names = index(FILE, ((each.kind, each) for each in kinds), "kind stands twice")
    if "name" not in names or kinds[-1].kind != "name":
        fail(FILE, "kinds", "the last kind must be `name`")
    rules = index(FILE, ((each.rule, each) for each in rows(FILE, data, "rules", Rule)), "rule stands twice")
    return Policy(kinds, rules)


@lru_cache(maxsize=65_536)
def kind_of(number: str | None) -> Kind:
    """The kind of a canonical number, the first row of the table that fits; None has no number."""
    kinds = policy().kinds
    try:
        parsed = DocumentNumber.parse(number or "")
    except NumberError:
        return kinds[-1]
    scope = organ_scope(parsed)
    shown = {
        "assembly": parsed.term is not None and _is_assembly(parsed),
        "bare": parsed.type_code is None,
        "year": parsed.year is not None,
    }
    for each in kinds[:-1]:
        fits = all(shown[mark] for mark in each.number)
        if fits and each.organ in (None, scope) and (parsed.dashed or not each.party):
            return each
    return kinds[-1]


@lru_cache(maxsize=65_536)
def number_year(number: str | None) -> str | None:
    """The year a number carries, `2015` of 04/2015/NĐ-CP."""
    try:
        year = DocumentNumber.parse(number or "").year
    except NumberError:
        return None
    return str(year) if year else None


def organ_scope(number: DocumentNumber) -> OrganScope:
    """Whose series a number runs in: the organ that leads decides."""
    if not number.organ_codes:
        return "unlisted"
    lead = number.organ_codes[0]
    known = organs().find(lead)
    if known is not None:
        return "local" if known.organ.local else "central"
    if is_party_organ(lead):
        return "central" if lead.endswith("TW") else "local"
    return "unlisted"


def _is_assembly(number: DocumentNumber) -> bool:
    known = organs().find(number.organ_codes[0])
    return known is not None and known.organ.type_is_key

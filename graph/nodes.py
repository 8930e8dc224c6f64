"""The documents of a number key as nodes: each with the best that its claims and the registry say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.claims import Claim
from luocdo.graph.fold import slug
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import Fact, Known
from luocdo.graph.model import AgencyRef, DocumentNode, Header, Level
from luocdo.graph.number import DocumentNumber
from luocdo.graph.partition import Partition
from luocdo.graph.places import find_province
from luocdo.graph.slots import Slot, slot_id, slot_of
from luocdo.graph.terms import central_term
from luocdo.graph.units import CENTRE, province_name
from luocdo.graph.vocabulary import doctypes, organs

Value = TypeVar("Value")
DAY = len("2020-03-24")


def document_nodes(
    claims: Sequence[Claim], counts: Sequence[int], parted: Partition, known: Known
) -> list[DocumentNode]:
    """Every document of the partition, stubs and stand-ins included, by id."""
    if not claims:
        return []
    slots = {id_: slot for slot, id_ in parted.ids.items()}
    nodes = []
    for id_, members in sorted(parted.members.items()):
        rows = [(claims[n], counts[n]) for n in members]
        slot = slots.get(id_)
        node = _Draft(rows, slot, _fact(claims[0].key, slot, parted.dates.get(id_), known))
        nodes.append(node.document(id_, parted.dates.get(id_), ambiguous=id_ in parted.ambiguous))
    return nodes


def lone_node(claim: Claim) -> DocumentNode | None:
    """A document that one claim alone tells of; None where the claim does not show which it is."""
    slot = slot_of(claim, kind_of(claim.number))
    return (
        None
        if slot is None
        else _Draft([(claim, 1)], slot, None).document(slot_id(claim, slot), claim.date, ambiguous=False)
    )


def _fact(key: str, slot: Slot | None, date: str | None, known: Known) -> Fact | None:
    """What is known beforehand of a document: the fact of its day, and of its type where that tells."""
    if slot is None:
        return None
    facts = known.by_key(key)
    fitting = [f for f in facts if f.date == date and (not kind_of(f.number).typed or _typed(f, slot))]
    return fitting[0] if fitting else None


def _typed(fact: Fact, slot: Slot) -> bool:
    return slug(fact.type_key or "") == slot.mark


class _Draft:
    """One document on its way to a node: its claims with their counts."""

    def __init__(self, rows: Sequence[tuple[Claim, int]], slot: Slot | None, fact: Fact | None) -> None:
        self.rows, self.slot, self.fact = rows, slot, fact
        self.own = [claim for claim, _ in rows if claim.header is not None]
        self.header = max((c.header for c in self.own if c.header), key=_fullness, default=None)
        self.number = self._number()

    def document(self, id_: str, date: str | None, *, ambiguous: bool) -> DocumentNode:
        header = self.header
        date = date or self._vote(lambda claim: claim.date)
        return DocumentNode(
            id=id_,
            number=self.number,
            type=self._first("type", self._vote(lambda claim: claim.type)),
            name=(self.fact.name if self.fact else None)
            or self._vote(lambda claim: None if claim.header else claim.name),
            title=self._first("title", self._vote(lambda claim: claim.title)),
            date=date,
            issuer=self._issuers(),
            level=header.level if header and header.level else self._level(),
            province=self._province(date),
            district=header.district if header else None,
            term=self._vote(lambda claim: claim.term) or self._term(date),
            signer=header.signer if header else None,
            effective_from=header.effective_from if header else None,
            applies_from=header.applies_from if header else None,
            expires=header.expires if header else None,
            territory=header.territory if header else None,
            held=bool(self.own),
            illustrative=bool(self.own) and all(claim.illustrative for claim in self.own),
            ambiguous=ambiguous,
        )

    def _first(self, field: str, voted: str | None) -> str | None:
        """The document's own word, else the registry's, else the one most texts use."""
        own: str | None = getattr(self.header, field) if self.header else None
        registered: str | None = getattr(self.fact, field) if self.fact else None
        return own or registered or voted

    def _vote(self, field: Callable[[Claim], Value | None]) -> Value | None:
        """What most rows say; of equals the longer, then the first in order."""
        votes: dict[Value, int] = defaultdict(int)
        for claim, count in self.rows:
            value = field(claim)
            if value:
                votes[value] += count
        return min(votes, key=lambda value: (-votes[value], -len(str(value)), str(value)), default=None)

    def _number(self) -> str | None:
        own = self.header.number if self.header else None
        return own or self._vote(lambda c: c.number) or (self.fact.number if self.fact else None)

    def _province(self, date: str | None) -> str | None:
        if self.header is not None and self.header.province is not None:
            known = find_province(self.header.province)
            return known.name if known else self.header.province
        return province_name(self.slot.unit, date) if self.slot and self.slot.unit else None

    def _level(self) -> Level | None:
        """The usual level of the organ; of a unit below the province what its kind is called."""
        unit = self.slot.unit if self.slot and self.slot.unit else CENTRE
        below = unit.partition("/")[2]
        if below:
            return "commune" if below.startswith(("xa-", "phuong-", "thi-tran-", "dac-khu-")) else "district"
        codes = self._codes()
        known = organs().find(codes[0]) if codes else None
        if known is not None:
            return known.organ.level
        kind = doctypes().by_words(self._first("type", self._vote(lambda claim: claim.type)) or "")
        national = unit == CENTRE and self.number is None and kind is not None and kind.family == "normative"
        return "central-state" if national else None

    def _issuers(self) -> tuple[AgencyRef, ...]:
        """The document's own word, else that of most texts, else the central bodies of its code."""
        if self.header is not None and self.header.issuer is not None:
            return (self.header.issuer,)
        voted = self._vote(lambda claim: claim.issuer)
        if voted:
            return voted
        known = [organs().find(code) for code in self._codes()]
        coded = [each.organ for each in known if each and not each.organ.local and each.organ.issuer != "text"]
        return tuple(agency_ref(organ.name, None) for organ in coded)

    def _codes(self) -> tuple[str, ...]:
        numbered = self.number is not None and kind_of(self.number).kind != "name"
        return DocumentNumber.parse(self.number or "").organ_codes if numbered else ()

    def _term(self, date: str | None) -> str | None:
        """The term of a central Party number follows from its day; a province has terms of its own."""
        central = self.number is not None and kind_of(self.number).kind == "central-party"
        return central_term(date) if central and date and len(date) == DAY else None


def _fullness(header: Header) -> tuple[int, str]:
    """Of several files of one document the header that says most; of equals the first in order."""
    said = sum(getattr(header, name) is not None for name in header.__struct_fields__)
    return said, repr(header)

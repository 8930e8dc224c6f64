"""The claims of one number taken apart into documents: a pure function of their set.

Claims that show the whole identity of their kind (number and day; number, place and day; number and
type; see `data/identity.yaml`) found the documents. The others are matched to those: by what their own
text says beside them, by term, by title, by being the only one that is not younger than the citing text.
What is left over is ambiguous, with its candidates, or unknown. As only the set counts, the order in which
texts are loaded does not, and every merge can be taken back by computing it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from luocdo.graph.claims import Claim
from luocdo.graph.fold import slug
from luocdo.graph.identity_policy import kind_of, number_year, policy
from luocdo.graph.known import Fact, Known, is_singular
from luocdo.graph.model import Record, Resolution
from luocdo.graph.named import fact_claim, name_candidates
from luocdo.graph.slots import Slot, resolved, rule_of, slot_id, slot_of
from luocdo.graph.terms import central_term
from luocdo.graph.titles import FITS, title_overlap, titles_agree
from luocdo.graph.units import CENTRE, province_slug

MOST_DATES = 3
MOST_TITLES = 20


class Decision(Record, frozen=True):
    """Where a claim leads. `node` is the graph's node even where nothing is resolved: a stub of its own.

    `may_be` are the documents of the group that an ambiguous node may stand for. `conflict`: the claim's
    day is not that of its document, though the number is the same; it holds the right one. `copies`: how
    many held files are this document, where the claim is a file's own.
    """

    resolution: Resolution
    node: str
    may_be: tuple[str, ...] = ()
    conflict: str | None = None
    copies: int = 0


class Partition(Record, frozen=True):
    """A group of claims taken apart: each document's slot, the claims that mean it, and its day."""

    ids: dict[Slot, str]
    members: dict[str, tuple[int, ...]]
    """Ids to the places of their claims; a candidate that only a registry knows has none."""
    dates: dict[str, str | None]
    ambiguous: frozenset[str]
    decisions: tuple[Decision, ...]


def partition(claims: Sequence[Claim], counts: Sequence[int], known: Known) -> Partition:
    """Take the claims of one key apart. `counts`: how many rows bear each claim."""
    return _Group(claims, counts, known).partition()


class _Group:
    """The claims of one key on their way to a partition."""

    def __init__(self, claims: Sequence[Claim], counts: Sequence[int], known: Known) -> None:
        self.claims, self.counts, self.known = claims, counts, known
        numbered = next((c for c in claims if c.number), None)
        self.model = numbered or claims[0]
        self.kind = kind_of(numbered.number if numbered else None)
        self.ids: dict[Slot, str] = {}
        self.facts: dict[Slot, Fact] = {}
        for fact in known.by_key(self.model.key):
            # A local number that is known without its place says nothing about anybody's.
            if fact.place or not (fact.number and self.kind.placed):
                self.facts.setdefault(self._fact_slot(fact), fact)
        self.aliases = {n: found for n, claim in enumerate(claims) if (found := self._aliases(claim))}
        self.slots: list[Slot | None] = self._found()
        self.documents = sorted({*filter(None, self.slots), *self.facts}, key=self._id)
        self.titles = self._titles()
        self.copies: dict[Slot, int] = defaultdict(int)
        for slot, claim, count in zip(self.slots, claims, counts, strict=True):
            if slot and claim.header is not None:
                self.copies[slot] += count

    def partition(self) -> Partition:
        decisions = tuple(self._decide(n) for n in range(len(self.claims)))
        own = {self._id(slot) for slot in self.documents}
        members: dict[str, list[int]] = {self._id(slot): [] for slot in filter(None, self.slots)}
        for n, decision in enumerate(decisions):
            members.setdefault(decision.node, []).append(n)
            # What a bare name may be can also stand under other keys, which have it by their own claims.
            members |= {each: [] for each in decision.may_be if each in own and each not in members}
        ids = {slot: self._id(slot) for slot in self.documents if self._id(slot) in members}
        dates = {self._id(slot): self._date(slot, members.get(self._id(slot), [])) for slot in ids}
        return Partition(
            ids=ids,
            members={each: tuple(found) for each, found in members.items()},
            dates=dates,
            ambiguous=frozenset(d.node for d in decisions if d.resolution.status == "ambiguous"),
            decisions=tuple(self._with_conflict(n, d, dates) for n, d in enumerate(decisions)),
        )

    # --- what founds a document ---

    def _found(self) -> list[Slot | None]:
        slots = [None if n in self.aliases else slot_of(claim, self.kind) for n, claim in enumerate(self.claims)]
        days = {slot for slot in slots if slot and slot.date and len(slot.date) > 4} | set(self.facts)
        return [slot and self._joined(slot, days) for slot in slots]

    def _joined(self, slot: Slot, days: Iterable[Slot]) -> Slot:
        """A document of which only the year is known is the one of that year and place, if there is one."""
        if slot.mark or slot.date is None or len(slot.date) > 4:
            return slot
        same = [each for each in days if each.unit == slot.unit and (each.date or "").startswith(slot.date)]
        return same[0] if len(same) == 1 and not same[0].mark else slot

    def _fact_slot(self, fact: Fact) -> Slot:
        if not self.kind.dated:
            return Slot(CENTRE, None, slug(fact.type_key or "") if self.kind.typed else "")
        date = None if fact.number is None and is_singular(fact.key) else fact.date
        return Slot(province_slug(fact.place) if fact.place else CENTRE, date)

    def _titles(self) -> dict[Slot, list[str]]:
        said: dict[Slot, set[str]] = defaultdict(set)
        for slot, claim in zip(self.slots, self.claims, strict=True):
            if slot and claim.title:
                said[slot].add(claim.title)
        for slot, fact in self.facts.items():
            said[slot].update(filter(None, (fact.title, fact.name, *fact.names)))
        return {slot: sorted(titles)[:MOST_TITLES] for slot, titles in said.items()}

    # --- what a claim means ---

    def _decide(self, n: int) -> Decision:
        claim, slot = self.claims[n], self.slots[n]
        if slot is not None:
            decision = self._settle(slot, rule_of(claim, self.kind))
            return replace(decision, copies=self.copies[slot]) if claim.header is not None else decision
        if n in self.aliases:
            return self._open(claim, self.aliases[n])
        found = self._candidates(claim)
        for rule, fits in self._narrowing(claim):
            left = [slot for slot in found if fits(slot)]
            if len(left) == 1:
                return self._settle(left[0], rule)
            found = left or found
        if len(found) == 1 and len(claim.units) == 1 and self._near(claim, found[0]):
            return self._settle(found[0], "only-candidate")
        if found or len(claim.units) > 1:
            return self._open(claim, [self._id(slot) for slot in found], found)
        rule = self._why_unknown(claim)
        mark = f"khoa-{slug(claim.term)}" if claim.term and self.kind.dated else ""
        stub = Slot(claim.units[0] if claim.units else None, claim.date, mark)
        return Decision(self._unresolved(rule, ()), self._id(stub))

    def _candidates(self, claim: Claim) -> list[Slot]:
        """The documents a claim does not speak against: place, day, term, and not younger than its text."""
        found = []
        for slot in self.documents:
            if claim.date is None and self._is_only_listed(slot) and not self._fits(claim, slot):
                continue
            here = not claim.units or slot.unit in claim.units
            if not self.kind.dated or (here and self._in_time(claim, slot) and self._in_term(claim, slot)):
                found.append(slot)
        return found

    def _is_only_listed(self, slot: Slot) -> bool:
        """Whether a document of a series that begins anew each year is known beforehand alone: `66/NQ-CP` of 2025
        is no candidate for the `66/NQ-CP` of a text that gives no day, though it is the only one known."""
        yearly = self.kind.organ == "central" and self.kind.dated and not self.kind.party
        return yearly and slot in self.facts and slot not in self.slots

    def _in_time(self, claim: Claim, slot: Slot) -> bool:
        if claim.date:
            return slot.date == claim.date
        return slot.date is None or slot.date <= (claim.before or "9999")

    def _in_term(self, claim: Claim, slot: Slot) -> bool:
        return claim.term is None or self._of_term(slot) in (claim.term, None)

    def _narrowing(self, claim: Claim) -> Iterator[tuple[str, Callable[[Slot], bool]]]:
        """What a claim can be narrowed down by, in the order of trust."""
        if claim.beside:
            said = {slug(each) for each in claim.beside} if self.kind.typed else set(claim.beside)
            yield "same-text", lambda slot: (slot.mark if self.kind.typed else slot.date) in said
        if claim.term and self.kind.dated:
            yield "term", lambda slot: self._of_term(slot) == claim.term
        if claim.date or len(claim.units) == 1:
            # Where the place is open, only a text that was read can speak for itself.
            placed = len(claim.units) == 1
            yield "title", lambda slot: (placed or slot in self.copies) and self._fits(claim, slot)

    def _of_term(self, slot: Slot) -> str | None:
        known = slot.unit == CENTRE and slot.date is not None and len(slot.date) > 4
        return central_term(slot.date) if known and slot.date else None

    def _fits(self, claim: Claim, slot: Slot) -> bool:
        return any(title_overlap(claim.title, title) >= FITS for title in self.titles.get(slot, ()))

    def _near(self, claim: Claim, slot: Slot) -> bool:
        """Whether the only candidate may be taken: its title agrees, it is not too old for its series."""
        if slot.date is None or claim.before is None or not self.kind.dated:
            return False
        agrees = all(titles_agree(claim.title, title) for title in self.titles.get(slot, ()))
        return agrees and int(claim.before[:4]) - int(slot.date[:4]) <= self.kind.reach

    # --- the answers ---

    def _settle(self, slot: Slot, rule: str) -> Decision:
        node = self._id(slot)
        return Decision(resolved(node, rule), node)

    def _open(self, claim: Claim, ids: Sequence[str], found: Sequence[Slot] = ()) -> Decision:
        """Ambiguous: a node of its own that may be any of the candidates."""
        may_be = tuple(sorted(ids))
        rule = self._why_open(claim)
        possible = {*may_be, *self._possible(claim, found)}
        dates = sorted({slot.date for slot in found if slot.date})
        said = "~".join(dates if len(dates) <= MOST_DATES else (dates[0], str(len(dates)), dates[-1]))
        slot = Slot("~".join(sorted(claim.units)), claim.date or said, "" if self.kind.typed else "may-be")
        return Decision(self._unresolved(rule, tuple(sorted(possible))), self._id(slot), may_be)

    def _possible(self, claim: Claim, found: Sequence[Slot]) -> set[str]:
        """In each place the claim may be of, the document it would be there, seen or not."""
        if len(claim.units) < 2:
            return set()
        seen = {slot.unit for slot in found}
        return {self._id(Slot(unit, claim.date)) for unit in claim.units if unit not in seen}

    def _aliases(self, claim: Claim) -> list[str]:
        """The known numbers a bare name may mean, by id; they are documents of other keys."""
        facts = [fact_claim(fact) for fact in name_candidates(claim, self.known)]
        slots = [(fact, slot_of(fact, kind_of(fact.number))) for fact in facts]
        return [slot_id(fact, slot) for fact, slot in slots if slot is not None]

    def _why_unknown(self, claim: Claim) -> str:
        if self.kind.kind == "name":
            return "never-named"
        if self.kind.typed:
            return "never-typed"
        return "never-dated" if claim.units else "never-placed"

    def _why_open(self, claim: Claim) -> str:
        if self.kind.typed:
            return "type-unknown"
        if self.kind.kind == "name":
            return "name-only"
        return "date-unknown" if len(claim.units) == 1 else "several-places" if claim.units else "place-unknown"

    def _unresolved(self, rule: str, candidates: tuple[str, ...]) -> Resolution:
        row = policy().rules[rule]
        return Resolution(row.status, None, rule, row.confidence, candidates)

    def _id(self, slot: Slot) -> str:
        if slot not in self.ids:
            self.ids[slot] = slot_id(self.model, slot)
        return self.ids[slot]

    # --- days as evidence ---

    def _date(self, slot: Slot, members: Sequence[int]) -> str | None:
        """The document's day: its identity, or the one best spoken for.

        The registry first, then the document's own header, then the day most texts give; days whose year is
        not the number's (`214/2025/NĐ-CP` of 2028) only if there is no other.
        """
        if self.kind.dated:
            return slot.date if slot.date and len(slot.date) > 4 else None
        fact = self.facts.get(slot)
        if fact is not None and fact.date:
            return fact.date
        votes: dict[str, int] = defaultdict(int)
        own: set[str] = set()
        for n in members:
            claim = self.claims[n]
            if claim.date:
                votes[claim.date] += self.counts[n]
                if claim.header is not None:
                    own.add(claim.date)
        year = number_year(self.model.number)

        def doubt(day: str) -> tuple[bool, bool, int, str]:
            return year not in (None, day[:4]), day not in own, -votes[day], day

        return min(votes, key=doubt, default=None)

    def _with_conflict(self, n: int, decision: Decision, dates: dict[str, str | None]) -> Decision:
        said, right = self.claims[n].date, dates.get(decision.node)
        if self.kind.dated or said is None or said == right:
            return decision
        return replace(decision, conflict=right)

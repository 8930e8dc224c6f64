"""Documents, agencies and tasks out of RDF in our own profile: what `rdf_nodes` writes, read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import msgspec

from luocdo.graph.model import AgencyNode, AgencyRef, DocumentNode, Level, Record, Succession, TaskNode
from luocdo.graph.number import number_key
from luocdo.graph.places import provinces
from luocdo.graph.rdf_deadlines import read_deadline
from luocdo.graph.rdf_nodes import ROLES
from luocdo.graph.rdf_terms import VIETNAM, T
from luocdo.graph.rdf_things import Things, members
from luocdo.graph.rdf_values import check_identity, id_of, real_day
from luocdo.graph.store_records import Quarantined

Node = TypeVar("Node", bound=Record)


class NodeReader:
    """The nodes of one file; what can not be read is refused with its reason."""

    def __init__(self, things: Things, source: str) -> None:
        self._things, self._source = things, source
        self.keys: dict[str, str] = {}
        self.refused: list[Quarantined] = []

    def documents(self) -> tuple[DocumentNode, ...]:
        """Works and open citations that our profile describes."""
        found = [each for name in ("eli:LegalResource", "luocdo:OpenCitation") for each in self._things.of_class(name)]
        ours = [each for each in dict.fromkeys(found) if self._things.words(each, "luocdo:held") is not None]
        return self._each(ours, self._document)

    def agencies(self) -> tuple[AgencyNode, ...]:
        """Bodies."""
        return self._each(self._things.of_class("org:Organization"), self._agency)

    def tasks(self) -> tuple[TaskNode, ...]:
        """Tasks."""
        return self._each(self._things.of_class("luocdo:Task"), self._task)

    def refuse(self, subject: str, reason: object) -> None:
        """Note what could not be read."""
        self.refused.append(Quarantined(self._source, subject[1:-1], " ".join(str(reason).split())))

    def _each(self, subjects: list[str], read: Callable[[str], Node]) -> tuple[Node, ...]:
        found: dict[str, Node] = {}
        for subject in subjects:
            try:
                node = read(subject)
                found[subject] = msgspec.convert(msgspec.to_builtins(node), type(node))
            except (ValueError, msgspec.ValidationError) as error:
                self.refuse(subject, error)
        return tuple(found.values())

    # --- documents ---

    def _document(self, subject: str) -> DocumentNode:
        things, id_ = self._things, id_of(subject, "eli")
        expression = things.one(subject, "eli:is_realized_by") or ""
        number = things.words(subject, "eli:number")
        key = things.words(subject, "luocdo:key") or (number_key(number) if number else "")
        check_identity(id_, number, key)
        self.keys[id_] = key
        return DocumentNode(
            id=id_,
            number=number,
            type=self._label(subject, "eli:type_document"),
            name=things.words(expression, "eli:title_short"),
            title=things.words(expression, "eli:title"),
            date=self._day(subject, "eli:date_document"),
            issuer=self._named(subject, "issuer"),
            level=self._level(things.one(subject, "luocdo:level")),
            province=self._place(things.one(subject, "eli:jurisdiction")),
            district=things.words(subject, "luocdo:district"),
            term=things.words(subject, "luocdo:term"),
            signer=things.words(subject, "luocdo:signer"),
            effective_from=self._day(subject, "eli:first_date_entry_in_force"),
            applies_from=self._day(subject, "eli:date_applicability"),
            expires=self._day(subject, "eli:date_no_longer_in_force"),
            territory=things.words(subject, "luocdo:territory"),
            held=things.truth(subject, "luocdo:held"),
            illustrative=things.truth(subject, "luocdo:illustrative"),
            ambiguous=things.is_a(subject, "luocdo:OpenCitation"),
        )

    def _day(self, subject: str, short: str) -> str | None:
        said = self._things.words(subject, short)
        return None if said is None else real_day(said)

    def _named(self, subject: str, field: str) -> tuple[AgencyRef, ...]:
        """The bodies that a record names in a role, in their order."""
        things, role = self._things, T[ROLES[field]]
        named = [n for n in things.all(subject, "prov:qualifiedAttribution") if _role(things, n) == role]
        named.sort(key=lambda each: things.number(each, "luocdo:order"))
        return tuple(
            AgencyRef(id_of(things.one(n, "prov:agent") or "", "agency"), things.words(n, "luocdo:asWritten") or "")
            for n in named
        )

    def _label(self, subject: str, short: str) -> str | None:
        concept = self._things.one(subject, short)
        return self._things.words(concept, "skos:prefLabel") if concept else None

    def _place(self, concept: str | None) -> str | None:
        if concept in (None, VIETNAM):
            return None
        slug = id_of(concept or "", "place")
        listed = next((each.name for each in provinces().all if each.slug == slug), None)
        return self._things.words(concept or "", "skos:prefLabel") or listed

    def _level(self, concept: str | None) -> Level | None:
        if concept is None:
            return None
        name = id_of(concept, "level")
        if name not in get_args(Level):
            raise ValueError(f"{name}: no such level")
        return name  # type: ignore[return-value]

    # --- agencies ---

    def _agency(self, subject: str) -> AgencyNode:
        things = self._things
        parent = things.one(subject, "org:subOrganizationOf")
        changes = [self._succession(each) for each in things.all(subject, "org:changedBy")]
        return AgencyNode(
            id=id_of(subject, "agency"),
            name=things.words(subject, "skos:prefLabel") or "",
            level=self._level(things.one(subject, "org:classification")),
            province=self._place(things.one(subject, "luocdo:province")),
            valid_from=self._day(subject, "luocdo:validFrom"),
            valid_to=self._day(subject, "luocdo:validTo"),
            parent=id_of(parent, "agency") if parent else None,
            successors=tuple(sorted(changes, key=lambda each: (each.day, each.agency_id, each.scope))),
        )

    def _succession(self, change: str) -> Succession:
        things = self._things
        heir = id_of(things.one(change, "org:resultingOrganization") or "", "agency")
        return Succession(heir, self._day(change, "dcterms:date") or "", things.words(change, "luocdo:subject") or "")

    # --- tasks ---

    def _task(self, subject: str) -> TaskNode:
        things = self._things
        part: Any = things.words(subject, "luocdo:part")
        deadlines = things.all(subject, "luocdo:deadline")
        deadlines.sort(key=lambda each: things.number(each, "luocdo:order"))
        return TaskNode(
            id=id_of(subject, "task"),
            document_id=id_of(things.one(subject, "dcterms:isPartOf") or "", "eli"),
            part=part,
            section=things.words(subject, "luocdo:section") or "",
            text=things.words(subject, "dcterms:description") or "",
            start=things.number(subject, "luocdo:start"),
            end=things.number(subject, "luocdo:end"),
            agencies=self._named(subject, "agencies"),
            supporting=self._named(subject, "supporting"),
            reports_to=self._named(subject, "reports_to"),
            directives=tuple(id_of(each, "eli") for each in members(things, things.one(subject, "luocdo:speaksOf"))),
            deadlines=tuple(read_deadline(things, each) for each in deadlines),
            illustrative=things.truth(subject, "luocdo:illustrative"),
        )


def _role(things: Things, attribution: str) -> str | None:
    """In which role; files of before 23 November 2026 say it in PROV's word, which is for activities."""
    return things.one(attribution, "dcat:hadRole") or things.one(attribution, "prov:hadRole")

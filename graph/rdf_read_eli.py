"""Plain ELI, as a gazette or a library publishes it: works by number, day and type, relations without sentences.

Which document a work is, is found as for a citation: by its number, place, day and type, never by its address. So
what another publisher describes meets what texts of the store cite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.agency_nodes import agency_node, listed_name
from luocdo.graph.claims import Claim
from luocdo.graph.errors import NumberError
from luocdo.graph.known import Known
from luocdo.graph.model import AgencyNode, AgencyRef, DocumentNode, Edge, Header
from luocdo.graph.nodes import document_nodes
from luocdo.graph.number import DocumentNumber
from luocdo.graph.partition import partition
from luocdo.graph.places import find_province
from luocdo.graph.rdf_read_nodes import NodeReader
from luocdo.graph.rdf_terms import T
from luocdo.graph.rdf_things import Things, literal
from luocdo.graph.schema import EdgeKind, schema
from luocdo.graph.statements import End
from luocdo.graph.text_claims import cited_claim
from luocdo.graph.vocabulary import doctypes

_NOBODY = Header("", None, None, None, None, None, None, None, None, None)
"""Who cites here is a file that has neither place nor day."""
_MARKED = re.compile(r"[/-]")
"""What stands in every number: `10/2022/QH15`, `36-CP`."""
_DAY = len("2020-03-24")
_LABELS = ("skos:prefLabel", "rdfs:label", "schema:name", "dcterms:title")


class EliReader:
    """The works of a file that are not in our own profile."""

    def __init__(self, things: Things, nodes: NodeReader, known: Known) -> None:
        self._things, self._nodes, self._known = things, nodes, known
        texts = things.of_class("eli:LegalExpression")
        self._realizing = {work: text for text in reversed(texts) if (work := things.one(text, "eli:realizes"))}
        self._ids: dict[str, str] = {}
        self._sure: dict[str, float] = {}
        self.documents: dict[str, DocumentNode] = {}
        self.agencies: dict[str, AgencyNode] = {}
        self.edges: dict[tuple[str, str, str], Edge] = {}

    def read(self) -> None:
        """Fill documents, agencies and edges."""
        works = [each for name in ("eli:LegalResource", "schema:Legislation") for each in self._things.of_class(name)]
        for subject in dict.fromkeys(works):
            if self._things.words(subject, "luocdo:held") is None:
                self._work(subject)
        for subject in self._ids:
            self._relations(subject)
        for subject in self._things.of_class("eli:LegalResourceSubdivision"):
            if subject not in self._ids:
                self._nodes.refuse(subject, "a part of a work: only whole works are taken")

    # --- works ---

    def _work(self, subject: str) -> None:
        row = self._row(subject)
        if row.number is None and row.name is None and row.title is None:
            self._nodes.refuse(subject, "neither a number as Vietnamese documents have it nor a title")
            return
        claim = cited_claim(row, _NOBODY, self._known)
        parted = partition([claim], [1], self._known)
        decision = parted.decisions[0]
        if decision.resolution.status != "resolved" and decision.node in self.documents:
            self._nodes.refuse(subject, f"number, place, day or type is missing to tell it from {decision.node}")
            return
        self._ids[subject], self._sure[subject] = decision.node, decision.resolution.confidence
        for node in document_nodes([claim], [1], parted, self._known):
            if node.id == decision.node:
                node = self._filled(subject, node, row)
            self._take(node, claim)
        for candidate in decision.may_be:
            self._state(decision.node, schema().edges["MAY_BE"], candidate, decision.resolution.confidence)
        for issuer in row.issuer:
            self._issued(decision.node, issuer, decision.resolution.confidence)

    def _row(self, subject: str) -> End:
        """What the work shows of its identity, as a citation would."""
        things = self._things
        expression = things.one(subject, "eli:is_realized_by") or self._realizing.get(subject)
        title = self._first(expression, "eli:title")
        title = title or self._first(subject, "eli:title", "dcterms:title", "schema:name")
        type_words = self._named(subject, "eli:type_document", "schema:legislationType")
        listed = doctypes().by_words(type_words or "")
        province = find_province(self._named(subject, "eli:jurisdiction", "schema:legislationJurisdiction") or "")
        place = province.name if province else None
        issuers = self._all_named(subject, "eli:passed_by", "eli:responsibility_of", "schema:legislationPassedBy")
        date = (self._first(subject, "eli:date_document", "schema:legislationDate") or "")[:_DAY]
        return End(
            number=self._number(subject),
            date=date if len(date) == _DAY else None,
            name=self._first(expression, "eli:title_short", "eli:title_alternative"),
            type=listed.name if listed else type_words,
            title=title,
            issuer=tuple(agency_ref(each, place) for each in issuers),
            place=place,
        )

    def _number(self, subject: str) -> str | None:
        """The first of number and local identifier that reads as a number."""
        for name in ("eli:number", "schema:legislationIdentifier", "eli:id_local"):
            for said in sorted(literal(each) for each in self._things.all(subject, name)):
                if not _MARKED.search(said):
                    continue  # 31999L0070 would be read as 31999/L0070
                try:
                    return str(DocumentNumber.parse(said))
                except NumberError:
                    continue
        return None

    def _filled(self, subject: str, node: DocumentNode, row: End) -> DocumentNode:
        """The document with what a claim does not carry: its title in full and its days in force."""
        days = {
            "effective_from": self._first(subject, "eli:first_date_entry_in_force"),
            "applies_from": self._first(subject, "eli:date_applicability", "schema:legislationDateOfApplicability"),
            "expires": self._first(subject, "eli:date_no_longer_in_force"),
        }
        said = {name: value[:_DAY] for name, value in days.items() if value and len(value) >= _DAY}
        return msgspec.structs.replace(node, title=row.title or node.title, **said)

    def _take(self, node: DocumentNode, claim: Claim) -> None:
        if node.id not in self.documents:
            self.documents[node.id] = node
            self._nodes.keys[node.id] = claim.key

    def _issued(self, document: str, issuer: AgencyRef, sure: float) -> None:
        self.agencies[issuer.id] = agency_node(issuer.id, listed_name(issuer.id) or issuer.name)
        self._state(document, schema().edges["ISSUED_BY"], issuer.id, sure)

    # --- relations ---

    def _relations(self, subject: str) -> None:
        met: dict[tuple[str, str], set[str]] = {}
        for property_, value in self._things.said(subject):
            if property_ in _FORWARD:
                met.setdefault((subject, value), set()).add(property_)
            elif property_ in _BACKWARD:
                met.setdefault((value, subject), set()).add(_BACKWARD[property_])
        for (near, far), properties in met.items():
            missing = [each for each in (near, far) if each not in self._ids]
            if missing:
                self._nodes.refuse(subject, f"a relation to {missing[0][1:-1]}, which the file does not describe")
                continue
            for kind in _kinds(properties):
                sure = min(self._sure[near], self._sure[far])
                if self._ids[near] != self._ids[far]:
                    self._state(self._ids[near], kind, self._ids[far], sure)

    def _state(self, source: str, kind: EdgeKind, target: str, sure: float) -> None:
        place = (source, kind.kind, target)
        self.edges.setdefault(place, Edge(source, target, kind.kind, "document", kind.kind == "AMENDS", sure, ()))

    # --- words ---

    def _first(self, subject: str | None, *names: str) -> str | None:
        return next((said for name in names if subject and (said := self._things.words(subject, name))), None)

    def _named(self, subject: str, *names: str) -> str | None:
        return next(self._all_named(subject, *names), None)

    def _all_named(self, subject: str, *names: str) -> Iterator[str]:
        """The words of a literal, or the label of what is named, each once."""
        said = [term for name in names for term in self._things.all(subject, name)]
        words = (self._first(each, *_LABELS) if not each.startswith('"') else literal(each) for each in said)
        yield from dict.fromkeys(each for each in words if each)


def _kinds(properties: set[str]) -> list[EdgeKind]:
    """The kinds that properties tell: one that several kinds share is the weakest of them, unless a property of
    its own tells the stronger: eli:repeals alone ends, with dcterms:replaces it replaces."""
    sure = {kinds[0].kind: kinds[0] for each in properties if len(kinds := _FORWARD[each]) == 1}
    for each in properties:
        if not any(kind.kind in sure for kind in _FORWARD[each]):
            sure[_FORWARD[each][-1].kind] = _FORWARD[each][-1]
    return [sure[name] for name in sorted(sure)]


def _forward() -> dict[str, list[EdgeKind]]:
    """Property to the kinds it may be of, strongest first."""
    found: dict[str, list[EdgeKind]] = {}
    for kind in schema().edges.values():
        for term in (*kind.rdf, *kind.rdf_also) if kind.ends == ("document", "document") else ():
            found.setdefault(T[term], []).append(kind)
    return found


_FORWARD = _forward()
_BACKWARD = {T[term]: T[kind.rdf[0]] for kind in schema().edges.values() for term in kind.rdf_inverse}
_BACKWARD[T["dcterms:isReplacedBy"]] = T["dcterms:replaces"]

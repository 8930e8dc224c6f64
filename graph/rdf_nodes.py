"""Documents, agencies and tasks as RDF: the work and its Vietnamese text apart, bodies with their changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from luocdo.graph.model import AgencyNode, AgencyRef, DocumentNode, Succession, TaskNode
from luocdo.graph.number import number_key
from luocdo.graph.rdf_concepts import Concepts
from luocdo.graph.rdf_deadlines import deadline_descriptions
from luocdo.graph.rdf_terms import (
    VIETNAMESE,
    Description,
    T,
    address,
    agency,
    day,
    digest,
    document,
    expression,
    task,
    text,
    truth,
    whole,
)
from luocdo.graph.schema import schema

Pairs = list[tuple[str, str]]

ROLES = {"issuer": "luocdo:Issuer", "agencies": "luocdo:Lead", "supporting": "luocdo:Support"}
ROLES |= {"reports_to": "luocdo:ReportRecipient"}
"""In which role a record names bodies, by the record's field."""


def document_descriptions(node: DocumentNode, key: str, concepts: Concepts) -> Iterator[Description]:
    """A document as a work, who issued it under what name, and its text as an expression.

    `key` is the number key it is filed under; it is written where the number does not tell it.
    """
    subject = document(node.id)
    if node.ambiguous:
        pairs = [(T["rdf:type"], T["luocdo:OpenCitation"])]
    else:
        pairs = [(T["rdf:type"], T[each]) for each in schema().nodes["document"].rdf]
    pairs += [(T["eli:id_local"], text(node.id)), (T["rdfs:label"], text(_label(node), "vi"))]
    pairs += [(T["schema:name"], text(node.title or node.name or _label(node), "vi")), *_numbered(node, key)]
    if node.type:
        pairs += [(T["eli:type_document"], concepts.type(node.type)), (T["schema:legislationType"], text(node.type))]
    if node.date:
        pairs += [(T["eli:date_document"], day(node.date)), (T["schema:legislationDate"], day(node.date))]
    if node.province or (node.level or "").startswith("central"):
        pairs.append((T["eli:jurisdiction"], concepts.place(node.province)))
    if node.level:
        pairs.append((T["luocdo:level"], concepts.level(node.level)))
    pairs += _days(node)
    for name in ("district", "territory", "term", "signer"):
        pairs += _said(f"luocdo:{name}", getattr(node, name))
    pairs.append((T["luocdo:held"], truth(node.held)))
    if node.illustrative:
        pairs.append((T["luocdo:illustrative"], truth(True)))
    named = list(_attributions(subject, "issuer", node.issuer))
    pairs += [(T["prov:qualifiedAttribution"], each.subject) for each in named]
    spoken = node.title or node.name or node.held
    if spoken:
        pairs += [(T["eli:is_realized_by"], expression(node.id)), (T["schema:inLanguage"], text("vi"))]
    yield Description(subject, pairs)
    yield from named
    if spoken:
        yield Description(expression(node.id), _expression(node))


def agency_descriptions(node: AgencyNode, concepts: Concepts) -> Iterator[Description]:
    """A body, and each change by which others took its work over."""
    subject = agency(node.id)
    pairs = [(T["rdf:type"], T[each]) for each in schema().nodes["agency"].rdf]
    pairs += [(T["dcterms:identifier"], text(node.id)), (T["skos:prefLabel"], text(node.name, "vi"))]
    if node.level:
        pairs.append((T["org:classification"], concepts.level(node.level)))
    if node.province:
        pairs.append((T["luocdo:province"], concepts.place(node.province)))
    if node.valid_from:
        pairs.append((T["luocdo:validFrom"], day(node.valid_from)))
    if node.valid_to:
        pairs.append((T["luocdo:validTo"], day(node.valid_to)))
    if node.parent:
        pairs.append((T["org:subOrganizationOf"], agency(node.parent)))
    changes = [_change(node.id, each) for each in node.successors]
    pairs += [(T["org:changedBy"], each.subject) for each in changes]
    pairs += [(T["luocdo:succeededBy"], each) for each in dict.fromkeys(agency(s.agency_id) for s in node.successors)]
    yield Description(subject, pairs)
    yield from changes


def task_descriptions(node: TaskNode) -> Iterator[Description]:
    """A task with its words, those named in it, what it speaks of, and its deadlines."""
    subject = task(node.id)
    pairs = [(T["rdf:type"], T[each]) for each in schema().nodes["task"].rdf]
    pairs += [(T["rdf:type"], T["prov:Entity"]), (T["dcterms:identifier"], text(node.id))]
    pairs += [(T["dcterms:isPartOf"], document(node.document_id)), (T["luocdo:part"], text(node.part))]
    pairs += [(T["luocdo:section"], text(node.section)), (T["dcterms:description"], text(node.text, "vi"))]
    pairs += [(T["luocdo:start"], whole(node.start)), (T["luocdo:end"], whole(node.end))]
    if node.illustrative:
        pairs.append((T["luocdo:illustrative"], truth(True)))
    bodies = {"agencies": node.agencies, "supporting": node.supporting, "reports_to": node.reports_to}
    named = [each for role, refs in bodies.items() for each in _attributions(subject, role, refs)]
    pairs += [(T["prov:qualifiedAttribution"], each.subject) for each in named]
    due = [each for n, found in enumerate(node.deadlines, 1) for each in deadline_descriptions(node.id, n, found)]
    pairs += [(T["luocdo:deadline"], each.subject) for each in due if not each.subject.endswith("-after>")]
    listed = sequence(f"{subject[:-1]}#documents>", (document(each) for each in node.directives))
    pairs += [(T["luocdo:speaksOf"], each.subject) for each in listed]
    yield Description(subject, pairs)
    yield from (*named, *listed, *due)


def sequence(subject: str, terms: Iterable[str]) -> list[Description]:
    """Terms in their order, as an rdf:Seq; nothing for none."""
    members = [(T[f"rdf:_{place}"], each) for place, each in enumerate(terms, 1)]
    return [Description(subject, [(T["rdf:type"], T["rdf:Seq"]), *members])] if members else []


def _label(node: DocumentNode) -> str:
    """A document as people name it: type and number with the day, else its name, else its id."""
    if node.number is None:
        return node.name or node.title or node.type or node.id
    named = " ".join(filter(None, (node.type, node.number)))
    written = f"{node.date[8:]}/{node.date[5:7]}/{node.date[:4]}" if node.date and len(node.date) == 10 else node.date
    return f"{named} ngày {written}" if written else named


def _numbered(node: DocumentNode, key: str) -> Pairs:
    pairs = []
    if node.number is not None:
        pairs += [(T["eli:number"], text(node.number)), (T["schema:legislationIdentifier"], text(node.number))]
    if key and (node.number is None or key != number_key(node.number)):
        pairs.append((T["luocdo:key"], text(key)))
    return pairs


def _days(node: DocumentNode) -> Pairs:
    pairs = []
    if node.effective_from:
        pairs.append((T["eli:first_date_entry_in_force"], day(node.effective_from)))
    if node.applies_from:
        pairs.append((T["eli:date_applicability"], day(node.applies_from)))
        pairs.append((T["schema:legislationDateOfApplicability"], day(node.applies_from)))
    if node.expires:
        pairs.append((T["eli:date_no_longer_in_force"], day(node.expires)))
    return pairs


def _expression(node: DocumentNode) -> Pairs:
    pairs = [(T["rdf:type"], T["eli:LegalExpression"]), (T["eli:realizes"], document(node.id))]
    pairs.append((T["eli:language"], VIETNAMESE))
    if node.title:
        pairs.append((T["eli:title"], text(node.title, "vi")))
    if node.name:
        pairs.append((T["eli:title_short"], text(node.name, "vi")))
    return pairs


def _said(property_: str, value: str | None) -> Pairs:
    return [] if value is None else [(T[property_], text(value))]


def _attributions(subject: str, field: str, refs: Sequence[AgencyRef]) -> Iterator[Description]:
    """Each body that a record names in a role, in order and as the text writes it."""
    for place, ref in enumerate(refs, 1):
        pairs = [(T["rdf:type"], T["prov:Attribution"]), (T["prov:agent"], agency(ref.id))]
        pairs += [(T["dcat:hadRole"], T[ROLES[field]]), (T["luocdo:order"], whole(place))]
        pairs.append((T["luocdo:asWritten"], text(ref.name)))
        yield Description(f"{subject[:-1]}#{field}-{place}>", pairs)


def _change(agency_id: str, taken: Succession) -> Description:
    name = f"{agency_id}.{taken.day}.{digest(taken.agency_id, taken.scope)[:8]}"
    pairs = [(T["rdf:type"], T["org:ChangeEvent"]), (T["org:originalOrganization"], agency(agency_id))]
    pairs += [(T["org:resultingOrganization"], agency(taken.agency_id)), (T["dcterms:date"], day(taken.day))]
    pairs += _said("luocdo:subject", taken.scope or None)
    return Description(address("change", name), pairs)

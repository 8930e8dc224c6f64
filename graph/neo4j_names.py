"""Labels, relationship types and index names of the graph in Neo4j: all from the vocabulary, none from a text.

An analyst meets `Document` (with its level, its type and `Held`, `Stub` or `Ambiguous` as further labels),
`Agency`, `Task`, `Place`, and the verbs of the schema as relationship types. What the program keeps for
itself has labels and types that begin with `_` and no relationship to any of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from hashlib import sha256

from luocdo.graph.agency_edges import AGENCY_EDGES
from luocdo.graph.doctypes import doctypes
from luocdo.graph.errors import StoreError
from luocdo.graph.fold import slug
from luocdo.graph.model import AgencyNode, DocumentNode
from luocdo.graph.schema import NodeKindName, schema

LABELS: dict[NodeKindName, str] = {"document": "Document", "agency": "Agency", "task": "Task"}
PLACE = "Place"
HELD, STUB, AMBIGUOUS = "Held", "Stub", "Ambiguous"
"""Labels of a document's state: its text is held, it is only cited, or it stands for several."""

NUMBER_WORDS, DOCUMENT_WORDS, TEXT_WORDS = "luocdo_number_words", "luocdo_documents", "luocdo_texts"
"""Names of the index of folded numbers and of the two full text indexes."""

_LONGEST_KEY = 1_000
"""Characters of a value as it is indexed: an index of Neo4j takes 8,167 bytes, a name may have 100,000."""


@cache
def stated_kinds() -> tuple[str, ...]:
    """The relations that texts state: all of the schema but those that follow from the tables of bodies."""
    return tuple(kind for kind in schema().edges if kind not in AGENCY_EDGES)


def types(kinds: Collection[str]) -> str:
    """`IMPLEMENTS|CITES`, for a pattern; no kinds mean all that texts state. StoreError for one that is none."""
    unknown = set(kinds) - schema().edges.keys()
    if unknown:
        raise StoreError(f"no such relation: {', '.join(sorted(unknown))}")
    return "|".join(sorted(kinds) if kinds else stated_kinds())


def ends(kind: str) -> tuple[str, str]:
    """The labels of the two ends of a relation; StoreError for a kind that is none."""
    if kind not in stated_kinds():
        raise StoreError(f"{kind}: no such relation in the schema")
    source, target = schema().edges[kind].ends
    return LABELS[source], LABELS[target]


@cache
def level_labels() -> dict[str, str]:
    """Label by level: `CentralParty` for `central-party`."""
    levels = (name for name in schema().colours if name not in schema().nodes)
    return {name: "".join(part.capitalize() for part in name.split("-")) for name in levels}


@cache
def type_labels() -> dict[str, str]:
    """Label by document type: `KeHoach` for `Kế hoạch`."""
    return {each.name: "".join(part.capitalize() for part in slug(each.name).split("-")) for each in doctypes().all}


def document_labels(document: DocumentNode) -> list[str]:
    """The labels of a document besides `Document`: its level, its type, its state."""
    kind = doctypes().by_words(document.type) if document.type else None
    found = [level_labels().get(document.level or ""), type_labels()[kind.name] if kind else None]
    found += [HELD if document.held else None, AMBIGUOUS if document.ambiguous else None]
    return [*filter(None, found), *([] if document.held or document.ambiguous else [STUB])]


def agency_labels(agency: AgencyNode) -> list[str]:
    """The labels of a body besides `Agency`: its level."""
    label = level_labels().get(agency.level or "")
    return [label] if label else []


def all_document_labels() -> tuple[str, ...]:
    """Every label that a document may have besides `Document`."""
    return (*level_labels().values(), *type_labels().values(), HELD, STUB, AMBIGUOUS)


def indexed(value: str) -> str:
    """A value as an index can hold it: itself, or its beginning and a checksum if it is long."""
    if len(value) <= _LONGEST_KEY:
        return value
    return f"{value[:_LONGEST_KEY]} {sha256(value.encode()).hexdigest()}"


def by_indexed(values: Iterable[str]) -> dict[str, str]:
    """Values by their indexed form, each once, in their order."""
    return {indexed(value): value for value in values}

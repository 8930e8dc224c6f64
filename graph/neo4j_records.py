"""Documents, bodies and tasks as properties that one can read in the Browser, and back.

Days are dates of Neo4j, lists of records are parallel lists (`issuer_ids`, `issuers`). `caption` is what a
picture writes on the node; `words` and `number_words` are folded for search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import starmap
from typing import Any, TypeVar

import msgspec

from luocdo.graph.model import AgencyNode, AgencyRef, DocumentNode, Succession, TaskNode
from luocdo.graph.neo4j_names import indexed
from luocdo.graph.neo4j_values import Properties, day, iso, present
from luocdo.graph.search_rank import document_words

Node = TypeVar("Node", DocumentNode, AgencyNode, TaskNode)
DAYS = ("date", "effective_from", "applies_from", "expires")
_DOCUMENT_AS_IT_IS = (
    *("id", "number", "type", "name", "title", "level", "province", "district", "term", "signer", "territory"),
    *("held", "illustrative", "ambiguous"),
)
_AGENCY_AS_IT_IS = ("id", "name", "level", "province", "parent")
_TASK_AS_IT_IS = ("id", "document_id", "part", "section", "text", "start", "end", "illustrative")
_BODIES = ("agencies", "supporting", "reports_to")
NUMBER_LETTERS = 100
"""Of a folded number this much is indexed; real ones have forty letters."""

DOCUMENT_PROPERTIES = (
    *(*_DOCUMENT_AS_IT_IS, *DAYS, "issuer_ids", "issuer"),
    *("number_key", "whole_key", "caption", "number_words", "words"),
)
AGENCY_PROPERTIES = (
    *(*_AGENCY_AS_IT_IS, "valid_from", "valid_to"),
    *("successor_ids", "successor_days", "successor_scopes"),
)
TASK_PROPERTIES = (
    *(*_TASK_AS_IT_IS, *_BODIES, *(f"{name}_ids" for name in _BODIES)),
    *("directives", "due", "due_words", "deadlines"),
)
"""All properties that a node of the kind may have."""

_DOCUMENT_TOLD = (*_DOCUMENT_AS_IT_IS, *DAYS, "issuer_ids", "issuer")
_AGENCY_TOLD = AGENCY_PROPERTIES
_TASK_TOLD = (*_TASK_AS_IT_IS, *_BODIES, *(f"{name}_ids" for name in _BODIES), "directives", "deadlines")
_TOLD = {DocumentNode: _DOCUMENT_TOLD, AgencyNode: _AGENCY_TOLD, TaskNode: _TASK_TOLD}
_AS_TEXT = {*DAYS, "valid_from", "valid_to"}

_deadlines = msgspec.json.Decoder(dict[str, Any])


def told(kind: type[Node], name: str) -> str:
    """The node of this name as a list of what `read_told` needs, for a query.

    As a list half as long on the way as with its names and the words of search; days as text, which the driver takes
    in a tenth of the time. Where there are many, `collect` them: the driver takes 30 µs more for each row.
    """
    values = (f"toString({name}.{each})" if each in _AS_TEXT else f"{name}.`{each}`" for each in _TOLD[kind])
    return f"[{', '.join(values)}]"


def read_told(kind: type[Node], values: Sequence[Any]) -> Node:
    """A record of what `told` asked for."""
    found = {name: value for name, value in zip(_TOLD[kind], values, strict=True) if value is not None}
    node: Node = _READ[kind](found)
    return node


def document_properties(document: DocumentNode, number_key: str) -> Properties:
    """A document under its number key."""
    number, title, about = document_words(document)
    return present(
        {
            **{name: getattr(document, name) for name in _DOCUMENT_AS_IT_IS},
            **{name: day(getattr(document, name)) for name in DAYS},
            **_bodies("issuer", document.issuer),
            "number_key": indexed(number_key),
            "whole_key": number_key if indexed(number_key) != number_key else None,
            "caption": _caption(document),
            "number_words": number[:NUMBER_LETTERS],
            # Blanks around every word, so that ` dan ` is found and `dang` is not; a phrase ends with its line.
            "words": f" {number} \n {title} \n {about} ",
        }
    )


def read_document(found: Mapping[str, Any]) -> DocumentNode:
    """A document from its properties."""
    fields: Properties = {name: found.get(name) for name in _DOCUMENT_AS_IT_IS}
    fields |= {name: iso(found.get(name)) for name in DAYS}
    return DocumentNode(**fields, issuer=_refs("issuer", found))


def agency_properties(agency: AgencyNode) -> Properties:
    """A body; its successors as parallel lists, oldest first."""
    return present(
        {
            **{name: getattr(agency, name) for name in _AGENCY_AS_IT_IS},
            "valid_from": day(agency.valid_from),
            "valid_to": day(agency.valid_to),
            "successor_ids": [each.agency_id for each in agency.successors],
            "successor_days": [each.day for each in agency.successors],
            "successor_scopes": [each.scope for each in agency.successors],
        }
    )


def read_agency(found: Mapping[str, Any]) -> AgencyNode:
    """A body from its properties."""
    successors = zip(*(found.get(f"successor_{part}", ()) for part in ("ids", "days", "scopes")), strict=True)
    fields: Properties = {name: found.get(name) for name in _AGENCY_AS_IT_IS}
    return AgencyNode(
        **fields,
        valid_from=iso(found.get("valid_from")),
        valid_to=iso(found.get("valid_to")),
        successors=tuple(starmap(Succession, successors)),
    )


def task_properties(task: TaskNode) -> Properties:
    """A task. `due` are the days its deadlines name, `due_words` the words of all of them, each once."""
    return present(
        {
            **{name: getattr(task, name) for name in _TASK_AS_IT_IS},
            **{key: value for name in _BODIES for key, value in _bodies(name, getattr(task, name)).items()},
            "directives": list(task.directives),
            "due": _due(task.deadlines),
            "due_words": list(dict.fromkeys(str(each["text"]) for each in task.deadlines if each.get("text"))),
            "deadlines": [msgspec.json.encode(each).decode() for each in task.deadlines],
        }
    )


def read_task(found: Mapping[str, Any]) -> TaskNode:
    """A task from its properties."""
    fields: Properties = {name: found.get(name) for name in _TASK_AS_IT_IS}
    fields |= {name: _refs(name, found) for name in _BODIES}
    return TaskNode(
        **fields,
        directives=tuple(found.get("directives", ())),
        deadlines=tuple(_deadlines.decode(each) for each in found.get("deadlines", ())),
    )


_READ: dict[type, Callable[[Mapping[str, Any]], Any]] = {
    DocumentNode: read_document,
    AgencyNode: read_agency,
    TaskNode: read_task,
}


def _caption(document: DocumentNode) -> str:
    """The number, with `?` where it stands for several documents; else the name or the title."""
    words = document.number or document.name or document.title or document.id
    return f"{words} (?)" if document.ambiguous else words


def _due(deadlines: Sequence[Mapping[str, Any]]) -> list[date]:
    """The days of a calendar that the deadlines name, in order."""
    days = (day(str(each["date"])) for each in deadlines if "date" in each)
    return sorted({each for each in days if isinstance(each, date)})


def _bodies(name: str, bodies: Sequence[AgencyRef]) -> Properties:
    """Bodies as a text names them: their ids, and the names beside."""
    return {f"{name}_ids": [each.id for each in bodies], name: [each.name for each in bodies]}


def _refs(name: str, found: Mapping[str, Any]) -> tuple[AgencyRef, ...]:
    return tuple(starmap(AgencyRef, zip(found.get(f"{name}_ids", ()), found.get(name, ()), strict=True)))

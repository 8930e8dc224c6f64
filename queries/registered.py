"""What the registry knows, in the shape of the graph: its documents as nodes, its effects by document.

Ids are made as the graph makes them, so a line of the registry and a node of the store are one document.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import msgspec

from luocdo.graph.model import DocumentNode
from luocdo.graph.named import fact_claim
from luocdo.graph.nodes import document_nodes
from luocdo.graph.number import number_key, parse_query
from luocdo.graph.partition import partition
from luocdo.graph.registry import FILE as REGISTRY_FILE
from luocdo.graph.registry import KnownDocument, KnownEffect, known_documents, registry


class RegisteredEffect(NamedTuple):
    """A line of the registry's effects, and the document that acts."""

    by: DocumentNode
    line: KnownEffect

    @property
    def where(self) -> str:
        """The line as a reader of the file finds it, and where the registry has it from."""
        return f"Sổ văn bản, dòng {self.line.by} {self.line.kind} {self.line.of} ({REGISTRY_FILE}: {self.line.source})"


def registered(number: str) -> tuple[DocumentNode, ...]:
    """The documents of a number that the registry knows, by id."""
    return tuple(_by_key(number_key(number)).values())


def registered_by_id(document_id: str) -> DocumentNode | None:
    """The document of the registry with this id."""
    return _by_id().get(document_id)


def line_on(document: DocumentNode) -> DocumentNode | None:
    """The document as the registry knows it; None if it has no line."""
    return _by_key(number_key(document.number)).get(document.id) if document.number else None


def with_line(document: DocumentNode) -> DocumentNode:
    """The document with its first and last day from the registry where no text gives them."""
    line = line_on(document)
    if line is None:
        return document
    return msgspec.structs.replace(
        document,
        effective_from=document.effective_from or line.effective_from,
        expires=document.expires or line.expires,
    )


def speaks_of(document: DocumentNode) -> bool:
    """Whether the registry says when a document begins or ends; that it exists says nothing of its validity."""
    line = line_on(document)
    return line is not None and (line.effective_from or line.expires) is not None


def effects_on(document_id: str) -> tuple[RegisteredEffect, ...]:
    """What the registry says was done to a document, in the order of its file."""
    return _effects().get(document_id, ())


@cache
def _by_key(key: str) -> dict[str, DocumentNode]:
    known = known_documents()
    claims = [fact_claim(fact) for fact in known.by_key(key)]
    if not claims:
        return {}
    counts = [1] * len(claims)
    nodes = document_nodes(claims, counts, partition(claims, counts, known), known)
    return {node.id: _with_days(node, key) for node in nodes if not node.ambiguous}


@cache
def _by_id() -> dict[str, DocumentNode]:
    return {id_: node for key in registry().numbers for id_, node in _by_key(key).items()}


def _with_days(node: DocumentNode, key: str) -> DocumentNode:
    """The node with the days of effect that its line gives; what it did to others shows when it began.

    80/2015/QH13 has no first day of its own here, but it replaced 17/2008/QH12 on 01/7/2016.
    """
    line = next((each for each in registry().numbers.get(key, ()) if _is(node, each)), None)
    if line is None:
        return node
    began = line.effective_from or min(
        (each.from_ for each in registry().effects if each.from_ and _names(each.by, key, line)), default=None
    )
    return msgspec.structs.replace(node, effective_from=began, expires=line.effective_to)


def _names(query: str, key: str, line: KnownDocument) -> bool:
    """Whether an end of an effect means this line."""
    return number_key(parse_query(query).number) == key and line in registry().by_number(query)


@cache
def _effects() -> dict[str, tuple[RegisteredEffect, ...]]:
    found: dict[str, tuple[RegisteredEffect, ...]] = {}
    for line in registry().effects:
        of, by = _named(line.of), _named(line.by)
        found[of.id] = (*found.get(of.id, ()), RegisteredEffect(by, line))
    return found


def _named(query: str) -> DocumentNode:
    """The one document that an end of an effect names; the registry refuses ends that name several."""
    (line,) = registry().by_number(query)
    nodes = registered(parse_query(query).number)
    return next(node for node in nodes if _is(node, line))


def _is(node: DocumentNode, line: KnownDocument) -> bool:
    return node.date == line.date and node.type == line.type

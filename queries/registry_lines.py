"""What registry files know, in the shape of the graph: their documents as nodes, their effects by document.

Ids are made as the graph makes them, so a line of a registry and a node of the store are one document.
"""

from __future__ import annotations

from functools import cache

import msgspec

from luocdo.graph.identity_policy import kind_of
from luocdo.graph.known import type_key
from luocdo.graph.model import DocumentNode
from luocdo.graph.named import fact_claim
from luocdo.graph.nodes import document_nodes
from luocdo.graph.number import number_key, parse_query
from luocdo.graph.partition import partition
from luocdo.graph.registry import KnownDocument, KnownEffect, Registry, known_documents, known_of, registry


class RegistryLines:
    """The lines of some registries; where two speak of one document, the first goes before the others."""

    def __init__(self, *registries: Registry) -> None:
        self.registries = registries
        self._known = known_documents() if registries == (registry(),) else known_of(*registries)
        self.keys = frozenset(key for each in registries for key in each.numbers)
        """The number keys that have a line."""
        self._keys: dict[str, dict[str, DocumentNode]] = {}
        self._ids: dict[str, DocumentNode] | None = None
        self._effects: dict[str, list[tuple[DocumentNode, KnownEffect, Registry]]] | None = None

    def documents(self, key: str) -> dict[str, DocumentNode]:
        """The documents of a number key by id, with the days of effect that their lines give."""
        if key not in self.keys:
            return {}
        if key not in self._keys:
            self._keys[key] = self._nodes(key)
        return self._keys[key]

    def by_id(self, document_id: str) -> DocumentNode | None:
        """The document with this id."""
        if self._ids is None:
            self._ids = {id_: node for key in self.keys for id_, node in self.documents(key).items()}
        return self._ids.get(document_id)

    def effects_on(self, document_id: str) -> list[tuple[DocumentNode, KnownEffect, Registry]]:
        """What is said to have been done to a document: who did it, the line, the registry; in the order of files."""
        if self._effects is None:
            self._effects = {}
            for found in self.registries:
                for line in found.effects:
                    of, by = self._named(line.of), self._named(line.by)
                    self._effects.setdefault(of.id, []).append((by, line, found))
        return self._effects.get(document_id, [])

    def _nodes(self, key: str) -> dict[str, DocumentNode]:
        claims = [fact_claim(fact) for fact in self._known.by_key(key)]
        if not claims:
            return {}
        counts = [1] * len(claims)
        nodes = document_nodes(claims, counts, partition(claims, counts, self._known), self._known)
        return {node.id: self._with_days(node, key) for node in nodes if not node.ambiguous}

    def _with_days(self, node: DocumentNode, key: str) -> DocumentNode:
        """The node with the days of effect that its line gives; what it did to others shows when it began.

        80/2015/QH13 has no first day of its own here, but it replaced 17/2008/QH12 on 01/7/2016.
        """
        lines = (each for found in self.registries for each in found.numbers.get(key, ()) if _is(node, each))
        line = next(lines, None)
        if line is None:
            return node
        effects = (each for found in self.registries for each in found.effects)
        began = line.effective_from or min(
            (each.from_ for each in effects if each.from_ and self._names(each.by, key, line)), default=None
        )
        return msgspec.structs.replace(node, effective_from=began, expires=line.effective_to)

    def _names(self, query: str, key: str, line: KnownDocument) -> bool:
        """Whether an end of an effect means this line."""
        return number_key(parse_query(query).number) == key and self._line(query) == line

    def _line(self, query: str) -> KnownDocument:
        """The one line that an end of an effect names; a registry refuses ends that name several."""
        return next(lines[0] for lines in (each.by_number(query) for each in self.registries) if lines)

    def _named(self, query: str) -> DocumentNode:
        line = self._line(query)
        nodes = self.documents(number_key(parse_query(query).number)).values()
        return next(node for node in nodes if _is(node, line))


@cache
def shipped_lines() -> RegistryLines:
    """The lines of the registry that comes with the program."""
    return RegistryLines(registry())


def _is(node: DocumentNode, line: KnownDocument) -> bool:
    """Whether a line is about this document, by what makes its number one document's."""
    kind = kind_of(node.number)
    placed = not kind.placed or line.place is None or node.province == line.place
    dated = not kind.dated or node.date == line.date
    typed = not kind.typed or type_key(node.type) == type_key(line.type)
    return placed and dated and typed

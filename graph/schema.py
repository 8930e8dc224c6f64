"""The kinds of nodes and edges, read once from `data/schema.yaml`.

Names of edge kinds are the upper-case words of the graph (`IMPLEMENTS`); an extraction writes the
same words in lower case (`implements`).
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from luocdo.graph.data_files import fail, load, row, rows
from luocdo.graph.model import Record

NodeKindName = Literal["document", "agency", "task"]
_FILE = "schema.yaml"


class Shade(Record, frozen=True, forbid_unknown_fields=True):
    """One colour as it is on a light and on a dark page, `#rrggbb`."""

    light: str
    dark: str


class LevelColour(Record, frozen=True, forbid_unknown_fields=True):
    """Colour, column of the explorer and label of a level, or of tasks."""

    name: str
    column: int
    vi: str
    en: str
    light: str
    dark: str


class NodeKind(Record, frozen=True, forbid_unknown_fields=True):
    """A kind of node. `colour` is `level` (that of the node's level) or a name under `colours`."""

    kind: NodeKindName
    vi: str
    en: str
    rdf: tuple[str, ...]
    colour: str


class Reading(Record, frozen=True, forbid_unknown_fields=True):
    """A relation in words: `source verb target`, and `target inverse source`; … marks the other end."""

    verb: str
    inverse: str


class EdgeKind(Record, frozen=True, forbid_unknown_fields=True):
    """A kind of edge. `strength` is 1 for the strongest relation; None for what no citation can be."""

    kind: str
    ends: tuple[NodeKindName, NodeKindName]
    vi: Reading
    en: Reading
    rdf: tuple[str, ...]
    cascade: Literal["full", "last-hop", "none"]
    line: Literal["solid", "dotted", "short-dash", "long-dash", "dash-dot", "double"]
    colour: Shade
    strength: int | None = None
    rdf_partial: tuple[str, ...] = ()
    rdf_also: tuple[str, ...] = ()
    rdf_inverse: tuple[str, ...] = ()


class Words(Record, frozen=True, forbid_unknown_fields=True):
    """The same in Vietnamese and in English."""

    vi: str
    en: str


class PlaceKind(Record, frozen=True, forbid_unknown_fields=True):
    """Places as a kind of node of their own, which only Neo4j has; `edge` joins documents and bodies to them."""

    vi: str
    en: str
    edge: str
    verb: Words
    colour: Shade


class Schema(Record, frozen=True):
    """All kinds, in the order of the file, by name."""

    nodes: dict[str, NodeKind]
    edges: dict[str, EdgeKind]
    colours: dict[str, LevelColour]
    prefixes: dict[str, str]
    places: PlaceKind

    def relations(self) -> tuple[str, ...]:
        """What a citation can be, strongest first: `SUPERSEDES` … `CITES`."""
        ranked = sorted((edge.strength, name) for name, edge in self.edges.items() if edge.strength)
        return tuple(name for _, name in ranked)

    def strongest(self, kinds: tuple[str, ...]) -> str:
        """The strongest of some relations; at least one is needed."""
        order = self.relations()
        return min(kinds, key=order.index)

    def followed(self) -> tuple[str, ...]:
        """What trace and cascade follow through any number of documents."""
        return tuple(name for name, edge in self.edges.items() if edge.cascade == "full")

    def last_hops(self) -> tuple[str, ...]:
        """What trace and cascade follow once more, into a document that is held."""
        return tuple(name for name, edge in self.edges.items() if edge.cascade == "last-hop")


@cache
def schema() -> Schema:
    """The schema of this version; VocabularyError names the entry and the rule it breaks."""
    return read_schema(load(_FILE))


def read_schema(data: dict[str, Any]) -> Schema:
    """A schema from the values of its file, checked."""
    nodes = rows(_FILE, data, "nodes", NodeKind)
    edges = rows(_FILE, data, "edges", EdgeKind)
    colours = rows(_FILE, data, "colours", LevelColour)
    found = Schema(
        nodes=_by_name([(node.kind, node) for node in nodes]),
        edges=_by_name([(edge.kind, edge) for edge in edges]),
        colours=_by_name([(colour.name, colour) for colour in colours]),
        prefixes=dict(data.get("prefixes", {})),
        places=row(_FILE, data, "places", PlaceKind),
    )
    _check(found)
    return found


def _by_name(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    for name, _ in pairs:
        if sum(1 for other, _ in pairs if other == name) > 1:
            fail(_FILE, name, "stands twice")
    return found


def _check(found: Schema) -> None:
    strengths = [edge.strength for edge in found.edges.values() if edge.strength is not None]
    if sorted(strengths) != list(range(1, len(strengths) + 1)):
        fail(_FILE, "strength", "must count 1, 2, 3 … without a gap or a tie")
    for edge in found.edges.values():
        if not edge.kind.isupper():
            fail(_FILE, edge.kind, "an edge kind is written in upper case")
        if edge.vi.verb == edge.vi.inverse or edge.en.verb == edge.en.inverse:
            fail(_FILE, edge.kind, "verb and inverse must read differently")
    edges = found.edges.values()
    terms = {each.kind: (*each.rdf, *each.rdf_partial, *each.rdf_also, *each.rdf_inverse) for each in edges}
    terms |= {entry.kind: entry.rdf for entry in found.nodes.values()}
    for kind, written in terms.items():
        for term in written:
            if term.partition(":")[0] not in found.prefixes:
                fail(_FILE, kind, f"unknown prefix in {term}")
    for node in found.nodes.values():
        if node.colour != "level" and node.colour not in found.colours:
            fail(_FILE, node.kind, f"unknown colour {node.colour}")

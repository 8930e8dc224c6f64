"""The files of a graph for Neo4j's importer: nodes by label, relationships by type, and the command that reads them.

A list that no cell can carry (of one empty text, or with the delimiter in it) stands in `_Carried` nodes, a value
each, and `carried_statements` puts it in its place after the import: no value ever stands in a query.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from luocdo.graph.neo4j_csv import DELIMITER_OPTION, NODE_LABELS, Table

_BUFFER = 4_194_304
"""What the importer reads at a time; a cell has to fit."""
_CARRIED = "_Carried"
_TO_NODE = """
    MATCH (c:_Carried {{of: '{label}'}}) WITH c ORDER BY c.place
    WITH c.id AS id, c.name AS name, collect(c.value) AS value
    MATCH (n:{label} {{id: id}}) SET n[name] = value
    """
_TO_RELATION = """
    MATCH (c:_Carried {{of: '{kind}'}}) WITH c ORDER BY c.place
    WITH c.source AS source, c.target AS target, c.name AS name, collect(c.value) AS value
    MATCH (:{ends[0]} {{id: source}})-[r:{kind}]->(:{ends[1]} {{id: target}}) SET r[name] = value
    """
_FORGET = "MATCH (c:_Carried) DELETE c"


class ImportFiles:
    """Files in a folder, open while the block runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._nodes: dict[str, Table] = {}
        self._relations: dict[tuple[str, str, str], Table] = {}
        self._carried: dict[str, str] = {}

    def __enter__(self) -> ImportFiles:
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)

    def node(
        self,
        label: str,
        properties: Mapping[str, Any],
        labels: Iterable[str] = (),
        columns: Sequence[str] = (),
        key: str | None = "id",
    ) -> None:
        """A node. `key` is the property that relationships name it by; `columns` are all properties there may be,
        unless every node has the same."""
        if label not in self._nodes:
            fixed = (f"{key}:ID({label})", NODE_LABELS) if key else (NODE_LABELS,)
            self._nodes[label] = self._table(label, fixed, columns or tuple(properties), key)
        own = {name: value for name, value in properties.items() if name != key}
        id_ = (properties[key],) if key else ()
        left = self._nodes[label].add((*id_, [label, *labels]), own)
        if left:
            self._carry(label, _TO_NODE.format(label=label), {"id": properties["id"]}, left)

    def relation(
        self,
        kind: str,
        ends: tuple[str, str],
        ids: tuple[str, str],
        properties: Mapping[str, Any],
        columns: Sequence[str] = (),
    ) -> None:
        """A relationship between nodes of two labels, by their keys."""
        place = (kind, *ends)
        if place not in self._relations:
            fixed = (f":START_ID({ends[0]})", f":END_ID({ends[1]})")
            self._relations[place] = self._table(
                "-".join((ends[0], kind, ends[1])), fixed, columns or tuple(properties)
            )
        left = self._relations[place].add(ids, properties)
        if left:
            self._carry(kind, _TO_RELATION.format(kind=kind, ends=ends), {"source": ids[0], "target": ids[1]}, left)

    def carried_statements(self) -> list[str]:
        """What puts the carried lists in their places, and takes the carriers away."""
        return [*self._carried.values(), *([_FORGET] if self._carried else [])]

    def command(self) -> str:
        """The importer's command for a shell script in the folder, which passes its own options on."""
        tables = [*self._nodes.values(), *self._relations.values()]
        longest = max((table.longest for table in tables), default=0)
        options = [f"--array-delimiter={DELIMITER_OPTION}", "--multiline-fields=true", "--bad-tolerance=0"]
        options += [f"--read-buffer-size={4 * longest + _BUFFER}"] if 4 * longest > _BUFFER else []
        options += [f"--nodes={header},{data}" for table in self._nodes.values() for header, data in table.files]
        options += [
            f"--relationships={kind}={header},{data}"
            for (kind, *_), table in self._relations.items()
            for header, data in table.files
        ]
        return " \\\n    ".join(("neo4j-admin database import full neo4j", '"$@"', *map(shlex.quote, options)))

    def _table(self, name: str, fixed: Sequence[str], columns: Sequence[str], key: str | None = None) -> Table:
        own = [each for each in columns if each != key]
        return self._open.enter_context(Table(self._folder, name, fixed, own))

    def _carry(self, of: str, statement: str, where: Mapping[str, str], values: Mapping[str, Sequence[str]]) -> None:
        self._carried[of] = statement
        columns = ("of", "id", "source", "target", "name", "place", "value")
        for name, value in values.items():
            for place, each in enumerate(value):
                row = {"of": of, **where, "name": name, "place": place, "value": each}
                self.node(_CARRIED, row, columns=columns, key=None)

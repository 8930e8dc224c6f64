"""All that the SQLite store keeps under an origin, for a copy of it in another store."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from luocdo.graph.model import Edge
from luocdo.graph.packed_records import read_evidence, read_extraction, read_source, read_text
from luocdo.graph.store_records import ClaimRow, GraphProblem, HeldRow, HeldText, Holding, Origin, Stated

_ORIGINS = """
    SELECT key, document, source, sha256, coalesce(length, 0) FROM origin LEFT JOIN body USING (origin)
    WHERE key > ? ORDER BY key LIMIT ?
    """
_NUMBER_KEYS = "SELECT DISTINCT number_key FROM node WHERE number_key > ? ORDER BY number_key LIMIT ?"
_CLAIMED_KEYS = "SELECT DISTINCT number_key FROM signature WHERE number_key > ? ORDER BY number_key LIMIT ?"
_STATED = """
    SELECT o.key, o.source, o.sha256, o.document, near.id, far.id, kind.name,
        scope, partial, nested, confidence, evidence
    FROM json_each(?) AS wanted CROSS JOIN node AS near ON near.id = wanted.value
    CROSS JOIN statement AS s ON s.source = near.node CROSS JOIN node AS far ON far.node = s.target
    CROSS JOIN kind USING (kind) CROSS JOIN origin AS o USING (origin)
    ORDER BY near.id, far.id, kind.name, o.source, o.key
    """
_OF_KEYS = """
    SELECT origin.origin, origin.key, source, sha256, document, about, text, extraction FROM json_each(?) AS wanted
    CROSS JOIN origin ON origin.key = wanted.value LEFT JOIN body USING (origin) ORDER BY origin.key
    """
_CLAIMS = """
    SELECT claim.origin, claim.row, number_key, body, resolution FROM json_each(?) AS wanted
    CROSS JOIN claim ON claim.origin = wanted.value CROSS JOIN signature USING (signature)
    ORDER BY claim.origin, claim.row
    """
_STATEMENTS = """
    SELECT statement.origin, near.id, far.id, kind.name, scope, partial, nested, confidence, evidence
    FROM json_each(?) AS wanted CROSS JOIN statement ON statement.origin = wanted.value
    CROSS JOIN node AS near ON near.node = statement.source CROSS JOIN node AS far ON far.node = statement.target
    CROSS JOIN kind USING (kind) ORDER BY statement.origin, near.id, far.id, kind.name
    """
_PROBLEMS = """
    SELECT problem.origin, severity, message, start, "end" FROM json_each(?) AS wanted
    CROSS JOIN problem ON problem.origin = wanted.value ORDER BY problem.origin, place
    """


def origins(connection: sqlite3.Connection, after: str, limit: int) -> list[HeldRow]:
    """A page of all origins; see `Reader.origins`."""
    return [HeldRow(*row) for row in connection.execute(_ORIGINS, (after, limit))]


def number_keys(connection: sqlite3.Connection, after: str, limit: int) -> list[str]:
    """A page of the keys that have documents; see `Reader.number_keys`."""
    return [row[0] for row in connection.execute(_NUMBER_KEYS, (after, limit))]


def claimed_keys(connection: sqlite3.Connection, after: str, limit: int) -> list[str]:
    """A page of the keys that origins claim; see `Reader.claimed_keys`."""
    return [row[0] for row in connection.execute(_CLAIMED_KEYS, (after, limit))]


def statements(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Stated]:
    """What origins say of the edges that begin at nodes; see `Reader.statements`."""
    found = []
    for *origin, source, target, kind, scope, partial, nested, confidence, evidence in connection.execute(
        _STATED, (json.dumps(list(dict.fromkeys(ids))),)
    ):
        said_by = Origin(*origin)
        found.append(
            Stated(said_by, _edge(said_by, source, target, kind, scope, partial, nested, confidence, evidence))
        )
    return found


def holdings(connection: sqlite3.Connection, keys: Iterable[str]) -> list[Holding]:
    """What is kept under these origins; see `Reader.holdings`."""
    rows = connection.execute(_OF_KEYS, (json.dumps(list(dict.fromkeys(keys))),)).fetchall()
    known = {row[0]: Origin(*row[1:5]) for row in rows}
    wanted = (json.dumps(list(known)),)
    claims, decided = _claims(connection, wanted)
    edges = _statements(connection, wanted, known)
    problems: dict[int, list[GraphProblem]] = defaultdict(list)
    for number, *problem in connection.execute(_PROBLEMS, wanted):
        problems[number].append(GraphProblem(known[number].key, *problem))
    found = []
    for number, *_, about, text, extraction in rows:
        origin, held = known[number], None
        if about is not None:
            held = HeldText(
                origin.key, origin.document_id, read_source(about, read_text(text)), read_extraction(extraction)
            )
        said = (tuple(edges[number]), tuple(problems[number]))
        found.append(Holding(origin, held, tuple(claims[number]), tuple(decided[number]), *said))
    return found


_Decided = tuple[str, bytes, bytes]


def _claims(
    connection: sqlite3.Connection, wanted: tuple[str]
) -> tuple[dict[int, list[ClaimRow]], dict[int, list[_Decided]]]:
    """Claims by origin, and what was decided about their signatures, each once."""
    claims: dict[int, list[ClaimRow]] = defaultdict(list)
    decided: dict[int, set[_Decided]] = defaultdict(set)
    for number, row, key, signature, resolution in connection.execute(_CLAIMS, wanted):
        claims[number].append(ClaimRow(row, key, signature))
        if resolution is not None:
            decided[number].add((key, signature, resolution))
    return claims, defaultdict(list, {number: sorted(rows) for number, rows in decided.items()})


def _statements(connection: sqlite3.Connection, wanted: tuple[str], known: dict[int, Origin]) -> dict[int, list[Edge]]:
    """Edges by origin, as this origin alone states them."""
    edges: dict[int, list[Edge]] = defaultdict(list)
    for number, *statement in connection.execute(_STATEMENTS, wanted):
        edges[number].append(_edge(known[number], *statement))
    return edges


def _edge(
    origin: Origin,
    source: str,
    target: str,
    kind: str,
    scope: int,
    partial: int,
    nested: int,
    confidence: float,
    evidence: bytes,
) -> Edge:
    """One statement as an edge with the evidence of its origin."""
    return Edge(
        source=source,
        target=target,
        kind=kind,
        scope="document" if scope else "provision",
        partial=bool(partial),
        confidence=confidence,
        evidence=tuple(read_evidence(evidence, origin)),
        nested=bool(nested),
    )

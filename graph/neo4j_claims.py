"""Claims in the Neo4j store: rows that name a document, folded into the few signatures they bear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_lookup import Ask
from luocdo.graph.neo4j_names import by_indexed, indexed
from luocdo.graph.neo4j_origins import OriginTable
from luocdo.graph.neo4j_values import Properties
from luocdo.graph.store_records import Claimant, ClaimRow, Signature

_ROWS = 10_000

_CLAIMED = """
    UNWIND $keys AS key MATCH (o:_Origin {key: key})-[c:_CLAIMS]->(s:_Signature)
    RETURN key, c.row AS row, coalesce(s.whole_key, s.number_key) AS number_key, s.body AS body
    """
_END_CLAIMS = "UNWIND $keys AS key MATCH (o:_Origin {key: key})-[c:_CLAIMS]->() DELETE c"
_PUT_SIGNATURES = """
    UNWIND $rows AS row MERGE (s:_Signature {id: row.id})
    ON CREATE SET s.number_key = row.number_key, s.whole_key = row.whole_key, s.body = row.body
    """
_PUT_CLAIMS = """
    UNWIND $rows AS row MATCH (o:_Origin {key: row.key}) MATCH (s:_Signature {id: row.id})
    CREATE (o)-[c:_CLAIMS]->(s) SET c.row = row.row
    """
_END_SIGNATURES = """
    UNWIND $ids AS id MATCH (s:_Signature {id: id}) WHERE NOT EXISTS { (s)<-[:_CLAIMS]-() } DELETE s
    """
_SIGNATURES = """
    UNWIND $keys AS key MATCH (s:_Signature {number_key: key})
    RETURN key, s.body AS body, COUNT { (s)<-[:_CLAIMS]-() } AS count, s.resolution AS resolution
    """
_KEYS = """
    MATCH (s:_Signature) WHERE s.number_key > $after
    RETURN DISTINCT s.number_key AS short, s.whole_key AS whole ORDER BY short LIMIT $limit
    """
_CLAIMANTS = "MATCH (s:_Signature {id: $id})<-[c:_CLAIMS]-(o:_Origin) RETURN o.key, c.row"
_RESOLVE = "UNWIND $rows AS row MATCH (s:_Signature {id: row.id}) SET s.resolution = row.resolution"


def signatures(ask: Ask, number_keys: Iterable[str]) -> list[Signature]:
    """The distinct signatures of these keys; see `Reader.signatures`."""
    wanted = by_indexed(number_keys)
    rows = ask(_SIGNATURES, keys=list(wanted)) if wanted else ()
    found = (Signature(wanted[row["key"]], row["body"], row["count"], row["resolution"]) for row in rows)
    return sorted(found, key=lambda each: (each.number_key, each.signature))


def claimed_keys(ask: Ask, after: str, limit: int) -> list[str]:
    """A page of the number keys that origins claim; see `Reader.claimed_keys`."""
    return [row["whole"] or row["short"] for row in ask(_KEYS, after=indexed(after), limit=limit)]


class ClaimTable:
    """The claims and signatures of a store, within one batch."""

    def __init__(self, batch: Batch, origins: OriginTable) -> None:
        self._batch, self._origins = batch, origins
        self._put: dict[str, list[ClaimRow]] = {}
        self._resolutions: dict[str, bytes] = {}

    def put(self, claims: Mapping[str, Sequence[ClaimRow]]) -> set[str]:
        """Replace the claims of origins; gives the number keys of the old and the new ones."""
        self._origins.check(claims)
        self._origins.flush()
        before = self._of([key for key in claims if key in self._put or not self._origins.is_fresh(key)])
        wanted = {key: sorted(rows, key=lambda row: row.row) for key, rows in claims.items()}
        changed = {key: rows for key, rows in wanted.items() if rows != before.get(key, [])}
        gone = [row for key in changed for row in before.get(key, ())]
        if gone:
            self._batch.write(_END_CLAIMS, keys=list(changed))
        self._create(changed)
        if gone:
            self._batch.write(
                _END_SIGNATURES, ids=sorted({signature_id(row.number_key, row.signature) for row in gone})
            )
        self._put.update(wanted)
        return {row.number_key for rows in (*before.values(), *claims.values()) for row in rows}

    def signatures(self, number_keys: Iterable[str]) -> list[Signature]:
        """The distinct signatures of these keys, counted."""
        self.flush()
        return signatures(self._batch.ask, number_keys)

    def claimants(self, number_key: str, signature: bytes) -> list[Claimant]:
        """The rows that bear a signature."""
        rows = self._batch.ask(_CLAIMANTS, id=signature_id(number_key, signature))
        return sorted((Claimant(*row) for row in rows), key=lambda each: (each.origin, each.row))

    def of(self, key: str) -> list[ClaimRow]:
        """The claims of an origin."""
        return self._put[key] if key in self._put else self._of([key]).get(key, [])

    def resolve(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Record what was decided about signatures."""
        self._resolutions.update((signature_id(number_key, signature), after) for number_key, signature, after in rows)

    def flush(self) -> None:
        """Write the decisions gathered so far."""
        resolutions, self._resolutions = self._resolutions, {}
        rows = [{"id": id_, "resolution": after} for id_, after in resolutions.items()]
        for start in range(0, len(rows), _ROWS):
            self._batch.write(_RESOLVE, rows=rows[start : start + _ROWS])

    def _of(self, keys: Sequence[str]) -> dict[str, list[ClaimRow]]:
        """The claims that these origins have in the store, by row."""
        found: dict[str, list[ClaimRow]] = {}
        for row in self._batch.ask(_CLAIMED, keys=list(keys)) if keys else ():
            found.setdefault(row["key"], []).append(ClaimRow(row["row"], row["number_key"], row["body"]))
        return {key: sorted(rows, key=lambda row: row.row) for key, rows in found.items()}

    def _create(self, claims: Mapping[str, Sequence[ClaimRow]]) -> None:
        signatures: dict[str, Properties] = {}
        rows = []
        for key, claimed in claims.items():
            for each in claimed:
                id_ = signature_id(each.number_key, each.signature)
                rows.append({"key": key, "id": id_, "row": each.row})
                if id_ not in signatures:
                    signatures[id_] = signature_properties(each.number_key, each.signature)
        made = list(signatures.values())
        for start in range(0, len(made), _ROWS):
            self._batch.write(_PUT_SIGNATURES, rows=made[start : start + _ROWS])
        for start in range(0, len(rows), _ROWS):
            self._batch.write(_PUT_CLAIMS, rows=rows[start : start + _ROWS])


def signature_id(number_key: str, signature: bytes) -> str:
    """One name for a signature of a key."""
    return sha256(b"%s\n%s" % (number_key.encode(), signature)).hexdigest()


def signature_properties(number_key: str, signature: bytes) -> Properties:
    """A signature as properties of its node."""
    short = indexed(number_key)
    whole = None if short == number_key else number_key
    return {"id": signature_id(number_key, signature), "number_key": short, "whole_key": whole, "body": signature}

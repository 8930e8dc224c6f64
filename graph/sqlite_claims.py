"""Claims in the SQLite store: rows that name a document, folded into the few signatures they bear."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from luocdo.graph.store_records import Claimant, ClaimRow, Signature

_SIGNATURES = """
    SELECT number_key, body, (SELECT count(*) FROM claim WHERE claim.signature = signature.signature),
        resolution
    FROM json_each(?) AS wanted CROSS JOIN signature ON number_key = wanted.value ORDER BY number_key, body
    """
_CLAIMANTS = """
    SELECT origin.key, claim.row FROM signature CROSS JOIN claim USING (signature)
    CROSS JOIN origin USING (origin) WHERE number_key = ? AND body = ? ORDER BY origin.key, claim.row
    """
_OF_ORIGIN = """
    SELECT claim.row, number_key, body FROM origin CROSS JOIN claim USING (origin)
    CROSS JOIN signature USING (signature) WHERE origin.key = ? ORDER BY claim.row
    """


class ClaimTable:
    """The claims and signatures of a store, within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def put(self, origin: int, claims: Sequence[ClaimRow]) -> set[str]:
        """Replace the claims of an origin; gives the number keys of the old and the new ones."""
        gone = self._db.execute(
            """
            SELECT DISTINCT signature, number_key FROM claim CROSS JOIN signature USING (signature)
            WHERE origin = ?
            """,
            (origin,),
        ).fetchall()
        if gone:
            self._db.execute("DELETE FROM claim WHERE origin = ?", (origin,))
        self._db.executemany(
            "INSERT OR IGNORE INTO signature (number_key, body) VALUES (?, ?)",
            [(claim.number_key, claim.signature) for claim in claims],
        )
        self._db.executemany(
            """
            INSERT INTO claim (origin, row, signature)
            SELECT ?, ?, signature FROM signature WHERE number_key = ? AND body = ?
            """,
            [(origin, claim.row, claim.number_key, claim.signature) for claim in claims],
        )
        self._db.executemany(
            """
            DELETE FROM signature WHERE signature = ?1
            AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.signature = ?1)
            """,
            [(signature,) for signature, _ in gone],
        )
        return {key for _, key in gone} | {claim.number_key for claim in claims}

    def signatures(self, number_keys: Iterable[str]) -> list[Signature]:
        """The distinct signatures of these keys, counted."""
        wanted = json.dumps(list(dict.fromkeys(number_keys)))
        return [Signature(*row) for row in self._db.execute(_SIGNATURES, (wanted,))]

    def claimants(self, number_key: str, signature: bytes) -> list[Claimant]:
        """The rows that bear a signature."""
        return [Claimant(*row) for row in self._db.execute(_CLAIMANTS, (number_key, signature))]

    def of(self, key: str) -> list[ClaimRow]:
        """The claims of an origin."""
        return [ClaimRow(*row) for row in self._db.execute(_OF_ORIGIN, (key,))]

    def resolve(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Record what was decided about signatures."""
        self._db.executemany("UPDATE signature SET resolution = ?3 WHERE number_key = ?1 AND body = ?2", rows)

"""Where a Neo4j store is: server, database, user and password, from a URL or given apart.

    neo4j://localhost                     bolt://10.0.0.5:7687/vanban
    neo4j+s://user:secret@graph.example/vanban?region=hanoi

The password goes to the driver and nowhere else: no message, log line or answer has it.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from luocdo.graph.errors import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""`+s` checks the server's certificate, `+ssc` takes one that it signed itself."""
_UNREADABLE = (
    "the store's URL cannot be read; in user and password write / as %2F, # as %23, ? as %3F, @ as %40, : as %3A"
)


class Address(NamedTuple):
    """What the driver needs. `name` is the address as it may be shown; `database` None is the server's default."""

    uri: str
    database: str | None
    user: str | None
    password: str | None
    name: str

    def __repr__(self) -> str:
        return f"Address({self.name})"


def read_address(url: str, user: str | None = None, password: str | None = None) -> Address:
    """The address in a URL. User and password given apart count where the URL has none; StoreError if unreadable."""
    parts = _split(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    named = query.pop("database", None)
    path = unquote(parts.path.strip("/"))
    if "/" in path or (named and path and named != path):
        raise StoreError(f"{parts.scheme}: one database is needed: …/NAME or …?database=NAME")
    server = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    database = path or named
    return Address(
        uri=f"{server}?{urlencode(query)}" if query else server,
        database=database,
        user=unquote(parts.username) if parts.username else user,
        password=unquote(parts.password) if parts.password is not None else password,
        name=f"{server}/{database}" if database else server,
    )


def _split(url: str) -> SplitResult:
    """The parts of a URL. What cannot be read is not repeated: it may hold the password."""
    try:
        parts = urlsplit(url)
        sound = parts.hostname is not None and parts.port != 0
    except ValueError:
        raise StoreError(_UNREADABLE) from None
    if not sound or parts.fragment or "@" in f"{parts.path}{parts.query}":
        raise StoreError(_UNREADABLE)
    return parts

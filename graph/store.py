"""The two narrow doors of a store: `Reader` for questions, `Writer` for loaders; `Store` has both.

All stores give the same answers in the same order. Ids are the stable text ids of nodes. Methods
raise StoreError where the store is out of reach or refuses, never for an id that is not there.

Direction: `up` follows edges from source to target (from a plan to the decision it carries out),
`down` follows them backwards (from the decision to the plans).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from luocdo.graph.errors import StoreError
from luocdo.graph.model import (
    AgencyNode,
    Direction,
    DocumentNode,
    Edge,
    Extraction,
    Hop,
    SourceText,
    TaskNode,
)
from luocdo.graph.neo4j_address import read_address
from luocdo.graph.sqlite_store import SqliteStore
from luocdo.graph.store_records import (
    Claimant,
    ClaimRow,
    Counts,
    Engine,
    FactRow,
    FactTable,
    GraphProblem,
    HeldRow,
    HeldText,
    Hit,
    Holding,
    Origin,
    Quarantined,
    Signature,
    Stated,
)


class Reader(Protocol):
    """What a question may ask. `kinds` empty means every kind. Edges come without evidence unless asked."""

    def document(self, document_id: str) -> DocumentNode | None: ...

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentNode]:
        """The documents of these ids that are in the store, by id, in the order of `ids`."""
        ...

    def agencies(self, ids: Iterable[str]) -> dict[str, AgencyNode]:
        """The agencies of these ids that are in the store, by id, in the order of `ids`."""
        ...

    def tasks(self, ids: Iterable[str]) -> dict[str, TaskNode]:
        """The tasks of these ids that are in the store, by id, in the order of `ids`."""
        ...

    def by_number_key(self, key: str) -> list[DocumentNode]:
        """Every document of a number key (`graph.number.number_key`), by id."""
        ...

    def by_number_keys(
        self, keys: Iterable[str], days: Mapping[str, Collection[str]] | None = None
    ) -> dict[str, list[DocumentNode]]:
        """What `by_number_key` gives, for many keys at once; a key without documents is left out.

        Of a key in `days` only the documents of these ISO days: a plan's serial is that of many places and years.
        """
        ...

    def keys_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The key each of these documents is filed under, by id; for one without a number nothing else tells it."""
        ...

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Documents that hold all the words in number, name, title and issuer, or in their text; best first.

        Tone marks, case, `đ`, separators and Unicode form do not matter: `290qd`, `290-QD/TW`.
        """
        ...

    def titled(self, titles: Iterable[str], most: int = 200) -> list[list[DocumentNode]]:
        """For each title the documents that hold all its words in title or name, by id.

        Words are compared as in `search`, each as a whole. None where more than `most` documents do, or the
        title has no words: then it tells none from another.
        """
        ...

    def neighbours(
        self,
        ids: Iterable[str],
        kinds: Collection[str] = (),
        direction: Direction = "up",
        *,
        evidence: bool = False,
    ) -> list[Edge]:
        """The edges one step from any of `ids`, ordered by near end, far end, kind."""
        ...

    def degrees(self, ids: Iterable[str], kinds: Collection[str] = (), direction: Direction = "up") -> dict[str, int]:
        """How many edges `neighbours` would give for each id: a hub has hundreds of thousands."""
        ...

    def with_evidence(self, edges: Iterable[Edge]) -> list[Edge]:
        """The same edges, in their order, each with all its evidence, ordered by source, origin, place.

        An edge is known by its source, target and kind; one that is not in the store has none.
        """
        ...

    def lineage(
        self,
        root: str,
        kinds: Collection[str] = (),
        direction: Direction = "down",
        depth: int | None = None,
        on: str | None = None,
    ) -> list[Hop]:
        """Every edge that can be walked from `root` in `depth` steps (None: to the end), each once.

        `Hop.depth` is the step the edge is walked at, from 1; the first hop that names a document
        gives its distance. Ordered by depth, near end, far end, kind; a document is walked on from
        once, so cycles end. `on`: documents dated later are left out and not walked through.
        """
        ...

    def text(self, document_id: str, key: str | None = None) -> SourceText | None:
        """The text of a held document; of several copies the one of that key, else the first by source."""
        ...

    def extraction(self, document_id: str, key: str | None = None) -> Extraction | None:
        """What was found in the text that `text` gives."""
        ...

    def copies(self, document_id: str) -> list[HeldRow]:
        """The held texts of one document, by source and key."""
        ...

    def held(self, after: str = "", limit: int = 1000) -> list[HeldRow]:
        """A page of all held texts by key, those after the key `after`."""
        ...

    def held_hashes(self, hashes: Iterable[str]) -> set[str]:
        """Those of these sha256 sums that a held text has: what need not be read again."""
        ...

    def document_page(self, after: str = "", limit: int = 1000) -> list[DocumentNode]:
        """A page of all documents by id, those after the id `after`."""
        ...

    def agency_page(self, after: str = "", limit: int = 1000) -> list[AgencyNode]:
        """A page of all agencies by id, those after the id `after`."""
        ...

    def task_page(self, after: str = "", limit: int = 1000) -> list[TaskNode]:
        """A page of all tasks by id, those after the id `after`."""
        ...

    def problems(self, after: int = 0, limit: int = 1000) -> list[GraphProblem]:
        """Problems found between texts, by origin and place; `after` is how many to skip."""
        ...

    def quarantined(self) -> list[Quarantined]:
        """Files that could not be loaded, by file and place."""
        ...

    def facts(self, number_keys: Iterable[str]) -> list[FactRow]:
        """What the imported tables say under these keys, by key, table and place.

        A table is seen whole or not at all: what is being imported is not there before it is published.
        """
        ...

    def fact_tables(self) -> list[FactTable]:
        """The imported tables, by key."""
        ...

    def fact_page(self, table: str, after: int = 0, limit: int = 1000) -> list[FactRow]:
        """A page of one imported table by place, the rows after the place `after`."""
        ...

    def origins(self, after: str = "", limit: int = 1000) -> list[HeldRow]:
        """A page of all origins by key, those after the key `after`; one without a text has length 0."""
        ...

    def holdings(self, keys: Iterable[str]) -> list[Holding]:
        """All that is kept under these origins, by key: what `Writer` needs to make them again elsewhere."""
        ...

    def number_keys(self, after: str = "", limit: int = 1000) -> list[str]:
        """A page of the number keys that have documents, those after the key `after`."""
        ...

    def statements(self, ids: Iterable[str]) -> list[Stated]:
        """What each origin says of the edges that begin at these nodes.

        By source, target and kind of the edge; of one edge by source and key of the origin.
        """
        ...

    def claimed_keys(self, after: str = "", limit: int = 1000) -> list[str]:
        """A page of the number keys that origins claim, those after the key `after`."""
        ...

    def signatures(self, number_keys: Iterable[str]) -> list[Signature]:
        """The distinct signatures of these keys with their counts, ordered by key and signature."""
        ...

    def counts(self) -> Counts: ...

    def engine(self) -> Engine:
        """What keeps the graph, and the indexes it keeps of it."""
        ...

    def latest_date(self) -> str | None:
        """The newest date of a held document: what came after that day this store cannot know."""
        ...

    def data_version(self) -> int:
        """A number that grows with every batch written, by whatever process."""
        ...


class Writer(Protocol):
    """One transaction: all of it is in the store after the batch, or nothing. Sees its own writes.

    Nodes and statements are gathered and written together, so a refusal may come later than the call,
    at the end of the batch at the latest. Put all groups of a batch before its statements.

    The graph is recomputed, never patched: a text's claims, statements and problems, and a key's
    documents, are each replaced as a whole, so what nobody says any more is gone.
    """

    def put_held(self, held: HeldText) -> None:
        """Keep a text and what was found in it, in place of what was held under its key.

        Its claims, statements and problems stay until they are put again. `document_id` need not
        be in the graph before the batch ends.
        """
        ...

    def drop_held(self, keys: Iterable[str]) -> set[str]:
        """Forget these origins and all they say; gives the number keys they claimed, to be recomputed."""
        ...

    def held_text(self, key: str) -> HeldText | None:
        """The held text of an origin, to state its edges anew."""
        ...

    def assign(self, key: str, document_id: str) -> None:
        """Which document a held text is a copy of, when identity has changed its mind."""
        ...

    def put_claims(self, claims: Mapping[str, Sequence[ClaimRow]]) -> set[str]:
        """Replace the claims of these origins; gives the number keys they claimed before or claim now."""
        ...

    def signatures(self, number_keys: Iterable[str]) -> list[Signature]:
        """The distinct signatures of these keys with their counts, ordered by key and signature."""
        ...

    def claimants(self, number_key: str, signature: bytes) -> list[Claimant]:
        """The rows that bear a signature, by origin and row."""
        ...

    def claims_of(self, key: str) -> list[ClaimRow]:
        """The claims of an origin, by row."""
        ...

    def put_resolutions(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Record (number key, signature, encoded decision): which rows mean which document, by which rule."""
        ...

    def put_group(self, number_key: str, documents: Sequence[DocumentNode]) -> None:
        """The documents of a key are now these: others of that key are gone (no edge may be left on them
        when the batch ends). An empty sequence ends a key."""
        ...

    def put_agencies(self, agencies: Iterable[AgencyNode]) -> None:
        """Add or replace agencies. One that loses its last edge is dropped at the end of the batch."""
        ...

    def put_tasks(self, tasks: Iterable[TaskNode]) -> None:
        """Add or replace tasks. One that loses its last edge is dropped at the end of the batch."""
        ...

    def put_statements(self, origin: Origin, edges: Iterable[Edge]) -> None:
        """Replace what an origin states. Both ends of each edge are in the graph already.

        The evidence of each edge is this origin's alone: its document_id, source and sha256 are the
        origin's. Statements of several origins about one (source, target, kind) make one edge: scope
        `document` if any says so, partial and nested if all say so, the highest confidence.
        """
        ...

    def put_problems(self, key: str, problems: Sequence[GraphProblem]) -> None:
        """Replace the problems recorded for an origin."""
        ...

    def put_facts(self, rows: Iterable[FactRow]) -> None:
        """Add rows to tables that are being imported, in as many batches as it takes. Nobody sees them yet."""
        ...

    def publish_facts(self, table: FactTable) -> None:
        """The rows put under `table.key` are the table from now on, in place of what it held before.

        StoreError if they are not `table.facts` rows: two imports of one table have met.
        """
        ...

    def discard_facts(self, key: str) -> None:
        """Forget the rows that were put under a key and never published: what a killed import left."""
        ...

    def drop_facts(self, key: str) -> bool:
        """Forget a published table; whether there was one."""
        ...

    def quarantine(self, file: str, rows: Sequence[Quarantined]) -> None:
        """Replace the quarantine rows of a file; none releases it."""
        ...


class Store(Reader, Protocol):
    """A store of the graph: a reader, and batches to write in."""

    def batch(self) -> AbstractContextManager[Writer]:
        """A transaction that is committed when the block ends and undone when it raises.

        One writer at a time: another waits some seconds, then gets StoreError. Readers go on reading
        what was there before.
        """
        ...

    def close(self) -> None: ...


_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_SQLITE = "sqlite:///"
_NEO4J = re.compile(r"(?:neo4j|bolt)(?:\+s|\+ssc)?")


def open_store(
    url: str,
    *,
    create: bool = True,
    user: str | None = None,
    password: str | None = None,
    seconds: float | None = None,
) -> Store:
    """The store at `sqlite:///PATH` (a fourth slash: from the root), at a plain path, in `:memory:`, or in Neo4j.

    `neo4j://HOST[:PORT][/DATABASE]`, `neo4j+s://`, `neo4j+ssc://`, `bolt://`: `user` and `password` count where
    the URL has none, `seconds` is the longest a question may take. A store that is not there is made, unless
    `create` is false. StoreError says why a store cannot be had; SchemaTooNew that a newer luocdo wrote it.
    """
    scheme = _SCHEME.match(url)
    if scheme and _NEO4J.fullmatch(scheme[1].lower()):
        return _neo4j_store(url, create, user, password, seconds)
    if scheme and not url.lower().startswith(_SQLITE):
        raise StoreError(f"{scheme[1]}: no such kind of store: {_SQLITE}PATH, a path, or neo4j://HOST")
    place = unquote(url[len(_SQLITE) :]) if scheme else url
    if not place:
        raise StoreError("no store named: a path is needed")
    return SqliteStore(None if place == ":memory:" else Path(place), create=create)


def _neo4j_store(url: str, create: bool, user: str | None, password: str | None, seconds: float | None) -> Store:
    """A store in Neo4j. Its driver is installed only where somebody asks for it."""
    try:
        from luocdo.graph.neo4j_connections import QUESTION_SECONDS
        from luocdo.graph.neo4j_store import Neo4jStore
    except ImportError as error:
        raise StoreError(f"Neo4j needs its driver: pip install 'luocdo[neo4j]' ({error})") from error
    return Neo4jStore(read_address(url, user, password), create=create, seconds=seconds or QUESTION_SECONDS)

"""A part of the graph, or all of it, page by page: what an export writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from luocdo.graph.agency_edges import agency_edges
from luocdo.graph.errors import TooMany
from luocdo.graph.model import AgencyNode, Direction, DocumentNode, Edge, TaskNode
from luocdo.graph.schema import NodeKindName, schema
from luocdo.graph.store import Reader
from luocdo.queries.quality import documents
from luocdo.queries.walk import hops

_PAGE = 2_000


class Selection:
    """Documents, their tasks and agencies, and the edges between them; each iterator starts from the beginning."""

    def __init__(self, reader: Reader, chosen: frozenset[str] | None = None) -> None:
        """`chosen` are the ids of the documents to take, None for all."""
        self._reader, self._chosen = reader, chosen

    def documents(self) -> Iterator[DocumentNode]:
        """By id."""
        for page in self._pages():
            yield from page

    def keys_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The number key each of these documents is filed under."""
        return self._reader.keys_of(ids)

    def tasks(self) -> Iterator[TaskNode]:
        """By id: of the whole store, or those that the chosen documents give out."""
        for page in self._task_pages():
            yield from page

    def agencies(self) -> Iterator[AgencyNode]:
        """By id: of the whole store, or those that the chosen documents and their tasks name."""
        if self._chosen is None:
            page = self._reader.agency_page("", _PAGE)
            while page:
                yield from page
                page = self._reader.agency_page(page[-1].id, _PAGE)
            return
        named = {edge.target for edge in self._reader.neighbours(sorted(self._chosen), _kinds("document", "agency"))}
        for tasks in self._task_pages():
            ids = [each.id for each in tasks]
            named.update(edge.target for edge in self._reader.neighbours(ids, _kinds("task", "agency")))
        yield from self._reader.agencies(sorted(named)).values()

    def edges(self) -> Iterator[Edge]:
        """By source, target, kind, with all their evidence: those of documents, of tasks, of bodies; no end lies
        outside the selection."""
        inside = (*_kinds("document", "agency"), *_kinds("document", "task"), *_kinds("task", "agency"))
        sources = (page for pages in (self._pages(), self._task_pages()) for page in pages)
        for page in sources:
            for edge in self._reader.neighbours([each.id for each in page], (), "up", evidence=True):
                if self._chosen is None or edge.target in self._chosen or edge.kind in inside:
                    yield edge
        held = {each.id for each in self.agencies()}
        for agency in self.agencies():
            yield from agency_edges(agency, held)

    def _pages(self) -> Iterator[list[DocumentNode]]:
        if self._chosen is None:
            yield from documents(self._reader)
            return
        ids = sorted(self._chosen)
        for start in range(0, len(ids), _PAGE):
            yield list(self._reader.documents(ids[start : start + _PAGE]).values())

    def _task_pages(self) -> Iterator[list[TaskNode]]:
        if self._chosen is None:
            page = self._reader.task_page("", _PAGE)
            while page:
                yield page
                page = self._reader.task_page(page[-1].id, _PAGE)
            return
        given = self._reader.neighbours(sorted(self._chosen), _kinds("document", "task"))
        ids = sorted(edge.target for edge in given)
        for start in range(0, len(ids), _PAGE):
            yield list(self._reader.tasks(ids[start : start + _PAGE]).values())


def around(reader: Reader, root: str, depth: int | None = None) -> Selection:
    """A document with what it comes from and what comes from it, up to `depth` steps, by any relation."""
    between = _kinds("document", "document")
    hops = [hop for direction in ("up", "down") for hop in reader.lineage(root, between, direction, depth)]
    return Selection(reader, frozenset([root, *(end for hop in hops for end in (hop.edge.source, hop.edge.target))]))


def around_at_most(
    reader: Reader,
    root: str,
    *,
    depth: int,
    relations: Collection[str] = (),
    on: str | None = None,
    most: int,
) -> Selection:
    """As `around`, by some relations and as of a day; TooMany where that is more than `most` documents."""
    chosen = {root}
    directions: tuple[Direction, ...] = ("up", "down")
    for direction in directions:
        for hop in hops(reader, root, relations or _kinds("document", "document"), direction, depth, on):
            chosen.update((hop.edge.source, hop.edge.target))
            if len(chosen) > most:
                raise TooMany(
                    f"more than {most:,} documents lie within {depth} steps: ask for fewer steps or relations"
                )
    return Selection(reader, frozenset(chosen))


def _kinds(source: NodeKindName, target: NodeKindName) -> tuple[str, ...]:
    """The edge kinds between two kinds of nodes."""
    return tuple(name for name, kind in schema().edges.items() if kind.ends == (source, target))

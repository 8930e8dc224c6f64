"""The part of a graph that an export holds, in pages, so that a store of any size passes through."""

from __future__ import annotations

from collections.abc import Iterator

from luocdo.graph.model import AgencyNode, DocumentNode, Edge
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.quality import documents

_PAGE = 2_000


class Selection:
    """Documents, their agencies, and the edges between them; each iterator starts from the beginning."""

    def __init__(self, reader: Reader, chosen: frozenset[str] | None = None) -> None:
        """`chosen` are the ids of the documents to take, None for all."""
        self._reader, self._chosen = reader, chosen

    def documents(self) -> Iterator[DocumentNode]:
        """By id."""
        for page in self._pages():
            yield from page

    def agencies(self) -> Iterator[AgencyNode]:
        """By id: of the whole store, or those that the chosen documents name."""
        if self._chosen is None:
            page = self._reader.agency_page("", _PAGE)
            while page:
                yield from page
                page = self._reader.agency_page(page[-1].id, _PAGE)
            return
        edges = self._reader.neighbours(sorted(self._chosen), _agency_kinds(), "up")
        yield from self._reader.agencies(sorted({edge.target for edge in edges})).values()

    def edges(self) -> Iterator[Edge]:
        """By source, target, kind, with all their evidence; no end lies outside the selection."""
        to_agencies = _agency_kinds()
        for page in self._pages():
            for edge in self._reader.neighbours([each.id for each in page], (), "up", evidence=True):
                if self._chosen is None or edge.target in self._chosen or edge.kind in to_agencies:
                    yield edge

    def _pages(self) -> Iterator[list[DocumentNode]]:
        if self._chosen is None:
            yield from documents(self._reader)
            return
        ids = sorted(self._chosen)
        for start in range(0, len(ids), _PAGE):
            yield list(self._reader.documents(ids[start : start + _PAGE]).values())


def around(reader: Reader, root: str, depth: int | None = None) -> Selection:
    """A document with what it comes from and what comes from it, up to `depth` steps, by any relation."""
    between = tuple(name for name, kind in schema().edges.items() if kind.ends == ("document", "document"))
    hops = [hop for direction in ("up", "down") for hop in reader.lineage(root, between, direction, depth)]
    return Selection(
        reader, frozenset([root, *(end for hop in hops for end in (hop.edge.source, hop.edge.target))])
    )


def _agency_kinds() -> tuple[str, ...]:
    return tuple(name for name, kind in schema().edges.items() if kind.ends == ("document", "agency"))

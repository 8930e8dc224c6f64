"""Where the nodes of a whole graph lie in a file for Gephi or yEd: documents in columns by level, bodies, tasks.

A graph that one can still look at has the layout of the pictures, with its cited documents left of citing ones. A
larger one lies in blocks by level, oldest first: programs for such graphs have layouts of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luocdo.graph.model import AgencyNode, DocumentNode, TaskNode
from luocdo.graph.rdf_stream import Part
from luocdo.graph.schema import schema
from luocdo.viz.boxes import Box, Column, Link
from luocdo.viz.layout import TOP, layout
from luocdo.viz.style import column_of

WIDTH, HEIGHT = 168, 58
MOST_LAID = 5_000
"""Documents that are laid out by their relations, which takes a fifth of a second; and nobody looks at more."""
_PITCH, _GAP, _ROWS = 78, 40, 40
_COLUMNS = 5
_COLOURS = {"agency": "#8a6d3b", "task": "#7a7a7a"}
_PLAIN = "#5b6b86"


class Place(NamedTuple):
    """The left upper corner of a node, down from the top, and its colour."""

    x: float
    y: float
    colour: str


def positions(part: Part) -> dict[str, Place]:
    """The place of every node."""
    documents = [(each.date or "", each.id, column_of(each) - 1, _colour(each)) for each in part.documents()]
    places = _laid(part, documents) if len(documents) <= MOST_LAID else _blocks(documents)
    for kind, ids in (("agency", _ids(part.agencies())), ("task", _ids(part.tasks()))):
        left = max((place.x for place in places.values()), default=-float(WIDTH)) + WIDTH + 3 * _GAP
        places |= _block(ids, left, [_COLOURS[kind]] * len(ids))
    return places


def _laid(part: Part, documents: Sequence[tuple[str, str, int, str]]) -> dict[str, Place]:
    colours = {id_: colour for _, id_, _, colour in documents}
    boxes = [Box(id_, column, date) for date, id_, column, _ in documents]
    joined = {(edge.target, edge.source) for edge in part.edges() if edge.source in colours and edge.target in colours}
    links = [Link(cited, citing, "") for cited, citing in joined if cited != citing]
    drawn = layout(boxes, links, [Column(WIDTH)] * _COLUMNS, _GAP)
    return {box.id: Place(box.x, box.y, colours[box.id]) for box in drawn.boxes}


def _blocks(documents: Sequence[tuple[str, str, int, str]]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    left = 0.0
    rows = max(_ROWS, round((len(documents) / 2) ** 0.5))
    for column in range(_COLUMNS):
        found = sorted(each for each in documents if each[2] == column)
        places |= _block([each[1] for each in found], left, [each[3] for each in found], rows)
        left += (-(-len(found) // rows) + 1) * (WIDTH + _GAP)
    return places


def _block(ids: Sequence[str], left: float, colours: Sequence[str], rows: int = _ROWS) -> dict[str, Place]:
    """Nodes beneath each other, in as many columns as they need."""
    rows = max(rows, round((len(ids) / 2) ** 0.5))
    return {
        id_: Place(left + number // rows * (WIDTH + _GAP), TOP + number % rows * _PITCH, colours[number])
        for number, id_ in enumerate(ids)
    }


def _ids(nodes: Iterable[AgencyNode | TaskNode]) -> list[str]:
    return [each.id for each in nodes]


def _colour(document: DocumentNode) -> str:
    shade = schema().colours.get(document.level or "")
    return shade.light if shade else _PLAIN

"""A scene laid out: the cards with their places, the lines with their ways, the heads of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from luocdo.graph.model import DocumentNode, Edge, Record, TaskNode
from luocdo.graph.store import Reader
from luocdo.queries.results import by_age
from luocdo.queries.status import answers
from luocdo.queries.wording import say, say_count
from luocdo.viz.boxes import Box, Column, Drawing, Link, Placed, Point
from luocdo.viz.cards import Card, WorkCard, assignments, card, gathered_work, work_cards
from luocdo.viz.layout import layout
from luocdo.viz.rows import PITCH
from luocdo.viz.scene import Ask, Judge, Scene, scene
from luocdo.viz.style import GUESSED, bundle, column_name, column_of, inverse_verb, stroke, verb
from luocdo.viz.text_width import lines

WIDE, NARROW, NARROWEST = 230, 168, 162
WORK_WIDTH = 264
AGENCY_WIDTH = 108
"""Of a work card the part that names the agency."""
GUTTER, MOST_GUTTER, LEAST_GUTTER = 32, 72, 22
TOLERATED = 60
"""Pixels that may be scrolled before cards are drawn at their usual width again."""
CHOSEN = 88
"""Height of the selected card: it has a strip with the counts of its relations."""
FOLD = 28
MOST_AGENCIES = 6
MOST_GIVERS = 9
"""Documents whose work is shown, each in one card but the one that is opened."""
_SHIFTED = (2, 3)
"""Levels whose neighbours send lines over them."""


_Ways = dict[tuple[str, str, str], tuple[Point, ...]]
"""The corners of each link by source, target and bundle."""


class Line(Record, frozen=True):
    """A relation as drawn, from the cited `source` to the citing `target`."""

    source: str
    target: str
    kind: str
    stroke: str
    verb: str
    points: tuple[Point, ...]
    partial: bool
    confidence: float
    inverse: str = ""
    """The relation read from what is cited."""
    said: str = ""
    """Words that stand beside the line: since when one replaces the other."""


class Head(Record, frozen=True):
    """The head of a column: its level, 0 where columns are years."""

    level: int
    name: str
    count: str
    x: float
    width: float


class Fold(Record, frozen=True):
    """Documents of one column that are not shown."""

    id: str
    column: int
    count: int
    written: str
    """The count as the language writes it."""
    words: str
    documents: tuple[str, ...]


class Picture(Record, frozen=True):
    """All that is drawn. `places` has the place of every card, work card and fold by its id."""

    title: str
    on: str
    language: str
    width: float
    height: float
    heads: tuple[Head, ...]
    cards: tuple[Card, ...]
    columns: dict[str, int]
    work: tuple[WorkCard, ...]
    folds: tuple[Fold, ...]
    lines: tuple[Line, ...]
    places: dict[str, Placed]
    selected: str
    relations: dict[str, int]
    """How many relations of each kind the scene has, those of folded documents included."""
    shown: int
    folded: int
    filtered: int
    held: int
    given: int

    @property
    def total(self) -> int:
        return self.shown + self.folded


def picture(reader: Reader, ask: Ask, judge: Judge = answers) -> Picture:
    """The picture around the roots of `ask`."""
    return drawn(scene(reader, ask, judge))


def drawn(found: Scene) -> Picture:
    """A scene as a picture."""
    ask, language = found.ask, found.ask.language
    cards = [card(each, found.answers[each.id], each.id in ask.roots, language) for each in found.shown]
    folds = _folds(found) if ask.by == "level" else ()
    work = _work(found)
    edges = found.drawn()
    guesses = [pair for pair in found.guesses if all(any(each.id == end for each in found.shown) for end in pair)]
    levels = _columns(found, bool(work))
    index = {level: place for place, level in enumerate(levels)}
    boxes = [_box(each, found, index) for each in found.shown]
    boxes += [Box(each.id, index[each.column], "~", FOLD, place=2) for each in folds]
    boxes += [_work_box(each, place, index[6]) for place, each in enumerate(work)]
    links = [Link(edge.target, edge.source, bundle(edge.kind)) for edge in edges]
    links += [Link(model, id_, bundle(GUESSED)) for model, id_ in guesses]
    links += [Link(each.document, each.id, bundle("ASSIGNS"), fan=True) for each in work if each.document]
    drawing = _fitting(boxes, list(dict.fromkeys(links)), levels, ask)
    places = {each.id: each for each in drawing.boxes}
    ways = {(route.source, route.target, route.bundle): route.points for route in drawing.routes}
    drawn_lines = [_line(edge, ways, places, found) for edge in edges]
    drawn_lines += [_plain(model, id_, GUESSED, ways, found) for model, id_ in guesses]
    drawn_lines += [_plain(each.document, each.id, "ASSIGNS", ways, found) for each in work if each.document]
    relations: dict[str, int] = {}
    for edge in found.edges:
        relations[edge.kind] = relations.get(edge.kind, 0) + 1
    roots = [each.number for each in cards if each.seed]
    return Picture(
        title=" · ".join(roots),
        on=ask.day(),
        language=language,
        width=drawing.width,
        height=drawing.height,
        heads=_heads(found, levels, drawing),
        cards=tuple(cards),
        columns={each.id: column_of(each) for each in (*found.shown, *found.folded)},
        work=tuple(work),
        folds=tuple(folds),
        lines=tuple(drawn_lines),
        places=places,
        selected=ask.selected if ask.selected in places else "",
        relations=relations,
        shown=len(found.shown),
        folded=len(found.folded),
        filtered=found.filtered,
        held=sum(each.held for each in (*found.shown, *found.folded)),
        given=assignments(_given(found)),
    )


def _year(document: DocumentNode) -> int:
    """The column of a document in the layout by time: its year, 9999 where that is not known."""
    return int((document.date or "9999")[:4])


def _columns(found: Scene, work: bool) -> list[int]:
    """The columns that have something in them: levels, or years."""
    if found.ask.by == "time":
        return sorted({_year(each) for each in found.shown}) + ([6] if work else [])
    return sorted({column_of(each) for each in (*found.shown, *found.folded)} | ({6} if work else set()))


def _box(document: DocumentNode, found: Scene, index: dict[int, int]) -> Box:
    ask = found.ask
    by_time = ask.by == "time"
    seed = document.id in ask.roots
    order = f"{column_of(document)}" if by_time else f"{ask.roots.index(document.id):02}" if seed else ""
    return Box(
        id=document.id,
        column=index[_year(document) if by_time else column_of(document)],
        order=f"{order} {document.date or '9999'}",
        height=CHOSEN if document.id == ask.selected else PITCH - 18,
        place=0 if seed and not by_time else 1,
    )


def _work_box(each: WorkCard, place: int, column: int) -> Box:
    return Box(each.id, column, f"{place:03}", _height(each), place=1 if each.document else 2, beside=each.document)


def _folds(found: Scene) -> tuple[Fold, ...]:
    hidden: dict[int, list[str]] = {}
    for each in found.folded:
        hidden.setdefault(column_of(each), []).append(each.id)
    words = say("picture.more_documents", found.ask.language)
    return tuple(
        Fold(f"+{at}", at, len(ids), say_count(len(ids), found.ask.language), words, tuple(ids))
        for at, ids in sorted(hidden.items())
    )


def _work(found: Scene) -> list[WorkCard]:
    """The work of what is shown: of one document by agency, of the others in one card each."""
    ask = found.ask
    givers = [each for each in found.shown if found.work.get(each.id) and _is_in_line(each, found)]
    givers.sort(key=lambda each: (each.id != ask.selected, found.steps.get(each.id, 9), by_age(each)))
    opened = ask.selected if found.work.get(ask.selected) else givers[0].id if givers else ""
    cards: list[WorkCard] = []
    for each in givers:
        given = found.work[each.id]
        if each.id == opened:
            cards += work_cards(each, given, ask.day(), ask.language, MOST_AGENCIES)
        elif len(givers) <= MOST_GIVERS or givers.index(each) < MOST_GIVERS - 1:
            cards.append(gathered_work(each, given, ask.day(), ask.language))
    hidden = givers[MOST_GIVERS - 1 :] if len(givers) > MOST_GIVERS else []
    if hidden:
        count = assignments(task for each in hidden for task in found.work[each.id])
        more = say("picture.more_given", ask.language, count=count)
        name = say("picture.more_givers", ask.language, count=len(hidden))
        cards.append(WorkCard("#work", "", name, "", (), more, gathered=True))
    return cards


def _is_in_line(document: DocumentNode, found: Scene) -> bool:
    """Whether its work is work under the roots: it is one of them, below them, or the one that was chosen."""
    return document.id in found.steps or document.id == found.ask.selected


def _given(found: Scene) -> list[TaskNode]:
    """All tasks that the picture counts."""
    return [task for each in found.shown if _is_in_line(each, found) for task in found.work.get(each.id, ())]


def work_rows(each: WorkCard) -> list[tuple[list[str], str, bool, float]]:
    """The tasks of a work card as drawn: lines of words, deadline, whether past, height."""
    rows = []
    for _, words, due, past in each.tasks:
        broken = lines(words, WORK_WIDTH - AGENCY_WIDTH - 22, 12, 2)
        rows.append((broken, due, past, 15.0 * (len(broken) + 1) + 6))
    return rows


def _height(each: WorkCard) -> int:
    """As high as its tasks, and as the name of the agency beside them."""
    if each.gathered:
        return PITCH - 18 if each.tasks else FOLD
    tasks = sum(height + 2 for *_, height in work_rows(each)) + (24 if each.more else -2)
    name = 15 * len(lines(each.name, AGENCY_WIDTH - 20, 12, 4, bold=True)) + 15 + 13
    return round(max(tasks, name))


def _fitting(boxes: Sequence[Box], links: Sequence[Link], levels: Sequence[int], ask: Ask) -> Drawing:
    """The layout, then once more with what room is left: to the gutters first, then to the cards."""

    def columns(width: int) -> list[Column]:
        shift = PITCH // 2
        if ask.by == "time":
            return [Column(WORK_WIDTH if at == 6 else width, shift * (place % 2)) for place, at in enumerate(levels)]
        return [Column(WORK_WIDTH if at == 6 else width, shift if at in _SHIFTED else 0) for at in levels]

    first = layout(boxes, links, columns(NARROW), GUTTER)
    if first.width > ask.width and ask.by == "level":
        tight = layout(boxes, links, columns(NARROW), LEAST_GUTTER)
        over = tight.width - ask.width
        if over > 0:
            less = min(NARROW - NARROWEST, ceil(over / max(1, sum(at != 6 for at in levels))))
            tight = layout(boxes, links, columns(NARROW - less), LEAST_GUTTER)
        return tight if tight.width <= ask.width + TOLERATED else first
    documents = sum(at != 6 for at in levels)
    spare = ask.width - first.width
    if spare < documents:
        return first
    gutter = GUTTER + min(MOST_GUTTER - GUTTER, int(spare // max(1, len(levels) - 1))) if len(levels) > 1 else GUTTER
    second = layout(boxes, links, columns(NARROW), gutter)
    more = min(WIDE - NARROW, int((ask.width - second.width) // max(1, documents)))
    return layout(boxes, links, columns(NARROW + more), gutter) if more > 0 else second


def _line(edge: Edge, ways: _Ways, places: dict[str, Placed], found: Scene) -> Line:
    line = _plain(edge.target, edge.source, edge.kind, ways, found, edge)
    if stroke(edge.kind) != "double":
        return line
    answer = found.answers.get(edge.target)
    since = answer.since if answer and answer.by and answer.by.id == edge.source else None
    upper, lower = places[edge.target], places[edge.source]
    points = line.points
    said = ""
    if upper.column == lower.column and 0 < lower.y - (upper.y + upper.height) <= PITCH // 2:
        points = ((upper.x + 18, upper.y + upper.height), (lower.x + 18, lower.y))
        if since and upper.column == 0:
            day = f"{since[8:]}/{since[5:7]}/{since[:4]}" if found.ask.language == "vi" else since
            said = f"{line.verb} {say('picture.since', found.ask.language, day=day)}"
    same = (line.source, line.target, line.kind, line.stroke, line.verb)
    return Line(*same, points, edge.partial, edge.confidence, line.inverse, said)


def _plain(
    source: str,
    target: str,
    kind: str,
    ways: _Ways,
    found: Scene,
    edge: Edge | None = None,
) -> Line:
    return Line(
        source=source,
        target=target,
        kind=kind,
        stroke=stroke(kind),
        verb=verb(kind, found.ask.language),
        points=ways[source, target, bundle(kind)],
        partial=edge.partial if edge else False,
        confidence=edge.confidence if edge else 1.0,
        inverse=inverse_verb(kind, found.ask.language),
    )


def _heads(found: Scene, levels: Sequence[int], drawing: Drawing) -> tuple[Head, ...]:
    language = found.ask.language
    heads = []
    for place, level in enumerate(levels):
        x = drawing.columns[place]
        width = next((each.width for each in drawing.boxes if each.column == place), NARROW)
        if level == 6:
            given = _given(found)
            bodies = {each.name for task in given for each in task.agencies}
            dated = sum(bool(task.deadlines) for task in given)
            count = say("picture.agencies", language, count=len(bodies))
            heads.append(Head(5, column_name(5, language), count, x, AGENCY_WIDTH))
            count = say("picture.given_due", language, count=assignments(given), due=dated)
            heads.append(Head(6, column_name(6, language), count, x + AGENCY_WIDTH + 2, width - AGENCY_WIDTH - 2))
            continue
        if found.ask.by == "time":
            here = sum(_year(each) == level for each in found.shown)
            name = say("picture.undated_column", language) if level == 9999 else str(level)
            heads.append(Head(0, name, say("picture.column", language, shown=here, folded=0), x, width))
            continue
        shown = sum(column_of(each) == level for each in found.shown)
        folded = sum(column_of(each) == level for each in found.folded)
        words = say("picture.column", language, shown=shown, folded=say_count(folded, language))
        heads.append(Head(level, column_name(level, language), words, x, width))
    return tuple(heads)

"""A picture as SVG: in pieces for the explorer, which has its own style sheet, or to stand alone with legend and
colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from luocdo.graph.schema import schema
from luocdo.queries.wording import Language, say, say_count, say_day
from luocdo.viz.markup import Piece, safe, tag
from luocdo.viz.picture import Head, Line, Picture
from luocdo.viz.style import GUESSED, Theme, asset, inverse_verb, resolved_css, stroke, tokens, verb
from luocdo.viz.svg_cards import Size, card_piece, fold_piece, level_number, work_piece
from luocdo.viz.svg_lines import legend, line_piece
from luocdo.viz.text_width import fitted

HEAD = 40
_ABOVE, _BELOW = 48, 66
"""Room for the title and the legend of a picture that stands alone."""
_DEFS = re.compile(r"<defs>.*</defs>", re.DOTALL)
_LANE_SIDE = 6


def standalone_svg(picture: Picture, theme: Theme = "light") -> str:
    """The picture as a file of its own: colours, glyphs, title, legend; it asks for nothing."""
    language = _language(picture)
    width = max(picture.width, 900)
    height = picture.height + _ABOVE + _BELOW
    defs = _DEFS.search(asset("glyphs.svg"))
    glyphs = (defs[0] if defs else "").replace("var(--surface)", tokens(theme)["--surface"])
    title = f"{say('picture.of', language)} {picture.title}"
    day = say("picture.as_of", language, day=say_day(picture.on, language))
    sheet = tag("rect", class_="ground", x=0, y=-_ABOVE, width=width, height=height)
    top = tag("text", safe(title), class_="number", x=12, y=-26) + tag("text", safe(day), class_="soft", x=12, y=-9)
    body = tag("title", safe(title)) + tag("style", safe_css(resolved_css(theme))) + glyphs + sheet + top
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tag(
        "svg",
        body + _content(picture) + foot(picture, language),
        xmlns="http://www.w3.org/2000/svg",
        class_="picture",
        viewBox=f"0 {-_ABOVE} {width:g} {height:g}",
        width=width,
        height=height,
        lang=language,
    )


def safe_css(css: str) -> str:
    """Style text inside XML."""
    return css.replace("&", "&amp;").replace("<", "&lt;")


def _language(picture: Picture) -> Language:
    return "en" if picture.language == "en" else "vi"


def _content(picture: Picture) -> str:
    parts = [ground(picture)]
    chosen = joined(picture)
    lines = [(_line_state(each, picture), line_piece(each)) for each in picture.lines]
    # What belongs to the selection is drawn over what does not.
    parts += [piece.markup(state) for state, piece in sorted(lines, key=lambda pair: pair[0] == "on")]
    for piece in _cards(picture):
        place = picture.places[piece.key]
        parts.append(piece.markup(_card_state(piece, picture, chosen), (place.x, place.y)))
    return "".join(parts)


def pieces(picture: Picture) -> list[tuple[str, str]]:
    """Every line, card, fold and work card by its key, without place and state: a page that has drawn a picture
    before draws only those anew that are others."""
    return [(each.key, each.markup()) for each in (*map(line_piece, picture.lines), *_cards(picture))]


def ground(picture: Picture) -> str:
    """What lies under the lines and cards: the columns with their heads."""
    lanes = "".join(_lane(head, picture.height) for head in picture.heads)
    if picture.cards:
        return lanes
    return lanes + tag("text", safe(say("picture.nothing", _language(picture))), x=24, y=60, class_="soft")


def _cards(picture: Picture) -> Iterator[Piece]:
    language = _language(picture)
    sizes = {id_: Size(place.width, place.height) for id_, place in picture.places.items()}
    for each in picture.cards:
        level = level_number(each.level) or picture.columns[each.id]
        strip = _strip(picture, each.id, language) if each.id == picture.selected else None
        yield card_piece(each, sizes[each.id], level, strip, language)
    for fold in picture.folds:
        yield fold_piece(fold, sizes[fold.id])
    for work in picture.work:
        yield work_piece(work, sizes[work.id], language)


def _lane(head: Head, height: float) -> str:
    """The ground of a column and its head with a bar in the colour of its level."""
    x, w = head.x - _LANE_SIDE, head.width + 2 * _LANE_SIDE
    inner = [
        tag("rect", class_="lane", x=x, y=0, width=w, height=height),
        tag("rect", class_=f"l{head.level}", x=x, y=0, width=w, height=3),
        tag("text", safe(fitted(head.name, w - 10, 13, bold=True)), x=x + 8, y=20),
        tag("text", safe(fitted(head.count, w - 10, 12)), x=x + 8, y=35, class_="sub"),
    ]
    return tag("g", "".join(inner), class_="head")


def joined(picture: Picture) -> set[str]:
    """What keeps its colour beside a selected card: what one line joins to it, and the roots; nothing where
    nothing is selected. `static/drawing.js` has the same rule."""
    if not picture.selected:
        return set()
    found = {picture.selected, *(each.id for each in picture.cards if each.seed)}
    for each in picture.lines:
        if picture.selected in (each.source, each.target):
            found |= {each.source, each.target}
    return found


def _card_state(piece: Piece, picture: Picture, chosen: set[str]) -> str:
    """How a card stands beside what is selected; a fold is never dim."""
    if piece.key == picture.selected:
        return "selected"
    return "dim" if chosen and piece.key not in chosen and piece.classes != "fold" else ""


def _line_state(line: Line, picture: Picture) -> str:
    if not picture.selected:
        return ""
    return "on" if picture.selected in (line.source, line.target) else "off"


def _strip(picture: Picture, id_: str, language: Language) -> str:
    """What the selected document rests on, by relation: `12 thực hiện  2 dẫn chiếu`; else what rests on it."""
    for end, inverse in (("target", False), ("source", True)):
        counts: dict[str, int] = {}
        for each in picture.lines:
            if getattr(each, end) == id_ and each.kind not in (GUESSED, "ASSIGNS"):
                counts[each.kind] = counts.get(each.kind, 0) + 1
        if counts:
            words = partial(inverse_verb if inverse else verb, language=language)
            return "  ".join(f"{counts[kind]} {words(kind)}" for kind in schema().relations() if kind in counts)
    return ""


def foot(picture: Picture, language: Language) -> str:
    """The honest count and the legend, both under the picture."""
    y = picture.height + 20
    counted = {name: say_count(getattr(picture, name), language) for name in ("shown", "folded", "total")}
    count = say("picture.shown", language, **counted)
    guesses = sum(each.kind == GUESSED for each in picture.lines)
    found = picture.relations
    kinds = [(stroke(kind), verb(kind, language), found[kind]) for kind in schema().relations() if kind in found]
    if guesses:
        kinds.append((stroke(GUESSED), f"~ {verb(GUESSED, language)}", guesses))
    if picture.given:
        kinds.append((stroke("ASSIGNS"), verb("ASSIGNS", language), picture.given))
    cited = picture.total - picture.held
    listed = [(drawn, words, say_count(number, language)) for drawn, words, number in kinds]
    parts = [tag("text", safe(count), x=12, y=y + 4, class_="strong"), *legend(listed, 12, y + 26, 6.6)]
    x = 30 + 7.0 * len(count)
    for words, number, dashes in (("held", picture.held, None), ("cited", cited, "3 2")):
        parts.append(tag("rect", class_="swatch", x=x, y=y - 5, width=24, height=10, rx=2, stroke_dasharray=dashes))
        label = f"{say(f'picture.{words}', language)} {say_count(number, language)}"
        parts.append(tag("text", safe(label), x=x + 30, y=y + 4))
        x += 30 + 6.6 * len(label) + 18
    if any(each.illustrative for each in picture.cards):
        parts.append(tag("text", safe(say("picture.illustrative", language)), x=x, y=y + 4, class_="soft"))
    return tag("g", "".join(parts), class_="foot")

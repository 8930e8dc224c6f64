"""The cards of a picture as SVG: a document, a fold, the work of an agency."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from luocdo.graph.schema import schema
from luocdo.queries.wording import Language, say
from luocdo.viz.cards import Card, WorkCard, issuer_forms
from luocdo.viz.markup import Piece, attributes, moved, safe, tag
from luocdo.viz.picture import AGENCY_WIDTH, Fold, work_rows
from luocdo.viz.text_width import fitted, lines, width

KEPT = 4_096
"""Cards and lines whose markup is kept: when another card is selected, most others stay as they are."""
_COUNT = re.compile(r"(?<!\S)\d+(?= )")
BAND = 5
LEFT, RIGHT = 13, 8
_LONG = 17
"""Characters of a number from which it is set a little tighter."""
_TIGHT = 0.5
"""Pixels between its letters that a tighter setting takes away."""


class Size(NamedTuple):
    """How large a card is drawn."""

    width: float
    height: float


@lru_cache(maxsize=KEPT)
def card_piece(card: Card, size: Size, level: int, strip: str | None, language: Language) -> Piece:
    """A document's card; `strip` has the counts that a selected card shows, None where it is not selected."""
    classes = ["card", "" if card.held else "cited", "seed" if card.seed else ""]
    inner = [
        tag("title", safe(". ".join(each for each in (card.spoken, card.reason) if each))),
        _body(size, f"l{level}"),
        *_number(card, size),
        _issuer(card, size.width - LEFT - RIGHT),
        *_status(card, size, language),
    ]
    if strip is not None:
        inner.append(tag("path", class_="strip", d=_low_strip(size)))
        words, setting = _set_words(strip, size.width - LEFT - RIGHT - 10 * strip.count("  "))
        place = {"x": float(LEFT), "y": size.height - 9.0, "class_": f"plain{setting}"}
        inner.append(tag("text", _counts(words), **place))
    return _piece(card.id, " ".join(filter(None, classes)), "".join(inner), card.spoken)


def _number(card: Card, size: Size) -> list[str]:
    """The first line: the number, struck where it is over, and at the right the sign of a loud status."""
    room = size.width - LEFT - RIGHT - (16 if card.glance.loud else 0) - (10 if card.guessed else 0)
    words, setting = _set_number(card.number, room)
    classes = " ".join(filter(None, ("number", setting, "struck" if card.glance.struck else "")))
    found = [_text(words, LEFT, 18, classes)]
    if card.glance.loud:
        x = size.width - RIGHT - 14
        found.append(_glyph(card.glance.glyph, x, 6.5, 14, card.glance.tone))
        if card.guessed:
            found.append(_text("~", x - 9, 18, card.glance.tone))
    return found


def _counts(words: str) -> str:
    """Counts and what they count, the counts in bold and a little apart from what stands before them."""
    return _COUNT.sub(
        lambda found: tag("tspan", found[0], class_="strong", dx=8 if found.start() else None), safe(words)
    )


def _set_number(number: str, room: float) -> tuple[str, str]:
    """The number and the class of its setting: a long one is set tighter, then smaller, before it is cut."""
    if len(number) <= _LONG and width(number, 13, bold=True) <= room:
        return number, ""
    for size, setting in ((12.5, "long"), (12, "longer")):
        if width(number, size, bold=True) - _TIGHT * len(number) <= room:
            return number, setting
    words = fitted(number, room, 12, bold=True)
    # What was cut gains from the tighter setting too.
    return fitted(number, room + _TIGHT * len(words), 12, bold=True), "longer"


def _set_words(words: str, room: float) -> tuple[str, str]:
    """Words in the room there is, and the class of their setting: a little tighter before they are cut."""
    if width(words, 12) <= room:
        return words, ""
    return fitted(words, room + 0.3 * len(words), 12), " tight"


def _issuer(card: Card, room: float) -> str:
    """The second line: the issuer with its place, in a short form or set tighter before it is cut."""
    whole = issuer_line(card, room)
    words, setting = (
        (whole, "") if whole in issuer_forms(card.issuer) else _set_words(issuer_forms(card.issuer)[-1], room)
    )
    return _text(words, LEFT, 34, f"plain{setting}")


def issuer_line(card: Card, room: float) -> str:
    """The issuer with its place: short forms before an ellipsis."""
    forms = issuer_forms(card.issuer)
    return next((each for each in forms if width(each, 12) <= room), fitted(forms[-1], room, 12))


def _status(card: Card, size: Size, language: Language) -> list[str]:
    """The last line: the date at the left, the status in words at the right."""
    room = size.width - LEFT - RIGHT
    sign = 0 if card.glance.loud else 16
    word = card.word
    if card.glance.key == "no_end_known" and width(card.date, 12) + 5 + width(word, 12) > room:
        word = say("glance.no_end_known_short", language)
    word, setting = _set_words(word, room - width(card.date, 12) - 3 - sign)
    end = size.width - RIGHT
    found = [_text(card.date, LEFT, 49, "plain")]
    found.append(_text(word, end, 49, f"{card.glance.tone} word{setting}", anchor="end"))
    if not card.glance.loud:
        found.append(_glyph(card.glance.glyph, end - width(word, 12) - 16, 39, 12, card.glance.tone))
    return found


def fold_piece(fold: Fold, size: Size) -> Piece:
    """A fold: how many documents it holds, drawn as the top of a stack."""
    w, h = size.width, size.height
    count = tag("tspan", f"+{fold.written}", class_="strong")
    inner = [
        tag("title", safe(f"+{fold.written} {fold.words}")),
        tag("path", class_="stack", d=f"M4 {h:g}v3h{w - 8:g}v-3"),
        tag("rect", class_="body", x=0.5, y=0.5, width=w - 1, height=h - 1, rx=6),
        tag("text", f"{count} {safe(fold.words)}", x=9, y=18.5, class_="plain"),
        _glyph("dn", w - 20, 8, 12, "quiet", kind="i"),
    ]
    return _piece(fold.id, "fold", "".join(inner), f"+{fold.written} {fold.words}")


def work_piece(card: WorkCard, size: Size, language: Language) -> Piece:
    """An agency at the left and its tasks at the right, one row of two parts."""
    left, right = AGENCY_WIDTH, size.width - AGENCY_WIDTH - 2
    h = size.height
    inner = [_part(0, left, h, "l5", BAND), *_agency(card, left)]
    x = left + 2
    if not card.tasks:
        inner.append(_part(x, right, h, "l6", 3, "rest"))
        inner.append(_text(card.more, x + 11, 18.5, "strong"))
    elif card.gathered:
        _, words, due, past = card.tasks[0]
        inner.append(_part(x, right, h, "l6", 3))
        inner.append(_text(fitted(words, right - 20, 12), x + 11, 18, "plain"))
        inner += _due(due, _past(past, language), x, right, 34)
    else:
        inner += _tasks(card, x, right, language)
    classes = "work gathered" if card.gathered else "work"
    return _piece(card.id, classes, "".join(inner), f"{card.name}. {card.count}. {card.more}")


def _agency(card: WorkCard, room: float) -> list[str]:
    found = []
    y = 18.0
    for each in lines(card.name, room - 20, 12, 4 if not card.gathered else 2, bold=True):
        found.append(_text(each, 13, y, "strong"))
        y += 15
    if card.count:
        found.append(_text(fitted(card.count, room - 18, 12), 13, y, "soft"))
    return found


def _tasks(card: WorkCard, x: float, room: float, language: Language) -> list[str]:
    """The tasks of an agency from the top, then how many more there are."""
    found = []
    y = 0.0
    rows = work_rows(card)
    for place, ((words, due, past, height), (id_, full, _, _)) in enumerate(zip(rows, card.tasks, strict=True)):
        last = place == len(rows) - 1 and not card.more
        inner = [tag("title", safe(full)), _part(0, room, height if not last else max(height, 0), "l6", 3)]
        inner += [_text(each, 11, 15 + 15 * at, "plain") for at, each in enumerate(words)]
        inner += _due(due, _past(past, language), 0, room, 15 + 15 * len(words))
        found.append(tag("g", "".join(inner), class_="task", data_task=id_, transform=moved(x, y)))
        y += height + 2
    if card.more:
        inner = [_part(0, room, 24, "l6", 3, "rest"), _text(card.more, 11, 16.5, "strong")]
        found.append(tag("g", "".join(inner), class_="rest", transform=moved(x, y)))
    return found


def _past(past: bool, language: Language) -> str:
    """The words for a deadline that has passed."""
    return say("picture.past", language) if past else ""


def _due(due: str, late: str, x: float, room: float, y: float) -> list[str]:
    """The deadline at the left and, where it has passed, the words for it at the right."""
    if not late:
        return [_text(fitted(due, room - 20, 12), x + 11, y, "soft")]
    words = fitted(due, room - 22 - width(late, 12, bold=True), 12)
    return [_text(words, x + 11, y, "plain"), _text(late, x + room - 8, y, "late", anchor="end")]


def _part(x: float, w: float, h: float, band: str, thick: int, extra: str = "") -> str:
    """A box with a band of its level at the left."""
    box = tag("rect", class_=f"body {extra}".strip(), x=x + 0.5, y=0.5, width=w - 1, height=h - 1, rx=5)
    way = f"M{x + thick:g} 0v{h:g}h{3 - thick}q-3 0-3-3v-{h - 6:g}q0-3 3-3z"
    return box + tag("path", class_=f"band {band}", d=way)


def _body(size: Size, band: str) -> str:
    w, h = size.width, size.height
    box = tag("rect", class_="body", x=0.5, y=0.5, width=w - 1, height=h - 1, rx=6)
    return box + tag("path", class_=f"band {band}", d=f"M{BAND} 0v{h:g}h-1q-4 0-4-4v-{h - 8:g}q0-4 4-4z")


def _low_strip(size: Size) -> str:
    w, h = size.width, size.height
    return f"M{BAND} {h - 28:g}h{w - BAND - 1:g}v21q0 6-6 6h-{w - BAND - 7:g}z"


def _text(words: str, x: float, y: float, classes: str, anchor: str | None = None) -> str:
    return tag("text", safe(words), x=float(x), y=float(y), class_=classes, text_anchor=anchor) if words else ""


def _glyph(name: str, x: float, y: float, size: int, tone: str, kind: str = "s") -> str:
    return tag("use", href=f"#{kind}-{name}", x=float(x), y=float(y), width=size, height=size, class_=f"glyph {tone}")


def _piece(id_: str, classes: str, inner: str, spoken: str) -> Piece:
    return Piece(id_, classes, attributes(data_id=id_, role="button", tabindex=-1, aria_label=spoken), inner)


def level_number(level: str) -> int:
    """The column of a level by its name, 0 for none."""
    return schema().colours[level].column if level in schema().colours else 0

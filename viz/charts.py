"""What an analysis found, as a picture: a bar for each row, or a string of beads for each chain of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from luocdo.graph.model import Record
from luocdo.graph.schema import schema
from luocdo.queries.analysis import Analysis
from luocdo.queries.wording import Language, say
from luocdo.viz.markup import safe, tag
from luocdo.viz.style import Theme, resolved_css
from luocdo.viz.text_width import fitted

WIDTH = 960
_LABEL, _ROW, _BAR, _TOP, _SIDE = 330, 24, 14, 58, 16
_PLAIN = "#5b6b86"
"""Bars of what has no level."""
_MEASURES = {
    "relied-on": "cited_by",
    "bridges": "beneath",
    "communities": "size",
    "provinces": "rests_on",
    "similar": "similarity",
}
"""What the bars of an analysis stand for; chains and circles are drawn as beads."""


class Bar(Record, frozen=True):
    """A row of a chart: its label, its value as drawn and as written, its colour."""

    label: str
    value: float
    written: str
    colour: str


def chart(found: Analysis, language: Language = "vi", theme: Theme = "light") -> str:
    """The picture of an analysis as an SVG file of its own, which asks for nothing."""
    measure = _MEASURES.get(found.name)
    if measure is None:
        body, height = _beads(found, theme)
    else:
        body, height = _bars([_bar(row, measure, language, theme) for row in found.rows])
    title = say(f"analysis.{found.name}", language)
    said = say(f"column.{measure}", language) if measure else ""
    said = said if found.rows else say("analysis.nothing", language)
    head = tag("text", safe(title), class_="number", x=_SIDE, y=26) + tag(
        "text", safe(said), class_="soft", x=_SIDE, y=44
    )
    ground = tag("rect", class_="ground", x=0, y=0, width=WIDTH, height=height)
    style = tag("style", resolved_css(theme).replace("<", "\\3c "))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tag(
        "svg",
        tag("title", safe(title)) + style + ground + head + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="picture",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        lang=language,
    )


def _bars(rows: Sequence[Bar]) -> tuple[str, int]:
    most = max((row.value for row in rows), default=0) or 1
    room = WIDTH - _LABEL - 2 * _SIDE - 70
    drawn = []
    for number, row in enumerate(rows):
        y = _TOP + number * _ROW
        width = max(room * row.value / most, 1)
        left = _LABEL + _SIDE
        drawn.append(tag("text", safe(fitted(row.label, _LABEL - _SIDE, 12)), class_="soft", x=_SIDE, y=y + 12))
        drawn.append(tag("rect", fill=row.colour, x=left, y=y, width=width, height=_BAR, rx=2))
        drawn.append(tag("text", safe(row.written), class_="soft", x=left + width + 6, y=y + 12))
    return "".join(drawn), _TOP + len(rows) * _ROW + _SIDE


def _bar(row: Mapping[str, Any], measure: str, language: Language, theme: Theme) -> Bar:
    value = float(row[measure] or 0)
    written = f"{value:.2f}" if measure == "similarity" else f"{value:g}"
    return Bar(_row_label(row, language), value, written, _colour(row.get("level"), theme))


def _row_label(row: Mapping[str, Any], language: Language) -> str:
    """What a row is about, in words."""
    if "province" in row:
        return str(row["province"])
    if "subject" in row:
        return ", ".join(row["subject"]) or document_label(row["centre"])
    if "one" in row:
        return f"{document_label(row['one'])} ~ {document_label(row['other'])}"
    level = row.get("level") or "unknown"
    where = f" · {say(f'level.{level}', language)}" if "level" in row else f" · {row['document']['province']}"
    return document_label(row["document"]) + where


def _beads(found: Analysis, theme: Theme) -> tuple[str, int]:
    """For each row its documents from left to right, each resting on the next."""
    drawn = []
    for number, row in enumerate(found.rows):
        beads = row["documents"]
        y = _TOP + number * 3 * _ROW
        step = (WIDTH - 2 * _SIDE) / max(len(beads), 1)
        for place, bead in enumerate(beads):
            x = _SIDE + step * place + 8
            if place:
                drawn.append(tag("line", class_="line", stroke=_PLAIN, x1=x - step + 8, y1=y, x2=x - 8, y2=y))
            drawn.append(tag("circle", fill=_colour(None, theme), cx=x, cy=y, r=6))
            drawn.append(
                tag(
                    "text",
                    safe(fitted(document_label(bead), step - 16, 13, bold=True)),
                    class_="number",
                    x=x - 6,
                    y=y + 22,
                )
            )
            drawn.append(tag("text", safe(bead["date"] or ""), class_="soft", x=x - 6, y=y + 38))
    return "".join(drawn), _TOP + len(found.rows) * 3 * _ROW + _SIDE


def document_label(row: Mapping[str, Any]) -> str:
    """What a document of a row is called: its number or title, else its type with whose it is, or its id."""
    if row["number"] or row["title"] or not row["type"]:
        return str(row["number"] or row["title"] or row["id"])
    return f"{row['type']} của {row['issuer']}" if row.get("issuer") else str(row["type"])


def _colour(level: str | None, theme: Theme) -> str:
    shade = schema().colours.get(level or "")
    return _PLAIN if shade is None else shade.light if theme == "light" else shade.dark

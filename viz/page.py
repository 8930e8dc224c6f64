"""A lineage as one HTML file that needs nothing else: drawn by pyvis, at the places of our own layout.

pyvis asks a CDN for style sheets even when told to inline everything, lets its physics run for minutes, and takes
titles for markup as soon as one of them holds the letters `href`. So nothing of the graph is left to it but the
drawing: every place is given, what it asks for from elsewhere is taken out, every script that is left is named in
the page's security policy by its hash, and a page that still asks for anything is not handed out.

pyvis is an extra (`pip install 'luocdo[viz]'`) and is imported when a page is made.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from typing import Any

from luocdo.graph.errors import LuocdoError
from luocdo.graph.model import Edge, Record
from luocdo.graph.store import Reader
from luocdo.queries.acts import best_evidence
from luocdo.queries.status import answers
from luocdo.queries.wording import Language, say, say_day
from luocdo.viz.boxes import Placed
from luocdo.viz.cards import Card, WorkCard
from luocdo.viz.markup import safe
from luocdo.viz.picture import Line, Picture, picture
from luocdo.viz.scene import Ask, Judge
from luocdo.viz.style import Theme, asset, tokens
from luocdo.viz.svg import foot
from luocdo.viz.svg_cards import issuer_line
from luocdo.viz.text_width import fitted

USUAL, MOST = 300, 1_000
"""Documents of a page by default, and at most: with more, nobody finds anything in a browser."""
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_OUTSIDE = re.compile(r"""<[^>]*\b(?:src|href|action|data|poster)\s*=\s*["']?\s*(?:https?:)?//""", re.IGNORECASE)
_LOADS = re.compile(r"@import|url\(\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
_MAP = re.compile(r"//# sourceMappingURL=\S+")
_DASHES = {"dotted": [1.5, 4], "dash-dot": [8, 3, 1.5, 3], "long-dash": [12, 5], "short-dash": [5, 4]}
_FONT = {"size": 12, "align": "left", "multi": "html", "face": "Noto Sans, Segoe UI, Roboto, Arial, sans-serif"}
_SIGNS = {"ok": "✓", "open": "✓", "bad": "✕", "warn": "⚠", "half": "◐", "unk": "?", "over": "–", "fork": "?"}
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "dragNodes": False, "keyboard": False, "navigationButtons": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False},
}


class PageError(LuocdoError):
    """A page cannot be made: too large, pyvis is not there, or it would ask for something from outside."""


class Page(Record, frozen=True):
    """A page as text; a notebook shows it in a frame of its own."""

    title: str
    html: str

    def _repr_html_(self) -> str:
        source = escape(self.html, quote=True)
        return (
            f'<iframe srcdoc="{source}" title="{escape(self.title, quote=True)}" sandbox="allow-scripts" '
            'width="100%" height="720" style="border:1px solid #ccc"></iframe>'
        )


def lineage_page(reader: Reader, ask: Ask, theme: Theme = "light", judge: Judge = answers) -> Page:
    """The page around the roots of `ask`; PageError where it would be too large to be read. `judge` as for `scene`."""
    if ask.most > MOST:
        raise PageError(say("page.too_large", ask.language, most=MOST))
    found = picture(reader, ask, judge)
    quotes = _quotes(reader, found)
    return Page(found.title, _page(found, quotes, theme))


def _quotes(reader: Reader, found: Picture) -> dict[tuple[str, str, str], tuple[str, str]]:
    """The best sentence of each relation drawn, and where it stands."""
    ids = [each.id for each in found.cards]
    stated: list[Edge] = reader.neighbours(ids, (), "up", evidence=True)
    quotes = {}
    for edge in stated:
        seen = best_evidence(edge.evidence)
        if seen is not None:
            place = ", ".join(each for each in (seen.section, seen.source) if each)
            quotes[edge.target, edge.source, edge.kind] = (" ".join(seen.quote.split()), place)
    return quotes


def _page(found: Picture, quotes: dict[tuple[str, str, str], tuple[str, str]], theme: Theme) -> str:
    language = _spoken(found)
    scripts, styles = _drawn_by_pyvis(found, quotes, theme)
    shown = say("picture.shown", language, shown=found.shown, folded=found.folded, total=found.total)
    day = say("picture.as_of", language, day=say_day(found.on, language))
    heading = f"{say('picture.of', language)} {found.title}"
    note = f" · {say('picture.illustrative', language)}" if any(each.illustrative for each in found.cards) else ""
    hashes = " ".join(f"'sha256-{_digest(each)}'" for each in scripts)
    policy = f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
    colours = ";".join(f"{name}:{value}" for name, value in tokens(theme).items())
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{safe(heading)}</title>'
        f"<style>:root{{{colours}}}{asset('picture.css')}{asset('page.css')}</style>"
        f"{''.join(f'<style>{each}</style>' for each in styles)}</head><body>"
        f"<header><h1>{safe(heading)}</h1><p>{safe(day)} · {safe(shown)}{safe(note)}</p></header>"
        f'<div class="card" role="img" aria-label="{safe(heading)}"><div id="mynetwork" class="card-body"></div></div>'
        f'<footer><svg class="picture" viewBox="0 {found.height + 8:g} 1000 48">{foot(found, language)}</svg></footer>'
        f"{_table(found, quotes, language)}"
        f"{''.join(f'<script>{each}</script>' for each in scripts)}</body></html>\n"
    )
    _refuse_outside(page, scripts)
    return page


def _drawn_by_pyvis(
    found: Picture, quotes: dict[tuple[str, str, str], tuple[str, str]], theme: Theme
) -> tuple[list[str], list[str]]:
    """The scripts and style sheets of pyvis' own page, without what asks for other files."""
    try:
        from pyvis.network import Network
    except ImportError as error:
        raise PageError("pip install 'luocdo[viz]'") from error
    network = Network(height="76vh", width="100%", directed=True, cdn_resources="in_line")
    for node in _nodes(found, theme):
        network.add_node(node.pop("id"), **node)
    for start, end, options in _edges(found, quotes, theme):
        network.add_edge(start, end, **options)
    network.set_options(json.dumps(_OPTIONS))
    html = network.generate_html(notebook=False)
    scripts = [_MAP.sub("", code) for told, code in _SCRIPT.findall(html) if "src" not in told.lower() and code.strip()]
    styles = [each for each in _STYLE.findall(html) if each.strip()]
    return scripts, [each for each in styles if not _LOADS.search(each)]


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()


def _refuse_outside(page: str, scripts: list[str]) -> None:
    """The last look at a page before it is handed out: nothing in it may ask for anything."""
    markup = page
    for each in scripts:
        markup = markup.replace(each, "")
    if _OUTSIDE.search(markup) or _LOADS.search(markup) or "<link" in markup.lower():
        raise PageError("the page would ask for a file from outside")


def _plain(text: str) -> str:
    """Text that pyvis takes for text: `href` in one title would turn all of them into markup."""
    return re.sub("href", "h\u200bref", " ".join(text.split()), flags=re.IGNORECASE)


def _nodes(found: Picture, theme: Theme) -> list[dict[str, Any]]:
    colours = tokens(theme)
    nodes = [_document(each, found, colours) for each in found.cards]
    nodes += [_work(each, found.places[each.id], colours, _spoken(found)) for each in found.work]
    nodes += [
        _box(fold.id, f"+{fold.written} {fold.words}", "", found.places[fold.id], colours) for fold in found.folds
    ]
    corners = dict.fromkeys(point for line in found.lines for point in line.points)
    bend = {"shape": "dot", "size": 0.1, "label": " ", "physics": False, "chosen": False, "color": colours["--rail"]}
    return [*nodes, *({"id": _corner(point), "x": point[0], "y": point[1], **bend} for point in corners)]


def _document(card: Card, found: Picture, colours: dict[str, str]) -> dict[str, Any]:
    sign = _SIGNS.get(card.glance.glyph, "")
    mark = "~ " if card.guessed else ""
    room = found.places[card.id].width - 14
    word = say("glance.no_end_known_short", _spoken(found)) if card.glance.key == "no_end_known" else card.word
    lines = (card.number, issuer_line(card, room), f"{card.date}  {mark}{sign} {word}")
    label = "\n".join(fitted(each, room, 12, bold=place == 0) for place, each in enumerate(lines))
    told = _plain(". ".join(each for each in (card.spoken, card.reason) if each))
    node = _box(card.id, label, told, found.places[card.id], colours)
    node["color"]["border"] = colours[f"--l{found.columns[card.id]}"]
    node["shapeProperties"] = {"borderRadius": 6, "borderDashes": False if card.held else [4, 3]}
    if card.seed:
        node["color"]["background"] = colours["--tint"]
    return node


def _work(card: WorkCard, place: Placed, colours: dict[str, str], language: Language) -> dict[str, Any]:
    past = f" · {say('picture.past', language)}"
    lines = [f"{words}{' · ' if words else ''}{due}{past if late else ''}" for _, words, due, late in card.tasks]
    label = "\n".join(each for each in (card.name, card.count, card.more) if each)
    node = _box(card.id, label, _plain(" | ".join(lines)), place, colours)
    node["color"]["border"] = colours["--l5"]
    return node


def _box(id_: str, label: str, title: str, place: Placed, colours: dict[str, str]) -> dict[str, Any]:
    """A card: as wide and as high as in the layout."""
    return {
        "id": id_,
        "label": "\n".join(_label_line(each, place) for place, each in enumerate(label.split("\n"))),
        "title": title,
        "shape": "box",
        "x": place.x + place.width / 2,
        "y": place.middle,
        "physics": False,
        "borderWidth": 1.5,
        "widthConstraint": {"minimum": place.width - 10, "maximum": place.width + 60},
        "heightConstraint": {"minimum": place.height - 10},
        "margin": 5,
        "font": _FONT | {"color": colours["--ink"]},
        "color": {"background": colours["--surface"], "border": colours["--line2"]},
    }


def _label_line(words: str, place: int) -> str:
    """A line of a label; the first is bold, and nothing of the words is taken for a mark of the label."""
    safe_words = _plain(words).replace("&", "&amp;").replace("<", "&lt;")
    return f"<b>{safe_words}</b>" if place == 0 else safe_words


def _spoken(found: Picture) -> Language:
    return "en" if found.language == "en" else "vi"


def _corner(point: tuple[float, float]) -> str:
    return f"·{point[0]:g},{point[1]:g}"


def _edges(
    found: Picture, quotes: dict[tuple[str, str, str], tuple[str, str]], theme: Theme
) -> list[tuple[str, str, dict[str, Any]]]:
    """The pieces of each line from corner to corner, an arrow on the last one."""
    colour = tokens(theme)["--rail"]
    pieces: dict[tuple[str, str, str], dict[str, Any]] = {}
    names = {each.id: each.number for each in found.cards}
    for line in found.lines:
        told = _told(line, names, quotes)
        for place, (start, end) in enumerate(zip(line.points, line.points[1:], strict=False)):
            last = place == len(line.points) - 2
            options = {
                "color": colour,
                "width": 3 if line.stroke == "double" else 1.5,
                "dashes": _DASHES.get(line.stroke, False),
                "arrows": {"to": {"enabled": last, "scaleFactor": 0.5}},
                "title": told,
            }
            pieces.setdefault((_corner(start), _corner(end), line.stroke), options)
    return [(start, end, options) for (start, end, _), options in pieces.items()]


def _told(line: Line, names: dict[str, str], quotes: dict[tuple[str, str, str], tuple[str, str]]) -> str:
    """What a line says, read from what cites to what is cited, with its sentence."""
    quote, place = quotes.get((line.source, line.target, line.kind), ("", ""))
    said = f"{names.get(line.target, '')} {line.verb} {names.get(line.source, '')}".strip()
    return _plain(f"{said}: “{quote}” ({place})" if quote else said)


def _table(found: Picture, quotes: dict[tuple[str, str, str], tuple[str, str]], language: Language) -> str:
    """The relations drawn as a table, each with its sentence."""
    names = {each.id: each.number for each in found.cards}
    head = "".join(f"<th>{safe(say(f'page.{each}', language))}</th>" for each in ("from", "relation", "to", "quote"))
    rows = []
    for line in found.lines:
        if line.target not in names:
            continue
        quote, place = quotes.get((line.source, line.target, line.kind), ("", ""))
        said = f"<q>{safe(quote)}</q> <small>{safe(place)}</small>" if quote else ""
        cells = (safe(names[line.target]), safe(line.verb), safe(names[line.source]), said)
        rows.append(f"<tr>{''.join(f'<td>{each}</td>' for each in cells)}</tr>")
    summary = safe(say("page.table", language, count=len(rows)))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f"<details><summary>{summary}</summary>{table}</details>"

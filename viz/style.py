"""The look of every picture: colours from the tokens, strokes and columns from the schema, words for a glance."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from luocdo.graph.data_files import load
from luocdo.graph.model import DocumentNode, Record
from luocdo.graph.schema import Reading, schema
from luocdo.queries.status import StatusAnswer
from luocdo.queries.wording import Language, say

Theme = Literal["light", "dark"]
Tone = Literal["ok", "warn", "bad", "quiet"]
GUESSED = "PROPOSED"
"""A joint that no text states: drawn dashed with a `~`, never counted as a relation."""
STALE, DOUBTFUL, AMBIGUOUS = "stale", "doubtful", "ambiguous"
_TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--[a-z0-9-]+)\)")
# What kind of stroke is drawn nearest to the middle of a card comes first.
_BUNDLES = ("solid", "dotted", "long-dash", "double", "short-dash", "dash-dot")


class Glance(Record, frozen=True):
    """A status as a card shows it. `loud` ones have a filled glyph at the top right; `struck`: over and done."""

    key: str
    glyph: str
    tone: Tone
    loud: bool
    struck: bool = False


_GLANCES = {
    each.key: each
    for each in (
        Glance("in_force", "ok", "ok", loud=True),
        Glance("no_end_known", "open", "quiet", loud=True),
        Glance("not_yet", "later", "quiet", loud=True),
        Glance("partly", "half", "warn", loud=True),
        Glance("superseded", "bad", "bad", loud=True, struck=True),
        Glance("repealed", "bad", "bad", loud=True, struck=True),
        Glance("suspended", "pause", "bad", loud=True),
        Glance("expired", "over", "quiet", loud=True),
        Glance("unknown", "unk", "quiet", loud=False),
        Glance(STALE, "warn", "warn", loud=True),
        Glance(DOUBTFUL, "warn", "warn", loud=True),
        Glance(AMBIGUOUS, "fork", "quiet", loud=False),
    )
}
_STILL = frozenset({"in_force", "no_end_known", "partly", "unknown"})
"""Statuses of what claims to run: only these can stand on a ground that has gone."""


def glance(document: DocumentNode, answer: StatusAnswer) -> Glance:
    """How a document stands, in one sign: what has to be looked at comes before what is merely known."""
    if document.ambiguous:
        return _GLANCES[AMBIGUOUS]
    if answer.stale is not None:
        return _GLANCES[STALE]
    if answer.status in _STILL and any(each.kind == "ended_model" for each in answer.proposals):
        return _GLANCES[DOUBTFUL]
    return _GLANCES[answer.status]


def sign(key: str) -> Glance:
    """The sign of a status by its key."""
    return _GLANCES[key]


def stroke(kind: str) -> str:
    """The line style of a relation, a class of `picture.css`."""
    return "short-dash" if kind == GUESSED else schema().edges[kind].line


def bundle(kind: str) -> str:
    """Relations of one stroke share a rail; the name sorts the rails of a card."""
    return f"{_BUNDLES.index(stroke(kind))}-{stroke(kind)}"


def verb(kind: str, language: Language) -> str:
    """The relation in words, read from what cites to what is cited."""
    return _reading(kind, language).verb if kind != GUESSED else say("picture.guess", language)


def inverse_verb(kind: str, language: Language) -> str:
    """The relation in words, read from what is cited to what cites it."""
    return _reading(kind, language).inverse if kind != GUESSED else say("picture.guess", language)


def _reading(kind: str, language: Language) -> Reading:
    edge = schema().edges[kind]
    return edge.en if language == "en" else edge.vi


def column_of(document: DocumentNode) -> int:
    """The column of a document, 1 to 5. Of no known level: by whether it is of a province."""
    if document.level is None:
        return 1 if document.province is None else 4
    return schema().colours[document.level].column


def column_name(column: int, language: Language) -> str:
    """The head of a column."""
    if column >= 5:
        return say("picture.body" if column == 5 else "picture.work", language)
    first = next(each for each in schema().colours.values() if each.column == column)
    return first.en if language == "en" else first.vi


@cache
def tokens(theme: Theme) -> dict[str, str]:
    """The colours of a theme by name, `--ink`, from `static/tokens.css`."""
    light, _, dark = asset("tokens.css").partition('[data-theme="dark"]')
    return dict(_TOKEN.findall(light)) | (dict(_TOKEN.findall(dark)) if theme == "dark" else {})


@cache
def resolved_css(theme: Theme) -> str:
    """The style sheet of a picture that stands alone: many programs that draw SVG know no `var()`."""
    known = tokens(theme)
    css = asset("picture.css").replace(".picture .seed { --surface: var(--tint); }", "")
    return _USE.sub(lambda use: known[use[1]], css)


@cache
def asset(name: str) -> str:
    """A text file of the explorer."""
    return (files("luocdo.viz") / "static" / name).read_text(encoding="utf-8")


@cache
def _short_names() -> tuple[tuple[str, str], ...]:
    return tuple((row["long"], row["short"]) for row in load("short_names.yaml")["short"])


def short_names(name: str) -> list[str]:
    """A name and its ever shorter forms, as documents write them."""
    found = [name]
    for long, short in _short_names():
        if long in found[-1]:
            found.append(found[-1].replace(long, short))
    return found

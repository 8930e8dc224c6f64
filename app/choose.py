"""From the number on the command line to one document, or the candidates on the screen and exit code 2."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from luocdo.app.screen import Screen
from luocdo.graph.errors import UnknownNumber
from luocdo.graph.model import DocumentNode
from luocdo.graph.store import Reader
from luocdo.queries.find import candidates
from luocdo.queries.results import Brief, briefs

USAGE = 2
"""Exit code for wrong usage and for a number that fits several documents."""


def the_document(reader: Reader, query: str, screen: Screen) -> DocumentNode:
    """The one document of a query; several are listed with what to type for each, and the command ends."""
    found = candidates(reader, query)
    if not found:
        raise UnknownNumber(screen.say("ask.unknown", query=query))
    if len(found) > 1:
        list_candidates(query, briefs(found), screen)
        raise typer.Exit(USAGE)
    return found[0]


def list_candidates(query: str, found: Sequence[Brief], screen: Screen) -> None:
    """The documents a query may mean, each with the query that means it alone."""
    screen.note(screen.say("ask.ambiguous", query=query, count=len(found)), "yellow")
    for each in found:
        words = (each.type, each.number or each.title, screen.day(each.date), each.issuer, each.province)
        screen.note(f"  {exact_query(each, found)}\n      {', '.join(word for word in words if word)}")


def exact_query(one: Brief, among: Sequence[Brief]) -> str:
    """The query that means one of some documents of a number: with its day, place or type, else its id."""
    for name in ("date", "province", "type"):
        hint = getattr(one, name)
        if one.number and hint and [getattr(each, name) for each in among].count(hint) == 1:
            return f"{one.number}@{hint}"
    return one.id

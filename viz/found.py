"""What a search box offers: documents by number, title or text, and bodies, each told from its namesakes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from luocdo.graph.errors import NumberError
from luocdo.graph.fold import slug
from luocdo.graph.model import AgencyNode, DocumentNode
from luocdo.graph.store import Reader
from luocdo.queries.find import candidates
from luocdo.queries.registers import Registers
from luocdo.queries.status import answers
from luocdo.queries.wording import Language
from luocdo.viz.cards import card
from luocdo.viz.style import column_of

MOST = 10
_MOST_BODIES = 4
_MOST_READ = 20_000
_MOST_WORDS = 8
"""Words that are looked for one by one where all of them together find nothing."""


def found_words(
    reader: Reader, words: str, on: str, language: Language, registers: Registers | None = None
) -> dict[str, Any]:
    """Documents best first, those of an exact number before all, then bodies whose name holds the words.

    Where nothing holds them all, what holds those that stand anywhere: `left_out` has the others.
    """
    nodes: dict[str, DocumentNode] = {}
    with suppress(NumberError):
        nodes = {each.id: each for each in candidates(reader, words) if not each.ambiguous}
    nodes.update((hit.document.id, hit.document) for hit in reader.search(words, MOST))
    agencies, left_out = _bodies(reader, words), ""
    if not nodes and not agencies:
        known, left_out = _parted(reader, words)
        nodes = {hit.document.id: hit.document for hit in reader.search(known, MOST)} if known and left_out else {}
    chosen = list(nodes.values())[:MOST]
    judged = answers(reader, chosen, on, language, registers)
    cards = [
        card(each, judged[each.id], False, language).to_dict() | {"level_number": column_of(each)} for each in chosen
    ]
    bodies = [{"id": each.id, "name": each.name, "province": each.province or ""} for each in agencies]
    return {"words": words, "left_out": left_out if cards else "", "documents": cards, "agencies": bodies}


def _parted(reader: Reader, words: str) -> tuple[str, str]:
    """Those of some words that the store has, and those it has not, as one that was mistyped."""
    known: list[str] = []
    unknown: list[str] = []
    for word in words.split()[:_MOST_WORDS]:
        (known if reader.search(word, 1) else unknown).append(word)
    return " ".join(known), " ".join(unknown)


def _bodies(reader: Reader, words: str) -> list[AgencyNode]:
    """Bodies whose name and province hold all the words."""
    wanted = slug(words).split("-")
    if not wanted or len(slug(words)) < 3 or any(char.isdigit() for char in words):
        return []
    found: list[AgencyNode] = []
    page = reader.agency_page("", 2_000)
    read = 0
    while page and len(found) < _MOST_BODIES and read < _MOST_READ:
        for each in page:
            parts = f"-{slug(each.name)}-{slug(each.province or '')}-"
            if all(f"-{word}" in parts for word in wanted) and len(found) < _MOST_BODIES:
                found.append(each)
        read += len(page)
        page = reader.agency_page(page[-1].id, 2_000)
    return found

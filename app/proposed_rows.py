"""Proposals for the registry as rows of its file, each effect with the sentence it was read from as a remark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from luocdo.queries.attested import Proposed, ProposedDocument, ProposedEffect

_BEFORE, _BETWEEN, _BEHIND = 60, 400, 120
_PLAIN = re.compile(r"[\w/][\w/@.&()–-]*(?: [\w/(–-][\w/@.&()–-]*)*")
_GRANTED = {("source", "citations"), ("sure", "medium")}


def registry_rows(found: Proposed) -> Iterator[str]:
    """The proposals in the shape of `data/registry.yaml`; what was read, and what contradicts, as remarks."""
    for each in found.contradictions:
        yield f"# ! {each.document}: {' '.join(each.message.split())}"
    yield "effects:" if found.effects else "effects: []"
    for effect in found.effects:
        yield f"  # {effect.seen}: {effect.text}: {around(effect.quote, effect.by, effect.of)}"
        yield f"  - {_flow(_effect(effect))}"
    yield "documents:" if found.documents else "documents: []"
    for document in found.documents:
        yield f"  - {_flow(_document(document))}"


def _effect(row: ProposedEffect) -> dict[str, object]:
    named = ("kind", "by", "of", "from", "partial", "clause", "source", "sure")
    return _said({name: value for name, value in row.to_dict().items() if name in named})


def _document(row: ProposedDocument) -> dict[str, object]:
    return _said(row.to_dict())


def _said(fields: dict[str, object]) -> dict[str, object]:
    """The fields that say more than the registry takes for granted."""
    return {name: value for name, value in fields.items() if value and (name, value) not in _GRANTED}


def around(quote: str, *queries: str) -> str:
    """The words of a sentence around the first and the last of these numbers, and what stands between if short."""
    places = [quote.find(query.partition("@")[0]) for query in queries]
    known = sorted(place for place in places if place >= 0) or [0]
    first, last = max(0, known[0] - _BEFORE), known[-1] - _BEFORE
    if last - first > _BEFORE + _BETWEEN:
        shown = f"{quote[first : first + _BETWEEN]} … {quote[last : known[-1] + _BEHIND]}"
    else:
        shown = quote[first : known[-1] + _BEHIND]
    return f"{'… ' if first else ''}{shown}{' …' if known[-1] + _BEHIND < len(quote) else ''}"


def _flow(fields: dict[str, object]) -> str:
    """One row in braces; what is no plain word stands as JSON writes it: YAML too, and safe whatever a title holds."""
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in fields.items()) + "}"


def _scalar(value: object) -> str:
    plain = isinstance(value, str) and _PLAIN.fullmatch(value)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)

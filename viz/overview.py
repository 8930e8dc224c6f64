"""A whole store at a glance: level by year, what is relied on, whose ground has gone, what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from luocdo.graph.model import DocumentNode
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.judged import standings
from luocdo.queries.quality import documents
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import tasks_of
from luocdo.queries.stale import GROUNDS, Stale, stale_grounds
from luocdo.queries.wording import Language, say, say_day
from luocdo.viz.cards import assignments, day_of, issuer_of, number_of
from luocdo.viz.style import column_name, column_of, sign

_ENDED = ("superseded", "repealed")
_RELIED, _STALE = 8, 40
_MOST_DOTS = 60_000
_MOST_ROWS = 1_000


class Judged(NamedTuple):
    """All documents of a store with what is known of each on a day. Worked out once for each state of a store."""

    nodes: dict[str, DocumentNode]
    status: dict[str, str]
    stale: dict[str, Stale]


def judge(reader: Reader, on: str, registers: Registers | None = None) -> Judged:
    """Every document judged, page by page."""
    registers = registers or Registers(reader)
    nodes: dict[str, DocumentNode] = {}
    status: dict[str, str] = {}
    stale: dict[str, Stale] = {}
    for page in documents(reader):
        judged = standings(reader, page, on, registers)
        nodes.update((each.id, each) for each in page if not each.ambiguous)
        status.update((id_, each.status) for id_, each in judged.items())
        stale.update(stale_grounds(reader, page, judged, on, registers))
    return Judged(nodes, status, stale)


def group_of(id_: str, judged: Judged) -> str:
    """ended, shaky, in_force, over, open or unknown: what the bars of a matrix are made of."""
    status = judged.status[id_]
    if status in _ENDED:
        return "ended"
    if id_ in judged.stale or status in ("partly", "suspended"):
        return "shaky"
    return {"in_force": "in_force", "expired": "over", "no_end_known": "open"}.get(status, "unknown")


def overview(reader: Reader, judged: Judged, on: str, language: Language) -> dict[str, Any]:
    """The four cards of the screen."""
    nodes = judged.nodes
    return {
        "on": say_day(on, language),
        "documents": len(nodes),
        "held": sum(each.held for each in nodes.values()),
        "provinces": len({each.province for each in nodes.values() if each.province and each.held}),
        "tasks": reader.counts().tasks,
        "groups": _groups(nodes, judged),
        "unknown": unknowns(nodes.values()),
        "matrix": _matrix(judged, language),
        "relied": _relied(reader, judged, language),
        "stale": _stale(reader, judged, language),
        "directives": _directives(reader, judged, language),
    }


def _groups(ids: Iterable[str], judged: Judged) -> dict[str, int]:
    counts: dict[str, int] = {}
    for id_ in ids:
        group = group_of(id_, judged)
        counts[group] = counts.get(group, 0) + 1
    return counts


def unknowns(nodes: Iterable[DocumentNode]) -> dict[str, int]:
    """How many documents lack a text, a number, a day, an issuer."""
    found = list(nodes)
    return {
        "text": sum(not each.held for each in found),
        "number": sum(not each.number for each in found),
        "date": sum(not each.date for each in found),
        "issuer": sum(not each.issuer for each in found),
    }


def _matrix(judged: Judged, language: Language) -> dict[str, Any]:
    """Documents by level and year; years before 2000 in fives, the undated by themselves (`?`)."""
    cells: dict[tuple[int, str], list[str]] = {}
    for id_, node in judged.nodes.items():
        cells.setdefault((column_of(node), _bin(node)), []).append(id_)
    years = sorted({year for _, year in cells if year != "?"})
    if years:
        first, last = int(years[0][:4]), int(years[-1][:4])
        fives = [str(each) for each in range(first - first % 5, min(last, 1999) + 1, 5)] if first < 2000 else []
        years = [*(f"{each}–" for each in fives), *(str(each) for each in range(max(first, 2000), last + 1))]
    rows = []
    for column in range(1, 6):
        made = {year: _groups(ids, judged) for (at, year), ids in cells.items() if at == column}
        total = sum(sum(each.values()) for each in made.values())
        rows.append({"level": column, "name": column_name(column, language), "total": total, "cells": made})
    return {"years": years, "rows": rows}


def _bin(node: DocumentNode) -> str:
    if not node.date:
        return "?"
    year = int(node.date[:4])
    return str(year) if year >= 2000 else f"{year - year % 5}–"


def cell(judged: Judged, level: int, year: str, language: Language) -> list[dict[str, Any]]:
    """The documents of one cell, oldest first."""
    ids = [id_ for id_, node in judged.nodes.items() if column_of(node) == level and _bin(node) == year]
    rows = [_brief(judged, id_, language) | {"title": judged.nodes[id_].title or ""} for id_ in ids[:_MOST_ROWS]]
    return sorted(rows, key=lambda each: (each["day"], each["id"]))


def _relied(reader: Reader, judged: Judged, language: Language) -> list[dict[str, Any]]:
    """What most held documents rest on or mention, counted in documents."""
    held = [id_ for id_, each in judged.nodes.items() if each.held]
    counts: dict[str, dict[str, set[str]]] = {}
    for edge in reader.neighbours(held, schema().relations(), "up"):
        if not edge.nested and edge.target in judged.nodes:
            kind = "carry" if edge.kind in GROUNDS else "mention"
            counts.setdefault(edge.target, {}).setdefault(kind, set()).add(edge.source)

    def most(id_: str) -> tuple[int, int, str]:
        carry, mention = (len(counts[id_].get(kind, ())) for kind in ("carry", "mention"))
        return -(carry + mention), -carry, id_

    return [
        _brief(judged, id_, language)
        | {
            "carry": len(counts[id_].get("carry", ())),
            "mention": len(counts[id_].get("mention", set()) - counts[id_].get("carry", set())),
            "of": len(held),
        }
        for id_ in sorted(counts, key=most)[:_RELIED]
    ]


def _stale(reader: Reader, judged: Judged, language: Language) -> list[dict[str, Any]]:
    """Documents whose ground has gone, by the work that hangs on them."""
    given = tasks_of(reader, sorted(judged.stale))
    rows = []
    for id_, stale in judged.stale.items():
        ground, *ends = stale.path[1:]
        rows.append(
            _brief(judged, id_, language)
            | {
                "relation": say(f"relation.{ground.relation}", language) if ground.relation else "",
                "ground": ground.document.number or ground.document.title or "",
                "ground_id": ground.document.id,
                "since": say_day(ground.from_, language),
                "newest": (ends[-1].document.number or ends[-1].document.title or "") if ends else "",
                "tasks": len(given.get(id_, ())),
                "given": assignments(given.get(id_, ())),
            }
        )
    return sorted(rows, key=lambda each: (-each["tasks"], each["day"], each["id"]))[:_STALE]


def _directives(reader: Reader, judged: Judged, language: Language) -> list[dict[str, Any]]:
    """Central documents that provinces carry out: those whose coverage can be asked, most followed first."""
    central = [id_ for id_, each in judged.nodes.items() if column_of(each) in (1, 2)]
    followed = reader.degrees(central, schema().followed(), "down")
    chosen = sorted((id_ for id_ in central if followed.get(id_)), key=lambda id_: (-followed[id_], id_))[:30]
    return [_brief(judged, id_, language) for id_ in chosen]


def _brief(judged: Judged, id_: str, language: Language) -> dict[str, Any]:
    node = judged.nodes[id_]
    group = group_of(id_, judged)
    key = "stale" if id_ in judged.stale else judged.status[id_]
    return {
        "id": id_,
        "number": number_of(node, language),
        "date": day_of(node, language),
        "day": node.date or "9999",
        "issuer": issuer_of(node),
        "level": column_of(node),
        "held": node.held,
        "group": group,
        "glance": key,
        "glyph": sign(key).glyph,
        "word": say(f"glance.{key}", language),
    }


def dots(reader: Reader, judged: Judged, language: Language) -> dict[str, Any]:
    """Every document as a dot: level, year, group; and the relations as pairs of places in the list."""
    ids = sorted(judged.nodes, key=lambda id_: (column_of(judged.nodes[id_]), judged.nodes[id_].date or "9999", id_))
    place = {id_: at for at, id_ in enumerate(ids)}
    pairs: list[int] = []
    relations = 0
    for start in range(0, len(ids), 2_000):
        for edge in reader.neighbours(ids[start : start + 2_000], schema().relations(), "up"):
            if edge.target in place:
                relations += 1
                if relations <= _MOST_DOTS:
                    pairs += (place[edge.source], place[edge.target])
    names = [judged.nodes[id_] for id_ in ids]
    return {
        "ids": ids,
        "numbers": [number_of(each, language) for each in names],
        "levels": [column_of(each) for each in names],
        "days": [each.date or "" for each in names],
        "groups": [group_of(id_, judged) for id_ in ids],
        "pairs": pairs,
        "relations": relations,
    }

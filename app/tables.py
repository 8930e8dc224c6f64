"""Answers as tables on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from luocdo.app.choose import exact_query
from luocdo.app.rows import called
from luocdo.app.screen import Screen
from luocdo.app.tree import STATUS_STYLES
from luocdo.graph.model import Extraction
from luocdo.graph.store_records import Engine, Index
from luocdo.queries.info import Info
from luocdo.queries.quality import Quality
from luocdo.queries.search import Found
from luocdo.queries.status import StatusAnswer


def table(screen: Screen, columns: Iterable[str], rows: Iterable[Sequence[str | Text]]) -> Table:
    """A table with the headings of `wording.yaml`, part `column`."""
    made = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        made.add_column(screen.say(f"column.{column}"), overflow="fold", no_wrap=column in {"number", "date", "table"})
    for row in rows:
        made.add_row(*row)
    return made


def status_table(answers: Iterable[StatusAnswer], screen: Screen) -> Table:
    """One row an answer: the status, and the sentence that explains it with its quote and source."""
    columns = ("number", "date", "status", "reason")
    return table(screen, columns, (_status_row(each, screen) for each in answers))


def _status_row(answer: StatusAnswer, screen: Screen) -> tuple[str, str, Text, str]:
    document = answer.document
    reason = answer.reason
    words = [reason.text]
    if reason.quote:
        words.append(f"“{' '.join(reason.quote.split())}”")
    where = ", ".join(part for part in (reason.section, reason.source) if part)
    if where:
        words.append(f"({where})")
    words.extend(exact_query(each, answer.candidates) for each in answer.candidates)
    if len(answer.chain) > 1:
        words.append(f"→ {' → '.join(answer.chain)}")
    if answer.stale is not None:
        path = " → ".join(called(step.document) for step in answer.stale.path[1:])
        words.append(screen.say("status_row.stale", path=path))
    for each in answer.proposals:
        words.append(f"{each.mark} {screen.say('status_row.proposal', other=called(each.document))}")
    return (
        (document.number if document else None) or answer.query,
        screen.day(document.date if document else None),
        Text(screen.say(f"status.{answer.status}"), STATUS_STYLES[answer.status]),
        " ".join(words),
    )


def found_table(found: Found, screen: Screen) -> Table:
    """One row a document found."""
    rows = (
        (
            hit.document.number or hit.document.type or "",
            screen.day(hit.document.date),
            ", ".join(each.name for each in hit.document.issuer),
            hit.document.title or hit.document.name or "",
            screen.say(f"where.{hit.where}"),
        )
        for hit in found.hits
    )
    return table(screen, ("number", "date", "issuer", "title", "where"), rows)


def citation_table(extraction: Extraction, screen: Screen) -> Table:
    """What one text cites: a row a document, with the places in the text."""
    rows = (
        (
            each.number or "",
            screen.day(each.date),
            each.name or each.title or "",
            screen.say(f"relation.{each.relation}"),
            ", ".join(dict.fromkeys(mention.section for mention in each.mentions if mention.section)),
        )
        for each in extraction.citations
    )
    return table(screen, ("number", "date", "title", "relation", "section"), rows)


def info_table(info: Info, screen: Screen) -> Table:
    """What a store holds, a count a row."""
    counts = info.counts
    rows = [
        (screen.say("info.store"), info.store),
        *((screen.say(f"info.{name}"), f"{getattr(counts, name):,}") for name in _COUNTED),
        *((f"  {kind.lower()}", f"{number:,}") for kind, number in sorted(counts.edges.items())),
        (screen.say("info.known_to"), screen.day(info.known_to) or "–"),
        (screen.say("info.data_version"), str(info.data_version)),
        (screen.say("info.engine"), _engine(info.engine)),
        (screen.say("info.indexes"), _indexes(info.engine.indexes)),
        *sorted(info.versions.items()),
    ]
    made = Table(show_header=False, show_edge=False, box=None, padding=(0, 2, 0, 0))
    for row in rows:
        made.add_row(*row)
    return made


def _engine(engine: Engine) -> str:
    """`Neo4j 5.26.28 community, neo4j`."""
    named = " ".join(filter(None, (engine.name, engine.version, engine.edition)))
    return f"{named}, {engine.database}" if engine.database else named


def _indexes(indexes: Sequence[Index]) -> str:
    """How many there are, and those that cannot be used."""
    lame = [f"{each.name} {each.state}" for each in indexes if each.state != "online"]
    return ", ".join([str(len(indexes)), *lame])


def settings_table(shown: Mapping[str, Any], screen: Screen) -> Table:
    """The settings in force, a variable a row, as `Settings.shown` has them."""
    rows = [(name, ", ".join(value) if isinstance(value, list) else str(value)) for name, value in shown.items()]
    return table(
        screen, ("setting", "value"), [(name, "–" if value in ("", "None") else value) for name, value in rows]
    )


_COUNTED = ("documents", "held", "stubs", "agencies", "tasks", "texts", "quarantined", "statements")


def quality_tables(found: Quality, screen: Screen) -> list[Table]:
    """The open questions of a store: ambiguous citations, problems between texts, files left out."""
    unsure = (
        (
            each.citation.number or each.citation.title or each.citation.id,
            str(each.cited),
            _ids(each.candidates),
        )
        for each in found.ambiguous
    )
    problems = ((each.origin, each.severity, each.message) for each in found.problems)
    failed = ((each.file, each.place, each.reason) for each in found.quarantined)
    doubts = (
        (
            screen.say(f"doubt.{each.kind}"),
            each.by.number or each.by.id,
            screen.say(f"relation.{each.relation}"),
            each.on.number or each.on.id,
        )
        for each in found.doubts
    )
    return [
        table(screen, columns, rows)
        for columns, rows, any_row in (
            (("citation", "cited", "candidates"), unsure, found.ambiguous),
            (("file", "severity", "message"), problems, found.problems),
            (("file", "place", "reason"), failed, found.quarantined),
            (("doubt", "number", "relation", "target"), doubts, found.doubts),
        )
        if any_row
    ]


def _ids(candidates: Iterable[Any]) -> str:
    return ", ".join(each.id for each in candidates)

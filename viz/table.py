"""The table twin of a picture: one row for each line, those of folded documents among them."""

from __future__ import annotations

import io
from typing import Any

from luocdo.graph.store import Reader
from luocdo.queries.acts import best_evidence
from luocdo.queries.export import write_rows
from luocdo.queries.wording import Language
from luocdo.viz.picture import Picture
from luocdo.viz.style import GUESSED, verb

COLUMNS = (
    "number",
    "date",
    "issuer",
    "relation",
    "cited",
    "cited_date",
    "cited_issuer",
    "sentence",
    "section",
    "source",
)


def table_rows(reader: Reader, found: Picture) -> list[dict[str, Any]]:
    """The lines between documents in the order of the picture, each with its best sentence and how many there are."""
    language: Language = "en" if found.language == "en" else "vi"
    lines = [each for each in found.lines if each.kind != "ASSIGNS"]
    stated = reader.neighbours(sorted({each.target for each in lines}), (), "up", evidence=True)
    seen = {(edge.source, edge.target, edge.kind): edge.evidence for edge in stated}
    rows = []
    for each in lines:
        evidence = seen.get((each.target, each.source, each.kind), ())
        best = best_evidence(evidence)
        rows.append(
            {
                "from": each.target,
                "to": each.source,
                "kind": each.kind,
                "relation": ("~ " if each.kind == GUESSED else "") + verb(each.kind, language),
                "stroke": each.stroke,
                "sentence": " ".join(best.quote.split()) if best else "",
                "section": best.section if best else "",
                "source": best.source if best else "",
                "sentences": len(evidence),
            }
        )
    return rows


def table_csv(reader: Reader, found: Picture) -> str:
    """The same for a spreadsheet."""
    cards = {each.id: each for each in found.cards}
    out = io.StringIO()
    rows = []
    for row in table_rows(reader, found):
        one, other = cards[row["from"]], cards[row["to"]]
        rows.append(
            {"number": one.number, "date": one.date, "issuer": one.issuer, "relation": row["relation"]}
            | {"cited": other.number, "cited_date": other.date, "cited_issuer": other.issuer}
            | {"sentence": row["sentence"], "section": row["section"], "source": row["source"]}
        )
    write_rows(out, COLUMNS, rows)
    return out.getvalue()

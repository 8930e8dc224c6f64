"""Ways between documents as the screen of paths shows them: cards in a row, joined by what the texts say."""

from __future__ import annotations

from typing import Any

from luocdo.graph.store import Reader
from luocdo.queries.acts import best_evidence
from luocdo.queries.path import Ways
from luocdo.queries.registers import Registers
from luocdo.queries.status import answers
from luocdo.queries.wording import Language
from luocdo.viz.cards import card
from luocdo.viz.style import column_of, inverse_verb, stroke


def way_rows(
    reader: Reader, found: Ways, on: str, language: Language, registers: Registers | None = None
) -> dict[str, Any]:
    """Each way from the upper document down, with the best sentence of each step."""
    ids = dict.fromkeys(end for way in found.ways for edge in way for end in (edge.target, edge.source))
    nodes = reader.documents(ids)
    judged = answers(reader, nodes.values(), on, language, registers)
    cards = {
        id_: card(each, judged[id_], False, language).to_dict() | {"level_number": column_of(each)}
        for id_, each in nodes.items()
    }
    rows = []
    for way in found.ways:
        steps = []
        for edge in reader.with_evidence(reversed(way)):
            best = best_evidence(edge.evidence)
            steps.append(
                {"source": edge.source, "target": edge.target, "kind": edge.kind, "stroke": stroke(edge.kind)}
                | {"words": inverse_verb(edge.kind, language)}
                | {"sentence": " ".join(best.quote.split()) if best else "", "section": best.section if best else ""}
            )
        rows.append(steps)
    return {"ways": rows, "cards": cards, "complete": found.complete}

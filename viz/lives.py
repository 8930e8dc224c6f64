"""How long documents lived, for a bar of days: from when, what ended them and when, what came in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from luocdo.graph.model import DocumentNode
from luocdo.graph.store import Reader
from luocdo.queries.registers import Registers
from luocdo.queries.status import StatusAnswer, answers
from luocdo.queries.wording import Language
from luocdo.viz.style import column_of

_ENDED = frozenset({"superseded", "repealed", "expired"})
_RUNNING = frozenset({"in_force", "partly", "suspended"})


def lives(
    reader: Reader, ids: Iterable[str], on: str, language: Language, registers: Registers | None = None
) -> dict[str, dict[str, Any]]:
    """For each document that the store knows its level and the days of its life, ISO, empty where not known."""
    nodes = reader.documents(dict.fromkeys(ids))
    judged = answers(reader, nodes.values(), on, language, registers)
    return {id_: _life(each, judged[id_]) for id_, each in nodes.items()}


def _life(document: DocumentNode, answer: StatusAnswer) -> dict[str, Any]:
    ended = answer.since if answer.status in _ENDED else None
    return {
        "level": column_of(document),
        "begins": document.effective_from or document.date or "",
        "ended": ended or "",
        "sure": answer.status in _RUNNING,
        "next": (answer.by.number or answer.by.title or "") if ended and answer.by else "",
    }

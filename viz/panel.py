"""What the panel beside a picture tells of a document: its status with the reason, its sentences, its relations."""

from __future__ import annotations

from typing import Any

from luocdo.graph.model import DocumentNode, Edge, Evidence
from luocdo.graph.schema import schema
from luocdo.graph.store import Reader
from luocdo.queries.deadline_words import say_deadlines
from luocdo.queries.registers import Registers
from luocdo.queries.responsibility import tasks_of
from luocdo.queries.status import StatusAnswer, answers
from luocdo.queries.wording import Language, say, say_day
from luocdo.viz.cards import bare, card, day_of, issuer_of, number_of
from luocdo.viz.style import inverse_verb, stroke, verb

_MOST_ROWS = 200


def panel(
    reader: Reader, document: DocumentNode, on: str, language: Language, registers: Registers | None = None
) -> dict[str, Any]:
    """All of it, ready to be shown."""
    answer = answers(reader, [document], on, language, registers)[document.id]
    shown = card(document, answer, seed=False, language=language)
    return {
        "card": shown.to_dict(),
        "type": document.type or "",
        "held": document.held,
        "signer": document.signer or "",
        "title": shown.title,
        "number": shown.number,
        "issuer": issuer_of(document),
        "date": day_of(document, language),
        "status": _status(answer, language),
        "relations": _relations(reader, document, language),
        "tasks": _tasks(reader, document, language),
        "candidates": _candidates(reader, document, language),
    }


def _status(answer: StatusAnswer, language: Language) -> dict[str, Any]:
    """The status in words, what it rests on, and what was said besides."""
    return {
        "word": say(f"status.{answer.status}", language),
        "on": say_day(answer.on, language),
        "since": say_day(answer.since, language),
        "until": say_day(answer.until, language),
        "known_to": say_day(answer.known_to, language),
        "reason": answer.reason.to_dict(),
        "by": answer.by.to_dict() if answer.by else None,
        "chain": list(answer.chain),
        "partly": [each.to_dict() for each in answer.partly],
        "stale": answer.stale.to_dict() if answer.stale else None,
        "proposals": [each.to_dict() for each in answer.proposals],
        "confidence": answer.confidence,
    }


def _relations(reader: Reader, document: DocumentNode, language: Language) -> list[dict[str, Any]]:
    """The relations by kind and direction, strongest first, each document with its day and count of sentences."""
    groups = []
    kinds = schema().relations()
    for direction in ("up", "down"):
        edges = reader.neighbours([document.id], kinds, "up" if direction == "up" else "down", evidence=True)
        ends = reader.documents(dict.fromkeys(_far(edge, document.id) for edge in edges))
        for kind in kinds:
            rows = [edge for edge in edges if edge.kind == kind and _far(edge, document.id) in ends]
            if rows:
                shown = [_row(edge, ends[_far(edge, document.id)], language) for edge in rows[:_MOST_ROWS]]
                words = verb(kind, language) if direction == "up" else inverse_verb(kind, language)
                groups.append(
                    {"kind": kind, "direction": direction, "words": words, "stroke": stroke(kind), "count": len(rows)}
                    | {"rows": sorted(shown, key=lambda each: (-each["sentences"], each["day"], each["id"]))}
                )
    return groups


def _far(edge: Edge, near: str) -> str:
    return edge.target if edge.source == near else edge.source


def _row(edge: Edge, document: DocumentNode, language: Language) -> dict[str, Any]:
    return {
        "id": document.id,
        "number": number_of(document, language),
        "date": day_of(document, language),
        "day": document.date or "9999",
        "sentences": len(edge.evidence),
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "nested": edge.nested,
    }


def _tasks(reader: Reader, document: DocumentNode, language: Language) -> list[dict[str, Any]]:
    given = tasks_of(reader, [document.id]).get(document.id, [])
    return [
        {
            "id": each.id,
            "text": bare(each.text),
            "section": each.section,
            "agencies": [ref.name for ref in each.agencies],
            "due": say_deadlines(each.deadlines, language),
        }
        for each in given
    ]


def _candidates(reader: Reader, document: DocumentNode, language: Language) -> list[dict[str, Any]]:
    """Of a citation that fits several documents: which."""
    if not document.ambiguous:
        return []
    ends = [edge.target for edge in reader.neighbours([document.id], ("MAY_BE",), "up")]
    return [
        {"id": id_, "number": number_of(each, language), "date": day_of(each, language), "issuer": issuer_of(each)}
        for id_, each in reader.documents(ends).items()
    ]


def sentences(reader: Reader, edge: Edge, language: Language) -> dict[str, Any]:
    """The sentences of one relation with their places, and what stands around each in its text."""
    ends = reader.documents([edge.source, edge.target])
    names = {id_: number_of(each, language) for id_, each in ends.items()}
    (found,) = reader.with_evidence([edge])
    return {
        "source": {"id": edge.source, "number": names.get(edge.source, edge.source)},
        "target": {"id": edge.target, "number": names.get(edge.target, edge.target)},
        "kind": edge.kind,
        "verb": verb(edge.kind, language),
        "sentences": [_sentence(reader, each) for each in found.evidence],
    }


def _sentence(reader: Reader, seen: Evidence) -> dict[str, Any]:
    """A sentence with the words before and after it, up to the ends of its paragraph."""
    held = reader.text(seen.document_id)
    text = held.text if held is not None else ""
    sure = text[seen.start : seen.end] == seen.quote
    before, after = (_before(text, seen.start), _after(text, seen.end)) if sure else ("", "")
    return seen.to_dict() | {"before": before, "after": after, "verbatim": sure}


_AROUND = 220
_STOPS = ".;:!?\n"


def _before(text: str, start: int) -> str:
    """What stands before a place, from the beginning of its sentence, within a few lines."""
    head = text[max(0, start - _AROUND) : start]
    stops = [at for at, char in enumerate(head[:-1]) if char in _STOPS and head[at + 1].isspace()]
    return head[stops[-1] + 1 :].lstrip() if stops else head


def _after(text: str, end: int) -> str:
    tail = text[end : end + _AROUND]
    for at, char in enumerate(tail):
        if char in _STOPS and (at + 1 == len(tail) or tail[at + 1].isspace()):
            return tail[: at + 1].rstrip()
    return tail

"""The command `registry`: what the store's texts would add to the registry of known documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from luocdo.app.options import LanguageOption, StoreOption, the_store
from luocdo.app.screen import Screen
from luocdo.queries.attested import Proposed, ProposedDocument, ProposedEffect, proposed
from luocdo.queries.quality import documents


def registry(
    action: Annotated[Literal["propose"], typer.Argument(metavar="propose", show_default=False)],
    attestations: Annotated[
        int, typer.Option("--min-attestations", min=1, metavar="N", help="Số văn bản dẫn, ít nhất · citing texts")
    ] = 2,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Đề xuất dòng mới cho sổ văn bản, để người đọc lại · rows for the registry, to be read through by a person."""
    screen = Screen(lang)
    reader = the_store(store)
    found = proposed(reader, documents(reader), attestations)
    sys.stdout.writelines(f"{line}\n" for line in registry_rows(found))
    counts = {name: len(getattr(found, name)) for name in ("documents", "effects", "contradictions")}
    screen.note(screen.say(f"registry.{action}", **counts))


def registry_rows(found: Proposed) -> Iterator[str]:
    """The proposals in the shape of `data/registry.yaml`; what was read, and what contradicts, as remarks."""
    for each in found.contradictions:
        yield f"# ! {each.document}: {' '.join(each.message.split())}"
    yield "effects:" if found.effects else "effects: []"
    for effect in found.effects:
        yield f"  # {effect.source}: {effect.quote}"
        yield f"  - {_flow(_effect(effect))}"
    yield "documents:" if found.documents else "documents: []"
    for document in found.documents:
        yield f"  - {_flow(_document(document))}"


def _effect(row: ProposedEffect) -> dict[str, object]:
    fields: dict[str, object] = {"kind": row.kind, "by": row.by, "of": row.of, "from": row.from_, "clause": row.clause}
    return fields | {"source": "text"}


def _document(row: ProposedDocument) -> dict[str, object]:
    return {**row.to_dict(), "source": "citations"}


def _flow(fields: dict[str, object]) -> str:
    """One row in braces; values as JSON writes them are YAML too, and safe whatever a title holds."""
    shown = ((name, value) for name, value in fields.items() if value not in (None, ""))
    return "{" + ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in shown) + "}"

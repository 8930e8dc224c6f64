"""The command `analyse`: a question over all documents of a store, as a table and as a picture."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from luocdo.app.analysis_rows import SHOWN, columns, flat
from luocdo.app.choose import the_document
from luocdo.app.export_command import write_file
from luocdo.app.options import LanguageOption, StoreOption, TableJsonOrCsv, the_store
from luocdo.app.screen import Screen
from luocdo.app.tables import table
from luocdo.queries.analysis import MOST_ROWS, AnalysisName, analyse
from luocdo.queries.export import write_rows
from luocdo.viz.charts import chart


def show_analysis(
    name: Annotated[AnalysisName, typer.Argument(metavar="NAME", show_default=False, help=" | ".join(SHOWN))],
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="NUMBER", help="similar: so một hoặc hai văn bản · one or two documents"),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, max=MOST_ROWS, help="Số dòng · rows")] = None,
    output: TableJsonOrCsv = "table",
    svg: Annotated[str | None, typer.Option("--svg", metavar="FILE", help="Cả hình vẽ · a picture too")] = None,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Phân tích cả kho: văn bản được dựa vào nhiều nhất, cầu nối … · what the graph shows as a whole."""
    screen = Screen(lang)
    if document and (name != "similar" or len(document) > 2):
        raise typer.BadParameter("--document: similar, 1–2")
    reader = the_store(store)
    chosen = [the_document(reader, each, screen).id for each in document or ()]
    found = analyse(reader, name, documents=chosen, limit=limit)
    if svg is not None:
        write_file(Path(svg), lambda stream: print(chart(found, lang), file=stream))
    if output == "json":
        screen.json(found.to_dict())
    elif output == "csv":
        rows = [flat(row) for row in found.rows]
        write_rows(sys.stdout, columns(name, rows), rows)
    else:
        cells = ([_cell(flat(row), column, screen) for column in SHOWN[name]] for row in found.rows)
        screen.print(table(screen, SHOWN[name], cells))
        if not found.rows:
            screen.note(screen.say("analysis.nothing"))


def _cell(row: Mapping[str, Any], column: str, screen: Screen) -> str:
    value = row.get(column)
    if column == "level":
        return screen.say(f"level.{value or 'unknown'}")
    if column.endswith("date"):
        return screen.day(value)
    if isinstance(value, float):
        return f"{value:.5f}" if column == "pagerank" else f"{value:.2f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)

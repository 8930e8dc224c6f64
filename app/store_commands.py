"""What a store holds: info."""

from __future__ import annotations

from typing import Annotated

import typer

from luocdo.app.options import LanguageOption, StoreOption, TableOrJson, the_store
from luocdo.app.screen import Screen
from luocdo.app.settings import settings, without_password
from luocdo.app.tables import info_table, quality_tables, settings_table
from luocdo.queries.info import info
from luocdo.queries.quality import quality


def show_info(
    open_questions: Annotated[
        bool,
        typer.Option("--quality", help="Cả chỗ chưa rõ, mâu thuẫn, tệp lỗi · ambiguous, contradictory, failed files"),
    ] = False,
    output: TableOrJson = "table",
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Kho có gì, phiên bản nào · what the store holds, and versions."""
    screen = Screen(lang)
    reader = the_store(store)
    found = info(reader, without_password(store or settings().store))
    questions = quality(reader) if open_questions else None
    if output == "json":
        said = found.to_dict() | {"settings": settings().shown()}
        screen.json(said | ({"quality": questions.to_dict()} if questions else {}))
        return
    screen.print(info_table(found, screen))
    screen.print("")
    screen.print(settings_table(settings().shown(), screen))
    for each in quality_tables(questions, screen) if questions else ():
        screen.print("")
        screen.print(each)

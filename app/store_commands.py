"""What a store holds, and taking it out: info, export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, TextIO

import typer

from luocdo.app.choose import the_document
from luocdo.app.options import LanguageOption, StoreOption, TableOrJson, the_store
from luocdo.app.picture_files import picture_file
from luocdo.app.screen import Screen
from luocdo.app.settings import settings, without_password
from luocdo.app.tables import info_table, quality_tables, settings_table
from luocdo.queries.export import write_edges, write_json, write_nodes
from luocdo.queries.info import info
from luocdo.queries.quality import quality
from luocdo.queries.selection import Selection, around


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


def export(
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="Tệp (json; - là stdout) hoặc thư mục (csv) · file or folder")
    ],
    output: Annotated[Literal["json", "csv", "html", "svg"], typer.Option("--format", show_default=False)],
    root: Annotated[str | None, typer.Option("--root", metavar="NUMBER", help="Quanh một văn bản · around one")] = None,
    depth: Annotated[int | None, typer.Option("--depth", min=0, help="Số bước · steps")] = None,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Lấy đồ thị ra · take the graph out: json to a file, csv to nodes.csv and edges.csv in a folder; around
    one document also as a picture (svg) or as a page (html)."""
    screen = Screen(lang)
    if depth is not None and root is None:
        raise typer.BadParameter("--depth cần --root · --depth needs --root")
    if output == "csv" and out == "-":
        raise typer.BadParameter("csv là hai tệp: cần tên thư mục · csv is two files: name a folder")
    reader = the_store(store)
    if output in ("html", "svg"):
        if root is None:
            raise typer.BadParameter(screen.say("page.no_root"))
        drawn = picture_file(reader, the_document(reader, root, screen), output, depth, lang)
        _put(out, lambda stream: print(drawn, end="", file=stream))
        return
    chosen = Selection(reader) if root is None else around(reader, the_document(reader, root, screen).id, depth)
    if output == "csv":
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "nodes.csv", lambda stream: write_nodes(chosen, stream))
        _write(folder / "edges.csv", lambda stream: write_edges(chosen, stream))
    else:
        _put(out, lambda stream: write_json(chosen, stream))


def _put(out: str, write: Callable[[TextIO], None]) -> None:
    """Into a file, or onto standard output for `-`."""
    if out == "-":
        write(sys.stdout)
    else:
        _write(Path(out), write)


def _write(path: Path, write: Callable[[TextIO], None]) -> None:
    """A file that is there whole or not at all: written beside its place, then moved.

    What is no plain file (`/dev/stdout`, a named pipe) is written into: moved onto, it would be gone.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
        return
    path = Path(os.path.realpath(path))
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

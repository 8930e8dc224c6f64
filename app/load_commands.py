"""Files on the command line: ingest, extract."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer
from rich.text import Text

from luocdo.app.options import LanguageOption, StoreOption, WorkersOption, read_province, the_store
from luocdo.app.screen import Screen
from luocdo.app.settings import settings
from luocdo.app.tables import citation_table
from luocdo.graph.errors import ReadError
from luocdo.graph.model import Extraction
from luocdo.graph.store_records import Quarantined
from luocdo.loaders.ingest import ingest
from luocdo.loaders.pipeline import extract_source
from luocdo.loaders.readers import find_files, passed_over, read_bytes
from luocdo.loaders.workers import Extracted, extract_files, read_and_extract

SOME_FAILED = 3
"""Exit code where some inputs failed and the rest were done."""

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)]


def ingest_files(
    paths: Paths,
    store: StoreOption = None,
    workers: WorkersOption = None,
    province: Annotated[
        str | None,
        typer.Option(
            "--province",
            metavar="NAME",
            parser=read_province,
            help="Tỉnh, nếu văn bản không ghi · where a text names none",
        ),
    ] = None,
    lang: LanguageOption = "vi",
) -> None:
    """Đưa tệp, thư mục vào kho · files and folders into the store; unchanged files are passed over."""
    screen = Screen(lang)
    with ExitStack() as stack:
        target = the_store(store, create=True)
        stack.callback(target.close)
        advance = stack.enter_context(screen.progress("load.ingesting"))
        done = ingest(
            target,
            paths,
            workers=workers,
            province=province,
            max_bytes=settings().max_bytes,
            progress=advance,
        )
    screen.failures(done.failed)
    counts = {name: getattr(done, name) for name in ("files", "loaded", "unchanged", "copies", "warned")}
    screen.note(screen.say("load.done", **counts, failed=len(done.failed)))
    if others := passed_over(paths):
        screen.note(screen.say("load.passed_over", count=others))
    if done.failed:
        raise typer.Exit(SOME_FAILED)


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="- stdin", show_default=False)],
    output: Annotated[
        Literal["jsonl", "json", "table"], typer.Option("--format", help="Dạng kết quả · output")
    ] = "jsonl",
    workers: WorkersOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Đọc văn bản, không cần kho · what files say and cite, without a store, in the order given."""
    screen = Screen(lang)
    failed: list[Quarantined] = []
    first = True
    with screen.progress("load.extracting") as advance:
        files = find_files(paths)
        for done, row in enumerate(_extracted(files, workers), 1):
            advance(done, len(files))
            if row.extraction is None:
                failed.append(Quarantined(row.file, row.place, row.reason))
                continue
            _show(row.extraction, output, screen, first=first)
            first = False
    if output == "json":
        sys.stdout.write("[]\n" if first else "\n]\n")
    screen.failures(failed)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _extracted(files: list[Path], workers: int | None) -> Iterator[Extracted]:
    """One row a file, in order; `-` is read where it stands."""
    limit = settings().max_bytes
    work = partial(read_and_extract, max_bytes=limit)
    start = 0
    for place, path in enumerate([*files, Path("-")]):
        if str(path) != "-":
            continue
        yield from extract_files(files[start:place], workers=workers, work=work)
        if place < len(files):
            yield _standard_input(limit)
        start = place + 1


def _standard_input(max_bytes: int) -> Extracted:
    try:
        text = read_bytes("-", sys.stdin.buffer.read(max_bytes + 1), max_bytes=max_bytes)
    except ReadError as error:
        return Extracted("-", place=error.place, reason=error.reason)
    return Extracted("-", text, extract_source(text))


def _show(extraction: Extraction, output: str, screen: Screen, *, first: bool) -> None:
    if output == "table":
        own = extraction.document
        words = (
            extraction.source,
            own.type,
            own.number,
            screen.day(own.date),
            own.issuer and own.issuer.name,
        )
        screen.print(Text(", ".join(word for word in words if word), "bold"))
        screen.print(citation_table(extraction, screen))
        screen.print("")
        return
    line = msgspec.json.encode(extraction).decode()
    before = "" if output == "jsonl" else "[\n" if first else ",\n"
    sys.stdout.write(before + line + ("\n" if output == "jsonl" else ""))

"""Questions on the command line: trace, status, search."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from luocdo.app.choose import USAGE, list_candidates, the_document
from luocdo.app.json_tree import tree_json
from luocdo.app.options import (
    DayOption,
    LanguageOption,
    RegistryOption,
    StoreOption,
    TableJsonOrCsv,
    TableOrJson,
    TreeOrJson,
    the_registry,
    the_store,
    today,
)
from luocdo.app.rows import STATUS_COLUMNS, status_row
from luocdo.app.screen import Screen
from luocdo.app.settings import settings
from luocdo.app.tables import found_table, status_table
from luocdo.app.tree import draw, reach_lines
from luocdo.graph.errors import NumberError, ReadError
from luocdo.graph.number import parse_query
from luocdo.graph.store import Reader
from luocdo.loaders.readers import read_bytes
from luocdo.queries.cascade import cascade
from luocdo.queries.coverage import reach
from luocdo.queries.export import write_rows
from luocdo.queries.lineage import relations_named
from luocdo.queries.registers import Registers
from luocdo.queries.search import LIMIT, search
from luocdo.queries.status import StatusAnswer, statuses


def trace(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="290-QĐ/TW, 25-NQ/TW@2013-06-03, 282-KH/TU@Gia Lai")],
    on: DayOption = None,
    direction: Annotated[
        Literal["down", "up"],
        typer.Option("--direction", help="Xuống nơi thực hiện, hay lên căn cứ · to what follows it, or to its grounds"),
    ] = "down",
    depth: Annotated[int | None, typer.Option("--depth", min=0, help="Số bước · steps")] = None,
    relations: Annotated[
        str | None,
        typer.Option("--relations", metavar="KINDS", help="implements,based_on,guides …", show_default=False),
    ] = None,
    registry: RegistryOption = None,
    output: TreeOrJson = "tree",
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Văn bản đi đến đâu, kèm dẫn chứng · where a directive leads, with the evidence of each step."""
    screen = Screen(lang)
    kinds = relations_named(relations) if relations is not None else ()
    own = the_registry(registry)
    reader = the_store(store)
    root = the_document(reader, number, screen)
    registers = Registers(reader, own)
    found = cascade(reader, root, direction=direction, depth=depth, relations=kinds, on=on, registers=registers)
    came = reach(reader, found) if direction == "down" and root.province is None else None
    if output == "json":
        sys.stdout.writelines(tree_json(found, [{"provinces": came.to_dict()}] if came else ()))
        return
    for line in (*draw(found, screen), *(reach_lines(came, screen) if came else ())):
        screen.print(line)
    if len(found.branches) == 1:
        screen.note(screen.say("trace.alone"))


def status(
    numbers: Annotated[list[str] | None, typer.Argument(metavar="NUMBER...", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", help="Mỗi dòng một số hiệu · a number a line; - stdin")] = None,
    on: DayOption = None,
    output: TableJsonOrCsv = "table",
    registry: RegistryOption = None,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Còn hiệu lực không · whether documents are in force, why, and what took their place."""
    screen = Screen(lang)
    queries = [*(numbers or ()), *(_lines(file) if file is not None else ())]
    if not queries:
        raise typer.BadParameter("NUMBER... / --file FILE")
    own = the_registry(registry)
    reader = the_store(store)
    if len(queries) == 1:
        _check(reader, queries[0])
    answers = statuses(reader, queries, on or today(), lang, own)
    if output == "json":
        screen.json([each.to_dict() for each in answers])
    elif output == "csv":
        write_rows(sys.stdout, STATUS_COLUMNS, (status_row(each) for each in answers))
    elif len(answers) > 1 or not answers[0].candidates:
        screen.print(status_table(answers, screen))
    _end(answers, screen)


def search_words(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Nhiều nhất · at most")] = LIMIT,
    output: TableOrJson = "table",
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Tìm văn bản theo số, tên, nội dung · documents by number, title or text."""
    screen = Screen(lang)
    found = search(the_store(store), " ".join(words), limit)
    if output == "json":
        screen.json([hit.to_dict() for hit in found.hits])
    elif found.hits:
        screen.print(found_table(found, screen))
    else:
        screen.note(screen.say("ask.nothing", query=found.words))


def _check(reader: Reader, query: str) -> None:
    """A single query that is no number is wrong usage; among several its row says so."""
    try:
        parse_query(query)
    except NumberError:
        if reader.document(query.strip()) is None:
            raise


def _end(answers: tuple[StatusAnswer, ...], screen: Screen) -> None:
    """The exit code: 2 where the one number asked for is ambiguous, 0 otherwise."""
    if len(answers) == 1 and answers[0].candidates:
        list_candidates(answers[0].query, answers[0].candidates, screen)
        raise typer.Exit(USAGE)


def _lines(file: Path) -> list[str]:
    """The numbers of a file, a line each; blank lines and those that begin with # are passed over.

    Of a CSV file the first column, without its heading.
    """
    try:
        # Opened here, since `<(…)` of a shell is a pipe, which the reader of documents refuses.
        with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
            text = read_bytes(str(file), stream.read(settings().max_bytes + 1), max_bytes=settings().max_bytes).text
    except (ReadError, OSError) as error:
        raise typer.BadParameter(str(error), param_hint="--file") from error
    found = text.lstrip("\ufeff").splitlines()
    if file.suffix.lower() == ".csv":
        found = [row[0] for row in csv.reader(found) if row]
        found = found[1:] if found and not any(letter.isdigit() for letter in found[0]) else found
    lines = (line.strip() for line in found)
    return [line for line in lines if line and not line.startswith("#")]

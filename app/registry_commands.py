"""The command `registry`: tables that others keep, and what the store's texts would add to the registry."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

import typer

from luocdo.app.load_commands import SOME_FAILED
from luocdo.app.options import LanguageOption, StoreOption, TableOrJson, read_day, the_store, today
from luocdo.app.proposed_rows import registry_rows
from luocdo.app.refusals import Refusals, refusals
from luocdo.app.screen import Screen
from luocdo.app.tables import table
from luocdo.graph.errors import ReadError
from luocdo.graph.store import Store
from luocdo.graph.store_records import FactTable, Quarantined
from luocdo.loaders.import_mapping import find_mapping, mapping_names
from luocdo.loaders.registry_import import Asked, Imported, import_table
from luocdo.queries.attested import proposed
from luocdo.queries.quality import documents

Action = Literal["import", "list", "drop", "propose"]


def registry(
    action: Annotated[Action, typer.Argument(metavar="import|list|drop|propose", show_default=False)],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|TABLE]...", help="Tệp, bảng · files, tables", show_default=False),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", metavar="NAME", help="Cách đọc bảng · how to read it", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", parser=read_day, help="Bảng ghi tình trạng ngày nào · its state's day"),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Tên bảng, mặc định là tên tệp · instead of the file's name"),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="OUT", help="Mọi dòng không dùng được, CSV · refused rows", show_default=False
        ),
    ] = None,
    attestations: Annotated[
        int, typer.Option("--min-attestations", min=1, metavar="N", help="Số văn bản dẫn, ít nhất · citing texts")
    ] = 2,
    output: TableOrJson = "table",
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Bảng của nơi khác, dòng đề xuất cho sổ văn bản · tables that others keep; rows for the registry to be read."""
    screen = Screen(lang)
    given = names or []
    if action == "import":
        _import(screen, store, given, report, Asked(_mapping(mapping), name, as_of, today()))
    elif action == "propose":
        _propose(screen, the_store(store), attestations)
    elif action == "drop":
        _drop(screen, store, given)
    else:
        _list(screen, the_store(store).fact_tables(), output)


def _mapping(name: str | None) -> str:
    if name is None:
        raise typer.BadParameter(f"--mapping {' | '.join(mapping_names())} | FILE.yaml")
    find_mapping(name)  # what is wrong with it is told before a store is made
    return name


def _import(screen: Screen, url: str | None, files: Sequence[str], report: Path | None, asked: Asked) -> None:
    """Each file a table; one that fails leaves its table as it was and does not stop the others."""
    if not files or (asked.name and len(files) > 1):
        raise typer.BadParameter("FILE" if asked.name else "FILE...")
    failed: list[Quarantined] = []
    with closing(the_store(url, create=True)) as store, refusals(screen, report) as refused:
        for file in files:
            refused.begin(file)
            try:
                _import_one(screen, store, Path(file), asked, refused)
            except (ReadError, OSError) as error:
                place = error.place if isinstance(error, ReadError) else ""
                reason = error.reason if isinstance(error, ReadError) else error.strerror or str(error)
                failed.append(Quarantined(file, place, reason))
                refused.show()
    screen.failures(failed)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _import_one(screen: Screen, store: Store, path: Path, asked: Asked, refused: Refusals) -> None:
    with screen.progress("registry.importing") as advance:
        done = import_table(store, path, asked, refused.add, lambda rows: advance(rows, 0))
    _tell(screen, done)
    refused.show()


def _tell(screen: Screen, done: Imported) -> None:
    told = done.table
    screen.note(screen.say("registry.imported", table=told.key, rows=told.rows, facts=told.facts, refused=told.refused))
    if done.before is not None:
        screen.note(screen.say("registry.replaced", day=screen.day(done.before.day), rows=done.before.rows))


def _drop(screen: Screen, url: str | None, keys: Sequence[str]) -> None:
    if not keys:
        raise typer.BadParameter("TABLE...")
    with closing(the_store(url)) as store:
        there = {each.key for each in store.fact_tables()}
        unknown = [key for key in keys if key not in there]
        if unknown:
            raise typer.BadParameter(f"{', '.join(unknown)}: {', '.join(sorted(there)) or '–'}")
        for key in keys:
            with store.batch() as writer:
                writer.drop_facts(key)
            screen.note(screen.say("registry.dropped", table=key))


def _list(screen: Screen, tables: Sequence[FactTable], output: str) -> None:
    if output == "json":
        screen.json([each.to_dict() for each in tables])
    elif tables:
        columns = ("table", "keeper", "imported", "as_of", "rows", "refused")
        screen.print(table(screen, columns, (_row(each, screen) for each in tables)))
    else:
        screen.note(screen.say("registry.no_tables"))


def _row(each: FactTable, screen: Screen) -> tuple[str, ...]:
    days = (screen.day(each.day), screen.day(each.as_of))
    return each.key, each.keeper, *days, f"{each.rows:,}", f"{each.refused:,}"


def _propose(screen: Screen, store: Store, attestations: int) -> None:
    found = proposed(store, documents(store), attestations)
    sys.stdout.writelines(f"{line}\n" for line in registry_rows(found))
    counts = {name: len(getattr(found, name)) for name in ("documents", "effects", "contradictions")}
    screen.note(screen.say("registry.propose", **counts))

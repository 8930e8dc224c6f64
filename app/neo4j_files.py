"""`luocdo export --format neo4j-csv`: the whole store as files for Neo4j's importer."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import typer

from luocdo.app.screen import Screen
from luocdo.graph.errors import StoreError
from luocdo.graph.store import Reader


def neo4j_files(reader: Reader, out: str, screen: Screen) -> None:
    """A folder that is there whole or not at all; one that holds something already is left alone."""
    folder = Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise typer.BadParameter(screen.say("export.taken", folder=out))
    try:
        from luocdo.graph.neo4j_export import COMMAND, write_neo4j_files  # with the driver, which is an extra
    except ImportError as error:
        raise StoreError(f"Neo4j needs its driver: pip install 'luocdo[neo4j]' ({error})") from error
    folder = Path(os.path.realpath(folder))
    beside = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    beside.mkdir(parents=True)
    try:
        with screen.progress("export.writing") as advance:
            write_neo4j_files(reader, beside, advance)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    screen.note(screen.say("export.neo4j", script=str(Path(out) / COMMAND)))

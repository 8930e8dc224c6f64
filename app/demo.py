"""`luocdo demo`: the samples into a store of their own, and how two central decisions reach the provinces."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import webbrowser
from importlib.resources import as_file, files
from pathlib import Path

import typer
from rich.text import Text

from luocdo.app.load_commands import SOME_FAILED
from luocdo.app.options import LanguageOption, today
from luocdo.app.screen import Screen
from luocdo.app.settings import settings
from luocdo.app.tables import status_table
from luocdo.app.tree import draw, reach_lines
from luocdo.graph.store import Reader, open_store
from luocdo.loaders.ingest import Ingested, ingest
from luocdo.loaders.readers import find_files
from luocdo.queries.cascade import cascade
from luocdo.queries.coverage import reach
from luocdo.queries.find import candidates
from luocdo.queries.status import statuses

STORE = "luocdo-demo.db"
_UP_AFTER = 1.5
"""Seconds after which the server answers."""
ROOTS = ("290-QĐ/TW@2010-02-25", "23-QĐ/TW@2021-07-30")
"""The regulation on mass mobilisation of 2010, and the one that replaced it."""


def demo(lang: LanguageOption = "vi") -> None:
    """Nạp văn bản mẫu, xem hai quyết định đi đến đâu · load the samples, see where two decisions lead."""
    screen = Screen(lang)
    place = _place()
    with as_file(files("luocdo.data") / "samples") as folder:
        if not folder.is_dir() or not find_files([folder]):
            screen.note(screen.say("demo.empty"), "red")
            raise typer.Exit(SOME_FAILED)
        done = _load(folder, place)
    screen.failures(done.failed)
    screen.print(Text(screen.say("demo.loaded", count=done.loaded, store=place)))
    screen.print(Text(screen.say("demo.words"), "italic"))
    reader = open_store(str(place), create=False)
    for root in ROOTS:
        _show(reader, root, screen)
    if done.failed:
        raise typer.Exit(SOME_FAILED)
    _explore(place, screen)


def _explore(place: Path, screen: Screen) -> None:
    """The explorer on the samples, in a browser; where nobody looks at the screen, how to open it."""
    if not sys.stdout.isatty():
        screen.print("")
        screen.print(Text(screen.say("demo.explore", command=f"luocdo serve --store {place}")))
        return
    from luocdo.app.api.server import serve  # as `luocdo serve`: no other command waits for the web server's modules

    chosen = settings().model_copy(update={"store": str(place), "host": "127.0.0.1"})
    address = f"http://127.0.0.1:{chosen.port}/"
    screen.note(screen.say("demo.open", address=address))
    threading.Timer(_UP_AFTER, webbrowser.open, (address,)).start()
    serve(chosen)


def _show(reader: Reader, query: str, screen: Screen) -> None:
    """One decision: its status with the reason, the tree below it, the provinces reached."""
    answers = statuses(reader, [query], today(), screen.language)
    screen.print("")
    screen.print(status_table(answers, screen))
    screen.print("")
    for document in candidates(reader, query):
        found = cascade(reader, document)
        for line in (*draw(found, screen), *reach_lines(reach(reader, found), screen)):
            screen.print(line)


def _load(folder: Path, place: Path) -> Ingested:
    """A new store of the samples: they are few, so nothing of an older version is left to trust."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{place}{suffix}").unlink(missing_ok=True)
    store = open_store(str(place))
    try:
        return ingest(store, [folder], workers=1, sample=True)
    finally:
        store.close()


def _place() -> Path:
    """The demo's store in the current folder, or where temporary files go if that cannot be written to."""
    here = Path.cwd()
    return (here if os.access(here, os.W_OK) else Path(tempfile.gettempdir())) / STORE

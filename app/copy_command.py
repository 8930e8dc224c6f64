"""The command `copy`: all that one store holds into another."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from luocdo.app.options import LanguageOption, the_store
from luocdo.app.screen import Screen
from luocdo.graph.copy_store import copy_store

_From = Annotated[str, typer.Argument(metavar="FROM", help="Kho nguồn (URL) · the store copied", show_default=False)]
_To = Annotated[str, typer.Argument(metavar="TO", help="Kho đích (URL) · where to", show_default=False)]


def copy(source: _From, target: _To, lang: LanguageOption = "vi") -> None:
    """Chép cả kho sang kho khác · one store into another; run again, it goes on or brings up to date."""
    screen = Screen(lang)
    with ExitStack() as stack:
        reader = the_store(source)
        stack.callback(reader.close)
        writer = the_store(target, create=True)
        stack.callback(writer.close)
        advance = stack.enter_context(screen.progress("copy.copying"))
        done = copy_store(reader, writer, advance)
    screen.note(screen.say("copy.done", origins=done.origins, written=done.written))

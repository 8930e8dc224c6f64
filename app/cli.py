"""The program `luocdo`: which command is which function, and what each error means to the shell."""

from __future__ import annotations

import functools
import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

import luocdo
from luocdo.app.access import Asked, asked
from luocdo.app.analyse_command import show_analysis
from luocdo.app.ask_commands import search_words, status, trace
from luocdo.app.check_command import check_draft
from luocdo.app.choose import USAGE
from luocdo.app.collector import collect_seldom
from luocdo.app.copy_command import copy
from luocdo.app.coverage_command import coverage
from luocdo.app.demo import demo
from luocdo.app.export_command import export
from luocdo.app.impact_command import show_impact
from luocdo.app.import_command import import_file
from luocdo.app.load_commands import SOME_FAILED, extract, ingest_files
from luocdo.app.registry_commands import registry
from luocdo.app.screen import Screen, speaking
from luocdo.app.serve_command import serve
from luocdo.app.settings import SettingError
from luocdo.app.store_commands import show_info
from luocdo.app.task_commands import tasks
from luocdo.graph.errors import LuocdoError, ReadError, StoreError
from luocdo.queries.wording import Language, phrases

OUT_OF_REACH = 4
"""Exit code where the store cannot be had."""
STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo,
    "ingest": ingest_files,
    "extract": extract,
    "trace": trace,
    "coverage": coverage,
    "status": status,
    "tasks": tasks,
    "impact": show_impact,
    "check": check_draft,
    "registry": registry,
    "search": search_words,
    "analyse": show_analysis,
    "copy": copy,
    "export": export,
    "import": import_file,
    "serve": serve,
    "info": show_info,
}


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.stdout, sys.stderr = speaking(sys.stdout), speaking(sys.stderr)
    collect_seldom()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = STOPPED
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; the exit code. An error is told on standard error, in a line."""
    try:
        command_line()(arguments, prog_name="luocdo")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except StoreError as error:
        return _told(error, OUT_OF_REACH, arguments)
    except (ReadError, OSError) as error:
        return _told(error, SOME_FAILED, arguments)
    except (LuocdoError, SettingError) as error:
        return _told(error, USAGE, arguments)
    return 0


def command_line() -> typer.Typer:
    """All commands, ready to be called with arguments."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="Lược đồ văn bản: chỉ đạo của Đảng, Nhà nước đi đến đâu · where directives lead, with evidence.",
    )
    app.callback()(_before_all)
    for name, function in COMMANDS.items():
        app.command(name)(_while_read(function))
    return app


def _while_read(function: Callable[..., None]) -> Callable[..., None]:
    """The command, ending well when nobody reads on: `luocdo search … | head` has what it wanted."""

    @functools.wraps(function)
    def command(*given: Any, **named: Any) -> None:
        try:
            function(*given, **named)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    return command


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"luocdo {luocdo.__version__}\n")
        raise typer.Exit


def _before_all(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Phiên bản · version")
    ] = False,
    store_user: Annotated[
        str | None,
        typer.Option("--store-user", metavar="NAME", help="Người dùng kho Neo4j · user of a Neo4j store"),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option("--store-password-file", metavar="FILE", help="Tệp có mật khẩu · a file with the password"),
    ] = None,
) -> None:
    """Options of the program itself."""
    asked.set(Asked(store_user, password_file))


def _told(error: Exception, code: int, arguments: list[str]) -> int:
    """One line on standard error: what is wrong in the language of the command, and the error's own words."""
    screen = Screen(_language(arguments))
    key = f"error.{type(error).__name__}"
    words = f"{screen.say(key)} ({error})" if key in phrases() else str(error)
    screen.note(f"luocdo: {words}", "red")
    return code


def _language(arguments: list[str]) -> Language:
    """The language asked for, as the command itself reads it: an error ends it before it can say so."""
    asked = [after for before, after in itertools.pairwise(arguments) if before == "--lang"]
    asked += [each.removeprefix("--lang=") for each in arguments if each.startswith("--lang=")]
    return "en" if (asked or [os.environ.get("LUOCDO_LANG", "vi")])[-1] == "en" else "vi"

"""The command `serve`: the questions over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from luocdo.app.options import LanguageOption, StoreOption
from luocdo.app.screen import Screen
from luocdo.app.settings import settings


def serve(
    host: Annotated[
        str | None, typer.Option("--host", help="Địa chỉ lắng nghe · address to listen on", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Cổng · port", show_default=False)
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="Số tiến trình · processes", show_default=False)
    ] = None,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Trả lời qua HTTP cho chương trình khác · the questions over HTTP, for other programs."""
    # Only this command needs a web framework: the others start in half the time without it.
    from luocdo.app.api.gate import is_loopback
    from luocdo.app.api.server import serve as run

    screen = Screen(lang)
    told = {"host": host, "port": port, "workers": workers, "store": store}
    chosen = settings().model_copy(update={name: value for name, value in told.items() if value is not None})
    screen.note(screen.say("serve.begin", host=chosen.host, port=chosen.port))
    if not chosen.api_keys and not is_loopback(chosen.host):
        screen.note(screen.say("serve.open"), "yellow")
    run(chosen)

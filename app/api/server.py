"""The server process: uvicorn with the application, its workers, its log lines."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import uvicorn
from fastapi import FastAPI

from luocdo.app.access import asked
from luocdo.app.api.application import application
from luocdo.app.api.connections import ImpatientProtocol
from luocdo.app.api.log_lines import CONFIG
from luocdo.app.collector import collect_seldom
from luocdo.app.settings import Settings, settings, variable

_KEEP_ALIVE = 15
_WAITING = 2_048
"""Connections that wait to be accepted."""
_MOST_CONNECTIONS = 1_000
"""Connections of one worker; one more is answered 503."""


def application_of_settings() -> FastAPI:
    """The application of the settings in force: what each worker makes for itself."""
    # A tree of a thousand documents keeps a thread busy for long; a look-up that waits for the interpreter shall
    # wait 1 ms for each such thread, not 5.
    sys.setswitchinterval(0.001)
    collect_seldom()
    return application(settings())


def serve(chosen: Settings) -> None:
    """Answer until the process is told to stop; running answers are finished first."""
    _hand_down(chosen)
    with ExitStack() as stack:
        if chosen.workers > 1:  # each counts for itself, in files that any of them adds up
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = stack.enter_context(TemporaryDirectory(prefix="luocdo-metrics-"))
        _run(chosen)


def _run(chosen: Settings) -> None:
    uvicorn.run(
        "luocdo.app.api.server:application_of_settings",
        factory=True,
        host=chosen.host,
        port=chosen.port,
        workers=chosen.workers,
        http=ImpatientProtocol,
        ws="none",
        backlog=_WAITING,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=chosen.stop_seconds,
        access_log=False,
        log_config=CONFIG,
        server_header=False,
        date_header=True,
    )


def _hand_down(chosen: Settings) -> None:
    """Give the workers, which are processes of their own, what the command line and chance decided."""
    for name in ("store", "host", "port", "workers"):
        os.environ[variable(name)] = str(getattr(chosen, name))
    if asked.get().user is not None:
        os.environ[variable("store_user")] = str(asked.get().user)
    if asked.get().password_file is not None:
        os.environ.pop(variable("store_password"), None)
        os.environ[variable("store_password_file")] = str(asked.get().password_file)
    if chosen.secret is None and chosen.workers > 1:
        # A cursor of one worker is read by another.
        os.environ[variable("secret")] = secrets.token_urlsafe(32)

"""The web application: its routes, what each error is answered with, and what opens and closes with it."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from luocdo.app.api import (
    analyses,
    by_number,
    documents,
    draft,
    drafts,
    graphs,
    loading,
    operations,
    pages,
    questions,
    sparql,
    views,
    work,
)
from luocdo.app.api.answers import VERSION, Desk, OwnRegistry
from luocdo.app.api.cursors import Cursors
from luocdo.app.api.door import Door
from luocdo.app.api.gate import Gate
from luocdo.app.api.heads import Heads
from luocdo.app.api.jobs import Jobs
from luocdo.app.api.openapi import describe
from luocdo.app.api.parsing import Limits, Parsers
from luocdo.app.api.problems import HANDLERS
from luocdo.app.api.uploads import BodyLimit
from luocdo.app.api.watch import REQUEST_ID, Watch
from luocdo.app.settings import MEGABYTE, SettingError, Settings, settings
from luocdo.graph.registry import read_registry

PREFIX = "/api/v1"
_PARSERS = 2
"""Drafts that a worker reads at once."""
_UPLOADS = frozenset({f"{PREFIX}/check", f"{PREFIX}/ingest", "/view/check"})
ROUTERS = (
    documents.router,
    questions.router,
    by_number.router,
    work.router,
    drafts.router,
    graphs.router,
    analyses.router,
    sparql.router,
    loading.router,
    operations.router,
)


def _own_registry(chosen: Settings) -> OwnRegistry | None:
    """The registry that the settings name, read once; SettingError where it cannot be."""
    if chosen.registry is None:
        return None
    try:
        digest = hashlib.sha256(chosen.registry.read_bytes()).hexdigest()
        return OwnRegistry(read_registry(chosen.registry), digest)
    except OSError as error:
        raise SettingError(f"{chosen.registry}: {error.strerror}") from error


def application(chosen: Settings | None = None) -> FastAPI:
    """The application of some settings, those in force unless given. Nothing is opened before it is asked."""
    held = chosen or settings()
    secret = held.secret.get_secret_value() if held.secret else None
    desk = Desk(Door(held), Cursors(secret), held.threads, _own_registry(held))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.parsers.close()
        app.state.sparql.close()
        desk.door.close()

    app = FastAPI(
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    # The last one added is the first that a request meets.
    app.add_middleware(BodyLimit, upload_bytes=held.upload_mb * MEGABYTE, upload_paths=_UPLOADS)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Gate, settings=held)
    if held.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(held.cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", "X-API-Key"],
            expose_headers=[VERSION, "ETag", "Link", REQUEST_ID],
        )
    app.add_middleware(Heads)
    app.add_middleware(Watch)
    app.state.desk, app.state.settings = desk, held
    limits = Limits(held.upload_mb * MEGABYTE, held.max_pages, held.parse_seconds, held.parse_mb)
    app.state.jobs = Jobs(held)
    app.state.sparql = sparql.SparqlDesk(desk, held)
    app.state.parsers = Parsers(limits, _PARSERS)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    for router in (operations.probes, pages.router, views.router, draft.router):
        app.include_router(router)
    for error, handler in HANDLERS.items():
        app.add_exception_handler(error, handler)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app

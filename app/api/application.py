"""The web application: its routes, what each error is answered with, and what opens and closes with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from luocdo.app.api import documents, draft, operations, page_files, questions, views
from luocdo.app.api.answers import Desk
from luocdo.app.api.cursors import Cursors
from luocdo.app.api.door import Door
from luocdo.app.api.openapi import describe
from luocdo.app.api.problems import HANDLERS
from luocdo.app.settings import Settings, settings

PREFIX = "/api/v1"
ROUTERS = (documents.router, questions.router, operations.router)


def application(chosen: Settings | None = None) -> FastAPI:
    """The application of some settings, those in force unless given. Nothing is opened before it is asked."""
    held = chosen or settings()
    secret = held.secret.get_secret_value() if held.secret else None
    desk = Desk(Door(held.store), Cursors(secret), held.threads)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.door.close()

    app = FastAPI(
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.desk, app.state.settings = desk, held
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    for router in (operations.probes, page_files.router, views.router, draft.router):
        app.include_router(router)
    for error, handler in HANDLERS.items():
        app.add_exception_handler(error, handler)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app

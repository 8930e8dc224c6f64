"""For those who run the server: is it alive, can it answer, what does the store hold."""

from __future__ import annotations

import os
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from pydantic import BaseModel

import luocdo
from luocdo.app.api.answers import Answer, as_json, desk_of
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import Nothing
from luocdo.app.settings import without_password
from luocdo.graph.store import Reader
from luocdo.queries.info import Info, info

probes = APIRouter(tags=["operations"])
router = APIRouter(tags=["operations"])


class Alive(BaseModel):
    """The process answers."""

    status: str
    version: str


@probes.get("/health", **answered(Alive, tagged=False))
async def health() -> Response:
    """Whether the process answers, whatever the store does."""
    return Response(as_json({"status": "ok", "version": luocdo.__version__}).body, media_type="application/json")


@probes.get("/ready", **answered(Alive, tagged=False))
async def ready(request: Request) -> Response:
    """Whether the store can be asked: 503 with the reason where it cannot."""
    await anyio.to_thread.run_sync(lambda: desk_of(request).door.store().data_version())
    return Response(as_json({"status": "ready", "version": luocdo.__version__}).body, media_type="application/json")


@probes.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics() -> Response:
    """Counts and times of requests, for Prometheus: of all workers together."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/stats", **answered(Info))
async def stats(request: Request, _: Annotated[Nothing, Query()]) -> Response:
    """What the store holds, up to which day, and which program answers."""
    desk = desk_of(request)
    name = without_password(desk.door.url).rpartition("/")[2]  # where it lies is nobody's business

    def question(reader: Reader) -> Answer:
        return as_json(info(reader, name))

    return await desk.ask(request, question, heavy=True)

"""Loading over HTTP, for administrators: files are sent, a job loads them, its progress can be asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import anyio.to_thread
import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.security import HTTPBearer
from starlette.datastructures import FormData, UploadFile

from luocdo.app.api.drafts import named
from luocdo.app.api.gate import is_one_of, key_of
from luocdo.app.api.jobs import Job, Jobs, Running
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import JobId, Nothing
from luocdo.app.api.problems import Fault
from luocdo.app.settings import Settings
from luocdo.graph.places import find_province

_MOST_FILES = 1_000
_CHUNK = 1_000_000
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}},
                    "province": {"type": "string", "description": "The province of texts that name none"},
                },
            }
        }
    },
}


def administrator(request: Request, _: Annotated[object, Depends(HTTPBearer(auto_error=False))]) -> None:
    """Lets only those through who bring the token of the administrators."""
    settings: Settings = request.app.state.settings
    if settings.admin_token is None:
        raise Fault("forbidden", "loading over HTTP is off: the server has no LUOCDO_ADMIN_TOKEN")
    key = key_of(request.headers)
    if not is_one_of(key, [settings.admin_token.get_secret_value().encode()]):
        raise Fault("no-key", "give the token as `Authorization: Bearer TOKEN`", headers={"WWW-Authenticate": "Bearer"})


router = APIRouter(tags=["loading"], dependencies=[Depends(administrator)])


@router.post(
    "/ingest",
    status_code=202,
    **answered(Job, tagged=False, status=202, problems=(400, 403, 404, 408, 409, 413)),
    openapi_extra={"requestBody": _BODY},
)
async def ingest_files(request: Request, _: Annotated[Nothing, Query()]) -> Response:
    """Load files into the store. A name that was sent before takes the place of what it said then.

    The answer comes at once; the job it names tells how far the load is.
    """
    jobs: Jobs = request.app.state.jobs
    async with request.form(max_files=_MOST_FILES, max_fields=10) as form:
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
        if not files:
            raise Fault("bad-parameters", "a form has its documents as files named `files`")
        province = _province(form)
        try:
            id_, inbox = await anyio.to_thread.run_sync(jobs.new)
        except Running as running:
            told = {"Location": f"/api/v1/jobs/{running.job}", "Retry-After": "5"}
            raise Fault("conflict", "another load is under way", headers=told, job=running.job) from None
        try:
            paths = [await _keep(each, inbox) for each in files]
            job = await anyio.to_thread.run_sync(jobs.start, id_, list(dict.fromkeys(paths)), province)
        except BaseException:
            jobs.give_up(id_)
            raise
    return _told(job, 202)


@router.get("/jobs/{id}", **answered(Job, tagged=False, problems=(403, 404)))
async def one_job(request: Request, job_id: JobId, _: Annotated[Nothing, Query()]) -> Response:
    """How far a load is, and what of it failed."""
    jobs: Jobs = request.app.state.jobs
    job = await anyio.to_thread.run_sync(jobs.job, job_id)
    if job is None:
        raise Fault("unknown", "no load has this id")
    return _told(job, 200)


def _told(job: Job, status: int) -> Response:
    place = {"Location": f"/api/v1/jobs/{job.id}"} if status == 202 else {}
    return Response(msgspec.json.encode(job), status, {"Cache-Control": "no-store", **place}, "application/json")


def _province(form: FormData) -> str | None:
    given = form.get("province")
    if not isinstance(given, str) or not given:
        return None
    known = find_province(given)
    if known is None:
        raise Fault("unknown", "no province is or was called so")
    return known.name


async def _keep(upload: UploadFile, inbox: Path) -> Path:
    """Write a file into the folder of its job, under its own name without folders."""
    path = inbox / named(upload.filename or "")
    with path.open("wb") as file:
        while chunk := await upload.read(_CHUNK):
            await anyio.to_thread.run_sync(file.write, chunk)
    return path

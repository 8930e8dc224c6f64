"""Pages and the files they need, out of the wheel: nothing is asked of another host, and no path of a request ever
reaches the disk."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from luocdo.app.api.problems import Fault

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
"""What is served; files of other kinds (licences) lie beside them."""


class Asset(NamedTuple):
    """A file as it is sent."""

    body: bytes
    media_type: str
    tag: str


@cache
def assets(package: str, folder: str) -> dict[str, Asset]:
    """The files of a folder of a package, those of folders in it included, by their path from there."""
    return {name: _asset(file) for name, file in _found(files(package) / folder, "")}


def sent(request: Request, asset: Asset | None) -> Response:
    """The response with a file; 304 where the caller has it, 404 where there is none."""
    if asset is None:
        raise Fault("unknown", "there is no such page")
    headers = {"ETag": asset.tag, "Cache-Control": "no-cache"}
    if asset.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.body, headers=headers, media_type=asset.media_type)


EXPLORER_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing on the explorer's page may run or be loaded that does not come from here."""

router = APIRouter(include_in_schema=False)
_PACKAGE, _FOLDER = "luocdo.app.api", "static"


@router.get("/")
async def explorer(request: Request) -> Response:
    """The explorer."""
    return _of_explorer(request, "index.html")


@router.get("/static/{name:path}")
async def explorer_asset(request: Request, name: str) -> Response:
    """What the explorer needs."""
    return _of_explorer(request, name)


@router.get("/favicon.ico")
async def favicon(request: Request) -> Response:
    """The mark, for browsers that ask for it by this name."""
    return _of_explorer(request, "mark.svg")


@router.get("/docs")
async def docs(request: Request) -> Response:
    """The questions described, to be tried out."""
    return sent(request, assets(_PACKAGE, _FOLDER).get("docs.html"))


@router.get("/docs/assets/{name:path}")
async def docs_asset(request: Request, name: str) -> Response:
    """What the description needs."""
    return sent(request, assets(_PACKAGE, _FOLDER).get(name))


def _of_explorer(request: Request, name: str) -> Response:
    response = sent(request, assets("luocdo.viz", "static").get(name))
    response.headers["Content-Security-Policy"] = EXPLORER_POLICY
    return response


def _found(folder: Traversable, above: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            found += _found(each, f"{above}{each.name}/")
        elif PurePosixPath(each.name).suffix in _TYPES:
            found.append((f"{above}{each.name}", each))
    return found


def _asset(file: Traversable) -> Asset:
    body = file.read_bytes()
    return Asset(body, _TYPES[PurePosixPath(file.name).suffix], f'W/"{hashlib.sha256(body).hexdigest()[:24]}"')

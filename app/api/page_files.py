"""The explorer's own files at `/`: page, style sheets, scripts, words, each with its type and a strict policy.

Nothing on the page may run or be loaded that does not come from here.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from luocdo.app.api.problems import Fault

router = APIRouter(include_in_schema=False)
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}


class File(NamedTuple):
    """A file of the page with its tag."""

    body: bytes
    media_type: str
    tag: str


@cache
def page_files() -> dict[str, File]:
    """All files of the page by name: what is not here is not served."""
    found = {}
    for each in (files("luocdo.viz") / "static").iterdir():
        ending = each.name.rpartition(".")[2]
        if ending in _TYPES:
            body = each.read_bytes()
            found[each.name] = File(body, _TYPES[ending], f'"{sha256(body).hexdigest()[:24]}"')
    return found


@router.get("/")
async def explorer(request: Request) -> Response:
    """The page itself."""
    return _served(request, "index.html")


@router.get("/static/{name}")
async def page_file(request: Request, name: str) -> Response:
    """One of its files."""
    return _served(request, name)


@router.get("/favicon.ico")
async def favicon(request: Request) -> Response:
    """The mark, for browsers that ask for it by this name."""
    return _served(request, "mark.svg")


def _served(request: Request, name: str) -> Response:
    found = page_files().get(name)
    if found is None:
        raise Fault("unknown", "the explorer has no such file")
    headers = HEADERS | {"ETag": found.tag}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=found.media_type)

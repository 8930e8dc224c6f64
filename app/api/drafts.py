"""Drafts: a text or a file, judged before it is signed."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any

import anyio.to_thread
import msgspec
from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile

from luocdo.app.api.answers import Answer, as_json, desk_of
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import LONGEST, CheckAsked
from luocdo.app.api.parsing import Busy, Parsers
from luocdo.app.api.problems import Fault
from luocdo.graph.model import Extraction, SourceText
from luocdo.graph.store import Reader
from luocdo.loaders.kinds import MEDIA_TYPES
from luocdo.queries.check import Checked, check

JSON, FORM = "application/json", "multipart/form-data"
_SUFFIXES = {
    MEDIA_TYPES["text"]: ".txt",
    MEDIA_TYPES["markdown"]: ".md",
    MEDIA_TYPES["html"]: ".html",
    MEDIA_TYPES["docx"]: ".docx",
    MEDIA_TYPES["pdf"]: ".pdf",
    "application/octet-stream": "",
}
"""Media types of a body that is the file itself, with the suffix that tells the readers as much."""
_FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY = {
    "required": True,
    "content": {
        JSON: {
            "schema": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {
                    "text": {"type": "string", "minLength": 1},
                    "name": {"type": "string", "maxLength": LONGEST},
                },
            },
            "example": {"text": "Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị."},
        },
        FORM: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
        **dict.fromkeys(_SUFFIXES, _FILE),
    },
}

router = APIRouter(tags=["drafts"])


class _Given(msgspec.Struct, forbid_unknown_fields=True):
    """A draft as JSON."""

    text: str
    name: Annotated[str, msgspec.Meta(max_length=LONGEST)] = "draft.txt"


_given = msgspec.json.Decoder(_Given)


@router.post(
    "/check",
    **answered(Checked, tagged=False, problems=(400, 408, 413, 415)),
    openapi_extra={"requestBody": _BODY},
)
async def check_draft(request: Request, asked: Annotated[CheckAsked, Query()]) -> Response:
    """The citations of a draft: what each is taken for, how that stands on a day, writing faults, what to write.

    The draft is the body itself, a file of a form, or text in JSON; .txt .md .html .docx .pdf are read.
    """
    name, data = await _draft(request)
    text, extraction = await read_apart(request, name, data)

    desk = desk_of(request)

    def question(reader: Reader) -> Answer:
        return as_json(check(reader, extraction, text.text, asked.on, asked.lang, desk.own))

    return await desk.post(question, heavy=True)


async def read_apart(request: Request, name: str, data: bytes) -> tuple[SourceText, Extraction]:
    """The text of a file and what it says, read in a process of its own."""
    # Reading waits for another process: it must not take the place of a question.
    return await anyio.to_thread.run_sync(_read, request.app.state.parsers, name, data)


def _read(parsers: Parsers, name: str, data: bytes) -> tuple[SourceText, Extraction]:
    try:
        return parsers.read(name, data)
    except Busy:
        raise Fault("busy", "other drafts are being read: try again in a moment") from None


async def _draft(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of what was sent."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON:
        return _of_json(await request.body())
    if kind == FORM:
        async with request.form(max_files=1, max_fields=10) as form:
            file: Any = form.get("file")
            if not isinstance(file, UploadFile):
                raise Fault("bad-parameters", "a form has its draft as a file named `file`")
            return named(file.filename or "draft"), await file.read()
    if kind not in _SUFFIXES:
        raise Fault("wrong-kind", f"a draft is sent as {', '.join((*_SUFFIXES, FORM, JSON))}")
    return f"draft{_SUFFIXES[kind]}", await request.body()


def _of_json(body: bytes) -> tuple[str, bytes]:
    try:
        given = _given.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Fault("bad-parameters", f"the body is not as described: {error}") from error
    if not given.text:
        raise Fault("bad-parameters", "text: empty")
    return named(given.name), given.text.encode()


def named(name: str) -> str:
    """A file's name without folders and control signs, as it may be shown and kept."""
    plain = "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable())
    return plain[:200].strip(" .") or "draft"

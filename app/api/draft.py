"""The draft check of the explorer: a text or a file in, findings with the text out, or the DOCX with comments."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile

from luocdo.app.api.answers import Answer, as_json, desk_of, today
from luocdo.app.api.drafts import named, read_apart
from luocdo.app.api.parameters import Dated, Spoken
from luocdo.app.api.problems import Fault
from luocdo.app.docx_comments import Decision, commented
from luocdo.graph.store import Reader
from luocdo.loaders.kinds import MEDIA_TYPES
from luocdo.queries.check import check
from luocdo.queries.registers import Registers
from luocdo.viz.lives import lives

router = APIRouter(prefix="/view", include_in_schema=False)


class DraftAsked(Dated, Spoken):
    """The name of the file, and what is wanted back."""

    name: str = "draft.txt"
    format: Literal["json", "docx"] = "json"


_decisions = msgspec.json.Decoder(tuple[Decision, ...])
"""What was decided in the explorer comes with the file: made here, since threads may not be the first to need one."""


@router.post("/check")
async def view_check(request: Request, asked: Annotated[DraftAsked, Query()]) -> Response:
    """The findings on a draft that comes as the body of the request, or as the `file` of a form with `decisions`."""
    body, decisions = await _given(request)
    draft, extraction = await read_apart(request, named(asked.name), body)

    def question(reader: Reader) -> Answer:
        day, own = asked.on or today(), desk_of(request).own
        found = check(reader, extraction, draft.text, day, asked.lang, own)
        if asked.format == "docx":
            if draft.media_type != MEDIA_TYPES["docx"]:
                raise Fault("wrong-kind", "only a DOCX can be given back with comments")
            headers = {"Content-Disposition": 'attachment; filename="draft-checked.docx"'}
            return Answer(commented(body, found, draft.text, asked.lang, decisions), headers, draft.media_type)
        header = extraction.document
        taken = [each.taken_for.id for each in found.findings if each.taken_for is not None]
        return as_json(
            found.to_dict()
            | {"text": draft.text, "media_type": draft.media_type, "pages": len(draft.pages)}
            | {"citations": len(extraction.citations), "own": header.number or "", "title": header.title or ""}
            | {"lives": lives(reader, taken, day, asked.lang, Registers(reader, own))}
        )

    return await desk_of(request).post(question, heavy=True)


async def _given(request: Request) -> tuple[bytes, tuple[Decision, ...]]:
    """The bytes of the draft and what was decided on its findings."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body(), ()
    async with request.form(max_files=1, max_fields=2) as form:
        file, told = form.get("file"), form.get("decisions")
        if not isinstance(file, UploadFile):
            raise Fault("bad-parameters", "a form has its draft as a file named `file`")
        try:
            return await file.read(), _decisions.decode(told if isinstance(told, str) else "[]")
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise Fault("bad-parameters", f"decisions: {error}") from error

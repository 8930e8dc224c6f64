"""The draft check of the explorer: a text or a file in, findings with the text out, or the DOCX with comments."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from luocdo.app.api.answers import Answer, as_json, desk_of, today
from luocdo.app.api.drafts import named, read_apart
from luocdo.app.api.parameters import Dated, Spoken
from luocdo.app.api.problems import Fault
from luocdo.app.docx_comments import commented
from luocdo.graph.store import Reader
from luocdo.loaders.kinds import MEDIA_TYPES
from luocdo.queries.check import check

router = APIRouter(prefix="/view", include_in_schema=False)


class DraftAsked(Dated, Spoken):
    """The name of the file, and what is wanted back."""

    name: str = "draft.txt"
    format: Literal["json", "docx"] = "json"


@router.post("/check")
async def view_check(request: Request, asked: Annotated[DraftAsked, Query()]) -> Response:
    """The findings on a draft that comes as the body of the request."""
    body = await request.body()
    draft, extraction = await read_apart(request, named(asked.name), body)

    def question(reader: Reader) -> Answer:
        found = check(reader, extraction, draft.text, asked.on or today(), asked.lang, desk_of(request).own)
        if asked.format == "docx":
            if draft.media_type != MEDIA_TYPES["docx"]:
                raise Fault("wrong-kind", "only a DOCX can be given back with comments")
            headers = {"Content-Disposition": 'attachment; filename="draft-checked.docx"'}
            return Answer(commented(body, found, draft.text, asked.lang), headers, draft.media_type)
        own = extraction.document
        return as_json(
            found.to_dict()
            | {"text": draft.text, "media_type": draft.media_type, "pages": len(draft.pages)}
            | {"citations": len(extraction.citations), "own": own.number or "", "title": own.title or ""}
        )

    return await desk_of(request).post(question, heavy=True)

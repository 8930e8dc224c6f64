"""Documents: lists of them, one of them, its text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from luocdo.app.api.answers import Answer, as_json, chosen_fields, desk_of, today
from luocdo.app.api.one import with_id
from luocdo.app.api.openapi import answered
from luocdo.app.api.parameters import DocumentAsked, DocumentsAsked, Id, Nothing
from luocdo.app.api.problems import Fault
from luocdo.graph.model import DocumentNode, SourceText
from luocdo.graph.store import Reader
from luocdo.queries.catalogue import Chosen, documents_listed
from luocdo.queries.described import Described, described
from luocdo.queries.registers import Registers

router = APIRouter(prefix="/documents", tags=["documents"])


@router.get("", **answered(DocumentNode, many=True, partial=True, paged=True, problems=(404,)))
async def list_documents(request: Request, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    """Documents by words, type, level, province, day and status; with words best first, otherwise by id."""
    desk = desk_of(request)
    place = desk.place(request, asked.cursor)
    chosen = Chosen(asked.q, asked.type, asked.level, asked.province, asked.from_, asked.to, asked.status)

    def question(reader: Reader) -> Answer:
        start, registers = place[0] if place else None, Registers(reader, desk.own)
        page = documents_listed(reader, chosen, asked.on or today(), asked.limit, start, registers)
        more = desk.more(request, None if page.next is None else [page.next])
        return as_json(chosen_fields(page.documents, asked.fields), more)

    return await desk.ask(request, question, heavy=asked.q is not None or asked.status is not None)


@router.get("/{id}", **answered(Described, partial=True, problems=(404,)))
async def one_document(request: Request, document_id: Id, asked: Annotated[DocumentAsked, Query()]) -> Response:
    """A document, the texts of it that are held, and how many relations it has."""

    def question(reader: Reader) -> Answer:
        (found,) = chosen_fields([described(reader, with_id(reader, document_id))], asked.fields)
        return as_json(found)

    return await desk_of(request).ask(request, question)


@router.get("/{id}/text", **answered(SourceText, problems=(404,)))
async def text_of_document(request: Request, document_id: Id, _: Annotated[Nothing, Query()]) -> Response:
    """The text of a document as its reader returned it: what the offsets of all evidence count in."""

    def question(reader: Reader) -> Answer:
        text = reader.text(with_id(reader, document_id).id)
        if text is None:
            raise Fault("unknown", "the store knows this document only from citations: no text of it is held")
        return as_json(text)

    return await desk_of(request).ask(request, question)

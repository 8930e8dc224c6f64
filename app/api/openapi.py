"""The description of the interface: what each route answers, with which headers, and what can go wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

import luocdo
from luocdo.app.api.answers import JSON, VERSION
from luocdo.app.api.examples import EXAMPLES
from luocdo.app.api.problems import KINDS, MEDIA_TYPE
from luocdo.app.api.shapes import Problem, shape
from luocdo.graph.model import Record

SUMMARY = "The relations between Vietnamese Party and State documents, with the sentence each was read from"
_HEADERS = {
    VERSION: ("A number that grows with every change of the data", {"type": "integer"}),
    "ETag": ("For If-None-Match: unchanged answers come as 304", {"type": "string"}),
    "Link": ("The next page, rel=next, where there is one", {"type": "string"}),
}
_ALWAYS = (401, 421, 422, 429, 503)
"""What any question may be answered with: no key, another host, wrong parameters, too many, no store."""
_TITLES = {kind.status: kind.title for kind in reversed(KINDS.values())}


def answered(
    model: type[Record] | type[BaseModel],
    *,
    many: bool = False,
    partial: bool = False,
    paged: bool = False,
    tagged: bool = True,
    forms: Sequence[str] = (),
    status: int = 200,
    problems: Sequence[int] = (),
) -> dict[str, Any]:
    """What a route answers, as arguments of its decorator: a record or model, or a list of them (`many`), with
    fields that may be left out (`partial`), in pages, in other `forms` too; `problems` are the statuses it may
    give besides."""
    made: Any = model if issubclass(model, BaseModel) else shape(model, partial=partial)
    names = [VERSION, *(["ETag"] if tagged else []), *(["Link"] if paged else [])]
    told: dict[str, Any] = {
        "description": "The answer",
        "model": list[made] if many else made,
        "headers": {name: {"description": _HEADERS[name][0], "schema": _HEADERS[name][1]} for name in names},
    }
    for form in forms:
        told.setdefault("content", {})[form] = {"schema": {"type": "object" if form.endswith("+json") else "string"}}
    responses: dict[int | str, dict[str, Any]] = {status: told}
    if tagged:
        responses[304] = {"description": "Unchanged"}
    return {"responses": responses | _problems(problems), "response_model": None}


def answered_as(content: dict[str, Any], problems: Sequence[int] = ()) -> dict[str, Any]:
    """As `answered`, for what is answered in forms of its own, by media type."""
    words, schema = _HEADERS[VERSION]
    told = {
        "description": "The answer",
        "content": content,
        "headers": {VERSION: {"description": words, "schema": schema}},
    }
    return {"responses": {200: told} | _problems(problems), "response_model": None, "response_class": Response}


def _problems(statuses: Sequence[int]) -> dict[int | str, dict[str, Any]]:
    return {each: {"model": Problem, "description": _TITLES[each]} for each in sorted({*_ALWAYS, *statuses})}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the program, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title="luocdo",
            version=luocdo.__version__,
            summary=SUMMARY,
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
            routes=app.routes,
        )
        for operation in _operations(made):
            _settle(operation)
        app.openapi_schema = made
    return app.openapi_schema


def written(document: dict[str, Any]) -> str:
    """The document as its file in `docs/` has it."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def _example(schema: dict[str, Any]) -> Any:
    """The example of an answer, by the name of its model."""
    if "items" in schema:
        return [_example(schema["items"])]
    return EXAMPLES[schema["$ref"].rpartition("/")[2].removesuffix("Fields")]


def _settle(operation: dict[str, Any]) -> None:
    """What the framework cannot say: problems have a media type of their own, no parameter is ever null, and an
    example may hold what is."""
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if int(status) == 304:
            response.pop("content", None)
        elif int(status) >= 300 and JSON in content:
            response["content"] = {MEDIA_TYPE: content[JSON]}
        elif JSON in content:
            content[JSON]["example"] = _example(content[JSON]["schema"])
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"]
        kinds = [each for each in schema.pop("anyOf", ()) if each != {"type": "null"}]
        for each in kinds:
            schema.update(each)
        if schema.get("default", 0) is None:
            del schema["default"]

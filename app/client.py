"""A Python client of `luocdo serve`: a method for each question, answered with the records that the questions give.

    with Client("http://127.0.0.1:8000") as luocdo:
        decision = luocdo.resolve("290-QĐ/TW")
        for plan in luocdo.tasks(directive=decision.id):
            print(plan.text)

It needs httpx2 (`pip install luocdo[client]`). Pages are fetched as they are read.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar
from urllib.parse import quote

import httpx2
import msgspec

from luocdo.app.api.jobs import Job
from luocdo.graph.model import AgencyNode, Direction, DocumentNode, Record, SourceText
from luocdo.graph.sparql_store import MEDIA_TYPES, Form, SparqlAnswer
from luocdo.queries.analysis import Analysis, AnalysisName
from luocdo.queries.cascade import Relation
from luocdo.queries.check import Checked
from luocdo.queries.coverage import Covered
from luocdo.queries.described import Described
from luocdo.queries.impact import Impact
from luocdo.queries.info import Info
from luocdo.queries.lineage import Lineage
from luocdo.queries.mentions import Mentioned
from luocdo.queries.path import Path as Way
from luocdo.queries.responsibility import Count, TaskAnswer
from luocdo.queries.results import Brief
from luocdo.queries.standing import Status
from luocdo.queries.status import StatusAnswer
from luocdo.queries.work import Work

T = TypeVar("T")
_TRIES = 3
_types = threading.Lock()
_MOST_NUMBERS = 10_000


class Tree(Record, frozen=True):
    """A document of a cascade with what hangs from it; `more` counts what leads on from it beyond the page."""

    document: DocumentNode
    status: Status
    relation: Relation | None
    repeated: bool
    tasks: tuple[Work, ...]
    children: tuple[Tree, ...]
    more: int = 0


class Candidate(Brief, frozen=True):
    """A document that a number may mean, and what to ask to mean it alone."""

    query: str = ""


class ServerError(Exception):
    """What the server refused: the status, the kind of problem, and its words."""

    def __init__(self, status: int, kind: str, detail: str) -> None:
        self.status, self.kind, self.detail = status, kind, detail
        super().__init__(f"{status} {kind}: {detail}")


class Ambiguous(ServerError):
    """A number fits several documents."""

    def __init__(self, detail: str, candidates: tuple[Candidate, ...]) -> None:
        self.candidates = candidates
        super().__init__(300, "ambiguous", detail)


class Client:
    """A server, asked over one connection pool; threads may share it."""

    def __init__(self, url: str, *, key: str | None = None, timeout: float = 60.0) -> None:
        """`key` is an API key, or the administrators' token for `ingest`."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx2.Client(base_url=f"{url.rstrip('/')}/api/v1", headers=headers, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    # --- documents ---------------------------------------------------------------------------------

    def documents(
        self,
        words: str | None = None,
        *,
        type: str | None = None,  # noqa: A002
        level: str | None = None,
        province: str | None = None,
        since: str | None = None,
        until: str | None = None,
        status: Status | None = None,
        on: str | None = None,
    ) -> Iterator[DocumentNode]:
        """Documents chosen by every condition given; with words best first, otherwise by id."""
        asked = {"q": words, "type": type, "level": level, "province": province, "from": since, "to": until}
        return self._rows("/documents", asked | {"status": status, "on": on}, DocumentNode)

    def document(self, id_: str) -> Described:
        """A document, its held texts and how many relations it has."""
        return self._one(f"/documents/{_quoted(id_)}", {}, Described)

    def text(self, id_: str) -> SourceText:
        """The text of a held document."""
        return self._one(f"/documents/{_quoted(id_)}/text", {}, SourceText)

    def resolve(
        self, number: str, *, date: str | None = None, issuer: str | None = None, place: str | None = None
    ) -> DocumentNode:
        """The document that a number means; Ambiguous has the candidates where it fits several."""
        asked = {"number": number, "date": date, "issuer": issuer, "place": place}
        return self._one("/resolve", asked, DocumentNode)

    # --- questions about one document --------------------------------------------------------------

    def lineage(
        self,
        id_: str,
        *,
        direction: Direction = "down",
        depth: int | None = None,
        relations: Iterable[str] = (),
        on: str | None = None,
    ) -> Iterator[Lineage]:
        """The steps from a document with their evidence, page by page, nearest first."""
        asked = {"direction": direction, "depth": depth, "relations": ",".join(relations) or None, "on": on}
        return self._pages(f"/documents/{_quoted(id_)}/lineage", asked, Lineage)

    def cascade(
        self,
        id_: str,
        *,
        direction: Direction = "down",
        depth: int | None = None,
        relations: Iterable[str] = (),
        on: str | None = None,
    ) -> Iterator[Tree]:
        """The tree below (or above) a document, page by page; most trees are one page."""
        asked = {"direction": direction, "depth": depth, "relations": ",".join(relations) or None, "on": on}
        return self._pages(f"/documents/{_quoted(id_)}/cascade", asked, Tree)

    def status(self, id_: str, *, on: str | None = None, lang: Literal["vi", "en"] = "vi") -> StatusAnswer:
        """Whether a document holds on a day."""
        (found,) = self._one(f"/documents/{_quoted(id_)}/status", {"on": on, "lang": lang}, tuple[StatusAnswer, ...])
        return found

    def impact(self, id_: str, *, on: str | None = None) -> Impact:
        """What rests on a document, were it replaced."""
        return self._one(f"/documents/{_quoted(id_)}/impact", {"on": on}, Impact)

    def coverage(self, id_: str, *, provinces: Count = "34") -> tuple[Covered, ...]:
        """Which provinces carry a document out."""
        return self._one(f"/documents/{_quoted(id_)}/coverage", {"provinces": provinces}, tuple[Covered, ...])

    def mentions(
        self, id_: str, *, direction: Direction = "down", relations: Iterable[str] = ()
    ) -> Iterator[Mentioned]:
        """Who names a document, or whom it names (`up`), with the sentences."""
        asked = {"direction": direction, "relations": ",".join(relations) or None}
        return self._rows(f"/documents/{_quoted(id_)}/mentions", asked, Mentioned)

    # --- many documents, bodies, drafts ------------------------------------------------------------

    def statuses(
        self, numbers: Sequence[str], *, on: str | None = None, lang: Literal["vi", "en"] = "vi"
    ) -> tuple[StatusAnswer, ...]:
        """How each number stands on a day, in their order; any count of them."""
        found: list[StatusAnswer] = []
        for start in range(0, len(numbers), _MOST_NUMBERS):
            body = {"numbers": list(numbers[start : start + _MOST_NUMBERS]), "on": on, "lang": lang}
            found += _read(self._sent("POST", "/status", json=body), tuple[StatusAnswer, ...])
        return tuple(found)

    def path(self, start: str, end: str, *, direction: Literal["down", "up", "any"] = "any") -> Way:
        """The shortest way from one document to another, by numbers or ids."""
        return self._one("/path", {"from": start, "to": end, "direction": direction}, Way)

    def agencies(
        self, words: str | None = None, *, level: str | None = None, province: str | None = None
    ) -> Iterator[AgencyNode]:
        """Bodies by name, level and province."""
        return self._rows("/agencies", {"q": words, "level": level, "province": province}, AgencyNode)

    def tasks(
        self,
        *,
        agency: str | None = None,
        province: str | None = None,
        provinces: Count = "34",
        due_before: str | None = None,
        past_due_on: str | None = None,
        directive: str | None = None,
    ) -> Iterator[TaskAnswer]:
        """Who must do what by when; every condition given holds."""
        asked = {"agency": agency, "province": province, "provinces": provinces, "directive": directive}
        return self._rows("/tasks", asked | {"due_before": due_before, "past_due_on": past_due_on}, TaskAnswer)

    def check(self, draft: str | Path, *, on: str | None = None, lang: Literal["vi", "en"] = "vi") -> Checked:
        """The citations of a draft: a text, or the path of a file."""
        asked = _given({"on": on, "lang": lang})
        if isinstance(draft, Path):
            files = {"file": (draft.name, draft.read_bytes())}
            return _read(self._sent("POST", "/check", params=asked, files=files), Checked)
        return _read(self._sent("POST", "/check", params=asked, json={"text": draft}), Checked)

    def analysis(self, name: AnalysisName, *, documents: Sequence[str] = (), limit: int | None = None) -> Analysis:
        """What the graph shows as a whole; `documents` are numbers or ids, for `similar`."""
        return self._one(f"/analysis/{name}", {"document": list(documents) or None, "limit": limit}, Analysis)

    def sparql(self, query: str, form: Form | None = None) -> SparqlAnswer:
        """The answer to a query, in a form: JSON for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE unless told."""
        answer = self._sent("POST", "/sparql", params=_given({"format": form}), data={"query": query})
        kind = answer.headers["Content-Type"].partition(";")[0]
        told = next(name for name, type_ in MEDIA_TYPES.items() if type_.partition(";")[0] == kind)
        return SparqlAnswer(told, answer.content, int(answer.headers["Luocdo-Data-Version"]))

    def select(self, query: str) -> tuple[dict[str, str], ...]:
        """The rows of a SELECT, each by variable; what a row does not bind is left out."""
        rows = msgspec.json.decode(self.sparql(query, "json").body)["results"]["bindings"]
        return tuple({name: bound["value"] for name, bound in row.items()} for row in rows)

    def stats(self) -> Info:
        """What the store holds."""
        return self._one("/stats", {}, Info)

    # --- loading -----------------------------------------------------------------------------------

    def ingest(self, paths: Iterable[Path], *, province: str | None = None) -> Job:
        """Send files to be loaded; the job it becomes."""
        files = [("files", (path.name, path.read_bytes())) for path in paths]
        data = _given({"province": province})
        return _read(self._sent("POST", "/ingest", files=files, data=data), Job)

    def job(self, id_: str) -> Job:
        """How far a load is."""
        return self._one(f"/jobs/{_quoted(id_)}", {}, Job)

    def wait(self, job: Job, *, seconds: float = 600.0) -> Job:
        """The job when it is over; TimeoutError if that takes longer."""
        until = time.monotonic() + seconds
        while job.state == "running":
            if time.monotonic() > until:
                raise TimeoutError(f"job {job.id} has not ended after {seconds} seconds")
            time.sleep(0.5)
            job = self.job(job.id)
        return job

    # --- asking ------------------------------------------------------------------------------------

    def _one(self, place: str, asked: dict[str, Any], kind: type[T]) -> T:
        return _read(self._sent("GET", place, params=_given(asked)), kind)

    def _rows(self, place: str, asked: dict[str, Any], kind: type[T]) -> Iterator[T]:
        for page in self._pages(place, asked, tuple[kind, ...]):  # type: ignore[valid-type]
            yield from page

    def _pages(self, place: str, asked: dict[str, Any], kind: type[T]) -> Iterator[T]:
        answer = self._sent("GET", place, params=_given(asked))
        yield _read(answer, kind)
        while "next" in answer.links:
            answer = self._sent("GET", f"{place}{answer.links['next']['url']}")
            yield _read(answer, kind)

    def _sent(self, method: str, place: str, **sent: Any) -> httpx2.Response:
        """The answer; asked again where the server says it is worth a try."""
        for left in reversed(range(_TRIES)):
            answer = self._http.request(method, place, **sent)
            if answer.status_code not in (429, 503) or not left:
                break
            time.sleep(min(float(answer.headers.get("Retry-After", "1")), 5.0))
        if answer.is_success:
            return answer
        raise _error(answer)


def _error(answer: httpx2.Response) -> ServerError:
    """The problem document of an answer as an exception."""
    try:
        told = msgspec.json.decode(answer.content)
        kind, detail = told["type"].rpartition(":")[2], told["detail"]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError):
        return ServerError(answer.status_code, "no-problem-document", answer.text[:200])
    if kind == "ambiguous":
        with _types:
            return Ambiguous(detail, msgspec.convert(told["candidates"], tuple[Candidate, ...]))
    return ServerError(answer.status_code, kind, detail)


def _read(answer: httpx2.Response, kind: type[T]) -> T:
    # msgspec takes a type apart when it first meets it, and two threads that do so at once end the process (0.22).
    with _types:
        return msgspec.json.decode(answer.content, type=kind)


def _given(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value is not None}


def _quoted(id_: str) -> str:
    """An id as one part of a path, whatever it is."""
    return quote(id_, safe="")

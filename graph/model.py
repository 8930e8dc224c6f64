"""The records of an extraction and of the graph: frozen values, no behaviour beyond conversion.

An extraction is what one text says (shape: one line of `luocdo extract --format jsonl`). The graph
is what many texts and the registry say together. Offsets count characters of the document's text;
`text == source_text[start:end]` always holds. Dates are ISO strings (`2020-03-24`), or None.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Level = Literal[
    "central-party",
    "central-state",
    "province-party",
    "province-state",
    "department",
    "district",
    "commune",
    "mass",
]
Direction = Literal["down", "up"]
"""`down` goes from a cited document to what cites it, `up` from a document to what it cites."""


class Record(msgspec.Struct, frozen=True, gc=False):
    """A frozen value without cycles: msgspec builds it several times faster than a dataclass."""

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and scalars, as they would come back from JSON."""
        data: dict[str, Any] = _lists(msgspec.to_builtins(self))
        return data


def _lists(value: Any) -> Any:
    """The same with lists for tuples, which msgspec leaves as they are."""
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    return [_lists(each) for each in value] if isinstance(value, list | tuple) else value


# --- what one text says ---------------------------------------------------------------------------


class Problem(Record, frozen=True):
    """Something odd in the input; loading goes on. Severity: info, warning, error."""

    severity: Literal["info", "warning", "error"]
    message: str
    start: int = 0
    end: int = 0


class PageMark(Record, frozen=True):
    """Where a page, or a part of a file such as `footnotes`, begins in the text the reader returned."""

    start: int
    label: str


class SourceText(Record, frozen=True):
    """A file as text. `source` is the file's name, `sha256` that of its bytes, hex."""

    source: str
    sha256: str
    text: str
    media_type: str
    encoding: str
    pages: tuple[PageMark, ...] = ()
    problems: tuple[Problem, ...] = ()


class AgencyRef(Record, frozen=True):
    """An agency as a text names it, and the real body (with its place) the id stands for."""

    id: str
    name: str


class Resolution(Record, frozen=True):
    """Which document a citation means: resolved, ambiguous (with candidates) or unknown; by which rule."""

    status: Literal["resolved", "ambiguous", "unknown"]
    document_id: str | None
    rule: str
    confidence: float
    candidates: tuple[str, ...] = ()


class Mention(Record, frozen=True):
    """One place that names a document: by its number, by a name, or by pointing back."""

    start: int
    end: int
    text: str
    section: str
    by: Literal["number", "name", "back"] = "number"


class Citation(Record, frozen=True):
    """One distinct document a text cites. `relation` is the strongest one the text supports."""

    number: str | None
    type: str | None
    date: str | None
    name: str | None
    title: str | None
    issuer: tuple[AgencyRef, ...]
    term: str | None
    relation: str
    scope: Literal["document", "provision"]
    partial: bool
    cue: str
    resolution: Resolution
    mentions: tuple[Mention, ...]
    place: str | None = None
    """Province that the text itself puts this document in, if it does."""


class DocumentEnd(Record, frozen=True):
    """One end of a relation between two other documents, as far as the text names it."""

    number: str | None
    name: str | None
    date: str | None
    document_id: str | None


class Nested(Record, frozen=True, rename={"from_": "from"}):
    """A relation between two documents other than the text itself, stated in passing."""

    from_: DocumentEnd
    to: DocumentEnd
    relation: str
    start: int
    end: int
    text: str


class Effect(Record, frozen=True, rename={"from_": "from", "except_": "except"}):
    """What this document does to another: supersedes, repeals, amends, corrects, suspends, extends."""

    kind: str
    number: str | None
    name: str | None
    date: str | None
    partial: bool
    provisions: tuple[str, ...]
    except_: tuple[str, ...]
    from_: str | None
    section: str
    start: int
    end: int
    text: str
    territory: tuple[str, ...] = ()
    """The former provinces it is confined to: `hết hiệu lực trên địa bàn tỉnh Bình Định (cũ)`; empty: everywhere."""


class Task(Record, frozen=True):
    """A piece of work given to agencies. `deadlines` hold the shapes of the contract as plain dicts."""

    part: Literal["implementing", "activity", "body"]
    section: str
    text: str
    start: int
    end: int
    agencies: tuple[AgencyRef, ...]
    supporting: tuple[AgencyRef, ...] = ()
    reports_to: tuple[AgencyRef, ...] = ()
    cites: tuple[str, ...] = ()
    deadlines: tuple[dict[str, Any], ...] = ()


class Header(Record, frozen=True):
    """What a document says of itself; None where it does not say."""

    id: str
    type: str | None
    number: str | None
    date: str | None
    issuer: AgencyRef | None
    level: Level | None
    province: str | None
    title: str | None
    signer: str | None
    effective_from: str | None
    applies_from: str | None = None
    expires: str | None = None
    territory: str | None = None
    year: int | None = None
    """The year where a blank date gives no more (`ngày tháng năm 2023`)."""
    district: str | None = None


class Extraction(Record, frozen=True):
    """All that one text says, in the shape of the contract."""

    source: str
    sha256: str
    text_length: int
    document: Header
    citations: tuple[Citation, ...]
    nested: tuple[Nested, ...]
    effects: tuple[Effect, ...]
    tasks: tuple[Task, ...]
    executors: tuple[AgencyRef, ...]
    recipients: tuple[str, ...]
    problems: tuple[Problem, ...]


# --- what many texts say together -----------------------------------------------------------------


class DocumentNode(Record, frozen=True):
    """A document of the graph. `held`: its text is in the store; else it is only cited (a stub)."""

    id: str
    number: str | None
    type: str | None
    name: str | None
    title: str | None
    date: str | None
    issuer: tuple[AgencyRef, ...]
    level: Level | None
    province: str | None
    district: str | None = None
    term: str | None = None
    signer: str | None = None
    effective_from: str | None = None
    applies_from: str | None = None
    expires: str | None = None
    territory: str | None = None
    held: bool = False
    illustrative: bool = False
    """Its text was written for the samples: the facts are real, the words are ours."""
    ambiguous: bool = False
    """Stands for a citation that fits several documents; MAY_BE edges lead to them."""


class Terms(Record, frozen=True, array_like=True):
    """What a clause of effect says beyond its kind: from which ISO day, on which provisions, except which, where.

    `from_` is None where neither the clause nor the text's own first day tells it. Of a body that took over
    from another: the first day, and as provisions the subjects of the work it took.
    """

    from_: str | None
    partial: bool
    provisions: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()


class Evidence(Record, frozen=True):
    """The sentence a relation was read from: `quote == text of document_id [start:end]`."""

    document_id: str
    source: str
    sha256: str
    start: int
    end: int
    quote: str
    section: str
    cue: str
    rule: str
    confidence: float
    illustrative: bool = False
    terms: Terms | None = None
    """Of an effect that the text itself has on the other document, and of a succession of bodies."""


class Edge(Record, frozen=True):
    """A relation that reads `source kind target`, for instance plan IMPLEMENTS decision."""

    source: str
    target: str
    kind: str
    scope: Literal["document", "provision"]
    partial: bool
    confidence: float
    evidence: tuple[Evidence, ...]
    nested: bool = False
    """Stated by a third text, not by the source itself."""


class Hop(Record, frozen=True):
    """One step of a lineage: the edge, and how many steps from the root its far end stands."""

    edge: Edge
    depth: int


class Succession(Record, frozen=True):
    """A body that took over: its id, the first day (ISO), the subject (empty: everything else)."""

    agency_id: str
    day: str
    scope: str


class AgencyNode(Record, frozen=True):
    """A body that issues, leads or carries out. Dates bound the time it bore this name, where known.

    `parent` is the id of the body it belongs to; `successors` who took over from it, by its own merger or
    by that of its province, oldest first.
    """

    id: str
    name: str
    level: Level | None = None
    province: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    parent: str | None = None
    successors: tuple[Succession, ...] = ()


class TaskNode(Record, frozen=True):
    """A piece of work that a document gives out, as its text has it: `text == source text [start:end]`.

    `directives` are the ids of the documents it speaks of; `deadlines` hold the contract's shapes.
    """

    id: str
    document_id: str
    part: Literal["implementing", "activity", "body"]
    section: str
    text: str
    start: int
    end: int
    agencies: tuple[AgencyRef, ...]
    supporting: tuple[AgencyRef, ...]
    reports_to: tuple[AgencyRef, ...]
    directives: tuple[str, ...]
    deadlines: tuple[dict[str, Any], ...]
    illustrative: bool = False
    """Its text was written for the samples."""

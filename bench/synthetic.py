"""A synthetic graph in the shape of the real one: few central hubs, many provincial plans that cite them.

Everything follows from a count and a seed. The same documents come as nodes and edges (for a store) or
as texts with their extractions (for a builder). Words, numbers and places are made up from patterns;
no real document stands behind them.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from luocdo.graph.model import (
    AgencyNode,
    AgencyRef,
    Citation,
    DocumentNode,
    Edge,
    Evidence,
    Extraction,
    Header,
    Level,
    Mention,
    Resolution,
    SourceText,
    TaskNode,
)
from luocdo.graph.store_records import HeldText

_FIRST_DAY = datetime.date(2005, 1, 1)
_DAYS = 7500
_PLACES = tuple(f"Tỉnh {n:02}" for n in range(1, 64))
_SUBJECTS = (
    "công tác dân vận",
    "cải cách hành chính",
    "chuyển đổi số",
    "phòng, chống thiên tai",
    "thực hiện dân chủ ở cơ sở",
    "an toàn giao thông",
    "giảm nghèo bền vững",
    "xây dựng nông thôn mới",
)
_CUES = {
    "IMPLEMENTS": ("Thực hiện", "cue.implements"),
    "BASED_ON": ("Căn cứ", "cue.based_on"),
    "CITES": ("theo", "cue.cites"),
}
_CITED_PER_DOCUMENT = 6
_BODIES = ("Sở Nội vụ", "Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Tư pháp")


@dataclass(frozen=True)
class Layer:
    """A level of the hierarchy: its share of all documents, how its numbers look, who issues."""

    level: Level
    share: float
    pattern: str
    type: str
    issuer: str
    place: bool


_LAYERS = (
    Layer("central-party", 0.002, "{serial:02}-CT/TW", "Chỉ thị", "Ban Bí thư", False),
    Layer("central-state", 0.018, "{serial:02}/{year}/NĐ-CP", "Nghị định", "Chính phủ", False),
    Layer("province-party", 0.08, "{serial:02}-KH/TU", "Kế hoạch", "Tỉnh ủy", True),
    Layer("province-state", 0.3, "{serial:02}/KH-UBND", "Kế hoạch", "UBND tỉnh", True),
    Layer("department", 0.6, "{serial:02}/KH-SNV", "Kế hoạch", "Sở Nội vụ", True),
)
_SHARES = tuple(layer.share for layer in _LAYERS)


@dataclass(frozen=True)
class Document:
    """A document by its place in the sequence, which is also the order of time."""

    index: int
    layer: Layer
    number: str
    date: str
    place: str | None
    subject: str
    cited: tuple[tuple[int, str], ...]

    @property
    def id(self) -> str:
        return f"d{self.index:07}"

    @property
    def title(self) -> str:
        return f"{self.subject} năm {self.date[:4]}"

    @property
    def issuer(self) -> AgencyRef:
        name = f"{self.layer.issuer} {self.place}" if self.place else self.layer.issuer
        return AgencyRef(f"{self.layer.level}.{self.place or 'tw'}".replace(" ", "-").lower(), name)


class SyntheticGraph:
    """`count` documents; document i cites only earlier ones, hubs more than others."""

    def __init__(self, count: int, seed: int = 290) -> None:
        self.documents: list[Document] = []
        self._random = random.Random(seed)
        central: list[int] = []
        local: dict[str, list[int]] = {place: [] for place in _PLACES}
        for index in range(count):
            document = self._make(index, count, central, local)
            self.documents.append(document)
            (local[document.place] if document.place else central).append(index)

    def __len__(self) -> int:
        return len(self.documents)

    def nodes(self) -> Iterator[DocumentNode]:
        """All documents, as nodes whose text is held."""
        return (_node(document) for document in self.documents)

    def node(self, document: Document) -> DocumentNode:
        """One of them."""
        return _node(document)

    def agencies(self) -> list[AgencyNode]:
        """The issuers, each once."""
        seen = {document.issuer.id: document for document in self.documents}
        return [AgencyNode(id_, seen[id_].issuer.name, seen[id_].layer.level, seen[id_].place) for id_ in sorted(seen)]

    def edges(self, document: Document) -> list[Edge]:
        """What a document states: its issuer, and its citations with their sentence."""
        held = self.held(document)
        found = [Edge(document.id, document.issuer.id, "ISSUED_BY", "document", False, 1.0, ())]
        for (target, kind), row in zip(document.cited, held.extraction.citations, strict=True):
            mention = row.mentions[0]
            seen = Evidence(
                document.id,
                held.text.source,
                held.text.sha256,
                mention.start,
                mention.end,
                mention.text,
                mention.section,
                row.cue,
                _CUES[kind][1],
                0.9,
            )
            found.append(Edge(document.id, self.documents[target].id, kind, row.scope, False, 0.9, (seen,)))
        return found

    def tasks(self, document: Document) -> list[TaskNode]:
        """The work that a document of a province gives out: one task for every second document it cites."""
        if document.place is None or document.layer.level == "department":
            return []
        text = "Rà soát quy chế, báo cáo kết quả với UBND tỉnh."
        bodies = [AgencyRef(f"so-{n}.{document.place}", f"{name} {document.place}") for n, name in enumerate(_BODIES)]
        return [
            TaskNode(
                *(f"{document.id}.task.{n}", document.id, "body", f"II.{n}", f"{n}. {text}", n * 100, n * 100 + 50),
                agencies=(bodies[n % 4],),
                supporting=(bodies[(n + 1) % 4],),
                reports_to=(),
                directives=(self.documents[target].id,),
                deadlines=({"date": f"{document.date[:4]}-11-30", "text": "trước ngày 30/11"},),
            )
            for n, (target, _) in enumerate(document.cited[::2], 1)
        ]

    def departments(self) -> list[AgencyNode]:
        """The bodies that tasks are given to."""
        return [
            AgencyNode(f"so-{n}.{place}", f"{name} {place}", "department", place)
            for place in _PLACES
            for n, name in enumerate(_BODIES)
        ]

    def task_edges(self, document: Document, tasks: list[TaskNode]) -> list[Edge]:
        """Who gives a task out, who leads and supports it, and which document it serves, with the sentence."""
        held = self.held(document)
        found = []
        for task in tasks:
            where = (document.id, held.text.source, held.text.sha256, task.start, task.end, task.text, task.section)
            seen = (Evidence(*where, "", "task.assign", 0.9),)
            ends = [(document.id, task.id, "ASSIGNS"), (task.id, task.agencies[0].id, "LED_BY")]
            ends += [(task.id, task.supporting[0].id, "SUPPORTED_BY"), (task.id, task.directives[0], "SERVES")]
            found += [Edge(source, target, kind, "provision", False, 0.9, seen) for source, target, kind in ends]
        return found

    def held(self, document: Document) -> HeldText:
        """The text of a document and what is found in it, offsets included."""
        text, rows = self._text(document)
        source = f"{document.id}.txt"
        digest = hashlib.sha256(text.encode()).hexdigest()
        issuer = document.issuer
        header = Header(
            id=document.id,
            type=document.layer.type,
            number=document.number,
            date=document.date,
            issuer=issuer,
            level=document.layer.level,
            province=document.place,
            title=document.title,
            signer=None,
            effective_from=None,
        )
        extraction = Extraction(source, digest, len(text), header, tuple(rows), (), (), (), (), (), ())
        return HeldText(source, document.id, SourceText(source, digest, text, "text/plain", "utf-8"), extraction)

    def _make(self, index: int, count: int, central: list[int], local: dict[str, list[int]]) -> Document:
        rng = self._random
        # The first documents are central, so that every later one has something to cite.
        layer = _LAYERS[index % 2] if index < 10 else rng.choices(_LAYERS, _SHARES)[0]
        day = _FIRST_DAY + datetime.timedelta(days=index * _DAYS // count)
        place = rng.choice(_PLACES) if layer.place else None
        cited: dict[int, str] = {}
        for _ in range(rng.randint(1, 2 * _CITED_PER_DOCUMENT - 1) if index else 0):
            near = local[place] if place else central
            if near and rng.random() < 0.5:
                cited.setdefault(rng.choice(near[-200:]), rng.choice(("IMPLEMENTS", "CITES", "BASED_ON")))
            elif central:
                # The square leans to the oldest: a few hubs are cited by thousands.
                hub = central[int(len(central) * rng.random() ** 4)]
                cited.setdefault(hub, rng.choice(("IMPLEMENTS", "IMPLEMENTS", "BASED_ON", "CITES")))
        number = layer.pattern.format(serial=index % 900 + 1, year=day.year)
        subject = rng.choice(_SUBJECTS)
        return Document(index, layer, number, day.isoformat(), place, subject, tuple(cited.items()))

    def _text(self, document: Document) -> tuple[str, list[Citation]]:
        parts = [
            f"{document.issuer.name.upper()}\nSố: {document.number}\n"
            f"{document.place or 'Hà Nội'}, ngày {_spelled(document.date)}\n"
            f"{document.layer.type.upper()}\n{document.title}\n\n"
        ]
        length = len(parts[0])
        rows: list[Citation] = []
        for place, (target, kind) in enumerate(document.cited, 1):
            cited = self.documents[target]
            cue = _CUES[kind][0]
            mention = f"{cited.layer.type} số {cited.number} ngày {_spelled(cited.date)}"
            before = f"{place}. {cue} "
            after = f" của {cited.issuer.name} về {cited.subject}, các sở rà soát và báo cáo kết quả.\n"
            start = length + len(before)
            rows.append(_row(cited, kind, cue, Mention(start, start + len(mention), mention, str(place))))
            parts.append(before + mention + after)
            length += len(parts[-1])
        return "".join(parts), rows


def _row(cited: Document, kind: str, cue: str, mention: Mention) -> Citation:
    scope: Literal["document", "provision"] = "document" if kind == "BASED_ON" else "provision"
    return Citation(
        number=cited.number,
        type=cited.layer.type,
        date=cited.date,
        name=None,
        title=cited.subject,
        issuer=(cited.issuer,),
        term=None,
        relation=kind.lower(),
        scope=scope,
        partial=False,
        cue=cue,
        resolution=Resolution("resolved", cited.id, "synthetic", 1.0),
        mentions=(mention,),
        place=cited.place,
    )


def _node(document: Document) -> DocumentNode:
    return DocumentNode(
        id=document.id,
        number=document.number,
        type=document.layer.type,
        name=None,
        title=document.title,
        date=document.date,
        issuer=(document.issuer,),
        level=document.layer.level,
        province=document.place,
        held=True,
    )


def _spelled(date: str) -> str:
    year, month, day = date.split("-")
    return f"{day}/{month}/{year}"

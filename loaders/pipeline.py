"""Text -> extraction: the one module that knows the order of the steps."""

from __future__ import annotations

import hashlib
import re

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.identity import resolve_text
from luocdo.graph.model import AgencyRef, Extraction, Header, Problem, SourceText
from luocdo.graph.number import number_key
from luocdo.graph.registry import known_documents
from luocdo.loaders import consolidated
from luocdo.loaders.assemble import Assembler, title_limits
from luocdo.loaders.effect_verdicts import settle
from luocdo.loaders.effects import Source, read_effects
from luocdo.loaders.header import HeaderFacts, read_header
from luocdo.loaders.hits import Hit
from luocdo.loaders.mentions import PLAN_KINDS, find_mentions
from luocdo.loaders.normalise import View
from luocdo.loaders.plan_years import drop_plan_years
from luocdo.loaders.relations import Relator
from luocdo.loaders.rows import carries_year, group, name_key
from luocdo.loaders.structure import Outline
from luocdo.loaders.tasks import read_tasks
from luocdo.loaders.territory import own_territory

# A law's own text, its head lost: the name opens it and the preamble follows.
_OWN_TITLE = re.compile(r"\s+Căn\s+cứ\s")
_BRINGS = re.compile(r"\W*(?:về\s+(?:việc\s+)?)?(?:ban\s+hành|phê\s+duyệt)\s+\Z", re.IGNORECASE)
_CONSOLIDATED = "Văn bản hợp nhất"
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")


def extract(text: str) -> Extraction:
    """What a text says: its header, the documents it cites, and how they relate. Never raises on any text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return extract_source(SourceText("", digest, text, "text/plain", "utf-8"))


def extract_source(source: SourceText, *, province: str | None = None) -> Extraction:
    """The same for a file that a reader has turned into text; `province` helps where the text names none."""
    view = View(source.text)
    outline = Outline(view.text)
    facts = read_header(view)
    if province and facts.province is None:
        facts = facts._replace(province=province)
    hits = [hit for hit in find_mentions(view.flat, view.text) if not _inside(hit.start, facts.frame_spans)]
    _mark_own(hits, facts, view.flat)
    drop_plan_years(hits, view.flat, facts.year or _year(facts.date), known_documents())
    reading = Relator(view, outline, hits, facts).read()
    rows = group([hit for hit in hits if not hit.own])
    effects = read_effects(Source(source.text, view, outline, facts, reading, hits, rows))
    settle(reading, rows, effects, facts, view)
    if facts.type == _CONSOLIDATED:
        consolidated.tell_parts(view, hits, facts, reading)
    work = Assembler(source.text, view, outline, facts, reading)
    limits = title_limits(view.flat, hits, reading.joints)
    drafts = [work.draft(row, limits.get(id(row.hits[0]), len(view.flat))) for row in rows]
    header = _header(facts, view.flat)
    own_id, resolutions = resolve_text(header, source.sha256, drafts, known_documents())
    citations = tuple(work.citation(*each) for each in zip(rows, drafts, resolutions, strict=True))
    ids = {id(row): found.document_id for row, found in zip(rows, resolutions, strict=True)}
    work_given = read_tasks(source.text, view, outline, facts, citations)
    problems: list[Problem] = [*source.problems, *work.problems(rows)]
    return Extraction(
        source=source.source,
        sha256=source.sha256,
        text_length=len(source.text),
        document=_with_id(header, own_id),
        citations=citations,
        nested=work.nested({id(hit): row for row in rows for hit in row.hits}, ids),
        effects=effects,
        tasks=work_given.tasks,
        executors=work_given.executors,
        recipients=facts.recipients,
        problems=tuple(problems),
    )


def _is_brought(hit: Hit, facts: HeaderFacts, flat: str) -> bool:
    """Whether a plan is what the document brings by its title: `Ban hành Chương trình hành động thực hiện …`."""
    if facts.title_span is None or hit.type not in PLAN_KINDS or not _inside(hit.start, (facts.title_span,)):
        return False
    return _BRINGS.match(flat, facts.title_span[0], hit.start) is not None


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _inside(offset: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _mark_own(hits: list[Hit], facts: HeaderFacts, view_flat: str) -> None:
    """The document's own number, wherever it stands, is no citation; nor is a law's own title."""
    own = {number_key(number) for number in facts.own_numbers}
    # A law names itself, and so its forerunner of the same name, by the name alone.
    own_name = name_key(f"{facts.type} {facts.title}") if facts.type in _LAWS and facts.title else ""
    brought = {name_key(hit.name or "") for hit in hits if hit.by == "name" and _is_brought(hit, facts, view_flat)}
    for hit in hits:
        if hit.key and hit.key in own:
            hit.own = not (hit.date and facts.date and hit.date != facts.date and not carries_year(hit.number or ""))
        elif hit.by != "name":
            continue
        elif hit.start < 3 and hit.type in _LAWS and _OWN_TITLE.match(view_flat, hit.end):
            hit.own = True
        elif own_name and hit.type == facts.type and hit.parent is None:
            hit.own = name_key(hit.name or "") == own_name and hit.year in (None, facts.year)
        else:
            hit.own = bool(brought) and name_key(hit.name or "") in brought


def _header(facts: HeaderFacts, flat: str) -> Header:
    issuer: AgencyRef | None = agency_ref(facts.issuer, facts.province) if facts.issuer else None
    return Header(
        id="",
        type=facts.type,
        number=facts.number,
        date=facts.date,
        issuer=issuer,
        level=facts.level,
        province=facts.province,
        title=facts.title,
        signer=facts.signer,
        effective_from=facts.effective_from,
        applies_from=facts.applies_from,
        # A last day before the document's own can only be another's, named in the title.
        expires=facts.expires if not facts.date or (facts.expires or "") >= facts.date else None,
        territory=own_territory(
            flat, facts.title or "", (facts.body_start, facts.body_end), facts.province, facts.date
        ),
        year=facts.year,
        district=facts.district,
    )


def _with_id(header: Header, own_id: str) -> Header:
    return Header(own_id, *(getattr(header, name) for name in header.__struct_fields__[1:]))

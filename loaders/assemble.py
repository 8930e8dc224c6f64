"""Rows and verdicts -> the citations, nested relations and problems of an extraction."""

from __future__ import annotations

import re

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.model import AgencyRef, Citation, DocumentEnd, Mention, Nested, Problem, Record, Resolution
from luocdo.graph.terms import assembly_years
from luocdo.loaders.cited_titles import CitedTitles, goes_on_over
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.hits import Hit
from luocdo.loaders.normalise import View
from luocdo.loaders.rows import Row
from luocdo.loaders.structure import Outline
from luocdo.loaders.verdicts import CITES, EFFECTS, Joint, Reading, Verdict, is_law, stronger

_DAY_AT_END = re.compile(r"ngày[\s\S]*\d{4}$")
_YEAR_OF_NUMBER = re.compile(r"^[\d.]+[a-z]?/((?:19|20)\d\d)/")
_ASSEMBLY = re.compile(r"/((?:19|20)\d\d)/(?:[A-Z]+-)?(?:UBTV)?QH(\d{1,2})$")

# A provincial Party congress is that of the text's own province.
_LOCAL_CONGRESS = re.compile(r"đại hội đảng bộ (?:tỉnh|thành phố)\b")


class Draft(Record, frozen=True):
    """A cited document before it is known which one it is."""

    number: str | None
    type: str | None
    date: str | None
    name: str | None
    title: str | None
    issuer: tuple[AgencyRef, ...]
    term: str | None
    place: str | None = None


class Assembler:
    """Turns what was found in one text into records whose offsets point into the original text."""

    def __init__(self, original: str, view: View, outline: Outline, facts: HeaderFacts, reading: Reading) -> None:
        self._original, self._view, self._outline = original, view, outline
        self._facts, self._reading = facts, reading
        self._titles = CitedTitles(view.text, view.flat)
        # `Nghị định A quy định chi tiết Luật B về …`: what follows is the decree's title, not the law's.
        self._spoken_of = {
            id(joint.target) for joint in reading.joints if joint.kind in ("guides", "amends") and is_law(joint.target)
        }

    def draft(self, row: Row, following: int) -> Draft:
        """What identity needs of a row; `following` is where the mention after its first one begins."""
        speaker = row.hits[0] if row.hits[0].issuer else next((hit for hit in row.hits if hit.issuer), row.hits[0])
        named = next((hit for hit in row.hits if hit.tail < following), row.hits[0])
        return Draft(
            number=row.number,
            type=row.type,
            date=row.date,
            name=row.name,
            title=self._title(named, following),
            issuer=tuple(agency_ref(name, self._facts.province) for name in speaker.issuer),
            term=next((hit.term for hit in row.hits if hit.term), None),
            place=self._facts.province if _LOCAL_CONGRESS.search(row.name_key) else None,
        )

    def _title(self, named: Hit, following: int) -> str | None:
        """The title behind a mention that bears one of its own."""
        said = self._reading.verdicts.get(id(named), CITES).kind
        if named.enclosed or id(named) in self._spoken_of or (said == "guides" and is_law(named)):
            return None
        return self._titles.after(named.tail, following, ground=said == "based_on")

    def citation(self, row: Row, draft: Draft, resolution: Resolution) -> Citation:
        """The record of one cited document."""
        verdict = CITES
        in_document = False
        for hit in row.hits:
            said = self._reading.verdicts.get(id(hit), CITES)
            verdict = stronger(verdict, said)
            in_document = in_document or self._is_document_scope(hit, said)
        return Citation(
            number=draft.number,
            type=draft.type,
            date=draft.date,
            name=draft.name,
            title=draft.title,
            issuer=draft.issuer,
            term=draft.term,
            # A consolidated text does nothing to what it puts together; the cue tells the graph of it.
            relation="cites" if verdict.kind == "consolidates" else verdict.kind,
            scope="document" if in_document else "provision",
            partial=verdict.partial,
            cue=verdict.cue,
            resolution=resolution,
            mentions=tuple(self._mention(hit) for hit in row.hits),
            place=draft.place,
        )

    def _is_document_scope(self, hit: Hit, said: Verdict) -> bool:
        """Title, preamble or effect clause speak for the whole document."""
        if hit.start < self._facts.body_start:
            return True
        return said.kind in EFFECTS

    def _mention(self, hit: Hit) -> Mention:
        start, end = self._view.original(hit.start), self._view.original(hit.end)
        return Mention(start, end, self._original[start:end], self._outline.at(hit.start), hit.by)

    def nested(self, owner: dict[int, Row], ids: dict[int, str | None]) -> tuple[Nested, ...]:
        """Relations between two cited documents; each pair and kind once, at its first place."""
        seen: set[tuple[int, int, str]] = set()
        found = []
        for joint in self._reading.joints:
            source, target = owner.get(id(joint.source)), owner.get(id(joint.target))
            if source is None or target is None or source is target:
                continue
            key = (id(source), id(target), joint.kind)
            if key in seen:
                continue
            seen.add(key)
            first, last = joint.told or _between(joint)
            start, end = self._view.original(first), self._view.original(last)
            found.append(
                Nested(_end(source, ids), _end(target, ids), joint.kind, start, end, self._original[start:end])
            )
        return tuple(found)

    def problems(self, rows: list[Row]) -> list[Problem]:
        """Days that cannot be: impossible ones, and those whose year contradicts the number; numbers that cannot be."""
        found = []
        for row in rows:
            if (years := _other_years(row.number)) is not None:
                hit = next(each for each in row.hits if each.number)
                message = f"term_conflict: {row.number} is not of the years {years[0]}-{years[1]} of its term"
                found.append(Problem("warning", message, self._view.original(hit.start), self._view.original(hit.end)))
            carried = _YEAR_OF_NUMBER.match(row.number or "")
            for hit in row.hits:
                if hit.year is None or hit.number is None:
                    continue
                start, end = self._view.original(hit.start), self._view.original(hit.end)
                if carried and abs(hit.year - int(carried[1])) > 1:
                    found.append(
                        Problem(
                            "warning",
                            f"date_conflict: {hit.number} is dated {hit.date or hit.year}",
                            start,
                            end,
                        )
                    )
                elif hit.date and row.date and hit.date != row.date and _DAY_AT_END.search(self._original[start:end]):
                    # In a list (`97/2010/TT-BTC và 139/2010/TT-BTC ngày 21/9/2010`) the day may be the last one.
                    found.append(Problem("warning", f"cited_twice: {hit.date} {row.date}", start, end))
                elif hit.date is None and hit.day_written:
                    found.append(Problem("warning", f"impossible_date: {self._original[start:end]}", start, end))
        return found


def _other_years(number: str | None) -> tuple[int, int] | None:
    """The years of the Quốc hội whose term a number carries, if its own year is none of them: 83/2015/QH14."""
    carried = _ASSEMBLY.search(number or "")
    years = assembly_years(int(carried[2])) if carried else None
    return years if carried and years and not years[0] <= int(carried[1]) <= years[1] else None


def _between(joint: Joint) -> tuple[int, int]:
    low, high = sorted((joint.source, joint.target), key=lambda hit: hit.start)
    return low.start, max(low.end, high.end)


def _end(row: Row, ids: dict[int, str | None]) -> DocumentEnd:
    return DocumentEnd(row.number, None if row.number else row.name, row.date, ids.get(id(row)))


_MOST_OBJECTS = 5
"""So many documents one title may carry out, one behind the other; three is the most met."""


def title_limits(flat: str, hits: list[Hit], joints: list[Joint]) -> dict[int, int]:
    """For each mention (by id) where the next one begins that its title does not speak of, if there is one.

    `Kế hoạch 261-KH/TU … về thực hiện Kết luận số 43-KL/TW` has the conclusion in its title.
    """
    spoken_of = {id(joint.target): id(joint.source) for joint in joints}
    limits: dict[int, int] = {}
    for at, hit in enumerate(hits):
        after, objects = at + 1, 0
        while after < len(hits) and (
            hits[after].start < max(hit.end, hit.tail)
            or spoken_of.get(id(hits[after])) == id(hit)
            or (objects < _MOST_OBJECTS and goes_on_over(flat, hit.tail, hits[after].start))
        ):
            objects += spoken_of.get(id(hits[after])) != id(hit)
            after += 1
        if after < len(hits):
            limits[id(hit)] = hits[after].start
    return limits

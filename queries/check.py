"""A draft's citations judged: what each is taken for, how that stands on a day, what would be right to write.

The caller extracts the draft; nothing here reads a file. Every citation has a finding that tells its status;
what must not be cited as it is has one at each place, with the newest successor written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from luocdo.graph.model import Citation, DocumentNode, Extraction, Mention, Record
from luocdo.graph.registry import Registry
from luocdo.graph.store import Reader
from luocdo.queries.judged import chains
from luocdo.queries.meant import meant
from luocdo.queries.registers import Registers
from luocdo.queries.results import Brief, brief, briefs
from luocdo.queries.standing import Status
from luocdo.queries.status import Reason, StatusAnswer, answers
from luocdo.queries.taken_for import Taken, taken_for
from luocdo.queries.voices import named
from luocdo.queries.weight import GONE, Severity, Weights, is_transitional
from luocdo.queries.wording import Language, say, say_day
from luocdo.queries.writing_faults import SEVERITY, Fault, faults
from luocdo.queries.written import written

_ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


class Finding(Record, frozen=True):
    """One thing to know about a place of the draft: `text == draft[start:end]`.

    `kind` is a status, a fault of `writing_faults`, or stale, doubtful, ambiguous, unknown_document.
    """

    kind: str
    severity: Severity
    start: int
    end: int
    text: str
    taken_for: Brief | None
    candidates: tuple[Brief, ...]
    status: Status | None
    reason: Reason
    suggestion: str | None


class Summary(Record, frozen=True):
    """Counts: citations, and findings by severity."""

    citations: int
    error: int
    warning: int
    info: int


class Checked(Record, frozen=True):
    """A draft with all findings in the order of its text."""

    source: str
    on: str
    summary: Summary
    findings: tuple[Finding, ...]

    def has_faults(self) -> bool:
        """Whether something is superseded, repealed, stale, or an error: the exit code is 1."""
        return any(each.severity == "error" or each.kind == "stale" for each in self.findings)


def check(
    reader: Reader,
    extraction: Extraction,
    text: str,
    on: str | None = None,
    language: Language = "vi",
    own: Registry | None = None,
) -> Checked:
    """The findings on a draft on a day (today unless told). `text` is what `extraction` was read from; `own` is a
    user's own registry, asked before the one that comes with the program."""
    day = on or date.today().isoformat()
    registers = Registers(reader, own)
    cited = [each for each in extraction.citations if each.mentions]
    taken = taken_for(reader, cited, extraction.document.province, registers)
    documents = {each.document.id: each.document for each in taken if each.document is not None}
    judged = answers(reader, documents.values(), day, language, registers)
    newest = chains(
        reader, [documents[id_] for id_, each in judged.items() if each.status == "superseded"], day, registers
    )
    draft = _Draft(Weights(extraction, documents.values()), text, judged, newest, language)
    found = [finding for pair in zip(cited, taken, strict=True) for finding in draft.of_citation(*pair)]
    by_place = {place.start: answer for each, answer in zip(cited, taken, strict=True) for place in each.mentions}
    sure = {id_ for id_, each in documents.items() if each.held or registers.line_on(each) is not None}
    for fault in faults(extraction, cited, taken, day, meant(reader, cited, registers), sure):
        found.append(draft.of_fault(fault, by_place.get(fault.start)))
    found.sort(key=lambda each: (each.start, each.end, each.kind))
    counts = {name: sum(each.severity == name for each in found) for name in ("error", "warning", "info")}
    return Checked(extraction.source, day, Summary(len(cited), **counts), tuple(found))


class _Draft:
    """A draft with its text, and what is known of the documents it cites, by id."""

    def __init__(
        self,
        weights: Weights,
        text: str,
        judged: dict[str, StatusAnswer],
        newest: dict[str, tuple[DocumentNode, ...]],
        language: Language,
    ) -> None:
        self.weights, self.text, self.judged, self.newest, self.language = weights, text, judged, newest, language

    def of_citation(self, citation: Citation, taken: Taken) -> Iterator[Finding]:
        """How the document stands; whether its own ground has ended; what else should be looked at."""
        first = citation.mentions[0]
        if taken.document is None:
            kind = "ambiguous" if taken.candidates else "unknown_document"
            words = say(f"check.{kind}", self.language, count=len(taken.candidates))
            yield self._finding(kind, "info", first, taken, Reason(words, "", "", ""), None)
            return
        answer = self.judged[taken.document.id]
        severity = self.weights.of_status(citation, answer)
        # What applies no more is told at every place, unless the draft knows it; the others at the first.
        places = citation.mentions if answer.status in GONE and severity != "info" else citation.mentions[:1]
        for mention in places:
            reason = self._reason(answer, severity)
            weight: Severity = "info" if self.weights.is_in_title(mention) else severity
            if weight != "info" and answer.status in GONE and is_transitional(self.text, mention):
                words = f"{reason.text} {say('check.transitional', self.language)}"
                weight, reason = "info", msgspec.structs.replace(reason, text=words)
            yield self._finding(answer.status, weight, mention, taken, reason, self._instead(taken.document))
        if answer.stale is not None:
            ground = answer.stale.path[1]
            words = say("check.stale", self.language, ground=ground.document.number or ground.document.title or "")
            reason = Reason(words, ground.quote, ground.source, ground.section)
            yield self._finding("stale", "warning", first, taken, reason, None)
        for each in answer.proposals:
            words = say("check.doubtful", self.language, other=each.document.number or each.document.id)
            yield self._finding("doubtful", "info", first, taken, Reason(words, "", "", ""), None)

    def _reason(self, answer: StatusAnswer, severity: Severity) -> Reason:
        """Why the document stands so, and who changed it that the draft does not name."""
        unnamed = self.weights.unnamed(answer) if answer.status == "partly" and severity != "info" else ()
        if not unnamed:
            return answer.reason
        words = say("check.not_cited", self.language, all=named(unnamed, self.language))
        return msgspec.structs.replace(answer.reason, text=f"{answer.reason.text} {words}")

    def of_fault(self, fault: Fault, taken: Taken | None) -> Finding:
        """A writing fault with its sentence."""
        values = {name: _ISO.sub(self._day, value) for name, value in fault.values.items()}
        reason = Reason(say(f"fault.{fault.sentence or fault.kind}", self.language, **values), "", "", "")
        place = Mention(fault.start, fault.end, self.text[fault.start : fault.end], "")
        return self._finding(fault.kind, SEVERITY[fault.kind], place, taken or Taken(None), reason, fault.suggestion)

    def _day(self, match: re.Match[str]) -> str:
        return say_day(match[0], self.language)

    def _instead(self, document: DocumentNode) -> str | None:
        """The newest successor written out in full."""
        chain: Sequence[DocumentNode] = self.newest.get(document.id, ())
        return written(chain[-1]) if chain else None

    def _finding(
        self,
        kind: str,
        severity: Severity,
        place: Mention,
        taken: Taken,
        reason: Reason,
        suggestion: str | None,
    ) -> Finding:
        document = taken.document
        return Finding(
            kind=kind,
            severity=severity,
            start=place.start,
            end=place.end,
            text=self.text[place.start : place.end],
            taken_for=brief(document) if document else None,
            candidates=briefs(taken.candidates),
            status=self.judged[document.id].status if document else None,
            reason=reason,
            suggestion=suggestion,
        )

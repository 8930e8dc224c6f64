"""Who must do what by when, and who carries out the whole document: the steps in their order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Any, Literal, NamedTuple

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.model import AgencyRef, Citation, Task
from luocdo.loaders.activities import Activity, activities
from luocdo.loaders.activity_tables import table_activities, table_spans
from luocdo.loaders.deadlines import When, find_deadlines
from luocdo.loaders.executors import Order, closing_orders, closing_start
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.implementing import Part, find_parts, parts_among, parts_of_orders
from luocdo.loaders.normalise import View, squeeze
from luocdo.loaders.paragraphs import Paragraph, Paragraphs
from luocdo.loaders.structure import Outline
from luocdo.loaders.task_items import Duty, duties, sentences
from luocdo.loaders.task_partners import addressees, partners
from luocdo.loaders.task_tree import tree
from luocdo.loaders.yearless import year_of_work

_NORMATIVE = (
    "Luật",
    "Bộ luật",
    "Pháp lệnh",
    "Nghị định",
    "Thông tư",
    "Thông tư liên tịch",
    "Văn bản hợp nhất",
    "Hiến pháp",
)
_LAWMAKING = re.compile(r"Luật Ban hành văn bản quy phạm pháp luật", re.IGNORECASE)
_YEAR_IN_NUMBER = re.compile(r"^\d+/(?:19|20)\d\d/")
_DIRECTIVE = ("Chỉ thị", "Công điện", "Thông báo", "Công văn", "Kết luận")


_ROLE = re.compile(
    r"(?:(?:Phó )?(?:Chủ tịch|Giám đốc|Trưởng ban|Trưởng Ban|Chủ nhiệm|Chánh Văn phòng))?"
    r"(?: ?(?:Ủy ban|Trung tâm|Ban|Hội đồng|Quỹ|Ban Chỉ đạo))?"
    r"|Bộ phận.*|(?:Các|các) thành viên.*|(?:Các |các )?(?:Cơ quan|cơ quan|Đơn vị|đơn vị)"
)
# A list of names ends before the dash of the next line; one within a line is a name's: `Quy hoạch - Kiến trúc`.
_ITEM = re.compile(r"\n\s*[-+]\s")
# Below it begins what a document was issued with.
_ISSUED_WITH = re.compile(r"\((?:Ban hành )?[Kk]èm theo\s")
_LAST = 12
"""The closing clause is among so many last paragraphs."""


class TaskFacts(NamedTuple):
    """The tasks of a text by place, and the bodies that carry out the whole of it in the order named."""

    tasks: tuple[Task, ...]
    executors: tuple[AgencyRef, ...]


def read_tasks(
    original: str, view: View, outline: Outline, facts: HeaderFacts, citations: tuple[Citation, ...] = ()
) -> TaskFacts:
    """The work a text gives out and those who carry out the whole of it. Time is linear in its length."""
    return _Tasks(original, view, outline, facts, citations).read()


class _Tasks:
    def __init__(
        self, original: str, view: View, outline: Outline, facts: HeaderFacts, citations: tuple[Citation, ...]
    ) -> None:
        self._original, self._view, self._outline, self._facts = original, view, outline, facts
        self._reader = Paragraphs(original, view)
        self._when = When(facts.date, facts.year, year_of_work(facts.title, facts.year))
        self._mentions = sorted(
            (mention.start, _cited(citation))
            for citation in citations
            for mention in citation.mentions
            if citation.number
        )
        self._lawmaking = any(c.relation == "based_on" and c.name and _LAWMAKING.match(c.name) for c in citations)
        self._tasks: list[Task] = []
        self._rows = table_activities(original)
        self._tables = _Spans(table_spans(self._rows))

    def read(self) -> TaskFacts:
        facts, view = self._facts, self._view
        if self._is_normative():
            body: list[Paragraph] = []
            closing = list(self._reader.between(closing_start(facts, view.text), facts.body_end))
            parts = find_parts(view, self._outline, self._reader, facts.preamble_start, facts.body_end)
            parts += parts_of_orders(self._apart(closing, parts))
        else:
            body = list(self._reader.between(facts.body_start, facts.body_end))
            closing, parts = body[-_LAST:], parts_among(body)
        parts += find_parts(view, self._outline, self._reader, facts.body_end, self._end())
        orders = closing_orders(closing)
        ordered = {order.paragraph.start for order in orders}
        if body:
            throughout = facts.type in _DIRECTIVE or not parts
            self._give(Part(None, body), "implementing" if throughout else "body", ordered, parts)
        for part in parts:
            self._give(part, "implementing", ordered, ())
        for order in orders:
            self._order(order)
        for activity in self._rows:
            self._row(activity, self._table_section(activity))
        self._tasks.sort(key=lambda task: task.start)
        return TaskFacts(tuple(self._tasks), self._executors(orders))

    def _apart(self, closing: list[Paragraph], parts: list[Part]) -> list[Paragraph]:
        """The closing paragraphs that stand in no part and in no quoted text."""
        spans = _Spans([(p.title.start, (p.paragraphs or [p.title])[-1].end) for p in parts if p.title])
        return [p for p in closing if p.start not in spans and not self._outline.is_quoted(p.start + 1)]

    def _end(self) -> int:
        """Where the last attachment ends and the page's own words begin."""
        spans = self._facts.frame_spans
        return spans[-1][0] if spans and spans[-1][0] > self._facts.body_end else len(self._view.text)

    def _is_normative(self) -> bool:
        facts = self._facts
        if facts.number:
            return facts.type in _NORMATIVE or bool(_YEAR_IN_NUMBER.match(facts.number))
        # A page may have lost its head; what is issued by the law on lawmaking is law.
        return facts.type in _NORMATIVE or self._lawmaking

    def _give(self, part: Part, kind: Literal["implementing", "body"], ordered: set[int], inside: Any) -> None:
        spans = _Spans([(p.title.start, p.paragraphs[-1].end) for p in inside if p.title and p.paragraphs])
        kept = [p for p in part.paragraphs if p.start not in ordered and p.start not in spans]
        if self._rows:
            kept = [p for p in kept if self._view.original(p.start) not in self._tables]
        roots = tree(([part.title] if part.title else []) + kept)
        found = activities(roots)
        for activity in found:
            self._activity(activity)
        listed = _Spans([(each.start, each.end) for each in found])
        for duty in duties(roots, self._view.flat):
            if duty.start not in listed and not (part.title is None and self._speaks_of_itself(duty)):
                self._add(duty, kind)
        if kind == "body" or part.title is None:
            self._times(kept)

    def _speaks_of_itself(self, duty: Duty) -> bool:
        """A letter's sender, or an officer of the body that a decision sets up, is given no work by it."""
        if self._facts.type == "Công văn":
            return any(name in self._facts.issuers for name in duty.names)
        return self._facts.type not in _DIRECTIVE and all(map(_ROLE.fullmatch, duty.names))

    def _times(self, paragraphs: list[Paragraph]) -> None:
        """Deadlines that no body is named with."""
        spans = _Spans([(task.start, task.end) for task in self._tasks])
        for paragraph in paragraphs:
            start = self._view.original(paragraph.start)
            if start in spans:
                continue
            found = find_deadlines(paragraph.words, self._when)
            found = [each for each in found if "after" not in each]
            inside = [
                _due(each)
                for task in (self._tasks if found else ())
                if start <= task.start < self._view.original(paragraph.end)
                for each in task.deadlines
            ]
            found = [each for each in found if _due(each) not in inside]
            if found and not (paragraph.words.endswith(":") and all("recurs" in each for each in found)):
                end = self._view.original(paragraph.end)
                self._tasks.append(
                    Task(
                        "body",
                        self._outline.at(paragraph.start),
                        self._original[start:end],
                        start,
                        end,
                        (),
                        deadlines=tuple(found),
                    )
                )

    def _add(self, duty: Duty, kind: Literal["implementing", "body"]) -> None:
        start, end = self._view.original(duty.start), self._view.original(duty.end)
        said = squeeze(_ITEM.sub(" | ", self._view.text[duty.start : duty.end]))
        self._tasks.append(
            Task(
                kind,
                self._outline.at(duty.start),
                self._original[start:end],
                start,
                end,
                tuple(self._ref(name) for name in duty.names),
                tuple(self._ref(name) for name in partners(f"{duty.led} {said}", duty.names)),
                tuple(self._ref(name) for name in addressees(said, duty.names)),
                cites=self._cites(start, end),
                deadlines=tuple(find_deadlines(said, self._when)),
            )
        )

    def _activity(self, activity: Activity) -> None:
        start, end = self._view.original(activity.start), self._view.original(activity.end)
        self._row(activity._replace(start=start, end=end), self._outline.at(activity.start))

    def _table_section(self, activity: Activity) -> str:
        table = self._view.shown(activity.head)
        attached = self._facts.body_end if self._facts.body_end <= table else 0
        notes = [note.end() for note in _ISSUED_WITH.finditer(self._view.text, attached, table)]
        return self._outline.at_row(table, activity.label, max([attached, *notes]))

    def _row(self, activity: Activity, section: str) -> None:
        """One row of an activity list; offsets are of the original text."""
        start, end = activity.start, activity.end
        told = addressees(". ".join((activity.matter, *activity.times)), activity.leads)
        due = [each for time in activity.times for each in find_deadlines(time, self._when, is_time=True)]
        self._tasks.append(
            Task(
                "activity",
                section,
                self._original[start:end],
                start,
                end,
                tuple(self._ref(name) for name in activity.leads),
                tuple(self._ref(name) for name in activity.supporting),
                tuple(self._ref(name) for name in told),
                cites=self._cites(start, end),
                deadlines=tuple(due),
            )
        )

    def _order(self, order: Order) -> None:
        """A closing clause that adds a report by a day gives those it names a task too."""
        words = order.paragraph.words
        rest = words[order.end :]
        for duty in sentences(order.paragraph, self._view.flat, order.end):
            self._add(duty, "implementing")
        found = [each for each in find_deadlines(rest, self._when) if "after" not in each]
        if "áo cáo" not in rest or not found:
            return
        start, end = self._view.original(order.paragraph.start), self._view.original(order.paragraph.end)
        self._tasks.append(
            Task(
                "implementing",
                self._outline.at(order.paragraph.start),
                self._original[start:end],
                start,
                end,
                tuple(self._ref(name) for name in order.names),
                cites=self._cites(start, end),
                deadlines=tuple(found),
            )
        )

    def _executors(self, orders: list[Order]) -> tuple[AgencyRef, ...]:
        names = dict.fromkeys(name for order in orders for name in order.names)
        return tuple(self._ref(name) for name in names)

    def _ref(self, name: str) -> AgencyRef:
        return agency_ref(name, self._facts.province)

    def _cites(self, start: int, end: int) -> tuple[str, ...]:
        low, high = bisect_left(self._mentions, (start, "")), bisect_left(self._mentions, (end, ""))
        return tuple(dict.fromkeys(cited for _, cited in self._mentions[low:high]))


class _Spans:
    """Stretches of a text that do not part each other; `in` asks whether an offset lies in one."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._spans, (offset, 1 << 60)) - 1
        return index >= 0 and offset < self._spans[index][1]


def _due(deadline: dict[str, Any]) -> dict[str, Any]:
    """A deadline without the words it came from."""
    return {key: value for key, value in deadline.items() if key != "text"}


def _cited(citation: Citation) -> str:
    return f"{citation.number}@{citation.date}" if citation.date else f"{citation.number}"

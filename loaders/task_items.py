"""Paragraphs -> who does what: one duty for each item that stands under a body's name or has it as subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luocdo.loaders.paragraphs import Paragraph
from luocdo.loaders.task_agencies import Named, named_at
from luocdo.loaders.task_words import words

_LABELLED = ("roman", "number", "dotted", "letter", "point", "capital")
_HEADING = 330
# Telling of hindrances, or leave to do so, is no work given: `nếu có vướng mắc, kịp thời phản ánh về Sở Y tế`.
_HINDRANCE = re.compile(
    r"(?:Trong )?(?:quá trình|Quá trình)[^.]{0,200}(?:vướng mắc|khó khăn|phát sinh|chưa phù hợp|sửa đổi)"
    r"|(?:Nếu|Trường hợp|nếu)[^.]{0,120}(?:vướng mắc|khó khăn|phát sinh)"
)
_CLOSING = re.compile(
    r"^(?:Trên đây là|Trong quá trình|Quá trình (?:triển khai|thực hiện|tổ chức)"
    r"|(?:Nghị quyết|Quyết định|Quy chế|Quy định|Kế hoạch|Chỉ thị|Thông tư|Nghị định|Luật) này )"
)
# `Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện`: the sender speaks, nobody is charged.
_TELLING = re.compile(r"(?:xin |trân trọng )?thông báo\b.{0,200}\b(?:biết|thực hiện)\b|trân trọng|xin ")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐ])")
_POINTS = re.compile(r"(?<=[\s:;])\((?:[ivx]{1,4}|\d{1,2})\)\s")
_HANDING_OVER = (
    "giao",
    "đề nghị",
    "yêu cầu",
    "phân công",
    "kính đề nghị",
    "ủy quyền",
    "đối với",
    "trách nhiệm của",
    "riêng",
)


class Node:
    """A paragraph and what stands below it."""

    __slots__ = ("_said", "below", "paragraph")

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.below: list[Node] = []
        self._said: tuple[Named | None] | None = None

    @property
    def said(self) -> Named | None:
        """The bodies the paragraph begins with, read once; ask when all stands below it."""
        if self._said is None:
            self._said = (_named(self),)
        return self._said[0]


class Duty(NamedTuple):
    """One piece of work: who leads, the paragraph that names them, the span that says what is to be done."""

    names: tuple[str, ...]
    head: Paragraph
    said: Named | None
    start: int
    end: int
    words: str


def tree(paragraphs: list[Paragraph]) -> list[Node]:
    """The paragraphs as a forest: a label's rank says what it stands under."""
    roots: list[Node] = []
    stack: list[Node] = []
    for paragraph in paragraphs:
        node = Node(paragraph)
        while stack and stack[-1].paragraph.rank >= paragraph.rank:
            stack.pop()
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
    return roots


def duties(roots: list[Node], flat: str) -> Iterator[Duty]:
    """What a part gives to whom, in order; a paragraph that counts points, `(i) …; (ii) …`, gives each."""
    for node in roots:
        for duty in _visit(node):
            yield from _points(duty, flat)


def _points(duty: Duty, flat: str) -> Iterator[Duty]:
    marks = [mark.start() for mark in _POINTS.finditer(flat, duty.start, duty.end)] if "(" in duty.words else []
    if len(marks) < 2 or duty.start != duty.head.start:
        yield duty
        return
    for begin, stop in zip(marks, [*marks[1:], duty.end], strict=True):
        end = begin + len(flat[begin:stop].rstrip())
        yield duty._replace(start=begin, end=end, words=" ".join(flat[begin:end].split()))


def _visit(node: Node) -> Iterator[Duty]:
    paragraph = node.paragraph
    if is_closing(paragraph):
        return
    said = node.said
    if said is None:
        for each in node.below:
            yield from _visit(each)
        return
    if said.heading:
        yield from _under_heading(node, said)
    else:
        yield from _with_subject(node, said)


def _named(node: Node) -> Named | None:
    paragraph = node.paragraph
    text = paragraph.words
    is_heading = bool(node.below) and len(text) <= _HEADING and text[-1:] not in (".", ";")
    said = named_at(text, is_heading=is_heading)
    if said is None or any(each in " ".join(said.names) for each in words("nobody")):
        return None
    return said


def _under_heading(node: Node, said: Named) -> Iterator[Duty]:
    """A title of names: each item below is a duty of each of them."""
    items = [each for each in node.below if each.paragraph.kind in _LABELLED]
    plain = not items
    for each in node.below:
        own = _handed_over(each)
        if own:
            yield from _visit(each)
        elif plain or each in items:
            yield from _items(each, node, said, plain=plain)


def _items(each: Node, node: Node, said: Named, *, plain: bool) -> Iterator[Duty]:
    paragraph = each.paragraph
    if is_closing(paragraph) or _HINDRANCE.match(paragraph.words):
        return
    if plain and paragraph.words.endswith(":") and paragraph.kind == "plain":
        return
    yield Duty(said.names, node.paragraph, said, paragraph.start, _last(each), paragraph.words)
    for below in each.below:
        if _handed_over(below):
            yield from _visit(below)
        elif paragraph.kind == "plain" and plain:
            yield from _items(below, node, said, plain=plain)


def _with_subject(node: Node, said: Named) -> Iterator[Duty]:
    """A sentence whose subject is a body: one duty, and one for each item that it leads to."""
    paragraph = node.paragraph
    rest = paragraph.words[said.end :].strip(" ,")
    if _HINDRANCE.match(rest) or _TELLING.match(rest):
        return
    labelled = [each for each in node.below if each.paragraph.kind in _LABELLED and not _subject(each)]
    dashes = [
        each
        for each in node.below
        if each.paragraph.kind in ("dash", "plus", "plain") and not _subject(each) and not is_closing(each.paragraph)
    ]
    leads_on = paragraph.words.endswith(":")
    if paragraph.kind in ("letter", "point", "dash", "plus"):
        labelled, dashes = [], []
    if not labelled and not (leads_on and dashes):
        end = paragraph.end if dashes else _last(node)
        yield Duty(said.names, paragraph, said, paragraph.start, end, paragraph.words)
    for each in labelled or dashes:
        yield Duty(said.names, paragraph, said, each.paragraph.start, _last(each), each.paragraph.words)
    for each in node.below:
        if _subject(each):
            yield from _visit(each)


def _subject(node: Node) -> bool:
    return node.said is not None


def _handed_over(node: Node) -> bool:
    """Whether an item under one body's name is given to another: `b) Giao Thanh tra thành phố …`."""
    said = node.said
    if said is None:
        return False
    return said.lead.casefold().startswith(_HANDING_OVER) or (said.heading and node.paragraph.kind != "plain")


def sentences(paragraph: Paragraph, start: int) -> Iterator[Duty]:
    """Duties that the sentences of a closing clause give to others: `Chánh Văn phòng có trách nhiệm đôn đốc …`."""
    for said in _SENTENCE.split(paragraph.words[start:])[1:]:
        named = named_at(said, is_heading=False)
        if named and not _HINDRANCE.match(said) and not _HINDRANCE.match(said[named.end :].strip()):
            yield Duty(named.names, paragraph, named, paragraph.start, paragraph.end, said)


def is_closing(paragraph: Paragraph) -> bool:
    """Whether a paragraph closes the document or speaks of hindrances only."""
    return _CLOSING.match(paragraph.words) is not None


def _last(node: Node) -> int:
    while node.below:
        node = node.below[-1]
    return node.paragraph.end

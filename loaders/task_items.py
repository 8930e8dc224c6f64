"""Paragraphs -> who does what: one duty for each item that stands under a body's name or has it as subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luocdo.graph.model import Record
from luocdo.loaders.normalise import squeeze
from luocdo.loaders.paragraphs import Paragraph
from luocdo.loaders.task_agencies import Named, begins_with_verb, named_at
from luocdo.loaders.task_tree import LABELLED, TITLE, Node, is_closing, is_roll, names_only

# Telling of hindrances, or leave to do so, is no work given: `nếu có vướng mắc, kịp thời phản ánh về Sở Y tế`.
_HINDRANCE = re.compile(
    r"(?:Trong )?(?:quá trình|Quá trình)[^.]{0,200}(?:vướng mắc|khó khăn|phát sinh|chưa phù hợp|sửa đổi)"
    r"|(?:Nếu|Trường hợp|nếu)[^.]{0,120}(?:vướng mắc|khó khăn|phát sinh)"
)
# `Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện`: the sender speaks, nobody is charged.
_TELLING = re.compile(r"(?:xin |trân trọng )?thông báo\b.{0,200}\b(?:biết|thực hiện)\b|trân trọng|xin ")
# What a body is, was or may do is no order.
_STATEMENT = re.compile(
    r"(?:đã|là(?! (?:cơ quan|đơn vị)[^.;]{0,120}(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì,? ))"
    r"(?! (?:cơ quan |đơn vị )?đầu mối[^.;]{0,40}(?:theo dõi|tổng hợp|tham mưu|đôn đốc|hướng dẫn|tiếp nhận))"
    r"|có (?:văn bản|công văn|tờ trình|báo cáo|thông báo|công điện) số\s"
    r"|gồm|bao gồm|đang|có chức năng|có quyền|có thẩm quyền|có con dấu|có tư cách|có ý kiến|nhận được|trả lời"
    r"|thông báo|sử dụng con dấu|làm việc theo|có (?:quy mô|diện tích|dân số|vị trí|tiềm năng|lợi thế)"
    r"|không (?:thực hiện|chấp hành|tuân thủ|hoàn thành|đáp ứng) .{3,120}? (?:sẽ |thì )(?:không|bị|phải chịu))\b"
)
# `- Tỉnh Cao Bằng: 1.200 hộ, 54 tấn gạo`: what a place gets.
_AMOUNT = re.compile(r":\s*\d[\d.,]*\s(?!(?:ngày|tháng|năm|lần|giờ)\b)")
_THESE = re.compile(
    r"(?:nhiệm vụ|nội dung|công việc|giải pháp|biện pháp|yêu cầu)\b[^.;:]{0,40}\b(?:sau|sau đây|dưới đây)\s*:\Z"
)
_OFFICE = re.compile(r"(?:Sở|Bộ|Công an|Thanh tra|Văn phòng|UBND|Ủy ban nhân dân|Cục|Tập đoàn|Ngân hàng Nhà nước)\s")
_OTHERWISE = re.compile(r"(?:trong|có|là|được|sẽ|trước|sau|khi|nếu|để|nhằm|bằng|không|gồm|bao gồm|quyết định)\b")
_NEAR = 60
_ASIDE = re.compile(r"^\([^()]*\),?\s*")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐỦ]|giao\s|đề nghị\s|yêu cầu\s)")
_SEVERAL = re.compile(r"[.;](?=\s+(?:[A-ZĐỦ]|giao\s|đề nghị\s|yêu cầu\s))")
"""The same as seen from the mark: whether there are several sentences is asked far oftener than which."""
_LONGEST = 6_000
"""A paragraph longer than this is not taken apart into sentences."""
_TELLING_WORDS = 6
"""So many words tell a sentence's beginning and end from the others of its paragraph."""
_CHARGED = ("giao", "đề nghị", "yêu cầu", "phân công", "có trách nhiệm", "chịu trách nhiệm", "chủ trì", "khẩn trương")
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


_GROUPS = (
    "các ",
    "bộ trưởng",
    "thủ trưởng",
    "doanh nghiệp",
    "cơ quan",
    "đơn vị",
    "người",
    "chủ ",
    "giám đốc",
    "lãnh đạo",
)


class Duty(Record, frozen=True):
    """One piece of work: who leads, the paragraph that names them, the span that says what is to be done; `led` is the
    sentence that leads to it, which may name who helps."""

    names: tuple[str, ...]
    head: Paragraph
    said: Named | None
    start: int
    end: int
    words: str
    led: str = ""


def duties(roots: list[Node], flat: str) -> Iterator[Duty]:
    """What a part gives to whom, in order; a paragraph that counts points, `(i) …; (ii) …`, gives each."""
    for node in roots:
        for duty in _visit(node, flat):
            yield from _points(duty, flat)


def _points(duty: Duty, flat: str) -> Iterator[Duty]:
    marks = [mark.start() for mark in _POINTS.finditer(flat, duty.start, duty.end)] if "(" in duty.words else []
    if len(marks) < 2 or duty.start != duty.head.start:
        yield duty
        return
    for begin, stop in zip(marks, [*marks[1:], duty.end], strict=True):
        end = begin + len(flat[begin:stop].rstrip())
        yield Duty(duty.names, duty.head, duty.said, begin, end, squeeze(flat[begin:end]))


def _visit(node: Node, flat: str) -> Iterator[Duty]:
    paragraph = node.paragraph
    if is_closing(paragraph):
        return
    said = node.said
    if said is None:
        yield from sentences(paragraph, flat, 0, _HANDING_OVER)
        for each in node.below:
            yield from _visit(each, flat)
        return
    if said.heading:
        yield from _under_heading(node, said, flat)
    else:
        yield from _with_subject(node, said, flat)


def _under_heading(node: Node, said: Named, flat: str) -> Iterator[Duty]:
    """A title of names: each item below is a duty of each of them."""
    if is_roll(node.below):
        return
    items = [each for each in node.below if each.paragraph.kind in LABELLED]
    plain, led = not items, ""
    for each in node.below:
        if _handed_over(each, said):
            yield from _visit(each, flat)
        elif plain or each in items:
            if each.paragraph.kind == "plain":
                led = each.paragraph.words if each.paragraph.words.endswith(":") else ""
            yield from _items(each, node, said, flat, led, plain=plain)


def _items(each: Node, node: Node, said: Named, flat: str, led: str, *, plain: bool) -> Iterator[Duty]:
    paragraph = each.paragraph
    if is_closing(paragraph) or _HINDRANCE.match(paragraph.words):
        return
    if plain and paragraph.words.endswith(":") and paragraph.kind == "plain":
        return
    yield Duty(said.names, node.paragraph, said, paragraph.start, _last(each), paragraph.words, led)
    for below in each.below:
        if _handed_over(below, said):
            yield from _visit(below, flat)
        elif paragraph.kind == "plain" and plain:
            yield from _items(below, node, said, flat, led, plain=plain)


def _with_subject(node: Node, said: Named, flat: str) -> Iterator[Duty]:
    """A sentence whose subject is a body: one duty, and one for each item that it leads to."""
    paragraph = node.paragraph
    if _is_idle(paragraph.words, said):
        yield from sentences(paragraph, flat, said.end, _HANDING_OVER, said.names)
        return
    labelled = [each for each in node.below if each.paragraph.kind in LABELLED and not _subject(each)]
    dashes = [each for each in node.below if _goes_on(each)]
    leads_on = paragraph.words.endswith(":")
    led = paragraph.words if leads_on else ""
    if paragraph.kind in ("letter", "point", "dash", "plus"):
        labelled, dashes = [], []
    if not labelled and not (leads_on and dashes) and not _is_umbrella(node, said):
        end = paragraph.end if dashes else _own_end(node)
        yield Duty(said.names, paragraph, said, paragraph.start, end, paragraph.words)
        yield from sentences(paragraph, flat, said.end, _CHARGED, said.names)
    for each in labelled or dashes:
        if _parted(each):
            for below in each.below:
                if _handed_over(below, said):
                    yield from _visit(below, flat)
                elif below.paragraph.kind in LABELLED:
                    yield _led_to(below, said, paragraph, led)
        else:
            yield _led_to(each, said, paragraph, led)
    for each in node.below:
        if _subject(each):
            yield from _visit(each, flat)


def _is_umbrella(node: Node, said: Named) -> bool:
    """Whether a sentence or title gives nothing itself, as each item below names its own: `yêu cầu các sở thực hiện các
    nhiệm vụ sau: a) Giao Sở Y tế …`, `Trách nhiệm của các cơ quan phối hợp`."""
    if not node.below or not all(map(_subject, node.below)):
        return False
    these = _THESE.search(node.paragraph.words) is not None
    if these and all(each.said is not None and each.said.heading for each in node.below):
        return True
    return all(map(_is_group, said.names)) and (said.lead.startswith("Trách nhiệm") or these)


def _led_to(node: Node, said: Named, head: Paragraph, led: str) -> Duty:
    return Duty(said.names, head, said, node.paragraph.start, _last(node), node.paragraph.words, led)


def _parted(node: Node) -> bool:
    """Whether a point is no more than a title over points of its own: `2.1. Trách nhiệm chung`, then a), b), c)."""
    letters = [each for each in node.below if each.paragraph.kind == "letter"]
    said = node.paragraph.words
    return len(letters) > 1 and len(said) <= TITLE and said[-1:] not in ".;" and not begins_with_verb(said)


def _goes_on(node: Node) -> bool:
    """Whether what stands below a sentence with a subject is a duty of the same body."""
    paragraph = node.paragraph
    if _subject(node) or is_closing(paragraph):
        return False
    if paragraph.kind in ("dash", "plus"):
        return not names_only(paragraph.words)
    return paragraph.kind == "plain" and begins_with_verb(paragraph.words)


def _subject(node: Node) -> bool:
    return node.said is not None


def _handed_over(node: Node, owner: Named) -> bool:
    """Whether an item under one body's name is given to another: `b) Giao Thanh tra thành phố …`."""
    said = node.said
    if said is None:
        return False
    lead = said.lead.casefold()
    if said.heading and node.paragraph.kind != "plain":
        return True
    # `- Đối với các xã có đê: …` under one body's name is still that body's: it says whom its work is about.
    if lead.startswith("đối với") and not any(map(_is_group, owner.names)) and all(map(_is_group, said.names)):
        return False
    if lead.startswith(_HANDING_OVER):
        return True
    # `2. Bộ trưởng, Thủ trưởng cơ quan ngang bộ: b) Bộ Tài chính …`: one out of many.
    return all(map(_is_group, owner.names)) and not any(map(_is_group, said.names)) and is_order(said, node.paragraph)


def _is_group(name: str) -> bool:
    return name.casefold().startswith(_GROUPS)


def is_order(said: Named, paragraph: Paragraph) -> bool:
    """Whether what follows the names tells them what to do."""
    return not said.heading and len(paragraph.words) - said.end > 20


def sentences(
    paragraph: Paragraph, flat: str, start: int, ways: tuple[str, ...] = (), besides: tuple[str, ...] = ()
) -> Iterator[Duty]:
    """Duties that the later sentences of a paragraph give to others: `… Chánh Văn phòng có trách nhiệm …`.

    `ways` are the words by which a sentence must give them (none: any verb); `besides` are named already.
    """
    rest = paragraph.words[start:]
    if len(rest) > _LONGEST or not _SEVERAL.search(rest):
        return
    for said in _SENTENCE.split(rest)[1:]:
        named = named_at(said[:1].upper() + said[1:], is_heading=False)
        if named is None or _is_idle(said, named) or set(named.names) & set(besides):
            continue
        following = said[named.end :].strip(" ,")
        given = named.lead.casefold().startswith(ways) or following.startswith(ways) or _acts_too(named, following)
        if ways and not given:
            continue
        if ways and not named.lead and all(map(_is_group, named.names)):
            continue
        begin, end = _place(flat, paragraph, said)
        yield Duty(named.names, paragraph, named, begin, end, said)


def _acts_too(named: Named, following: str) -> bool:
    """Whether one office is told what to do without a word of giving: `…; Bộ Y tế hướng dẫn các tỉnh …`."""
    if len(named.names) != 1 or not _OFFICE.match(named.names[0]) or _OTHERWISE.match(following):
        return False
    return begins_with_verb(following) and " đã " not in following[:_NEAR]


def _place(flat: str, paragraph: Paragraph, said: str) -> tuple[int, int]:
    """Where a sentence of a paragraph stands in the text."""
    words = said.split()
    first = _spaced(words[:_TELLING_WORDS]).search(flat, paragraph.start, paragraph.end)
    begin = first.start() if first else paragraph.start
    last = _spaced(words[-_TELLING_WORDS:]).search(flat, begin, paragraph.end)
    return begin, last.end() if last else paragraph.end


def _spaced(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words)))


def _is_idle(said: str, named: Named) -> bool:
    rest = _ASIDE.sub("", said[named.end :].strip(" ,"))
    return (
        _AMOUNT.match(rest) is not None
        or _STATEMENT.match(rest) is not None
        or any(each.match(text) for each in (_HINDRANCE, _TELLING) for text in (said, rest))
    )


def _own_end(node: Node) -> int:
    """The same, orders to others at the end left out too: they are duties of their own."""
    own = [each for each in node.below if not is_closing(each.paragraph)]
    while own and _subject(own[-1]):
        own.pop()
    return _last(own[-1]) if own else node.paragraph.end


def _last(node: Node) -> int:
    """Where a paragraph and all below it ends, the document's closing words left out."""
    while below := [each for each in node.below if not is_closing(each.paragraph)]:
        node = below[-1]
    return node.paragraph.end

"""Paragraphs -> a forest: what stands under which label, and whom each paragraph names."""

from __future__ import annotations

import re
from itertools import takewhile

from luocdo.loaders.agency_lists import is_body, split_names
from luocdo.loaders.paragraphs import Paragraph
from luocdo.loaders.task_agencies import LONGEST_TITLE, ORDERING, Named, begins_with_verb, has_verb, named_at
from luocdo.loaders.task_words import words

LABELLED = ("roman", "number", "dotted", "letter", "point", "capital")
_ROLL, _MOST = 2, 0.8
_SEEN = 100
"""A title is looked for among so many paragraphs before it."""
TITLE = 160
_CLOSING = re.compile(
    r"^(?:Trên đây là|Trong quá trình|Quá trình (?:triển khai|thực hiện|tổ chức)"
    r"|(?:Nghị quyết|Quyết định|Quy chế|Quy định|Kế hoạch|Chỉ thị|Thông tư|Nghị định|Luật) này "
    r"|Văn phòng [^.;:]{3,60} (?:xin |trân trọng )?thông báo (?:để|đến) [^.;:]{3,160} biết\b"
    r"|(?:Văn phòng [^.;:]{3,60} )?(?:xin )?[Tt]rân trọng (?:thông báo|cảm ơn|kính báo)"
    r"|Đây là (?:một )?(?:những )?(?:nhiệm vụ|nội dung|công việc|việc) )"
)
_COPIES = re.compile(r"[-;]\s*Lưu\s*:\s*(?:VT|Văn thư|VP)\b")
# `… cần tập trung thực hiện các nhiệm vụ sau:`; `ban hành Kế hoạch … như sau:` charges nobody.
_MUST = re.compile(
    r"(?:cần|phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|tập trung|khẩn trương|chủ động|nghiêm túc|tiếp tục"
    r"|quan tâm|chủ trì|phối hợp|tăng cường|tổ chức thực hiện|triển khai thực hiện|thực hiện|căn cứ|theo chức năng)\b"
)
_LISTED = re.compile(r"\b(?:sau|sau đây|dưới đây|trọng tâm|cụ thể|trách nhiệm|nhiệm vụ)\s*:\Z")
# Where a name may begin in a title that stood in capitals.
_FIRST = re.compile(
    r"(?:^|(?<=[,;] )|(?<= - )|(?<=và )|(?<=nghị ))"
    r"(?:sở|bộ|ban|văn phòng|công an|ủy ban|uỷ ban|hội|đoàn|mặt trận|tòa|viện)\b"
)
_SHORT = re.compile(r"\b(?:ubnd|hđnd|ubmttq|mttq)\b")
_ITEM_KINDS = ("number", "letter", "dash", "plus")
_ORDER_WORDS = re.compile(r"(?i:giao|đề nghị|yêu cầu|phân công)\b")


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


def tree(paragraphs: list[Paragraph]) -> list[Node]:
    """The paragraphs as a forest: a label's rank says what it stands under."""
    roots: list[Node] = []
    stack: list[Node] = []
    for paragraph in paragraphs:
        node = Node(paragraph)
        if _is_bare_title(paragraph):
            _to_its_like(stack, roots)
        while stack and stack[-1].paragraph.rank >= paragraph.rank:
            stack.pop()
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
    return _led([part for root in roots for part in _parts(root)])


def _is_bare_title(paragraph: Paragraph) -> bool:
    """Whether a line without a label names bodies and no more: `Sở Nội vụ:`, `* Sở Nội vụ`."""
    said = paragraph.words
    if paragraph.kind != "plain" or len(said) > TITLE or said[-1:] in ".;,":
        return False
    return names_only(said.removesuffix(":"))


def _to_its_like(stack: list[Node], roots: list[Node]) -> None:
    """Leaves what stands below a title without a label, so that the next such title stands beside it."""
    for depth in range(len(stack), -1, -1):
        beside = stack[depth - 1].below if depth else roots
        if any(_is_bare_title(each.paragraph) for each in beside[-_SEEN:]):
            del stack[depth:]
            return


def _parts(root: Node) -> list[Node]:
    """A paragraph with all below it, and behind it the orders without a label that end it and go to somebody else:
    `Chủ tịch Ủy ban nhân dân tỉnh giao Sở Nội vụ đôn đốc …` below the last dash."""
    orders: list[Node] = []
    node = root
    while node.below:
        while node.below and (_is_order_apart(node.below[-1]) or _is_farewell(node.below[-1])):
            orders.append(node.below.pop())
        node = node.below[-1] if node.below else node
    return [root, *reversed(orders)]


def _is_farewell(node: Node) -> bool:
    return not node.below and node.paragraph.kind == "plain" and is_closing(node.paragraph)


def _is_order_apart(node: Node) -> bool:
    paragraph = node.paragraph
    if node.below or paragraph.kind != "plain" or paragraph.words.endswith(":"):
        return False
    if not _ORDER_WORDS.search(paragraph.words, 0, TITLE):
        return False
    return node.said is not None and node.said.lead.casefold().startswith(ORDERING)


def _led(nodes: list[Node]) -> list[Node]:
    """The same, items under the unlabelled sentence or name that leads to them: `Sở Y tế có trách nhiệm:`."""
    kept: list[Node] = []
    place = 0
    while place < len(nodes):
        node = nodes[place]
        place += 1
        kept.append(node)
        if node.below:
            # Under a title of names the items are theirs already.
            node.below = node.below if node.said is not None and node.said.heading else _led(node.below)
        elif node.paragraph.kind == "plain":
            leads_on = node.paragraph.words.endswith(":")
            items = _following(nodes, place) if leads_on or _is_bare_title(node.paragraph) else []
            if items and (_leads(node, items) if leads_on else begins_with_verb(items[0].paragraph.words)):
                node.below = _led(items)
                place += len(items)
    return kept


def _following(nodes: list[Node], place: int) -> list[Node]:
    """The items from a place on that are of one kind."""
    kind = nodes[place].paragraph.kind if place < len(nodes) else ""
    if kind not in _ITEM_KINDS:
        return []
    return list(takewhile(lambda each: each.paragraph.kind == kind, nodes[place:]))


def _leads(node: Node, items: list[Node]) -> bool:
    """Whether a sentence gives a body what is listed behind it."""
    said = named_at(node.paragraph.words, is_heading=len(node.paragraph.words) <= LONGEST_TITLE)
    if said is None or _is_nobody(said):
        return False
    rest = node.paragraph.words[said.end :].strip(" ,")
    return said.heading or (_MUST.match(rest) is not None and _LISTED.search(rest) is not None)


def _named(node: Node) -> Named | None:
    paragraph = node.paragraph
    text = paragraph.words
    ended = text[-1:] in (".", ";") and not _is_ended_title(node)
    is_heading = bool(node.below) and len(text) <= LONGEST_TITLE and not ended
    said = named_at(text, is_heading=is_heading)
    if said is None and is_heading and text.isupper():
        said = named_at(_in_small_letters(text), is_heading=True)
        said = said if said is not None and said.heading else None  # `CƠ QUAN THỰC HIỆN` names none
    return None if said is None or _is_nobody(said) else said


def _in_small_letters(said: str) -> str:
    """A title in capitals as names are written: `SỞ NỘI VỤ, SỞ TÀI CHÍNH` as `Sở nội vụ, Sở tài chính`."""
    small = _SHORT.sub(lambda found: found[0].upper(), said.lower())
    return _FIRST.sub(lambda found: found[0].capitalize(), small) if len(small) == len(said) else said


def _is_ended_title(node: Node) -> bool:
    """Whether a title of names ends in a full stop: `1. Sở Nội vụ.`, and items below."""
    paragraph = node.paragraph
    if paragraph.kind not in LABELLED or not paragraph.words.endswith(".") or not names_only(paragraph.words):
        return False
    return any(each.paragraph.kind != "plain" or begins_with_verb(each.paragraph.words) for each in node.below[:1])


def _is_nobody(said: Named) -> bool:
    """Whether no body is meant: `các tổ chức, cá nhân có liên quan`."""
    return all(any(each in name for each in words("nobody")) for name in said.names)


def names_only(said: str) -> bool:
    """Whether a line holds nothing but names, as those who get a copy stand below the last point."""
    said = said.rstrip(" ;.,/")
    return is_body(said) and not has_verb(said) and all(map(is_body, split_names(said)))


def is_roll(nodes: list[Node]) -> bool:
    """Whether items are a list of bodies and no work: `a) Phòng Hành chính; b) Phòng Kế hoạch`."""
    bare = [each for each in nodes if not each.below and each.paragraph.kind != "plain"]
    if len(bare) < _ROLL or len(bare) < len(nodes):
        return False
    return sum(names_only(each.paragraph.words) for each in bare) > _MOST * len(bare)


def is_closing(paragraph: Paragraph) -> bool:
    """Whether a paragraph closes the document, tells who gets a copy, or speaks of hindrances only."""
    return _CLOSING.match(paragraph.words) is not None or _COPIES.search(paragraph.words) is not None

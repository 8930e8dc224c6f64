"""Whom the closing clause orders to carry out the whole document: executors, not tasks."""

from __future__ import annotations

import re
from typing import NamedTuple

from luocdo.loaders.agency_lists import is_body, split_names
from luocdo.loaders.header import HeaderFacts
from luocdo.loaders.paragraphs import Paragraph
from luocdo.loaders.task_agencies import has_verb

_REACH = 3_000
"""The closing clause stands at most so far before the signature."""
_OWN = (
    r"(?i:Nghị định|Quyết định|Nghị quyết|Thông tư(?: liên tịch)?|Chỉ thị|Kế hoạch|Công điện|Luật|Pháp lệnh"
    r"|Chương trình|Đề án|Quy chế|Quy định|Hướng dẫn|Thông báo|Kết luận|Công văn|văn bản|nội dung)"
)
_STEPS = (
    r"(?:nghiêm túc,?|tổ chức|tập trung|chủ động,?|khẩn trương,?|phổ biến,?|quán triệt,?|chỉ đạo,?|phối hợp"
    r"|nghiên cứu,?|quan tâm,?|triển khai,?(?: và)?)"
)
_MANNER = (
    r"(?:thực hiện|nghiêm túc|có hiệu quả|tốt|và|nghiêm|các|nội dung|đầy đủ,?|kịp thời,?|hiệu quả,?"
    r"|đúng|những|nhiệm vụ|đồng bộ,?)"
)
# `A, B và C chịu trách nhiệm thi hành Quyết định này`; `A và B tổ chức thi hành Thông tư này`.
_LIABLE = re.compile(
    rf"(?:(?:Nhận|Sau khi nhận) được {_OWN} này, )?"
    rf"(?P<list>(?:Các |các )?[A-ZĐỦ][^.]{{3,1200}}?),? "
    rf"(?:(?P<said>có trách nhiệm|chịu trách nhiệm(?: chính)?|căn cứ {_OWN}(?: này)?),? "
    rf"(?:(?:{_STEPS}|và) )*(?:thi hành|thực hiện)"
    rf"(?: {_MANNER})*(?: {_OWN}(?: này)?)?(?: trên)?"
    rf"|(?:{_STEPS} )*(?:thi hành|thực hiện) {_OWN} này) ?(?:[./;,]|$|kể từ)"
)
_LIABLE_WORDS = (" này", "có trách nhiệm", "chịu trách nhiệm", "căn cứ ")
"""One of these stands in each such sentence."""
# `đề nghị các sở, ban, ngành nghiêm túc triển khai thực hiện Kế hoạch này`.
_ORDERED = re.compile(
    rf"(?:[Yy]êu cầu|[Đđ]ề nghị) (?P<list>[^.]{{3,700}}?) (?:(?:căn cứ|theo) [^.,;]{{3,90}},? )?"
    rf"(?:có trách nhiệm )?(?:{_STEPS} )*(?:triển khai|thực hiện|thi hành)\b"
    rf"(?: {_MANNER}){{0,8}} ?(?:{_OWN}|nêu trên|[./;]|$|(?:giải pháp|biện pháp) [^.;]{{1,200}}\./\.)"
)
_BARE = re.compile(
    r"[;,]\s+(?P<list>(?:các|Các)\s[^.:();]{3,300}?)\s+nghiêm\s+túc\s+(?:tổ\s+chức,?\s+)?(?:triển\s+khai|thực\s+hiện)",
)
_SENTENCE = re.compile(r"\. (?=[A-ZĐỦ])")
_LONGEST = 4_000
"""No closing clause is longer."""
_ARTICLE = re.compile(r"^(?:\d{1,2}\s?[.)]|Điều\s+\d+\s*[.:])\s*")
_COMRADE = re.compile(r"\A[Đđ]ồng chí (?=[A-ZĐ])")
_WHICH = re.compile(r"(?:có )?liên quan|được giao(?: nhiệm vụ)?|trực thuộc")
_ACTS = re.compile(r" (?:chỉ đạo|phối hợp|chủ trì|hướng dẫn|theo dõi|đôn đốc|kiểm tra|giám sát) ")
_ASKS = re.compile(r"(?:\A(?:Yêu cầu|Đề nghị)| (?:yêu cầu|đề nghị)) ")
# `Thường trực Hội đồng nhân dân giám sát việc thực hiện Nghị quyết này`: others carry it out.
_WATCHES = re.compile(r" (?:giám sát|kiểm tra|theo dõi|đôn đốc)(?: việc)?(?: (?:tổ chức|triển khai))*\Z")
_STILL = re.compile(r"(?:Trong quá trình|Quá trình|nếu có|Nếu)")


class Order(NamedTuple):
    """Those named, as the text writes them, and where in the paragraph's words the order ends."""

    names: tuple[str, ...]
    end: int
    paragraph: Paragraph


def closing_orders(paragraphs: list[Paragraph]) -> list[Order]:
    """The orders to carry out the whole document among the last paragraphs."""
    found = []
    for paragraph in paragraphs:
        order = order_of(paragraph)
        if order:
            found.append(order)
    return found


def order_of(paragraph: Paragraph) -> Order | None:
    """The order that a paragraph gives to carry out the document, if it gives one."""
    words = paragraph.words
    if len(words) > _LONGEST or ("hi hành" not in words and "hực hiện" not in words and "riển khai" not in words):
        return None
    found = None
    if paragraph.kind in ("plain", "article", "number", "letter", "roman"):
        found = _liable(words)
    if found is None and paragraph.kind == "plain":
        found = _ORDERED.search(words)
        if found and (_STILL.search(words[: found.start()]) or has_verb(_names_alone(found["list"]))):
            return None
        if found is None and words.startswith("Trên đây"):
            found = _BARE.search(words)
    if found is None:
        return None
    names = tuple(name for name in split_names(_bare(found["list"])) if is_body(name))
    return Order(names, found.end(), paragraph) if names else None


def _liable(words: str) -> re.Match[str] | None:
    """The first sentence that makes bodies liable; only one that holds the word is looked at closely."""
    start = 0
    while True:
        stop = words.find(".", start)
        stop = len(words) if stop < 0 else stop
        sentence = words[start:stop]
        if ("hi hành" in sentence or "hực hiện" in sentence) and any(word in sentence for word in _LIABLE_WORDS):
            found = _LIABLE.match(words, start)
            if found and _is_liable(found):
                return found
        following = _SENTENCE.search(words, stop)
        if following is None:
            return None
        start = following.end()


def _is_liable(found: re.Match[str]) -> bool:
    """Whether bodies alone stand before the order, and not a sentence of its own."""
    if _ASKS.search(found["list"]) or _WATCHES.search(found["list"]):
        return False
    if found["said"] is not None:
        return not _ACTS.search(found["list"])
    return not has_verb(_names_alone(_bare(found["list"])))


def _names_alone(listed: str) -> str:
    """A list without the words that tell which ones are meant."""
    return _WHICH.sub("", listed)


def _bare(listed: str) -> str:
    return _COMRADE.sub("", _ARTICLE.sub("", listed).strip())


def closing_start(facts: HeaderFacts, text: str) -> int:
    """Where the last paragraphs begin: a line's start not far before the signature."""
    place = max(facts.preamble_start, facts.body_end - _REACH)
    line = text.find("\n", place, facts.body_end)
    return line + 1 if line >= 0 and place > facts.preamble_start else place

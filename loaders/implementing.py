"""The parts of a text that give out its work: `III. TỔ CHỨC THỰC HIỆN`, `Điều 3. Trách nhiệm của …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from luocdo.loaders.normalise import View
from luocdo.loaders.paragraphs import RANKS, Paragraph, Paragraphs
from luocdo.loaders.structure import Outline
from luocdo.loaders.task_agencies import named_at
from luocdo.loaders.task_words import either

# The words of such titles by a rare letter (`named` tells why), and how far behind the words' start it stands.
_KEYS = (
    (re.compile(r"T(?=ổ chức|rách nhiệm)"), 0),
    (re.compile(r"Ổ(?<=TỔ)(?= CHỨC)"), 1),
    (re.compile(r"ô(?<=hân cô)(?=ng)"), 5),
    (re.compile(r"Ô(?<=PHÂN CÔ)(?=NG)"), 6),
    (re.compile(r"Ệ(?<=TRÁCH NHIỆ)(?=M)"), 9),
    (re.compile(r"Ệ(?<=NHIỆ)(?=M VỤ C)"), 3),
    (re.compile(r"N(?=hiệm vụ c)"), 0),
    (re.compile(r"à(?<=và)(?= trách nhiệm)"), 1),
    (re.compile(r"Ế(?<=CHẾ)(?= ĐỘ BÁO)"), 2),
)
_SIGNS = ("ổ chức", "Ổ CHỨC", "hân công", "HÂN CÔNG", "hiệm", "HIỆM", "hế độ", "HẾ ĐỘ")
_FIRST = 70
_PLAIN = 80
"""A title without a label is the phrase and no more; the longest phrase has some fifty letters."""
_BACK = 90
"""A title's key word stands at most so far behind its label: `V. THỜI GIAN VÀ TRÁCH NHIỆM THỰC HIỆN`."""
_TITLE = 220
# `Điều` / `8. Tổ chức thực hiện`: the article's word was left on the line above.
_ARTICLE_ABOVE = re.compile(r"(?:^|\n)[ \t]*(?P<word>Điều)[ \t]*\n[ \t]*\Z")
_SHORT_LINE = 20
# What may follow: nothing, or whose work it is; else a sentence goes on.
_WHOSE = (
    "của các và cho trong giữa bộ sở cục vụ thực_hiện phối_hợp quản_lý ủy_ban ubnd "
    "chủ_tịch cơ_quan đơn_vị chính_phủ công_an tổ_chức"
).replace(" ", "|")
_WHICH = r"(?:kế hoạch|đề án|chương trình|nghị quyết|chỉ thị|quyết định|quy chế|quy định|thông tư|nghị định|phong trào)"
_REST = re.compile(rf"\s*(?:[:.(]|$|{_WHICH}|(?:{_WHOSE.replace('_', ' ')})\b)", re.IGNORECASE)
_OWN = ("tổ chức thực hiện", "tổ chức triển khai", "tổ chức thi hành", "tổ chức triển khai thực hiện")
_OWN_REST = re.compile(
    rf"\s*(?:[:.(]|$|{_WHICH}\s*(?:này|[.:]|$)|và\s+(?:hiệu lực|điều khoản|giám sát|kiểm tra|chế độ))", re.IGNORECASE
)


_SECTIONS = ("chapter", "capital", "roman")
_FEWEST = 3
_MOST = 0.6


# `1. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết.`; an order to those who do it all is another thing.
_GIVEN = re.compile(r"(?:Hội đồng nhân dân [^.,;:]{2,30} )?(?:[Gg]iao|Đề nghị|Phân công) (?!các cơ quan, tổ chức)")
_WATCHED = re.compile(
    r"(?:Thường trực|Các|Hội đồng nhân dân)\s[^.;:]{3,300}\sgiám sát (?:việc )?(?:tổ chức )?(?:triển khai )?"
    r"(?:thi hành|thực hiện)\b"
)
_GIVES = re.compile(r"Hội đồng nhân dân [^.,;:]{2,40} giao\s*:?")


class Part(NamedTuple):
    """One part: its title and the paragraphs below it; `title` None where the whole text gives work."""

    title: Paragraph | None
    paragraphs: list[Paragraph]


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(rf"(?:[Vv][Ềề]\s+)?(?P<phrase>{either('parts', any_case=True)})")


def parts_among(paragraphs: list[Paragraph]) -> list[Part]:
    """The parts among paragraphs that were read already."""
    parts: list[Part] = []
    at = 0
    while at < len(paragraphs):
        title = paragraphs[at]
        at += 1
        if not (named := is_title(title)) and title.kind not in _SECTIONS:
            continue
        below = list(_below(paragraphs, at, title))
        if named or _lists_bodies(below):
            parts.append(Part(title, below))
            at += len(below)
    return parts


def _below(paragraphs: list[Paragraph], at: int, title: Paragraph) -> Iterator[Paragraph]:
    while at < len(paragraphs) and not _ends(paragraphs[at], title):
        yield paragraphs[at]
        at += 1


def _lists_bodies(below: list[Paragraph]) -> bool:
    """Whether most points of a section are headed by bodies, whatever its title says."""
    labelled = [each for each in below if each.kind in ("number", "letter")]
    highest = min((each.rank for each in labelled), default=0)
    points = [each for each in labelled if each.rank == highest]
    if len(points) < _FEWEST:
        return False
    headed = 0
    for point in points:
        named = named_at(point.words, is_heading=point.words[-1:] not in (".", ";"))
        headed += named is not None and named.heading
    return headed > _MOST * len(points)


def find_parts(view: View, outline: Outline, reader: Paragraphs, start: int, stop: int) -> list[Part]:
    """The parts of a stretch of text that nobody has taken apart yet, in order; none lies within another."""
    parts: list[Part] = []
    covered = 0
    for line in _title_lines(view, start, stop):
        if line < covered or outline.in_form(line) or (outline.quotes and outline.is_quoted(line + 1)):
            continue
        walk = reader.between(line, stop)
        title = next(walk, None)
        if title is None:
            continue
        covered = title.end
        if not is_title(title):
            continue
        below = []
        for each in walk:
            if _ends(each, title):
                break
            below.append(each)
        parts.append(Part(title, below))
        covered = below[-1].end if below else title.end
    return parts


def _title_lines(view: View, start: int, end: int) -> list[int]:
    """Starts of the lines that may be such a title, in order."""
    flat, text = view.flat, view.text
    lines: set[int] = set()
    for key, behind in _KEYS:
        for found in key.finditer(flat, start, end):
            place = found.start() - behind
            line = text.rfind("\n", max(0, place - _BACK), max(0, place)) + 1
            if line > 0 or place < _BACK:
                above = _ARTICLE_ABOVE.search(text, max(0, line - _SHORT_LINE), line)
                lines.add(above.start("word") if above else line)
    return sorted(lines)


def parts_of_orders(closing: list[Paragraph]) -> list[Part]:
    """The closing paragraphs that give out work themselves, whatever the title above says: `Điều 2. Giao Ủy ban …`."""
    parts: list[Part] = []
    taken = -1
    for at, paragraph in enumerate(closing):
        if at <= taken or paragraph.kind not in ("article", "number", "plain"):
            continue
        if _GIVEN.match(paragraph.words) or _WATCHED.match(paragraph.words):
            below = list(_below_order(closing, at + 1, paragraph))
            parts.append(Part(paragraph, below))
            taken = at + len(below)
        elif paragraph.kind == "article" and _GIVES.fullmatch(paragraph.words):
            below = [each for each in _below_order(closing, at + 1, paragraph) if each.kind == "number"]
            parts += (Part(each, []) for each in below)
            taken = at + len(below)
    return parts


def _below_order(closing: list[Paragraph], at: int, order: Paragraph) -> Iterator[Paragraph]:
    while at < len(closing) and closing[at].rank > order.rank and closing[at].kind != "plain":
        yield closing[at]
        at += 1


def is_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the title of such a part."""
    kind, words = paragraph.kind, paragraph.words
    if kind in ("dash", "plus", "point", "annex") or (kind == "plain" and len(words) > _PLAIN):
        return False
    head = words[:_FIRST]
    for sign in _SIGNS:
        if sign in head:
            break
    else:
        return False
    found = _phrase().search(words, 0, 60)
    if found is None or (kind == "plain" and len(words) > len(found[0]) + 4):
        return False
    return _is_title(words, found)


def _ends(paragraph: Paragraph, title: Paragraph) -> bool:
    """Whether a paragraph stands behind the part of a title."""
    if paragraph.kind in ("plain", "dash", "plus", "point"):
        return paragraph.words.startswith("Nơi nhận")
    return paragraph.rank <= (title.rank if title.kind != "plain" else RANKS["chapter"])


def _is_title(words: str, found: re.Match[str]) -> bool:
    """A title says no more than the phrase and whose; a sentence of the text goes on."""
    if found.start() > 0 and not re.fullmatch(
        r"(?:[^.;:]{0,40}\svà|thời gian,?|công tác|việc|giải pháp|các giải pháp|hiệu lực,?)\s*",
        words[: found.start()],
        re.IGNORECASE,
    ):
        return False
    rest = words[found.end() :]
    if found["phrase"].casefold() in _OWN:
        return _OWN_REST.match(rest) is not None
    if not _REST.match(rest):
        return False
    return len(words) <= _TITLE and (":" in rest or words[-1:] not in ".;")

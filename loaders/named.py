"""Places in a text that name a document without a number: laws, the Constitution, congress resolutions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luocdo.graph.vocabulary import doctypes
from luocdo.loaders.dates import DAY, day_of
from luocdo.loaders.hits import Hit
from luocdo.loaders.law_names import in_full, longest_name

# Whole texts are searched for one letter, the rarest of a word, and what stands around it is looked at there:
# that takes half the time of a search for the word (1.9 and 3.8 ms in 6 million letters). `(?=…)` and `(?<=…)`
# keep the engine from putting the letters together again.
_LAW_TAILS = (re.compile(r"ậ(?<=uậ)t[\s“\":]+"), re.compile(r"Ậ(?<=UẬ)T[\s“\":]+"))
_ORDINANCE_TAILS = (re.compile(r"ệ(?<=[lL]ệ)nh[\s“\":]+"), re.compile(r"Ệ(?<=LỆ)NH[\s“\":]+"))
_BEFORE_ORDINANCE = re.compile(r"[Pp].(?:áp|ÁP)\s{1,3}\Z")
# Words before `luật` that make it another word (pháp luật, kỷ luật) or a law that is not one yet (dự án).
_OTHER_TAILS = frozenset({"áp", "kỷ", "uy", "nh", "ân", "ăn", "âm", "hi", "án", "ảo", "ng"})
"""The last two letters of these words: a look at them spares most matches."""
_OTHER_WORD = re.compile(
    r"(?:pháp|kỷ|quy|định|tuân|văn|âm|thi|dự\s+án|dự\s+thảo|xây\s+dựng|soạn\s+thảo|các\s+dự\s+án)\s+\Z", re.I
)
_LAW_IN_GENERAL = frozenset({"pháp", "Pháp", "PHÁP"})
_CODE_WORD = re.compile(r"[Bb](?:ộ|Ộ)\s{1,3}\Z")
_YEAR = re.compile(r"\s*+,?\s*+(?:năm\s*+)?((?:19|20)\d\d)\b(?!\s*[-–/]\s*\d)")
# `đã được Quốc hội khóa XI, kỳ họp thứ 4 thông qua ngày …`: the day of adoption is the law's.
_ADOPTED = r"""(?: đã\ )? (?: được\ [^,;.]{3,40} | (?:được|do)\ (?:Quốc\ hội|Ủy\ ban\ [Tt]hường)[^;.]{0,110}?)
    \ (?:thông\ qua|ban\ hành) (?:\ vào)? \s*+"""
_DAY_NEXT = re.compile(rf"\s*+ ,? \s*+ (?: {_ADOPTED} )? {DAY}", re.VERBOSE)
_REVISED = re.compile(r"\s*\(\s*sửa\s+đổi\s*\)")
_AMENDING = re.compile(r"sửa\s+đổi\s*,?\s*(?:và\s+)?(?:bổ\s+sung)?", re.I)
_AMENDED_LIST = re.compile(
    r"(?:(?!\bsố\s+\d)[^;:.()]){0,160}?\b(?:của|điều)\s+(?=(?:các\s+|\d+\s+)?(?:bộ\s+)?(?:luật|pháp\s+lệnh))", re.I
)
# Where an amending law that names no law we know ends; `pinned`: behind it a number or a day tells which it is.
_AMENDING_END = re.compile(r"[;:.()]|\s+Căn\s+cứ\s|,?\s+Điều\s+\d|\s(?P<pinned>số\s*:?\s*\d|ngày\s|năm\s+\d)")
# `Luật sửa đổi, bổ sung một số điều của luật có nội dung …` is any such law, not one.
_ANY_LAW = re.compile(r"(?:bộ\s+)?luật\b(?!\s+(?!Điều\s+\d)[A-ZĐ])")
_LIST_WORD = re.compile(r"(?:các\s+|\d+\s+)?(?P<word>(?:bộ\s+)?luật|pháp\s+lệnh)\s*:?\s*", re.I)
_LIST_SEPARATOR = re.compile(r"\s*(?:,\s*và|;\s*và|,|;|và)\s+(?!(?:bộ\s+)?luật\s+sửa\s+đổi)", re.I)
# Capitalised words behind `Luật` that begin no name: places, sites, other documents.
_ABOUT = frozenset({"về ", "Về ", "VỀ "})
_NO_LAW = re.compile(
    r"(?:Việt\s+Nam|Hà\s+Nội|Nghị|Dự\s+thảo|Bộ|Các|Thông|Quyết|Khoa|Đại|Trường|Vụ|Cục|Sở|Hội)(?![a-zà-ỹ])"
)
# Where a law name that the lexicon does not know ends.
_STOP = re.compile(
    r"[,;:.()“”\"/\d-]|\s(?:và|về|của|được|quy\ định|có|số|ngày|năm|thì|là|này|đã|do|tại|để|hoặc|theo|trong|cho|khi"
    r"|với|đối|từ|như|nhưng|không|ban\ hành|sửa\ đổi|phải|nếu|còn|đó|hiện|mới|cũ|nêu|trên|trước|sau|vào|bằng"
    r"|đến|ở)(?=[\s,;.:)]|$)"
)
_CONSTITUTION = re.compile(
    r"H(?=i)iến\s+pháp(?:\s+nước\s+Cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam)?"
    r"(?:\s*,?\s*(?:năm\s+)?(?:1946|1959|1980|1992|2013)\b)?"
)
_CONGRESS = (
    r"(?:Đại\s+hội|ĐH)(?:\s+[^\s,;.()\d]+){0,12}?\s+lần\s+thứ\s+[IVXLC]+\b"
    r"(?:\s+(?:của\s+)?(?:Đảng\s+Cộng\s+sản\s+Việt\s+Nam|Đảng(?!\s+bộ)|ĐCSVN))?(?:\s*,?\s*\(?nhiệm\s+kỳ\s+\d{4}\s*-\s*\d{4}\)?)?"
)
_CONGRESS_SHORT = r"Đại\s+hội\s+(?:Đảng\s+)?(?:lần\s+thứ\s+)?[IVXLC]+\b(?:\s+(?:của\s+)?Đảng)?"
_PLENUM = (
    r"(?:Hội\s+nghị\s+)?(?:Trung\s+ương|TW|BCH\s+Trung\s+ương)\s+(?:lần\s+thứ\s+)?\d{1,2}\s*,?\s*\(?(?:khóa|khoá)\s+[IVX]+\)?"
    r"|Hội\s+nghị\s+lần\s+thứ\s+[\w]+(?:\s+\w+)?\s*,?\s+(?:của\s+)?Ban\s+[Cc]hấp\s+hành\s+Trung\s+ương(?:\s+Đảng)?\s*,?\s*\(?(?:khóa|khoá)\s+[IVX]+\)?"
)
_RESOLUTION = re.compile(rf"N(?=g)ghị\s+quyết\s+(?:của\s+)?(?:{_CONGRESS}|{_CONGRESS_SHORT}|{_PLENUM})")
_RESOLUTION_ON = re.compile(rf"\s*(?:,|và|,\s*và)\s+({_CONGRESS})")
_REVIEW = re.compile(
    r"B(?=á)áo\s+cáo\s+thẩm\s+(?:tra|định)\s+của\s+(?:các\s+)?(Ban\s+[^;.:()\d]{3,70}?)(?=\s*(?:[;.:()]|,\s+(?:ý|Ủy|HĐND|Hội|Ban)|\s+(?:về|đối|tại|và\s+ý|trình)\b))"
)
# Programmes, strategies and plans named as instruments: with an issuer and what they carry out, or their years.
_PROGRAMME = re.compile(
    r"C(?=h)hương\s+trình\s+hành\s+động\s+(?:số\s+\d+\s+)?của\s+(?:(?!\bsố\b)[^;.:()\d]){2,60}?\s(?:thực\s+hiện|triển\s+khai)\s+(?:Nghị\s+quyết|Chỉ\s+thị|Kết\s+luận)"
    r"(?:\s+số\s+\d+\s?-?\s?[A-ZĐ]{2}/?[A-Z]*)?"
)
_STRATEGY = re.compile(
    r"C(?=h)hiến\s+lược\s+(?:(?!\b(?:ngày|Chiến|theo)\b)[^;.:()\d“”]){6,110}?\s(?:giai\s+đoạn\s+\d{4}\s*-\s*\d{4}|đến\s+năm\s+\d{4}|thời\s+kỳ\s+\d{4}\s*-\s*\d{4}|\d{4}\s*-\s*\d{4})"
    r"(?:\s*,\s*tầm\s+nhìn\s+(?:đến\s+)?(?:năm\s+)?\d{4})?"
)
_YEARS_PLAN = re.compile(
    r"K(?=ế)ế\s+hoạch\s+(?:phát\s+triển\s+kinh\s+tế\s*-\s*xã\s+hội\s+)?(?:5|05|năm)\s+năm\s*(?:,\s*)?(?:giai\s+đoạn\s+)?\(?\d{4}\s*-\s*\d{4}\)?"
)
_BY_ISSUER = re.compile(
    r"(?P<type>Pháp\s+lệnh|Nghị\s+quyết|Quyết\s+định|Chỉ\s+thị|Kết\s+luận|Thông\s+tư|Nghị\s+định|Thông\s+báo|Kế\s+hoạch|Luật|Công\s+điện|Quy\s+định"
    r"|Hướng\s+dẫn|Chương\s+trình)\s+(?:của\s+(?P<issuer>[A-ZĐỦ][^,;.()\d:“”]{3,60}?)\s*)?,?\s*\Z"
)
_UNTIL = re.compile(r"\s(?:hết|đến|từ|trước|sau|trong)\Z")
_DATED = re.compile(rf"{DAY}", re.VERBOSE)
_DAY_ANCHOR = re.compile(r"à(?<=ngà)(?=y\s*\d)")


_PLANS = ((_PROGRAMME, "Chương trình hành động"), (_STRATEGY, "Chiến lược"), (_YEARS_PLAN, "Kế hoạch"))


def find_named(flat: str) -> list[Hit]:
    """All mentions by name in a flat text; a law inside another law's name is a hit of its own."""
    hits: list[Hit] = []
    for pattern in _LAW_TAILS:
        hits += _laws(flat, pattern, False)
    for pattern in _ORDINANCE_TAILS:
        hits += _laws(flat, pattern, True)
    for match in _CONSTITUTION.finditer(flat):
        hits.append(_simple(flat, match.start(), match.end(), "Hiến pháp"))
    for match in _RESOLUTION.finditer(flat):
        hits += _congress(flat, match)
    for pattern, kind in _PLANS:
        hits += [_simple(flat, match.start(), match.end(), kind) for match in pattern.finditer(flat)]
    for match in _REVIEW.finditer(flat):
        hit = _simple(flat, match.start(), match.end(), "Báo cáo")
        hit.issuer = (" ".join(match[1].split()),)
        hits.append(hit)
    return hits


def _laws(flat: str, pattern: re.Pattern[str], ordinance: bool) -> Iterator[Hit]:
    """Laws or ordinances, by the tail of their type word."""
    last = 0
    for match in pattern.finditer(flat):
        first = start = match.start() - 2
        if ordinance:
            first = start = _start_of_ordinance(flat, match.start() - 1)
        if start < last or flat[start] not in "LlPp" or flat[start - 5 : start - 1] in _LAW_IN_GENERAL:
            continue
        if flat[start - 1 : start].isalpha():
            continue
        before = flat[max(0, start - 14) : start]
        ending = before.rstrip()[-2:].lower()
        if ending in _OTHER_TAILS and _OTHER_WORD.search(before):
            continue
        kind = "Pháp lệnh" if ordinance else "Luật"
        code = _CODE_WORD.search(before) if ending == "bộ" and not ordinance else None
        if code:
            kind, start = "Bộ luật", start - (len(before) - code.start())
        for hit in _law(flat, start, match.end(), kind, flat[first].isupper()):
            last = max(last, hit.end)
            yield hit


def _start_of_ordinance(flat: str, position: int) -> int:
    """Where `Pháp` begins before `lệnh` at `position`; -1 if another word stands there."""
    before = _BEFORE_ORDINANCE.search(flat, max(0, position - 7), position)
    return before.start() if before else -1


def _law(flat: str, start: int, position: int, kind: str, capital: bool) -> list[Hit]:
    """The law named at `position`, behind its type word; an amending law with the laws it amends."""
    amending = _AMENDING.match(flat, position) if capital and flat[position : position + 1] in "Ss" else None
    if amending:
        return _amending_law(flat, start, amending.end(), kind)
    for offset in _name_offsets(flat, position, capital):
        found = longest_name(flat, offset)
        if found and ":" in flat[start:offset]:
            return _amended(flat, start)
        if found:
            hit = _simple(flat, start, found[1], kind)
            hit.name = in_full(f"{kind} {found[0]}", hit.name or "")
            return [_with_day(flat, hit)]
    if not capital:
        return []
    if flat.startswith("ngày", position):
        hit = _with_day(flat, _simple(flat, start, position, kind))
        return [hit] if hit.date else []
    if flat[position : position + 1].isupper() and flat[position + 1 : position + 2].islower():
        if _NO_LAW.match(flat, position):
            return []
        stop = _STOP.search(flat, position, position + 90)
        end = stop.start() if stop else position
        if end - position >= 5 and " " in flat[position:end]:
            return [_with_day(flat, _simple(flat, start, end, kind))]
    return []


def _name_offsets(flat: str, position: int, capital: bool) -> tuple[int, ...]:
    """Where the name may begin: right here, or behind `về`."""
    if capital and flat[position : position + 3] in _ABOUT:
        return (position, position + 3)
    return (position,)


def _amending_law(flat: str, start: int, position: int, kind: str) -> list[Hit]:
    """`Luật sửa đổi, bổ sung một số điều của Luật A và Luật B ngày …`: the whole, then A and B."""
    outer = Hit(start, position, "name")
    outer.type = kind
    inner: list[Hit] = []
    opening = _AMENDED_LIST.match(flat, position, position + 220)
    if opening:
        inner = _amended(flat, opening.end())
    if inner:
        outer.end = inner[-1].end
    elif opening and _ANY_LAW.match(flat, opening.end()):
        return []
    else:
        stop = _AMENDING_END.search(flat, position, position + 240)
        outer.end = stop.start() if stop else position
        if not flat[position : outer.end].strip(" ,") and not (stop and stop["pinned"]):
            return []
    outer.name = " ".join(flat[start : outer.end].split())
    for hit in inner:
        hit.parent = outer
    _with_day(flat, outer)
    return [outer, *inner]


def _amended(flat: str, position: int) -> list[Hit]:
    """The laws of a list, `Luật: Chứng khoán, Kế toán` with one type word for all included."""
    hits: list[Hit] = []
    kind = "Luật"
    while True:
        word = _LIST_WORD.match(flat, position, position + 30)
        if word:
            kind = " ".join(word["word"].split()).capitalize()
        elif not flat[position : position + 1].isupper():
            break
        found = longest_name(flat, word.end() if word else position)
        if found is None:
            break
        start = word.start("word") if word else position
        hit = Hit(start, found[1], "name")
        hit.type, hit.name = kind, f"{kind} {found[0]}"
        hits.append(hit)
        separator = _LIST_SEPARATOR.match(flat, found[1], found[1] + 12)
        if separator is None:
            break
        position = separator.end()
    return hits


def _simple(flat: str, start: int, end: int, kind: str) -> Hit:
    while end > start and flat[end - 1] in ' ,:“"':
        end -= 1
    hit = Hit(start, end, "name")
    hit.type = kind
    hit.name = " ".join(flat[start:end].split())
    return hit


def _with_day(flat: str, hit: Hit) -> Hit:
    """Read the day or year behind a name; the mention then ends behind it. A mark `(sửa đổi)` is no part of it."""
    mark = _REVISED.match(flat, hit.end, hit.end + 16)
    hit.revised = mark is not None
    tail = mark.end() if mark else hit.end
    day = _DAY_NEXT.match(flat, tail, tail + 200)
    if day:
        hit.date, hit.year = day_of(day)
        if hit.date:
            hit.end = tail = day.end()
    else:
        year = _YEAR.match(flat, tail, tail + 16)
        if year:
            hit.year, hit.end, tail = int(year[1]), year.end(), year.end()
    hit.tail = tail
    return hit


def _congress(flat: str, match: re.Match[str]) -> Iterator[Hit]:
    hit = _simple(flat, match.start(), match.end(), "Nghị quyết")
    yield hit
    end = match.end()
    while following := _RESOLUTION_ON.match(flat, end):
        other = _simple(flat, following.start(1), following.end(), "Nghị quyết")
        other.name = f"Nghị quyết {other.name}"
        yield other
        end = following.end()


def find_dated(flat: str, taken: list[Hit]) -> list[Hit]:
    """Documents told by type, issuer and day alone: `Pháp lệnh của Ủy ban Thường vụ Quốc hội ngày 20/4/2007`."""
    hits = []
    spans = iter(sorted((hit.start, hit.end) for hit in taken))
    span = next(spans, None)
    for anchor in _DAY_ANCHOR.finditer(flat):
        at = anchor.start() - len("ng")
        while span is not None and span[1] <= at:
            span = next(spans, None)
        if (span is not None and span[0] <= at) or flat.find(" của ", max(0, at - 66), at) < 0:
            continue
        named = _BY_ISSUER.search(flat[max(0, at - 90) : at])
        day = _DATED.match(flat, at, at + 40)
        if named is None or day is None or named["issuer"] is None or " tại " in named["issuer"]:
            continue  # `Kết luận của Chủ tịch UBND tỉnh tại cuộc họp ngày …` was spoken
        if _UNTIL.search(named["issuer"]):
            continue  # `các Quyết định của Ủy ban nhân dân tỉnh về bảng giá đến hết ngày …`
        hit = Hit(at - min(90, at) + named.start(), day.end(), "name")
        hit.date, hit.year = day_of(day)
        if hit.date is None:
            continue
        words = " ".join(named["type"].split())
        kind = doctypes().by_words(words)
        hit.type = kind.name if kind else words
        hit.issuer = (" ".join(named["issuer"].split()),)
        hit.name = f"{words} của {hit.issuer[0]}"
        hits.append(hit)
    return hits

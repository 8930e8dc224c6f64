"""Where document numbers stand in a text: the one scan that everything else hangs on.

The scan looks for the separator before a symbol (`/KH-UBND`, `/TW`, `/QH13`), because that is rare, and
reads the serial backwards from there; numbers without a slash (`194-CP`, `05-KH-TU`) need the word `số`.
Linear: each hit looks at a window of fixed size.
"""

from __future__ import annotations

import re
from functools import lru_cache

from luocdo.graph.model import Record
from luocdo.graph.number import is_known_organ
from luocdo.graph.vocabulary import doctypes

# One part of a symbol: KH, UBND, TTg, CTr, QĐi, UBTVQH11, BNN&MT, ThU.
_PART = r"[A-ZĐƯ](?:&\ (?=[A-ZĐ]{2})|[A-ZĐƯÂ0-9&]|[a-z]{1,2}(?![a-zà-ỹđ]))*"
# Parts are joined by - or /, with a blank on one side where a line broke, many where a page did; .: `QĐ.UB`.
_SYMBOL = rf"{_PART}(?:(?:-|/|\.|\ {{0,3}}-|-\ {{1,300}}|/\ {{1,2}})(?!\ )(?:{_PART})(?![a-zà-ỹđ]))*"
# A firm's letter may bear its year behind the symbol: 36/HC-2010.
_AFTER_SLASH = re.compile(rf"/ {{0,6}}({_SYMBOL}(?:-(?:19|20)\d\d(?![\d/-]))?)(?![\wà-ỹ])")
# The hyphen after a type code may stand between two blanks: `12/NĐ - CP`.
_LOOSE_HYPHEN = re.compile(r" ?- ?([A-ZĐ][A-ZĐa-z0-9]{1,12})(?![\wà-ỹ])")
# So may that before the unit of a letter's body, where the number surely ends: `45/UBND - VX ngày 07/01/2022`.
_LOOSE_UNIT = re.compile(r" ?- ?([A-ZĐƯ&]{2,12})(?= ?(?:,? ?ngày\s|của\s|,? ?V/v|,? ?v/v|về\s|[;.)]|,\s|$))")
# `QĐ-TTgcủa`: a blank is lost behind the symbol.
_GLUED = re.compile(r"-(TTg|[A-ZĐƯ]{2,12})(?=[a-zà-ỹđ])")
_LOOSE_TYPES = frozenset({"NĐ", "QĐ", "KH", "CT", "NQ", "TT", "TTr", "CTr", "KL", "TB", "HD", "BC"})
_BEFORE_SLASH = re.compile(
    r"""(?=\d) (?: (?<![\w/.,:-]) | (?<=[sS]ố) | (?<=[sS]ố:) | (?<=SỐ) | (?<=SỐ:) ) (?<! \d\ ) (?:
        (?P<decimal>\d{1,3}\.\d{1,2}) \s* / \s* (?P<year0>(?:19|20)\d\d) \s*
      | (?P<serial>\d{1,6}(?:\s?[a-zđA-G])?) \s*
        (?: / \s* (?P<year>(?:19|20)\d\d|20\d(?=\s)|\d\d(?=\s*$)) \s*
          | [-/] \s* (?P<type>[A-ZĐ][A-ZĐa-z]{0,5}(?:-[A-ZĐ]{2,6})?) \s*
          | \s* (?P<old>[A-ZĐ]{2,4}) \s*
        )?
    )\Z""",
    re.VERBOSE,
)
# `49/2025TT-BCT`: the slash after the year is lost.
_LOST_SLASH = re.compile(
    r"/(?= ?(?:19|20)\d\d[NTQ]) ?((?:19|20)\d\d)"
    rf"((?:NĐ|TT|QĐ|NQ|TTLT|QH|NQ)(?:-{_PART})*(?<!NĐ)(?<!TT)(?<!QĐ))(?![\wà-ỹ])"
)
_SERIAL = re.compile(r"(?<![\w/.,:-])\d{1,5}[a-z]?\s*\Z")
# No slash at all, after `số`: 194-CP, 06-HĐBT, 05-KH-TU, 210A-TC, 12-NQ-TW.
_HYPHENS = re.compile(
    r"s(?=ố)ố:? {0,3}(\d{1,5}[a-zA-G]?) ?- ?([A-ZĐƯ][A-ZĐƯa-z0-9]{0,6}(?:-[A-ZĐƯ]{2,12})?)(?![\w/à-ỹ-]|\s{0,3}/|\.\d)"
)
# Ahead of a number, `217, 218-QĐ/TW` or `số 18 và 19-NQ/TW`: bare serials that share its symbol.
_SHARING = re.compile(r"(?<![\w/.,-])((?:\d{1,4} {0,6}(?:,|;|và) {0,6}){1,12})\Z")
_PARTS = re.compile(r"[-/. ]+")
_EACH = re.compile(r"\d{1,4}")
# Names of standards and forms that look like numbers of documents, with `số` behind them or not.
_NOT_BEFORE = (
    "qcvn", "tcvn", "tcxdvn", "tcn", "iso", "qcđp", "đktm", "gpkd", "form", "mẫu", "mẫu biểu", "mẫu đơn", "mẫu phiếu",
    "biểu", "biểu mẫu", "phụ lục", "bảng", "nhà", "căn hộ", "quyển", "cổng", "tuyến", "xe buýt", "chuyến bay",
    "tiểu đoàn", "đội", "biển", "tài khoản",
)  # fmt: skip
_FORM_TAILS = frozenset(words[-2:] for words in _NOT_BEFORE)
"""A look at two letters spares most comparisons with all of them."""
_LETTERS = ("văn bản số", "văn số", "trình số", "cáo số", "điện số", "phép số", "công văn")
_STANDARD = re.compile(r"\d ?: {0,2}\Z")


class Found(Record, frozen=True, order=True):
    """A number in the flat text: offsets of the number as written, and the number to normalise."""

    start: int
    end: int
    raw: str


def find_symbols(flat: str) -> list[Found]:
    """All numbers of documents in a flat text, in order; no judgement yet whose they are."""
    found: list[Found] = []
    last = 0
    for match in _AFTER_SLASH.finditer(flat):
        slash = match.start()
        if slash < last:
            continue
        window = flat[max(0, slash - 26) : slash]
        before = _BEFORE_SLASH.search(window)
        if before is None:
            continue
        end = match.end()
        symbol = match[1]
        if symbol in _LOOSE_TYPES and not before["type"]:
            loose = _LOOSE_HYPHEN.match(flat, end) or _GLUED.match(flat, end)
            if loose:
                end, symbol = loose.end(), f"{symbol}-{loose[1]}"
        elif flat.startswith((" - ", "- ", " -"), end) and "-" not in symbol and not before["type"]:
            unit = _LOOSE_UNIT.match(flat, end)
            if unit and _speaks_of_letters(flat[max(0, slash - 40) : slash - len(before[0])]):
                end, symbol = unit.end(), f"{symbol}-{unit[1]}"
        start = slash - len(window) + before.start()
        if _unlikely(flat, start, before, symbol):
            continue
        raw = flat[start:slash] + "/" + symbol
        if before["old"]:
            raw = f"{before['serial']}-{before['old']}/{symbol}"
        _add(found, flat, Found(start, end, raw))
        last = end
    found += _without_slash(flat)
    found.sort()
    return found


@lru_cache(maxsize=4096)
def _is_known(symbol: str) -> bool:
    """Whether a part of a symbol is a code of the vocabulary: a type, an organ, a Party body."""
    parts = _PARTS.split(symbol)
    return any(is_known_organ(part) or part in doctypes().codes for part in parts)


def _speaks_of_letters(before: str) -> bool:
    """Whether a type word or `văn bản số` stands before: such a number may bear any organ's code."""
    head = before.rstrip(" :").casefold()
    return head.endswith(_LETTERS) or _speaks_of_numbers(head.removesuffix("số").rstrip())


def _is_form(head: str) -> bool:
    words = head.rstrip(" :.").casefold().removesuffix("số").rstrip()
    return words[-2:] in _FORM_TAILS and words.endswith(_NOT_BEFORE)


def _unlikely(flat: str, start: int, before: re.Match[str], symbol: str) -> bool:
    """Forms, standards, and fractions such as `3/A` that no type word or `số` speaks for."""
    head = flat[max(0, start - 22) : start]
    if _is_form(head) or (":" in head[-3:] and _STANDARD.search(head, max(0, len(head) - 5))):
        return True
    if before["type"] or before["year"] or before["year0"]:
        return False
    if not _is_known(symbol) and not _speaks_of_letters(flat[max(0, start - 14) : start]):
        return True
    if symbol[-1].isdigit() and not symbol.startswith(("QH", "UBTVQH", "NQ")):
        return not _speaks_of_numbers(flat[max(0, start - 12) : start])
    return len(symbol) < 2 or (len(symbol) < 3 and not _speaks_of_numbers(flat[max(0, start - 12) : start]))


def _add(found: list[Found], flat: str, new: Found) -> None:
    """The number, and before it those that share its symbol."""
    if flat[max(0, new.start - 5) : new.start].rstrip().endswith((",", ";", "và")):
        head = flat[max(0, new.start - 60) : new.start]
        sharing = _SHARING.search(head)
        if sharing and _speaks_of_numbers(head[: sharing.start()]):
            tail = re.sub(r"^\s*[\d.]+[a-z]?", "", new.raw, count=1)
            base = new.start - len(head) + sharing.start()
            for serial in _EACH.finditer(sharing[1]):
                found.append(Found(base + serial.start(), base + serial.end(), serial[0] + tail))
    found.append(new)


def _speaks_of_numbers(before: str) -> bool:
    """Whether the words before bare serials announce numbers: `số`, or a type word's last syllable."""
    words = before.rstrip(" :").casefold()
    return words.endswith(("số", "định", "thị", "luận", "quyết", "hoạch", "thông báo", "dẫn", "quy chế", "thông tư"))


def _without_slash(flat: str) -> list[Found]:
    found = []
    for match in _LOST_SLASH.finditer(flat):
        before = _SERIAL.search(flat[max(0, match.start() - 10) : match.start()])
        if before:
            start = match.start() - min(10, match.start()) + before.start()
            found.append(Found(start, match.end(), f"{before[0].strip()}/{match[1]}/{match[2]}"))
    for match in _HYPHENS.finditer(flat):
        if _is_form(flat[max(0, match.start(1) - 22) : match.start(1)]):
            continue
        found.append(Found(match.start(1), match.end(), f"{match[1]}-{match[2]}"))
    return found

"""Provisions as a text lists them -> their names, one each.

`điểm a, b khoản 1 và khoản 3 Điều 9` names three: `điểm a khoản 1 Điều 9`, `điểm b khoản 1 Điều 9`,
`khoản 3 Điều 9`. Small units come first and the unit that holds them behind them; an enumeration shares it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ARTICLE = 4
_ANNEX = 10
_FARTHEST_RANGE = 60
"""`từ Điều 5 đến Điều 900` is a slip; a real range is shorter."""
_LETTERS = "abcdđeghiklmnopqrstuvxy"

# Unit -> level and how it is written, from the smallest. Those of one level never hold each other.
_UNITS: dict[str, tuple[int, str]] = {
    "tiết": (1, "tiết"), "điểm": (2, "điểm"), "khoản": (3, "khoản"),
    "số thứ tự": (3, "số thứ tự"), "stt": (3, "số thứ tự"), "điều": (_ARTICLE, "Điều"),
    "tiểu mục": (5, "tiểu mục"), "mục": (6, "Mục"), "chương": (7, "Chương"), "phần": (8, "Phần"),
    "mẫu": (9, "Mẫu"), "biểu mẫu": (9, "Biểu mẫu"), "biểu": (9, "Biểu"), "phụ biểu": (9, "Phụ biểu"),
    "bảng": (9, "Bảng"),
    "phụ lục": (_ANNEX, "Phụ lục"), "danh mục": (11, "Danh mục"),
}  # fmt: skip
# What a unit may be called: `khoản 2a`, `điểm a1`, `điểm 2.5`, `Chương IV`, `Phần A1`, `Mẫu số 02-KB`.
_NUMBERED = r"\d{1,3}(?:\.\d{1,2})*(?:\.?[a-zđ])?\d?(?![\w/])"
_CLAUSE = r"(?:\d{1,2}(?:\.\d{1,2})+|[a-zđ]\d{0,2}(?:\.\d{1,2})?|\d{1,2}[a-zđ]?)(?![\w/])"
_ROMAN = r"(?:[IVXLC]{1,6}[a-z]?|\d{1,2}(?:\.\d{1,2})*[a-zA-Z]?|[A-HĐ]\d{0,2}|thứ\s+[\w]{2,4})(?![\w/])"
_LABEL = (
    r"(?:\d{1,3}[A-Za-z]?/[A-ZĐ][A-ZĐ\d-]{0,12}"
    r"|(?:[IVX]{1,6}|\d{1,3}|[A-Z])[a-zA-Z]?\d?(?:[-.][\dA-ZĐ]{1,6})*)(?![\w/])"
)
_BARE_VALUE = r"(?:\d{1,3}[a-zđ]?\d?(?:\.\d{1,2})*|[a-zđ]\d{0,2}|[IVX]{1,5}|[A-H])(?![\w/%])"
_UNIT_NEXT = (
    r"(?=(?:tiết|[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ\s+lục|[Mm]ẫu|[Bb]ảng|[Ss]ố\s+thứ\s+tự)\s)"
)

_TOKEN = re.compile(
    rf"""
      (?P<anchor> (?:vào\s+)? (?:ngay\s+|liền\s+)? (?:sau|trước|giữa) \s+ (?:các\s+)? {_UNIT_NEXT} )
    | (?P<title> (?:[Tt]ên|[Tt]iêu\s+đề) \s+ (?:gọi\s+)? (?:của\s+)? {_UNIT_NEXT} )
    | (?P<clause> [Tt]iết | [Đđ]iểm ) \s+ (?P<c> {_CLAUSE} )
    | (?P<article> [Kk]hoản | [Đđ]iều | ĐIỀU | [Ss]ố\s+thứ\s+tự(?:\s+từ)?(?:\s+số)? | STT ) \s+ (?P<a> {_NUMBERED} )
    | (?P<part> [Tt]iểu\s+mục | [Mm]ục | MỤC | [Cc]hương | CHƯƠNG | [Pp]hần | PHẦN ) \s+ (?P<p> {_ROMAN} )
    | (?P<form> [Bb]iểu\s+[Mm]ẫu | [Mm]ẫu | [Pp]hụ\s+biểu | [Bb]iểu | [Bb]ảng | [Pp]hụ\s+lục | PHỤ\s+LỤC )
      (?P<so> \s+[Ss]ố )? \s+ :? (?P<f> {_LABEL} )
    | (?P<bare> [Pp]hụ\s+lục | PHỤ\s+LỤC | [Dd]anh\s+mục ) (?!\w)
    | (?P<range> đến (?!\w) )
    | (?P<break> ; )
    | (?P<and> , | (?:và|hoặc|cùng) (?!\w) )
    | (?P<value> (?<![\w.]) {_BARE_VALUE} )
    | (?P<glue> (?: của | tại | thuộc | trong | ở | các | những | từ | quy\s+định\s+tại | được\s+quy\s+định
              | ban\s+hành\s+kèm\s+theo | ban\s+hành\s+theo | được\s+ban\s+hành | ban\s+hành | kèm\s+theo | kèm
              | vào | bao\s+gồm | gồm | TTHC | thủ\s+tục\s+hành\s+chính | số ) (?!\w) | [-–:] )
    | (?P<word> \w+ )
    """,
    re.VERBOSE,
)
_VALUES = {"c": "clause", "a": "article", "p": "part", "f": "form"}
"""The group of a unit's value, and that of the unit."""
_JOINS = frozenset({"của", "tại", "thuộc", "trong", "vào"})
_NEEDS = {1: (2, 3), 2: (3,), 5: (6, 7, 8, 10), 6: (7, 8, 10)}
"""What holds a unit that cannot stand alone, so that it does behind a comma too: `điểm a, khoản 2, Điều 5`."""

_OF_ANNEX = (5, 6)
"""Sections, that stand in an annex where no chapter is named."""


class Provision(NamedTuple):
    """A provision as levels and words, the smallest first: ((3, `khoản 2`), (4, `Điều 5`))."""

    parts: tuple[tuple[int, str], ...]
    title: bool = False
    """Only the heading of it is meant: `tên Điều 5`."""

    @property
    def name(self) -> str:
        """`khoản 2 Điều 5`; the chapter that holds an article is left out."""
        article = any(level == _ARTICLE for level, _ in self.parts)
        words = [word for level, word in self.parts if not article or level <= _ARTICLE or level == _ANNEX]
        return ("tên " if self.title else "") + " ".join(words)

    @property
    def is_held(self) -> bool:
        """Whether it is an article or names the one it stands in."""
        return self.top >= _ARTICLE

    @property
    def holder(self) -> Provision:
        """Its article, or the largest unit it names."""
        return Provision(tuple(part for part in self.parts if part[0] >= _ARTICLE))

    @property
    def top(self) -> int:
        """The level of the largest unit named."""
        return self.parts[-1][0]

    def within(self, holder: Provision | None) -> Provision:
        """The same inside a provision named earlier: `khoản 2` under the heading `Sửa đổi Điều 14`."""
        if holder is None or self.top >= _ARTICLE:
            return self
        return Provision(self.parts + tuple(part for part in holder.parts if part[0] > self.top), self.title)


def provisions_in(text: str) -> list[Provision]:
    """The provisions that a stretch of text lists, in order; what is no provision is passed over."""
    reader = _Reader()
    for match in _TOKEN.finditer(text):
        reader.take(match)
    return reader.found()


def common_holder(provisions: list[Provision]) -> Provision | None:
    """What all of them stand in, or the only one itself; None if they stand in several articles."""
    if len(provisions) == 1:
        return provisions[0]
    articles = {part for each in provisions for part in each.parts if part[0] == _ARTICLE}
    if len(articles) == 1 and all(each.top >= _ARTICLE for each in provisions):
        return Provision((articles.pop(),))
    return None


def run_start(text: str) -> int:
    """Where the list of provisions begins that a text ends in: before `Điều 3 và khoản 1 Điều 5 của`; else its end."""
    start = len(text)
    fresh = True
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word" or (kind == "value" and fresh):
            start, fresh = len(text), True
        elif fresh and kind in ("clause", "c", "article", "a", "part", "p", "form", "f", "so", "bare", "title"):
            start, fresh = match.start(), False
    return start


class _Entry:
    """A provision being read: its parts so far."""

    __slots__ = ("parts", "title", "top")

    def __init__(self, level: int, words: str, title: bool) -> None:
        self.parts = [(level, words)]
        self.top = level
        self.title = title

    def hold(self, level: int, words: str) -> None:
        self.parts.append((level, words))
        self.top = level


class _Reader:
    """Goes through the tokens of one stretch of text."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._unit = ""
        self._spelled = ""
        self._last = ""
        self._listing = False
        """Nothing but separators stands between the last value and here."""
        self._apart = self._comma = self._wordy = self._joined = self._ranging = False
        self._anchored: int | None = None
        self._anchoring = self._titled = False
        self._fence = 0
        """Entries before this index are closed by a semicolon."""

    def take(self, match: re.Match[str]) -> None:
        """One token; behind a unit's value the last group is the value's."""
        kind = match.lastgroup or ""
        if kind in _VALUES:
            self._value(_plain(match[_VALUES[kind]]), match[kind], kind == "f" and match["so"] is not None)
        elif kind == "bare":
            if not (self._wordy and self._entries and not self._apart and not self._joined):
                self._value(_plain(match["bare"]), "", False)  # not `Phụ lục số 01 về Danh mục phí`
        elif kind == "value":
            self._bare_value(match["value"])
        elif kind == "and":
            self._apart, self._comma, self._anchored = True, match["and"] == ",", None
            self._titled = False  # `tên điều và khoản 1`
        elif kind == "glue":
            self._joined = _plain(match["glue"]).split()[-1] in _JOINS and not self._apart
        elif kind == "word":
            self._wordy, self._listing, self._joined, self._apart = True, False, False, False
        else:
            self._mark(kind)

    def _mark(self, kind: str) -> None:
        """A token that says how the next one is meant."""
        if kind == "anchor":
            self._anchoring = True
        elif kind == "title":
            self._titled = True
        elif kind == "range":
            self._ranging = self._listing
        elif kind == "break":
            self._apart, self._listing, self._fence = True, False, len(self._entries)
            self._anchored = None

    def _bare_value(self, value: str) -> None:
        """`khoản 6, 8`: one more of the unit before."""
        if not (self._listing and (self._apart or self._ranging) and self._unit and _fits(self._unit, value)):
            self._wordy, self._listing = True, False
            return
        self._value(self._unit, value, " số" in self._spelled)

    def _value(self, unit: str, value: str, numbered: bool) -> None:
        level, spelled = _UNITS[unit]
        if self._anchoring or (self._anchored is not None and level <= self._anchored):
            self._anchored, self._anchoring = max(level, self._anchored or 0), False
            self._apart = self._wordy = False
            return
        spelled = f"{spelled} số" if numbered else spelled
        words = f"{spelled} {value}".strip()
        if self._ranging and self._unit == unit:
            for between in _between(self._last, value):
                self._entries.append(_Entry(level, f"{spelled} {between}", self._titled))
        if self._holds(level):
            self._attach(level, words)
        elif self._turned(level):
            self._entries[-1].parts.insert(-1, (level, words))
        else:
            self._entries.append(_Entry(level, words, self._titled))
        self._unit, self._spelled, self._last = unit, spelled, value
        self._listing, self._apart, self._wordy, self._joined = True, False, False, False
        self._ranging = self._titled = False

    def _holds(self, level: int) -> bool:
        """Whether a unit holds the entries right before it: `khoản 1 Điều 9` does, `khoản 1 Điều 9, Chương II` not."""
        if len(self._entries) <= self._fence or self._ranging or self._entries[-1].top >= level:
            return False
        if self._apart:
            return self._comma and not self._wordy and level in self._holders()
        return not self._wordy or self._joined

    def _holders(self) -> tuple[int, ...]:
        """The levels that the last entry cannot do without."""
        last = self._entries[-1]
        level, words = last.parts[-1]
        if level == 8 and len(last.parts) > 1:
            return (10,)  # `mục 2, Phần II, Phụ lục I`
        return (6, 8, 10, 11) if words.startswith("số thứ tự") else _NEEDS.get(level, ())

    def _turned(self, level: int) -> bool:
        """`số thứ tự 106 trong phụ lục phần A1`: the part stands behind the annex it lies in."""
        entries = self._entries
        return (
            len(entries) > self._fence
            and not (self._apart or self._wordy or self._last)
            and len(entries[-1].parts) > 1
            and entries[-1].parts[-2][0] < level < entries[-1].top
        )

    def _attach(self, level: int, words: str) -> None:
        top = self._entries[-1].top
        for entry in reversed(self._entries[self._fence :]):
            if entry.top != top:
                break
            entry.hold(level, words)

    def _share_annex(self) -> None:
        """The annex at the end holds all sections before it that name no other: `mục 1; mục 2 … tại Phụ lục III`."""
        annex: tuple[int, str] | None = None
        for entry in reversed(self._entries):
            if entry.top == _ANNEX and len(entry.parts) > 1:
                annex = entry.parts[-1]
            elif annex is None or entry.top not in _OF_ANNEX:
                annex = None
            else:
                entry.hold(*annex)

    def found(self) -> list[Provision]:
        """What was read; a khoản cut off from its Điều by a comma (`khoản 2, Điều 7`) gets it back."""
        self._share_annex()
        kept: list[Provision] = []
        below: list[_Entry] = []
        for entry in self._entries:
            if entry.top < _ARTICLE:
                below.append(entry)
                continue
            if below and entry.parts[0][0] == _ARTICLE and len(entry.parts) == 1:
                kept += [Provision((*each.parts, *entry.parts), each.title) for each in below]
            else:
                kept += [_frozen(each) for each in below]
                kept.append(_frozen(entry))
            below = []
        return kept + [_frozen(each) for each in below]


def _frozen(entry: _Entry) -> Provision:
    return Provision(tuple(entry.parts), entry.title)


def _plain(words: str) -> str:
    plain = " ".join(words.lower().split())
    return "số thứ tự" if plain.startswith("số thứ") else plain


def _fits(unit: str, value: str) -> bool:
    """Whether a value without unit can be one more of this unit: `điểm a, b`, `khoản 1, 2`, `Phụ lục I, III`."""
    if unit in ("điểm", "tiết"):
        return not value[0].isupper()
    if unit in ("khoản", "điều", "số thứ tự", "stt"):
        return value[0].isdigit()
    return value[0].isdigit() or value[0].isupper()


def _between(first: str, last: str) -> Iterator[str]:
    """What lies between the ends of `khoản 1 đến khoản 4` or `điểm a đến điểm d`."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < _FARTHEST_RANGE:
        width = len(first) if first[0] == "0" else 1  # `số thứ tự từ 04 đến 22`
        yield from (str(number).zfill(width) for number in range(int(first) + 1, int(last)))
    elif len(first) == len(last) == 1 and first in _LETTERS and last in _LETTERS:
        yield from _LETTERS[_LETTERS.index(first) + 1 : _LETTERS.index(last)]

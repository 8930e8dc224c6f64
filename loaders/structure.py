"""The outline of a document: which section a place belongs to, as `II.1`, `III.2.b`, `Điều 14.2.a`, `Phụ lục II`."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain

# A line that opens a section. The marks of markdown are blanks already; `#` may still stand there.
_MARK = re.compile(
    r"""\n[ \#>]*+(?=[ĐIVX0-9PCM]|[a-zđ]\s?[.)])(?:
        (?:Điều|ĐIỀU)(?:\s{1,3}|\ {4,12})(?P<article>\d{1,3}[a-zđ]?)(?=\ *(?:[.:\n)]|-\ ))
      | (?!V/[Vv]\b)(?P<roman>[IVX]{1,5})\s?[.)/-](?=\s|[A-ZĐ])
      | (?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\s?[.)](?=\s|[^\W\d])
      | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\s(?=\s*[^\W\d])
      | (?P<letter>[a-zđ])\s?[.)](?=\s)
      | (?:Phụ\ lục|PHỤ\ LỤC)(?:\s+(?:số\s*)?(?P<annex>[IVX]{1,5}|\d{1,2}|[A-Z])\b)?
        (?=[^\S\n]*[.:\n(]|\s+[IVX\d]) (?P<is_annex>)
      | (?:Mẫu|MẪU)(?:\s+(?:số|SỐ))?\ *:?\ *(?P<form>[\dIVX]{1,4}[A-Za-z]?)(?=\ *(?:[.:(\n]|-\ |\Z))
      | (?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s+(?P<chapter>[IVX]{1,6}|\d{1,2}|[A-Z]|thứ\s\w+)\b
    )""",
    re.VERBOSE,
)


_ARTICLE_LINE = re.compile(r"\n[ *#>]*Điều\s+\d{1,3}\s*[.:]")
_LONGEST = 400
"""No mark of a section with what must stand behind it is longer."""
_LONGEST_TITLE = 1_500
"""So far below the mark of an annex the note may stand that tells what it was issued with."""
_FORM = "Mẫu số"
_LETTERS = "abcdefghijklmnopqrstuvwxyzđ"


class Outline:
    """Sections of one text, in order of place."""

    __slots__ = ("_paths", "_starts", "quotes")

    def __init__(self, text: str) -> None:
        self._starts: list[int] = [0]
        self._paths: list[tuple[str, str, str, str]] = [("", "", "", "")]
        self.quotes = _quotes(text)
        annex = head = number = letter = ""
        last = chapter = 0
        # The first line has no line end before it: one is lent to it, and to no copy of the whole text.
        opening = _MARK.match("\n" + text[:_LONGEST]) if text[:1] != "\n" else None
        for match in chain((opening,) if opening else (), _MARK.finditer(text)):
            start = match.start() if match is not opening else -1
            if self.quotes and self.is_quoted(start + 1):
                continue
            kind = match.lastgroup
            if kind == "letter":
                letter = match["letter"]
            elif kind == "number" or kind == "dotted":
                number, letter = match[kind], ""
            elif kind == "article":
                head, number, letter = f"Điều {match['article']}", "", ""
                serial = int(match["article"].rstrip(_LETTERS))
                if annex.startswith(_FORM) and serial == last + 1:
                    annex = ""  # the body goes on: what looked like a form was a reference to one
                last = serial if not annex else last
            elif kind == "roman":
                value = _roman(match["roman"])
                if value not in (1, chapter + 1) and _in_sentence(text, start):
                    continue
                chapter = value
                head, number, letter = match["roman"], "", ""
            elif kind == "is_annex" or kind == "annex":
                annex = f"Phụ lục {match['annex'] or ''}".rstrip()
                head = number = letter = ""
            elif kind == "form":
                annex = f"{_FORM} {match['form']}"
                head = number = letter = ""
            else:
                head = number = letter = ""
            self._starts.append(start if start > 0 else 0)
            self._paths.append((annex, head, number, letter))

    def at(self, offset: int) -> str:
        """The path of the section a place lies in; empty before the first."""
        return _path(*self._paths[bisect_right(self._starts, offset) - 1])

    def at_row(self, table: int, label: str, attached: int) -> str:
        """The path of a row of a table by where the table begins and the row's number, which may be empty.

        `attached`: where the attachment the table stands in begins. What opened before it is of another text, but
        for the annex whose title it follows.
        """
        index = bisect_right(self._starts, table) - 1
        annex, *below = self._paths[index]
        if self._starts[index] < attached:
            annex, below = annex if not any(below) and attached - self._starts[index] < _LONGEST_TITLE else "", []
        head, number, letter = (*below, "", "", "")[:3]
        if label and not number and not letter and not (head and _is_group(label)):
            number = label
        return _path(annex, head, number, letter)

    def in_form(self, offset: int) -> bool:
        """Whether a place lies in an attached form, whose words are somebody else's to come."""
        return self._paths[bisect_right(self._starts, offset) - 1][0].startswith(_FORM)

    def start_of(self, offset: int) -> int:
        """Where the section a place lies in begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    @property
    def first(self) -> int:
        """Offset of the first section, or -1 if the text has none."""
        return self._starts[1] if len(self._starts) > 1 else -1

    def is_quoted(self, offset: int) -> bool:
        """Whether a place lies in quoted new text of an amended document."""
        index = bisect_right(self.quotes, (offset, 1 << 60)) - 1
        return index >= 0 and self.quotes[index][0] < offset < self.quotes[index][1]


def _path(annex: str, head: str, number: str, letter: str) -> str:
    below = f"{head}.{number}" if head and number else head or number
    below = f"{below}.{letter}" if below and letter else below or letter
    return f"{annex}, {below}" if annex and below else annex or below


def _is_group(label: str) -> bool:
    return not label[0].isdigit()


def _quotes(text: str) -> list[tuple[int, int]]:
    """Spans between “ and ” that run over a line end: provisions quoted in full, not words in quotes."""
    spans = []
    start = text.find("“")
    while start >= 0:
        end = text.find("”", start)
        if end < 0:
            break
        inner = text.find("“", start + 1, end)
        if inner > 0 and _is_unclosed(text, start, inner):
            start = inner
            continue
        if end - start > 60 and text.find("\n", start, end) >= 0:
            spans.append((start, end))
        start = text.find("“", end)
    return spans


def _is_unclosed(text: str, start: int, following: int) -> bool:
    """Whether a mark within a sentence was never closed: articles of the text itself stand before the next mark."""
    line = text.rfind("\n", 0, start) + 1
    return bool(text[line:start].strip(" *#>")) and _ARTICLE_LINE.search(text, start, following) is not None


def _roman(figures: str) -> int:
    """The value of a Roman number of I, V and X."""
    values = [{"I": 1, "V": 5, "X": 10}[figure] for figure in figures]
    return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))


def _in_sentence(text: str, line_end: int) -> bool:
    """Whether the line before goes on in the next one: `Quốc hội khóa` and below `XV.` is no heading."""
    return line_end > 0 and (text[line_end - 1].islower() or text[line_end - 1] == ",")

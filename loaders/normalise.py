"""Text -> the view that patterns match on, character for character in step with the original.

Every replacement here keeps the length, so an offset in the view is an offset in the text. The one
exception is text that is not in NFC (`e` + combining marks): there a map leads back.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

# Same length on both sides. Marks of markdown and tables, odd blanks and invisible characters are
# blanks to a pattern; dashes are one dash; `uỷ` and `ủy` are one spelling.
_ASCII_BLANKS = "*_|\t\r\\\x0b\x0c\x1c\x1d\x1e\x1f"
_BLANKS = frozenset(
    "\x85\xa0\xad\u2028\u2029\u202f\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2022\u25cf"
)
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212\u2043\uff0d")
# Cyrillic and Greek letters that look like Latin ones, as `58/2024/NĐ-CР` has a Cyrillic Er.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧÐƉ",
    "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXĐĐ",
)
# Bytes that begin the UTF-8 form of what is replaced above. Looking for a byte is a hundred times faster
# than looking at each character, and most texts hold none of these.
_LEADS = tuple(re.compile(lead + b"..", re.DOTALL) for lead in (b"\xe2",))
_SHORT_LEADS = (
    re.compile(b"\xc2.", re.DOTALL),
    re.compile(b"\xef\xbb.", re.DOTALL),
    re.compile(b"\xef\xbc.", re.DOTALL),
)
_LOOKALIKE_LEADS = (b"\xd0", b"\xd1", b"\xce", b"\xcf")
_EVENTUAL_LOOKALIKES = "ÐƉ"
"""Two that share their first byte with Vietnamese letters."""
_COMBINING_LEADS = (b"\xcc", b"\xcd")

# Heads and feet that a page leaves in the middle of a sentence: gazette lines, signature blocks of the
# electronic gazette, a page number alone on its line.
_GAZETTE = tuple(
    re.compile(pattern)
    for pattern in (
        r"CÔNG BÁO(?:/Số [^\n]{0,60}| NƯỚC CỘNG HÒA[^\n]*)",
        r"Ký bởi: *(?=\n| *CÔNG| +[A-ZĐ])[^\n]{0,80}",
        r"Cơ quan: VĂN PHÒNG CHÍNH PHỦ[^\n]*",
        r"Ngày ký: \d{4}-\d\d-\d\d[^\n]*",
        r"Thời gian ký: [^\n]*",
    )
)
_PAGE_NUMBER = re.compile(r"\n *+(?:- *+)?\d{1,4}(?: *+-)? *+(?=\n)")


class View:
    """`text` keeps line ends, `flat` has blanks for them; both are as long as the NFC text."""

    __slots__ = ("_map", "flat", "length", "text")

    def __init__(self, original: str) -> None:
        data = original.encode("utf-8", "surrogatepass")
        odd = _odd_marks(data)
        text, self._map = original, None
        composed = b"\r" not in data and not any(lead in data for lead in _COMBINING_LEADS)
        if not composed or odd & _INVISIBLE or _has_inner_stars(original):
            text, self._map = _rewritten(original)
        for mark in _ASCII_BLANKS:
            text = text.replace(mark, " ")
        for mark in odd:
            text = text.replace(mark, " " if mark in _BLANKS else "-")
        text = text.replace("uỷ", "ủy").replace("Uỷ", "Ủy")
        if "Ỷ" in text:
            text = text.replace("UỶ", "ỦY")
        if any(lead in data for lead in _LOOKALIKE_LEADS) or any(c in text for c in _EVENTUAL_LOOKALIKES):
            text = text.translate(_LOOKALIKES)
        if "CÔNG BÁO" in text:
            for line in _GAZETTE:
                text = line.sub(_blank, text)
        text = _PAGE_NUMBER.sub(_blank, text)
        self.text = text
        self.flat = text.replace("\n", " ")
        self.length = len(original)

    def original(self, offset: int) -> int:
        """The offset in the original text of an offset in the view."""
        if self._map is None:
            return offset
        here, there = self._map
        at = bisect_right(here, offset) - 1
        return there[at] + offset - here[at]


def _has_inner_stars(text: str) -> bool:
    """Whether bold marks stand inside a number; the scan starts at stars, which most texts hold few of."""
    return any(text[match.start() - 1 : match.start()] in _NUMBER_LETTERS for match in _STARS.finditer(text))


_NUMBER_LETTERS = frozenset("0123456789/-ABCDEFGHIJKLMNOPQRSTUVWXYZĐ")


def _odd_marks(data: bytes) -> set[str]:
    """The blanks and dashes beyond ASCII that a text holds, from its UTF-8 bytes."""
    seen = {
        hit.decode("utf-8", "replace") for lead in (*_LEADS, *_SHORT_LEADS) for hit in set(lead.findall(data))
    }
    return (seen & _BLANKS) | (seen & _DASHES)


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if c == "\n" else " " for c in match[0])


# What is composed or left out, so that the view is shorter there: combining marks (with the letter before
# them one cluster), the first half of a Windows line end, bold marks and invisible letters inside a number
# such as `**1**52/2025/NĐ-CP`.
_REWRITTEN = re.compile(
    "(?P<marks>[\u0300-\u036f]+)|\r(?=\n)"
    "|(?<=[0-9A-ZĐ/-])(?:\\*{1,3}|[\u200b-\u200d\u2060\ufeff\u00ad])(?=[0-9A-ZĐ/-])"
)
_STARS = re.compile(r"\*\*(?=[0-9/-])")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\xad")


def _rewritten(original: str) -> tuple[str, tuple[list[int], list[int]] | None]:
    """The text with clusters composed or marks left out; and where its stretches begin, here and there."""
    parts: list[str] = []
    here, there = [0], [0]
    length = last = 0
    for match in _REWRITTEN.finditer(original):
        start, end = match.span()
        piece = ""
        if match["marks"]:
            start = max(last, start - 1)
            piece = unicodedata.normalize("NFC", original[start:end])
        parts += (original[last:start], piece)
        length += start - last
        # Each character of a cluster stands for its beginning; behind it a new stretch begins.
        for extra in range(len(piece)):
            here.append(length + extra)
            there.append(start)
        length += len(piece)
        here.append(length)
        there.append(end)
        last = end
    if not parts:
        return original, None
    parts.append(original[last:])
    return "".join(parts), (here, there)


_FOLD_RUNS = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """One blank for each run of blanks, none at the ends."""
    return _FOLD_RUNS.sub(" ", text).strip()

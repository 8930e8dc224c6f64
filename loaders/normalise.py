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
_ASCII_BLANKS = "*_|\t\r\\\x0b\x0c"
_BLANKS = frozenset(
    "\x85\xa0\xad\u2028\u2029\u202f\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u2022\u25cf"
)
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212\u2043\uff0d")
# Cyrillic and Greek letters that look like Latin ones, as `58/2024/NĐ-CР` has a Cyrillic Er.
_LOOKALIKES = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧÐƉ",
        "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXĐĐ",
        strict=True,
    )
)
_PLAIN = dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_DASHES, "-") | _LOOKALIKES
# Upper bytes of the UTF-16 form of what is replaced or left out. Looking for a byte is a hundred times faster
# than looking at each character, and most texts hold few of these.
_ODD_BLOCKS = (0x03, 0x04, 0x20, 0x22, 0x25, 0xFE, 0xFF)
_ODD_LATIN = "\x85\xa0\xadÐƉ"
"""Those that share their blocks with Vietnamese letters."""

# Heads and feet that a page leaves in the middle of a sentence: gazette lines, signature blocks of the
# electronic gazette, a page number alone on its line.
_GAZETTE = tuple(
    re.compile(pattern)
    for pattern in (
        r"C(?=Ô)ÔNG BÁO(?:/Số [^\n]{0,60}| NƯỚC CỘNG HÒA[^\n]*)",
        r"K(?=ý)ý bởi: *(?=\n| *CÔNG| +[A-ZĐ])[^\n]{0,80}",
        r"C(?=ơ)ơ quan: VĂN PHÒNG CHÍNH PHỦ[^\n]*",
        r"N(?=g)gày ký: \d{4}-\d\d-\d\d[^\n]*",
        r"T(?=h)hời gian ký: [^\n]*",
    )
)
# A year below `… NĂM 2019 -` or `… năm` is the end of the words above.
_PAGE_NUMBER = re.compile(r"\n(?=[ 0-9-])(?!(?<=[-–mM]\n)(?:19|20)\d\d\n)[ -]*+[0-9]{1,4}+[ -]*+(?=\n)")


class View:
    """`text` keeps line ends, `flat` has blanks for them; both are as long as the NFC text."""

    __slots__ = ("_map", "flat", "length", "text")

    def __init__(self, original: str) -> None:
        data = original.encode("utf-16-le", "surrogatepass")
        blocks = data[1::2]
        odd = _odd_marks(original, data, blocks)
        text, self._map = original, None
        if "\xad" in odd:
            text = _HYPHEN.sub("-", text)
        if "\r" in original or not odd.isdisjoint(_LEFT_OUT) or _has_inner_stars(original):
            text, self._map = _rewritten(text)
        for mark in _ASCII_BLANKS:
            text = text.replace(mark, " ")
        for mark in odd & _PLAIN.keys():
            text = text.replace(mark, _PLAIN[mark])
        if _has_late_tone(text):
            text = text.replace("uỷ", "ủy").replace("Uỷ", "Ủy")
        if "Ỷ" in text:
            text = text.replace("UỶ", "ỦY")
        if "CÔNG BÁO" in text:
            for line in _GAZETTE:
                text = line.sub(_blank, text)
        text = _PAGE_NUMBER.sub(_blank, text)
        self.text = text
        self.flat = text.replace("\n", " ")
        self.length = len(original)

    def shown(self, offset: int) -> int:
        """The offset in the view of an offset in the original text."""
        if self._map is None:
            return offset
        here, there = self._map
        at = bisect_right(there, offset) - 1
        return here[at] + offset - there[at]

    def original(self, offset: int) -> int:
        """The offset in the original text of an offset in the view."""
        if self._map is None:
            return offset
        here, there = self._map
        at = bisect_right(here, offset) - 1
        return there[at] + offset - here[at]


def _has_late_tone(text: str) -> bool:
    """Whether a syllable is spelled `uỷ`; one letter is found ten times as fast as two."""
    at = text.find("ỷ")
    while at >= 0:
        if text[at - 1 : at] in ("u", "U"):
            return True
        at = text.find("ỷ", at + 1)
    return False


def _has_inner_stars(text: str) -> bool:
    """Whether bold marks stand inside a number; the scan starts at stars, which most texts hold few of."""
    return _STARS.search(text) is not None


def _odd_marks(text: str, data: bytes, blocks: bytes) -> set[str]:
    """The letters of the odd blocks that a text holds, from its UTF-16 form and the upper bytes of that."""
    seen = {mark for mark in _ODD_LATIN if mark in text}
    for block in _ODD_BLOCKS:
        at = blocks.find(block)
        lower = set()
        while at >= 0:
            lower.add(data[2 * at])
            at = blocks.find(block, at + 1)
        seen.update(chr(block << 8 | each) for each in lower)
    return seen


def _blank(match: re.Match[str]) -> str:
    """Blanks for a match that holds no line end but perhaps a first one."""
    found = match[0]
    return "\n" + " " * (len(found) - 1) if found[0] == "\n" else " " * len(found)


# What is composed or left out, so that the view is shorter there: combining marks (with the letter before
# them one cluster), the first half of a Windows line end, bold marks and invisible letters inside a number
# such as `**1**52/2025/NĐ-CP`.
# It begins with one class of letters, so that the scan runs over all else at full speed.
_REWRITTEN = re.compile(
    r"""[\u0300-\u036f\r*\u200b-\u200d\u2060\ufeff\xad](?:
        (?<=[\u0300-\u036f]) (?P<marks>) [\u0300-\u036f]*
      | (?<=\r) (?=\n)
      | (?<=[0-9A-ZĐ/-]\*) \*{0,2} (?=[0-9/-])
      | (?<=[0-9A-ZĐ/-][\u200b-\u200d\u2060\ufeff\xad]) (?=[0-9A-ZĐ/-])
    )""",
    re.VERBOSE,
)
# Some programs put a soft hyphen into a PDF for each hyphen: `2468/QĐ\xadUBND`, `2011\xad2020`, or before an item.
_HYPHEN = re.compile(r"(?<=[0-9A-ZĐ])\xad(?=\s{0,2}[0-9A-ZĐ])|^\xad(?=[ \t])", re.MULTILINE)
_STARS = re.compile(r"\*(?=\*[0-9/-])(?<=[0-9A-ZĐ/-]\*)")
_LEFT_OUT = frozenset("\u200b\u200c\u200d\u2060\ufeff\xad") | {chr(mark) for mark in range(0x300, 0x370)}


def _rewritten(original: str) -> tuple[str, tuple[list[int], list[int]] | None]:
    """The text with clusters composed or marks left out; and where its stretches begin, here and there."""
    parts: list[str] = []
    here, there = [0], [0]
    length = last = 0
    for match in _REWRITTEN.finditer(original):
        start, end = match.span()
        piece = ""
        if match["marks"] is not None:
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


def squeeze(words: str) -> str:
    """One blank for each run of blanks, none at the ends."""
    return " ".join(words.split())

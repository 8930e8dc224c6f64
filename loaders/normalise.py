"""Text -> the view that patterns match on, character for character in step with the original.

Every replacement here keeps the length, so an offset in the view is an offset in the text. The one
exception is text that is not in NFC (`e` + combining marks): there a map leads back.
"""

from __future__ import annotations

import re
import unicodedata

# Same length on both sides. Marks of markdown and tables, odd blanks and invisible characters are
# blanks to a pattern; dashes are one dash; `uỷ` and `ủy` are one spelling.
_ASCII_BLANKS = "*_|\t\r\\\x0b\x0c\x1c\x1d\x1e\x1f"
_BLANKS = frozenset(
    "\x85\xa0\xad\u2028\u2029\u202f\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2022\u25cf"
)
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212\u2043\uff0d")
_SPELLINGS = (("uỷ", "ủy"), ("Uỷ", "Ủy"), ("UỶ", "ỦY"))
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
_LOOKALIKE_LEADS = (b"\xd0", b"\xd1", b"\xce", b"\xcf", b"\xc3\x90", b"\xc6\x89")
_COMBINING_LEADS = (b"\xcc", b"\xcd")

# Heads and feet that a page leaves in the middle of a sentence: gazette lines, signature blocks of the
# electronic gazette, a page number alone on its line.
_GAZETTE = re.compile(
    r"(?:Ký bởi: *)?CÔNG BÁO(?:/Số [^\n]{0,60}| NƯỚC CỘNG HÒA[^\n]*)"
    r"|\n *Cơ quan: VĂN PHÒNG CHÍNH PHỦ[^\n]*|\n *Ngày ký: \d{4}-\d\d-\d\d[^\n]*|\n *Thời gian ký: [^\n]*"
)
_PAGE_NUMBER = re.compile(r"\n *(?:- *)?\d{1,4}(?: *-)? *(?=\n)")


class View:
    """`text` keeps line ends, `flat` has blanks for them; both are as long as the NFC text."""

    __slots__ = ("_map", "flat", "length", "text")

    def __init__(self, original: str) -> None:
        data = original.encode("utf-8", "surrogatepass")
        text, self._map = original, None
        if any(lead in data for lead in _COMBINING_LEADS):
            text, self._map = _nfc(original)
        for mark in _ASCII_BLANKS:
            text = text.replace(mark, " ")
        for mark in _odd_marks(data):
            text = text.replace(mark, " " if mark in _BLANKS else "-")
        for odd, usual in _SPELLINGS:
            text = text.replace(odd, usual)
        if any(lead in data for lead in _LOOKALIKE_LEADS):
            text = text.translate(_LOOKALIKES)
        if "CÔNG BÁO" in text:
            text = _GAZETTE.sub(_blank, text)
        text = _PAGE_NUMBER.sub(_blank, text)
        self.text = text
        self.flat = text.replace("\n", " ")
        self.length = len(original)

    def original(self, offset: int) -> int:
        """The offset in the original text of an offset in the view."""
        return offset if self._map is None else self._map[offset]


def _odd_marks(data: bytes) -> set[str]:
    """The blanks and dashes beyond ASCII that a text holds, from its UTF-8 bytes."""
    seen = {
        hit.decode("utf-8", "replace") for lead in (*_LEADS, *_SHORT_LEADS) for hit in set(lead.findall(data))
    }
    return (seen & _BLANKS) | (seen & _DASHES)


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if c == "\n" else " " for c in match[0])


# A letter and the combining marks behind it; what stands outside such clusters is composed already.
_CLUSTER = re.compile("[^\u0300-\u036f]?[\u0300-\u036f]+")


def _nfc(original: str) -> tuple[str, list[int] | None]:
    """The text with letters and their marks composed, and the original offset of each of its characters."""
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _CLUSTER.finditer(original):
        start, end = match.span()
        piece = unicodedata.normalize("NFC", match[0])
        parts += (original[last:start], piece)
        offsets += range(last, start)
        offsets += [start] * len(piece)
        last = end
    if not parts:
        return original, None
    parts.append(original[last:])
    offsets += range(last, len(original) + 1)
    return "".join(parts), offsets


_FOLD_RUNS = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """One blank for each run of blanks, none at the ends."""
    return _FOLD_RUNS.sub(" ", text).strip()

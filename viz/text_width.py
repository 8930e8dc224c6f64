"""How wide words come out on a card, without a browser: advance widths of Noto Sans in hundredths of an em.

Segoe UI, Roboto and Arial are narrower or alike; `ROOM` leaves a little for rounding.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ROOM = 1.005
_OTHER = 62
_HORN = "\u031b"
_REGULAR = {
    22: "'", 26: "ijl ", 27: "J.,:;·", 30: "()", 32: "-", 34: "fI", 36: "t“”", 37: "/", 41: 'r"', 47: "z", 48: "cs",
    50: "–", 51: "vy", 52: "FL", 53: "kx", 55: "S", 56: "aeET", 57: "YZ0123456789+~×", 59: "X", 60: "oPV",
    61: "bdgpq", 62: "hnuKRđơ", 63: "C", 64: "A", 65: "B", 67: "ư", 73: "DGUĐ", 74: "H", 76: "N", 78: "OQƠ",
    79: "w…", 83: "%", 85: "Ư", 91: "M", 93: "mW",
}  # fmt: skip
_BOLD = {
    26: " ", 27: "'", 28: ".,:;·", 30: "ijl", 32: "-", 33: "J", 34: "()", 39: "fI", 41: "/", 43: "t", 44: "“”",
    45: "r", 47: '"', 49: "z", 50: "s–", 51: "c", 55: "FS", 56: "EL", 57: "vy0123456789+~×", 58: "xTZ", 59: "e",
    60: "a", 62: "koY", 63: "bdgpqP", 64: "C", 65: "Vđ", 66: "hnuKR", 67: "BX", 68: "ơ", 69: "A", 72: "G",
    74: "DĐ", 76: "HUư", 80: "OQ", 81: "N", 82: "Ơ", 85: "…", 86: "w", 88: "Ư", 90: "%", 94: "M", 97: "W", 98: "m",
}  # fmt: skip
_WIDTHS = {
    bold: {char: width for width, chars in table.items() for char in chars}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


@lru_cache(maxsize=8_192)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text in pixels; tone marks take no room."""
    table = _WIDTHS[bold]
    total = 0
    for char in unicodedata.normalize("NFC", text):
        known = table.get(char)
        if known is None and not unicodedata.combining(char):
            known = table.get(_base(char), _OTHER)
        total += known or 0
    return total * size * ROOM / 100


def fitted(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or what of it fits into `room` pixels with an ellipsis, cut between words if that loses little."""
    text = " ".join(text.split())
    if width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip(" ,;:·") + "…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    head = text[:low]
    words = head.rpartition(" ")[0] if low < len(text) and text[low] != " " else head
    return (words if len(words) > len(head) * 0.6 else head).rstrip(" ,;:·–-") + "…"


def lines(text: str, room: float, size: float, most: int, bold: bool = False) -> list[str]:
    """The text broken between words into at most `most` lines, the last one cut where it does not fit."""
    words, line = text.split(), ""
    found: list[str] = []
    for place, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if width(longer, size, bold) <= room:
            line = longer
            continue
        if len(found) == most - 1:
            return [*found, fitted(" ".join([line, *words[place:]]).strip(), room, size, bold)]
        if line:
            found.append(line)
            line = ""
        line = word if width(word, size, bold) <= room else fitted(word, room, size, bold)
    return [*found, line] if line else found


@lru_cache(maxsize=1_024)
def _base(char: str) -> str:
    """The letter under the marks: ậ is as wide as a, ở as ơ."""
    bare = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", bare[:2]) if bare[1:2] == _HORN else bare[0]

"""Bytes to text: finds the encoding of a plain text or a page, or says why it cannot.

Order of belief: a byte order mark, UTF-16 by its zero bytes, valid UTF-8, what the file declares, then the
Vietnamese encodings, each judged by whether its words can be spelled. Nothing is guessed beyond that: text
in an unknown encoding is refused, for a wrong letter makes a wrong document number.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from typing import NamedTuple

from charset_normalizer import from_bytes

from luocdo.graph.errors import ReadError, WrongKind
from luocdo.loaders.legacy_fonts import legacy_fonts, plausibility

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = {"cp1252", "iso8859-1", "latin-1", "ascii"}
"""What pages in legacy fonts declare: the stored bytes, not the letters that the font draws."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.05
"""Share of control characters from which bytes are no text; printer files of old offices have a few."""
_FEWEST_WORDS = 2
_BELIEVED = 0.8
"""Share of words that must be Vietnamese syllables before bytes are read in a legacy encoding."""


class Decoded(NamedTuple):
    """Text without byte order mark, line ends as they were, and the encoding it was in."""

    text: str
    encoding: str


def decode(name: str, data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file, read as its bytes say. Raises ReadError for binary data and unknown encodings.

    `declared` is the encoding that a page names in its head; UTF-8 that is valid overrules it.
    """
    decoded = _decode(name, data, declared)
    _refuse_binary(name, decoded.text)
    return decoded


def _decode(name: str, data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data[len(mark) :], encoding)
    if wide := _unmarked_utf16(data):
        return _strict(name, data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_binary(data):
            raise WrongKind(name, "binary data, not text", f"byte {error.start}") from error
        found = _declared(data, declared) or _vietnamese(data) or _western(data, declared)
        if found is None:
            raise _unknown(name, data, error.start) from error
        return found


def _strict(name: str, data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise ReadError(name, f"broken encoding: not valid {encoding.upper()}", f"byte {error.start}") from error


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 by its zero bytes: blanks, digits and plain letters have one zero byte, always on one side."""
    head = data[:4096]
    if len(data) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head) // 2 or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """The text as the page declares it, unless that names only the Western bytes below a legacy font."""
    try:
        encoding = codecs.lookup(declared or "").name
        return None if encoding in _WESTERN or encoding == "utf-8" else _composed(data.decode(encoding), encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _vietnamese(data: bytes) -> Decoded | None:
    """The one Vietnamese encoding whose reading is clearly the best, if any."""
    stored = _windows_text(data)
    readings = [Decoded(font.decode(stored), font.id) for font in legacy_fonts()]
    with suppress(UnicodeDecodeError):  # a byte that Windows-1258 leaves free: it is something else
        readings.append(_composed(data.decode("cp1258"), "cp1258"))
    judged = [(plausibility(reading.text), reading) for reading in readings]
    judged.sort(key=lambda pair: pair[0].share, reverse=True)
    (best, reading), (second, _) = judged[:2]
    if best.words < _FEWEST_WORDS or best.share < _BELIEVED or best.share == second.share:
        return None
    return reading


def _western(data: bytes, declared: str | None) -> Decoded | None:
    """A page in a Western language, as it declares itself; its words cannot be judged."""
    try:
        encoding = codecs.lookup(declared or "").name
        return Decoded(_windows_text(data), "windows-1252") if encoding in _WESTERN else None
    except (LookupError, ValueError):
        return None


def _composed(text: str, encoding: str) -> Decoded:
    """Windows-1258 stores tone marks apart; putting them together belongs to decoding it."""
    if encoding == "cp1258":
        return Decoded(unicodedata.normalize("NFC", text), "windows-1258")
    return Decoded(text, encoding)


def _windows_text(data: bytes) -> str:
    """Bytes as windows-1252, its five free bytes as control characters, as browsers do."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_WINDOWS[byte] for byte in data)


_WINDOWS = [
    chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252") for byte in range(256)
]


def _unknown(name: str, data: bytes, start: int) -> ReadError:
    guess = from_bytes(data[:20_000]).best()
    hint = f"; it may be {guess.encoding.replace('_', '-')}" if guess else ""
    return ReadError(
        name,
        f"broken or unknown encoding: neither UTF-8 nor Windows-1258, TCVN3 or VNI{hint}; save it as UTF-8",
        f"byte {start}",
    )


def _is_binary(data: bytes) -> bool:
    head = data[:65_536]
    return b"\0" in head or _control_share(head.decode("latin-1")) > _MOST_CONTROLS


def _refuse_binary(name: str, text: str) -> None:
    zero = text.find("\0")
    if zero >= 0:
        raise WrongKind(name, "binary data, not text", f"character {zero}")
    if _control_share(text[:65_536]) > _MOST_CONTROLS:
        raise WrongKind(name, "binary data, not text: too many control characters")


def _control_share(text: str) -> float:
    return len(_CONTROL.findall(text)) / len(text) if text else 0.0
